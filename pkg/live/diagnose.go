package live

import (
	"fmt"

	"github.com/ibidcheck/ibid/pkg/web"
)

// Heuristics are the reasons to decide, in the order they are asked; the first that decides is heard. Those that read
// a failure come before those that read a response, and those that doubt a good status before the one that trusts it.
var Heuristics = []Heuristic{
	malformedAddress,
	skippedAddress,
	name,
	certificate,
	notRecorded,
	unanswered,
	challenge,
	refused,
	walled,
	statusGone,
	serverError,
	redirectWithoutAddress,
	redirectedHome,
	redirectedError,
	redirectedLogin,
	moved,
	success,
}

// Diagnose says what is the matter with the link that a page came from. Where no heuristic decides, the link is
// undecided, and By is empty.
func Diagnose(p *web.Page) Diagnosis {
	for _, h := range Heuristics {
		if d, ok := h.Decide(p); ok {
			d.By = h.Name
			return d
		}
	}
	if p.Status == 0 {
		return Diagnosis{State: Undecided, Because: "not visited"}
	}
	return Diagnosis{State: Undecided, Because: fmt.Sprintf("status %d, which tells nothing of the page", p.Status)}
}

// decided and passOn are short for what a heuristic returns: a diagnosis, or none.
func decided(state State, because string) (Diagnosis, bool) {
	return Diagnosis{State: state, Because: because}, true
}

func passOn() (Diagnosis, bool) { return Diagnosis{}, false }
