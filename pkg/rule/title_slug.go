package rule

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/ibidcheck/ibid/pkg/match"
)

// TitleSlug holds a citation's title against the words in its address.
var TitleSlug = Rule{
	Name:    "title-slug",
	Summary: "the address speaks of something else than the title",
	Doc: `Many addresses end in the words of the title: /tide-tables-of-the-old-harbor. Where not a single word of
these is in the citation's title, the address may be that of another piece.

Only addresses that end in at least four words of weight are looked at, and only titles of as many; platforms, where
many publish, are passed over. An address in another
language than the title is not seen as such, which is why this is only noted.`,
	Group:    Consistency,
	Severity: Info,
	Bad: Example{Article: `The harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables of the Old Harbor Corrected,” Harbor Review, May 3, 2021, https://review.example/mayor-opens-swimming-pool-after-repair.
`},
	Good: Example{Article: `The harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables of the Old Harbor Corrected,” Harbor Review, May 3, 2021, https://review.example/tables-of-tides-put-right-at-harbor.
`},
	Check: titleSlug,
}

// slugWords is how many words of weight an address and a title must have to be held against each other.
const slugWords = 4

func titleSlug(p *Pass) []Finding {
	var all []Finding
	for i, c := range p.Citations {
		if isPlatform(hostOf(c.URL)) {
			continue
		}
		slug := weighty(slugOf(c.URL))
		title := weighty(c.Title)
		if len(slug) < slugWords || len(title) < slugWords || shareAWord(slug, title) {
			continue
		}
		all = append(all, p.about(i, fmt.Sprintf("no word of the title “%s” is in its address, which says “%s”",
			c.Title, strings.Join(slug, " "))))
	}
	return all
}

// slugOf is the words in the last part of an address's path that has any.
func slugOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i := len(parts) - 1; i >= 0; i-- {
		if strings.Count(parts[i], "-")+strings.Count(parts[i], "_") >= slugWords-1 {
			return strings.NewReplacer("-", " ", "_", " ", ".html", "", ".htm", "", ".php", "").Replace(parts[i])
		}
	}
	return ""
}

// weighty are the words of at least four letters, for comparing. Words with digits, or of another script than the Latin
// one, are none: addresses write these in ways of their own.
func weighty(s string) []string {
	var all []string
	for _, w := range match.Words(s) {
		if len(w) >= slugWords && strings.IndexFunc(w, func(c rune) bool { return c < 'a' || c > 'z' }) < 0 {
			all = append(all, w)
		}
	}
	return all
}

// shareAWord tells whether two lists have words that begin with the same four letters.
func shareAWord(a, b []string) bool {
	stems := map[string]bool{}
	for _, w := range a {
		stems[w[:4]] = true
	}
	for _, w := range b {
		if stems[w[:4]] {
			return true
		}
	}
	return false
}
