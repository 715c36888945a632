package rule

import "fmt"

// HostPublisher holds the publisher named in a citation against the site that its address leads to.
var HostPublisher = Rule{
	Name:    "host-publisher",
	Summary: "the address is not at the publisher that the citation names",
	Doc: `A citation that names one publisher and leads to the site of another gives the reader the wrong witness. Where
the site is that of another publisher, this is a warning. Where it is only none of the publisher's own, as with a local
station, a sister paper or a syndicated piece, it is noted.

Only well-known publishers are looked at, and addresses at archives, libraries and platforms are passed over.`,
	Group:    Consistency,
	Severity: Info,
	Bad: Example{Article: `The harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables,” Reuters, May 3, 2021, https://review.example/tide.
`},
	Good: Example{Article: `The harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide.
`},
	Check: hostPublisher,
}

func hostPublisher(p *Pass) []Finding {
	table := publisherHosts()
	var all []Finding
	for i, c := range p.Citations {
		host := hostOf(c.URL)
		if host == "" || isPlatform(host) {
			continue
		}
		name := c.ContainerTitle
		known, own := table.publishesAt(name, host)
		if !known {
			name = c.Publisher
			known, own = table.publishesAt(name, host)
		}
		if !known || own || isAgency(name) && table.ownerOf(host) != "" {
			continue
		}
		f := p.about(i, fmt.Sprintf("the citation names %s, its address is at %s", name, host))
		if table.ownerOf(host) != "" {
			f.Severity = Warning
		}
		all = append(all, f)
	}
	return all
}

// isAgency tells of news agencies, whose pieces other publishers print.
func isAgency(name string) bool {
	switch plainName(name) {
	case "associated press", "ap", "ap news", "reuters", "afp", "agence france presse", "bloomberg", "bloomberg news":
		return true
	}
	return false
}
