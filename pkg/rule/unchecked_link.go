package rule

import "github.com/ibidcheck/ibid/pkg/live"

// UncheckedLink tells of links of which nothing could be said.
var UncheckedLink = Rule{
	Name:    "unchecked-link",
	Summary: "a link could not be checked",
	Doc: `The page may be there or not: the server refuses programs, asks for a login or a payment, did not answer, or answered
something that tells nothing. Such a link is neither called fine nor called dead.

Open it in a browser, or run the check again another day.`,
	Group:    Links,
	Severity: Info,
	NeedsWeb: true,
	Bad: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide.\n",
		Web:     "https://review.example/tide timeout",
	},
	Good: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide.\n",
		Web:     "https://review.example/tide 200",
	},
	Check: func(p *Pass) []Finding {
		return diagnosed(p.withoutNames(), func(d live.Diagnosis) string {
			return "could not be checked, " + d.Because + "; " + wayOut(d.State) + ":"
		}, live.Walled, live.Blocked, live.Unreachable, live.Skipped, live.Undecided)
	},
}

func wayOut(s live.State) string {
	if s == live.Unreachable {
		return "try again later"
	}
	return "open it in a browser"
}
