package hostile

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// encoding are pages in the many ways to write one down, and things that claim to be pages.
var codings = []Case{
	{Name: "gzip", Want: "live", Answer: here(packed("gzip", gzipped)), Most: 1},
	{Name: "deflate", Want: "live", Answer: here(packed("deflate", zlibbed)), Most: 1},
	{Name: "deflate-bare", Want: "live", Answer: here(packed("deflate", deflated)), Most: 1},
	{Name: "br", Want: "live", Answer: here(packed("br", brotlied)), Most: 1},
	{Name: "zstd", Want: "live", Answer: here(packed("zstd", zstdded)), Most: 1},
	{Name: "gzip-bomb", Want: "live", Answer: here(bomb), Most: 2},
	{Name: "gzip-broken", Want: "unreachable", Answer: here(sent(200, "this is no gzip at all", "Content-Type", "text/html", "Content-Encoding", "gzip")), Most: 3},
	{Name: "gzip-broken-but-not-plain", Want: "live", Answer: here(needs(has("Accept-Encoding"), sent(200, "\x1f\x8b\x09\x00 this is broken", "Content-Type", "text/html", "Content-Encoding", "gzip"), sound)), Most: 2},
	{Name: "fragment-in-gzip", Want: "fragment", Link: deep + "#wharf", Answer: here(packed("gzip", gzipped))},
	{Name: "latin-1", Want: "live", Title: "Höhe über Null", Answer: here(encoded(charmap.ISO8859_1, "text/html; charset=iso-8859-1", documentless("Höhe über Null", "<h1>Höhe über Null</h1>"+prose(2)))), Most: 1},
	{Name: "shift-jis", Want: "live", Title: "潮位表", Answer: here(encoded(japanese.ShiftJIS, "text/html; charset=Shift_JIS", documentless("潮位表", "<h1>潮位表</h1><p>この表は港の潮位を記録したものである。</p>"))), Most: 1},
	{Name: "euc-jp-by-its-meta", Want: "live", Title: "潮位表", Answer: here(encoded(japanese.EUCJP, "text/html", `<meta charset="euc-jp">`+documentless("潮位表", "<h1>潮位表</h1><p>この表は港の潮位を記録したものである。</p>"))), Most: 1},
	{Name: "utf-16", Want: "live", Answer: here(encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "text/html", essay())), Most: 1},
	{Name: "a-charset-that-is-none", Want: "live", Answer: here(sent(200, essay(), "Content-Type", "text/html; charset=klingon")), Most: 1},
	{Name: "no-type", Want: "live", Answer: here(untyped), Most: 1},
	{Name: "html-called-bytes", Want: "live", Answer: here(sent(200, essay(), "Content-Type", "application/octet-stream")), Most: 1},
	{Name: "html-called-text-and-missing", Want: "soft404", Answer: whatever(sent(200, document("404 Not Found", "<h1>404 Not Found</h1>"), "Content-Type", "text/plain"))},
	{Name: "html-called-pdf-and-missing", Want: "soft404", Link: "/t.pdf", Answer: whatever(sent(200, document("Error 404", "<h1>Not found</h1>"), "Content-Type", "application/pdf"))},
	{Name: "pdf-called-html", Want: "live", Link: "/t.pdf#page=2", Answer: at(paths{"/t.pdf": sent(200, pdf(2), "Content-Type", "text/html")}), Most: 1},
	{Name: "deep-nesting", Want: "live", Answer: here(page(200, strings.Replace(essay(), "<main>", "<main>"+strings.Repeat("<div>", 2000), 1))), Most: 1},
	{Name: "tag-soup", Want: "live", Answer: here(page(200, "<title>"+Title+"</title><table><b><h1>"+Title+"<p>"+prose(2)+"</table></i><script>if (a</b) {")), Most: 1},
	{Name: "null-bytes", Want: "live", Answer: here(page(200, strings.Replace(essay(), "<main>", "\x00<main>\x00", 1))), Most: 1},
}

func untyped(v *Visit) {
	v.Header()["Content-Type"] = nil
	_, _ = io.WriteString(v, essay())
}

// packed is the document in a content coding.
func packed(name string, pack func(io.Writer) io.WriteCloser) Answer {
	var body bytes.Buffer
	w := pack(&body)
	if _, err := io.WriteString(w, essay()); err != nil {
		panic(err) // a buffer takes all
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return sent(200, body.String(), "Content-Type", "text/html; charset=utf-8", "Content-Encoding", name)
}

func gzipped(w io.Writer) io.WriteCloser  { return gzip.NewWriter(w) }
func zlibbed(w io.Writer) io.WriteCloser  { return zlib.NewWriter(w) }
func brotlied(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) }

func deflated(w io.Writer) io.WriteCloser {
	f, err := flate.NewWriter(w, flate.DefaultCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	return f
}

func zstdded(w io.Writer) io.WriteCloser {
	z, err := zstd.NewWriter(w)
	if err != nil {
		panic(err)
	}
	return z
}

// bomb is the document, followed by as many zeros as the visitor takes, compressed.
func bomb(v *Visit) {
	v.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(v)
	_, err := io.WriteString(z, essay())
	zeros := make([]byte, 1<<20)
	for sent := 0; err == nil && sent < 200; sent++ {
		_, err = z.Write(zeros)
	}
	_ = z.Close()
}
