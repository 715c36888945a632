// Package prose reads what written language shows by itself: sentences, quotations, words and blanks.
//
// It knows nothing of articles, notes or addresses, keeps nothing, and gives places as byte offsets in the text that it
// was given.
package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Stretch is a half-open range of bytes in a text.
type Stretch struct{ Start, End int }

// Holds tells whether the byte at an offset is in the stretch.
func (s Stretch) Holds(at int) bool { return s.Start <= at && at < s.End }

// Fold joins words for reading: blanks of any kind become one space, soft hyphens and zero-width characters go, and
// bytes that are no UTF-8 become U+FFFD.
func Fold(s string) string {
	same := unchanged(s)
	if same == len(s) && !strings.HasSuffix(s, " ") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	FoldTo(&b, s, nil)
	return strings.TrimSuffix(b.String(), " ")
}

// FoldTo appends the folded form of s to b, with a space for each run of blanks but one that nothing or a space stands
// before. It calls kept, if there is one, for each run that is taken over as it is: its offset in b, its offset in s, and
// its size in bytes.
func FoldTo(b *strings.Builder, s string, kept func(at, from, size int)) {
	spaced := b.Len() == 0 || strings.HasSuffix(b.String(), " ")
	keep := func(from, size int) {
		if kept != nil {
			kept(b.Len(), from, size)
		}
		b.WriteString(s[from : from+size])
	}
	for at := 0; at < len(s); {
		if n := unchanged(s[at:]); n > 0 {
			keep(at, n)
			at += n
			spaced = s[at-1] == ' '
			continue
		}
		c, size := utf8.DecodeRuneInString(s[at:])
		switch {
		case IsBlank(c) && !spaced:
			b.WriteByte(' ')
			spaced = true
		case IsBlank(c), isInvisible(c):
		case c == utf8.RuneError && size == 1:
			b.WriteString("\uFFFD")
			spaced = false
		default:
			keep(at, size)
			spaced = false
		}
		at += size
	}
}

// unchanged is how many bytes at the beginning of a text Fold would leave as they are, a space at the end of which may
// still have to go.
func unchanged(s string) int {
	blank := true
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == ' ':
			if blank {
				return i
			}
			blank = true
			i++
			continue
		case c < ' ' || c == 0x7F:
			return i
		case c < utf8.RuneSelf:
			i++
		default:
			c, size := utf8.DecodeRuneInString(s[i:])
			if IsBlank(c) || isInvisible(c) || c == utf8.RuneError && size == 1 {
				return i
			}
			i += size
		}
		blank = false
	}
	return len(s)
}

// IsBlank holds for blanks of any width, line ends and no-break spaces among them.
func IsBlank(c rune) bool {
	if c < utf8.RuneSelf {
		return c == ' ' || c >= '\t' && c <= '\r'
	}
	switch c {
	case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
		return true
	}
	return c >= 0x2000 && c <= 0x200A
}

// isInvisible holds for characters that typesetting puts into words: the soft hyphen, the zero-width space, the word
// joiner and the byte order mark. The zero-width joiners stay, since some scripts need them.
func isInvisible(c rune) bool {
	return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF
}

// WordBefore is the word that ends the text, inner stops included: "U.S", "Oct".
func WordBefore(text string) string {
	text = strings.TrimRightFunc(text, IsBlank)
	i := strings.LastIndexFunc(text, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '.' && !unicode.Is(unicode.Mn, c)
	})
	if i < 0 {
		return text
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return text[i+size:]
}

// Capitalised tells whether a word begins with a capital.
func Capitalised(word string) bool {
	c, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(c)
}

// LastRune is the last character of a text; U+FFFD if there is none.
func LastRune(s string) rune {
	c, _ := utf8.DecodeLastRuneInString(s)
	return c
}

// IsStop holds for what ends a sentence.
func IsStop(c rune) bool {
	switch c {
	case '.', '!', '?', '…', '。', '！', '？', '｡', '؟', '۔', '।':
		return true
	}
	return false
}

// IsCloser holds for marks that close a quotation or a bracket.
func IsCloser(c rune) bool {
	switch c {
	case '"', '\'', '”', '’', '»', '›', '“', ')', ']', '」', '』':
		return true
	}
	return false
}

// AppendTrimmed appends a stretch of a text without the blanks at its ends, if anything is left of it.
func AppendTrimmed(all []Stretch, text string, s Stretch) []Stretch {
	for s.Start < s.End {
		c, size := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !IsBlank(c) {
			break
		}
		s.Start += size
	}
	for s.End > s.Start {
		c, size := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !IsBlank(c) {
			break
		}
		s.End -= size
	}
	if s.Start == s.End {
		return all
	}
	return append(all, s)
}
