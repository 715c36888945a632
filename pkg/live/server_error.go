package live

import "github.com/ibidcheck/ibid/pkg/web"

var serverError = Heuristic{
	Name:    "server-error",
	Summary: "The server fails (5xx): the link is unreachable today.",
	Decide: func(p *web.Page) (Diagnosis, bool) {
		if p.Status < 500 || p.Status > 599 {
			return passOn()
		}
		return decided(Unreachable, statusLine(p.Status))
	},
}
