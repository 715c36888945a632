package match

import (
	"net/url"
	"strings"
)

// Archived gives the address whose copy an archive's address leads to, where the archive writes it into its own: the
// Wayback Machine and those that use its software, archive.today under all its names, Google's cache. An archive that
// gives copies names of its own (perma.cc) tells nothing.
func Archived(address string) (original string, ok bool) {
	_, rest, ok := cutScheme(clean(address))
	if !ok {
		return "", false
	}
	host, path := cutAny(rest, `/\?#`)
	if !isArchive(strings.ToLower(host)) {
		return "", false
	}
	for _, scheme := range [...]string{"http://", "https://", "http:/", "https:/"} {
		// Browsers and some editors fold the two slashes to one.
		i := strings.Index(path, scheme)
		if i < 0 || i == 0 || path[i-1] != '/' && path[i-1] != '=' && path[i-1] != ':' {
			continue
		}
		inner := strings.TrimLeft(path[i+len(scheme):], "/")
		if inner == "" {
			return "", false
		}
		return scheme[:strings.IndexByte(scheme, ':')] + "://" + inner, true
	}
	return bareInWayback(host, path)
}

// bareInWayback finds an address without a scheme behind the time of a capture: /web/2021/ex.org/t.
func bareInWayback(host, path string) (string, bool) {
	rest, ok := strings.CutPrefix(path, "/web/")
	if !ok || !strings.EqualFold(host, "web.archive.org") {
		return "", false
	}
	stamp, inner, ok := strings.Cut(rest, "/")
	stamp = strings.TrimRight(stamp, "abcdefghijklmnopqrstuvwxyz_")
	if !ok || stamp != "*" && !isDigits(stamp) || !strings.Contains(inner, ".") {
		return "", false
	}
	return "http://" + inner, true
}

func isArchive(host string) bool {
	switch strings.TrimPrefix(host, "www.") {
	case "web.archive.org", "wayback.archive.org", "archive.org", "wayback.archive-it.org", "web-static.archive.org",
		"archive.ph", "archive.is", "archive.today", "archive.fo", "archive.li", "archive.md", "archive.vn",
		"arquivo.pt", "webarchive.nationalarchives.gov.uk", "webarchive.org.uk", "webarchive.loc.gov", "perma-archives.org",
		"vefsafn.is", "webarchive.parliament.uk", "webcitation.org", "timetravel.mementoweb.org", "webcache.googleusercontent.com":
		return true
	}
	return false
}

// Variant gives the key of the page that an address is another edition of: for phones, for AMP, for print, or under the
// name of its folder's index. sure is false where only the end of the path shows it ("/amp", "/print"), since a page on
// amplifiers may end so too. The key is that of the address itself if it is no such edition.
func Variant(address string) (key string, sure, ok bool) {
	address = withoutCache(address)
	key, ok = Address(address)
	if !ok {
		return "", false, false
	}
	scheme, rest, _ := strings.Cut(key, "://")
	host, path := cutAny(rest, "/")
	path, tail := cutAny(path, "?#")
	query, fragment := cutAny(tail, "#")
	host = fullHost(host)
	path = withoutIndex(path)
	path, sure = withoutEdition(path)
	query = withoutFlags(query)
	return scheme + "://" + host + path + query + fragment, sure, true
}

// withoutCache takes an address out of Google's AMP viewer and cache:
// google.com/amp/s/ex.org/t, ex-org.cdn.ampproject.org/c/s/ex.org/t.
func withoutCache(address string) string {
	_, rest, ok := cutScheme(clean(address))
	if !ok {
		return address
	}
	host, path := cutAny(rest, "/")
	host = strings.ToLower(strings.TrimPrefix(host, "www."))
	var inner string
	var found bool
	switch {
	case host == "google.com":
		inner, found = strings.CutPrefix(path, "/amp/")
	case strings.HasSuffix(host, ".cdn.ampproject.org"):
		for _, prefix := range [...]string{"/c/", "/v/"} {
			if !found {
				inner, found = strings.CutPrefix(path, prefix)
			}
		}
	}
	inner = strings.TrimPrefix(inner, "s/")
	if !found || !strings.Contains(inner, ".") {
		return address
	}
	return "https://" + inner
}

// fullHost drops the label of a site for phones: m.ex.org, mobile.ex.org, amp.ex.org, en.m.wikipedia.org.
func fullHost(host string) string {
	for _, label := range [...]string{"m.", "mobile.", "amp."} {
		if rest, ok := strings.CutPrefix(host, label); ok && strings.Contains(rest, ".") {
			return rest
		}
	}
	for _, project := range [...]string{"wikipedia.org", "wiktionary.org", "wikisource.org"} {
		if lang, ok := strings.CutSuffix(host, ".m."+project); ok {
			return lang + "." + project
		}
	}
	return host
}

// withoutIndex drops the name that servers give the page of a folder.
func withoutIndex(path string) string {
	slash := strings.LastIndexByte(path, '/')
	switch strings.ToLower(path[slash+1:]) {
	case "index.html", "index.htm", "index.php", "index.shtml", "index.asp", "index.aspx", "index.jsp", "default.aspx", "default.asp", "default.htm":
		return path[:max(slash, 1)]
	}
	return path
}

func withoutEdition(path string) (plain string, sure bool) {
	for _, suffix := range [...]string{".amp.html", ".amp"} {
		if rest, ok := strings.CutSuffix(path, suffix); ok && len(rest) > 1 {
			return rest + strings.TrimPrefix(suffix, ".amp"), true
		}
	}
	for _, suffix := range [...]string{"/amp", "/print", "/amp.html"} {
		if rest, ok := strings.CutSuffix(path, suffix); ok && len(rest) > 1 {
			return rest, isSlug(rest)
		}
	}
	if rest, ok := strings.CutPrefix(path, "/amp/"); ok && isSlug(rest) {
		return "/" + rest, true
	}
	return path, true
}

// isSlug tells whether a path ends as that of an article does: in a title of four words at least, or in a file.
func isSlug(path string) bool {
	last := path[strings.LastIndexByte(path, '/')+1:]
	return strings.Count(last, "-") >= 3 || strings.Count(last, "_") >= 3 || strings.HasSuffix(last, ".html")
}

// withoutFlags drops the parameters that ask for an edition.
func withoutFlags(query string) string {
	if query == "" {
		return ""
	}
	var kept []string
	for p := range strings.SplitSeq(query[1:], "&") {
		name, value, _ := strings.Cut(p, "=")
		switch strings.ToLower(name) {
		case "amp", "print", "printable", "printview", "printmode":
			if value == "" || value == "1" || value == "true" || value == "yes" {
				continue
			}
		case "outputtype", "output", "view", "mode":
			if value == "amp" || value == "print" || value == "mobile" {
				continue
			}
		}
		kept = append(kept, p)
	}
	if len(kept) == 0 {
		return ""
	}
	return "?" + strings.Join(kept, "&")
}

// DifferInNumbers tells whether two addresses are the same but for the digits in them, as pages of a list and
// articles of a database are.
func DifferInNumbers(a, b string) bool {
	x, ok := Address(a)
	if !ok {
		return false
	}
	y, ok := Address(b)
	return ok && x != y && withoutDigits(x) == withoutDigits(y)
}

func withoutDigits(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		s = plain
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, s)
}
