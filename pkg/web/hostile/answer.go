package hostile

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Answer serves one request.
type Answer func(*Visit)

// Visit is one request to a case's hosts.
type Visit struct {
	http.ResponseWriter
	Request *http.Request
	// Number counts the requests for this path, from 1.
	Number int
	// Other is the case's second host, as the start of an address, and OnOther tells that the request came there.
	Other   string
	OnOther bool
}

// paths answers by path; unknown paths get the answer at "*", or a proper 404.
type paths map[string]Answer

func at(all paths) Answer {
	return func(v *Visit) {
		if answer, ok := all[v.Request.URL.Path]; ok {
			answer(v)
			return
		}
		if answer, ok := all["*"]; ok && v.Request.URL.Path != "/robots.txt" {
			answer(v)
			return
		}
		missing(v)
	}
}

// here answers at the path that is cited, and properly 404 at all others.
func here(answer Answer) Answer { return at(paths{deep: answer}) }

// missing is what a sound server says of an unknown path.
func missing(v *Visit) {
	page(http.StatusNotFound, document("Page not found", "<h1>Page not found</h1><p>There is no such page on this server.</p>"))(v)
}

// page is HTML with a status.
func page(status int, html string) Answer {
	return func(v *Visit) {
		v.Header().Set("Content-Type", "text/html; charset=utf-8")
		v.WriteHeader(status)
		fmt.Fprint(v, html)
	}
}

// sent is a body with any header: names and values in turns.
func sent(status int, body string, header ...string) Answer {
	return func(v *Visit) {
		for i := 0; i+1 < len(header); i += 2 {
			v.Header().Set(header[i], header[i+1])
		}
		v.WriteHeader(status)
		fmt.Fprint(v, body)
	}
}

func bare(status int) Answer { return sent(status, "") }

// leads redirects. OTHER in the address stands for the case's second host.
func leads(status int, to string) Answer {
	return func(v *Visit) {
		v.Header().Set("Location", strings.ReplaceAll(to, "OTHER", v.Other))
		v.WriteHeader(status)
	}
}

// first gives one answer to the first requests for a path, and another from then on.
func first(times int, before, after Answer) Answer {
	return func(v *Visit) {
		if v.Number <= times {
			before(v)
			return
		}
		after(v)
	}
}

// other answers differently on the case's second host.
func other(here, there Answer) Answer {
	return func(v *Visit) {
		if v.OnOther {
			there(v)
			return
		}
		here(v)
	}
}

// needs answers well to requests that pass, and with a refusal to others.
func needs(pass func(*http.Request) bool, well, refusal Answer) Answer {
	return func(v *Visit) {
		if pass(v.Request) {
			well(v)
			return
		}
		refusal(v)
	}
}

// waits answers after a time, or not at all if the visitor leaves.
func waits(d time.Duration, then Answer) Answer {
	return func(v *Visit) {
		select {
		case <-v.Request.Context().Done():
		case <-time.After(d):
			then(v)
		}
	}
}

// whatever is one answer to every path but that of the robots' rules.
func whatever(answer Answer) Answer { return at(paths{"*": answer}) }
