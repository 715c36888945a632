package metadata

import (
	"strings"
	"time"
)

// Period gives the first and the last day of a date in EDTF (ISO 8601-2): a day, a month, a year, a season of a year
// (2021-21 is its spring), a range (1999/2003, an open end is "..") or one of several ([2021-04-05,2021-05-04]). The
// winter of a year is taken from its January to the February of the next, for both usages are met; spring, summer and
// autumn are those of either half of the earth, so a season is known to its year only. ok is false for all else.
func Period(edtf string) (from, to time.Time, ok bool) {
	if list, found := strings.CutPrefix(edtf, "["); found {
		return periodOfSet(strings.TrimSuffix(list, "]"))
	}
	if first, last, found := strings.Cut(edtf, "/"); found {
		return periodOfRange(first, last)
	}
	return periodOfOne(edtf)
}

func periodOfSet(list string) (from, to time.Time, ok bool) {
	for one := range strings.SplitSeq(list, ",") {
		first, last, known := periodOfOne(one)
		if !known {
			return time.Time{}, time.Time{}, false
		}
		if !ok || first.Before(from) {
			from = first
		}
		if !ok || last.After(to) {
			to = last
		}
		ok = true
	}
	return from, to, ok
}

func periodOfRange(first, last string) (from, to time.Time, ok bool) {
	from, end, ok := periodOfOne(first)
	if !ok {
		return time.Time{}, time.Time{}, false
	}
	if last == ".." || last == "" {
		return from, end, true
	}
	if _, to, ok = periodOfOne(last); !ok || to.Before(from) {
		return time.Time{}, time.Time{}, false
	}
	return from, to, true
}

func periodOfOne(s string) (from, to time.Time, ok bool) {
	d, ok := readEDTF(s)
	if !ok {
		return time.Time{}, time.Time{}, false
	}
	switch {
	case d.month > firstSeason-1:
		last := calendar{d.year, 12, 31}
		if d.month == winter {
			last = calendar{d.year + 1, 2, daysIn(d.year+1, 2)}
		}
		return calendar{d.year, 1, 1}.begin(), last.begin(), true
	case d.month == 0:
		return calendar{d.year, 1, 1}.begin(), calendar{d.year, 12, 31}.begin(), true
	case d.day == 0:
		return calendar{d.year, d.month, 1}.begin(), calendar{d.year, d.month, daysIn(d.year, d.month)}.begin(), true
	}
	return d.begin(), d.begin(), true
}

// Seasons are numbered after the months (ISO 8601-2, 4.8: 21 spring, 22 summer, 23 autumn, 24 winter).
const firstSeason, winter = 21, 24

// readEDTF reads 2024, 2024-07, 2024-07-29 and 2021-21.
func readEDTF(s string) (calendar, bool) {
	var d calendar
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return d, false
	}
	for i, part := range parts {
		n := 0
		if i > 0 && len(part) != 2 {
			return d, false
		}
		for _, c := range []byte(part) {
			if !isDigit(c) {
				return d, false
			}
			n = n*10 + int(c-'0')
		}
		if i > 0 && n == 0 {
			return d, false
		}
		*[...]*int{&d.year, &d.month, &d.day}[i] = n
	}
	season := d.month >= firstSeason && d.month <= winter && d.day == 0
	return d, season && d.year >= firstYear && d.year <= lastYear || !season && d.valid()
}

func (d calendar) begin() time.Time {
	return time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
}
