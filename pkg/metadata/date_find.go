package metadata

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Found is a date that stands in a text.
type Found struct {
	// Start and End are byte offsets in the text.
	Start, End int
	// EDTF is the date, no more exact than it is written: 2024-07-29, 2024-07, 2024, 2021-21 (spring), 1999/2003 (from,
	// to), [2021-04-05,2021-05-04] (one of them).
	EDTF string
	// Year tells that only a year or years are written, which may also be the number of something else.
	Year bool
}

// Dates finds the dates in words, in the languages of Date and in Russian: days, months, seasons and years, ranges of
// them, and dates in numbers, of which one whose day could be its month is given as either. The year must have four
// digits. What stands before a year in brackets is its edition: “[2019] 2021” is 2021.
func Dates(text string) []Found {
	if !hasYear(text) {
		return nil
	}
	f := finder{text: text}
	f.lex()
	var all []Found
	for i := 0; i < len(f.tokens); {
		found, next := f.at(i)
		if next == 0 {
			i++
			continue
		}
		all = append(all, found)
		i = next
	}
	return all
}

func hasYear(s string) bool {
	run := 0
	for i := range len(s) {
		if !isDigit(s[i]) {
			run = 0
		} else if run++; run == 4 {
			return true
		}
	}
	return false
}

// finder walks over the tokens of a text.
type finder struct {
	text   string
	tokens []placed
}

// placed is a token with its place.
type placed struct {
	token
	start, end int
}

func (f *finder) lex() {
	f.tokens = make([]placed, 0, len(f.text)/4)
	joined := false
	for i := 0; i < len(f.text); {
		r, size := rune(f.text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(f.text[i:])
		}
		if unicode.IsSpace(r) {
			joined = false
			i += size
			continue
		}
		t, length := lexOne(f.text[i:], r, size)
		if t.kind == word {
			if cut := strings.IndexAny(t.text, "年月日년월일"); cut == 0 && length > 3 { // 日閲覧: the unit is a token of its own
				t.text, length = t.text[:3], 3
			}
		}
		t.joined = joined
		f.tokens = append(f.tokens, placed{t, i, i + length})
		joined = true
		i += length
	}
}

// at reads the date that begins with a token; next is the token behind it, 0 if there is none.
func (f *finder) at(i int) (found Found, next int) {
	d, next := f.one(i)
	if next == 0 {
		return Found{}, 0
	}
	found = Found{Start: f.tokens[i].start, End: f.tokens[next-1].end, EDTF: d.edtf(), Year: d.month == 0 && len(d.or) == 0}
	return found, next
}

// written is a date as it is written.
type written struct {
	calendar
	// to is the end of a range, or of one set of days.
	to calendar
	// or is the other reading of a date in numbers.
	or []calendar
}

func (w written) edtf() string {
	switch {
	case len(w.or) > 0:
		a, b := w.iso(), w.or[0].iso()
		if b < a {
			a, b = b, a
		}
		return "[" + a + "," + b + "]"
	case w.to != (calendar{}):
		return w.iso() + "/" + w.to.iso()
	}
	return w.iso()
}

// one tries the forms of dates in turn.
func (f *finder) one(i int) (written, int) {
	t := f.tokens[i]
	switch {
	case t.kind == number && t.width == 4:
		return f.yearFirst(i)
	case t.kind == number && t.width <= 2 && !f.gluedBefore(i):
		if w, n := f.numbers(i); n > 0 {
			return w, n
		}
		return f.dayFirst(i)
	case t.kind == word:
		if w, n := f.monthFirst(i); n > 0 {
			return w, n
		}
		return f.seasonFirst(i)
	case t.text == "[" || t.text == "(":
		return f.original(i)
	}
	return written{}, 0
}

// gluedBefore tells that a number goes on something: a decimal, a part of an identifier.
func (f *finder) gluedBefore(i int) bool {
	if i == 0 || !f.tokens[i].joined {
		return false
	}
	before := f.tokens[i-1]
	switch before.kind {
	case number:
		return true
	case word:
		r, _ := utf8.DecodeLastRuneInString(before.text)
		return r < utf8.RuneSelf || !unicode.Is(unicode.Han, r) && !unicode.Is(unicode.Hiragana, r) && !unicode.Is(unicode.Katakana, r)
	}
	switch before.text {
	case "-", "/", ".", "_", "=", "$", "€", "£", "#", "&", "+", "@":
		return i > 1 && before.joined && f.tokens[i-2].kind != mark || before.text == "$" || before.text == "€" || before.text == "£" || before.text == "#"
	}
	return false
}

// gluedBehind tells that something goes on the token before i: a decimal, a unit.
func (f *finder) gluedBehind(i int) bool {
	if i >= len(f.tokens) || !f.tokens[i].joined {
		return false
	}
	t := f.tokens[i]
	if t.kind != mark {
		if t.kind == word && len(t.text) == 1 && t.text >= "a" && t.text <= "h" { // 2021a, of author-date styles
			return false
		}
		r, _ := utf8.DecodeRuneInString(t.text)
		return t.kind == number || r < utf8.RuneSelf || unicode.Is(unicode.Latin, r)
	}
	switch t.text {
	case "-", "/", ".", "_", "=", "%", "€", "&", "@", "’", "'":
		return i+1 < len(f.tokens) && f.tokens[i+1].joined && f.tokens[i+1].kind != mark || t.text == "%" || t.text == "€"
	}
	return false
}

func (f *finder) isMark(i int, marks string) bool {
	return i < len(f.tokens) && f.tokens[i].kind == mark && strings.Contains(marks, f.tokens[i].text)
}

func (f *finder) isWord(i int) bool { return i < len(f.tokens) && f.tokens[i].kind == word }

// yearAt reads a year of four digits.
func (f *finder) yearAt(i int) (int, bool) {
	if i >= len(f.tokens) || f.tokens[i].kind != number || f.tokens[i].width != 4 {
		return 0, false
	}
	y := f.tokens[i].value
	return y, y >= firstYear && y <= lastYear
}

func (f *finder) dayAt(i int) (day, next int) {
	if i >= len(f.tokens) || f.tokens[i].kind != number || f.tokens[i].width > 2 || f.tokens[i].value < 1 || f.tokens[i].value > 31 {
		return 0, 0
	}
	next = i + 1
	switch {
	case next < len(f.tokens) && f.tokens[next].joined && f.isWord(next) && isOrdinal(f.tokens[next].text):
		next++
	case f.isMark(next, ".°º"):
		next++
	}
	return f.tokens[i].value, next
}

// monthAt reads the name of a month, with its full stop.
func (f *finder) monthAt(i int) (m, next int) {
	if !f.isWord(i) {
		return 0, 0
	}
	t := f.tokens[i]
	if m = monthOf(t.text); m == 0 {
		return 0, 0
	}
	next = i + 1
	if f.isMark(next, ".") && f.tokens[next].joined {
		next++
	}
	return m, next
}

// skip steps over one of the marks, and over small words between the parts of a date.
func (f *finder) skip(i int, marks string) int {
	if f.isMark(i, marks) {
		i++
	}
	for f.isWord(i) && f.tokens[i].text != "the" && isFiller(f.tokens[i].text) {
		i++
	}
	return i
}
