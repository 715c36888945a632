package live

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// words are the words of a text, in lower case and without marks. Scripts that part no words give single characters.
func words(text string) []string {
	var all []string
	start := -1
	text = strings.ToLower(text)
	for i, r := range text {
		switch {
		case isIdeograph(r):
			if start >= 0 {
				all = append(all, text[start:i])
				start = -1
			}
			all = append(all, text[i:i+utf8.RuneLen(r)])
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r):
			if start < 0 {
				start = i
			}
		case start >= 0 && (r == '\'' || r == '’') && followedByLetter(text[i+utf8.RuneLen(r):]):
		case start >= 0:
			all = append(all, text[start:i])
			start = -1
		}
	}
	if start >= 0 {
		all = append(all, text[start:])
	}
	return all
}

func followedByLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func isIdeograph(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// countWords counts two characters of a script without word boundaries as one word.
func countWords(text string) int {
	count, characters := 0, 0
	inside := false
	for _, r := range text {
		switch {
		case isIdeograph(r):
			characters++
			inside = false
		case unicode.IsSpace(r):
			inside = false
		case !inside:
			inside = true
			count++
		}
	}
	return count + characters/2
}

// plainText is a text for phrases to be looked for in: words parted by single blanks, with a blank at each end.
func plainText(text string) string {
	return " " + strings.ReplaceAll(strings.Join(words(text), " "), "’", "'") + " "
}

// says tells whether a plain text holds a phrase, as whole words. In scripts without word boundaries each character is
// a word.
func says(plain, phrase string) bool { return strings.Contains(plain, plainText(phrase)) }

// phrases are phrases as they are looked for in plain texts.
type phrases func() []string

// phraseList prepares phrases when they are first looked for.
func phraseList(list ...string) phrases {
	return sync.OnceValue(func() []string {
		all := make([]string, len(list))
		for i, phrase := range list {
			all[i] = plainText(phrase)
		}
		return all
	})
}

// in counts the phrases that a plain text holds, up to most.
func (p phrases) in(plain string, most int) int {
	count := 0
	for _, phrase := range p() {
		if strings.Contains(plain, phrase) {
			count++
			if count == most {
				break
			}
		}
	}
	return count
}

// telling are the words of a title that tell it from others: not those that every title has.
func telling(title string) []string {
	var all []string
	for _, w := range words(title) {
		if utf8.RuneCountInString(w) >= 4 || isIdeograph(firstRune(w)) || isNumber(w) && len(w) >= 2 {
			all = append(all, w)
		}
	}
	return all
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func isNumber(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

// share is how many of some words stand in a text, of all; by their beginnings, so that their endings do not matter.
func share(of []string, plain string) float64 {
	if len(of) == 0 {
		return 0
	}
	found := 0
	for _, w := range of {
		if strings.Contains(plain, " "+stem(w)) {
			found++
		}
	}
	return float64(found) / float64(len(of))
}

// stem cuts the end off a long word.
func stem(w string) string {
	const kept = 5
	count := 0
	for i := range w {
		if count == kept {
			return w[:i]
		}
		count++
	}
	return w
}
