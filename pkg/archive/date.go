package archive

import (
	"strconv"
	"strings"
	"time"
)

// stampForm is how archives write a moment in an address.
const stampForm = "20060102150405"

// parseStamp reads 4 to 14 digits: a year, and what follows of month, day, hour, minute and second.
func parseStamp(digits string) (time.Time, bool) {
	const first = "00000101000000"
	if len(digits) < 4 || len(digits) > len(stampForm) || len(digits)%2 != 0 {
		return time.Time{}, false
	}
	taken, err := time.Parse(stampForm, digits+first[len(digits):])
	return taken, err == nil
}

// dayAfter is the moment at which a date in EDTF (https://www.loc.gov/standards/datetime/) is over: the end of its day,
// month or year, whichever it gives; of an interval, that of its last part.
func dayAfter(date string) (time.Time, bool) {
	from, to, interval := strings.Cut(strings.TrimSpace(date), "/")
	if interval && to != "" && to != ".." {
		from = to
	}
	from, _, _ = strings.Cut(from, "T")
	parts := strings.Split(strings.Trim(from, "?~%"), "-")
	year, ok := number(parts[0], 4, true)
	if !ok || len(parts) > 3 {
		return time.Time{}, false
	}
	month, day := 0, 0
	if len(parts) > 1 {
		month, _ = number(parts[1], 2, false)
	}
	if len(parts) > 2 {
		day, _ = number(parts[2], 2, false)
	}
	switch {
	case month < 1 || month > 12: // unknown, or a season
		return utc(year+1, 1, 1), true
	case day < 1 || day > 31:
		return utc(year, month+1, 1), true
	default:
		return utc(year, month, day+1), true
	}
}

func utc(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// number reads digits. An X stands for a digit that is not known: in a year the last that it could be.
func number(s string, digits int, lenient bool) (int, bool) {
	s = strings.Trim(s, "?~%")
	if lenient {
		s = strings.ReplaceAll(s, "X", "9")
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && len(s) == digits && s[0] != '-' && s[0] != '+'
}
