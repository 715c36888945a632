package rule

import "github.com/ibidcheck/ibid/pkg/live"

// MovedLink tells of links whose page has a new address.
var MovedLink = Rule{
	Name:    "moved-link",
	Summary: "a cited page has moved for good",
	Doc: `The server sends visitors on to another address, and says that it will stay so (301, 308). The page is there today;
such redirects are often dropped after some years.

Write the new address. It is taken from the permanent part of the way only: a detour that the server calls temporary is
no reason to change a citation. A change of scheme, “www.” or a trailing slash is not reported.`,
	Group:    Links,
	Severity: Warning,
	NeedsWeb: true,
	Bad: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide.\n",
		Web:     "https://review.example/tide 301 -> https://review.example/2021/tide-tables\nhttps://review.example/2021/tide-tables 200",
	},
	Good: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” http://review.example/tide.\n",
		Web:     "http://review.example/tide 301 -> https://www.review.example/tide/\nhttps://www.review.example/tide/ 200",
	},
	Check: func(p *Pass) []Finding {
		var all []Finding
		for _, x := range p.addresses() {
			if d := p.Diagnoses[x.url]; d.State == live.Moved {
				f := p.atAddress(x, "the page has moved for good; write "+d.To+" instead of "+x.url)
				all = append(all, p.rewriting(f, x, d.To))
			}
		}
		return all
	},
}
