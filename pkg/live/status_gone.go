package live

import (
	"net/http"
)

var statusGone = Heuristic{
	Name:    "status-gone",
	Summary: "The server says that there is no such page, or no more (404, 410): the link is gone.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		if p.Status != http.StatusNotFound && p.Status != http.StatusGone {
			return passOn()
		}
		return decided(Gone, statusLine(p.Status))
	},
}
