package live

import (
	"fmt"

	"github.com/ibidcheck/ibid/pkg/web"
)

var name = Heuristic{
	Name: "name",
	Summary: "The host's name does not exist: the link is gone. A name that could not be looked up says nothing of that: " +
		"the link is unreachable.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		if p.Failure == nil {
			return passOn()
		}
		asked := host(attempted(p))
		switch {
		case p.Failure.Kind == web.NameNotFound && asked != host(p.URL):
			return decided(Gone, fmt.Sprintf("redirects to the host name %s, which does not exist", asked))
		case p.Failure.Kind == web.NameNotFound:
			return decided(Gone, fmt.Sprintf("the host name %s does not exist", asked))
		case p.Failure.Kind == web.NameUnresolved:
			return decided(Unreachable, fmt.Sprintf("the host name %s could not be looked up", asked))
		}
		return passOn()
	},
}
