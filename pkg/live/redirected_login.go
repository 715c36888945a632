package live

import (
	"strings"
)

var redirectedLogin = Heuristic{
	Name:    "redirected-login",
	Summary: "The address redirects to one that is a login page by its name: the link is walled.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		if !isSuccess(p) || len(p.Hops) == 0 || namesLogin(p.URL) || !namesLogin(final(p)) {
			return passOn()
		}
		return decided(Walled, "redirects to a login page")
	},
}

// namesLogin reads the host's first label and the last two parts of the path.
func namesLogin(address string) bool {
	label, _, _ := strings.Cut(strings.ToLower(host(address)), ".")
	if label == "login" || label == "signin" || label == "sso" || label == "accounts" {
		return true
	}
	parts := segments(address)
	for _, part := range parts[max(0, len(parts)-2):] {
		stem, _, _ := strings.Cut(part, ".")
		switch strings.NewReplacer("-", "", "_", "").Replace(stem) {
		case "login", "signin", "logon", "signon", "wplogin", "sso", "userlogin":
			return true
		}
	}
	return false
}
