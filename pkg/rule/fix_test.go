package rule_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/read"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// applied is a source after some edits. Each has to stand in it just as it says.
func applied(t *testing.T, source string, edits []rule.Edit) string {
	t.Helper()
	var b strings.Builder
	at := 0
	for _, e := range edits {
		require.Empty(t, e.Span.Part)
		require.LessOrEqual(t, at, e.Span.Start, "two edits of one place")
		require.Equal(t, e.Was, source[e.Span.Start:e.Span.End])
		require.NotEqual(t, e.Was, e.Text)
		b.WriteString(source[at:e.Span.Start] + e.Text)
		at = e.Span.End
	}
	return b.String() + source[at:]
}

// checked are the findings of all rules on an article. Addresses of which its web says nothing are there, so that new ones
// can be visited.
func checked(t *testing.T, c *fixture, source string) []rule.Finding {
	t.Helper()
	name, answers := filepath.Base(c.name), c.web
	if answers != "" {
		a, err := read.Article([]byte(source), name)
		require.NoError(t, err)
		known := parseWeb(t, answers)
		var asked []string
		for _, l := range a.Links {
			asked = append(asked, l.URL, known[l.URL].to)
		}
		for _, url := range asked {
			if _, ok := known[url]; !ok && url != "" {
				answers = strings.TrimSpace(answers) + "\n" + url + " 200"
			}
		}
	}
	return rule.Check(passOf(t, rule.Example{Article: source, Web: answers, Style: c.style}, name), rule.All)
}

// fixedBy is an article after all fixes that one rule has for it; the same if there are none.
func fixedBy(t *testing.T, r rule.Rule, c *fixture) string {
	t.Helper()
	var edits []rule.Edit
	for _, f := range checked(t, c, c.article) {
		if f.Rule == r.Name && f.Fix != nil {
			edits = append(edits, f.Fix.Edits...)
		}
	}
	slices.SortFunc(edits, func(a, b rule.Edit) int { return a.Span.Start - b.Span.Start })
	return applied(t, c.article, slices.Compact(edits))
}

// Over all fixtures and examples: after a fix, its finding is gone, none of the rule's has come, and no error has. The
// rules that have fixes are these.
func TestFixes(t *testing.T) {
	tried := map[string]int{}
	for _, c := range everyFixture(t) {
		before := checked(t, c, c.article)
		for _, f := range before {
			if f.Fix == nil {
				continue
			}
			tried[f.Rule]++
			source := applied(t, c.article, f.Fix.Edits)
			require.NotEmpty(t, f.Fix.Summary)
			known := map[string]bool{}
			for _, x := range before {
				known[x.Fingerprint] = true
			}
			for _, x := range checked(t, c, source) {
				require.NotEqual(t, f.Fingerprint, x.Fingerprint, "%s: %s: the fix has not helped:\n%s", c.name, x.Message, source)
				grave := x.Rule == f.Rule || x.Severity == rule.Error
				require.False(t, grave && !known[x.Fingerprint], "%s: after %q: %s:\n%s", c.name, f.Message, x.Message, source)
			}
		}
	}
	require.ElementsMatch(t, []string{
		"broken-url", "doi-as-url", "insecure-scheme", "moved-link", "tracking-parameters", "unused-suppression", "url-punctuation",
	}, slices.Collect(maps.Keys(tried)))
}

// everyFixture are the articles of all rules' fixtures and examples.
func everyFixture(t *testing.T) []*fixture {
	t.Helper()
	var all []*fixture
	for _, r := range rule.All {
		archive, err := txtar.ParseFile(filepath.Join("testdata", r.Name+".txtar"))
		require.NoError(t, err)
		all = append(all, cases(t, archive)...)
		all = append(all,
			&fixture{name: "bad.txt", article: r.Bad.Article, web: r.Bad.Web, style: r.Bad.Style},
			&fixture{name: "good.txt", article: r.Good.Article, web: r.Good.Web, style: r.Good.Style})
	}
	return all
}

