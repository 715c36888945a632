package read_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/read"
)

// Sources that are large or nested in one respect are read in time that grows with their size.
func TestLargeMarkup(t *testing.T) {
	const n = 50_000
	cases := []struct{ name, path, source string }{
		{"marks", "a.rst", strings.Repeat("It rose [#]_\n", n) + "\n" + strings.Repeat(".. [#] A note.\n", n)},
		{"stars", "a.rst", strings.Repeat(" *a", n)},
		{"backquotes", "a.rst", strings.Repeat(" `a", n)},
		{"literals", "a.rst", strings.Repeat(" ``a", n)},
		{"substitutions of themselves", "a.rst", ".. |a| replace:: |a| |a| |a|\n\nIt |a| rose.\n"},
		{"growing substitutions", "a.rst", many(60, ".. |a%d| replace:: |b| |b| |b|\n") + ".. |b| replace:: " + strings.Repeat("|c| ", 1000) + "\n.. |c| replace:: " + strings.Repeat("x", 9000) + "\n\nIt |b| |b|\n"},
		{"nested lists", "a.rst", strings.Repeat("- ", n) + "x"},
		{"indents", "a.rst", nested(2000)},
		{"comments", "a.rst", strings.Repeat(".. \n\n", n) + "x"},
		{"bars", "a.rst", strings.Repeat("+-+\n| |\n", n) + "\nx"},
		{"targets", "a.rst", ".. _a: b_\n.. _b: a_\n\n" + strings.Repeat("a_ ", n)},
		{"open notes", "a.adoc", strings.Repeat("footnote:[ ", n)},
		{"open notes that close once", "a.adoc", strings.Repeat("footnote:[ ", n) + "]"},
		{"nested notes", "a.adoc", strings.Repeat("a footnote:[b ", n) + strings.Repeat("]", n)},
		{"notes of a paragraph", "a.adoc", strings.Repeat("It rose.footnote:[A note.] ", n)},
		{"brackets", "a.adoc", "x " + strings.Repeat("[", 4*n)},
		{"emphasis", "a.adoc", strings.Repeat(" *a _b `c +d #e", n)},
		{"growing attributes", "a.adoc", ":a0: xxxxxxxxxxxxxxxx\n" + many(60, ":a%d: {a0}{a0}{a0}{a0}\n:a0: {a%[1]d}{a%[1]d}\n") + "\nIt {a0} rose.\n"},
		{"attributes", "a.adoc", ":a: " + strings.Repeat("x", 10_000) + "\n\n" + strings.Repeat("{a}", n)},
		{"cells", "a.adoc", "|===\n" + strings.Repeat("|a", n)},
		{"conditions", "a.adoc", "x\n" + strings.Repeat("ifdef::a[]\n", n)},
		{"open inline notes", "a.org", strings.Repeat("[fn::a ", n)},
		{"inline notes", "a.org", strings.Repeat("It rose.[fn::A note.] ", n)},
		{"open links", "a.org", strings.Repeat("[[a", n)},
		{"emphasis", "a.org", strings.Repeat(" *a /b =c ~d", n)},
		{"drawers", "a.org", strings.Repeat(":A:\n", n) + "x"},
		{"open blocks", "a.org", strings.Repeat("#+begin_src\n", 5000) + "x"},
		{"open refs", "a.wiki", strings.Repeat("<ref>a ", n)},
		{"refs", "a.wiki", strings.Repeat("It rose.<ref>A note.</ref> ", n)},
		{"open braces", "a.wiki", "x" + strings.Repeat("{{a|", n)},
		{"nested braces", "a.wiki", "x" + strings.Repeat("{{a|", n) + strings.Repeat("}}", n)},
		{"open brackets", "a.wiki", strings.Repeat("[[a|", n)},
		{"nested brackets", "a.wiki", strings.Repeat("[[a|", n) + strings.Repeat("]]", n)},
		{"open elements", "a.wiki", "x" + strings.Repeat("<pre>", n) + strings.Repeat("<nowiki>", n) + strings.Repeat("<code>", n)},
		{"comments", "a.wiki", "x" + strings.Repeat("<!-- ", n)},
		{"tables", "a.wiki", strings.Repeat("{|\n|a||b\n", n)},
		{"signs", "a.wiki", "x" + strings.Repeat("<", n)},
	}
	for _, c := range cases {
		t.Run(c.path[2:]+"/"+c.name, func(t *testing.T) {
			begun := time.Now()
			_, err := read.Article([]byte(c.source), c.path)
			require.NoError(t, err)
			t.Logf("%d bytes in %v", len(c.source), time.Since(begun))
		})
	}
}

