package live

import "github.com/ibidcheck/ibid/pkg/web"

var success = Heuristic{
	Name:    "success",
	Summary: "The server answers with the page (2xx): the link is live.",
	Decide: func(p *web.Page) (Diagnosis, bool) {
		if !isSuccess(p) {
			return passOn()
		}
		return decided(Live, statusLine(p.Status))
	},
}
