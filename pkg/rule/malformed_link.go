package rule

import "github.com/ibidcheck/ibid/pkg/live"

// MalformedLink tells of links that no browser could follow.
var MalformedLink = Rule{
	Name:    "malformed-link",
	Summary: "an address is no address",
	Doc: `The address cannot be read as a URL, so nobody can follow it: mostly something went wrong when it was copied.

Write it anew.`,
	Severity: Error,
	NeedsWeb: true,
	Bad: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example:99999999/tide.\n",
		Web:     "https://review.example:99999999/tide malformed-url",
	},
	Good: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example:8443/tide.\n",
		Web:     "https://review.example:8443/tide 200",
	},
	Check: func(p *Pass) []Finding {
		return diagnosed(p, func(live.Diagnosis) string {
			return "this cannot be read as an address; write it anew:"
		}, live.Malformed)
	},
}
