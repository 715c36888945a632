package ibid_test

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/web"
	"github.com/ibidcheck/ibid/pkg/web/hostile"
)

// hurried is a clock that runs a number of times as fast as the time of day.
func hurried(times int) web.Clock {
	start := time.Now()
	return web.Clock{
		Now:   func() time.Time { return start.Add(time.Since(start) * time.Duration(times)) },
		After: func(d time.Duration) <-chan time.Time { return time.After(d / time.Duration(times)) },
	}
}

// cites is an article with a note for each case.
func cites(w *hostile.Web) ibid.Input {
	var text, list strings.Builder
	for i, s := range w.Sites {
		fmt.Fprintf(&text, `The harbor was dredged %d times.<sup><a href="#n%d" id="r%d">%d</a></sup> `, i+2, i+1, i+1, i+1)
		address := html.EscapeString(s.URL)
		note := strings.Replace(html.EscapeString(s.Citation()), address, fmt.Sprintf(`<a href="%s">%s</a>`, address, address), 1)
		fmt.Fprintf(&list, "<li id=\"n%d\">%s <a href=\"#r%d\">↩</a></li>\n", i+1, note, i+1)
	}
	source := []byte("<!DOCTYPE html><html><body><article><p>" + text.String() + "</p><section class=\"footnotes\"><ol>" + list.String() +
		"</ol></section></article></body></html>")
	return ibid.Input{Path: "article.html", Source: func(context.Context) ([]byte, error) { return source, nil }}
}

// split parts the cases that are decided by a visitor's patience from the others.
func split(patience bool) []hostile.Case {
	var all []hostile.Case
	for _, c := range hostile.Cases() {
		if c.Patience == patience {
			all = append(all, c)
		}
	}
	return all
}

func TestHostileWeb(t *testing.T) { requireTruth(t, split(false), 20*time.Second) }

func TestHostileWebThatTakesItsTime(t *testing.T) { requireTruth(t, split(true), time.Second) }

// requireTruth has an article checked that cites all cases, and holds each link against its truth.
func requireTruth(t *testing.T, cases []hostile.Case, timeout time.Duration) {
	t.Helper()
	w, err := hostile.Start(cases)
	require.NoError(t, err)
	t.Cleanup(w.Close)
	clock := hurried(200)
	pace := web.NewPace(2, 0, clock)
	client := web.New(web.Options{
		AllowNetworks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Roots: w.Roots, Timeout: timeout, Pace: pace,
	})
	t.Cleanup(client.Close)
	var recording bytes.Buffer
	recorder := web.NewRecorder(ibid.Patient(client, clock), &recording, "ibid/test")
	o := ibid.Options{Fetcher: web.Once(recorder), Concurrency: 32, Pace: pace}
	r := ibid.Check(t.Context(), o, []ibid.Input{cites(w)})
	require.Empty(t, r.Partial)
	require.NoError(t, recorder.Err())
	requireSameWhenReplayed(t, r, w, recording.Bytes())
	visits := map[string]ibid.Visit{}
	for _, v := range r.Visits {
		visits[v.URL] = v
	}
	for _, s := range w.Sites {
		t.Run(s.Name, func(t *testing.T) {
			v, ok := visits[s.URL]
			require.True(t, ok, "%s was not read as an address", s.URL)
			require.Equal(t, s.Want, string(v.Diagnosis.State), "%s: %s: %s: %v", v.Diagnosis.By, v.Diagnosis.Because, s.URL, s.Asked())
			require.Equal(t, s.To, v.Diagnosis.To)
			require.NotEmpty(t, v.Diagnosis.Because)
			require.LessOrEqual(t, s.Requests(), s.Most, "%v", s.Asked())
		})
	}
}

// requireSameWhenReplayed holds what a recording of a run gives against the run itself, probes and certificates included.
func requireSameWhenReplayed(t *testing.T, r *ibid.Result, w *hostile.Web, recording []byte) {
	t.Helper()
	replayer, err := web.Replay(bytes.NewReader(recording))
	require.NoError(t, err)
	again := ibid.Check(t.Context(), ibid.Options{Fetcher: web.Once(replayer), Gap: -1}, []ibid.Input{cites(w)})
	require.Len(t, again.Visits, len(r.Visits))
	for i, v := range again.Visits {
		require.Equal(t, r.Visits[i].Diagnosis, v.Diagnosis, v.URL)
	}
}
