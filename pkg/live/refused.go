package live

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/ibidcheck/ibid/pkg/web"
)

var refused = Heuristic{
	Name: "refused",
	Summary: "The status is one with which servers turn programs away (403, 406, 418, 429, 999, or 401 without a way to log in): " +
		"the link is blocked.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		switch p.Status {
		case http.StatusUnauthorized:
			if asksForLogin(p) {
				return passOn()
			}
		case http.StatusTooManyRequests:
			return decided(Blocked, fmt.Sprintf("the server wants fewer requests (%s)", statusLine(p.Status)))
		case http.StatusForbidden, http.StatusNotAcceptable, http.StatusTeapot, 999: // 999 is LinkedIn's own
		default:
			return passOn()
		}
		return decided(Blocked, fmt.Sprintf("the server refuses programs (%s)", statusLine(p.Status)))
	},
}

// asksForLogin tells whether a 401 says how to log in, as it must (RFC 9110, 11.6.1): by a scheme that people can
// answer, which has a realm (11.5) or is one of the system's.
func asksForLogin(p *web.Page) bool {
	for _, field := range p.Header.Values("WWW-Authenticate") {
		field = strings.ToLower(field)
		if strings.Contains(field, "realm=") || strings.HasPrefix(field, "negotiate") || strings.HasPrefix(field, "ntlm") {
			return true
		}
	}
	return false
}
