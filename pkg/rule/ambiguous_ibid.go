package rule

import (
	"fmt"

	"github.com/ibidcheck/ibid/pkg/cite"
)

// AmbiguousIbid tells of an ibid. that may stand for several sources.
var AmbiguousIbid = Rule{
	Name:    "ambiguous-ibid",
	Summary: "it is open what an ibid. stands for",
	Doc: `An “ibid.” stands for the source cited just before. After a note with several sources, or at the beginning of the
notes, the reader cannot tell which that is, and each note put in later changes what it means. Name the source again.`,
	Group:    Structure,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide; Jo Lee, “Ports,” Coast Wire, May 9, 2021, https://coast.example/ports.
[2] Ibid.
`},
	Good: Example{Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] Ibid.
`},
	Check: ambiguousIbid,
}

func ambiguousIbid(p *Pass) []Finding {
	var all []Finding
	for i, c := range p.Citations {
		if (c.Kind == cite.Ibid || c.Kind == cite.Idem) && p.Antecedents[i].Open() && p.Antecedents[i].Certain {
			all = append(all, p.untraced(i))
		}
	}
	return all
}

// untraced says of a short form why nobody can tell what it stands for.
func (p *Pass) untraced(citation int) Finding {
	return p.about(citation, fmt.Sprintf("nobody can tell what “%s” stands for: %s; name the source again",
		excerpt(p.Citations[citation].Raw, 60), p.Antecedents[citation].Because))
}
