package rule

import "strings"

// ShortenedURL tells of addresses that hide where they lead.
var ShortenedURL = Rule{
	Name:    "shortened-url",
	Summary: "an address is a shortener's",
	Doc: `A short address (bit.ly/…) says nothing of where it leads, and lives only as long as its service: several have been
closed, and all of their addresses are dead.

Addresses that a publisher has made for its own pages and keeps (youtu.be, doi.org, perma.cc, w.wiki) are left alone.

Follow it, and write the address that it leads to.`,
	Group:    Form,
	Severity: Warning,
	Bad:      Example{Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://bit.ly/3abcDEF.\n"},
	Good:     Example{Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://youtu.be/abcdefghijk.\n"},
	Check: func(p *Pass) []Finding {
		var all []Finding
		for _, x := range p.addresses() {
			if isShortened(x.url) {
				f := p.atAddress(x, "a shortener's address; follow it, and write the one that it leads to: "+x.url)
				if len(f.Notes) == 0 {
					f.Severity = Info // in the text, it is often another's words that are quoted with it
				}
				all = append(all, f)
			}
		}
		return all
	},
}

// isShortened tells of a shortener's address that leads on; that of its own home page does not.
func isShortened(url string) bool {
	path := strings.Trim(pathOf(url), "/")
	return path != "" && isShortener(strings.TrimPrefix(hostOf(url), "www."))
}
