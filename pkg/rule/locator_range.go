package rule

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
)

// LocatorRange holds the page cited against the pages of the source.
var LocatorRange = Rule{
	Name:    "locator-range",
	Summary: "the page cited lies outside of the source’s pages, or a range runs backwards",
	Doc: `Where a citation gives the pages of an article, the page that it points to lies among them. A short citation is
held against the pages of the full one. Ranges may be abbreviated: 123–29 is 123–129.

Only Arabic numbers are looked at.`,
	Group:    Consistency,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged in March.[1]

[1] Ana Ruiz, ‘Tide Tables’, Harbor Review, 12.3 (2021), 101–119 (p. 124).
`},
	Good: Example{Article: `The harbor was dredged in March.[1]

[1] Ana Ruiz, ‘Tide Tables’, Harbor Review, 12.3 (2021), 101–19 (p. 104).
`},
	Check: locatorRange,
}

func locatorRange(p *Pass) []Finding {
	var all []Finding
	for i, c := range p.Citations {
		page := c.Page
		if a := p.Antecedents[i].Citation; page == "" && a != article.None {
			page = p.Citations[a].Page
		}
		at, ok := pagesOf(c.Locator)
		if !ok || c.Entry != article.None || isVolume(c) {
			continue
		}
		of, known := pagesOf(page)
		switch {
		case at.last < at.first:
			all = append(all, p.about(i, fmt.Sprintf("the pages %s run backwards", c.Locator)))
		case known && of.first < of.last && (at.first < of.first || at.last > of.last):
			all = append(all, p.about(i, fmt.Sprintf("it points to %s, the source’s pages are %s", c.Locator, page)))
		}
	}
	return all
}

// isVolume tells of a number that is that of a volume, with the issue right behind it: 7,3 (Mar. 1964), pp. 166–169.
func isVolume(c cite.Citation) bool {
	_, behind, found := strings.Cut(c.Raw, " "+c.Locator+",")
	return found && c.Page != "" && behind != "" && isDigit(behind[0])
}

type pages struct{ first, last int }

// pagesOf reads "14", "p. 14", "pp. 123–29", "S. 4-5". What is no such thing is unknown: figures, paragraphs, times,
// lists of pages.
func pagesOf(s string) (pages, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, mark := range []string{"at ", "pp.", "p.", "pages", "page", "seiten", "seite", "s.", "pág.", "págs."} {
		if rest, ok := strings.CutPrefix(s, mark); ok {
			s = strings.TrimSpace(rest)
			break
		}
	}
	s = strings.NewReplacer("–", "-", "—", "-", "‑", "-").Replace(s)
	from, to, isRange := strings.Cut(s, "-")
	first, err := strconv.Atoi(strings.TrimSpace(from))
	if err != nil {
		return pages{}, false
	}
	if !isRange {
		return pages{first, first}, true
	}
	from, to = strings.TrimSpace(from), strings.TrimSpace(to)
	if len(to) < len(from) {
		to = from[:len(from)-len(to)] + to
	}
	last, err := strconv.Atoi(to)
	return pages{first, last}, err == nil
}
