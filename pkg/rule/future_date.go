package rule

import (
	"fmt"
	"strings"
	"time"

	"github.com/ibidcheck/ibid/pkg/metadata"
)

// FutureDate tells of sources that are younger than the article.
var FutureDate = Rule{
	Name:    "future-date",
	Summary: "a source is dated later than the article",
	Doc: `An article cannot rest on what was published after it. A later date in a citation is a slip, mostly in the
year, or the article was changed after its own date and should say so.

One day is allowed, for time zones. Nothing is said if the article gives no date of its own, or if the source is called
forthcoming or appears over years. Where several sources are later, or an access date shows that the article was still being written, the
article's own date is meant instead, and it is only noted.`,
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
	_, published, ok := metadata.Period(p.Article.Published)
	if !ok {
		return nil
	}
	var all []Finding
	changed := 0
	for i, c := range p.Citations {
		if first, _, ok := metadata.Period(c.Accessed); ok && after(first, published) {
			changed++
		}
		from, _, ok := metadata.Period(c.Issued)
		if !ok || !after(from, published) || strings.Contains(c.Issued, "/") || isForthcoming(c.Raw) {
			continue
		}
		all = append(all, p.about(i, fmt.Sprintf("the source is dated %s, after the article itself (%s)",
			spoken(c.Issued), spoken(p.Article.Published))))
	}
	if len(all) == 0 || changed == 0 && len(all) < manyLater {
		return all
	}
	return []Finding{{
		Span: all[0].Span, Severity: Info, key: "changed", wide: true,
		Message: fmt.Sprintf("the article is dated %s, but cites what is later (%d of its dates); if it was changed since, it should say so",
			spoken(p.Article.Published), len(all)),
	}}
}

// From so many sources on that are later than the article, it is the article's date that cannot be right.
const manyLater = 3

// after tells whether a day is later than another, with one day for time zones.
func after(day, than time.Time) bool { return day.After(than.AddDate(0, 0, 1)) }

// isForthcoming tells of sources that are cited before they appear.
func isForthcoming(raw string) bool {
	raw = strings.ToLower(raw)
	for _, word := range []string{"forthcoming", "in press", "im erscheinen", "erscheint", "im druck", "à paraître", "en prensa", "to appear"} {
		if strings.Contains(raw, word) {
			return true
		}
	}
	return false
}
