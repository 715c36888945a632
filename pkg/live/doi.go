package live

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/ibidcheck/ibid/pkg/web"
)

var unregistered = Heuristic{
	Name:    "unregistered",
	Summary: "The link is a DOI whose page says nothing to programs, and the registry of DOIs does not know it: the link is gone.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		if handleCode(e.Handle) != unknownHandle {
			return passOn()
		}
		return decided(Gone, "no such DOI is registered")
	},
}

// What the registry answers (Handle.Net proxy server, REST API): 1 for a handle that there is, 100 for one that there is
// not.
const (
	knownHandle   = 1
	unknownHandle = 100
)

// Witness is the address at which the registry of DOIs tells whether a DOI exists, for a link whose own answer says
// nothing of that: many publishers refuse programs. ok is false for all other links.
func (e *Evidence) Witness() (address string, ok bool) {
	u, err := url.Parse(e.Page.URL)
	if err != nil || e.Handle != nil {
		return "", false
	}
	switch strings.ToLower(u.Hostname()) {
	case "doi.org", "dx.doi.org", "www.doi.org":
	default:
		return "", false
	}
	doi := strings.TrimPrefix(u.EscapedPath(), "/")
	if !strings.HasPrefix(doi, "10.") || !strings.Contains(doi, "/") {
		return "", false
	}
	switch e.Diagnose().State {
	case Blocked, Walled, Unreachable, Undecided:
		return "https://doi.org/api/handles/" + doi, true
	default:
		return "", false
	}
}

// handleCode is what the registry says, 0 if that cannot be read.
func handleCode(p *web.Page) int {
	if p == nil || p.Failure != nil {
		return 0
	}
	var answer struct{ ResponseCode int }
	if err := json.Unmarshal(p.Body, &answer); err != nil {
		return 0
	}
	return answer.ResponseCode
}

// registered adds to a diagnosis that the registry knows the DOI: the page may be withheld, but the document exists.
func registered(e *Evidence, d Diagnosis) Diagnosis {
	if handleCode(e.Handle) == knownHandle && !d.State.Checked() {
		d.Because += "; the DOI is registered"
	}
	return d
}
