package prose

import (
	"strings"
	"unicode/utf8"
)

// Quoted finds what stands between quotation marks in a block, marks included. Quotations within a quotation are part
// of it, and one that its block does not close is none. The pairs are those of English, German, French, the Nordic
// languages, Chinese and Japanese (CLDR, delimiters); single marks are left alone, since they are apostrophes too.
func Quoted(text string, in Stretch) []Stretch {
	text = text[:in.End]
	var found []Stretch
	open, closer := -1, ""
	for i := in.Start; i < in.End; {
		// the marks begin with these bytes
		if c := text[i]; c != '"' && c != 0xC2 && c != 0xE2 && c != 0xE3 {
			i++
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:in.End])
		m := text[i : i+size]
		switch {
		case open >= 0 && (m == closer || closer == "”" && m == "“" && text[open:open+size] == "„"):
			if m != `"` || !blankBefore(text, i, in.Start) {
				found = append(found, Stretch{open, i + size})
				open = -1
			}
		case open >= 0 && m == "“" && closer == "”":
			open = i
		case open < 0:
			if c, ok := closers[m]; ok && (m != `"` && m != "”" && m != "»" || opensAt(text, i, size, in)) {
				open, closer = i, c
			}
		}
		i += size
	}
	return found
}

// closers are the marks that end what another mark begins.
var closers = map[string]string{
	"“": "”", "”": "”", "„": "”", "«": "»", "»": "«", "「": "」", "『": "』", `"`: `"`,
}

// opensAt tells whether a mark that may open or close stands where one opens: behind a blank, before a word.
func opensAt(text string, at, size int, in Stretch) bool {
	if at+size >= in.End {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[at+size:])
	return !IsBlank(next) && blankBefore(text, at, in.Start)
}

func blankBefore(text string, at, start int) bool {
	if at == start {
		return true
	}
	c, _ := utf8.DecodeLastRuneInString(text[start:at])
	return IsBlank(c) || c == '(' || c == '[' || c == '—' || c == '–'
}

// Unquote takes the marks off both ends of a quotation.
func Unquote(s string) string {
	_, first := utf8.DecodeRuneInString(s)
	_, last := utf8.DecodeLastRuneInString(s)
	if first+last > len(s) {
		return ""
	}
	return strings.TrimFunc(s[first:len(s)-last], IsBlank)
}
