package match

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Words are the words of a text as they are compared: compatibility forms resolved, in lower case, without diacritics
// and punctuation (Unicode Standard Annex 15, form KD; combining marks dropped). An apostrophe joins what it stands
// between, a hyphen parts it. “And” in its commonest forms is left out, since a sign often stands for it.
func Words(s string) []string {
	words := strings.Fields(folded(s))
	kept := words[:0]
	for _, w := range words {
		if !isAnd(w) {
			kept = append(kept, w)
		}
	}
	return kept
}

// Key is the same for two texts that differ in case, diacritics, punctuation, blanks and a leading article alone.
func Key(s string) string { return strings.Join(withoutArticle(Words(s)), "") }

func folded(s string) string {
	if !isASCII(s) {
		s = norm.NFKD.String(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9'):
			b.WriteRune(r)
		case r >= 'A' && r <= 'Z':
			b.WriteRune(r + 'a' - 'A')
		case r == '\'' || r == '’' || r == 'ʼ' || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteString(plainLetter(unicode.ToLower(r)))
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// plainLetter writes the letters that have no decomposition as those without them are typed.
func plainLetter(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ı':
		return "i"
	}
	return string(r)
}

func isAnd(w string) bool {
	switch w {
	case "and", "und", "et", "y", "e", "en", "och", "og":
		return true
	}
	return false
}

// withoutArticle leaves out an article at the beginning, unless nothing else would be left.
func withoutArticle(words []string) []string {
	if len(words) < 2 {
		return words
	}
	switch words[0] {
	case "the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los", "las", "una", "il", "lo",
		"gli", "o", "os", "as", "de", "het", "een":
		return words[1:]
	}
	return words
}

// distance is the number of letters to insert, delete, change or swap with their neighbour that make one word of the
// other, if it is at most the limit; otherwise it is more than that (F. J. Damerau, A technique for computer detection
// and correction of spelling errors, CACM 7 (1964); computed as the optimal string alignment distance).
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d > limit || -d > limit {
		return limit + 1
	}
	before, row, next := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		next[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
			least = min(least, next[j])
		}
		if least > limit {
			return limit + 1
		}
		before, row, next = row, next, before
	}
	return row[len(y)]
}

// isSlip tells whether one word may be the other with a slip of the pen. Numbers and short words never are: there,
// one letter makes another word.
func isSlip(a, b string) bool {
	n := min(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	if n < 5 || strings.ContainsAny(a, "0123456789") || strings.ContainsAny(b, "0123456789") {
		return false
	}
	limit := 1
	if n >= 9 {
		limit = 2
	}
	return distance(a, b, limit) <= limit
}
