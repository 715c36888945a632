package match

import (
	"net/netip"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// Address gives the key of an http or https address. The keys of two addresses are equal exactly when the addresses
// lead to the same document for all that can be seen in them: whatever the scheme, "www.", the default port, the case
// and spelling of the host, a trailing slash, tracking parameters and the fragment. A fragment that is the route of a
// script ("#/x", "#!x") names a document of its own and is kept, and so is the order of the query, which can matter.
//
// The key is its own key. It has the looks of an address, but is not one to fetch. ok is false for what is not http
// or https, or has no valid host.
func Address(raw string) (key string, ok bool) {
	secure, rest, ok := cutScheme(clean(raw))
	if !ok {
		return "", false
	}
	authority, rest := cutAny(rest, `/\?#`)
	path, rest := cutAny(rest, "?#")
	query, fragment := cutAny(rest, "#")

	var b strings.Builder
	b.Grow(len(raw) + 16)
	if !writeAuthority(&b, authority, secure) {
		return "", false
	}
	b.WriteString(normalPath(path))
	writeQuery(&b, strings.TrimPrefix(query, "?"))
	b.WriteString(route(strings.TrimPrefix(fragment, "#")))
	return b.String(), true
}

// SameAddress tells whether both are http or https addresses of the same document.
func SameAddress(a, b string) bool {
	keyA, ok := Address(a)
	if !ok {
		return false
	}
	keyB, ok := Address(b)
	return ok && keyA == keyB
}

// SameHost tells whether both are http or https addresses on the same host and port, "www." left aside.
func SameHost(a, b string) bool {
	keyA, ok := Address(a)
	if !ok {
		return false
	}
	keyB, ok := Address(b)
	return ok && keyA[:pathStart(keyA)] == keyB[:pathStart(keyB)]
}

// IsWeb tells whether a text begins as an address of the web does: with http or https, and something behind it.
func IsWeb(s string) bool {
	for _, scheme := range []string{"http://", "https://"} {
		if len(s) > len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
			return true
		}
	}
	return false
}

// IsHome tells whether an address is that of a site's home page: no path, and no query but tracking parameters.
func IsHome(raw string) bool {
	key, ok := Address(raw)
	return ok && key[pathStart(key):] == "/"
}

// pathStart is the offset of the path in a key, which always has one.
func pathStart(key string) int {
	host := strings.Index(key, "://") + len("://")
	return host + strings.IndexByte(key[host:], '/')
}

// clean drops what every browser drops before it reads an address: blanks and control characters around it, tabs and
// line ends within it (WHATWG URL, basic URL parser, steps 1 to 3).
func clean(raw string) string {
	raw = strings.TrimFunc(raw, func(r rune) bool { return r <= ' ' })
	if !strings.ContainsAny(raw, "\t\r\n") {
		return raw
	}
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\r' || r == '\n' {
			return -1
		}
		return r
	}, raw)
}

func cutScheme(s string) (secure bool, rest string, ok bool) {
	scheme, rest, found := strings.Cut(s, ":")
	if !found || len(rest) < 2 || !isSlash(rest[0]) || !isSlash(rest[1]) {
		return false, "", false
	}
	switch {
	case strings.EqualFold(scheme, "https"):
		return true, rest[2:], true
	case strings.EqualFold(scheme, "http"):
		return false, rest[2:], true
	}
	return false, "", false
}

// isSlash counts the backslash in: browsers read it as a slash in an http address.
func isSlash(c byte) bool { return c == '/' || c == '\\' }

// cutAny cuts before the first of the characters.
func cutAny(s, chars string) (before, from string) {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// writeAuthority writes the scheme and what follows it up to the path. The scheme is https whatever was given, except
// for plain http on the port of https: there the key would read as another address.
func writeAuthority(b *strings.Builder, authority string, secure bool) bool {
	user := ""
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		user, authority = authority[:at], authority[at+1:]
	}
	host, port, ok := splitPort(authority)
	if !ok {
		return false
	}
	if host, ok = normalHost(host); !ok {
		return false
	}
	if secure && port == "443" || !secure && port == "80" {
		port = ""
	}
	if !secure && port == "443" {
		b.WriteString("http://")
	} else {
		b.WriteString("https://")
	}
	if user != "" {
		b.WriteString(normalPercent(user, "@/?#\\"))
		b.WriteByte('@')
	}
	b.WriteString(host)
	if port != "" {
		b.WriteByte(':')
		b.WriteString(port)
	}
	return true
}

// splitPort gives the port without leading zeros, or empty.
func splitPort(s string) (host, port string, ok bool) {
	colon := strings.LastIndexByte(s, ':')
	if colon < 0 || colon < strings.LastIndexByte(s, ']') {
		return s, "", true
	}
	host, port = s[:colon], s[colon+1:]
	if port == "" {
		return host, "", true
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return "", "", false
	}
	return host, strconv.FormatUint(n, 10), true
}

