package live

import (
	"fmt"

	"github.com/ibidcheck/ibid/pkg/web"
)

var redirectedHome = Heuristic{
	Name: "redirected-home",
	Summary: "The address of a page within a site redirects to a home page: the page may well be gone, but this alone does not " +
		"show it.",
	Decide: func(p *web.Page) (Diagnosis, bool) {
		if !isSuccess(p) || len(p.Hops) == 0 || isHome(p.URL) {
			return passOn()
		}
		for _, reached := range [...]string{final(p), movedTo(p)} {
			if isHome(reached) {
				return decided(Undecided, fmt.Sprintf("redirects to the home page of %s", host(reached)))
			}
		}
		return passOn()
	},
}

func movedTo(p *web.Page) string {
	to, _ := permanent(p)
	return to
}
