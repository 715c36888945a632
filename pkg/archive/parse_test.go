package archive_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/archive"
)

func TestDayAfter(t *testing.T) {
	for date, want := range map[string]string{
		"2021-06-04": "2021-06-05", "2021-06-04~": "2021-06-05", "2021-06-04T23:59:59Z": "2021-06-05",
		"2021-12-31": "2022-01-01", "2021-06": "2021-07-01", "2021-12": "2022-01-01", "2021": "2022-01-01", "2021~": "2022-01-01",
		"2021-?06-04": "2021-06-05", "2021-06-XX": "2021-07-01", "2021-XX-XX": "2022-01-01", "202X": "2030-01-01", "2021-22": "2022-01-01",
		"2021-06-04/2021-06-07": "2021-06-08", "2021-06/..": "2021-07-01", "2021-06/": "2021-07-01", "2021-06-40": "2021-07-01",
	} {
		over, ok := archive.DayAfter(date)
		require.True(t, ok, date)
		require.Equal(t, want, over.Format(time.DateOnly), date)
	}
	for _, date := range []string{"", "n.d.", "June 2021", "21-06-04", "-2021", "20210604", "2021-06-04-05", "/2021x", "../.."} {
		_, ok := archive.DayAfter(date)
		require.False(t, ok, date)
	}
}

func TestParseTimeMap(t *testing.T) {
	const text = `<http://tide.example/a,b>;rel="original",
 <https://copies.example/timemap/link/http://tide.example/a,b>; rel="self";type="application/link-format"
   ; from="Fri, 04 Jun 2021 12:00:00 GMT" ; until="Sun, 06 Jun 2021 12:00:00 GMT",
 <https://copies.example/timegate/http://tide.example/a,b>; rel=timegate,
 <https://copies.example/web/20210604120000/http://tide.example/a,b;c?d=%zz>;rel="first memento";datetime="Fri, 04 Jun 2021 12:00:00 GMT",
 </web/2/http://tide.example/>; datetime="Sunday, 06-Jun-21 12:00:00 GMT"; REL="Memento Last"; title="a \"b\", c; rel=\"x\"",
 <https://copies.example/web/3/http://tide.example/>; rel="memento"; datetime="yesterday",
 <javascript:alert(1)>; rel="memento"; datetime="Fri, 04 Jun 2021 12:00:00 GMT",
 <https://copies.example/timemap/2/http://tide.example/>; rel="timemap"; from="Sun, 06 Jun 2021 12:00:00 GMT"`
	mementos, pages, err := archive.ParseTimeMap(text, "https://copies.example/timemap/link/http://tide.example/a,b")
	require.NoError(t, err)
	require.Equal(t, []string{
		"20210604120000 https://copies.example/web/20210604120000/http://tide.example/a,b;c?d=%zz",
		"20210606120000 https://copies.example/web/2/http://tide.example/",
	}, mementos)
	require.Equal(t, []string{"https://copies.example/timemap/2/http://tide.example/"}, pages)
}

func FuzzTimeMap(f *testing.F) {
	f.Add(`<a>; rel="memento"; datetime="Fri, 04 Jun 2021 12:00:00 GMT", <b>; rel=timemap; from="\"`)
	f.Add(`<https://tide.example/>;rel="original",<`)
	f.Add(`;;;<>;=;<`)
	f.Fuzz(func(t *testing.T, text string) {
		mementos, pages, err := archive.ParseTimeMap(text, "https://copies.example/timemap")
		if err != nil && len(mementos)+len(pages) > 0 {
			t.Errorf("%v, and yet %v", err, mementos)
		}
	})
}

func FuzzCDX(f *testing.F) {
	f.Add([]byte(`[["timestamp","original","mimetype","statuscode"],["20210604120000","https://tide.example/","warc/revisit","-"],[],["key"]]`))
	f.Add([]byte(`[["original","timestamp"],["https://tide.example/"],[null,"20210604120000"]]`))
	f.Add([]byte(`[[]]`))
	f.Fuzz(func(t *testing.T, body []byte) {
		all, err := archive.ParseCDX(body, "https://web.archive.org")
		if err != nil && len(all) > 0 {
			t.Errorf("%v, and yet %v", err, all)
		}
	})
}

func FuzzAvailability(f *testing.F) {
	f.Add([]byte(`{"archived_snapshots":{"closest":{"available":true,"url":"http://web.archive.org/web/20210604120000/x","timestamp":"20210604120000","status":"200"}}}`))
	f.Add([]byte(`{"archived_snapshots":{}}`))
	f.Add([]byte(`{"archived_snapshots":null}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		address, taken, ok, err := archive.ParseAvailability(body)
		if ok && (err != nil || address == "" || taken.IsZero() && taken.Year() != 1) {
			t.Errorf("%q, %v, %v", address, taken, err)
		}
	})
}

func TestParseAvailability(t *testing.T) {
	closest := func(fields string) []byte { return []byte(`{"archived_snapshots":{"closest":{` + fields + `}}}`) }
	address, taken, ok, err := archive.ParseAvailability(closest(
		`"available":true,"url":"http://web.archive.org/web/20210604120000/https://tide.example/","timestamp":"20210604120000","status":"200"`))
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, "https://web.archive.org/web/20210604120000/https://tide.example/", address)
	require.Equal(t, 2021, taken.Year())
	for _, none := range []string{
		`{"archived_snapshots":{}}`, string(closest(`"available":false`)),
		string(closest(`"available":true,"url":"http://x.example/","timestamp":"20210604120000","status":"404"`)),
	} {
		_, _, ok, err := archive.ParseAvailability([]byte(none))
		require.NoError(t, err)
		require.False(t, ok)
	}
	for _, nonsense := range []string{``, `{}`, `[]`, string(closest(`"available":true,"url":"x","timestamp":"20210604120000"`)), string(closest(`"available":true,"url":"http://x.example/","timestamp":"now"`))} {
		_, _, _, err := archive.ParseAvailability([]byte(nonsense))
		require.Error(t, err, nonsense)
	}
}

func TestParseCDX(t *testing.T) {
	rows := `[["timestamp","original","mimetype","statuscode"],["20210604120000","https://tide.example/a","text/html","200"],` +
		`["2021060412","not an address","text/html","200"],["20210604","https://tide.example/b","warc/revisit","-"],` +
		`["20210604120000","https://tide.example/c","text/html","404"],["20210604120000"],[null,null],[],["resume+key"],["20210604120000","https://tide.example/d","text/html","200"]]`
	all, err := archive.ParseCDX([]byte(rows), "https://web.archive.org")
	require.NoError(t, err)
	require.Equal(t, []string{
		"20210604120000 https://web.archive.org/web/20210604120000/https://tide.example/a",
		"20210604000000 https://web.archive.org/web/20210604/https://tide.example/b",
	}, all)
	for _, none := range []string{"", "\n", "[]", `[["timestamp","original"]]`} {
		all, err := archive.ParseCDX([]byte(none), "")
		require.NoError(t, err)
		require.Empty(t, all)
	}
	_, err = archive.ParseCDX([]byte(`[["urlkey"]]`), "")
	require.Error(t, err)
}
