package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// citedYear is the year in a reference or an entry, as it stands there: 2021, 2021a, 1867/1990, [1867] 1990, n.d.
type citedYear struct {
	prose.Stretch
	// year is the last one written, in four digits, or a word for one that is not known; first is the one before it.
	year, first string
	// letter tells sources of one year apart.
	letter string
}

// undated are phrases for a year that is not known, and one that is still to come.
var undated = []struct{ words, year string }{
	{"n.d.", "n.d."}, {"n. d.", "n.d."}, {"o.j.", "n.d."}, {"o. j.", "n.d."}, {"s.f.", "n.d."}, {"s. f.", "n.d."}, {"s.d.", "n.d."},
	{"s. d.", "n.d."}, {"b.r.", "n.d."}, {"u.å.", "n.d."}, {"z.j.", "n.d."}, {"in press", "in press"}, {"forthcoming", "in press"},
	{"im druck", "in press"}, {"im erscheinen", "in press"}, {"en prensa", "in press"}, {"à paraître", "in press"},
	{"in corso di stampa", "in press"}, {"no prelo", "in press"},
}

// yearsIn finds the years between two offsets, in order, but no more than most.
func yearsIn(text string, from, to, most int) []citedYear {
	var all []citedYear
	for i := from; i < to && len(all) < most; {
		c := text[i]
		if c != '1' && c != '2' {
			if y, ok := undatedAt(text, i, to); ok {
				all = append(all, y)
				i = y.End
				continue
			}
			i++
			continue
		}
		y, ok := yearAt(text, i, to)
		if !ok {
			for i < to && isDigitByte(text[i]) {
				i++
			}
			continue
		}
		if n := len(all); n > 0 && all[n-1].letter == "" && isYearBridge(text[all[n-1].End:y.Start]) {
			all[n-1].End, all[n-1].first, all[n-1].year, all[n-1].letter = y.End, all[n-1].year, y.year, y.letter
		} else {
			all = append(all, y)
		}
		i = y.End
	}
	return all
}

// yearAt reads a year of four digits that no word or number goes on with.
func yearAt(text string, at, to int) (citedYear, bool) {
	const digits = len("2021")
	if at+digits > to || !digitsOnly(text[at:at+digits]) {
		return citedYear{}, false
	}
	year := text[at : at+digits]
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	if year < "1400" || year > "2099" || at > 0 && (isWordRune(before) || strings.ContainsRune("./_#@=", before) && before != '/') {
		return citedYear{}, false
	}
	if before == '/' && !endsInYear(text[:at-1]) {
		return citedYear{}, false
	}
	y := citedYear{Stretch: prose.Stretch{Start: at, End: at + digits}, year: year}
	rest := text[y.End:to]
	c, size := utf8.DecodeRuneInString(rest)
	if c >= 'a' && c <= 'z' {
		if after, _ := utf8.DecodeRuneInString(rest[size:]); !isWordRune(after) || after == utf8.RuneError {
			y.letter = rest[:size]
			y.End += size
			return y, true
		}
	}
	if isWordRune(c) && !unicode.Is(unicode.Lo, c) {
		return citedYear{}, false
	}
	if len(rest) > 1 && (c == '-' || c == '.' || c == '/') && isDigitByte(rest[1]) {
		if _, ok := yearAtBridge(rest[1:]); !ok {
			return citedYear{}, false // a date, a number with decimals
		}
	}
	return y, true
}

func yearAtBridge(s string) (string, bool) {
	ok := len(s) >= 4 && digitsOnly(s[:4]) && (len(s) == 4 || !isDigitByte(s[4]) && s[4] != '-')
	return s, ok
}

func endsInYear(s string) bool { return len(s) >= 4 && digitsOnly(s[len(s)-4:]) }

// isYearBridge tells what parts the year of a first edition from that of a later one, or the years of a work of several.
func isYearBridge(s string) bool {
	switch s {
	case "/", "-", "–", "] ", " [", "]", "[", ") ", " / ", " (":
		return true
	}
	return false
}

// undatedAt reads a phrase for a year.
func undatedAt(text string, at, to int) (citedYear, bool) {
	switch text[at] | 0x20 {
	case 'n', 'o', 's', 'b', 'u', 'z', 'i', 'f', 'e', 0xe3:
	default:
		return citedYear{}, false
	}
	if before, _ := utf8.DecodeLastRuneInString(text[:at]); at > 0 && isWordRune(before) {
		return citedYear{}, false
	}
	for _, u := range undated {
		end := at + len(u.words)
		if end <= to && strings.EqualFold(text[at:end], u.words) {
			if c, _ := utf8.DecodeRuneInString(text[end:to]); end == to || !isWordRune(c) {
				return citedYear{Stretch: prose.Stretch{Start: at, End: end}, year: u.year}, true
			}
		}
	}
	return citedYear{}, false
}
