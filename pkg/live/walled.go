package live

import (
	"fmt"
	"net/http"
)

var walled = Heuristic{
	Name:    "walled",
	Summary: "The server asks for a login (401) or a payment (402), or names the law (451): the link is walled.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		switch p.Status {
		case http.StatusUnauthorized:
			return decided(Walled, fmt.Sprintf("behind a login (%s)", statusLine(p.Status)))
		case http.StatusPaymentRequired:
			return decided(Walled, fmt.Sprintf("behind a payment (%s)", statusLine(p.Status)))
		case http.StatusUnavailableForLegalReasons:
			return decided(Walled, fmt.Sprintf("withheld by law (%s)", statusLine(p.Status)))
		}
		return passOn()
	},
}
