package live

import "github.com/ibidcheck/ibid/pkg/web"

var skippedAddress = Heuristic{
	Name:    "skipped-address",
	Summary: "The address, or one that it redirects to, is of a kind that is not visited: the link is skipped.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		if p.Failure == nil {
			return passOn()
		}
		redirected := len(p.Hops) > 0
		switch {
		case p.Failure.Kind == web.Forbidden && redirected:
			return decided(Skipped, "redirects to a forbidden address")
		case p.Failure.Kind == web.Forbidden:
			return decided(Skipped, "forbidden address")
		case p.Failure.Kind == web.RobotsForbid:
			return decided(Skipped, "robots.txt asks programs to stay away")
		case p.Failure.Kind == web.BadScheme && redirected:
			return decided(Skipped, "redirects to an address that is neither http nor https")
		case p.Failure.Kind == web.BadScheme:
			return decided(Skipped, "neither http nor https")
		}
		return passOn()
	},
}
