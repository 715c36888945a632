package config

import (
	"slices"
	"strings"
)

// Excluded gives what tells why an address is not to be visited, if it is not. In a pattern, * stands for any run of
// characters. Pattern and address are compared without what says nothing of the page: how scheme and host are capitalised,
// a default port, a fragment.
func Excluded(all []Exclusion) func(address string) (reason string, ok bool) {
	forms := make([][]string, len(all))
	for i, x := range all {
		forms[i] = []string{plainAddress(x.Pattern)}
		if strings.HasPrefix(x.Pattern, "*") {
			forms[i] = append(forms[i], plainHost(forms[i][0]))
		}
	}
	return func(address string) (string, bool) {
		address = plainAddress(address)
		for i, x := range all {
			if slices.ContainsFunc(forms[i], func(form string) bool { return matchesText(form, address) }) {
				return x.Reason, true
			}
		}
		return "", false
	}
}

// plainAddress brings an address, or a pattern of addresses that begins with a scheme, into the form in which the two are
// compared.
func plainAddress(address string) string {
	address, _, _ = strings.Cut(strings.TrimSpace(address), "#")
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok || strings.ContainsAny(scheme, "/?") {
		return address
	}
	scheme = strings.ToLower(scheme)
	host, path := cutHost(rest)
	if user := strings.LastIndexByte(host, '@') + 1; user > 0 {
		host = host[:user] + strings.ToLower(host[user:])
	} else {
		host = strings.ToLower(host)
	}
	switch scheme {
	case "http":
		host = strings.TrimSuffix(host, ":80")
	case "https":
		host = strings.TrimSuffix(host, ":443")
	}
	if path == "" && !strings.Contains(host, "*") {
		path = "/"
	}
	return scheme + "://" + host + path
}

// plainHost lowers what may be the end of a host in a pattern without a scheme: *.Example/tide.
func plainHost(pattern string) string {
	host, path := cutHost(pattern)
	return strings.ToLower(host) + path
}

// cutHost cuts where the path or the query begins.
func cutHost(rest string) (host, path string) {
	if i := strings.IndexAny(rest, "/?"); i >= 0 {
		return rest[:i], rest[i:]
	}
	return rest, ""
}

func matchesText(pattern, text string) bool {
	pieces := strings.Split(pattern, "*")
	if len(pieces) == 1 {
		return pattern == text
	}
	rest, ok := strings.CutPrefix(text, pieces[0])
	if !ok {
		return false
	}
	last := len(pieces) - 1
	for _, piece := range pieces[1:last] {
		_, behind, found := strings.Cut(rest, piece)
		if !found {
			return false
		}
		rest = behind
	}
	return strings.HasSuffix(rest, pieces[last])
}
