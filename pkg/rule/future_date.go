package rule

import (
	"fmt"
	"strings"
)

// FutureDate tells of sources that are younger than the article.
var FutureDate = Rule{
	Name:    "future-date",
	Summary: "a source is dated later than the article",
	Doc: `An article cannot rest on what was published after it. A later date in a citation is a slip, mostly in the
year, or the article was changed after its own date and should say so.

One day is allowed, for time zones. Nothing is said if the article gives no date of its own, or if the source is called
forthcoming.`,
	Group:    Consistency,
	Severity: Warning,
	Bad: Example{Article: `Published: 2021-06-01

The harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2022, https://review.example/tide.
`},
	Good: Example{Article: `Published: 2021-06-01

The harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide.
`},
	Check: futureDate,
}

func futureDate(p *Pass) []Finding {
	_, published, ok := period(p.Article.Published)
	if !ok {
		return nil
	}
	var all []Finding
	for i, c := range p.Citations {
		from, _, ok := period(c.Issued)
		if !ok || !from.After(published.AddDate(0, 0, 1)) || isForthcoming(c.Raw) {
			continue
		}
		all = append(all, p.about(i, fmt.Sprintf("the source is dated %s, after the article itself (%s)",
			spoken(c.Issued), spoken(p.Article.Published))))
	}
	return all
}

// isForthcoming tells of sources that are cited before they appear.
func isForthcoming(raw string) bool {
	raw = strings.ToLower(raw)
	for _, word := range []string{"forthcoming", "in press", "im erscheinen", "à paraître", "en prensa", "to appear"} {
		if strings.Contains(raw, word) {
			return true
		}
	}
	return false
}
