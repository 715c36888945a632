package live

import (
	"net/url"
	"strings"
)

var emptySearch = Heuristic{
	Name: "empty-search",
	Summary: "The address redirects to a search of the site, which finds nothing or does not bear the cited title: the link is a soft " +
		"404.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		d := e.document()
		if !isSuccess(e.Page) || len(e.Page.Hops) == 0 || isSearch(e.Page.URL) || !isSearch(final(e.Page)) {
			return passOn()
		}
		nothing := emptyResults.in(d.plain(), 1) > 0
		if bears, known := e.bears(); nothing || known && !bears {
			return decided(Soft404, "redirects to a search of the site")
		}
		return passOn()
	},
}

func isSearch(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	for _, part := range segments(address) {
		stem, _, _ := strings.Cut(part, ".")
		switch stem {
		case "search", "suche", "recherche", "buscar", "busqueda", "ricerca", "zoeken", "busca", "searchresults", "search-results":
			return true
		}
	}
	query := u.Query()
	return isHome(u.Scheme+"://"+u.Host+u.Path) && (query.Has("s") || query.Has("q") || query.Has("search"))
}
