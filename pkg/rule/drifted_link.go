package rule

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/live"
)

// DriftedLink tells of links whose page is not the document that is cited any more.
var DriftedLink = Rule{
	Name:    "drifted-link",
	Summary: "a cited page is there, but is another document",
	Doc: `The page answers, and neither what it calls itself nor its text has anything of the cited title, nor any of the
authors. Perhaps the domain has a new owner, or the address was given to another page.

Only a page with enough text, in the language of the citation, is judged. Open it: if it is the cited document under
another name, correct the title; if not, cite a copy in an archive.`,
	Group:    Links,
	Severity: Warning,
	NeedsWeb: true,
	Bad: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “The Tide Tables of the Harbor,” https://review.example/tide.\n",
		Web: "https://review.example/tide 200 <html lang=en><title>Lucky Palace</title>" +
			strings.Repeat("<p>Play the best slots and claim a bonus of free spins for all the winners.", 9),
	},
	Good: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “The Tide Tables of the Harbor,” https://review.example/tide.\n",
		Web: "https://review.example/tide 200 <html lang=en><title>Old Ledgers</title>" +
			strings.Repeat("<p>The tide was read at the harbor for years, and the tables are lost.", 9),
	},
	Check: func(p *Pass) []Finding {
		return withCopies(p, diagnosed(p, func(d live.Diagnosis) string {
			return d.Because + "; open it, and cite an archived copy if it is another document:"
		}, live.Drifted))
	},
}
