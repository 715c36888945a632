package ibid_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/archive"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

// copied is a web of which an archive has copies: one of each page from each of some days.
type copied struct {
	sites
	days   []string
	broken bool
	asked  []string
}

func (c *copied) Fetch(ctx context.Context, address string) (*web.Page, error) {
	page := func(status int, body string) *web.Page {
		return &web.Page{URL: address, Final: address, Status: status, Header: http.Header{}, Body: []byte(body), Retrieved: recorded}
	}
	path, ok := strings.CutPrefix(address, "https://web.archive.org")
	if !ok {
		return c.sites.Fetch(ctx, address)
	}
	c.asked = append(c.asked, address)
	switch {
	case c.broken:
		return page(http.StatusTooManyRequests, ""), nil
	case strings.HasPrefix(path, "/cdx/"):
		_, rest, _ := strings.Cut(path, "&to=")
		body := `[["timestamp","original","mimetype","statuscode"]`
		for _, day := range c.days {
			if rest == "" || day <= rest[:8] {
				body += fmt.Sprintf(`,["%s120000","https://review.example/a","text/html","200"]`, day)
			}
		}
		return page(http.StatusOK, body+"]"), nil
	case strings.HasPrefix(path, "/web/"):
		taken, err := time.Parse("20060102150405", path[len("/web/"):][:14])
		if err != nil {
			return nil, err
		}
		p := page(http.StatusOK, "a copy")
		p.Header.Set("Memento-Datetime", taken.Format(http.TimeFormat))
		return p, nil
	default:
		return page(http.StatusNotFound, ""), nil
	}
}

func checkCopies(t *testing.T, f web.Fetcher, inputs ...ibid.Input) *ibid.Result {
	t.Helper()
	finder := archive.NewFinder(archive.Options{Fetcher: f, Providers: []archive.Provider{archive.WaybackCDX}, Unpaced: true})
	return ibid.Check(t.Context(), ibid.Options{Fetcher: f, Gap: -1, Archives: finder}, inputs)
}

// published is an article in HTML with a date.
func published(date, address string) ibid.Input {
	source := fmt.Sprintf(`<!DOCTYPE html><html><head><meta property="article:published_time" content="%s"></head><body><article>
<p>The harbor was dredged, as <a href="%s">the tables</a> say, and again in the autumn of that year.</p></article></body></html>`, date, address)
	return ibid.Input{Path: date + ".html", Source: func(context.Context) ([]byte, error) { return []byte(source), nil }}
}

func TestCopiesOfWhatIsLost(t *testing.T) {
	f := &copied{sites: sites{pages: map[string]web.Page{tidePage: {Status: 404}, coastPage: webPage("")}}, days: []string{"20200101", "20210604", "20230101"}}
	r := checkCopies(t, f, noted("article.txt", tidePage, coastPage))
	require.Equal(t, "https://web.archive.org/web/20230101120000/https://review.example/a", r.Visits[0].Snapshot.URL, "no date is known")
	require.Nil(t, r.Visits[1].Snapshot)
	require.Empty(t, r.Unasked)
	for _, found := range r.Articles[0].Findings {
		if found.Rule == "dead-link" {
			require.Equal(t, "note 1: the page is gone, 404 Not Found: https://review.example/a; a copy of 2023-01-01 is at "+
				"https://web.archive.org/web/20230101120000/https://review.example/a", found.Message)
		}
	}
	for _, asked := range f.asked {
		require.NotContains(t, asked, "coast.example", "what is there is not asked for")
	}

	r = checkCopies(t, f, published("2021-07-01", tidePage))
	require.Equal(t, "2021-07-01", r.Articles[0].Article.Published)
	require.Equal(t, "https://web.archive.org/web/20210604120000/https://review.example/a", r.Visits[0].Snapshot.URL, "before it was published")
}

// A link to an archive that is lost is looked for as what it is a copy of; one that is there is of the same work.
func TestLinksToArchives(t *testing.T) {
	const link = "https://archive.ph/20210604120000/https://review.example/a"
	f := &copied{sites: sites{pages: map[string]web.Page{link: {Status: 404}}}, days: []string{"20200101"}}
	r := checkCopies(t, f, noted("article.txt", link))
	require.Equal(t, "https://web.archive.org/web/20200101120000/https://review.example/a", r.Visits[0].Snapshot.URL)

	f = &copied{sites: sites{pages: map[string]web.Page{link: webPage(""), tidePage: {Status: 404}}}}
	r = checkCopies(t, f, noted("article.txt", link, tidePage))
	require.Equal(t, [][]int{{1, 2}}, worksOf(r.Articles[0]))
}

