package rule

import (
	"strings"
	"time"
)

// spoken writes an EDTF date as an editor would: "May 24, 2024", "May 2024", "spring 2021".
func spoken(edtf string) string {
	if set := strings.TrimSuffix(strings.TrimPrefix(edtf, "["), "]"); set != edtf {
		all := strings.Split(set, ",")
		for i := range all {
			all[i] = spoken(all[i])
		}
		return strings.Join(all, " or ")
	}
	if from, to, ok := strings.Cut(edtf, "/"); ok {
		return spoken(from) + "–" + spoken(to)
	}
	if year, season, ok := strings.Cut(edtf, "-"); ok && len(season) == 2 {
		switch season { // ISO 8601-2, 4.8
		case "21":
			return "spring " + year
		case "22":
			return "summer " + year
		case "23":
			return "autumn " + year
		case "24":
			return "winter " + year
		}
	}
	for layout, words := range map[string]string{time.DateOnly: "January 2, 2006", "2006-01": "January 2006"} {
		if t, err := time.Parse(layout, edtf); err == nil {
			return t.Format(words)
		}
	}
	return edtf
}
