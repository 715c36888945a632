package read_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/read"
)

// An XML document is known by its root element, its namespace or its document type, whatever its file is called.
func TestXMLFormats(t *testing.T) {
	const docbook = `xmlns="http://docbook.org/ns/docbook"`
	long := "<!--" + strings.Repeat(" licence ", 300) + "-->"
	cases := []struct{ source, path, format string }{
		{`<article article-type="x"><body><p>a</p></body></article>`, "a", "jats"},
		{`<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD Journal Publishing DTD v3.0//EN" "x"><article><body><p>a</p></body></article>`, "a", "jats"},
		{`<pmc-articleset><article><front><article-meta/></front><body><p>a</p></body></article></pmc-articleset>`, "a", "jats"},
		{`<?xml version="1.0"?>` + long + `<article><front/><body><p>a</p></body></article>`, "a.xml", "jats"},
		{`<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>a</p></body></text></TEI>`, "a", "tei"},
		{`<?xml version="1.0"?>` + long + `<TEI.2><text><body><p>a</p></body></text></TEI.2>`, "a.xml", "tei"},
		{`<article ` + docbook + `><para>a</para></article>`, "a", "docbook"},
		{`<?xml version="1.0"?>` + long + `<book ` + docbook + `><para>a</para></book>`, "a.xml", "docbook"},
		{`<?xml version="1.0"?><!DOCTYPE chapter PUBLIC "-//OASIS//DTD DocBook XML V4.5//EN" "x"><chapter><para>a</para></chapter>`, "a", "docbook"},
		{`<article><h1>a</h1><p>b</p></article>`, "a", "html"},
	}
	for _, c := range cases {
		a, err := read.Article([]byte(c.source), c.path)
		require.NoError(t, err, c.source)
		require.Equal(t, c.format, a.Format, c.source)
	}
	for source, message := range map[string]string{
		`<?xml version="1.0"?><project><name>a</name></project>`: "this is XML with the root element project, which is none of JATS, TEI and DocBook; save it as one of these",
		`<article article-type="x"></article>`:                   read.ErrNoText.Error(),
		`<article article-type="x"><body>a</article>`:            "",
	} {
		_, err := read.Article([]byte(source), "a.xml")
		if message == "" {
			require.NoError(t, err, "an end tag that is not there is no loss")
		} else {
			require.EqualError(t, err, message)
		}
	}
}

func TestXMLHostile(t *testing.T) {
	jats := func(body string) string { return `<article article-type="x"><body>` + body + "</body></article>" }
	cases := map[string]string{
		"nested":                 jats(strings.Repeat("<sec>", 100_000)),
		"nested below the limit": jats(strings.Repeat("<sec>", 1900) + "<p>a</p>" + strings.Repeat("</sec>", 1900)),
		"nested notes":           jats("<p>a" + strings.Repeat("<fn><p>b", 900) + strings.Repeat("</p></fn>", 900) + "</p>"),
		"notes":                  jats(strings.Repeat("<p>It rose.<fn><p>A note.</p></fn></p>", 30_000)),
		"notes in a paragraph":   jats("<p>" + strings.Repeat("It rose.<fn><p>A note.</p></fn> ", 20_000) + "</p>"),
		"one id":                 jats("<p>" + strings.Repeat(`It<xref ref-type="fn" rid="a">1</xref> `, 2000) + "</p>" + strings.Repeat(`<fn id="a"><label>1</label><p>x</p></fn>`, 2000)),
		"references":             jats("<p>" + strings.Repeat("&amp;", 200_000) + "</p>"),
		"tei":                    `<TEI><text><body>` + strings.Repeat(`<p>It rose.<note place="foot">A note.</note></p>`, 20_000) + `</body></text></TEI>`,
		"tei calls":              `<TEI><text><body><p>` + strings.Repeat(`It<ref target="#a">1</ref> `, 3000) + `<note xml:id="a">x</note></p></body></text></TEI>`,
		"docbook":                `<article xmlns="http://docbook.org/ns/docbook">` + strings.Repeat(`<para>It rose.<footnote><para>A note.</para></footnote></para>`, 20_000) + `</article>`,
	}
	for name, source := range cases {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			_, err := read.Article([]byte(source), "a.xml")
			if name == "nested" {
				require.EqualError(t, err, "its elements are nested too deeply")
			} else {
				require.NoError(t, err)
			}
			t.Log(time.Since(begun))
		})
	}
}

func FuzzJATS(f *testing.F) {
	addCases(f, "jats")
	f.Add([]byte(`<p>a<xref ref-type="fn" rid="b c"/><fn id="b"><fn id="c">d</fn></fn><ref><citation>e</citation></ref></p>`))
	f.Fuzz(func(t *testing.T, source []byte) {
		requireReadable(t, append([]byte(`<article article-type="x">`), source...), "a.xml")
	})
}

func FuzzTEI(f *testing.F) {
	addCases(f, "tei")
	f.Add([]byte(`<p>a<ref target="#b"/><note xml:id="b">c<note target="#d">e</note></note><anchor xml:id="d"/></p>`))
	f.Fuzz(func(t *testing.T, source []byte) { requireReadable(t, append([]byte(`<TEI>`), source...), "a.xml") })
}

func FuzzDocBook(f *testing.F) {
	addCases(f, "docbook")
	f.Add([]byte(`<para>a<footnote id="b">c<footnoteref linkend="b"/></footnote><ulink url="https://a.example"/></para>`))
	f.Fuzz(func(t *testing.T, source []byte) {
		requireReadable(t, append([]byte(`<article xmlns="http://docbook.org/ns/docbook">`), source...), "a.xml")
	})
}

func benchmarkSource(b *testing.B, source []byte, path string) {
	b.Helper()
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := read.Article(source, path)
		require.NoError(b, err)
	}
}

func BenchmarkXML(b *testing.B) {
	const words = "It is said that the harbour board met in May, and that it sat for an hour. "
	for name, form := range map[string][3]string{
		"jats":    {`<article article-type="x"><body>`, `<p>The <italic>tide</italic> rose.<fn><p>Ana Ruiz, <ext-link href="https://ex.example/a">Ports</ext-link>, 9.</p></fn> `, `</body></article>`},
		"tei":     {`<TEI><text><body>`, `<p>The <hi>tide</hi> rose.<note place="foot">Ana Ruiz, <ref target="https://ex.example/a">Ports</ref>, 9.</note> `, `</body></text></TEI>`},
		"docbook": {`<article xmlns="http://docbook.org/ns/docbook">`, `<p>The <emphasis>tide</emphasis> rose.<footnote><para>Ana Ruiz, <ulink url="https://ex.example/a">Ports</ulink>, 9.</para></footnote> `, `</article>`},
	} {
		source := []byte(form[0] + strings.Repeat(form[1]+strings.Repeat(words, 8)+"</p>\n", 2000) + form[2])
		b.Run(name, func(b *testing.B) { benchmarkSource(b, source, "a.xml") })
	}
}
