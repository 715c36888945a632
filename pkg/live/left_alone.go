package live

import "github.com/ibidcheck/ibid/pkg/web"

var leftAlone = Heuristic{
	Name: "left-alone",
	Summary: "The host has asked to be left alone for longer than a run waits, and the address was not asked for: the link is blocked. " +
		"If it is the run that has reached a limit of its own, the link is undecided.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		if e.Page.Failure == nil {
			return passOn()
		}
		switch e.Page.Failure.Kind {
		case web.Limited:
			return decided(Blocked, "the server wants fewer requests, and to be left alone for now")
		case web.Spent:
			return decided(Undecided, "the run has reached its limit of requests or bytes")
		}
		return passOn()
	},
}
