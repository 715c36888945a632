package ibid_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

// noted is an article in text, of one note for each address.
func noted(path string, addresses ...string) ibid.Input {
	var text, list strings.Builder
	for i, a := range addresses {
		fmt.Fprintf(&text, "The harbor was dredged %d times.[%d] ", i+2, i+1)
		fmt.Fprintf(&list, "[%d] Ana Ruiz, “Tide Tables,” %s\n", i+1, a)
	}
	source := []byte(text.String() + "\n\n" + list.String())
	return ibid.Input{Path: path, Source: func(context.Context) ([]byte, error) { return source, nil }}
}

// worksOf are the notes of each work, from 1.
func worksOf(c ibid.Checked) [][]int {
	var all [][]int
	for _, w := range c.Works {
		var labels []int
		for _, n := range w.Notes {
			labels = append(labels, n+1)
		}
		all = append(all, labels)
	}
	return all
}

func redirected(status int, from, to string) web.Page {
	p := webPage("")
	p.Hops = []web.Hop{{URL: from, Status: status, Header: http.Header{"Server": {"tide"}}, To: to}}
	p.Final = to
	return p
}

func head(links string) web.Page {
	return webPage("<!DOCTYPE html><html><head>" + links + "</head><body></body></html>")
}

func TestWorksByWhatTheWebSays(t *testing.T) {
	const a, b = "https://review.example/a", "https://coast.example/b"
	apart, one := [][]int{{1}, {2}}, [][]int{{1, 2}}
	canonical := func(address string) web.Page { return head(`<link rel="canonical" href="` + address + `">`) }
	header := func(field string) web.Page {
		return web.Page{Status: 200, Header: http.Header{"Content-Type": {"application/pdf"}, "Link": {field}}}
	}
	cases := []struct {
		name string
		a, b web.Page
		want [][]int
	}{
		{"two pages", head(""), head(""), apart},
		{"one redirects to the other", head(""), redirected(301, b, a), one},
		{"one redirects to the other for a while", head(""), redirected(302, b, a), one},
		{"both redirect to a third", redirected(301, a, "https://x.example/c"), redirected(302, b, "https://x.example/c"), one},
		{"one names the other as its address", head(""), canonical(a), one},
		{"both name a third", canonical("https://x.example/c"), canonical("https://x.example/c"), one},
		{"one names the other in its header", head(""), header(`<` + a + `>; rel="canonical"`), one},
		{
			"among other fields", head(""),
			header(`<https://x.example/y,z>; title="a, b"; rel=next, <` + a + `>; type=text/html; rel="alternate Canonical"`), one,
		},
		{"another field", head(""), header(`<` + a + `>; rel=alternate; title="rel=canonical"`), apart},
		{"a broken field", head(""), header(`<` + a), apart},
		{"both name the home page", canonical("https://x.example/"), canonical("https://x.example/"), apart},
		{"both name the home page by a file", canonical("https://x.example/index.html"), canonical("https://x.example/index.html"), apart},
		{"both name a login", canonical("https://x.example/login"), canonical("https://x.example/login"), apart},
		{"both name an error page", canonical("https://x.example/404"), canonical("https://x.example/404"), apart},
		{"both redirect to one home page", redirected(301, a, "https://x.example/"), redirected(302, b, "https://x.example/"), apart},
		{"both redirect to one login", redirected(302, a, "https://x.example/login"), redirected(302, b, "https://x.example/login"), apart},
		{"both redirect to one error page", redirected(302, a, "https://x.example/not-found"), redirected(301, b, "https://x.example/not-found"), apart},
		{"both are refused at one place", refusedAt(a, "https://x.example/c"), refusedAt(b, "https://x.example/c"), apart},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := &sites{pages: map[string]web.Page{a: c.a, b: c.b}}
			r := ibid.Check(t.Context(), ibid.Options{Fetcher: f, Gap: -1}, []ibid.Input{noted("article.txt", a, b)})
			require.Equal(t, c.want, worksOf(r.Articles[0]))
		})
	}
}

func refusedAt(from, to string) web.Page {
	p := redirected(302, from, to)
	p.Status = 403
	return p
}

func TestArticlesShareOneCrawl(t *testing.T) {
	f := &sites{pages: map[string]web.Page{
		"https://review.example/a": webPage(""), "https://review.example/b": webPage(""), "https://review.example/c": {Status: 404},
	}}
	var steps []string
	o := ibid.Options{Fetcher: f, Gap: -1, Concurrency: 1, Progress: func(done, all int) {
		steps = append(steps, fmt.Sprintf("%d of %d", done, all))
	}}
	r := ibid.Check(t.Context(), o, []ibid.Input{
		noted("1.txt", "https://review.example/a", "https://review.example/c", "https://review.example/a"),
		noted("2.txt", "https://review.example/b", "https://review.example/c"),
	})
	for _, name := range []string{"a", "b", "c"} {
		require.Equal(t, 1, f.visited["https://review.example/"+name])
	}
	require.Equal(t, []string{"0 of 3", "1 of 3", "2 of 3", "3 of 3"}, steps)
	var order []string
	for _, v := range r.Visits {
		order = append(order, v.URL[len("https://review.example/"):])
	}
	require.Equal(t, []string{"a", "c", "b"}, order)
	for _, c := range r.Articles {
		rules := map[string]int{}
		for _, f := range c.Findings {
			rules[f.Rule]++
		}
		require.Equal(t, 1, rules["dead-link"], c.Article.Path)
	}
	require.False(t, r.Offline)
	require.Empty(t, r.Partial)
}

