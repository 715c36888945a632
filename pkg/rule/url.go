package rule

import "strings"

// hostOf is the host of an address of the web in lower case, without user and port.
func hostOf(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	if i := strings.IndexAny(rest, `/?#\`); i >= 0 {
		rest = rest[:i]
	}
	rest = rest[strings.LastIndexByte(rest, '@')+1:]
	if !strings.HasPrefix(rest, "[") {
		rest, _, _ = strings.Cut(rest, ":")
	}
	return strings.TrimSuffix(strings.ToLower(rest), ".")
}

// pathOf is what stands behind the host, with its slash and without the fragment.
func pathOf(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	i := strings.IndexAny(rest, "/?#")
	if i < 0 {
		return ""
	}
	path, _, _ := strings.Cut(rest[i:], "#")
	return path
}

// hasParameter tells whether a query has a parameter of one of the names, in any case, with a value.
func hasParameter(url string, names ...string) bool {
	_, query, _ := strings.Cut(pathOf(url), "?")
	for query != "" {
		var parameter string
		parameter, query, _ = strings.Cut(query, "&")
		name, value, _ := strings.Cut(parameter, "=")
		for _, n := range names {
			if value != "" && strings.EqualFold(name, n) {
				return true
			}
		}
	}
	return false
}

// isOnHost tells whether a host is a name or one under it.
func isOnHost(host, name string) bool {
	return host == name || strings.HasSuffix(host, "."+name)
}
