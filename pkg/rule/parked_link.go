package rule

import "github.com/ibidcheck/ibid/pkg/live"

// ParkedLink tells of links on whose domain nobody has a site any more.
var ParkedLink = Rule{
	Name:    "parked-link",
	Summary: "a cited site is gone, and its domain is parked",
	Doc: `The address leads to a page that a seller of domains, a host or a server shows where nobody has a site. The source
is not there any more, and whoever buys the domain may put anything in its place.

Cite a copy in an archive, or look for the source elsewhere. Take the address out: it may lead readers astray one day.`,
	Group:    Links,
	Severity: Error,
	NeedsWeb: true,
	Bad: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide.\n",
		Web:     "https://review.example/tide 200 <title>review.example is for sale</title><p>Buy this domain.",
	},
	Good: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “A Boat Is for Sale,” https://review.example/boat.\n",
		Web:     "https://review.example/boat 200 <title>A Boat Is for Sale</title><p>The old pilot boat lies at the quay.",
	},
	Check: func(p *Pass) []Finding {
		return withCopies(p, diagnosed(p, func(d live.Diagnosis) string {
			return "the site is gone, " + d.Because + "; cite an archived copy:"
		}, live.Parked))
	},
}