// An article on the web that is cited as well, by itself or by another, is fetched once.
func TestArticleThatIsCitedIsFetchedOnce(t *testing.T) {
	const address = "https://review.example/essay"
	essay := webPage(`<p>The harbor was dredged; see <a href="` + address + `#more">more</a>.</p>`)
	counter := &sites{pages: map[string]web.Page{address: essay}}
	f := web.Once(counter)
	all := append(ibid.Inputs([]string{address}, nil, f), noted("other.txt", address))
	r := ibid.Check(t.Context(), ibid.Options{Fetcher: f, Gap: -1}, all)
	require.Empty(t, r.Unread)
	require.Len(t, r.Visits, 2, "with its fragment and without")
	require.Equal(t, 1, counter.visited[address])
}

// What a publisher keeps from programs, the registry of DOIs may tell.
func TestTheRegistryOfDOIsIsAsked(t *testing.T) {
	const address = "https://doi.org/10.1234/tide.7"
	f := &sites{pages: map[string]web.Page{
		address: {Status: 403},
		"https://doi.org/api/handles/10.1234/tide.7": {Status: 200, Body: []byte(`{"responseCode":100}`)},
	}}
	r := ibid.Check(t.Context(), ibid.Options{Fetcher: f, Gap: -1}, []ibid.Input{noted("article.txt", address)})
	require.Equal(t, live.Gone, r.Visits[0].Diagnosis.State)
	require.Equal(t, 1, f.visited["https://doi.org/api/handles/10.1234/tide.7"])
}

// Pages may be shared between their callers, so what is kept of one must leave the page as it was.
func TestPagesStayAsTheyAre(t *testing.T) {
	const from, to = "https://review.example/a", "https://review.example/2024/a"
	page := redirected(301, from, to)
	f := &sites{pages: map[string]web.Page{from: page}}
	r := ibid.Check(t.Context(), ibid.Options{Fetcher: f, Gap: -1}, []ibid.Input{noted("article.txt", from)})
	require.Equal(t, "tide", page.Hops[0].Header.Get("Server"))
	require.Equal(t, []web.Hop{{URL: from, Status: 301, To: to}}, r.Visits[0].Hops)
}

// stopping answers until it has been asked often enough; then the run is broken off.
type stopping struct {
	web.Fetcher
	left int
	stop context.CancelFunc
}

func (s *stopping) Fetch(ctx context.Context, address string) (*web.Page, error) {
	if s.left == 0 {
		s.stop()
		<-ctx.Done()
		return nil, ctx.Err()
	}
	s.left--
	return s.Fetcher.Fetch(ctx, address)
}

func TestPartialResult(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	f := &sites{pages: map[string]web.Page{"https://review.example/a": {Status: 404}}}
	o := ibid.Options{Fetcher: &stopping{f, 1, cancel}, Gap: -1, Concurrency: 1}
	r := ibid.Check(ctx, o, []ibid.Input{noted("article.txt",
		"https://review.example/a", "https://review.example/b", "https://review.example/c")})
	require.Equal(t, ibid.Interrupted, r.Partial)
	require.Len(t, r.Articles, 1)
	require.Len(t, r.Visits, 3)
	require.Equal(t, live.Gone, r.Visits[0].Diagnosis.State)
	for _, v := range r.Visits[1:] {
		require.Equal(t, live.Diagnosis{State: live.Undecided, Because: "the run ended before it was visited"}, v.Diagnosis)
		require.True(t, v.Retrieved.IsZero())
	}
	var rules []string
	for _, f := range r.Articles[0].Findings {
		rules = append(rules, f.Rule)
	}
	require.Equal(t, []string{"dead-link"}, rules, "what was not visited is told by the coverage")
}

func TestDeadline(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 0)
	defer cancel()
	r := ibid.Check(ctx, ibid.Options{Fetcher: &sites{}}, []ibid.Input{noted("article.txt", "https://review.example/a")})
	require.Equal(t, ibid.PastItsTime, r.Partial)
	require.Empty(t, r.Articles)
	require.Len(t, r.Unread, 1)
}

func TestOffline(t *testing.T) {
	r := ibid.Check(t.Context(), ibid.Options{}, []ibid.Input{noted("article.txt", "https://review.example/a", "https://review.example/a")})
	require.True(t, r.Offline)
	require.Empty(t, r.Visits)
	require.Empty(t, r.Partial)
	require.Len(t, r.Articles[0].Findings, 1)
	require.Equal(t, "repeat-citation", r.Articles[0].Findings[0].Rule)
}
