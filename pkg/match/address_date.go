package match

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// DateIn is the date that an address has in its path, in ISO 8601 and no more exact than it is written there:
// /2024/05/29/, /2024-05-29/, /20240529/, /2024/may/29/ or /2024/05/. An address of several dates, or of a file that
// was put into a folder by its date (uploads, PDF), or of a day on which something was held or measured (events,
// meetings, surveys), has none: that date is not the document's.
func DateIn(raw string) (iso string, ok bool) {
	u, err := url.Parse(raw)
	if err != nil || isFile(u.Path) {
		return "", false
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i := 0; i < len(parts); i++ {
		date, used := dateAt(parts[i:])
		if used == 0 {
			continue
		}
		if i > 0 && isHeld(parts[i-1]) {
			return "", false
		}
		if iso != "" && iso != date {
			return "", false
		}
		iso = date
		i += used - 1
	}
	return iso, iso != ""
}

// isFile tells of what is stored rather than published under an address.
func isFile(path string) bool {
	path = strings.ToLower(path)
	for _, folder := range []string{"/uploads/", "/files/", "/download", "/media/", "/assets/", "/attachments/", "/static/"} {
		if strings.Contains(path, folder) {
			return true
		}
	}
	dot := strings.LastIndexByte(path, '.')
	if dot < strings.LastIndexByte(path, '/') {
		return false
	}
	switch path[dot+1:] {
	case "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "csv", "zip", "jpg", "jpeg", "png", "gif", "mp3", "mp4", "txt":
		return true
	}
	return false
}

// isHeld tells of folders in which a date is that of what is told of, not of its publication.
func isHeld(folder string) bool {
	switch strings.TrimSuffix(strings.ToLower(folder), "s") {
	case "agenda", "calendar", "conference", "data", "dataset", "date", "day", "debate", "election", "event", "forecast",
		"hearing", "incident", "meeting", "minute", "observation", "schedule", "session", "storm", "survey", "transcript",
		"webinar", "workshop":
		return true
	}
	return false
}

// dateAt reads a date at the beginning of the parts of a path, and says how many of them it takes.
func dateAt(parts []string) (iso string, used int) {
	year, ok := yearIn(parts[0])
	if !ok {
		return dateWithin(parts[0])
	}
	if len(parts) < 2 {
		return "", 0
	}
	month, ok := monthIn(parts[1])
	if !ok {
		return "", 0
	}
	if len(parts) > 2 {
		if day, err := strconv.Atoi(parts[2]); err == nil && len(parts[2]) <= 2 {
			if iso, ok := isoDay(year, month, day); ok {
				return iso, 3
			}
		}
	}
	return time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC).Format("2006-01"), 2
}

// dateWithin reads a day that stands at one end of a part of a path, parted from the rest by a hyphen: 2024-05-29,
// 20240529, title-2024-05-29, 2024-05-29-title.
func dateWithin(part string) (iso string, used int) {
	part = strings.TrimSuffix(strings.TrimSuffix(part, ".html"), ".htm")
	for _, layout := range []string{"2006-01-02", "20060102"} {
		n := len(layout)
		if len(part) < n {
			continue
		}
		for _, at := range []int{0, len(part) - n} {
			free := (at == 0 || part[at-1] == '-') && (at+n == len(part) || part[at+n] == '-')
			if day, err := time.Parse(layout, part[at:at+n]); free && err == nil && inPrint(day.Year()) {
				return day.Format(time.DateOnly), 1
			}
		}
	}
	return "", 0
}

// The web began in 1991; a number much beyond our days is no year.
func inPrint(year int) bool { return year >= 1991 && year < 2100 }

func yearIn(s string) (int, bool) {
	year, err := strconv.Atoi(s)
	return year, err == nil && len(s) == 4 && inPrint(year)
}

// monthIn reads a month in digits or in English, whole or its first three letters.
func monthIn(s string) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil && len(s) <= 2 {
		return n, n >= 1 && n <= 12
	}
	for m := time.January; m <= time.December; m++ {
		if name := m.String(); strings.EqualFold(s, name) || strings.EqualFold(s, name[:3]) {
			return int(m), true
		}
	}
	return 0, false
}

func isoDay(year, month, day int) (string, bool) {
	d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return d.Format(time.DateOnly), d.Day() == day && int(d.Month()) == month
}
