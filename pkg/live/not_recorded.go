package live

import "github.com/ibidcheck/ibid/pkg/web"

var notRecorded = Heuristic{
	Name:    "not-recorded",
	Summary: "A replayed recording does not hold the address: nothing is known of the link.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		if p.Failure == nil || p.Failure.Kind != web.NotRecorded {
			return passOn()
		}
		return decided(Undecided, "not in the recording")
	},
}
