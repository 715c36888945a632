package rule

import "github.com/ibidcheck/ibid/pkg/live"

// DeadLink tells of links whose page is confirmed to be gone.
var DeadLink = Rule{
	Name:    "dead-link",
	Summary: "a cited page is gone",
	Doc: `The server says that the page is not there (404, 410), or the host's name does not exist. Readers cannot look at
the source any more.

Only a confirmed loss is reported here. A server that refuses programs, asks for a login, or does not answer today says
nothing of the page: such links are reported as unchecked.

Look for the page under a new address, or cite a copy in an archive.`,
	Group:    Links,
	Severity: Error,
	NeedsWeb: true,
	Bad: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide.\n",
		Web:     "https://review.example/tide 404",
	},
	Good: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide.\n",
		Web:     "https://review.example/tide 403",
	},
	Check: func(p *Pass) []Finding {
		return withCopies(p, diagnosed(p, func(d live.Diagnosis) string {
			return "the page is gone, " + d.Because + lookElsewhere + ":"
		}, live.Gone))
	},
}
