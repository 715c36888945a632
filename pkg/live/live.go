// Package live says what is the matter with a link, from what came back when it was fetched.
//
// It decides from a page, from what the citation says in plain words, and in doubt from a page beside it; it fetches
// nothing, and never says more than these show. Only a confirmed loss is called one, no phrase alone decides, and what
// could not be found out is told apart by name. Each reason to decide is one heuristic in a file of its own.
package live

// State is what is the matter with a link.
type State string

// The states of a link.
const (
	// Live: the page is there.
	Live State = "live"
	// Moved: it is there, at another address, by permanent redirects.
	Moved State = "moved"
	// Drifted: it is there, and is not the document that is cited.
	Drifted State = "drifted"
	// Gone: it is not there any more; the server or the name service says so.
	Gone State = "gone"
	// Soft404: the server answers as if it were there, with a page that says, or shows, that it is not.
	Soft404 State = "soft404"
	// Parked: nobody has a site on its domain any more.
	Parked State = "parked"
	// Fragment: it is there, and the place in it that the address names is not.
	Fragment State = "fragment"
	// Walled: it is withheld behind a login, a payment or the law.
	Walled State = "walled"
	// Blocked: the server refuses programs; a reader with a browser may well see the page.
	Blocked State = "blocked"
	// Unreachable: no answer that tells anything, today.
	Unreachable State = "unreachable"
	// Insecure: the server's certificate does not vouch for it.
	Insecure State = "insecure"
	// Malformed: the address is no address.
	Malformed State = "malformed"
	// Skipped: the address is of a kind that is not visited.
	Skipped State = "skipped"
	// Undecided: an answer that fits none of these, or no visit at all.
	Undecided State = "undecided"
)

// Checked tells whether the state says something of the page itself. A link whose state does not goes into the report
// as unchecked.
func (s State) Checked() bool {
	switch s {
	case Live, Moved, Drifted, Gone, Soft404, Parked, Fragment, Malformed:
		return true
	default:
		return false
	}
}

// Diagnosis is what is the matter with one link.
type Diagnosis struct {
	State State
	// By is the name of the heuristic that decided.
	By string
	// Because is the reason in words for an editor, without the address: "404 Not Found".
	Because string
	// To is the address to write instead, for a link that has moved.
	To string
	// Encrypted tells of an address in http:// that it led to itself in https://, where the page is.
	Encrypted bool
}

// Heuristic is one reason to decide.
type Heuristic struct {
	// Name is kebab-case and unique.
	Name string
	// Summary says in a sentence when it decides, and what.
	Summary string
	// Decide returns a diagnosis and true, or false to leave the page to the next heuristic.
	Decide func(*Evidence) (Diagnosis, bool)
}
