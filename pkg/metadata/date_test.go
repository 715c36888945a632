package metadata_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/metadata"
)

func TestDate(t *testing.T) {
	for printed, want := range map[string]string{
		// ISO 8601
		"2024-10-22":                    "2024-10-22",
		"2024-10-22T20:19:00Z":          "2024-10-22",
		"2024-10-22T23:30:00-04:00":     "2024-10-22",
		"2024-10-22T20:19:00.123+0200":  "2024-10-22",
		"2024-10-22T20:19+02":           "2024-10-22",
		"2024-10-22 20:19:00 +0000 UTC": "2024-10-22",
		"2024-10-22 20:19":              "2024-10-22",
		"2024-10":                       "2024-10",
		"2024":                          "2024",
		"20240729":                      "2024-07-29",
		"20240729T201900Z":              "2024-07-29",
		"2024-07-29T2019":               "2024-07-29",
		"2024/7/9":                      "2024-07-09",
		"2024.07.29":                    "2024-07-29",
		// the ways of machines
		"Tue, 22 Oct 2024 20:19:00 GMT":                                  "2024-10-22",
		"Tue Oct 22 20:19:00 2024":                                       "2024-10-22",
		"Tue Oct 22 20:19:00 UTC 2024":                                   "2024-10-22",
		"Tue Oct 22 2024 20:19:00 GMT+0000 (Coordinated Universal Time)": "2024-10-22",
		"22-Oct-2024": "2024-10-22",
		// numbers
		"Tue, 10/22/2024 - 8:19pm": "2024-10-22",
		"10/22/2024":               "2024-10-22",
		"22/10/2024":               "2024-10-22",
		"22.10.2024, 14:30 Uhr":    "2024-10-22",
		"22.10.2024 um 14.30 Uhr":  "2024-10-22",
		"5/5/2021":                 "2021-05-05",
		"Mon, 05/03/2021":          "2021-05-03",
		"Monday 03/05/2021":        "2021-05-03",
		"lun. 03/05/2021":          "2021-05-03",
		"mar. 04/05/2021":          "2021-05-04",
		"8:19 pm, 10/22/2024":      "2024-10-22",
		// English
		"October 22, 2024":                           "2024-10-22",
		"October 22 2024":                            "2024-10-22",
		"OCTOBER 22, 2024":                           "2024-10-22",
		"22 October 2024":                            "2024-10-22",
		"22nd of October 2024":                       "2024-10-22",
		"the 22nd of October, 2024":                  "2024-10-22",
		"Oct. 22, 2024":                              "2024-10-22",
		"Oct 22nd, 2024":                             "2024-10-22",
		"Sept. 1, 2024":                              "2024-09-01",
		"Mar 3, 2021":                                "2021-03-03",
		"May 3, 2021.":                               "2021-05-03",
		"Tuesday, October 22, 2024":                  "2024-10-22",
		"Tuesday, October 22, 2024 at 8:19 p.m. EDT": "2024-10-22",
		"October 22, 2024 | 8 PM ET":                 "2024-10-22",
		"20:19, 22 October 2024":                     "2024-10-22",
		"8:19 p.m., Tue. October 22, 2024":           "2024-10-22",
		"Published on October 22, 2024":              "2024-10-22",
		"Posted: Oct 22, 2024":                       "2024-10-22",
		"July 2024":                                  "2024-07",
		"2024 July 29":                               "2024-07-29",
		"2024, July":                                 "2024-07",
		"29 February 2024":                           "2024-02-29",
		"  22   October\u00a02024 ":                  "2024-10-22",
		// German
		"3. Mai 2021":                                "2021-05-03",
		"Montag, 3. Mai 2021, 14:30 Uhr":             "2021-05-03",
		"Veröffentlicht am Montag, den 3. März 2021": "2021-03-03",
		"1. Jänner 2021":                             "2021-01-01",
		"Do 14. Dez. 2023":                           "2023-12-14",
		// French
		"29 juil. 2024":                "2024-07-29",
		"1er août 2024":                "2024-08-01",
		"Publié le 3 mai 2021 à 14h30": "2021-05-03",
		"mar. 22 oct. 2024":            "2024-10-22",
		"5 fe\u0301vrier 2020":         "2020-02-05",
		// Spanish, Portuguese
		"3 de mayo de 2021":                "2021-05-03",
		"miércoles, 5 de mayo del 2021":    "2021-05-05",
		"1º de março de 2021":              "2021-03-01",
		"segunda-feira, 3 de maio de 2021": "2021-05-03",
		// Italian, Dutch
		"1° maggio 2021":       "2021-05-01",
		"lunedì 3 maggio 2021": "2021-05-03",
		"maandag 3 mei 2021":   "2021-05-03",
		"29 mrt 2024":          "2024-03-29",
		// Chinese, Japanese, Korean
		"2024年7月29日":       "2024-07-29",
		"2024年7月29日 14:30": "2024-07-29",
		"2024年7月29日(月)":    "2024-07-29",
		"2024年7月":          "2024-07",
		"2024년 7월 29일":     "2024-07-29",
		// long ago
		"15 June 1215": "1215-06-15",
	} {
		got, ok := metadata.Date(printed)
		require.True(t, ok, printed)
		require.Equal(t, want, got, printed)
	}
}

