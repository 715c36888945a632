package rule

import "github.com/ibidcheck/ibid/pkg/live"

// MissingFragment tells of links to a place that their page does not have.
var MissingFragment = Rule{
	Name:    "missing-fragment",
	Summary: "a cited page has not the place that its address names",
	Doc: `The page is there, but what stands behind the "#" of its address names a place that it does not have: no element of
that name, no such words, or a page behind the end of a PDF. Readers land at the top of the page, and have to search.

Places that a script may make, and the routes of scripts ("#/x"), are not reported.

Look up the place in the page and write its address anew, or leave out what stands behind the "#".`,
	Group:    Links,
	Severity: Warning,
	NeedsWeb: true,
	Bad: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide#gauge.\n",
		Web:     `https://review.example/tide#gauge 200 <title>Tide Tables</title><h2 id="method">The gauge</h2>`,
	},
	Good: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide#gauge.\n",
		Web:     `https://review.example/tide#gauge 200 <title>Tide Tables</title><h2 id="gauge">The gauge</h2>`,
	},
	Check: func(p *Pass) []Finding {
		return diagnosed(p, func(d live.Diagnosis) string {
			return d.Because + "; write the address anew:"
		}, live.Fragment)
	},
}
