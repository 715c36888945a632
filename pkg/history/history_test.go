package history_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/history"
)

const tide = "https://review.example/tide"

// day is a day of a May, at noon.
func day(n int) time.Time { return time.Date(2024, time.May, n, 12, 0, 0, 0, time.UTC) }

func opened(t *testing.T, path string) *history.History {
	t.Helper()
	h, err := history.Open(path)
	require.NoError(t, err)
	t.Cleanup(func() { _ = h.Close() })
	return h
}

func fresh(t *testing.T) *history.History {
	t.Helper()
	return opened(t, filepath.Join(t.TempDir(), "a folder", "history #1?%.db"))
}

func seen(url string, at time.Time, sign history.Sign) history.Observation {
	return history.Observation{URL: url, At: at, Sign: sign, State: string(sign)}
}

// run makes a whole run of observations.
func run(t *testing.T, h *history.History, at time.Time, all ...history.Observation) {
	t.Helper()
	require.NoError(t, h.Begin("articles", at))
	for _, o := range all {
		require.NoError(t, h.Observe(o))
	}
	require.NoError(t, h.End(at))
}

func TestObservationsAreKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.db")
	whole := history.Observation{
		URL: tide, At: day(1), Sign: history.Silent, Nearby: true, State: "unreachable", By: "unanswered", Because: "no answer",
		MovedTo: "https://review.example/b", Final: "https://review.example/c", Status: 503, Title: "Täglich\x00\xff", Digest: "ab", Evidence: `{"a":1}`,
	}
	h := opened(t, path)
	run(t, h, day(1), whole)
	run(t, h, day(2), seen(tide, day(2), history.Good))
	require.NoError(t, h.Close())

	h = opened(t, path)
	require.Empty(t, h.SetAside())
	last, ok, err := h.Latest(tide)
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, seen(tide, day(2), history.Good), last)
	_, ok, err = h.Latest(tide + "?")
	require.NoError(t, err)
	require.False(t, ok)
	past, err := h.Past(tide)
	require.NoError(t, err)
	require.Equal(t, []history.Observation{whole, seen(tide, day(2), history.Good)}, past)
}

func TestASecondObservationReplacesTheFirst(t *testing.T) {
	h := fresh(t)
	run(t, h, day(1), seen(tide, day(1), history.Silent), seen(tide, day(2), history.Good))
	past, err := h.Past(tide)
	require.NoError(t, err)
	require.Equal(t, []history.Observation{seen(tide, day(2), history.Good)}, past)
}

func TestResume(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.db")
	h := opened(t, path)
	found, err := h.Resume("articles")
	require.NoError(t, err)
	require.False(t, found, "there was no run")

	run(t, h, day(1), seen(tide, day(1), history.Good))
	found, err = h.Resume("articles")
	require.NoError(t, err)
	require.False(t, found, "it came to its end")

	require.NoError(t, h.Begin("articles", day(2)))
	require.NoError(t, h.Observe(seen("https://review.example/a", day(2), history.Lost)))
	require.NoError(t, h.Begin("others", day(3)))
	require.NoError(t, h.Observe(seen("https://review.example/b", day(3), history.Lost)))
	require.NoError(t, h.Close())

	h = opened(t, path)
	found, err = h.Resume("articles")
	require.NoError(t, err)
	require.True(t, found)
	require.NoError(t, h.Observe(seen("https://review.example/c", day(4), history.Good)))
	all, err := h.Seen()
	require.NoError(t, err)
	require.Equal(t, []history.Observation{
		seen("https://review.example/a", day(2), history.Lost), seen("https://review.example/c", day(4), history.Good),
	}, all)
	require.NoError(t, h.End(day(4)))
	found, err = h.Resume("articles")
	require.NoError(t, err)
	require.False(t, found)
}

func TestRecord(t *testing.T) {
	const good, answered, lost, silent, mute = history.Good, history.Answered, history.Lost, history.Silent, history.Mute
	type on struct {
		day  int
		sign history.Sign
	}
	cases := []struct {
		name    string
		past    []on
		failed  int // the day on which it was first seen failing, 0 for none
		strikes []int
		out     bool
	}{
		{"never seen", nil, 0, nil, false},
		{"good", []on{{1, good}}, 0, nil, false},
		{"once", []on{{1, silent}}, 1, []int{1}, false},
		{"thrice on one day", []on{{1, silent}, {1, silent}, {1, silent}}, 1, []int{1}, false},
		{"thrice, too near", []on{{1, silent}, {3, silent}, {6, silent}}, 1, []int{1, 6}, false},
		{"thrice, far enough apart", []on{{1, silent}, {4, silent}, {7, silent}}, 1, []int{1, 4, 7}, true},
		{"each day for a week", []on{{1, silent}, {2, silent}, {3, silent}, {4, silent}, {5, silent}, {6, silent}, {7, silent}}, 1, []int{1, 4, 7}, true},
		{"one success between", []on{{1, silent}, {4, silent}, {5, good}, {7, silent}}, 7, []int{7}, false},
		{"refused between", []on{{1, silent}, {4, silent}, {5, answered}, {7, silent}}, 1, []int{7}, false},
		{"gone between", []on{{1, silent}, {4, lost}, {5, silent}, {9, silent}}, 1, []int{1, 5, 9}, true},
		{"not asked between", []on{{1, silent}, {4, mute}, {5, silent}}, 1, []int{1, 5}, false},
		{"back again", []on{{1, silent}, {4, silent}, {7, silent}, {8, good}}, 0, nil, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := fresh(t)
			for _, o := range c.past {
				run(t, h, day(o.day), seen(tide, day(o.day), o.sign))
			}
			r, err := h.Record(tide, history.Patience{})
			require.NoError(t, err)
			var strikes []int
			for _, s := range r.Strikes {
				strikes = append(strikes, s.Day())
			}
			require.Equal(t, c.strikes, strikes)
			require.Equal(t, c.out, r.Out)
			if c.failed == 0 {
				require.True(t, r.FirstFailed.IsZero())
			} else {
				require.Equal(t, day(c.failed), r.FirstFailed)
			}
		})
	}
}

