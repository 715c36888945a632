package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean makes words from an article or a page safe to print: blanks are folded to one, and nothing is left that a
// terminal obeys or that hides or reorders what is beside it. Escape sequences become visible text.
//
// Bidirectional embeddings, overrides and isolates (Unicode Standard Annex 9) are shown by their numbers; the marks
// without a width, which writers of Arabic or Hebrew use in earnest, are dropped. The joiners U+200C and U+200D stay:
// scripts and emoji need them.
func clean(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		if r != noBreak && unicode.IsSpace(r) {
			blank = true
			continue
		}
		if isOrdinary(r) {
			if blank && b.Len() > 0 {
				b.WriteByte(' ')
			}
			blank = false
			b.WriteRune(r)
			continue
		}
		shown := visible(r)
		if blank && b.Len() > 0 && shown != "" {
			b.WriteByte(' ')
		}
		blank = blank && shown == ""
		b.WriteString(shown)
	}
	return b.String()
}

// Safe makes words from outside safe to print in a line that begins with others: nothing is left that a terminal or the
// runner of a CI service obeys.
func Safe(words string) string { return unarmed(clean(words)) }

const noBreak = '\u00a0'

// isPlain tells whether s is printable ASCII with single blanks inside: most words are.
func isPlain(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return s == "" || before != ' '
}

// isOrdinary tells of characters that stay as they are: all but a few.
func isOrdinary(r rune) bool {
	return r >= ' ' && r < 0x7f || r >= noBreak && !unicode.Is(unicode.Cf, r)
}

func visible(r rune) string {
	switch {
	case r < ' ':
		return string('␀' + r)
	case r == 0x7f:
		return "␡"
	case unicode.Is(unicode.Cc, r), isReordering(r):
		return fmt.Sprintf("<U+%04X>", r)
	case isInvisible(r):
		return ""
	default:
		return string(r)
	}
}

func isReordering(r rune) bool {
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// isInvisible tells of format characters without a shape, the joiners excepted.
func isInvisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) && r != 0x200c && r != 0x200d
}

// cleanAddress makes an address safe to print, and keeps it an address: what must not stand there is percent-encoded,
// as RFC 3987, section 3.1, does. Letters of any script stay readable.
func cleanAddress(url string) string {
	return percent(url, func(r rune) bool {
		return unicode.IsGraphic(r) && !unicode.IsSpace(r) && r != utf8.RuneError
	})
}

// target is the address for a link, in the bytes that the escape sequence for hyperlinks allows (32 to 126) less those
// that have a meaning in Markdown or its tables.
func target(url string) string {
	safe := percent(url, func(r rune) bool { return r > ' ' && r < 0x7f && !strings.ContainsRune("<>|\\`\"", r) })
	return strings.ReplaceAll(safe, "##", "#%23") // no fragment holds a number sign, and runners obey some lines that do
}

func percent(url string, keep func(rune) bool) string {
	var b strings.Builder
	b.Grow(len(url))
	for len(url) > 0 {
		r, size := utf8.DecodeRuneInString(url)
		if keep(r) {
			b.WriteString(url[:size])
		} else {
			for _, c := range []byte(url[:size]) {
				fmt.Fprintf(&b, "%%%02X", c)
			}
		}
		url = url[size:]
	}
	return b.String()
}