func TestNoDate(t *testing.T) {
	for _, printed := range []string{
		"", "n.d.", "No. 5", "No. 5, 2021", "12", "today", "yesterday", "May", "3 May", "May 3", "Spring 2021", "3 May 21", "10/22/24",
		// no way to tell day and month apart
		"04/05/2021", "4.5.2021", "4-5-2021", "Fri, 04/05/2020", "Sat, 03/05/2023",
		// not on the calendar
		"31 April 2021", "30 February 2024", "February 29, 2023", "2023-02-29", "20241301", "2024-13-01", "2024-00", "2024-10-00", "13/13/2024",
		"2024年13月1日", "0 May 2021", "2024-7-32",
		// more than one date, or less
		"1999–2003", "1999-2003", "2011/12", "3–5 May 2021", "May 3, 2021 May 4, 2021", "[2019] 2021", "May or June 2021", "2021 2022",
		// other numbers
		"12345", "1729641540", "ISBN 9781234567897", "999", "3024", "0000", "2024-W30", "2024-211", "Vol. 2024", "2024 votes", "$2024", "2024%", "1.2024.3",
		"call 555 1234", "RFC 3986", "© 2024", "10 Downing Street 2024", "2024-10-22-1", "10/22-2024", "99999999",
		// no publication
		"Updated October 22, 2024", "Last modified: 2024-10-22",
		// sentences
		"On October 22, 2024, the port closed.", "The port closed in 2024", "May the 2024 session begin",
	} {
		got, ok := metadata.Date(printed)
		require.False(t, ok, "%q gave %q", printed, got)
		require.Empty(t, got)
	}
}

func FuzzDate(f *testing.F) {
	for _, seed := range []string{
		"Tue, 10/22/2024 - 8:19pm", "2024-10-22T20:19:00.1+02:00", "Montag, den 3. Mai 2021, 14.30 Uhr", "2024年7月29日(月)", "1º de março de 2021",
		"8pm (2024", "T2019 2024-07", "mar. 04/05/2021",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		iso, ok := metadata.Date(s)
		if !ok {
			require.Empty(t, iso)
			return
		}
		layouts := map[int]string{4: "2006", 7: "2006-01", 10: time.DateOnly}
		_, err := time.Parse(layouts[len(iso)], iso)
		require.NoError(t, err, "%q gave %q", s, iso)
		again, ok := metadata.Date(iso)
		require.True(t, ok)
		require.Equal(t, iso, again)
	})
}

var dateSink bool

func BenchmarkDate(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"none", "The harbour board met twice that spring, and did not settle the matter."},
		{"number", "About 2024 ships of every size called at the port in that one year."},
		{"iso", "2024-10-22T20:19:00-04:00"},
		{"words", "Tuesday, October 22, 2024 at 8:19 p.m. EDT"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, dateSink = metadata.Date(c.text)
			}
		})
	}
}
