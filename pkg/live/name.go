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

// IsNameless tells whether a link's host could not be looked up by its name.
func IsNameless(d Diagnosis) bool { return d.By == name.Name && d.State == Unreachable }

// AllNameless tells whether no link's host could be looked up: then it is the network that is broken, and no link. Links
// that were not visited, or that have no name in them, do not count; a single link is not enough to tell.
func AllNameless(all map[string]Diagnosis) bool {
	nameless := 0
	for _, d := range all {
		switch {
		case IsNameless(d):
			nameless++
		case d.State != Malformed && d.State != Skipped:
			return false
		}
	}
	return nameless > 1
}
