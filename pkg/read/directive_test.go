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

// A comment on a mark alone is for its note, as one in a note is; one on words is for what they stand in.
func TestWhereDirectivesStandInWordProcessors(t *testing.T) {
	const commented = `<w:comment w:id="4"><w:p><w:r><w:t>ibid: ignore dead-link -- moved</w:t></w:r></w:p></w:comment>`
	const from, to = `<w:commentRangeStart w:id="4"/>`, `<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>`
	inNote := strings.Replace(noteTwo, "<w:p>", "<w:p>"+from, 1)
	inNote = strings.Replace(inNote, "</w:p>", to+"</w:p>", 1)
	const order = `<text:p>ibid: ignore dead-link -- moved</text:p></office:annotation>`
	note := func(label, words string) string {
		return `<text:note text:note-class="footnote"><text:note-citation>` + label + `</text:note-citation><text:note-body><text:p>` + words + `</text:p></text:note-body></text:note>`
	}
	cases := []struct {
		name, path string
		source     []byte
		part       string
		note       int
	}{
		{"a mark", "a.docx", docx(t, `<w:p>`+rose+callOne+fell+from+callTwo+to+`</w:p>`, "footnotes", noteOne+noteTwo, "comments", commented), "text/body.xml", 1},
		{"words and a mark", "a.docx", docx(t, `<w:p>`+rose+callOne+from+fell+callTwo+to+`</w:p>`, "footnotes", noteOne+noteTwo, "comments", commented), "text/body.xml", article.None},
		{"two marks", "a.docx", docx(t, `<w:p>`+rose+from+callOne+callTwo+to+`</w:p>`, "footnotes", noteOne+noteTwo, "comments", commented), "text/body.xml", article.None},
		{"in a note", "a.docx", docx(t, `<w:p>`+rose+callOne+fell+callTwo+`</w:p>`, "footnotes", noteOne+inNote, "comments", commented), "text/my-footnotes.xml", article.None},
		{"in a note", "a.odt", odt(t, `<text:p>It rose.`+note("1", "One.")+` It fell.`+note("2", `Two.<office:annotation><dc:creator>Ana</dc:creator>`+order)+`</text:p>`), "content.xml", 1},
		{"beside a note", "a.odt", odt(t, `<text:p>It rose.<office:annotation office:name="a">`+order+note("1", "One.")+`<office:annotation-end office:name="a"/></text:p>`), "content.xml", article.None},
	}
	for _, c := range cases {
		t.Run(c.path+" "+c.name, func(t *testing.T) {
			a, err := read.Article(c.source, c.path)
			require.NoError(t, err)
			require.Len(t, a.Directives, 1)
			d := a.Directives[0]
			require.Equal(t, "moved", d.Reason)
			require.Equal(t, c.part, d.Span.Part)
			require.Equal(t, c.note, d.Note)
			require.Equal(t, article.None, d.Paragraph)
			if c.part == "text/my-footnotes.xml" {
				require.LessOrEqual(t, d.Span.Start, a.Notes[1].Span.Start+len(from))
				require.GreaterOrEqual(t, d.Span.End, a.Notes[1].Span.End)
			}
		})
	}
}

func TestDirectivesInBooks(t *testing.T) {
	const order = "<!-- ibid: ignore dead-link -- moved -->"
	one := page(`<p>The tide rose.<a href="notes.xhtml#n1" id="r1" epub:type="noteref">1</a> It fell.<a href="notes.xhtml#n2" id="r2" epub:type="noteref">2</a></p><script>"` + order + `"</script>`)
	notes := page(`<ol><li id="n1" epub:type="endnote"><p>One. ` + order + ` <a href="one.xhtml#r1">↩</a></p></li><li id="n2" epub:type="endnote"><p>Two.</p></li></ol>`)
	a, err := read.Article(epub(t, "", "OPS/one.xhtml", one, "OPS/notes.xhtml", notes), "a.epub")
	require.NoError(t, err)
	at := strings.Index(notes, order)
	require.Equal(t, []article.Directive{{
		Span: article.Span{Part: "OPS/notes.xhtml", Start: at, End: at + len(order)},
		Verb: "ignore", Rules: []string{"dead-link"}, Reason: "moved", Note: 0, Paragraph: article.None,
	}}, a.Directives)
}

// Many comments in a large source cost no more than one each.
func TestManyDirectives(t *testing.T) {
	const order = "<!-- ibid: ignore dead-link -- moved -->"
	for name, source := range map[string]string{
		"a.wiki": strings.Repeat("It rose.<ref>"+order+" One.</ref>\n\n", 20_000),
		"a.html": "<!DOCTYPE html><body>" + strings.Repeat("<p>It rose. "+order+"</p>", 20_000),
		"a.md":   strings.Repeat("It rose. "+order+"\n\n", 20_000),
		"a.rst":  strings.Repeat(".. ibid: ignore dead-link -- moved\n\nIt rose.\n\n", 20_000),
	} {
		a, err := read.Article([]byte(source), name)
		require.NoError(t, err, name)
		require.Len(t, a.Directives, 20_000, name)
	}
}