func TestPatience(t *testing.T) {
	h := fresh(t)
	run(t, h, day(1), seen(tide, day(1), history.Silent))
	run(t, h, day(2), seen(tide, day(2), history.Silent))
	r, err := h.Record(tide, history.Patience{Failures: 2, Apart: 24 * time.Hour})
	require.NoError(t, err)
	require.True(t, r.Out)
	require.Equal(t, 2, r.Runs)
	r, err = h.Record(tide, history.Patience{Failures: 2, Apart: 25 * time.Hour})
	require.NoError(t, err)
	require.False(t, r.Out)
}

// A computer without a network strikes nobody.
func TestFaultsOfThisSideDoNotCount(t *testing.T) {
	h := fresh(t)
	nearby := func(at time.Time) history.Observation {
		o := seen(tide, at, history.Silent)
		o.Nearby = true
		return o
	}
	run(t, h, day(1), nearby(day(1)), seen("https://coast.example/", day(1), history.Silent))
	run(t, h, day(4), nearby(day(4)), seen("https://coast.example/", day(4), history.Answered))
	r, err := h.Record(tide, history.Patience{})
	require.NoError(t, err)
	require.Equal(t, []time.Time{day(4)}, r.Strikes)
	require.Equal(t, day(1), r.FirstFailed)
}

func TestMerge(t *testing.T) {
	folder := t.TempDir()
	a, b := opened(t, filepath.Join(folder, "a.db")), opened(t, filepath.Join(folder, "b.db"))
	run(t, a, day(1), seen(tide, day(1), history.Good))
	run(t, b, day(2), seen(tide, day(2), history.Lost), seen("https://coast.example/", day(2), history.Good))

	added, err := a.Merge(b.Path())
	require.NoError(t, err)
	require.Equal(t, int64(2), added)
	past, err := a.Past(tide)
	require.NoError(t, err)
	require.Equal(t, []history.Observation{seen(tide, day(1), history.Good), seen(tide, day(2), history.Lost)}, past)

	added, err = a.Merge(b.Path())
	require.NoError(t, err)
	require.Zero(t, added, "merged before")

	// and back, when each has gone on; b resumes a run that a knows already
	require.NoError(t, b.Begin("articles", day(3)))
	require.NoError(t, b.Observe(seen(tide, day(3), history.Silent)))
	_, err = a.Merge(b.Path())
	require.NoError(t, err)
	require.NoError(t, b.Observe(seen(tide, day(4), history.Good)))
	added, err = a.Merge(b.Path())
	require.NoError(t, err)
	require.Zero(t, added)
	last, _, err := a.Latest(tide)
	require.NoError(t, err)
	require.Equal(t, day(4), last.At, "the later of the two")
	added, err = b.Merge(a.Path())
	require.NoError(t, err)
	require.Equal(t, int64(1), added)
	past, err = b.Past(tide)
	require.NoError(t, err)
	require.Len(t, past, 3)
}

func TestWhatCannotBeMerged(t *testing.T) {
	h := fresh(t)
	run(t, h, day(1), seen(tide, day(1), history.Good))
	folder := t.TempDir()
	for name, want := range map[string]string{
		filepath.Join(folder, "none.db"):       "it cannot be merged: no such file or directory",
		h.Path():                               "this is the history itself; name another one",
		garbage(t, folder, "garbage.db"):       "nothing was merged: .*garbage.db: it is damaged",
		foreign(t, folder, "foreign.db", 7, 0): "this is a database of another program",
	} {
		_, err := h.Merge(name)
		require.Error(t, err)
		require.Regexp(t, want, err.Error())
	}
	past, err := h.Past(tide)
	require.NoError(t, err)
	require.Len(t, past, 1)
}

// foreign makes a database that is not a history of this version.
func foreign(t *testing.T, folder, name string, application, version int) string {
	t.Helper()
	path := filepath.Join(folder, name)
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	_, err = db.Exec(fmt.Sprintf("CREATE TABLE bookmark (url TEXT); PRAGMA application_id = %d; PRAGMA user_version = %d", application, version))
	require.NoError(t, err)
	require.NoError(t, db.Close())
	return path
}