// Where a place is not known, where the new words would need escaping, and where a fix would be a guess, there is none.
func TestNoFix(t *testing.T) {
	const moved = "https://review.example/tide 301 -> "
	for _, c := range []struct{ name, path, article, web string }{
		{"a definition elsewhere", "a.rst", "It rose, see Ruiz_.\n\n.. _Ruiz: https://review.example/tide?utm_source=x\n", ""},
		{"one of two places is not known", "a.rst", "It rose, see Ruiz_. [1]_\n\n.. _Ruiz: https://review.example/tide?utm_source=x\n\n.. [1] https://review.example/tide?utm_source=x\n", ""},
		{"of a macro", "a.tex", "\\documentclass{article}\n\\newcommand{\\tide}[1]{\\url{https://review.example/#1?utm_source=x}}\n\\begin{document}\nIt rose.\\footnote{\\tide{1}}\n\\end{document}\n", ""},
		{"written with other references", "a.html", "<!DOCTYPE html><p>See <a href='https://review.example/?a=1&#38;utm_source=x'>Ruiz</a>.", ""},
		{"UTF-16", "a.txt", utf16("It rose, see https://review.example/tide?utm_source=x.\n"), ""},
		{"an ampersand in HTML", "a.html", "<!DOCTYPE html><p>See <a href='https://review.example/tide'>Ruiz</a>.", moved + "https://review.example/?a=1&copy=2"},
		{"a percent sign in LaTeX", "a.tex", "\\documentclass{article}\n\\begin{document}\nIt rose.\\footnote{\\url{https://review.example/tide}}\n\\end{document}\n", moved + "https://review.example/a%20b"},
		{"a parameter of a template", "a.wiki", "It rose.<ref>[https://review.example/tide Ruiz]</ref>\n", moved + "https://review.example/?id=1"},
		{"a bracket in Markdown", "a.md", "It rose, see [Ruiz](https://review.example/tide).\n", moved + "https://review.example/tide_(1"},
		{"a dash in AsciiDoc", "a.adoc", "It rose, see https://review.example/tide[Ruiz].\n", moved + "https://review.example/a--b"},
		{"a stop at the end of a bare address", "a.txt", "It rose, see https://review.example/tide now.\n", moved + "https://review.example/tides!"},
		{"an address that is none", "a.txt", "It rose, see https://review.example/tide now.\n", moved + "https://http://review.example/"},
		{"its mark would be lost", "a.tex", "\\documentclass{article}\n\\begin{document}\nIt rose.\\footnote{Ruiz, \\url{https://review.example/tide.}}\n\\end{document}\n", ""},
		{"the address answers as it stands", "a.md", "It rose, see [Ruiz](https://review.example/tide.).\n", "https://review.example/tide. 200"},
		{"the end may be cut off", "a.md", "It rose, see [Ruiz](<https://review.example/tide_(1>).\n", ""},
		{"a place in the document", "a.txt", "It rose.[1]\n\n[1] Ruiz, https://journals.example/doi/full/10.5555/tide.2021.14#s2.\n", ""},
		{"https was not seen", "a.txt", "It rose.[1]\n\n[1] Ruiz, http://review.example/tide, http://review.example/silt.\n", "http://review.example/tide 301 -> https://review.example/tide\nhttps://review.example/tide 200\nhttp://review.example/silt 200"},
		{"https leads elsewhere", "a.txt", "It rose.[1]\n\n[1] Ruiz, http://review.example/tide.\n", "http://review.example/tide 302 -> https://review.example/home\nhttps://review.example/home 200 <p>Home"},
		{"one of two rules has something to suppress", "a.md", "It rose.[^1]\n\n<!-- ibid: ignore title-slug, url-date -- why -->\n[^1]: Ana Ruiz, “Tide Tables,” Harbor Review, May 24, 2024, https://review.example/2022/05/24/tide.\n", ""},
		{"a comment that takes the line end with it", "a.tex", "\\documentclass{article}\n\\begin{document}\nIt rose.% ibid: ignore url-date -- why\nIt fell.\n\\end{document}\n", ""},
		{"a comment with more below", "a.rst", "It rose.\n\n.. ibid: ignore url-date -- why\n\n   and more\n\nIt fell.\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := checked(t, &fixture{name: c.path, web: c.web}, c.article)
			require.NotEmpty(t, found)
			some := false
			for _, f := range found {
				some = some || slices.Contains(fixing(), f.Rule)
				require.Nil(t, f.Fix, f.Message)
			}
			require.True(t, some, "no rule with fixes speaks here")
		})
	}
}

func fixing() []string {
	return []string{"broken-url", "doi-as-url", "insecure-scheme", "moved-link", "tracking-parameters", "unused-suppression", "url-punctuation"}
}

func utf16(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, c := range []byte(s) {
		b = append(b, c, 0)
	}
	return string(b)
}

