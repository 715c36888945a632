package report

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// parsedPage is a report's page, taken apart.
func parsedPage(t *testing.T, r *Report) *html.Node {
	t.Helper()
	text := written(t, HTML, r, Options{})
	require.NotContains(t, text, "ZgotmplZ", "the templates had to defend themselves")
	doc, err := html.Parse(strings.NewReader(text))
	require.NoError(t, err)
	return doc
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func wordsOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func reports() map[string]*Report {
	return map[string]*Report{
		"sample": sample(), "partial": partial(), "offline": offline(), "everywhere": everywhere(), "empty": {Summary: Summary{Unread: []Unread{{"a", "b"}}}},
	}
}

// Links within the page lead somewhere, names are unique, and nothing is in it but the page's own.
func TestHTMLIsWhole(t *testing.T) {
	for name, r := range reports() {
		t.Run(name, func(t *testing.T) {
			ids := map[string]bool{}
			var links []string
			for n := range parsedPage(t, r).Descendants() {
				if n.Type != html.ElementNode {
					continue
				}
				if id := attribute(n, "id"); id != "" {
					require.False(t, ids[id], "%s is there twice", id)
					ids[id] = true
				}
				href := attribute(n, "href")
				if strings.HasPrefix(href, "#") {
					links = append(links, href[1:])
				} else if href != "" {
					require.Regexp(t, `^https?://`, href)
				}
				require.NotContains(t, []string{"img", "iframe", "object", "link", "base"}, n.Data)
				for _, a := range n.Attr {
					require.False(t, strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src", "%s=%q", a.Key, a.Val)
				}
			}
			for _, to := range links {
				require.True(t, ids[to], "#%s leads nowhere", to)
			}
		})
	}
}

// The policy names the page's own style and script as they stand in the page, byte for byte.
func TestHTMLPolicy(t *testing.T) {
	var policy string
	found := map[string]string{}
	for n := range parsedPage(t, everywhere()).Descendants() {
		switch {
		case n.Data == "meta" && attribute(n, "http-equiv") == "Content-Security-Policy":
			policy = attribute(n, "content")
		case n.Data == "script" || n.Data == "style":
			require.NotContains(t, found, n.Data)
			found[n.Data] = wordsOf(n)
		}
	}
	require.Equal(t, "default-src 'none'; script-src '"+digest(found["script"])+"'; style-src '"+digest(found["style"])+"'; base-uri 'none'; form-action 'none'", policy)
}

// Every finding is in the page, with the notices that other formats leave to the section of repeated works.
func TestHTMLTellsAll(t *testing.T) {
	for name, r := range reports() {
		t.Run(name, func(t *testing.T) {
			text := wordsOf(parsedPage(t, r))
			for _, f := range r.Findings {
				require.Contains(t, text, clean(f.Message))
			}
			require.Contains(t, text, clean(outcome(r)))
			for _, u := range r.Summary.Unread {
				require.Contains(t, text, clean(u.Error))
			}
		})
	}
}

func TestHTMLCoverage(t *testing.T) {
	v := newHTMLView(sample())
	require.Equal(t, htmlCovered{Name: "claims", All: 7, Checked: 6, Missing: 1}, v.Coverage.Rows[0])
	require.Equal(t, htmlCovered{Name: "addresses", All: 16, Checked: 9, Missing: 7}, v.Coverage.Rows[3])
	missed := map[string]bool{}
	for _, m := range v.Coverage.Missed {
		for _, a := range m.Addresses {
			missed[a.URL] = true
		}
	}
	for _, p := range sample().Pages {
		require.Equal(t, stateOf(p).unchecked != noun{}, missed[p.URL], p.URL)
	}
	require.Contains(t, wordsOf(parsedPage(t, partial())), "This run is partial: interrupted.")
	require.Contains(t, wordsOf(parsedPage(t, offline())), "This run was made offline.")
	for _, s := range states {
		if s.unchecked != (noun{}) {
			require.Equal(t, standUnchecked.Class, s.standing().Class, s.word)
		} else {
			require.NotEqual(t, standUnchecked.Class, s.standing().Class, s.word)
		}
		require.Equal(t, s.name == "live", s.standing().Class == standFine.Class, s.word)
	}
}

func TestHTMLSegments(t *testing.T) {
	text := newHTMLView(sample()).Articles[0].Text
	var all []string
	for _, s := range append(text[0].Segments, text[2].Segments...) {
		all = append(all, s.Claim+"|"+s.To+"|"+s.Text)
	}
	require.Equal(t, []string{
		"a1-c1||The gauge on the north mole was read by hand until 1931.", "a1-c1|a1-n1|1",
		"a1-c4||The board", "a1-c4|| calls this ", "a1-c4||“a paper loss”", "a1-c4||, others a scandal.7 16 17",
	}, all)
	require.True(t, text[0].Segments[0].Begins)
	require.Nil(t, text[0].Segments[0].Ends)
	require.Equal(t, "a1-c1", text[0].Segments[1].Ends.Anchor)
	require.True(t, text[2].Segments[0].Named)
	require.True(t, text[2].Segments[2].Quoted)
}

// Marks that a report has from elsewhere may lie anywhere.
func TestHTMLSegmentsKeepAllWords(t *testing.T) {
	const text = "né à Sète, mort à Paris"
	for _, marks := range [][]Mark{
		nil, {{"c1", 0, 99}}, {{"c1", -1, 3}}, {{"c1", 5, 2}}, {{"c1", 2, 3}, {"m1", 2, 2}}, {{"c1", 0, len(text)}, {"c2", 3, 9}, {"m1", 4, 30}},
	} {
		joined := ""
		for _, s := range segments(Paragraph{Text: text, Marks: marks}, func(string, *htmlSegment) {}) {
			joined += s.Text
		}
		require.Equal(t, len([]rune(text)), len([]rune(strings.ToValidUTF8(joined, "\ufffd"))), "%v: %q", marks, joined)
	}
}

func TestHTMLLinked(t *testing.T) {
	hrefs := func(text string) (all []string) {
		for _, s := range linked(text) {
			if s.Href != "" {
				all = append(all, s.Href)
			}
		}
		return all
	}
	require.Equal(t, []string{"https://a.example/x", "http://b.example"}, hrefs("see (https://a.example/x), and <http://b.example>."))
	require.Empty(t, hrefs("javascript:alert(1) data:text/html,x //a.example ftp://a.example"))
	require.Equal(t, []htmlSegment{{Text: "plain"}}, linked("plain"))
}

func TestHTMLAbout(t *testing.T) {
	x := indexFindings(sample())
	about := map[string]htmlAbout{}
	for i, f := range x.order {
		about[f.Message] = x.about[i]
	}
	require.Equal(t, htmlAbout{article: 0, claims: []string{"c2", "c4"}, notes: []string{"n3", "n7"}}, about["notes 3 and 7 cite one document"])
	require.Equal(t, -1, about["the part is not well-formed"].article)
	require.Equal(t, 1, about["the article names 2 sources in words and has no note for them"].article)
}

// A note leads to the gravest of its findings, and counts the others.
func TestHTMLNoteWithManyFindings(t *testing.T) {
	r := sample()
	about := r.Articles[0].Notes[0]
	r.Findings = nil
	for i := range 20 {
		f := Finding{Rule: "title-slug", Severity: "info", Article: r.Articles[0].Path, Span: about.Span, Notes: []string{about.Label}}
		if i == 19 {
			f.Rule, f.Severity = "dead-link", "error"
		}
		r.Findings = append(r.Findings, f)
	}
	page := written(t, HTML, r, Options{})
	require.Equal(t, briefsShown, strings.Count(page, `<a class="brief`))
	require.Contains(t, page, `<span>and 8 more</span>`)
	_, briefs, _ := strings.Cut(page, `<a class="brief`)
	first, _, _ := strings.Cut(briefs, "</a>")
	require.Contains(t, first, "dead-link")
}

func TestHTMLLanguage(t *testing.T) {
	for tag, want := range map[string]string{"en": "en", "de-CH": "de-CH", "": "", "not a tag": "", `x"><script>`: "", "und": ""} {
		require.Equal(t, want, languageOf(tag), tag)
	}
}

func TestHTMLHistory(t *testing.T) {
	text := wordsOf(parsedPage(t, sample()))
	require.Contains(t, text, "Earlier runs, the oldest first:")
	require.Contains(t, written(t, HTML, sample(), Options{}), `aria-label="earlier runs: live on 3`)
	require.NotContains(t, wordsOf(parsedPage(t, offline())), "Earlier runs")
}

// A page that is lost is told of with the copy that was found.
func TestHTMLCopies(t *testing.T) {
	r := sample()
	copies := 0
	text := written(t, HTML, r, Options{})
	for _, p := range r.Pages {
		if p.Archived != nil {
			copies++
			require.Contains(t, text, "a copy of "+date(p.Archived.Taken.Format(time.DateOnly))+" is at <a class=\"url\" href=\""+p.Archived.URL)
		}
	}
	require.NotZero(t, copies)
}

func TestTimelineMoments(t *testing.T) {
	for edtf, want := range map[string][2]float64{
		"2024": {2024, 2025}, "2024-07": {2024.5, 2024.5833}, "2024-01-01": {2024, 2024}, "1999/2003": {1999, 2004}, "[2021-04-05,2021-05-04]": {2021, 2022},
	} {
		m, ok := momentOf(edtf)
		require.True(t, ok, edtf)
		require.InDelta(t, want[0], m.From, 0.001, edtf)
		require.InDelta(t, want[1], m.To, 0.001, edtf)
	}
	for _, edtf := range []string{"", "spring", hostile} {
		_, ok := momentOf(edtf)
		require.False(t, ok, edtf)
	}
	require.Equal(t, "1\u00a0source bears a date, 2024; 1\u00a0bears none.", datesSay(1, 1, "2024", "2024"))
	require.Equal(t, "No source bears a date.", datesSay(0, 3, "", ""))
}
