package rule

import (
	"strings"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
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

// wordStart is where the run of characters that are no blanks begins.
func wordStart(text string, at int) int {
	i := strings.LastIndexFunc(text[:at], prose.IsBlank)
	if i < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return i + size
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

// unaddressed is the text of a note or an entry with every address and DOI in it made unreadable, byte by byte: their
// brackets and marks are their own.
func (p *Pass) unaddressed(w *written) string {
	if w.masked != "" {
		return w.masked
	}
	if len(w.links) == 0 && !strings.Contains(w.Text, "10.") {
		return w.Text
	}
	text := []byte(w.Text)
	hide := func(start, end int) {
		for i := max(start, 0); i < min(end, len(text)); i++ {
			text[i] = 'x'
		}
	}
	for _, l := range w.links {
		if link := p.Article.Links[l]; link.Text == "" {
			hide(link.Words.Start, link.Words.End)
		}
	}
	for _, d := range doisIn(w.Text) {
		hide(d.Start, d.End)
	}
	w.masked = string(text)
	return w.masked
}

// A DOI has no greatest length; nobody has met one as long as these.
const (
	longestPrefix = 30
	longestDOI    = 2000
)

// doisIn finds what begins as a DOI does: 10., four digits or more, and a slash.
func doisIn(text string) []article.Range {
	var found []article.Range
	for at := 0; ; {
		i := strings.Index(text[at:], "10.")
		if i < 0 {
			return found
		}
		start := at + i
		at = start + len("10.")
		slash := at
		for slash < min(len(text), at+longestPrefix) && (isDigit(text[slash]) || text[slash] == '.') {
			slash++
		}
		if slash-at < 4 || slash == len(text) || text[slash] != '/' || start > 0 && isDigit(text[start-1]) {
			continue
		}
		end := wordEnd(text[:min(len(text), slash+longestDOI)], slash)
		found = append(found, article.Range{Start: start, End: start + len(trimDOI(text[start:end]))})
		at = end
	}
}

// trimDOI takes off what the sentence around a DOI has put behind it: stops, marks, and brackets that open nowhere in it.
func trimDOI(s string) string {
	for s != "" {
		c, size := utf8.DecodeLastRuneInString(s)
		switch {
		case strings.ContainsRune(".,;:!?'\"”“’»>", c) && (c != '>' || strings.Count(s, ">") > strings.Count(s, "<")):
		case c == ')' && strings.Count(s, ")") > strings.Count(s, "("):
		case c == ']' && strings.Count(s, "]") > strings.Count(s, "["):
		default:
			return s
		}
		s = s[:len(s)-size]
	}
	return s
}

// firstWords are the words at the beginning of a text that name it for a message, up to the end of their phrase.
func firstWords(text string) string {
	text = strings.TrimLeft(text, " ")
	if i := strings.IndexAny(text, ",.;:?!“”„«»「」『』\""); i > 0 && i < len(text)-1 {
		text = text[:i]
	}
	return excerpt(text, 30)
}

// lastWords are the words at the end of a text that name it for a message.
func lastWords(text string) string {
	const length = 30
	text = strings.TrimRight(text, " ")
	start := len(text)
	for start > 0 {
		next := wordStart(text, max(0, len(strings.TrimRight(text[:start], " "))))
		if start < len(text) && utf8.RuneCountInString(text[next:]) > length {
			break
		}
		start = next
	}
	if runes := []rune(text[start:]); len(runes) > 2*length {
		return "…" + string(runes[len(runes)-length:])
	}
	if start > 0 {
		return "…" + text[start:]
	}
	return text
}
