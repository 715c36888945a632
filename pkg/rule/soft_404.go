package rule

import "github.com/ibidcheck/ibid/pkg/live"

// SoftDeadLink tells of links whose page is not there, though the server says that it is.
var SoftDeadLink = Rule{
	Name:    "soft-404",
	Summary: "a cited page is gone, though its server does not say so",
	Doc: `The server answers as if all were well, and shows something else: a page that says that there is no such page, its
home page, an empty search, or one page for whatever it does not know. Readers cannot look at the source any more.

No phrase alone leads to this: the page is short, it lacks the cited title, it calls itself an error page, or the server
gives the same to an address that nobody has made.

Look for the page under a new address, or cite a copy in an archive.`,
	Group:    Links,
	Severity: Error,
	NeedsWeb: true,
	Bad: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/2021/tide.\n",
		Web:     "https://review.example/2021/tide 302 -> https://review.example/\nhttps://review.example/ 200",
	},
	Good: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/2021/tide.\n",
		Web:     "https://review.example/2021/tide 200 <title>Tide Tables</title><p>The third table was not found.",
	},
	Check: func(p *Pass) []Finding {
		return withCopies(p, diagnosed(p, func(d live.Diagnosis) string {
			return "the page is gone, " + d.Because + lookElsewhere + ":"
		}, live.Soft404))
	},
}
