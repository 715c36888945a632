package metadata

import (
	"fmt"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Date reads a date as pages and articles print it, in English, German, French, Spanish, Italian, Portuguese, Dutch,
// Chinese, Japanese or as numbers, with or without a weekday and a time of day. It gives the date in ISO 8601, no more
// exact than it was printed: 2024-10-22, 2024-07 or 2024.
//
// The whole text must be one date. The year must have four digits. A date in numbers whose day could be its month is
// unknown, not guessed, unless it comes with a weekday that fits only one reading. The day is the one printed: a time
// zone does not move it.
func Date(s string) (iso string, ok bool) {
	if !mayHoldDate(s) {
		return "", false
	}
	if !isASCII(s) {
		s = norm.NFC.String(s)
	}
	var room [maxTokens]token
	tokens, ok := lex(s, room[:0])
	if !ok {
		return "", false
	}
	tokens, weekday := cutWeekday(cutLabel(tokens))
	tokens = trimPunctuation(cutTime(cutLabel(tokens)))
	if weekday == noWeekday {
		tokens, weekday = cutWeekday(tokens)
	}
	d, ok := readCalendar(tokens, weekday)
	if !ok || !d.valid() {
		return "", false
	}
	return d.iso(), true
}

// longest is a bound on the bytes of a date, with weekday, time and the long name of a time zone.
const longest = 100

// mayHoldDate is the quick way out for the many texts that are no dates: it asks for four digits in a row.
func mayHoldDate(s string) bool {
	if len(s) < 4 || len(s) > longest {
		return false
	}
	run := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			run = 0
			continue
		}
		if run++; run == 4 {
			return true
		}
	}
	return false
}

// calendar is a date of which the month and day may be unknown: zero.
type calendar struct{ year, month, day int }

// The first year reaches back before print, for charters and chronicles; the last leaves room for misprints of none.
const firstYear, lastYear = 1000, 2199

func (d calendar) valid() bool {
	if d.year < firstYear || d.year > lastYear || d.month < 0 || d.month > 12 || d.day < 0 {
		return false
	}
	return d.day == 0 || d.month > 0 && d.day <= daysIn(d.year, d.month)
}

func (d calendar) iso() string {
	switch {
	case d.month == 0:
		return fmt.Sprintf("%04d", d.year)
	case d.day == 0:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

func (d calendar) weekday() time.Weekday {
	return time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Weekday()
}

// daysIn uses that the day before the first of a month is the last of the month before.
func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// readCalendar reads what is left when weekday and time are cut off.
func readCalendar(tokens []token, weekday time.Weekday) (calendar, bool) {
	if d, ok := readNumbers(tokens, weekday); ok {
		return d, true
	}
	if d, ok := readEastAsian(tokens); ok {
		return d, true
	}
	return readWords(tokens)
}

// readNumbers reads 2024-10-22, 2024/10/22, 20241022, 2024-10, 2024 and, where the order is plain, 10/22/2024.
func readNumbers(tokens []token, weekday time.Weekday) (calendar, bool) {
	for i, t := range tokens {
		if i%2 == 0 && t.kind != number || i%2 == 1 && (t.kind != mark || t.text != tokens[1].text) {
			return calendar{}, false
		}
	}
	switch len(tokens) {
	case 1:
		if n := tokens[0].value; tokens[0].width == 8 {
			return exact(n/10000, n/100%100, n%100)
		}
		return calendar{year: tokens[0].value}, tokens[0].width == 4
	case 3:
		// Only ISO 8601 writes a year and a month so: 2011/12 is as like to be a winter.
		month := tokens[2].value
		iso := tokens[1].text == "-" && tokens[0].width == 4 && tokens[2].width == 2
		return calendar{year: tokens[0].value, month: month}, iso && month > 0
	case 5:
		return readThree(tokens[0], tokens[2], tokens[4], tokens[1].text, weekday)
	}
	return calendar{}, false
}

func readThree(a, b, c token, separator string, weekday time.Weekday) (calendar, bool) {
	if separator != "-" && separator != "/" && separator != "." {
		return calendar{}, false
	}
	switch {
	case a.width == 4 && b.width <= 2 && c.width <= 2:
		return exact(a.value, b.value, c.value)
	case c.width != 4 || a.width > 2 || b.width > 2:
		return calendar{}, false
	}
	monthFirst, okMonth := exact(c.value, a.value, b.value)
	dayFirst, okDay := exact(c.value, b.value, a.value)
	switch {
	case !okMonth || monthFirst == dayFirst:
		return dayFirst, okDay
	case !okDay:
		return monthFirst, true
	case weekday == noWeekday || (monthFirst.weekday() == weekday) == (dayFirst.weekday() == weekday):
		return calendar{}, false
	case monthFirst.weekday() == weekday:
		return monthFirst, true
	}
	return dayFirst, true
}

// exact gives a date with all its parts, if it is on the calendar.
func exact(year, month, day int) (calendar, bool) {
	d := calendar{year, month, day}
	return d, month > 0 && day > 0 && d.valid()
}

// readEastAsian reads 2024年7月29日, and 2024년 7월 29일.
func readEastAsian(tokens []token) (calendar, bool) {
	// A weekday may follow in parentheses: 2024年7月29日(月).
	if n := len(tokens); n == 9 && isMark(tokens, n-3, "(（") && isWord(tokens, n-2) && isMark(tokens, n-1, ")）") {
		tokens = tokens[:n-3]
	}
	if len(tokens) < 2 || len(tokens) > 6 || len(tokens)%2 != 0 || tokens[0].width != 4 {
		return calendar{}, false
	}
	var parts [3]int
	for i := 0; i < len(tokens); i += 2 {
		unit := tokens[i+1].text
		if tokens[i].kind != number || unit != [...]string{"年", "月", "日"}[i/2] && unit != [...]string{"년", "월", "일"}[i/2] {
			return calendar{}, false
		}
		if parts[i/2] = tokens[i].value; parts[i/2] == 0 {
			return calendar{}, false
		}
	}
	return calendar{parts[0], parts[1], parts[2]}, true
}

// readWords reads dates with the month's name: October 22, 2024; 22nd of October 2024; July 2024; 2024 July 29.
func readWords(tokens []token) (calendar, bool) {
	var d calendar
	for i, t := range tokens {
		switch t.kind {
		case mark:
			if t.text != "." && t.text != "," && t.text != "-" && t.text != "/" && t.text != "°" {
				return calendar{}, false
			}
		case number:
			if !d.take(t) {
				return calendar{}, false
			}
		case word:
			afterNumber := i > 0 && tokens[i-1].kind == number && t.joined
			if isFiller(t.text) || afterNumber && isOrdinal(t.text) {
				continue
			}
			m := month(t.text)
			if m == 0 || d.month != 0 {
				return calendar{}, false
			}
			d.month = m
		}
	}
	return d, d.year != 0 && d.month != 0
}

// take puts a number where it can only belong: four digits are the year, one or two the day.
func (d *calendar) take(t token) bool {
	switch {
	case t.width == 4 && d.year == 0:
		d.year = t.value
	case t.width <= 2 && d.day == 0 && t.value > 0:
		d.day = t.value
	default:
		return false
	}
	return true
}
