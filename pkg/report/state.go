package report

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/ibid"
)

// state is one of the words that Page.State takes, and what to say of it.
type state struct {
	name string
	// word is the name as people read it, meaning what it stands for.
	word, meaning string
	tone          tone
	// unchecked says of one address, and of several, why nothing can be said of them; empty for a state that does
	// say something of the page.
	unchecked noun
}

// states are in the order in which they are listed: what an editor has to act on comes first, what could not be found
// out last.
var states = []state{
	{"live", "live", "there", green, noun{}},
	{"gone", "gone", "not there any more", red, noun{}},
	{"soft404", "soft 404", "answers that there is no such page", red, noun{}},
	{"parked", "parked", "only the domain is left, for sale", red, noun{}},
	{"malformed", "malformed", "no address at all", red, noun{}},
	{"fragment", "fragment", "there, but not the place in it", yellow, noun{}},
	{"drifted", "drifted", "there, but not what it was", yellow, noun{}},
	{"moved", "moved", "there, at another address", yellow, noun{}},
	{"walled", "walled", "behind a login, a payment or the law", blue, noun{"is walled off", "are walled off"}},
	{"blocked", "blocked", "refuses programs; a browser may see it", blue, noun{"refuses programs", "refuse programs"}},
	{"insecure", "insecure", "the certificate does not vouch for it", blue, noun{
		"has a certificate that does not vouch for it", "have certificates that do not vouch for them",
	}},
	{"unreachable", "unreachable", "did not answer", blue, noun{"did not answer", "did not answer"}},
	{"undecided", "undecided", "gave an answer that decides nothing", blue, noun{
		"gave an answer that decides nothing", "gave answers that decide nothing",
	}},
	{"skipped", "skipped", "of a kind that is not visited", faint, noun{
		"is of a kind that is not visited", "are of a kind that is not visited",
	}},
	excluded,
	unvisited,
}

// excluded stands for addresses that a house has said not to visit; reports call them skipped, and give the reason.
var excluded = state{"", "excluded", "not to be visited, for a reason that is given", faint, noun{"is excluded", "are excluded"}}

// exclusion is the reason why an address is excluded, if it is.
func exclusion(p Page) (reason string, ok bool) {
	if p.State != "skipped" {
		return "", false
	}
	return strings.CutPrefix(p.Because, ibid.ExcludedBecause)
}

// unvisited stands for addresses that the run did not come to; reports call them undecided, without a visit.
var unvisited = state{"", "not visited", "", faint, noun{"was not visited", "were not visited"}}

// stateOf never fails, so that a state of a later version is still shown.
func stateOf(p Page) state {
	if p.State == "undecided" && p.Checked == nil {
		return unvisited
	}
	if _, ok := exclusion(p); ok {
		return excluded
	}
	for _, s := range states {
		if s.name == p.State {
			return s
		}
	}
	return state{name: p.State, word: p.State, tone: plain}
}

// unchecked counts the addresses of which nothing can be said, and gives the reasons.
func unchecked(r *Report) (missing int, reasons []string) {
	missing = r.Summary.Coverage.Addresses - r.Summary.Coverage.Checked
	byState := map[string]int{}
	for _, p := range r.linked() {
		byState[stateOf(p).word]++
	}
	rest := missing
	for _, s := range states {
		n := byState[s.word]
		if s.unchecked == (noun{}) || n == 0 || s == unvisited {
			continue
		}
		rest -= n
		reasons = append(reasons, s.unchecked.count(n))
	}
	if rest > 0 {
		reasons = append(reasons, unvisited.unchecked.count(rest))
	}
	return missing, reasons
}
