package live

import "strings"

// teaser is the longest text, in words, that is taken for the beginning of a longer one; a page that marks itself as
// withheld is believed for longer ones too.
const (
	teaser       = 300
	markedTeaser = 500
)

var paywall = Heuristic{
	Name:    "paywall",
	Summary: "The page shows a beginning or an abstract and says in several ways, or in its markup, that the rest is for those who pay: the link is walled.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		d := e.document()
		if !isSuccess(e.Page) || !d.isHTML || d.ownWords > markedTeaser || isHome(final(e.Page)) {
			return passOn()
		}
		signs := prices.in(d.plain(), 2)
		for _, mark := range [...]string{`class="paywall`, `id="paywall`, "regwall", "subscription-wall", `id="access-options`, "paywall-", "piano-"} {
			if strings.Contains(d.code(), mark) {
				signs++
				break
			}
		}
		if d.notFree && (signs > 0 || d.ownWords < teaser/2) || signs >= 2 && d.ownWords <= teaser {
			return decided(Walled, "behind a payment, or for subscribers")
		}
		return passOn()
	},
}
