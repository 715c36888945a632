package read_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/read"
)

// hostile is a source that is made to be costly. Size says how large: full for a benchmark, a little for a test.
type hostile struct {
	name, path  string
	full, small int
	source      func(tb testing.TB, size int) []byte
}

// megabytes repeats a text to a size.
func megabytes(begin, piece, end string) func(testing.TB, int) []byte {
	return func(_ testing.TB, size int) []byte {
		return []byte(begin + strings.Repeat(piece, max(1, (size-len(begin)-len(end))/len(piece))) + end)
	}
}

// times repeats a numbered text.
func times(begin, piece, end string) func(testing.TB, int) []byte {
	return func(_ testing.TB, n int) []byte { return []byte(begin + numberedPieces(n, piece) + end) }
}

func numberedPieces(n int, piece string) string {
	if strings.Contains(piece, "%") {
		return many(n, piece)
	}
	return strings.Repeat(piece, n)
}

const (
	jatsBegin    = `<article article-type="research-article"><body>`
	teiBegin     = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>`
	docBookBegin = `<article xmlns="http://docbook.org/ns/docbook"><title>T</title>`
	wholeLimit   = read.MaxBytes
	sentence     = "The tide rose again, said the board, which met in the old customs house by the harbour."
)

var hostiles = []hostile{
	{"tiny paragraphs", "a.jats", wholeLimit, 1 << 18, megabytes(jatsBegin, "<p>a</p>", "</body></article>")},
	{"tiny paragraphs", "a.tei", wholeLimit, 1 << 18, megabytes(teiBegin, "<p>a</p>", "</body></text></TEI>")},
	{"tiny paragraphs", "a.dbk", wholeLimit, 1 << 18, megabytes(docBookBegin, "<para>a</para>", "</article>")},
	{"most paragraphs", "a.jats", 299_000, 10_000, times(jatsBegin, "<p>"+sentence+"</p>", "</body></article>")},
	{"most paragraphs", "a.tei", 299_000, 10_000, times(teiBegin, "<p>"+sentence+"</p>", "</body></text></TEI>")},
	{"most paragraphs", "a.dbk", 299_000, 10_000, times(docBookBegin, "<para>"+sentence+"</para>", "</article>")},
	{"most notes", "a.dbk", 99_000, 3000, times(docBookBegin, "<para>It rose.<footnote><para>"+sentence+"</para></footnote></para>", "</article>")},
	{"most notes", "a.jats", 99_000, 3000, times(jatsBegin, `<p>It rose.<xref ref-type="fn" rid="f%d">%[1]d</xref></p><fn id="f%[1]d"><p>A note.</p></fn>`, "</body></article>")},
	{"most notes", "a.tei", 99_000, 3000, times(teiBegin, `<p>It rose.<note place="foot" n="%d">`+sentence+`</note></p>`, "</body></text></TEI>")},
	{"empty elements", "a.jats", wholeLimit, 1 << 18, megabytes(jatsBegin, "<p/>", "</body></article>")},
	{"text between elements", "a.tei", 299_000, 10_000, times(teiBegin+"<p>", "a<hi>b</hi>&amp;", "</p></body></text></TEI>")},
	{"attributes", "a.jats", wholeLimit, 1 << 18, megabytes(jatsBegin+"<p ", `a="b" `, ">It rose.</p></body></article>")},
	{"character references", "a.jats", wholeLimit, 1 << 18, megabytes(jatsBegin+"<p>", "&#x41;", "</p></body></article>")},
	{"nested elements", "a.jats", 10_000_000, 100_000, times(jatsBegin, "<sec>", "")},
	{"nested elements", "a.dbk", 1999, 1990, times(docBookBegin, "<section>", "<para>It rose.</para>")},
	{"notes", "a.jats", 1_000_000, 3000, times(jatsBegin, `<p>It rose.<xref ref-type="fn" rid="f%d">%[1]d</xref></p><fn id="f%[1]d"><label>%[1]d</label><p>A note.</p></fn>`, "</body></article>")},
	{"notes", "a.tei", 1_000_000, 3000, times(teiBegin, `<p>It rose.<note place="foot" n="%d">A note.</note></p>`, "</body></text></TEI>")},
	{"notes", "a.dbk", 1_000_000, 3000, times(docBookBegin, `<para>It rose.<footnote><para>A note.</para></footnote></para>`, "</article>")},
	{"entities within entities", "a.jats", 60, 60, func(_ testing.TB, n int) []byte {
		return []byte(`<!DOCTYPE article [<!ENTITY e0 "aaaaaaaaaa">` + many(n, `<!ENTITY e%d "&e0;&e0;&e0;">`) + `]>` + jatsBegin + "<p>&e60;</p></body></article>")
	}},

	{"notes", "a.html", 1_000_000, 3000, times("<html><body>", `<p>It rose.<a id="r%d" href="#n%[1]d">%[1]d</a></p><p id="n%[1]d"><a href="#r%[1]d">%[1]d</a> A note.</p>`, "")},
	{"most notes", "a.html", 56_000, 3000, times("<html><body>", `<p>It rose.<a id="r%d" href="#n%[1]d">%[1]d</a></p><p id="n%[1]d"><a href="#r%[1]d">%[1]d</a> A note.</p>`, "")},
	{"most paragraphs", "a.html", 224_000, 3000, times("<html><body>", "<p>"+sentence+"</p>", "")},
	{"one paragraph", "a.html", wholeLimit, 1 << 20, megabytes("<html><body><p>", "The tide rose again. ", "</p>")},
	{"nested tables", "a.html", 50_000, 5000, times("<html><body>", "<table><tr><td>", "The tide rose.")},
	{"tags", "a.html", wholeLimit, 1 << 18, megabytes("<html><body>", "<b>", "It rose.")},
	{"paragraphs", "a.html", wholeLimit, 1 << 18, megabytes("<html><body>", "<p>a", "")},
	{"anchors", "a.html", wholeLimit, 1 << 18, megabytes("<html><body>", "<a href=#a>1</a>", "It rose.")},
	{"misnested tags", "a.html", 20_000, 1000, times("<html><body>", "<a><b><i><p><table>x", "")},

	{"fonts left open", "a.html", 200_000, 10_000, func(_ testing.TB, n int) []byte {
		return []byte("<html><body>" + many(400, "<b id=b%d>") + strings.Repeat("<p>It rose.", n))
	}},

	{"notes", "a.md", 1_000_000, 3000, times("", "It rose.[^%d]\n\n[^%[1]d]: A note.\n\n", "")},
	{"one paragraph", "a.md", wholeLimit, 1 << 20, megabytes("", "The tide rose again. ", "")},
	{"emphasis", "a.md", 1 << 20, 1 << 16, megabytes("", "*a _b ", "")},
	{"nested quotations", "a.md", 100_000, 2000, times("", "> ", "It rose.")},
	{"notes", "a.txt", 1_000_000, 3000, func(_ testing.TB, n int) []byte {
		return []byte(many(n, "It rose.[%d]\n") + "\nNotes\n\n" + many(n, "[%d] A note.\n"))
	}},
	{"one paragraph", "a.txt", wholeLimit, 1 << 20, megabytes("", "The tide rose again. ", "")},
	{"one word", "a.txt", wholeLimit, 1 << 20, megabytes("", "tide", "")},
	{"one sentence of Shift_JIS", "a.txt", wholeLimit, 1 << 20, megabytes("-*- coding: shift_jis -*-\n", "\x8d\x60\x82\xcc", "")},
	{"notes", "a.tex", 1_000_000, 3000, times("\\documentclass{article}\\begin{document}", "It rose.\\footnote{A note.}\n\n", "\\end{document}")},
	{"one paragraph", "a.tex", wholeLimit, 1 << 20, megabytes("", "The tide rose again. ", "")},
	{"notes", "a.rst", 1_000_000, 3000, times("", "It rose. [%d]_\n\n.. [%[1]d] A note.\n\n", "")},
	{"one paragraph", "a.rst", wholeLimit, 1 << 20, megabytes("", "The tide rose again. ", "")},
	{"notes", "a.adoc", 1_000_000, 3000, times("", "It rose.footnote:[A note.]\n\n", "")},
	{"one paragraph", "a.adoc", wholeLimit, 1 << 20, megabytes("", "The tide rose again. ", "")},
	{"notes", "a.org", 1_000_000, 3000, times("", "It rose.[fn:%d]\n\n[fn:%[1]d] A note.\n\n", "")},
	{"one paragraph", "a.org", wholeLimit, 1 << 20, megabytes("", "The tide rose again. ", "")},
	{"notes", "a.wiki", 1_000_000, 3000, times("", "It rose.<ref>A note.</ref>\n\n", "")},
	{"one paragraph", "a.wiki", wholeLimit, 1 << 20, megabytes("", "The tide rose again. ", "")},

	{"most notes", "a.md", 74_000, 3000, times("", "It rose.[^%d]\n\n[^%[1]d]: A note.\n\n", "")},
	{"most notes", "a.tex", 99_000, 3000, times("\\documentclass{article}\\begin{document}", "It rose.\\footnote{A note.}\n\n", "\\end{document}")},
	{"most notes", "a.rst", 99_000, 3000, times("", "It rose. [%d]_\n\n.. [%[1]d] A note.\n\n", "")},
	{"most notes", "a.adoc", 99_000, 3000, times("", "It rose.footnote:[A note.]\n\n", "")},
	{"most notes", "a.org", 99_000, 3000, times("", "It rose.[fn:%d]\n\n[fn:%[1]d] A note.\n\n", "")},
	{"most notes", "a.wiki", 99_000, 3000, times("", "It rose.<ref>A note.</ref>\n\n", "")},
	{"most paragraphs", "a.md", 149_000, 3000, times("", sentence+"\n\n", "")},
	{"most paragraphs", "a.rst", 299_000, 3000, times("", sentence+"\n\n", "")},
	{"most paragraphs", "a.txt", 299_000, 3000, times("", sentence+"\n\n", "")},
	{"items", "a.md", 299_000, 3000, times("", "- a\n", "")},
	{"items", "a.org", 1_400_000, 3000, times("", "- a\n", "")},

	{"notes", "a.docx", 1_000_000, 3000, func(tb testing.TB, n int) []byte {
		return docx(tb, many(n, `<w:p><w:r><w:t>It rose.</w:t></w:r><w:r><w:footnoteReference w:id="%d"/></w:r></w:p>`),
			"footnotes", many(n, `<w:footnote w:id="%d"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>`))
	}},
	{"most notes", "a.docx", 99_000, 3000, func(tb testing.TB, n int) []byte {
		return docx(tb, many(n, `<w:p><w:r><w:t>It rose.</w:t></w:r><w:r><w:footnoteReference w:id="%d"/></w:r></w:p>`),
			"footnotes", many(n, `<w:footnote w:id="%d"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>`))
	}},
	{"text boxes", "a.docx", 140_000, 3000, func(tb testing.TB, n int) []byte {
		return docx(tb, "<w:p>"+strings.Repeat("<w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>", n)+"</w:p>")
	}},
	{"one paragraph", "a.docx", wholeLimit - 1000, 1 << 20, func(tb testing.TB, n int) []byte {
		return docx(tb, paragraph(strings.Repeat("The tide rose again. ", n/21)))
	}},
	{"a part that unpacks to too much", "a.docx", 2 << 30, 65 << 20, func(tb testing.TB, n int) []byte {
		return packedZeros(tb, n, "word/document.xml")
	}},
	{"many parts that unpack to too much", "a.epub", 60 << 20, 1 << 20, func(tb testing.TB, n int) []byte {
		var parts []string
		for i := range 40 {
			parts = append(parts, fmt.Sprintf("OPS/%d.xhtml", i), page("<p>"+strings.Repeat("a", n)+"</p>"))
		}
		return epub(tb, "", parts...)
	}},
	{"blanks", "a.odt", 590_000, 10_000, func(tb testing.TB, n int) []byte {
		return odt(tb, "<text:p>It"+strings.Repeat("<text:s/>", n)+"rose.</text:p>")
	}},
	{"most notes", "a.odt", 99_000, 3000, func(tb testing.TB, n int) []byte {
		return odt(tb, many(n, `<text:p>It rose.<text:note text:note-class="footnote"><text:note-citation>%d</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p>`))
	}},
	{"notes", "a.odt", 1_000_000, 3000, func(tb testing.TB, n int) []byte {
		return odt(tb, many(n, `<text:p>It rose.<text:note text:note-class="footnote"><text:note-citation>%d</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p>`))
	}},
	{"one paragraph", "a.odt", wholeLimit - 4000, 1 << 20, func(tb testing.TB, n int) []byte {
		return odt(tb, "<text:p>"+strings.Repeat("The tide rose again. ", n/21)+"</text:p>")
	}},
	{"notes", "a.epub", 1_000_000, 3000, func(tb testing.TB, n int) []byte {
		return epub(tb, "", "OPS/one.xhtml", page(many(n, `<p>It rose.<a id="r%d" href="notes.xhtml#n%[1]d">%[1]d</a></p>`)),
			"OPS/notes.xhtml", page(many(n, `<p id="n%d"><a href="one.xhtml#r%[1]d">%[1]d</a> A note.</p>`)))
	}},
	{"most notes", "a.epub", 61_000, 3000, func(tb testing.TB, n int) []byte {
		return epub(tb, "", "OPS/one.xhtml", page(many(n, `<p>It rose.<a id="r%d" href="notes.xhtml#n%[1]d">%[1]d</a></p>`)),
			"OPS/notes.xhtml", page(many(n, `<p id="n%d"><a href="one.xhtml#r%[1]d">%[1]d</a> A note.</p>`)))
	}},
	{"one paragraph", "a.epub", 47 << 20, 1 << 20, func(tb testing.TB, n int) []byte {
		return epub(tb, "", "OPS/one.xhtml", page("<p>"+strings.Repeat("The tide rose again. ", n/21)+"</p>"))
	}},
}

// packedZeros is an archive of one part of so many zeros.
func packedZeros(tb testing.TB, n int, name string) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	require.NoError(tb, err)
	block := make([]byte, 1<<20)
	for range n >> 20 {
		_, err = w.Write(block)
		require.NoError(tb, err)
	}
	require.NoError(tb, z.Close())
	return b.Bytes()
}

// Sources that are made to be costly are read, or refused in words.
func TestHostile(t *testing.T) {
	for _, h := range hostiles {
		t.Run(filepath.Ext(h.path)[1:]+"/"+h.name, func(t *testing.T) {
			a, err := read.Article(h.source(t, h.small), h.path)
			if err != nil {
				require.Greater(t, len(err.Error()), 20)
				return
			}
			require.NotEmpty(t, len(a.Paragraphs)+len(a.Notes))
			requireIndices(t, a)
		})
	}
}

// A source of which only the beginning was saved is read as far as it goes, or refused in words.
func TestTruncated(t *testing.T) {
	sources := map[string][]byte{
		"a.docx": docx(t, `<w:p>`+rose+callOne+fell+callTwo+`</w:p>`, "footnotes", separators+noteOne+noteTwo),
		"a.odt":  odt(t, "<text:p>The tide rose."+odtNote("footnote", "f1", "1", "One.")+"</text:p>"),
		"a.epub": epub(t, "", "OPS/one.xhtml", page(epubCases[0].one), "OPS/notes.xhtml", page(epubCases[0].notes)),
	}
	paths, err := filepath.Glob("testdata/*/*.txtar")
	require.NoError(t, err)
	for _, path := range paths {
		c := loadCase(t, path)
		sources[path+"/"+c.name] = c.source
	}
	for path, source := range sources {
		for twentieth := range 20 {
			a, err := read.Article(source[:len(source)*twentieth/20], path)
			if err != nil {
				require.Greater(t, len(err.Error()), 20, path)
				continue
			}
			require.NotContains(t, []string{".docx", ".odt", ".epub"}, filepath.Ext(path), "an archive has its directory at its end")
			requireIndices(t, a)
		}
	}
}

// BenchmarkHostile reads each source in full size in a process of its own, as the command does, and reports the most memory
// that it took.
func BenchmarkHostile(b *testing.B) {
	for _, h := range hostiles {
		b.Run(filepath.Ext(h.path)[1:]+"/"+strings.ReplaceAll(h.name, " ", "-"), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), h.path)
			require.NoError(b, os.WriteFile(path, h.source(b, h.full), 0o600))
			most := 0
			for b.Loop() {
				peak, said := readApart(b, path)
				most = max(most, peak)
				b.Log(said)
			}
			b.ReportMetric(float64(most)/1024, "peak-MB")
		})
	}
}

// hostileFile is the variable of the environment that names the file which the test binary is to read and nothing else.
const hostileFile = "IBID_READ_FILE"

func TestMain(m *testing.M) {
	path := os.Getenv(hostileFile)
	if path == "" {
		os.Exit(m.Run())
	}
	begun := time.Now()
	source, err := os.ReadFile(path)
	if err == nil {
		_, err = read.Article(source, path)
	}
	fmt.Printf("%d KB, %v after %v\n", peakMemory(), err, time.Since(begun).Round(time.Millisecond))
}

// peakMemory is the most memory that this process has taken, in KB (proc(5), VmHWM); 0 where that is not told.
func peakMemory() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	n := 0
	if _, err := fmt.Sscan(peak, &n); err != nil {
		return 0
	}
	return n
}

// readApart reads a file in a process of its own, and gives the most memory that it took, in KB.
func readApart(tb testing.TB, path string) (peak int, said string) {
	tb.Helper()
	self, err := os.Executable()
	require.NoError(tb, err)
	command := exec.CommandContext(tb.Context(), self)
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "GOMEMLIMIT=") && !strings.HasPrefix(variable, "GOGC=") {
			command.Env = append(command.Env, variable)
		}
	}
	command.Env = append(command.Env, hostileFile+"="+path)
	out, err := command.Output()
	require.NoError(tb, err)
	_, err = fmt.Sscan(string(out), &peak)
	require.NoError(tb, err)
	return peak, strings.TrimSpace(string(out))
}
