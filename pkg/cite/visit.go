package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// TellsVisit tells whether words say when a page was looked at, be it in a form that is no readable date: "last access
// 14 January", "abgerufen 10.09.17". Citations with a readable date have it as Accessed.
func TellsVisit(words string) bool {
	lower := strings.ToLower(words)
	for _, label := range accessLabels {
		for at := 0; ; {
			i := strings.Index(lower[at:], label)
			if i < 0 {
				break
			}
			at += i + len(label)
			if _, ok := endsWithLabel(lower[:at], label); ok && dayFollows(lower[at:]) {
				return true
			}
		}
	}
	return false
}

// dayFollows tells whether a number comes soon, and no address before it.
func dayFollows(s string) bool {
	if c, _ := utf8.DecodeRuneInString(s); unicode.IsLetter(c) && c < unicode.MaxLatin1 {
		return false
	}
	for i, c := range s {
		switch {
		case unicode.IsDigit(c):
			return true
		case i > len(" on Wednesday, September "), c == '/', c == ';':
			return false
		}
	}
	return false
}
