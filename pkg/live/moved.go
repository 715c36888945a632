package live

import (
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/web"
)

var moved = Heuristic{
	Name: "moved",
	Summary: "Permanent redirects lead to another document's address, and the page is there: the link has moved. Https, \"www.\" or a " +
		"trailing slash make no other address, nor does a home page that sends its readers on within its site.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		to, status := permanent(p)
		if !isSuccess(p) || to == "" || match.SameAddress(to, p.URL) || returns(p) {
			return passOn()
		}
		if isHome(p.URL) && isHome(to) && match.SameHost(p.URL, to) {
			return passOn()
		}
		because := statusLine(status)
		if domain := otherDomain(p.URL, to); domain != "" {
			because += ", to another domain (" + domain + ")"
		}
		return Diagnosis{State: Moved, Because: because, To: to}, true
	},
}

// returns tells of redirects that end where they began, after a detour that sets a cookie.
func returns(p *web.Page) bool { return match.SameAddress(final(p), p.URL) }

// otherDomain is the registrable domain of an address, if it is not that of another; empty if it is, or if either has none.
func otherDomain(from, to string) string {
	before, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(host(from)))
	if err != nil {
		return ""
	}
	after, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(host(to)))
	if err != nil || after == before {
		return ""
	}
	return after
}
