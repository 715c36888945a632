package rule

import (
	"fmt"
	"strings"

	"github.com/ibidcheck/ibid/pkg/match"
)

// TrackingParameters tells of addresses that say how their author came to them.
var TrackingParameters = Rule{
	Name:    "tracking-parameters",
	Summary: "an address carries tracking parameters",
	Doc: `Parameters such as utm_source or fbclid tell a site which letter or which post its visitor came from. They have nothing
to do with the page, make the address long, and make each reader look like the author.

Only parameters that a vendor has made for that alone count; plain ones such as id, ref or source may choose the page.

Write the address without them.`,
	Group:    Form,
	Severity: Info,
	Bad: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide?utm_source=letter&id=4.\n",
	},
	Good: Example{Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide?source=letter&id=4.\n"},
	Check: func(p *Pass) []Finding {
		var all []Finding
		for _, x := range p.addresses() {
			if address, names := match.Untracked(x.url); len(names) > 0 {
				f := p.atAddress(x, fmt.Sprintf("%s %s only where a visitor came from; write %s instead of %s",
					strings.Join(names, ", "), tells(len(names)), address, x.url))
				all = append(all, p.rewriting(f, x, address))
			}
		}
		return all
	},
}

func tells(n int) string {
	if n == 1 {
		return "tells"
	}
	return "tell"
}
