package rule

import (
	"strings"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
)

// UnbalancedBracket tells of brackets without their other half in notes.
var UnbalancedBracket = Rule{
	Name:    "unbalanced-bracket",
	Summary: "a bracket is never closed, or never opened",
	Doc: `In a note that the text calls, or in an entry of the bibliography, a round or square bracket has lost its other half,
so that readers cannot tell what belongs to it.

Addresses and DOIs are left out, and so are what has a single bracket by right: the letters and numbers of a list
(a), smileys, and half-open intervals [0, 1).

Set the missing bracket.`,
	Group:    Form,
	Severity: Warning,
	Bad:      Example{Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, Tide Tables (Hull: Harbor Press, 2021, 14.\n"},
	Good: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, Tide Tables (Hull: Harbor Press [1919] 2021), a) 14; b) 16.\n",
	},
	Check: unbalancedBracket,
}

func unbalancedBracket(p *Pass) []Finding {
	var all []Finding
	for i := range p.written() {
		w := &p.index.written[i]
		if !w.called {
			continue
		}
		text := p.unaddressed(w)
		if r, opened, found := lonelyBracket(text); found {
			all = append(all, w.at(r, lonelyMark("bracket", w.Text, r, opened)))
		}
	}
	return all
}

const (
	openers = "([（［【"
	closers = ")]）］】"
)

// lonelyBracket is the first bracket without its other half, and whether it opens.
func lonelyBracket(text string) (r article.Range, opened, found bool) {
	if !strings.ContainsAny(text, openers+closers) {
		return r, false, false
	}
	var open []article.Range
	var kinds []int
	spare := 0 // brackets that were closed by what may be the letter of a list: (one of a) tide, b) port)
	for i, c := range text {
		if c < utf8.RuneSelf && c != '(' && c != ')' && c != '[' && c != ']' {
			continue
		}
		at := article.Range{Start: i, End: i + utf8.RuneLen(c)}
		if kind := kindOf(openers, c); kind >= 0 && !isSmiley(text, i) {
			open, kinds = append(open, at), append(kinds, kind)
			continue
		}
		kind := kindOf(closers, c)
		if kind < 0 || isSmiley(text, i) {
			continue
		}
		n := len(open) - 1
		switch {
		case n < 0 && isListed(text[:i]):
		case n < 0 && spare > 0:
			spare--
		case n < 0:
			return at, false, true
		case n >= 0 && kinds[n] != kind && !isInterval(text[open[n].End:i]):
			return mismatched(open, kinds, at, kind, text)
		case n >= 0 && isListed(text[:i]) && wordStart(text, i) > open[n].End:
			spare++
		}
		open, kinds = open[:max(n, 0)], kinds[:max(n, 0)]
	}
	if len(open) > 0 {
		return open[0], true, true
	}
	return r, false, false
}

// mismatched says which of two brackets that do not fit is the lonely one: that within, if there is one around it that
// fits, else the one that closes, unless it only stands in a list.
func mismatched(open []article.Range, kinds []int, at article.Range, kind int, text string) (r article.Range, opened, found bool) {
	for i := len(kinds) - 2; i >= 0; i-- {
		if kinds[i] == kind {
			return open[len(open)-1], true, true
		}
	}
	if isListed(text[:at.Start]) {
		return r, false, false
	}
	return at, false, true
}

// kindOf is the number of a bracket among its like, -1 for what is none.
func kindOf(brackets string, c rune) int {
	if i := strings.IndexRune(brackets, c); i >= 0 {
		return utf8.RuneCountInString(brackets[:i])
	}
	return -1
}

// isListed tells whether a text ends with the letter or the small number of a list.
func isListed(before string) bool {
	before = before[max(0, len(before)-2*len("viii")):]
	word := before[wordStart(before, len(before)):]
	return len(word) == 1 && isLetterOrDigit(word[0]) || len(word) == 2 && hasDigits(word, 2) ||
		len(word) <= len("viii") && word != "" && strings.Trim(word, "ivx") == ""
}

func isInterval(s string) bool {
	return strings.Trim(s, "0123456789.,;−-+∞ ") == "" && strings.ContainsAny(s, ",;")
}

// isSmiley tells of a bracket behind the eyes of a face.
func isSmiley(text string, at int) bool {
	eyes := strings.TrimSuffix(text[:at], "-")
	return len(eyes) > 0 && (eyes[len(eyes)-1] == ':' || eyes[len(eyes)-1] == ';') &&
		(len(eyes) == 1 || eyes[len(eyes)-2] == ' ')
}
