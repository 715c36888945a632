package rule

import "strings"

// TemporaryURL tells of addresses that work for their author only, or only for a while.
var TemporaryURL = Rule{
	Name:    "temporary-url",
	Summary: "an address works for a while, or for its author alone",
	Doc: `Some addresses are copied from a browser in good faith and lead readers nowhere: they carry the number of a session
or a signature that expires, go through the proxy of a library or the filter of a mailbox, are the results of a search,
a login, or a copy in a cache.

The finding says which of these it is.

Cite the document's own address; a permalink or a DOI is mostly on its page.`,
	Group:    Form,
	Severity: Warning,
	Bad: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review-example.ezproxy.college.example/tide.\n",
	},
	Good: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/proxy-wars?q=session.\n",
	},
	Check: func(p *Pass) []Finding {
		var all []Finding
		for _, x := range p.addresses() {
			if what := passing(x.url); what != "" {
				all = append(all, p.atAddress(x, what+"; cite the document's own address instead of "+x.url))
			}
		}
		return all
	},
}

// passing says why an address does not last, empty if nothing shows that.
func passing(url string) string {
	host, path := strings.TrimPrefix(hostOf(url), "www."), strings.ToLower(pathOf(url))
	for _, t := range temporaries {
		if t.is(url, host, path) {
			return t.what
		}
	}
	return ""
}
