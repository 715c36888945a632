package live

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/web"
)

// permanent gives the address that the redirects reach as long as they are permanent (301, 308), and the status of
// the first. A temporary redirect says to keep using the address that gave it. to is empty if the first redirect is
// temporary, or there is none. The fragment of the written address goes along unless a redirect brings its own
// (RFC 9110, 10.2.2).
func permanent(p *web.Page) (to string, status int) {
	_, fragment, hasFragment := strings.Cut(p.URL, "#")
	for _, hop := range p.Hops {
		if hop.Status != http.StatusMovedPermanently && hop.Status != http.StatusPermanentRedirect || hop.To == "" {
			break
		}
		if _, own, ok := strings.Cut(hop.To, "#"); ok {
			fragment, hasFragment = own, true
		}
		to, _, _ = strings.Cut(hop.To, "#")
	}
	if to == "" {
		return "", 0
	}
	if hasFragment {
		to += "#" + fragment
	}
	return to, p.Hops[0].Status
}

// final is the address that the last response came from.
func final(p *web.Page) string {
	if p.Final != "" {
		return p.Final
	}
	return attempted(p)
}

// attempted is the address of the last request, whether or not it had a response.
func attempted(p *web.Page) string {
	if n := len(p.Hops); n > 0 && p.Hops[n-1].To != "" {
		return p.Hops[n-1].To
	}
	return p.URL
}

// host is the host's name in an address, or the address itself if none can be read from it.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return address
	}
	return u.Hostname()
}

// segments are the parts of an address's path in lower case, empty ones left out.
func segments(address string) []string {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	return strings.FieldsFunc(strings.ToLower(u.Path), func(r rune) bool { return r == '/' })
}

// isHome tells whether an address is that of a site's home page, by no path or by a path that sites give to it.
func isHome(address string) bool {
	if match.IsHome(address) {
		return true
	}
	bare, _, _ := strings.Cut(address, "#")
	parts := segments(bare)
	return !strings.Contains(bare, "?") && !strings.Contains(address, "#/") && !strings.Contains(address, "#!") &&
		len(parts) == 1 && (isHomeName(parts[0]) || isLanguage(parts[0]))
}

func isHomeName(segment string) bool {
	switch segment {
	case "index.html", "index.htm", "index.php", "index.asp", "index.aspx", "index.jsp", "default.asp", "default.aspx", "default.html",
		"home", "home.html", "home.htm", "home.php", "home.aspx":
		return true
	}
	return false
}

// isLanguage tells of the paths that a site gives to its home pages by language and country: /en/, /pt-br/.
func isLanguage(segment string) bool {
	if len(segment) != 2 && len(segment) != 5 || len(segment) == 5 && segment[2] != '-' && segment[2] != '_' {
		return false
	}
	for i := range len(segment) {
		if c := segment[i]; i != 2 && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}
