package metadata

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	word tokenKind = iota
	number
	mark
)

// token is a run of letters, a run of digits, or one other character that is no blank.
type token struct {
	kind tokenKind
	// text is in lower case, for words and marks.
	text string
	// value and width are of a number: what it says, and in how many digits.
	value, width int
	// joined tells that no blank stands before it; capitals, that a word has no small letter.
	joined, capitals bool
}

// maxTokens is more than any date has.
const maxTokens = 32

// lex splits a text. It fails on one of more tokens than a date has.
func lex(s string, tokens []token) ([]token, bool) {
	joined := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			joined = false
			i += size
			continue
		}
		if len(tokens) == maxTokens {
			return nil, false
		}
		t, length := lexOne(s[i:], r, size)
		t.joined = joined
		tokens = append(tokens, t)
		joined = true
		i += length
	}
	return tokens, true
}

func lexOne(s string, r rune, size int) (token, int) {
	switch {
	case isDigit(s[0]):
		n := 1
		for n < len(s) && isDigit(s[n]) {
			n++
		}
		t := token{kind: number, width: n}
		for _, c := range []byte(s[:min(n, 9)]) {
			t.value = t.value*10 + int(c-'0')
		}
		return t, n
	case unicode.IsLetter(r):
		n := wordLength(s)
		return token{kind: word, text: strings.ToLower(s[:n]), capitals: strings.ToUpper(s[:n]) == s[:n]}, n
	}
	return token{kind: mark, text: s[:size]}, size
}

// wordLength counts a hyphen between letters as part of a word, for segunda-feira.
func wordLength(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if r == '-' && n+1 < len(s) {
			r, _ = utf8.DecodeRuneInString(s[n+1:])
		}
		if !unicode.IsLetter(r) {
			break
		}
		n += size
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isMark tells whether there is a token at i which is one of the marks.
func isMark(tokens []token, i int, marks string) bool {
	return i >= 0 && i < len(tokens) && tokens[i].kind == mark && strings.Contains(marks, tokens[i].text)
}

func isNumber(tokens []token, i int) bool {
	return i >= 0 && i < len(tokens) && tokens[i].kind == number
}

func isWord(tokens []token, i int) bool { return i >= 0 && i < len(tokens) && tokens[i].kind == word }

// trimPunctuation drops what parts a date from a time or a label, and ends a sentence.
func trimPunctuation(tokens []token) []token {
	const ends = ".,;:-–—|·•"
	for isMark(tokens, 0, ends) {
		tokens = tokens[1:]
	}
	for isMark(tokens, len(tokens)-1, ends) {
		tokens = tokens[:len(tokens)-1]
	}
	return tokens
}
