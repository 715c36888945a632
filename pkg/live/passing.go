package live

import (
	"net/http"

	"github.com/ibidcheck/ibid/pkg/web"
)

// Passing tells how many attempts in all a page is worth: what is wrong with it may pass. It is one for a page that
// will not change for the asking.
func Passing(p *web.Page) int {
	if p.Failure != nil {
		switch p.Failure.Kind {
		case web.Reset:
			return 3
		case web.Timeout, web.Refused, web.Unroutable, web.NameUnresolved, web.Other:
			return 2
		}
		return 1
	}
	if isChallenge(p) {
		return 1
	}
	switch p.Status {
	case http.StatusTooManyRequests:
		return 4
	case http.StatusRequestTimeout, http.StatusTooEarly:
		return 3
	case http.StatusNotImplemented, http.StatusHTTPVersionNotSupported, http.StatusNetworkAuthenticationRequired:
		return 1
	}
	if p.Status >= 500 && p.Status <= 599 {
		return 3
	}
	return 1
}

// Refused tells whether a server may have refused the manner of a request rather than the page: another may be worth
// trying. That there is no such page is said to programs as well.
func Refused(p *web.Page) bool {
	if p.Failure != nil {
		return p.Failure.Kind == web.Protocol
	}
	switch p.Status {
	case http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotAcceptable,
		http.StatusPreconditionFailed, http.StatusUnsupportedMediaType, http.StatusTeapot, http.StatusMisdirectedRequest, 999:
		return !isChallenge(p)
	case http.StatusUnauthorized:
		return !asksForLogin(p)
	}
	return false
}

func isChallenge(p *web.Page) bool { return challengeHeader(p) != "" || challengeBody(p.Body) != "" }
