package rule

import (
	"net/netip"
	"slices"
	"strings"
)

// InsecureScheme tells of addresses without encryption.
var InsecureScheme = Rule{
	Name:    "insecure-scheme",
	Summary: "an address begins with http://",
	Doc: `What is fetched over http:// can be read and changed on the way, and some browsers warn of it. Nearly all sites
answer over https:// today.

The finding is one for each host. Whether the host answers over https:// is not known without a visit.

Try the address with https://, and write it so if the page is the same.`,
	Group:    Form,
	Severity: Info,
	Bad:      Example{Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” http://review.example/tide.\n"},
	Good:     Example{Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide.\n"},
	Check:    insecureScheme,
}

func insecureScheme(p *Pass) []Finding {
	var all []addressed
	row := map[string]int{}
	for _, x := range p.addresses() {
		host := x.host
		if len(x.url) < len("http:") || !strings.EqualFold(x.url[:len("http:")], "http:") || isLocalHost(host) ||
			strings.HasSuffix(host, ".onion") || isMalformed(x.url) {
			continue
		}
		if _, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
			continue // certificates are made out to names
		}
		if i, ok := row[host]; ok {
			all[i].links = append(all[i].links, x.links...)
			continue
		}
		row[host] = len(all)
		all = append(all, addressed{url: host, links: slices.Clone(x.links)})
	}
	found := make([]Finding, len(all))
	for i, x := range all {
		slices.Sort(x.links)
		found[i] = p.atAddress(x, "the address is not encrypted; try https:// for "+x.url)
		if p.areEncrypted(x.links) {
			found[i].Fix = p.rewrite("write https:// for http://", x.links, func(url string) string { return "https" + url[len("http"):] })
		}
	}
	return found
}

// areEncrypted tells whether the pages of all links were seen to come over https:// at the same addresses.
func (p *Pass) areEncrypted(links []int) bool {
	return !slices.ContainsFunc(links, func(i int) bool { return !p.Diagnoses[p.Article.Links[i].URL].Encrypted })
}
