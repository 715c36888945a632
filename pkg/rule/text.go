package rule

import (
	"strings"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/prose"
)

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetterOrDigit(c byte) bool { return isLetter(c) || isDigit(c) }

// wordEnd is where the run of characters that are no blanks ends.
func wordEnd(text string, at int) int {
	if i := strings.IndexFunc(text[at:], prose.IsBlank); i >= 0 {
		return at + i
	}
	return len(text)
}

// runeBefore and runeAfter are the characters beside a place; U+FFFD at the ends of the text.
func runeBefore(text string, at int) rune {
	c, _ := utf8.DecodeLastRuneInString(text[:at])
	return c
}

func runeAfter(text string, at int) rune {
	c, _ := utf8.DecodeRuneInString(text[at:])
	return c
}
