package ibid_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/history"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

const (
	tidePage  = "https://review.example/a"
	coastPage = "https://coast.example/b"
)

func pastIn(t *testing.T) *history.History {
	t.Helper()
	h, err := history.Open(filepath.Join(t.TempDir(), "history.db"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = h.Close() })
	return h
}

// silent is a page that did not come, at a time.
func silent(kind web.FailureKind, at time.Time) web.Page {
	return web.Page{Failure: &web.Failure{Kind: kind, Detail: "no whole response within 30s"}, Retrieved: at}
}

// checkAt makes a run over two links.
func checkAt(t *testing.T, past ibid.Past, a, b web.Page) (*ibid.Result, map[string]int) {
	t.Helper()
	f := &sites{pages: map[string]web.Page{tidePage: a, coastPage: b}}
	r := ibid.Check(t.Context(), ibid.Options{Fetcher: f, Gap: -1, Past: past}, []ibid.Input{noted("article.txt", tidePage, coastPage)})
	return r, f.visited
}

func TestGoodAnswersAreTakenAgain(t *testing.T) {
	good := redirected(301, tidePage, "https://review.example/2024/a")
	good.Retrieved = time.Now().UTC().Truncate(time.Second)
	gone := web.Page{Status: 404, Retrieved: good.Retrieved}
	past := ibid.Past{History: pastIn(t)}
	first, visited := checkAt(t, past, good, gone)
	require.Equal(t, map[string]int{tidePage: 1, coastPage: 1}, visited)
	second, visited := checkAt(t, past, good, gone)
	require.Equal(t, map[string]int{coastPage: 1}, visited)
	require.Equal(t, first.Visits[0], second.Visits[0])
	require.Equal(t, 2, second.Visits[1].Record.Runs)
	require.Len(t, second.Visits[0].Seen, 1, "it was seen once, and taken again")
	require.Equal(t, live.Moved, second.Visits[0].Seen[0].State)
	require.NotEmpty(t, second.Visits[1].Seen)
	require.Equal(t, live.Gone, second.Visits[1].Seen[0].State)
	require.NoError(t, second.Unkept)
	past.MaxAge = -1
	_, visited = checkAt(t, past, good, gone)
	require.Equal(t, map[string]int{tidePage: 1, coastPage: 1}, visited)

	good.Retrieved = good.Retrieved.Add(-25 * time.Hour)
	past = ibid.Past{History: pastIn(t)}
	_, _ = checkAt(t, past, good, gone)
	_, visited = checkAt(t, past, good, gone)
	require.Equal(t, 1, visited[tidePage], "older than a day")
	past.MaxAge = 48 * time.Hour
	_, visited = checkAt(t, past, good, gone)
	require.Zero(t, visited[tidePage])
	require.Equal(t, 1, visited[coastPage])
}

func TestSilenceBecomesLoss(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2024, time.May, n, 12, 0, 0, 0, time.UTC) }
	past := ibid.Past{History: pastIn(t), MaxAge: -1}
	run := func(on int) ibid.Visit {
		good := webPage("")
		good.Retrieved = day(on)
		r, _ := checkAt(t, past, silent(web.Timeout, day(on)), good)
		return r.Visits[0]
	}
	for _, on := range []int{1, 2, 3, 4} {
		v := run(on)
		require.Equal(t, live.Unreachable, v.Diagnosis.State, on)
		require.Equal(t, day(1), v.Record.FirstFailed)
	}
	v := run(7)
	require.Equal(t, live.Gone, v.Diagnosis.State)
	require.Equal(t, "strikes", v.Diagnosis.By)
	require.Contains(t, v.Diagnosis.Because, "no answer since 2024-05-01, on 3 visits days apart; the last time: ")

	good := webPage("")
	good.Retrieved = day(8)
	r, _ := checkAt(t, past, good, good)
	require.Equal(t, live.Live, r.Visits[0].Diagnosis.State)
	require.Nil(t, r.Visits[0].Record)
	require.Equal(t, live.Unreachable, run(11).Diagnosis.State, "one success resets it")
	seen, err := past.History.Past(tidePage)
	require.NoError(t, err)
	require.Equal(t, "unreachable", seen[4].State, "what is kept is what was seen")
}

// A computer that is off the network for a week makes no link dead.
func TestSilenceOfThisSide(t *testing.T) {
	past := ibid.Past{History: pastIn(t), MaxAge: -1}
	for _, on := range []int{1, 5, 9, 13} {
		at := time.Date(2024, time.May, on, 12, 0, 0, 0, time.UTC)
		r, _ := checkAt(t, past, silent(web.NameUnresolved, at), silent(web.Unroutable, at))
		require.Equal(t, live.Unreachable, r.Visits[0].Diagnosis.State)
		require.Equal(t, live.Unreachable, r.Visits[1].Diagnosis.State)
	}
}

func TestPatience(t *testing.T) {
	past := ibid.Past{History: pastIn(t), Patience: history.Patience{Failures: 1}}
	r, _ := checkAt(t, past, silent(web.Timeout, time.Now()), silent(web.Refused, time.Now()))
	require.Equal(t, live.Gone, r.Visits[0].Diagnosis.State)
}

// A history that fails in the midst of a run is no reason to end it.
func TestHistoryFails(t *testing.T) {
	h := pastIn(t)
	require.NoError(t, h.Close())
	r, visited := checkAt(t, ibid.Past{History: h}, webPage(""), webPage(""))
	require.Error(t, r.Unkept)
	require.Equal(t, map[string]int{tidePage: 1, coastPage: 1}, visited)
	require.Equal(t, live.Live, r.Visits[0].Diagnosis.State)
	require.Empty(t, r.Partial)
}
