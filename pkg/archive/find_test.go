package archive_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/archive"
	"github.com/ibidcheck/ibid/pkg/web"
)

func ok(stamp string) held { return held{stamp: stamp, status: http.StatusOK} }

// Each way to ask finds the copy that was meant, by itself.
func TestFind(t *testing.T) {
	many := []held{ok("20200101120000"), ok("20210601120000"), ok("20210607120000"), ok("20220101120000"), ok("20230101120000")}
	seen := time.Date(2022, time.March, 1, 0, 0, 0, 0, time.UTC)
	cases := []struct {
		name   string
		copies []held
		query  archive.Query
		want   string
	}{
		{"before the access", many, archive.Query{Accessed: "2021-06-06", Published: "2023-05"}, "20210601120000"},
		{"on the day of the access", many, archive.Query{Accessed: "2021-06-07"}, "20210607120000"},
		{"in the month of the access", many, archive.Query{Accessed: "2021-06"}, "20210607120000"},
		{"before the publication", many[2:], archive.Query{Accessed: "2021-06-05", Published: "2022-04-01"}, "20220101120000"},
		{"before the publication, no access", many, archive.Query{Published: "2021-06-04"}, "20210601120000"},
		{"before it was last seen", many, archive.Query{Seen: seen}, "20220101120000"},
		{"nearest, since all are too late", many[2:], archive.Query{Accessed: "2021-06-05"}, "20210607120000"},
		{"nothing known", many, archive.Query{}, "20230101120000"},
		{"a date that is none", many, archive.Query{Accessed: "last spring"}, "20230101120000"},
		{"no copy", nil, archive.Query{Accessed: "2021-06-05"}, ""},
	}
	for _, provider := range archive.Providers {
		for _, c := range cases {
			t.Run(provider.Name+" "+c.name, func(t *testing.T) {
				server := newStandIn(t, c.copies...)
				answer := find(t, finder(t, at(server, provider)...), c.query)
				require.Empty(t, answer.Unasked)
				if provider.Name == "wayback" && answer.Snapshot != nil && stampOf(answer) != c.want {
					require.Contains(t, c.name, "before", "it knows the nearest copy only, which may be too late")
					return
				}
				require.Equal(t, c.want, stampOf(answer))
				if c.want != "" {
					require.Equal(t, archive.Snapshot{
						Provider: provider.Name, Original: page, URL: server.URL + "/web/" + c.want + "/" + page, Taken: answer.Snapshot.Taken,
					}, *answer.Snapshot)
				}
			})
		}
	}
}

// Together they make good what one of them does not know.
func TestFindAsksOnWhenACopyIsTooLateOrTooOld(t *testing.T) {
	wayback := newStandIn(t, ok("20200101120000"), ok("20210607120000"))
	perma := newStandIn(t, ok("20210601120000"))
	all := append(at(wayback, archive.WaybackAvailability, archive.WaybackCDX, archive.WaybackTimeGate), at(perma, archive.Arquivo, archive.Perma)...)
	answer := find(t, finder(t, all...), archive.Query{Accessed: "2021-06-06"})
	require.Equal(t, "20210601120000", stampOf(answer), "the one that is too late, and the one that is old, are not the best")
	require.Equal(t, "arquivo", answer.Snapshot.Provider)

	answer = find(t, finder(t, all...), archive.Query{Accessed: "2021-06-07"})
	require.Equal(t, "wayback", answer.Snapshot.Provider)
	require.Equal(t, 1, perma.count("/timemap/")+perma.count("/wayback/"), "near enough: nobody else was asked again")
}

func TestFindAsksAnArchiveInOneWayIfThatIsEnough(t *testing.T) {
	server := newStandIn(t)
	answer := find(t, finder(t, at(server, archive.WaybackCDX, archive.WaybackTimeGate)...), archive.Query{Accessed: "2021-06-06"})
	require.Nil(t, answer.Snapshot)
	require.Empty(t, answer.Unasked)
	require.Zero(t, server.count("/web/"), "the index has said that there is none")

	server.faults["/cdx/"] = status(http.StatusServiceUnavailable)
	answer = find(t, finder(t, at(server, archive.WaybackCDX, archive.WaybackTimeGate)...), archive.Query{Accessed: "2021-06-06"})
	require.Equal(t, []archive.Unasked{{Provider: "wayback-cdx", Because: "its answer is 503 Service Unavailable"}}, answer.Unasked)
	require.Equal(t, 1, server.count("/web/"))
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func says(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) }
}

