package live

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/web"
)

var redirectedError = Heuristic{
	Name: "redirected-error",
	Summary: "The address redirects to one that is an error page by its name (/404, /not-found), which answers as if all were " +
		"well: nothing is known for sure of the link.",
	Decide: func(p *web.Page) (Diagnosis, bool) {
		if !isSuccess(p) || len(p.Hops) == 0 || namesError(p.URL) || !namesError(final(p)) && !namesError(movedTo(p)) {
			return passOn()
		}
		return decided(Undecided, "redirects to what looks like an error page")
	},
}

func namesError(address string) bool {
	parts := segments(address)
	if len(parts) == 0 {
		return false
	}
	stem, _, _ := strings.Cut(parts[len(parts)-1], ".")
	switch strings.NewReplacer("-", "", "_", "").Replace(stem) {
	case "404", "410", "error", "errors", "404error", "error404", "errorpage", "notfound", "pagenotfound", "404notfound", "notfound404", "filenotfound":
		return true
	}
	return false
}
