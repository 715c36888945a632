package live

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/web"
)

var success = Heuristic{
	Name:    "success",
	Summary: "The server answers with the page (2xx): the link is live.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		if !isSuccess(p) {
			return passOn()
		}
		return decided(Live, statusLine(p.Status))
	},
}

// isEncrypted tells whether an address in http:// led to nothing but itself in https://.
func isEncrypted(p *web.Page) bool {
	before, _, _ := strings.Cut(p.URL, "#")
	scheme, rest, _ := strings.Cut(before, ":")
	behind, _, _ := strings.Cut(final(p), "#")
	return strings.EqualFold(scheme, "http") && behind == "https:"+rest
}