// What an archive holds need not be a copy of the page.
func TestCopiesThatAreNone(t *testing.T) {
	later := ok("20210609120000")
	cases := []struct {
		name   string
		copies []held
		fault  string
		answer http.HandlerFunc
		want   string
	}{
		{"an archived 404", []held{{stamp: "20210601120000", status: 404}, later}, "", nil, later.stamp},
		{"an archived 429", []held{{stamp: "20210601120000", status: 429}, later}, "", nil, later.stamp},
		{"an archived 503", []held{{stamp: "20210601120000", status: 503}, later}, "", nil, later.stamp},
		{"a redirect to the home page", []held{{stamp: "20210601120000", status: 200, home: true}, later}, "", nil, later.stamp},
		{"a revisit of a page", []held{{stamp: "20210601120000", status: 200, revisit: true}}, "", nil, "20210601120000"},
		{"a revisit of an error", []held{{stamp: "20210601120000", status: 404, revisit: true}}, "", nil, ""},
		{"a blocked site, with 200", []held{ok("20210601120000")}, "/web/", says("Sorry. This URL has been excluded."), ""},
		{"a blocked site, with 403", []held{ok("20210601120000")}, "/web/", withheld, ""},
		{"a date that is none", []held{ok("20210601120000")}, "/web/", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Memento-Datetime", "2021-06-01")
		}, ""},
		{"a copy that was taken away", []held{ok("20210601120000")}, "/web/", status(http.StatusNotFound), ""},
		{"a copy whose header says another date", []held{ok("20210601120000")}, "/web/", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Memento-Datetime", "Tue, 01 Jun 2021 12:34:56 GMT")
		}, "20210601123456"},
	}
	for _, provider := range []archive.Provider{archive.WaybackCDX, archive.WaybackTimeGate, archive.Arquivo} {
		for _, c := range cases {
			t.Run(provider.Name+" "+c.name, func(t *testing.T) {
				server := newStandIn(t, c.copies...)
				if c.fault != "" {
					server.faults[c.fault] = c.answer
				}
				answer := find(t, finder(t, at(server, provider)...), archive.Query{Accessed: "2021-06-05"})
				require.Empty(t, answer.Unasked)
				if provider.Name == "wayback-timegate" && c.want == later.stamp {
					require.Contains(t, []string{"", c.want}, stampOf(answer), "it leads to the nearest only")
					return
				}
				require.Equal(t, c.want, stampOf(answer))
			})
		}
	}
}

func withheld(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("X-Archive-Wayback-Runtime-Error", "org.archive.util.url.AdministrativeAccessControlException: Blocked Site Error")
	w.WriteHeader(http.StatusForbidden)
}

// A site that the archive has been asked not to show is no fault of the archive.
func TestWithheldIndex(t *testing.T) {
	server := newStandIn(t, ok("20210601120000"))
	server.faults["/cdx/"] = withheld
	server.faults["/timemap/"] = withheld
	for _, provider := range []archive.Provider{archive.WaybackCDX, archive.Perma} {
		answer := find(t, finder(t, at(server, provider)...), archive.Query{})
		require.Nil(t, answer.Snapshot)
		require.Empty(t, answer.Unasked)
	}
}

func hangUp(w http.ResponseWriter, _ *http.Request) {
	connection, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		_ = connection.Close()
	}
}

// An archive that is down, refuses or talks nonsense could not be asked, and is not asked for ever.
func TestArchiveThatCannotBeAsked(t *testing.T) {
	cases := []struct {
		name    string
		answer  http.HandlerFunc
		because string
		asked   int
	}{
		{"too many", status(http.StatusTooManyRequests), "its answer is 429 Too Many Requests", 1},
		{"forbidden", status(http.StatusForbidden), "its answer is 403 Forbidden", 3},
		{"down", status(http.StatusBadGateway), "its answer is 502 Bad Gateway", 3},
		{"gone", func(w http.ResponseWriter, r *http.Request) { hangUp(w, r) }, "it gives no answer (", 1},
		{"a page", says("<!DOCTYPE html><title>We are down</title>"), "its answer cannot be read: it is no ", 3},
		{"cut off", says(`[["timestamp",`), "its answer cannot be read: it is no ", 3},
		{"other JSON", says(`{"a":[1]}`), "its answer cannot be read: it ", 3},
		{"endless", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.Copy(w, io.LimitReader(endless{}, 9<<20))
		}, "its answer cannot be read: it is no ", 3},
	}
	for _, provider := range []archive.Provider{archive.WaybackAvailability, archive.WaybackCDX, archive.Perma} {
		for _, c := range cases {
			t.Run(provider.Name+" "+c.name, func(t *testing.T) {
				server := newStandIn(t, ok("20210601120000"))
				server.faults["/"] = c.answer
				f := finder(t, at(server, provider)...)
				for range 5 {
					answer := find(t, f, archive.Query{})
					require.Nil(t, answer.Snapshot)
					require.Len(t, answer.Unasked, 1)
					require.Equal(t, provider.Name, answer.Unasked[0].Provider)
					require.Contains(t, answer.Unasked[0].Because, c.because)
				}
				require.LessOrEqual(t, server.count("/"), c.asked)
			})
		}
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) { return copy(b, "]]]]]]]]"), nil }

// One bad moment is no breakdown.
func TestFailuresThatPass(t *testing.T) {
	server := newStandIn(t, ok("20210601120000"))
	n := 0
	server.faults["/cdx/"] = func(w http.ResponseWriter, r *http.Request) {
		if n++; n%3 != 0 {
			status(http.StatusBadGateway)(w, r)
			return
		}
		server.cdx(w, r.URL.Query())
	}
	f := finder(t, at(server, archive.WaybackCDX)...)
	for i := range 9 {
		answer := find(t, f, archive.Query{})
		require.Equal(t, i%3 == 2, answer.Snapshot != nil, i)
	}
}

