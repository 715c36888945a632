package config

import "strings"

// matchesAddress tells whether an address is as a pattern says, in which * stands for any run of characters. Both are
// compared without what says nothing of the page: how scheme and host are capitalised, a default port, a fragment.
func matchesAddress(pattern, address string) bool {
	address = plainAddress(address)
	plain := plainAddress(pattern)
	return matchesText(plain, address) || strings.HasPrefix(pattern, "*") && matchesText(plainHost(plain), address)
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
