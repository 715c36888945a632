package live

import (
	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/web"
)

var moved = Heuristic{
	Name: "moved",
	Summary: "Permanent redirects lead to another document's address, and the page is there: the link has moved. Https, \"www.\" or a " +
		"trailing slash make no other address, nor does a home page that sends its readers on within its site.",
	Decide: func(p *web.Page) (Diagnosis, bool) {
		to, status := permanent(p)
		if !isSuccess(p) || to == "" || match.SameAddress(to, p.URL) || returns(p) {
			return passOn()
		}
		if isHome(p.URL) && isHome(to) && match.SameHost(p.URL, to) {
			return passOn()
		}
		return Diagnosis{State: Moved, Because: statusLine(status), To: to}, true
	},
}

// returns tells of redirects that end where they began, after a detour that sets a cookie.
func returns(p *web.Page) bool { return match.SameAddress(final(p), p.URL) }