// names maps an international name to its one form in ASCII (UTS 46), as browsers do on looking it up, and lets the
// underscores pass that real host names have.
var names = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))

// forbidden are the characters that no host has (WHATWG URL, forbidden domain code points).
const forbidden = "#%/:<>?@[\\]^|\"`{} \x7f"

func normalHost(host string) (string, bool) {
	if strings.HasPrefix(host, "[") {
		return normalIPv6(host)
	}
	if strings.IndexByte(host, '%') >= 0 {
		host = decodeAll(host)
	}
	if isASCII(host) {
		host = strings.ToLower(host)
	} else {
		ascii, err := names.ToASCII(host)
		if err != nil || !utf8.ValidString(host) {
			return "", false
		}
		host = ascii
	}
	host = strings.TrimSuffix(host, ".")
	if host == "" || host[0] == '.' || strings.HasSuffix(host, ".") || strings.Contains(host, "..") || !isHostText(host) {
		return "", false
	}
	for strings.HasPrefix(host, "www.") && strings.Contains(host[len("www."):], ".") {
		host = host[len("www."):]
	}
	return host, true
}

func isHostText(host string) bool {
	for i := range len(host) {
		if host[i] < ' ' || strings.IndexByte(forbidden, host[i]) >= 0 {
			return false
		}
	}
	return true
}

func normalIPv6(host string) (string, bool) {
	if !strings.HasSuffix(host, "]") {
		return "", false
	}
	addr, err := netip.ParseAddr(host[1 : len(host)-1])
	if err != nil || !addr.Is6() || addr.Zone() != "" {
		return "", false
	}
	return "[" + addr.String() + "]", true
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// normalPath gives a path that begins with a slash and ends with one only if it is the root, or if the slash ends an
// empty segment: "/a//" is not "/a/".
func normalPath(path string) string {
	if strings.IndexByte(path, '\\') >= 0 {
		path = strings.ReplaceAll(path, `\`, "/")
	}
	path = removeDotSegments(dropSession(normalPercent(path, "?#")))
	if n := len(path); n > 1 && path[n-1] == '/' && path[n-2] != '/' {
		return path[:n-1]
	}
	if path == "" {
		return "/"
	}
	return path
}

// dropSession removes the session number that a Java server writes into a path when it cannot set a cookie (Servlet
// 6.0, 7.1.3).
func dropSession(path string) string {
	const mark = ";jsessionid="
	for from := 0; ; {
		semicolon := strings.IndexByte(path[from:], ';')
		if semicolon < 0 {
			return path
		}
		start := from + semicolon
		if len(path)-start < len(mark) || !strings.EqualFold(path[start:start+len(mark)], mark) {
			from = start + 1
			continue
		}
		end := len(path)
		if i := strings.IndexAny(path[start+1:], ";/"); i >= 0 {
			end = start + 1 + i
		}
		path = path[:start] + path[end:]
		from = start
	}
}

// removeDotSegments resolves "." and ".." (RFC 3986, 5.2.4).
func removeDotSegments(path string) string {
	if !strings.Contains(path, "/.") {
		return path
	}
	segments := strings.Split(path[1:], "/")
	kept := segments[:0]
	for i, s := range segments {
		last := i == len(segments)-1
		switch s {
		case ".":
		case "..":
			kept = kept[:max(0, len(kept)-1)]
		default:
			kept = append(kept, s)
			continue
		}
		if last {
			kept = append(kept, "")
		}
	}
	return "/" + strings.Join(kept, "/")
}

// writeQuery writes the parameters that are left without the empty and the tracking ones, in their order.
func writeQuery(b *strings.Builder, query string) {
	separator := byte('?')
	for query != "" {
		var parameter string
		parameter, query, _ = strings.Cut(query, "&")
		parameter = normalPercent(parameter, "#")
		name, _, _ := strings.Cut(parameter, "=")
		if parameter == "" || isTracking(name) {
			continue
		}
		b.WriteByte(separator)
		b.WriteString(parameter)
		separator = '&'
	}
}

// route gives the fragment if it is a script's route to a document of its own, with its "#". The route to the start
// is no other document than the page. What browsers take as directions (":~:text=") is no part of it.
func route(fragment string) string {
	if fragment == "" || fragment[0] != '/' && fragment[0] != '!' {
		return ""
	}
	fragment = normalPercent(fragment, "")
	fragment, _, _ = strings.Cut(fragment, ":~:")
	switch fragment {
	case "/", "!", "!/":
		return ""
	}
	return "#" + fragment
}