// A recording that holds nothing of an archive is of a run in which it was not asked.
func TestNotRecorded(t *testing.T) {
	replayer, err := web.Replay(strings.NewReader(""))
	require.NoError(t, err)
	answer, err := archive.NewFinder(archive.Options{Fetcher: replayer, Unpaced: true}).Find(t.Context(), archive.Query{URL: page})
	require.NoError(t, err)
	require.Equal(t, archive.Answer{}, answer)
}

func TestCopiesThatCannotBeSeen(t *testing.T) {
	server := newStandIn(t, ok("20210601120000"))
	server.faults["/web/"] = status(http.StatusTooManyRequests)
	f := finder(t, at(server, archive.WaybackCDX)...)
	answer := find(t, f, archive.Query{})
	require.Nil(t, answer.Snapshot)
	require.Equal(t, "its copies cannot be seen: its answer is 429 Too Many Requests", answer.Unasked[0].Because)
	find(t, f, archive.Query{})
	require.Equal(t, 2, server.count("/"))
}

func TestTimeMapInPages(t *testing.T) {
	server := newStandIn(t, ok("20200101120000"), ok("20210601120000"), ok("20230101120000"))
	server.faults["/timemap/link/"] = func(w http.ResponseWriter, _ *http.Request) {
		for i, year := range []string{"2020", "2021", "2022", "2023"} {
			fmt.Fprintf(w, `<%s/page/%d>; rel="timemap"; from="Wed, 01 Jan %s 00:00:00 GMT"; until="Thu, 31 Dec %s 23:59:59 GMT",`+"\n", server.URL, i, year, year)
		}
	}
	server.faults["/page/"] = func(w http.ResponseWriter, r *http.Request) {
		year := 2020 + int(r.RequestURI[len("/page/")]-'0')
		fmt.Fprintf(w, `<%s>; rel="original", <%s/page/9>; rel="self timemap"`, page, server.URL)
		for _, h := range server.copies {
			if h.taken().Year() == year {
				fmt.Fprintf(w, `, <%s/web/%s/%s>; datetime="%s"; rel="last memento"`, server.URL, h.stamp, page, h.taken().Format(http.TimeFormat))
			}
		}
	}
	for accessed, want := range map[string]string{"2021-06-05": "20210601120000", "2020-06-05": "20200101120000", "2024": "20230101120000"} {
		before := server.count("/page/")
		answer := find(t, finder(t, at(server, archive.Perma)...), archive.Query{Accessed: accessed})
		require.Equal(t, want, stampOf(answer))
		require.LessOrEqual(t, server.count("/page/")-before, 2)
	}
}

func TestMemento(t *testing.T) {
	server := newStandIn(t, ok("20210601120000"))
	p := archive.Memento(server.URL + "/any/timemap/link/")
	require.Equal(t, strings.TrimPrefix(server.URL, "http://"), p.Name)
	answer := find(t, finder(t, p), archive.Query{})
	require.Equal(t, "20210601120000", stampOf(answer))
}

func TestPauses(t *testing.T) {
	server := newStandIn(t)
	p := at(server, archive.WaybackCDX)[0]
	p.PerMinute = 1200
	f := archive.NewFinder(archive.Options{Fetcher: fetcher(t), Providers: []archive.Provider{p}})
	start := time.Now()
	for range 4 {
		find(t, f, archive.Query{})
	}
	require.GreaterOrEqual(t, time.Since(start), 3*time.Minute/1200)
}

func TestFindEndsWithTheRun(t *testing.T) {
	server := newStandIn(t)
	ctx, cancel := context.WithCancel(t.Context())
	server.faults["/"] = func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	}
	_, err := finder(t, at(server, archive.Providers...)...).Find(ctx, archive.Query{URL: page})
	require.ErrorIs(t, err, context.Canceled)

	p := at(newStandIn(t), archive.WaybackCDX)[0]
	p.PerMinute = 1
	f := archive.NewFinder(archive.Options{Fetcher: fetcher(t), Providers: []archive.Provider{p}})
	find(t, f, archive.Query{})
	ctx, cancel = context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	_, err = f.Find(ctx, archive.Query{URL: page})
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

// The slice and what the documentation promises of it.
func TestProviders(t *testing.T) {
	names := map[string]bool{}
	for _, p := range archive.Providers {
		require.Regexp(t, `^[a-z]+(-[a-z]+)*$`, p.Name)
		require.False(t, names[p.Name])
		names[p.Name] = true
		require.NotEmpty(t, p.Summary)
		require.True(t, strings.HasPrefix(p.Endpoint, "https://") && !strings.HasSuffix(p.Endpoint, "/"))
		require.Positive(t, p.PerMinute)
	}
	require.LessOrEqual(t, archive.WaybackCDX.PerMinute, 24)
}
