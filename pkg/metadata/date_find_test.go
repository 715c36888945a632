package metadata_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/metadata"
)

func TestDates(t *testing.T) {
	for words, want := range map[string][]string{
		"Harbor Review, May 3, 2021, p. 4":      {"May 3, 2021 = 2021-05-03"},
		"on 3 May 2021 and on 2021-05-04":       {"3 May 2021 = 2021-05-03", "2021-05-04 = 2021-05-04"},
		"am 3. Mai 2021.":                       {"3. Mai 2021 = 2021-05-03"},
		"le 1er août 2024":                      {"1er août 2024 = 2024-08-01"},
		"29 juil. 2024":                         {"29 juil. 2024 = 2024-07-29"},
		"el 3 de mayo de 2021":                  {"3 de mayo de 2021 = 2021-05-03"},
		"3 мая 2021 г.":                         {"3 мая 2021 = 2021-05-03"},
		"2024年7月29日閲覧":                          {"2024年7月29日 = 2024-07-29"},
		"2024년 7월 29일":                          {"2024년 7월 29일 = 2024-07-29"},
		"Monday, November, 02, 2022":            {"November, 02, 2022 = 2022-11-02"},
		"(2021, May 3)":                         {"2021, May 3 = 2021-05-03"},
		"2021 May 3;12(3)":                      {"2021 May 3 = 2021-05-03"},
		"2021 May;12(3)":                        {"2021 May = 2021-05"},
		"3-May-2021":                            {"3-May-2021 = 2021-05-03"},
		"03.05.2021":                            {"03.05.2021 = 2021-05-03"},
		"04/05/2021":                            {"04/05/2021 = [2021-04-05,2021-05-04]"},
		"05/23/2021":                            {"05/23/2021 = 2021-05-23"},
		"23/05/2021":                            {"23/05/2021 = 2021-05-23"},
		"5/5/2021":                              {"5/5/2021 = 2021-05-05"},
		"Spring 2021":                           {"Spring 2021 = 2021-21"},
		"Winter 2020/21":                        {"Winter 2020/21 = 2020-24"},
		"May 2021":                              {"May 2021 = 2021-05"},
		"May–June 2021":                         {"May–June 2021 = 2021-05/2021-06"},
		"May 3–5, 2021":                         {"May 3–5, 2021 = 2021-05-03/2021-05-05"},
		"May 30–June 2, 2021":                   {"May 30–June 2, 2021 = 2021-05-30/2021-06-02"},
		"3–5 May 2021":                          {"3–5 May 2021 = 2021-05-03/2021-05-05"},
		"30 May–2 June 2021":                    {"30 May–2 June 2021 = 2021-05-30/2021-06-02"},
		"1999–2003":                             {"1999–2003 = 1999/2003"},
		"2011/12":                               {"2011/12 = 2011/2012"},
		"2001-02":                               {"2001-02 = 2001/2002"},
		"2021-05":                               {"2021-05 = 2021-05"},
		"[2019] 2021":                           {"[2019] 2021 = 2021"},
		"(London: Harbor Press, 2021)":          {"2021 = 2021"},
		"Ruiz 2021a":                            {"2021 = 2021"},
		"Brief No. 12, May 2021":                {"May 2021 = 2021-05"},
		"in May the 2021 report":                {"2021 = 2021"},
		"no date, n.d., page 12":                nil,
		"12345 and 20210503x and 0999 and 2300": nil,
		"2021% of $2021 or A2021 or 2021-33-44-5555": nil,
		"May 3":         nil,
		"31 April 2021": {"April 2021 = 2021-04"},
	} {
		var got []string
		for _, d := range metadata.Dates(words) {
			got = append(got, words[d.Start:d.End]+" = "+d.EDTF)
		}
		require.Equal(t, want, got, words)
	}
}

func TestDatesTellYears(t *testing.T) {
	for words, want := range map[string]bool{"2021": true, "1999–2003": true, "May 2021": false, "04/05/2021": false, "Spring 2021": false} {
		found := metadata.Dates(words)
		require.Len(t, found, 1, words)
		require.Equal(t, want, found[0].Year, words)
	}
}

func TestPeriod(t *testing.T) {
	for edtf, want := range map[string]string{
		"2024-02-29":              "2024-02-29 2024-02-29",
		"2024-02":                 "2024-02-01 2024-02-29",
		"2024":                    "2024-01-01 2024-12-31",
		"2021-21":                 "2021-01-01 2021-12-31",
		"2021-24":                 "2021-01-01 2022-02-28",
		"1999/2003":               "1999-01-01 2003-12-31",
		"2021-05/2021-06":         "2021-05-01 2021-06-30",
		"1999/..":                 "1999-01-01 1999-12-31",
		"[2021-04-05,2021-05-04]": "2021-04-05 2021-05-04",
	} {
		from, to, ok := metadata.Period(edtf)
		require.True(t, ok, edtf)
		require.Equal(t, want, from.Format(time.DateOnly)+" "+to.Format(time.DateOnly), edtf)
	}
	for _, edtf := range []string{
		"", "21", "2021-5", "2021-13", "2021-25", "2021-02-30", "2021-00", "2021-21-01", "n.d.", "2003/1999", "x/2003", "1999/x", "[]", "[2021-04-05,x]", "2021-05-03-04", "3024",
	} {
		_, _, ok := metadata.Period(edtf)
		require.False(t, ok, edtf)
	}
}

func FuzzDates(f *testing.F) {
	for _, seed := range []string{"May 30–June 2, 2021", "30 May–2 June 2021", "04/05/2021, [2019] 2021", "2024年7月29日(月)", "Winter 2020/21", "2021, May 3–5. 2021 2021"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, words string) {
		end := 0
		for _, d := range metadata.Dates(words) {
			require.LessOrEqual(t, end, d.Start)
			require.Less(t, d.Start, d.End)
			end = d.End
			require.LessOrEqual(t, end, len(words))
			_, _, ok := metadata.Period(d.EDTF)
			require.True(t, ok, "%q gave %q", words[d.Start:d.End], d.EDTF)
			require.False(t, strings.ContainsAny(d.EDTF, " "), d.EDTF)
		}
	})
}

var datesSink []metadata.Found

func BenchmarkDates(b *testing.B) {
	for b.Loop() {
		datesSink = metadata.Dates("Ana Ruiz, “Tide Tables,” Harbor Review 12, no. 3 (May 3, 2021): 14, accessed June 4, 2021.")
	}
}
