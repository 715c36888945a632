package match

import (
	"strconv"
	"strings"
	"time"
)

// Dates compares two dates in EDTF (ISO 8601-2). A date less exact than the other, and one of several possible ones,
// is the same as far as it goes; dates up to three days apart are near: papers print the next day what their sites have
// the day before.
func Dates(a, b string) Likeness {
	switch {
	case a == "" || b == "":
		return Unknown
	case a == b:
		return Same
	}
	best := Different
	for _, x := range alternatives(a) {
		for _, y := range alternatives(b) {
			best = max(best, x.like(y))
		}
	}
	return best
}

// Year is the year of a date in EDTF; empty if it is not known to be one.
func Year(date string) string {
	all := alternatives(date)
	if len(all) == 0 {
		return ""
	}
	year := all[0].from.Year()
	for _, s := range all {
		if s.from.Year() != year || s.to.Year() != year {
			return ""
		}
	}
	return strconv.Itoa(year)
}

// stretch is the days that a date can mean, both ends included.
type stretch struct{ from, to time.Time }

func (s stretch) like(o stretch) Likeness {
	switch {
	case s == o:
		return Same
	case s.holds(o) || o.holds(s):
		return Shorter
	case s.isDay() && o.isDay() && s.from.Sub(o.from).Abs() <= 3*24*time.Hour:
		return Near
	}
	return Different
}

func (s stretch) holds(o stretch) bool { return !o.from.Before(s.from) && !o.to.After(s.to) }

func (s stretch) isDay() bool { return s.from.Equal(s.to) }

// alternatives reads a date; what cannot be read means nothing.
func alternatives(edtf string) []stretch {
	if inner, ok := strings.CutPrefix(edtf, "["); ok {
		var all []stretch
		for one := range strings.SplitSeq(strings.TrimSuffix(inner, "]"), ",") {
			all = append(all, alternatives(strings.TrimSpace(one))...)
		}
		return all
	}
	from, to, ranged := strings.Cut(edtf, "/")
	if !ranged {
		if s, ok := day(from); ok {
			return []stretch{s}
		}
		return nil
	}
	first, ok := day(from)
	if !ok {
		return nil
	}
	last, ok := day(to)
	if !ok { // open: it goes on
		last.to = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return []stretch{{first.from, last.to}}
}

// day reads a date without a range: 2024-07-29, 2024-07, 2024, 2021-21, 199X, 2021~. A season is its year: which months
// it has depends on the hemisphere.
func day(s string) (stretch, bool) {
	s = strings.TrimRight(s, "?~%")
	parts := strings.Split(s, "-")
	year, open := strings.CutSuffix(parts[0], "X")
	first, err := strconv.Atoi(year + strings.Repeat("0", len(parts[0])-len(year)))
	if err != nil || len(parts[0]) != 4 {
		return stretch{}, false
	}
	if open {
		return stretch{date(first, 1, 1), date(first+9, 12, 31)}, true
	}
	if len(parts) == 1 {
		return stretch{date(first, 1, 1), date(first, 12, 31)}, true
	}
	month, err := strconv.Atoi(parts[1])
	if err != nil || month < 1 || month > 12 {
		return stretch{date(first, 1, 1), date(first, 12, 31)}, true
	}
	if len(parts) == 2 {
		return stretch{date(first, month, 1), date(first, month+1, 0)}, true
	}
	d, err := strconv.Atoi(parts[2])
	if err != nil {
		return stretch{date(first, month, 1), date(first, month+1, 0)}, true
	}
	return stretch{date(first, month, d), date(first, month, d)}, true
}

func date(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}
