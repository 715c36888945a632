package live

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/ibidcheck/ibid/pkg/web"
)

var redirectedHome = Heuristic{
	Name: "redirected-home",
	Summary: "The address of a page within a site redirects to a home page that does not bear the cited title: the link is a soft 404. " +
		"Addresses that are made to lead to home pages, such as short links, decide nothing.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		if !isSuccess(p) || len(p.Hops) == 0 || isHome(p.URL) {
			return passOn()
		}
		reached := homeReached(p)
		if reached == "" || becameHost(p.URL, reached) {
			return passOn()
		}
		if bears, _ := e.bears(); bears {
			return passOn()
		}
		because := fmt.Sprintf("redirects to the home page of %s", host(reached))
		if isShort(p.URL) {
			return decided(Undecided, because)
		}
		return decided(Soft404, because)
	},
}

// homeReached is the home page that the redirects ended at, or the permanent ones among them.
func homeReached(p *web.Page) string {
	for _, reached := range [...]string{final(p), movedTo(p)} {
		if isHome(reached) {
			return reached
		}
	}
	return ""
}

func movedTo(p *web.Page) string {
	to, _ := permanent(p)
	return to
}

// becameHost tells of a folder at the root that has become a host: one of a person (/~ruiz/), or one whose name is in the
// host's (/blog to blog.example.org).
func becameHost(from, to string) bool {
	parts := segments(from)
	u, err := url.Parse(from)
	if err != nil || len(parts) != 1 || u.RawQuery != "" {
		return false
	}
	name, isPerson := strings.CutPrefix(parts[0], "~")
	if host(from) != host(to) && isPerson {
		return true
	}
	return len(name) >= 3 && !strings.Contains(name, ".") && host(from) != host(to) && strings.Contains(strings.ToLower(host(to)), name)
}

// isShort tells of hosts that give short or lasting addresses to whatever they are given, home pages among them.
func isShort(address string) bool {
	switch strings.TrimPrefix(strings.ToLower(host(address)), "www.") {
	case "bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "is.gd", "buff.ly", "lnkd.in", "dlvr.it", "fb.me", "j.mp", "tiny.cc", "rb.gy",
		"cutt.ly", "shorturl.at", "trib.al", "wp.me", "amzn.to", "nyti.ms", "wapo.st", "purl.org", "purl.oclc.org", "w3id.org", "hdl.handle.net",
		"doi.org", "dx.doi.org", "perma.cc":
		return true
	}
	return false
}
