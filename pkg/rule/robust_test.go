package rule_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/read"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// requireSound runs all rules over an article and holds what they say to what every finding promises.
func requireSound(t *testing.T, a *article.Article, size int) {
	t.Helper()
	p := &rule.Pass{Article: a, Citations: cite.Citations(a)}
	p.Resolution = cite.Resolve(a, p.Citations, nil)
	seen := map[string]bool{}
	for _, f := range rule.Check(p, rule.All) {
		require.NotEmpty(t, f.Message, f.Rule)
		require.False(t, strings.HasSuffix(f.Message, ".") && !strings.Contains(f.Message, "http"), f.Message)
		require.Len(t, f.Fingerprint, 24)
		require.False(t, seen[f.Fingerprint], "two findings are alike: %s", f.Message)
		seen[f.Fingerprint] = true
		for _, s := range append([]article.Span{f.Span}, f.Related...) {
			require.LessOrEqual(t, 0, s.Start, f.Message)
			require.LessOrEqual(t, s.Start, s.End, f.Message)
			require.True(t, s.Part != "" || s.End <= size, f.Message)
		}
		for _, n := range f.Notes {
			require.Less(t, n, len(a.Notes), f.Message)
		}
	}
}

// The rules say something sound, or nothing, of whatever the readers make.
func TestRulesOnEveryFormat(t *testing.T) {
	paths, err := filepath.Glob("../read/testdata/*/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		source := archive.Files[0].Data
		if a, err := read.Article(source, archive.Files[0].Name); err == nil {
			requireSound(t, a, len(source))
		}
	}
}

// What is large and odd is gone through as well.
func TestRulesOnLargeArticles(t *testing.T) {
	for _, note := range []string{
		"()", "“", "«” ", "10.", "10.1234/", "doi:", "ISSN (a)", "/", "http:/", "“a” (b) [c] ", "https://journals.example/doi/10.5555/a ",
	} {
		source := tide("Ana Ruiz", strings.Repeat(note, 100_000))
		a, err := read.Article([]byte(source), "a.txt")
		require.NoError(t, err)
		requireSound(t, a, len(source))
	}
	for _, line := range []string{"[^%d]:\n", "[^%d]: (\n", "[^7]: “A\n"} {
		var b strings.Builder
		for i := range 20_000 {
			fmt.Fprintf(&b, "It rose.[^%d]\n\n", i)
			fmt.Fprintf(&b, strings.ReplaceAll(line, "7", "%d")+"\n", i)
		}
		a, err := read.Article([]byte(b.String()), "a.md")
		require.NoError(t, err)
		requireSound(t, a, b.Len())
	}
}

func FuzzRules(f *testing.F) {
	for _, r := range rule.All {
		f.Add(r.Bad.Article, "a.txt")
		f.Add(r.Good.Article, "a.md")
	}
	f.Add("T.[1]\n\n[1] “‘»«\" ([{)]}」 10.1234/ arXiv:. ISBN 97 ISSN: doi: https:// . http/// C:\\Users\\ file:///", "a.txt")
	f.Fuzz(func(t *testing.T, source, name string) {
		if a, err := read.Article([]byte(source), name); err == nil {
			requireSound(t, a, len(source))
		}
	})
}

// Fields that the format of a bibliography gives are read beside its words.
func TestFieldsOfTheBibliography(t *testing.T) {
	entry := func(s article.Source) article.Entry {
		return article.Entry{Words: article.Words{Text: "Ana Ruiz, Tides"}, Source: &s, Span: article.Span{Start: 3, End: 9}}
	}
	found := rule.Check(&rule.Pass{Article: &article.Article{Entries: []article.Entry{
		entry(article.Source{ISBN: "978-0-306-40615-7 0-306-40615-3", ISSN: "0378-5954"}),
		entry(article.Source{ISBN: "0-306-40615-2", ISSN: "03785955"}),
		{Words: article.Words{Text: "Jo Lee, Ports"}},
	}}}, []rule.Rule{rule.BadIdentifier})
	var said []string
	for _, f := range found {
		said = append(said, f.Message)
		require.Equal(t, 3, f.Span.Start)
	}
	require.Equal(t, []string{
		"the entry “Ana Ruiz, Tides”: ISBN 0-306-40615-3 does not add up: with these digits the last would be 2; copy it anew",
		"the entry “Ana Ruiz, Tides”: ISSN 0378-5954 does not add up: with these digits the last would be 5; copy it anew",
	}, said)
}

func BenchmarkRules(b *testing.B) {
	notes := make([]string, 1000)
	for i := range notes {
		notes[i] = fmt.Sprintf("Ana Ruiz, “Tide Tables (%d),” Harbor Review, May 3, 2021, ISBN 978-0-306-40615-7, doi:10.5555/tide.%d, "+
			"http://review.example/tide/%d?utm_source=x, accessed May 4, 2021.", i, i, i)
	}
	source := tide(notes...)
	a, err := read.Article([]byte(source), "a.txt")
	require.NoError(b, err)
	require.Len(b, a.Notes, len(notes))
	citations := cite.Citations(a)
	resolution := cite.Resolve(a, citations, nil)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		rule.Check(&rule.Pass{Article: a, Citations: citations, Resolution: resolution}, rule.All)
	}
}
