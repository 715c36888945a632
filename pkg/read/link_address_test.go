package read_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/read"
)

// The place of an address is that of the address alone, whatever the format puts around it.
func TestAddressesHaveTheirPlaces(t *testing.T) {
	const u = "https://a.example/tide_(1)?x=1"
	tex := func(s string) string {
		return "\\documentclass{article}\n\\begin{document}\nThe tide rose. " + s + "\n\\end{document}\n"
	}
	cases := []struct{ name, path, source, address, shown string }{
		{"text", "a.txt", "The tide rose, see " + u + ".\n", u, ""},
		{"text in a note", "a.txt", "The tide rose.[1]\n\n[1] Ruiz, " + u + ".\n", u, ""},
		{"a bare address in Markdown", "a.md", "The tide rose, see " + u + ".\n", u, ""},
		{"a bare address in emphasis", "a.md", "The tide rose, see **" + u + "**.\n", u, ""},
		{"a bare address in brackets", "a.md", "The tide rose (" + u + ").\n", u, ""},
		{"a bare address in a note", "a.md", "The tide rose.[^1]\n\n[^1]: Ruiz, *Tides*, " + u + ".\n", u, ""},
		{"in angle brackets", "a.md", "The tide rose, see <" + u + ">.\n", u, ""},
		{"an inline link", "a.md", "The tide rose, see [here](" + u + ").\n", u, ""},
		{"with a title", "a.md", "The tide rose, see [here]( " + u + "\n  \"Tide\").\n", u, ""},
		{"in angle brackets", "a.md", "The tide rose, see [here](<" + u + ">).\n", u, ""},
		{"with emphasis at its end", "a.md", "The tide rose, see [*here* **and `there`**](" + u + ").\n", u, ""},
		{"of its own words", "a.md", "The tide rose, see [" + u + "](" + u + ").\n", u, u},
		{"without words", "a.md", "The tide rose.[](" + u + ")\n", u, ""},
		{"with an escape", "a.md", "See [here](https://a.example/tide\\_1?x=1&amp;y=2).\n", "https://a.example/tide\\_1?x=1&amp;y=2", ""},
		{"in a note behind front matter", "a.md", "---\ntitle: Tide\n---\nIt rose.[^1]\n\n[^1]: See [here](" + u + ").\n", u, ""},
		{"in an inline note", "a.md", "It rose.^[See [here](" + u + ").]\n", u, ""},
		{"defined elsewhere", "a.md", "The tide rose, see [here][1].\n\n[1]: " + u + "\n", u, ""},
		{"defined twice", "a.md", "---\na: b\n---\n> The tide rose, see [Ruiz and *Lee*].\n\n  [ruiz and  *LEE*]:\n  <" + u + "> 'Tide'\n[Ruiz and *Lee*]: https://b.example\n", u, ""},
		{"defined in a quotation", "a.md", "The tide rose, see [here].\n\n> [here]: " + u + "\n", u, ""},
		{"a picture's", "a.md", "The tide rose. [![x](https://b.example/1.png)](" + u + ")\n", "", ""},
		{"HTML in Markdown", "a.md", "It rose, <a title='>' href=\"" + u + "\">here</a>.\n", u, ""},
		{"HTML", "a.html", "<!DOCTYPE html><p>It rose, <a class=x HREF = '" + u + "' data-href='https://b.example'>here</a>.", u, ""},
		{"HTML, unquoted", "a.html", "<!DOCTYPE html><p>It rose, <a download href=" + u + ">here</a>.", u, ""},
		{"HTML, with a reference", "a.html", "<!DOCTYPE html><p>It rose, <a href='" + u + "&amp;y=2'>" + u + "&amp;y=2</a>.", u + "&amp;y=2", u + "&amp;y=2"},
		{"HTML, twice", "a.html", "<!DOCTYPE html><p>It rose, <a href=\"" + u + "\"> " + u + "</a>.", u, u},
		{"HTML, bare", "a.html", "<!DOCTYPE html><p>It rose, " + u + "&amp;y=2.", u + "&amp;y=2", ""},
		{"url", "a.tex", tex(`\footnote{\url{https://a.example/tide\_1\%20}}`), `https://a.example/tide\_1\%20`, ""},
		{"href", "a.tex", tex(`\footnote{\href{` + u + `}{here}}`), u, ""},
		{"href of its own words", "a.tex", tex(`\footnote{\href{https://a.example/1}{https://a.example/1}}`), "https://a.example/1", "https://a.example/1"},
		{"of a macro", "a.tex", "\\documentclass{article}\n\\newcommand{\\tide}[1]{\\url{https://a.example/#1}}\n\\begin{document}\nIt rose.\\footnote{\\tide{1}}\n\\end{document}\n", `\tide{1}`, ""},
		{"reStructuredText", "a.rst", "The tide rose, see `here <" + u + ">`_.\n", u, ""},
		{"reStructuredText, bare", "a.rst", "The tide rose, see " + u + ".\n", u, ""},
		{"AsciiDoc", "a.adoc", "The tide rose, see https://a.example/1[here].\n", "https://a.example/1", ""},
		{"AsciiDoc, a macro", "a.adoc", "The tide rose, see link:https://a.example/1[here].\n", "https://a.example/1", ""},
		{"Org", "a.org", "The tide rose, see [[https://a.example/1][here]].\n", "https://a.example/1", ""},
		{"Org, without words", "a.org", "The tide rose, see [[https://a.example/1]].\n", "https://a.example/1", ""},
		{"wikitext", "a.wiki", "The tide rose, see [https://a.example/1 here].\n", "https://a.example/1", ""},
		{"JATS", "a.xml", `<article article-type="x" xmlns:xlink="http://www.w3.org/1999/xlink"><body><p>It rose, <ext-link ext-link-type="uri" xlink:href="` + u + `&amp;y=2">here</ext-link>.</p></body></article>`, u + "&amp;y=2", ""},
		{"DocBook", "a.xml", `<article xmlns="http://docbook.org/ns/docbook"><para>It rose, <link xlink:href="` + u + `">` + u + `</link>.</para></article>`, u, u},
		{"TEI", "a.xml", `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>It rose, <ref target="` + u + `">here</ref>.</p></body></text></TEI>`, u, ""},
	}
	for _, c := range cases {
		t.Run(c.path+" "+c.name, func(t *testing.T) {
			a, err := read.Article([]byte(c.source), c.path)
			require.NoError(t, err)
			require.Len(t, a.Links, 1)
			l := a.Links[0]
			require.Equal(t, c.address, l.Address.Text)
			require.Equal(t, c.address, c.source[l.Address.Span.Start:l.Address.Span.End])
			require.Equal(t, c.shown, l.Shown.Text)
			require.Equal(t, c.shown, c.source[l.Shown.Span.Start:l.Shown.Span.End])
			if c.shown != "" {
				require.NotEqual(t, l.Address.Span, l.Shown.Span)
			}
		})
	}
}
