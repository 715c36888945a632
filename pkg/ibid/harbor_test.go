package ibid_test

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/fixtures"
	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/web"
)

// truth is what must come out of the article, as fixtures/harbor/truth.json says.
type truth struct {
	Title     string
	Authors   []string
	Published string
	URL       string
	Counts    map[string]any
	Notes     []struct {
		Label string
		URLs  []string
		Claim struct{ Begins, Ends string }
		// Clause is null where the claim is its whole sentence.
		Clause string
	}
	Repeated map[string][]struct {
		Title  string
		Notes  []string
		Ranges string `json:"note_ranges"`
		URLs   []string
	} `json:"repeated_works"`
	States []struct {
		URL    string
		State  string
		Status int
	}
	NotMarkers   []string                       `json:"not_markers"`
	Attributions []struct{ Source, Cue string } `json:"attributions_at_least"`
}

func harborTruth(t *testing.T) truth {
	t.Helper()
	var tr truth
	require.NoError(t, json.Unmarshal(fixture(t, "harbor/truth.json"), &tr))
	return tr
}

func fixture(t *testing.T, name string) []byte {
	t.Helper()
	source, err := fixtures.FS.ReadFile(name)
	require.NoError(t, err)
	return source
}

// inputs are fixtures as inputs.
func inputs(t *testing.T, names ...string) []ibid.Input {
	t.Helper()
	var all []ibid.Input
	for _, name := range names {
		source := fixture(t, name)
		all = append(all, ibid.Input{Path: name, Source: func(context.Context) ([]byte, error) { return source, nil }})
	}
	return all
}

func replayed(t *testing.T) web.Fetcher {
	t.Helper()
	replayer, err := web.Replay(bytes.NewReader(fixture(t, "harbor/web.warc.gz")))
	require.NoError(t, err)
	return replayer
}

func TestHarborReadsAsItIs(t *testing.T) {
	tr := harborTruth(t)
	for _, name := range []string{"harbor/harbor.txt", "harbor/harbor.html"} {
		t.Run(name, func(t *testing.T) {
			source := string(fixture(t, name))
			r := ibid.Read(t.Context(), inputs(t, name))
			require.Empty(t, r.Unread)
			a := r.Articles[0].Article
			require.Equal(t, tr.Title, a.Title)
			require.Equal(t, tr.Authors, a.Authors)
			require.Equal(t, tr.Published, a.Published)
			require.Equal(t, tr.URL, a.URL)
			require.Len(t, a.Markers, len(tr.Notes))
			require.Len(t, a.Notes, len(tr.Notes))
			for i, n := range a.Notes {
				want := tr.Notes[i]
				require.Equal(t, want.Label, n.Label)
				require.Equal(t, want.Label, a.Markers[i].Label)
				require.Equal(t, i, a.Markers[i].Note)
				requireURLs(t, want.URLs, a, n)
				claim := a.Claims[a.Markers[i].Claim]
				require.True(t, strings.HasPrefix(claim.Text, want.Claim.Begins), "note %s: %s", n.Label, claim.Text)
				require.True(t, strings.HasSuffix(claim.Text, want.Claim.Ends), "note %s: %s", n.Label, claim.Text)
				require.Equal(t, want.Clause, claim.Clause, "note %s", n.Label)
			}
			for _, m := range a.Markers {
				require.NotContains(t, tr.NotMarkers, source[m.Span.Start:m.Span.End])
			}
			for _, want := range tr.Attributions {
				require.True(t, slices.ContainsFunc(a.Attributions, func(x article.Attribution) bool {
					return strings.Contains(x.Source, want.Source) && x.Cue == want.Cue
				}), want)
			}
		})
	}
}

func requireURLs(t *testing.T, want []string, a *article.Article, n article.Note) {
	t.Helper()
	var got []string
	for _, l := range n.Links {
		if u := a.Links[l].URL; !slices.Contains(got, u) {
			got = append(got, u)
		}
	}
	require.Equal(t, want, got, "note %s", n.Label)
}

// The text and the page are one article: what is read from them is the same, but for where it stands.
func TestHarborIsTheSameInBothFormats(t *testing.T) {
	r := ibid.Read(t.Context(), inputs(t, "harbor/harbor.txt", "harbor/harbor.html"))
	text, page := r.Articles[0].Article, r.Articles[1].Article
	require.Equal(t, len(text.Claims), len(page.Claims))
	for i := range text.Claims {
		require.Equal(t, text.Claims[i].Text, page.Claims[i].Text)
		require.Equal(t, text.Claims[i].Clause, page.Claims[i].Clause)
	}
	for i := range text.Notes {
		require.Equal(t, text.Notes[i].Text, page.Notes[i].Text)
	}
	require.Equal(t, len(text.Quotations), len(page.Quotations))
	for i := range text.Quotations {
		require.Equal(t, text.Quotations[i].Text, page.Quotations[i].Text)
	}
}

func TestHarborURLsAreDistinctBySameness(t *testing.T) {
	a := ibid.Read(t.Context(), inputs(t, "harbor/harbor.txt")).Articles[0].Article
	keys := map[string]bool{}
	for _, l := range a.Links {
		if l.Note != article.None {
			key, ok := match.Address(l.URL)
			require.True(t, ok)
			keys[key] = true
		}
	}
	require.Len(t, keys, 21)
}

func TestHarborWorks(t *testing.T) {
	tr := harborTruth(t)
	for _, name := range []string{"harbor/harbor.txt", "harbor/harbor.html"} {
		for mode, o := range map[string]ibid.Options{"offline": {}, "online": {Fetcher: replayed(t), Gap: -1}} {
			t.Run(name+" "+mode, func(t *testing.T) {
				r := ibid.Check(t.Context(), o, inputs(t, name))
				c := r.Articles[0]
				require.InDelta(t, tr.Counts["works_"+mode], len(c.Works), 0)
				var got []cite.Work
				for _, w := range c.Works {
					if len(w.Notes) > 1 {
						got = append(got, w)
					}
				}
				require.Len(t, got, len(tr.Repeated[mode]))
				for i, want := range tr.Repeated[mode] {
					var labels []string
					for _, n := range got[i].Notes {
						labels = append(labels, c.Article.Notes[n].Label)
					}
					require.Equal(t, want.Title, got[i].Title)
					require.Equal(t, want.Notes, labels)
					require.Equal(t, want.Ranges, cite.Ranges(labels))
					require.Equal(t, want.URLs, got[i].URLs)
					require.Len(t, got[i].Claims, len(want.Notes))
				}
			})
		}
	}
}

func TestHarborDiagnoses(t *testing.T) {
	tr := harborTruth(t)
	r := ibid.Check(t.Context(), ibid.Options{Fetcher: replayed(t), Gap: -1}, inputs(t, "harbor/harbor.txt", "harbor/harbor.html"))
	got := map[string]ibid.Visit{}
	for _, v := range r.Visits {
		got[v.URL] = v
	}
	for _, want := range tr.States {
		require.Equal(t, want.State, string(got[want.URL].Diagnosis.State), want.URL)
		require.False(t, got[want.URL].Retrieved.IsZero())
	}
	require.Len(t, got, len(tr.States), "nothing else is visited")
	require.Empty(t, r.Partial)
}
