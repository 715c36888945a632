package rule

import (
	"strings"
	"unicode/utf8"
)

// URLPunctuation tells of addresses with the punctuation of their sentence.
var URLPunctuation = Rule{
	Name:    "url-punctuation",
	Summary: "punctuation is stuck to an address",
	Doc: `The full stop of a sentence, a comma, or the mark that closes a quotation or a bracket has become part of a link: word
processors link whatever stands before the next blank. Many servers answer such an address with “not found”. A bracket
that opens in a link and never closes tells that the link's end was cut off.

Brackets in pairs belong to many addresses, and so does the stop of an abbreviation (Acme_Inc.); they are left alone.

Take the mark out of the link; it may stand behind it.`,
	Group:    Form,
	Severity: Warning,
	Bad: Example{
		Article: "<!DOCTYPE html>\n<p>The harbor was dredged, as <a href=\"https://review.example/tide.\">the tables</a> say.</p>\n",
	},
	Good: Example{
		Article: "<!DOCTYPE html>\n<p>The harbor was dredged, as <a href=\"https://review.example/tide_(harbor)\">the tables</a> say.</p>\n",
	},
	Check: urlPunctuation,
}

func urlPunctuation(p *Pass) []Finding {
	var all []Finding
	for _, x := range p.addresses() {
		said := stuckTo(x.url)
		if said == "" {
			continue
		}
		f := p.atAddress(x, said+" "+x.url)
		if bare := withoutStuck(x.url); bare != x.url && !p.answers(x.url) {
			f.Fix = p.retarget("take “"+x.url[len(bare):]+"” out of the link", x, bare)
		}
		all = append(all, f)
	}
	return all
}

// stuckTo says what the punctuation at the end of an address is, empty if there is none.
func stuckTo(url string) string {
	if bare := withoutStuck(url); bare != url {
		return "“" + url[len(bare):] + "” is part of the link; write " + bare + " instead of"
	}
	if path := pathOf(url); strings.Count(path, "(") > strings.Count(path, ")") {
		return "a bracket in the address is never closed; was its end cut off? It reads"
	}
	return ""
}

// withoutStuck is an address without the punctuation at its end.
func withoutStuck(url string) string {
	for endsStuck(url) {
		_, size := utf8.DecodeLastRuneInString(url)
		url = url[:len(url)-size]
	}
	return url
}

// endsStuck tells whether the last character of an address is none of it.
func endsStuck(url string) bool {
	last, _ := utf8.DecodeLastRuneInString(url)
	switch last {
	case '.':
		return !endsInAbbreviation(pathOf(url))
	case ')':
		return strings.Count(url, ")") > strings.Count(url, "(")
	case ']':
		return strings.Count(url, "]") > strings.Count(url, "[")
	default:
		return strings.ContainsRune(",;”“’‘»›\"'<>，。、；：！？）】」』", last)
	}
}

// endsInAbbreviation tells of paths that end with a stop of their own: Acme_Inc., U.S., Ellipsis..., J.
func endsInAbbreviation(path string) bool {
	path = strings.TrimSuffix(path, ".")
	if path == "" || strings.HasSuffix(path, ".") || strings.Contains(path, "/wiki/") {
		return true
	}
	word := path[strings.LastIndexAny(path, "/_-+%=.")+1:]
	return len(word) <= 3 && word != "" && word[0] >= 'A' && word[0] <= 'Z'
}
