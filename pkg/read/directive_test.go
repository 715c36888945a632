package read_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/read"
)

func TestDirectives(t *testing.T) {
	const order = "ibid: ignore dead-link, url-date -- the mirror is being moved"
	cases := []struct{ name, path, source, comment string }{
		{"markdown", "a.md", "The tide rose.[^1]\n\n<!-- " + order + " -->\n[^1]: A book.\n", "<!-- " + order + " -->"},
		{"within a paragraph", "a.md", "The tide <!-- " + order + " --> rose.[^1]\n\n[^1]: A book.\n", "<!-- " + order + " -->"},
		{"over lines", "a.md", "<!--\nibid: ignore dead-link,\nurl-date --\nthe mirror is being moved\n-->\nThe tide rose.[^1]\n\n[^1]: A book.\n", "<!--\nibid: ignore dead-link,\nurl-date --\nthe mirror is being moved\n-->"},
		{"html", "a.html", "<!DOCTYPE html><p>The tide rose.</p><!-- " + order + " --><p>It fell.</p>", "<!-- " + order + " -->"},
		{"wikitext", "a.wiki", "The tide rose.<ref>A book.</ref>\n<!-- " + order + " -->\n", "<!-- " + order + " -->"},
		{"docbook", "a.xml", `<article xmlns="http://docbook.org/ns/docbook"><!-- ibid: ignore dead-link url-date — the mirror is being moved --><para>The tide rose.</para></article>`, "<!-- ibid: ignore dead-link url-date — the mirror is being moved -->"},
		{"latex", "a.tex", "\\documentclass{article}\n\\begin{document}\nThe tide rose.\\footnote{A book.} % " + order + "\n\\end{document}\n", "% " + order},
		{"rst", "a.rst", "The tide rose. [1]_\n\n.. " + order + "\n\n.. [1] A book.\n", ".. " + order},
		{"asciidoc", "a.adoc", "The tide rose.footnote:[A book.]\n\n// " + order + "\n\nIt fell.\n", "// " + order},
		{"org", "a.org", "The tide rose.[fn:1]\n\n# " + order + "\n[fn:1] A book.\n", "# " + order},
		{"text", "a.txt", "The tide rose.[1]\n\n  [" + order + "]\n[1] A book.\n", "[" + order + "]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a, err := read.Article([]byte(c.source), c.path)
			require.NoError(t, err)
			at := strings.Index(c.source, c.comment)
			require.Len(t, a.Directives, 1)
			require.Equal(t, article.Directive{
				Span: article.Span{Start: at, End: at + len(c.comment)},
				Verb: "ignore", Rules: []string{"dead-link", "url-date"}, Reason: "the mirror is being moved",
				Note: article.None, Paragraph: a.Directives[0].Paragraph,
			}, a.Directives[0])
			for _, p := range a.Paragraphs {
				require.NotContains(t, p.Text, "ibid:")
			}
			for _, n := range a.Notes {
				require.NotContains(t, n.Text, "ibid:")
			}
		})
	}
}

// What an article shows, of this program or of any other thing, is no word to this program.
func TestWordsThatAreNoDirectives(t *testing.T) {
	for path, source := range map[string]string{
		"code.md":      "Write this:\n\n```\n<!-- ibid: ignore dead-link -- why -->\n```\n\nor `<!-- ibid: ignore dead-link -- why -->`.\n",
		"other.md":     "<!-- see ibid: ignore dead-link -- why -->\nThe tide rose, ibid: ignore it.\n",
		"open.md":      "The tide rose.\n\n<!-- ibid: ignore dead-link -- why\n",
		"escaped.tex":  "\\documentclass{article}\n\\begin{document}\nBy 5\\% ibid: ignore dead-link -- why\n\\end{document}\n",
		"newline.tex":  "\\documentclass{article}\n\\begin{document}\nThe tide %\nibid: ignore dead-link -- why\n\\end{document}\n",
		"sentence.txt": "The board says [ibid: ignore dead-link -- why] in its report.\n",
		"address.adoc": "See http://ibid: ignore dead-link -- why\n",
		"literal.rst":  "Write::\n\n  .. ibid: ignore dead-link -- why\n\nand go.\n",
		"listing.adoc": "----\n// ibid: ignore dead-link -- why\n----\n",
		"shown.html":   "<!DOCTYPE html><p>Write &lt;!-- ibid: ignore dead-link -- why --&gt; there.</p>",
	} {
		a, err := read.Article([]byte(source), path)
		require.NoError(t, err, path)
		require.Empty(t, a.Directives, path)
	}
}

func TestDirectivesInWordProcessors(t *testing.T) {
	a, err := read.Article(docx(t, `<w:p><w:commentRangeStart w:id="4"/>`+rose+callOne+`<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r></w:p>`,
		"footnotes", noteOne,
		"comments", `<w:comment w:id="3"><w:p><w:r><w:t>ibid: ignore url-date -- attached to nothing</w:t></w:r></w:p></w:comment>`+
			`<w:comment w:id="4" w:author="Ana"><w:p><w:r><w:annotationRef/></w:r><w:r><w:t>ibid: ignore </w:t></w:r><w:r><w:t>dead-link – moved</w:t></w:r></w:p></w:comment>`), "a.docx")
	require.NoError(t, err)
	require.Len(t, a.Directives, 1)
	require.Equal(t, []string{"dead-link"}, a.Directives[0].Rules)
	require.Equal(t, "moved", a.Directives[0].Reason)
	require.Less(t, a.Directives[0].Span.Start, a.Markers[0].Span.Start)
	require.Greater(t, a.Directives[0].Span.End, a.Markers[0].Span.Start)

	a, err = read.Article(odt(t, `<text:p>The tide rose.<office:annotation><dc:creator>Ana</dc:creator><text:p>ibid: ignore <text:span>dead-link</text:span> — moved &amp; gone</text:p></office:annotation></text:p>`), "a.odt")
	require.NoError(t, err)
	require.Len(t, a.Directives, 1)
	require.Equal(t, []string{"dead-link"}, a.Directives[0].Rules)
	require.Equal(t, "moved & gone", a.Directives[0].Reason)
}
