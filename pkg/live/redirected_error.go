package live

import (
	"strings"
)

var redirectedError = Heuristic{
	Name: "redirected-error",
	Summary: "The address redirects to one that is an error page by its name (/404, /not-found), which answers as if all were " +
		"well and does not bear the cited title: the link is a soft 404.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		if !isSuccess(p) || len(p.Hops) == 0 || namesError(p.URL) || !namesError(final(p)) && !namesError(movedTo(p)) {
			return passOn()
		}
		if e.document().carries(e.Cited.Titles, e.document().titles()) {
			return passOn()
		}
		return decided(Soft404, "redirects to an error page")
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