// nested is lines each of which is indented more than the one before.
func nested(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "x\n")
	}
	return b.String()
}

// Plain text is not taken for any of these formats by what it begins with.
func TestMarkupIsNotGuessed(t *testing.T) {
	for _, source := range []string{
		"= 5\nis what it rose by\n", "* An item.\n* Another.\n", "PEP talk: hear it\n", "#+ of ours\n", "{{x}} is a template\n", "<pre>\nx\n</pre>\n",
	} {
		a, err := read.Article([]byte(source), "a.txt")
		require.NoError(t, err)
		require.Equal(t, "text", a.Format, source)
	}
}

func FuzzRST(f *testing.F) {
	f.Add("It rose. [1]_ `a <https://ex.example>`_ |s| a_ b__\n\n.. [1] One\n   more::\n\n   x\n.. |s| replace:: [#]_\n.. [#] Auto\n.. _a: https://ex.example\n__ b_\n")
	f.Add("PEP: 1\nTitle: A\n\n+--+--+\n|a |b |\n+--+--+\n\n== ==\na  b\n== ==\n\n.. note:: x\n   :y: z\n\n>>> a\n\n- 1. x\n")
	f.Fuzz(func(t *testing.T, source string) { requireReadable(t, []byte(source), "a.rst") })
}

func FuzzAsciiDoc(f *testing.F) {
	f.Add("= T\nAna Ruiz\n:a: b{c}\n\nIt {a} rose.footnote:x[A [[b]] link:http://a[b\\] c]] footnote:x[] *b* `c` +d+ \"`e`\" <<f,g>>\n\n|===\n|a 2+l|b\n|===\n\n----\nx\n----\n")
	f.Add("ifdef::a[]\nx\nendif::[]\nT\n--\na:: b\n* [ ] c ((d)) (((e))) [.r]#f# https://a.example[b^] \\footnote:[x] +\n")
	f.Add("((a)) b\n\n +")
	f.Fuzz(func(t *testing.T, source string) { requireReadable(t, []byte(source), "a.adoc") })
}

func FuzzOrg(f *testing.F) {
	f.Add("#+TITLE: a\n* TODO b :c:\n:P:\n:END:\nIt[fn:1] rose[fn::x [[https://a.example][b]]] *c* ~d~ src_x{y} <https://e.example>\n#+begin_src\nx\n#+end_src\n| a | b |\n\n[fn:1] One\n\n\nx\n")
	f.Add("#+LINK: a https://%s\n* COMMENT b\nx\n* c\n- [ ] d\n: e\n[fn:x] [[a:b]] [fn:y:z]\n")
	f.Fuzz(func(t *testing.T, source string) { requireReadable(t, []byte(source), "a.org") })
}

func FuzzWikitext(f *testing.F) {
	f.Add("{{a|b<ref>c</ref>}}\n'''It''' rose<ref name=\"a\" group=n>{{cite web|url=https://a.example|title=b}}</ref><ref name=a group=n /> [https://b.example c] [[d|e]]\n{|\n! a !! b\n|-\n| x=y | c || d\n|}\n")
	f.Add("<pre>\nBIP: 1\nTitle: a\n</pre>\n== b ==\n{{sfn|a|2001}} {{efn|b}} {{reflist|refs=<ref name=c>d</ref>}}\n<references><ref name=x>y</ref></references>\n <nowiki>a</nowiki><!-- b --><code>c</code>\n[[File:a|b]]\n")
	f.Fuzz(func(t *testing.T, source string) { requireReadable(t, []byte(source), "a.wiki") })
}

func BenchmarkMarkup(b *testing.B) {
	for _, c := range []struct{ path, source string }{
		{"a.rst", "The board met in *May* and `said <https://ex.example/m>`_ so. [%d]_ It then ``sat`` for an hour.\n\n.. [%[1]d] Minutes, https://ex.example/%[1]d.\n\n"},
		{"a.adoc", "The board met in _May_ and https://ex.example/m[said] so.footnote:[Minutes, https://ex.example/%d.] It then `sat` for an hour.\n\n"},
		{"a.org", "The board met in /May/ and [[https://ex.example/m][said]] so.[fn:%d] It then ~sat~ for an hour.\n\n[fn:%[1]d] Minutes, https://ex.example/%[1]d.\n\n"},
		{"a.wiki", "The board met in ''May'' and [https://ex.example/m said] so.<ref>Minutes, https://ex.example/%d.</ref> It then <code>sat</code> for an hour.\n\n"},
	} {
		b.Run(c.path[2:], func(b *testing.B) { benchmark(b, []byte(many(2000, c.source)), c.path) })
	}
}
