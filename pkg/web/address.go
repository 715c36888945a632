package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// parseTarget takes an address apart as browsers do (the URL Standard), so that what works for a reader works here: a
// stray percent sign is kept, a space is escaped, a Unicode host is put into Punycode. Nothing else is rewritten.
func parseTarget(address string) (*url.URL, *Failure) {
	parsed, err := whatwg.Parse(escapeNonASCII(address))
	if err != nil {
		return nil, &Failure{Kind: BadURL, Detail: parseDetail(err)}
	}
	scheme := parsed.Scheme()
	if scheme != "http" && scheme != "https" {
		return nil, &Failure{Kind: BadScheme, Detail: "scheme " + oneLine(scheme)}
	}
	target, err := url.Parse(scheme + "://" + parsed.Host() + "/")
	if err != nil {
		return nil, &Failure{Kind: BadURL, Detail: parseDetail(err)}
	}
	setPath(target, parsed.Pathname())
	target.RawQuery = strings.TrimPrefix(parsed.Search(), "?")
	target.ForceQuery = target.RawQuery == "" && strings.HasSuffix(parsed.Href(true), "?")
	target.User = userOf(parsed)
	return target, nil
}

// setPath makes target send path byte for byte. net/url re-escapes a path that it does not find well-formed; an opaque
// one it sends as it is. An opaque path that begins with two slashes would be taken for a host, so it is sent in
// absolute form (RFC 9112, section 3.2.2).
func setPath(target *url.URL, path string) {
	unescaped, err := url.PathUnescape(path)
	if err != nil {
		unescaped = path
	}
	target.Path, target.RawPath = unescaped, path
	if target.EscapedPath() == path {
		return
	}
	target.Opaque = path
	if strings.HasPrefix(path, "//") {
		target.Opaque = "//" + target.Host + path
	}
}

func userOf(parsed *whatwg.Url) *url.Userinfo {
	if parsed.Username() == "" && parsed.Password() == "" {
		return nil
	}
	name, err := url.PathUnescape(parsed.Username())
	if err != nil {
		name = parsed.Username()
	}
	password, err := url.PathUnescape(parsed.Password())
	if err != nil {
		password = parsed.Password()
	}
	return url.UserPassword(name, password)
}

// resolve gives the absolute address that a Location leads to from base. A Location that is no address is given back
// as it came; parseTarget then refuses it.
func resolve(base, location string) string {
	parsed, err := whatwg.ParseRef(escapeNonASCII(base), escapeNonASCII(location))
	if err != nil {
		return location
	}
	return parsed.Href(false)
}

// normal is the address as browsers write it, without its fragment; address itself if it cannot be parsed.
func normal(address string) string {
	parsed, err := whatwg.Parse(escapeNonASCII(address))
	if err != nil {
		return address
	}
	return parsed.Href(true)
}

// escapeNonASCII escapes the bytes that are not ASCII. In UTF-8 that is what the URL Standard does with them anyway;
// in a Location of another encoding it keeps the bytes that the server meant.
func escapeNonASCII(s string) string {
	return escape(s, func(b byte) bool { return b >= 0x80 })
}

func escape(s string, special func(byte) bool) string {
	const hex = "0123456789ABCDEF"
	var escaped strings.Builder
	kept := 0
	for i := range len(s) {
		if !special(s[i]) {
			continue
		}
		escaped.WriteString(s[kept:i])
		escaped.Write([]byte{'%', hex[s[i]>>4], hex[s[i]&15]})
		kept = i + 1
	}
	if kept == 0 {
		return s
	}
	escaped.WriteString(s[kept:])
	return escaped.String()
}

// withoutFragment is the part of an address that a server gets to see. Addresses alike in it share one fetch.
func withoutFragment(address string) string {
	before, _, _ := strings.Cut(address, "#")
	return before
}

// as is the page for someone who asked for it at another address with the same withoutFragment.
func (p *Page) as(address string) *Page {
	if p.URL == address {
		return p
	}
	other := *p
	other.URL = address
	if len(p.Hops) == 0 {
		other.Final = address
		return &other
	}
	other.Hops = slices.Clone(p.Hops)
	other.Hops[0].URL = address
	return &other
}

// isRedirect tells whether a response leads elsewhere. Without a Location it is a page like any other.
func isRedirect(status int, header http.Header) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return header.Get("Location") != ""
	default:
		return false
	}
}

// follow adds the redirect that came from the page's Final address, and moves Final on.
func (p *Page) follow(status int, header http.Header) {
	to := resolve(p.Final, header.Get("Location"))
	p.Hops = append(p.Hops, Hop{URL: p.Final, Status: status, Header: header, To: to})
	p.Final = to
}