// A copy is visited and so is what it is a copy of. That the page itself is gone is no fault of an article that cites the
// copy.
func TestOriginalsOfCopiesAreVisited(t *testing.T) {
	const link = "https://archive.ph/20210604120000/https://review.example/a"
	f := &copied{sites: sites{pages: map[string]web.Page{link: webPage(""), tidePage: {Status: 404}}}, days: []string{"20200101"}}
	r := checkCopies(t, f, noted("article.txt", link))
	require.Len(t, r.Visits, 2)
	require.False(t, r.Visits[0].Unlinked)
	require.Equal(t, live.Live, r.Visits[0].Diagnosis.State)
	require.True(t, r.Visits[1].Unlinked)
	require.Equal(t, tidePage, r.Visits[1].URL)
	require.Equal(t, live.Gone, r.Visits[1].Diagnosis.State)
	require.Nil(t, r.Visits[1].Snapshot, "the article cites one already")
	for _, found := range r.Articles[0].Findings {
		require.NotEqual(t, "dead-link", found.Rule)
	}
}

func TestCopyThatIsWithheld(t *testing.T) {
	const link = "https://web.archive.org/web/20210604120000/https://review.example/a"
	r := ibid.Check(t.Context(), ibid.Options{Fetcher: &sites{pages: map[string]web.Page{link: webPage("Excluded.")}}, Gap: -1},
		[]ibid.Input{noted("article.txt", link)})
	require.Equal(t, live.Diagnosis{State: live.Walled, By: "withheld-copy", Because: "the archive withholds its copy"}, r.Visits[0].Diagnosis)
}

func TestArchiveThatIsDown(t *testing.T) {
	f := &copied{broken: true, sites: sites{pages: map[string]web.Page{tidePage: {Status: 404}, coastPage: {Status: 410}}}}
	r := checkCopies(t, f, noted("article.txt", tidePage, coastPage))
	require.Equal(t, []ibid.Unasked{{Unasked: archive.Unasked{Provider: "wayback-cdx", Because: "its answer is 429 Too Many Requests"}, Addresses: 2}}, r.Unasked)
	require.Len(t, f.asked, 1)
	require.Empty(t, r.Partial)
	for _, found := range r.Articles[0].Findings {
		require.NotContains(t, found.Message, "a copy of")
	}
}

// What an archive said is recorded with everything else, and replayed.
func TestArchivesAreReplayed(t *testing.T) {
	f := &copied{sites: sites{pages: map[string]web.Page{tidePage: {Status: 404, Header: http.Header{}}}}, days: []string{"20210604"}}
	var file bytes.Buffer
	recorder := web.NewRecorder(f, &file, "ibid")
	first := checkCopies(t, recorder, noted("article.txt", tidePage))
	require.NoError(t, recorder.Err())
	replayer, err := web.Replay(bytes.NewReader(file.Bytes()))
	require.NoError(t, err)
	second := checkCopies(t, replayer, noted("article.txt", tidePage))
	require.NotNil(t, first.Visits[0].Snapshot)
	require.Equal(t, first.Visits[0].Snapshot, second.Visits[0].Snapshot)
	require.Equal(t, first.Articles[0].Findings, second.Articles[0].Findings)
}

// A run that ends while archives are asked is partial.
func TestPartialCopies(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	f := &stopping{&copied{sites: sites{pages: map[string]web.Page{tidePage: {Status: 404}}}}, 1, cancel}
	finder := archive.NewFinder(archive.Options{Fetcher: f, Unpaced: true})
	r := ibid.Check(ctx, ibid.Options{Fetcher: f, Gap: -1, Concurrency: 1, Archives: finder}, []ibid.Input{noted("article.txt", tidePage)})
	require.Equal(t, ibid.Interrupted, r.Partial)
	require.Equal(t, "dead-link", r.Articles[0].Findings[0].Rule)
}
