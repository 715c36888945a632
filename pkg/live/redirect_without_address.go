package live

import (
	"fmt"
)

var redirectWithoutAddress = Heuristic{
	Name:    "redirect-without-address",
	Summary: "The last response is a redirect (3xx) that leads nowhere: nothing is known of the link.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		if p.Status < 300 || p.Status > 399 {
			return passOn()
		}
		return decided(Undecided, fmt.Sprintf("a redirect that leads nowhere (%s)", statusLine(p.Status)))
	},
}
