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
	unregistered,
	leftAlone,
	unanswered,
	challenge,
	refused,
	walled,
	statusGone,
	serverError,
	redirectWithoutAddress,
	captcha,
	parked,
	redirectedLogin,
	login,
	gate,
	redirectedError,
	redirectedHome,
	emptySearch,
	notFound,
	sameForAll,
	scriptRedirect,
	drifted,
	paywall,
	fragment,
	moved,
	success,
}

// Diagnose says what is the matter with the link that a page came from, by the page alone.
func Diagnose(p *web.Page) Diagnosis { return (&Evidence{Page: p}).Diagnose() }

// Diagnose says what is the matter with a link. Where no heuristic decides, it is undecided, and By is empty.
func (e *Evidence) Diagnose() Diagnosis {
	for _, h := range Heuristics {
		if d, ok := h.Decide(e); ok {
			d.By, d.Encrypted = h.Name, d.State == Live && isEncrypted(e.Page)
			return registered(e, behindCertificate(e, d))
		}
	}
	if e.Page.Status == 0 {
		return Diagnosis{State: Undecided, Because: "not visited"}
	}
	return Diagnosis{State: Undecided, Because: fmt.Sprintf("status %d, which tells nothing of the page", e.Page.Status)}
}

// decided and passOn are short for what a heuristic returns: a diagnosis, or none.
func decided(state State, because string) (Diagnosis, bool) {
	return Diagnosis{State: state, Because: because}, true
}

func passOn() (Diagnosis, bool) { return Diagnosis{}, false }
