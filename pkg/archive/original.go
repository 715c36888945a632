package archive

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/ibidcheck/ibid/pkg/match"
)

// archives are hosts that keep copies under addresses that show the original: …/20210604120000/https://tide.example/.
var archives = []string{
	"web.archive.org", "wayback.archive.org", "wayback.archive-it.org", "arquivo.pt", "webarchive.loc.gov",
	"webarchive.nationalarchives.gov.uk", "webarchive.org.uk", "timetravel.mementoweb.org",
	"archive.today", "archive.ph", "archive.is", "archive.li", "archive.vn", "archive.fo", "archive.md",
}

// opaque are hosts, and the beginnings of paths there, whose addresses may not show the original.
var opaque = []struct {
	host, path string
	// letters is how long the name behind the path is; any length from 1 if zero.
	letters []int
}{
	{"perma.cc", "/", []int{9}},
	{"ghostarchive.org", "/archive/", nil},
	{"webcitation.org", "/", []int{9}},
	{"archive.today", "/", []int{4, 5, 6}},
	{"archive.ph", "/", []int{4, 5, 6}},
	{"archive.is", "/", []int{4, 5, 6}},
	{"archive.li", "/", []int{4, 5, 6}},
	{"archive.vn", "/", []int{4, 5, 6}},
	{"archive.fo", "/", []int{4, 5, 6}},
	{"archive.md", "/", []int{4, 5, 6}},
}

// Original tells of an address in an archive: which page it is a copy of, and when the copy was taken. Either is empty,
// or zero, if the address does not show it.
func Original(address string) (original string, taken time.Time, ok bool) {
	_, rest, web := strings.Cut(address, "://")
	if !web || !match.IsWeb(address) {
		return "", time.Time{}, false
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		return "", time.Time{}, false
	}
	host, path := strings.ToLower(rest[:end]), rest[end:]
	host, _, _ = strings.Cut(host, ":")
	host = strings.TrimPrefix(host, "www.")
	if original, taken, ok = inPath(path, slices.Contains(archives, host)); ok {
		return original, taken, true
	}
	name, query, _ := strings.Cut(path, "?")
	name, _, _ = strings.Cut(name, "#")
	for _, o := range opaque {
		if code, found := strings.CutPrefix(name, o.path); host == o.host && found && isCode(code, o.letters) {
			return inQuery(query), time.Time{}, true
		}
	}
	return "", time.Time{}, false
}

// inPath looks for a date with an address behind it. On a host that is not known, there must be all 14 digits, and a
// scheme.
func inPath(path string, known bool) (string, time.Time, bool) {
	for rest := path; ; {
		i := strings.IndexByte(rest, '/')
		if i < 0 {
			return "", time.Time{}, false
		}
		rest = rest[i+1:]
		segment, behind, ok := strings.Cut(rest, "/")
		if !ok {
			return "", time.Time{}, false
		}
		taken, dated := stamp(segment, known)
		original, whole := inner(behind, known && dated)
		if dated && whole {
			return original, taken, true
		}
		if known && !dated {
			if original, whole := inner(rest, false); whole {
				return original, time.Time{}, true
			}
		}
	}
}

// stamp reads the part of an address that says when a copy was taken: 14 digits, or fewer, or 2021.06.04-120000, with a
// flag such as id_ behind it; or a word that leaves it open.
func stamp(segment string, known bool) (time.Time, bool) {
	if known {
		switch segment {
		case "*", "newest", "oldest", "timegate":
			return time.Time{}, true
		}
		segment = strings.NewReplacer(".", "", "-", "", "*", "").Replace(segment)
	}
	digits := strings.TrimRight(segment, "abcdefghijklmnopqrstuvwxyz_")
	if flag := segment[len(digits):]; flag != "" && (len(flag) != 3 || flag[2] != '_') {
		return time.Time{}, false
	}
	if len(digits) == len(stampForm) || known {
		if taken, ok := parseStamp(digits); ok {
			return taken, ok
		}
	}
	return time.Time{}, known && isDigits(digits) // a date that is none, such as the 2 of /web/2/
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// inner is the address that stands in the rest of another one. Servers and authors fold its slashes and escape it; bare
// tells that its scheme may be missing.
func inner(rest string, bare bool) (string, bool) {
	lower := strings.ToLower(rest[:min(len(rest), len("https%3a"))])
	if strings.HasPrefix(lower, "http%3a") || strings.HasPrefix(lower, "https%3a") {
		plain, err := url.PathUnescape(rest)
		if err != nil {
			return "", false
		}
		rest = plain
	}
	for _, scheme := range []string{"http", "https"} {
		if len(rest) > len(scheme) && strings.EqualFold(rest[:len(scheme)], scheme) && rest[len(scheme)] == ':' {
			behind := strings.TrimLeft(rest[len(scheme)+1:], "/")
			return scheme + "://" + behind, behind != ""
		}
	}
	host, _, _ := strings.Cut(rest, "/")
	if bare && strings.Contains(host, ".") && !strings.ContainsAny(host, " @") {
		return "http://" + rest, true
	}
	return "", false
}

// isCode tells of the name that an archive gives a copy.
func isCode(s string, letters []int) bool {
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '-' {
			return false
		}
	}
	return slices.Contains(letters, len(s)) || len(letters) == 0 && s != ""
}

// inQuery is the address in a query: ?url=https://tide.example/.
func inQuery(query string) string {
	values, err := url.ParseQuery(query)
	if err != nil || !match.IsWeb(values.Get("url")) {
		return ""
	}
	return values.Get("url")
}

// isHome tells of the address of a whole site.
func isHome(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Path == "" || u.Path == "/") && u.RawQuery == ""
}

func withoutFragment(address string) string {
	address, _, _ = strings.Cut(address, "#")
	return address
}
