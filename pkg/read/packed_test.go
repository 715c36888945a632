package read_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/read"
)

// packed makes an archive of names and contents in turn.
func packed(tb testing.TB, parts ...string) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		require.NoError(tb, err)
		_, err = w.Write([]byte(parts[i+1]))
		require.NoError(tb, err)
	}
	require.NoError(tb, z.Close())
	return b.Bytes()
}

// requirePacked reads an archive and compares the kinds of lines that are expected, as in the cases of testdata.
func requirePacked(t *testing.T, path string, source []byte, expect string) *article.Article {
	t.Helper()
	a, err := read.Article(source, path)
	c := &testCase{expect: expect, directives: map[string]string{}}
	c.compare(t, printed(a, err))
	if err != nil {
		return nil
	}
	requireIndices(t, a)
	parts := unpacked(t, source)
	for name, all := range spansOf(a) {
		for _, s := range all {
			require.Contains(t, parts, s.Part, name)
			require.LessOrEqual(t, s.End, len(parts[s.Part]), name)
			require.LessOrEqual(t, s.Start, s.End, name)
			require.GreaterOrEqual(t, a.Place(s).Line, 1, name)
		}
	}
	return a
}

func unpacked(t *testing.T, source []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(source), int64(len(source)))
	require.NoError(t, err)
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		var b bytes.Buffer
		_, err = b.ReadFrom(r)
		require.NoError(t, err)
		all[f.Name] = b.String()
	}
	return all
}

// Archives that are no article, or are damaged, end in an error that says so.
func TestPackedErrors(t *testing.T) {
	whole := docx(t, paragraph("The tide rose."))
	bomb := docx(t, "<w:p><w:r><w:t>"+strings.Repeat("a", 65<<20)+"</w:t></w:r></w:p>")
	cases := []struct {
		name, path string
		source     []byte
		want       string
	}{
		{"another archive", "a.zip", packed(t, "a.txt", "The tide rose."), "no article that is known"},
		{"a workbook", "a.docx", packed(t, "[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook/>"), "no article that is known"},
		{"a truncated archive", "a.docx", whole[:len(whole)-40], "was the file saved completely?"},
		{"an archive of its first bytes", "a.epub", []byte("PK\x03\x04\x14"), "was the file saved completely?"},
		{"a part that unpacks to too much", "a.docx", bomb, "text/body.xml: it unpacks to more than 64 MB"},
		{"a truncated part", "a.docx", packed(t, "word/document.xml", `<w:document xmlns:w="w"><w:body><w:p>`), "word/document.xml: not well-formed at byte"},
		{"a part that is no text", "a.docx", packed(t, "word/document.xml", "\x00\x01\x02\x00"), "word/document.xml: "},
		{"a document without a body", "a.docx", packed(t, "word/document.xml", "<workbook/>"), "no document of Word"},
		{"a document without words", "a.docx", docx(t, "<w:p/>"), "there are no words"},
		{"elements that are nested too deeply", "a.docx", docx(t, strings.Repeat("<w:sdt>", 3000)), "nested too deeply"},
		{"names that lead out of the archive", "a.epub", packed(t, "mimetype", "application/epub+zip", "META-INF/container.xml",
			`<container><rootfile full-path="../../etc/a.opf"/></container>`, "../../etc/a.opf", "<package/>"), "no package document"},
		{"a locked text", "a.odt", packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml",
			`<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>`, "content.xml", "\x8f\x01"), "locked with a password"},
		{"a spreadsheet under another name", "a.odt", packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml",
			`<document-content><body><spreadsheet/></body></document-content>`), "no text document"},
		{"a text without content", "a.odt", packed(t, "mimetype", "application/vnd.oasis.opendocument.text"), "content.xml: there is no such part in it"},
		{"an encrypted book", "a.epub", epub(t, "", "META-INF/encryption.xml",
			`<encryption><EncryptedData><CipherData><CipherReference URI="OPS/one.xhtml"/></CipherData></EncryptedData></encryption>`,
			"OPS/one.xhtml", "\x8f\x01"), "OPS/one.xhtml: it is encrypted"},
		{"a book without documents", "a.epub", epub(t, ""), "its spine names no document"},
		{"a book without words", "a.epub", epub(t, "", "OPS/one.xhtml", "<html><body/></html>"), "no words in this book"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := read.Article(c.source, c.path)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func paragraph(words string) string { return "<w:p><w:r><w:t>" + words + "</w:t></w:r></w:p>" }

func benchmarkPacked(b *testing.B, source []byte, words int, path string) {
	b.Helper()
	_, err := read.Article(source, path)
	require.NoError(b, err)
	b.SetBytes(int64(words))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read.Article(source, path); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDOCX(b *testing.B) {
	var body, notes strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&body, `<w:p><w:r><w:t xml:space="preserve">The harbour board met in the old customs house, and the tide rose. </w:t></w:r><w:r><w:footnoteReference w:id="%d"/></w:r></w:p>`, i+1)
		fmt.Fprintf(&notes, `<w:footnote w:id="%d"><w:p><w:r><w:t>Ana Ruiz, “Tide Tables,” https://harbor.example/%[1]d.</w:t></w:r></w:p></w:footnote>`, i+1)
	}
	source := docx(b, body.String(), "footnotes", notes.String())
	benchmarkPacked(b, source, body.Len()+notes.Len(), "a.docx")
}

func BenchmarkODT(b *testing.B) {
	body := strings.Repeat(`<text:p>The tide rose.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Ana Ruiz, https://harbor.example/t.</text:p></text:note-body></text:note> The harbour board met in the old customs house.</text:p>`, 3000)
	benchmarkPacked(b, odt(b, body), len(body), "a.odt")
}

func BenchmarkEPUB(b *testing.B) {
	var body, notes strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&body, `<p>The harbour board met in the old customs house.<a id="r%d" href="notes.xhtml#n%[1]d">%[1]d</a></p>`, i+1)
		fmt.Fprintf(&notes, `<li id="n%d">Ana Ruiz, “Tide Tables.” <a href="one.xhtml#r%[1]d">↩</a></li>`, i+1)
	}
	source := epub(b, "", "OPS/one.xhtml", page(body.String()), "OPS/notes.xhtml", page("<ol>"+notes.String()+"</ol>"))
	benchmarkPacked(b, source, body.Len()+notes.Len(), "a.epub")
}

func FuzzDOCX(f *testing.F) {
	for _, c := range docxCases {
		f.Add(c.body, c.footnotes, c.settings)
	}
	f.Fuzz(func(t *testing.T, body, footnotes, settings string) {
		if a, err := read.Article(docx(t, body, "footnotes", footnotes, "settings", settings), "a.docx"); err == nil {
			requireIndices(t, a)
		}
	})
}

func FuzzODT(f *testing.F) {
	for _, c := range odtCases {
		f.Add(c.body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if a, err := read.Article(odt(t, body), "a.odt"); err == nil {
			requireIndices(t, a)
		}
	})
}

func FuzzEPUB(f *testing.F) {
	for _, c := range epubCases {
		f.Add(c.one, c.notes)
	}
	f.Fuzz(func(t *testing.T, one, notes string) {
		if a, err := read.Article(epub(t, "", "OPS/one.xhtml", page(one), "OPS/notes.xhtml", page(notes)), "a.epub"); err == nil {
			requireIndices(t, a)
		}
	})
}
