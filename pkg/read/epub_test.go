package read_test

import (
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/read"
)

// epub makes a book whose spine is all of its XHTML documents in their order.
func epub(tb testing.TB, metadata string, parts ...string) []byte {
	tb.Helper()
	var manifest, spine strings.Builder
	for i := 0; i < len(parts); i += 2 {
		if path.Ext(parts[i]) != ".xhtml" {
			continue
		}
		id, linear, properties := strconv.Itoa(i), "yes", ""
		if strings.Contains(parts[i], "aside") {
			linear = "no"
		}
		if strings.Contains(parts[i], "toc") {
			properties = "nav"
		}
		manifest.WriteString(`<item id="d` + id + `" href="` + strings.TrimPrefix(parts[i], "OPS/") + `" media-type="application/xhtml+xml" properties="` + properties + `"/>`)
		spine.WriteString(`<itemref idref="d` + id + `" linear="` + linear + `"/>`)
	}
	return packed(tb, append([]string{
		"mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container><rootfiles><rootfile full-path="OPS/package.opf"/></rootfiles></container>`,
		"OPS/package.opf", `<package xmlns:dc="d" xmlns:opf="o"><metadata>` + metadata + `</metadata><manifest>` + manifest.String() + `</manifest><spine>` + spine.String() + `</spine></package>`,
	}, parts...)...)
}

func page(body string) string {
	return `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>` + body + `</body></html>`
}

var epubCases = []struct{ name, one, notes, want string }{
	{
		"notes in another document",
		`<p>The tide rose.<a href="notes.xhtml#n1" id="r1" epub:type="noteref">1</a> It fell.<a href="notes.xhtml#n2" id="r2" epub:type="noteref">2</a></p>`,
		`<section epub:type="endnotes"><ol><li id="n1" epub:type="endnote"><p>One. <a href="one.xhtml#r1">↩</a></p></li><li id="n2" epub:type="endnote"><p>Two.</p></li></ol></section>`,
		"marker 1 -> 1 | The tide rose.\nmarker 2 -> 2 | It fell.\nnote 1: One.\nnote 2: Two.",
	},
	{
		"ids that several documents have",
		`<p>The tide rose.<a href="#n1" id="r1">1</a></p><p id="n1"><a href="#r1">1</a>. One.</p>`,
		`<p>It fell.<a href="#n1" id="r1">1</a></p><p id="n1"><a href="#r1">1</a>. Two.</p>`,
		"marker 1 -> 1 | The tide rose.\nmarker 1 -> 1#2 | It fell.\nnote 1: One.\nnote 1: Two.",
	},
	{
		"italics",
		`<p>The <i>tide</i> rose.<a href="notes.xhtml#n1" id="r1" epub:type="noteref">1</a></p>`,
		`<p id="n1" epub:type="endnote"><a href="one.xhtml#r1">1</a>. Ruiz, <i>Harbor Review</i>.</p>`,
		"note 1: Ruiz, Harbor Review.\nitalic Harbor Review | note 1",
	},
	{
		"asides, headers and elements that close themselves",
		`<header><h1>Tides</h1></header><p><a id="p1"/>The <span epub:type="pagebreak" id="pg2">2</span>tide rose.<a href="#f1" epub:type="noteref">*</a></p><aside id="f1" epub:type="footnote"><p>A star.</p></aside><aside><p>It fell.<a href="notes.xhtml#n1" epub:type="noteref">1</a></p></aside>`,
		`<p id="n1" role="doc-endnote">One, https://harbor.example/t.</p>`,
		"marker * -> * | The tide rose.\nmarker 1 -> 1 | It fell.\nnote * (footnote): A star.\nnote 1: One, https://harbor.example/t. | https://harbor.example/t\nlink https://harbor.example/t | note 1",
	},
}

func TestEPUB(t *testing.T) {
	for _, c := range epubCases {
		t.Run(c.name, func(t *testing.T) {
			requirePacked(t, "a.epub", epub(t, "", "OPS/one.xhtml", page(c.one), "OPS/notes.xhtml", page(c.notes)), c.want)
		})
	}
}

func TestEPUBOrder(t *testing.T) {
	source := epub(t, `<dc:title>The Long Tide</dc:title><dc:creator opf:role="ill">Jo Lee</dc:creator><dc:creator opf:role="aut">Ana Ruiz</dc:creator><dc:date>2021-06-04T00:00:00Z</dc:date><dc:language>en</dc:language>`,
		"OPS/toc.xhtml", page(`<nav><a href="one.xhtml">1</a></nav>`),
		"OPS/text/aside%20notes.xhtml", page(""), "OPS/text/aside notes.xhtml", page(`<p id="n1" role="doc-footnote">One.</p>`),
		"OPS/one.xhtml", page(`<p>The tide rose.<a role="doc-noteref" href="text/aside%20notes.xhtml#n1">1</a></p>`))
	requirePacked(t, "a.epub", source, "title: The Long Tide\nauthors: Ana Ruiz\npublished: 2021-06-04\nlang: en\nmarker 1 -> 1 | The tide rose.\nnote 1 (footnote): One.")
}

// A document of the spine that is not there is told; without any that is, there is nothing to read.
func TestEPUBMissingDocument(t *testing.T) {
	manifest := `<package><manifest><item id="a" href="one.xhtml" media-type="application/xhtml+xml"/><item id="b" href="two.xhtml" media-type="application/xhtml+xml"/></manifest>` +
		`<spine><itemref idref="a"/><itemref idref="b"/></spine></package>`
	index := `<container><rootfiles><rootfile full-path="OPS/package.opf"/></rootfiles></container>`
	a, err := read.Article(packed(t, "META-INF/container.xml", index, "OPS/package.opf", manifest, "OPS/two.xhtml", page("<p>The tide rose.</p>")), "a.epub")
	require.NoError(t, err)
	require.Equal(t, []string{"OPS/one.xhtml"}, a.Missing)
	_, err = read.Article(packed(t, "META-INF/container.xml", index, "OPS/package.opf", manifest), "a.epub")
	require.ErrorContains(t, err, "its spine names no document that is there")
}
