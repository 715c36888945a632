package live

import "github.com/ibidcheck/ibid/pkg/web"

var malformedAddress = Heuristic{
	Name:    "malformed-address",
	Summary: "The written address cannot be parsed: the link is malformed.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		if p.Failure == nil || p.Failure.Kind != web.BadURL || len(p.Hops) > 0 {
			return passOn()
		}
		return decided(Malformed, "not a valid address")
	},
}
