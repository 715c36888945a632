package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// LastVisit is where words say for the last time when a page was looked at, be it in a form that is no readable date: "last
// access 14 January", "abgerufen 10.09.17"; -1 if they do not. Citations with a readable date have it as Accessed.
func LastVisit(words string) int {
	lower, last := strings.ToLower(words), -1
	for _, label := range accessLabels {
		for end := len(lower); ; {
			i := strings.LastIndex(lower[:end], label)
			if i <= last {
				break
			}
			behind := i + len(label)
			if _, ok := endsWithLabel(lower[:behind], label); ok && dayFollows(lower[behind:]) {
				last = i
				break
			}
			end = i
		}
	}
	return last
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
