package rule

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/match"
)

// MalformedURL tells of addresses that no browser could follow.
var MalformedURL = Rule{
	Name:    "malformed-url",
	Summary: "an address is no address",
	Doc: `The address cannot be read as a URL, so nobody can follow it. Mostly something went wrong when it was typed or
copied: a letter of “https” is missing, “http://” stands twice, a slash or the colon was lost.

Write it anew.`,
	Group:    Form,
	Severity: Error,
	Bad: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” http://https://review.example/tide.\n",
	},
	Good: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example:8443/tide.\n",
	},
	Check: malformedURL,
}

func malformedURL(p *Pass) []Finding {
	var all []Finding
	for _, x := range p.addresses() {
		if strayIn(x.url) != "" && !isMalformed(withoutStray(x.url)) {
			continue // broken-url says what is wrong
		}
		if isMalformed(x.url) && !p.isPattern(x) || p.Diagnoses[x.url].State == live.Malformed {
			all = append(all, p.atAddress(x, "this cannot be read as an address; write it anew: "+x.url))
		}
	}
	for i := range p.written() {
		w := &p.index.written[i]
		for _, r := range mistypedAddresses(w.Text) {
			f := w.at(r, "this cannot be read as an address; write it anew: "+w.Text[r.Start:r.End])
			f.key = w.Text[r.Start:r.End]
			f.Severity = Warning // it is not certain that a link was meant
			all = append(all, f)
		}
	}
	return all
}

// isMalformed tells whether a link can be followed by nobody. All links have a scheme of the web.
func isMalformed(url string) bool {
	_, rest, _ := strings.Cut(url, ":")
	_, ok := match.Address(url)
	return !ok || doubledScheme(rest)
}

// isPattern tells of an address in the text that only shows how one is written: http://…/ns, http://host:port/.
func (p *Pass) isPattern(x addressed) bool {
	if p.isCited(x) || x.host == "http" || x.host == "https" {
		return false
	}
	return !strings.Contains(x.host, ".") || strings.Contains(x.host, "..") || strings.ContainsAny(x.host, "{}$%*<>")
}

// doubledScheme tells of http://https://… and http://http//….
func doubledScheme(rest string) bool {
	host, behind, found := strings.Cut(strings.TrimLeft(rest, "/"), "/")
	host = strings.ToLower(strings.TrimSuffix(host, ":"))
	return found && (host == "http" || host == "https") && strings.HasPrefix(behind, "/")
}

// isMistypedScheme knows slips of the keyboard for http and https. “hxxp” is none: it is written so on purpose.
func isMistypedScheme(s string) bool {
	switch s {
	case "htp", "ttp", "hhtp", "htpp", "htttp", "hhttp", "httpp", "htto", "httl", "hrrp",
		"htps", "ttps", "hhtps", "htpps", "htttps", "hhttps", "httpps", "httpss", "httos", "httsp", "hptts", "htpts":
		return true
	}
	return false
}

// mistypedAddresses finds what was meant for an address in words, and is so far from one that no reader took it for a
// link: “https//”, “http:/”, “htps://”.
func mistypedAddresses(text string) []article.Range {
	var found []article.Range
	for at := 0; ; {
		slash := strings.IndexByte(text[at:], '/')
		if slash < 0 {
			return found
		}
		slash += at
		start := slash
		for start > at && (isLetter(text[start-1]) || strings.IndexByte(":;", text[start-1]) >= 0) {
			start--
		}
		end := wordEnd(text, slash)
		if isMistyped(text[start:slash], text[slash:end]) && (start == 0 || !isLetterOrDigit(text[start-1])) {
			found = append(found, article.Range{Start: start, End: start + len(strings.TrimRight(text[start:end], ".,;:)]”’"))})
		}
		at = end
	}
}

// isMistyped tells of what stands before the first slash of a word, and of the rest, whether they are a mistyped address.
func isMistyped(scheme, rest string) bool {
	name := strings.ToLower(strings.TrimRight(scheme, ":;"))
	host := strings.TrimLeft(rest, "/")
	slashes := len(rest) - len(host)
	if host, _, _ = strings.Cut(host, "/"); !strings.Contains(strings.Trim(host, ".,"), ".") || slashes > 3 {
		return false
	}
	if isMistypedScheme(name) {
		return slashes == 2
	}
	marked := slashes == 2 || len(scheme) > len(name) // http/2 is a protocol
	return (name == "http" || name == "https") && marked && (slashes != 2 || scheme[len(name):] != ":")
}
