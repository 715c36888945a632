package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// nextWord is the next word at or behind an offset, empty at the end if there is none. Hyphens and full stops between
// letters belong to a word, and so does the apostrophe of O’Brien.
func nextWord(text string, at, end int) prose.Stretch {
	for at < end {
		c, size := runeAt(text[at:end])
		if isWordRune(c) {
			break
		}
		at += size
	}
	start := at
	for at < end {
		c, size := runeAt(text[at:end])
		if !isWordRune(c) && (at == start || !joins(text[start:at], c, text[at+size:end])) {
			break
		}
		at += size
	}
	return prose.Stretch{Start: start, End: at}
}

// previousWord is the last word before an offset, empty at the start if there is none.
func previousWord(text string, start, at int) prose.Stretch {
	for at > start {
		c, size := utf8.DecodeLastRuneInString(text[start:at])
		if isWordRune(c) {
			break
		}
		at -= size
	}
	end := at
	for at > start {
		c, size := utf8.DecodeLastRuneInString(text[start:at])
		if !isWordRune(c) && (at == end || !joins(text[start:at-size], c, text[at:end])) {
			break
		}
		at -= size
	}
	return prose.Stretch{Start: at, End: end}
}

func runeAt(s string) (c rune, size int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}

// joins tells whether a character between two runs of letters makes one word of them: U.S, Al-Kerr, O’Brien.
func joins(before string, c rune, behind string) bool {
	next, _ := utf8.DecodeRuneInString(behind)
	last := prose.LastRune(before)
	switch c {
	case '-', '.', '‑':
		return isWordRune(last) && isWordRune(next)
	case '’', '\'':
		return unicode.IsUpper(last) && unicode.IsUpper(next)
	default:
		return false
	}
}

func isWordRune(c rune) bool {
	if c < utf8.RuneSelf {
		return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '&'
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.Mn, c)
}

func isBlankRun(s string) bool {
	return s != "" && strings.TrimLeftFunc(s, prose.IsBlank) == ""
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if !isDigitByte(s[i]) {
			return false
		}
	}
	return s != ""
}
