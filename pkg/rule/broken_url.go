package rule

import (
	"strings"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
)

// BrokenURL tells of addresses that a blank has cut in two.
var BrokenURL = Rule{
	Name:    "broken-url",
	Summary: "a blank or a line end breaks an address",
	Doc: `An address ends at the first blank. Where a line end, a hyphenation or a slip of the keyboard has put one into the
middle, the link leads to its first half: to nothing, or to another page.

The rule speaks where the word behind an address goes on as addresses do (tide- / tables.html), where “https://” stands
alone before a host, and where an encoded blank or an invisible character is part of the address.

Write the address in one piece; it may be long.`,
	Group:    Form,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables,” https://review.example/2021/tide-
tables-for-march.html, accessed May 3, 2021.
`},
	Good: Example{Article: `The harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables,” https://review.example/2021/ (state-of-the-art tables), accessed May 3, 2021.
`},
	Check: brokenURL,
}

func brokenURL(p *Pass) []Finding {
	var all []Finding
	for _, x := range p.addresses() {
		if said := strayIn(x.url); said != "" && !isMalformed(withoutStray(x.url)) {
			f := p.atAddress(x, said+"; write it anew: "+x.url)
			if !p.answers(x.url) {
				f = p.rewriting(f, x, withoutStray(x.url))
			}
			all = append(all, f)
		}
	}
	p.behindLinks(func(link int, behind string) {
		l := p.Article.Links[link]
		next, ok := goingOn(l.URL, behind)
		if !ok {
			return
		}
		f := p.atAddress(addressed{url: l.URL, host: hostOf(l.URL), links: []int{link}}, "a blank or a line end breaks the address; “"+
			next+"” seems to belong to it, write both in one: "+l.URL)
		f.key += " " + next
		all = append(all, f)
	})
	for i := range p.written() {
		w := &p.index.written[i]
		for _, r := range loneSchemes(w.Text) {
			all = append(all, w.at(r, "a blank stands in the address behind “://”; write it in one: "+w.Text[r.Start:r.End]))
		}
	}
	return all
}

// strayIn says what is in an address that nobody writes into one on purpose.
func strayIn(url string) string {
	upper := strings.ToUpper(url)
	for _, end := range encodedBlanks() {
		if strings.HasSuffix(upper, end) {
			return "an encoded blank (" + end + ") ends the address"
		}
	}
	for _, invisible := range invisibles() {
		if strings.Contains(upper, invisible) {
			return "an invisible character stands in the address"
		}
	}
	if withoutJoiners(url) != url {
		return "an invisible character stands in the address"
	}
	return ""
}

// withoutJoiners is an address without the joiners that make its host none. Elsewhere they are letters of some languages.
func withoutJoiners(url string) string {
	if !strings.ContainsAny(url, "\u200C\u200D") || !isMalformed(url) {
		return url
	}
	scheme, rest, _ := strings.Cut(url, "://")
	host, path, cut := strings.Cut(rest, "/")
	host = strings.NewReplacer("\u200C", "", "\u200D", "").Replace(host)
	if cut {
		host += "/"
	}
	return scheme + "://" + host + path
}

func encodedBlanks() []string { return []string{"%20", "%0A", "%0D", "%09", "%C2%A0"} }

func invisibles() []string {
	return []string{"\u200B", "\u00AD", "\u2060", "\uFEFF", "%E2%80%8B", "%C2%AD", "%E2%81%A0", "%EF%BB%BF"}
}

// withoutStray is an address without what strayIn tells of.
func withoutStray(url string) string {
	url = withoutJoiners(url)
	for _, invisible := range invisibles() {
		url = strings.ReplaceAll(strings.ReplaceAll(url, invisible, ""), strings.ToLower(invisible), "")
	}
	for before := ""; before != url; {
		before = url
		for _, end := range encodedBlanks() {
			if len(url) > len(end) && strings.EqualFold(url[len(url)-len(end):], end) {
				url = url[:len(url)-len(end)]
			}
		}
	}
	return url
}

// mostLost is how many addresses may be missing from the words that they stand in, before no more are looked for.
const mostLost = 100

// behindLinks calls back for each bare address with the words behind it.
func (p *Pass) behindLinks(tell func(link int, behind string)) {
	a := p.Article
	for i := range p.written() {
		w := &p.index.written[i]
		for _, l := range w.links {
			if link := a.Links[l]; link.Text == "" && link.Words.End > link.Words.Start && link.Words.End <= len(w.Text) {
				tell(l, w.Text[link.Words.End:])
			}
		}
	}
	paragraph, from, lost := -1, 0, 0
	for i, l := range a.Links {
		if lost > mostLost || l.Note != article.None || l.Entry != article.None || l.Text != "" {
			continue
		}
		in := p.paragraphAt(l.Span)
		if in != paragraph {
			paragraph, from = in, 0
		}
		if in == article.None {
			continue
		}
		text := a.Paragraphs[in].Text
		if at := strings.Index(text[from:], l.URL); at >= 0 {
			from += at + len(l.URL)
			tell(i, text[from:])
		} else {
			lost++
		}
	}
}

// goingOn is the word behind an address if it reads like more of it.
func goingOn(url, behind string) (next string, ok bool) {
	lone := !strings.Contains(hostOf(url), ".")
	if lone {
		behind = strings.TrimPrefix(behind, ".")
	}
	if !strings.HasPrefix(behind, " ") || len(behind) < 2 {
		return "", false
	}
	next = strings.TrimRight(behind[1:wordEnd(behind, 1)], ".,;:!?)]}>”’'\"")
	if next == "" || match.IsWeb(next) || strings.HasPrefix(strings.ToLower(next), "www.") || strings.HasPrefix(next, "10.") {
		return "", false
	}
	if !isASCIIText(next) || strings.ContainsAny(next, "()[]@<>\"'") {
		return "", false
	}
	last := url[len(url)-1]
	switch {
	case lone:
		ok = strings.Contains(strings.Trim(next, "."), ".") && isLetterOrDigit(next[0])
	case strings.IndexByte("/", last) >= 0:
		ok = isLetterOrDigit(next[0]) && (hasFileEnding(next) || isPathLike(next))
	case strings.IndexByte("-=&%?+#", last) >= 0:
		ok = isLowerOrDigit(next[0]) && hasLetter(next) && strings.ContainsAny(next, "-/.=_")
	default:
		ok = isContinued(next) || hasFileEnding(next) && !hasFileEnding(url)
	}
	return next, ok
}

// isContinued tells of a word that begins as the rest of an address does, and never as a word of its own.
func isContinued(next string) bool {
	if len(next) < 4 || !isLetterOrDigit(next[1]) {
		return false
	}
	switch next[0] {
	case '/':
		return strings.ContainsAny(next[1:], "/-_=") || hasFileEnding(next)
	case '-', '_':
		return isLowerOrDigit(next[1]) && hasLetter(next) && (strings.ContainsAny(next[1:], "/_=") ||
			strings.Count(next[1:], "-") > 1 || hasFileEnding(next))
	case '?', '&':
		return strings.Contains(next, "=")
	case '.':
		return hasFileEnding(next) || strings.Contains(next[1:], ".") && hasLetter(next)
	}
	return false
}

// isPathLike tells of a word such as 2021/tide-tables, and not and/or, 3/5/2021, km/h.
func isPathLike(s string) bool {
	return strings.Contains(s, "/") && hasLetter(s) && strings.ContainsAny(s, "-_0123456789=")
}

func hasFileEnding(s string) bool {
	s = strings.ToLower(s)
	for _, ending := range []string{".html", ".htm", ".shtml", ".pdf", ".php", ".aspx", ".asp", ".jsp", ".cfm"} {
		if strings.HasSuffix(s, ending) {
			return true
		}
	}
	return false
}

func hasLetter(s string) bool {
	for i := range len(s) {
		if isLetter(s[i]) {
			return true
		}
	}
	return false
}

func isLowerOrDigit(c byte) bool { return c >= 'a' && c <= 'z' || isDigit(c) }

func isASCIIText(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// loneSchemes finds “https://” before a blank and a host.
func loneSchemes(text string) []article.Range {
	var found []article.Range
	for at := 0; ; {
		i := strings.Index(text[at:], ":// ")
		if i < 0 {
			return found
		}
		colon := at + i
		at = colon + len(":// ")
		start := colon
		for start > 0 && isLetter(text[start-1]) {
			start--
		}
		scheme := strings.ToLower(text[start:colon])
		host := strings.TrimRight(text[at:wordEnd(text, at)], ".,;:!?)]”’\"")
		if (scheme == "http" || scheme == "https") && strings.Contains(host, ".") && hasLetter(host) && isLetterOrDigit(host[0]) {
			found = append(found, article.Range{Start: start, End: at + len(host)})
		}
	}
}