// A fix of an article whose bytes are not what its reader took them for, or of a member of a container, is dropped.
func TestFixesAreHeldAgainstTheSource(t *testing.T) {
	const source = "It rose, see https://review.example/tide?utm_source=x.\n"
	for name, change := range map[string]func(*article.Article){
		"another source": func(a *article.Article) {
			a.Places[""] = article.NewPlaces([]byte(strings.ToUpper(source)), article.UTF8)
		},
		"no source": func(a *article.Article) { a.Places = nil },
		"a member": func(a *article.Article) {
			a.Places["word/document.xml"] = a.Places[""]
			a.Links[0].Address.Span.Part = "word/document.xml"
		},
		"another place": func(a *article.Article) { a.Links[0].Address.Span.Start--; a.Links[0].Address.Span.End-- },
		"two of one place": func(a *article.Article) {
			a.Links = append(a.Links, a.Links[0])
			a.Links[1].Address.Span.Start += len("https://")
			a.Links[1].Address.Text = a.Links[1].Address.Text[len("https://"):]
		},
		"": func(*article.Article) {},
	} {
		p := pass(t, rule.Example{Article: source})
		change(p.Article)
		found := rule.Check(p, []rule.Rule{rule.TrackingParameters})
		require.Len(t, found, 1, name)
		require.Equal(t, name == "", found[0].Fix != nil, name)
	}
}

// A comment is taken out with its line, whatever the line ends are, and paragraphs stay what they are.
func TestSuppressionsAreTakenOut(t *testing.T) {
	const order = "<!-- ibid: ignore url-date -- why -->"
	for _, c := range []struct{ name, source, want string }{
		{"CRLF", "It rose.\r\n\r\n" + order + "\r\n\r\nIt fell.\r\n", "It rose.\r\n\r\nIt fell.\r\n"},
		{"CR", "It rose.\r\r  " + order + " \r\rIt fell.\r", "It rose.\r\rIt fell.\r"},
		{"the last line has no end", "It rose.\n\n" + order, "It rose.\n\n"},
		{"the first line", order + "\nIt rose.\n", "It rose.\n"},
		{"a blank line of blanks", "It rose.\n \t\n" + order + "\n \t\nIt fell.\n", "It rose.\n \t\nIt fell.\n"},
		{"between the lines of a paragraph", "It rose.\n" + order + "\nIt fell.\n", "It rose.\n\nIt fell.\n"},
		{"before words", "It rose. " + order + "It fell.\n", "It rose. It fell.\n"},
		{"at the end of a long line", strings.Repeat("It rose. ", 1000) + order + "\n", strings.TrimRight(strings.Repeat("It rose. ", 1000), " ") + "\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := rule.Check(passOf(t, rule.Example{Article: c.source}, "a.md"), rule.All)
			found = slices.DeleteFunc(found, func(f rule.Finding) bool { return f.Rule != rule.UnusedSuppression.Name })
			require.Len(t, found, 1)
			require.NotNil(t, found[0].Fix)
			require.Equal(t, c.want, applied(t, c.source, found[0].Fix.Edits))
		})
	}
}

// A fix leaves alone the places at which its finding is suppressed, and is none where it cannot.
func TestFixOfAFindingInParts(t *testing.T) {
	const order = "<!-- ibid: ignore tracking-parameters -- as printed -->\n"
	const two = "It rose.[^1] It fell.[^2]\n\n" + order + "[^1]: Ana Ruiz, %s.\n[^2]: Jo Lee, %s.\n"
	address := "https://review.example/tide?utm_source=mail"
	for _, c := range []struct{ name, source, want string }{
		{"apart", fmt.Sprintf(two, address, address), fmt.Sprintf(two, address, "https://review.example/tide")},
		{"sharing the address", fmt.Sprintf(two, "[Tide][t]", "[Tide][t]") + "\n[t]: " + address + "\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := rule.Check(passOf(t, rule.Example{Article: c.source}, "a.md"), []rule.Rule{rule.TrackingParameters})
			require.Len(t, found, 2)
			require.NotNil(t, found[0].Suppression)
			if c.want == "" {
				require.Nil(t, found[1].Fix)
				return
			}
			require.NotNil(t, found[1].Fix)
			require.Equal(t, c.want, applied(t, c.source, found[1].Fix.Edits))
		})
	}
}

// A block of comment parts paragraphs, which a line of comment does not.
func TestBlocksOfCommentAreTakenOut(t *testing.T) {
	for source, want := range map[string]string{
		"It rose.\n// ibid: ignore url-date -- why\nIt fell.\n":              "It rose.\nIt fell.\n",
		"It rose.\n////\nibid: ignore url-date -- why\n////\nIt fell.\n":     "It rose.\n\nIt fell.\n",
		"It rose.\n\n////\nibid: ignore url-date -- why\n////\n\nIt fell.\n": "It rose.\n\nIt fell.\n",
	} {
		found := rule.Check(passOf(t, rule.Example{Article: source}, "a.adoc"), rule.All)
		found = slices.DeleteFunc(found, func(f rule.Finding) bool { return f.Rule != rule.UnusedSuppression.Name })
		require.Len(t, found, 1, source)
		require.NotNil(t, found[0].Fix, source)
		require.Equal(t, want, applied(t, source, found[0].Fix.Edits), source)
	}
}
