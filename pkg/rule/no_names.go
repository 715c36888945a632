package rule

import (
	"fmt"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/live"
)

// NoNames tells once of a run in which no host was found by its name.
var NoNames = Rule{
	Name:    "no-names",
	Summary: "no host name could be looked up in the whole run",
	Doc: `Not one name of a host could be looked up. That says nothing of the links: the machine has no network, or its name
server does not work. It is told once, and not for each link.

See to the network, and run the check again.`,
	Group:    Links,
	Severity: Info,
	NeedsWeb: true,
	Bad: Example{
		Article: "The harbor was dredged in March.[1][2]\n\n[1] “Tide,” https://review.example/tide.\n\n[2] “Ebb,” https://coast.example/ebb.\n",
		Web:     "https://review.example/tide name-unresolved\nhttps://coast.example/ebb name-unresolved",
	},
	Good: Example{
		Article: "The harbor was dredged in March.[1][2]\n\n[1] “Tide,” https://review.example/tide.\n\n[2] “Ebb,” https://coast.example/ebb.\n",
		Web:     "https://review.example/tide name-unresolved\nhttps://coast.example/ebb 200",
	},
	Check: func(p *Pass) []Finding {
		if !p.Nameless || !p.First {
			return nil
		}
		f := Finding{wide: true, Message: "no host name could be looked up, so that nothing is known of the links; see to the network, and run the check again"}
		for _, x := range p.addresses() {
			if live.IsNameless(p.Diagnoses[x.url]) {
				f.Span = p.Article.Links[x.links[0]].Span
				f.Message = fmt.Sprintf("%s: %s", f.Message, x.url)
				f.key = "no names"
				return []Finding{f}
			}
		}
		f.Span = article.Span{}
		return []Finding{f}
	},
}

// withoutNames is the pass without the links of which only their names are in question, if none could be looked up.
func (p *Pass) withoutNames() *Pass {
	if !p.Nameless {
		return p
	}
	other := *p
	other.Diagnoses = make(map[string]live.Diagnosis, len(p.Diagnoses))
	for address, d := range p.Diagnoses {
		if !live.IsNameless(d) {
			other.Diagnoses[address] = d
		}
	}
	return &other
}
