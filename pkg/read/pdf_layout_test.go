package read

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
)

// glyphTables makes pages of characters out of any bytes, behind the engine, which is far slower than what follows it. A page
// is lines of a place, a size and words; a byte of 255 begins the next page.
func glyphTables(data []byte) []*pdfPage {
	fonts := []*pdfFont{{name: "Roman"}, {name: "Italic", italic: true}, {name: "Bold", bold: true}, {name: "CMMI", math: true}}
	var pages []*pdfPage
	var text strings.Builder
	page := &pdfPage{number: 1}
	end := func() {
		page.text = text.String()
		pages = append(pages, page)
		page = &pdfPage{number: len(pages) + 1}
		text.Reset()
	}
	for len(data) > 4 {
		if data[0] == 255 {
			end()
			data = data[1:]
			continue
		}
		x, y, size, font, n := float64(data[0])*2, 800-float64(data[1])*3, 4+float64(data[2]%16), fonts[data[3]%4], int(data[4]%40)
		words := strings.ToValidUTF8(string(data[5:min(len(data), 5+n)]), "†")
		data = data[min(len(data), 5+n):]
		blank := true
		for _, c := range words {
			at := text.Len()
			text.WriteRune(c)
			if c <= ' ' {
				blank = true
				x += 0.6 * size
				continue
			}
			page.glyphs = append(page.glyphs, pdfGlyph{
				c: c, at: at, pdfBox: pdfBox{x, y - 0.2*size, x + 0.6*size, y + 0.8*size}, base: y, size: size, font: font,
				blank: blank, wrap: c == '-' && size > 10, link: -1,
			})
			blank = false
			x += 0.6 * size
		}
		text.WriteByte('\n')
	}
	end()
	return pages
}

// requireLaidOut takes pages through all that follows the engine.
func requireLaidOut(t *testing.T, pages []*pdfPage) *article.Article {
	t.Helper()
	d := newPDFDocument(pages, "")
	d.divide()
	f := d.flow()
	if len(f.marks) == 0 && len(f.notes) > 0 {
		f.marks = marksIn(f, labelsOf(f.notes))
	}
	a := &article.Article{}
	require.NoError(t, f.into(a, nil))
	for _, m := range a.Markers {
		require.LessOrEqual(t, m.Span.Start, m.Span.End)
		require.Less(t, m.Note, len(a.Notes))
		require.Contains(t, a.Places, m.Span.Part)
	}
	for _, n := range a.Notes {
		require.LessOrEqual(t, n.Span.Start, n.Span.End)
		for _, r := range n.Italics {
			require.Less(t, r.Start, r.End)
			require.LessOrEqual(t, r.End, len(n.Text))
		}
	}
	return a
}

// glyphLine is a line for glyphTables.
func glyphLine(x, y, size, font byte, words string) string {
	return string([]byte{x, y, size, font, byte(len(words))}) + words
}

func TestPDFLayout(t *testing.T) {
	lines := ""
	for y := byte(20); y < 60; y += 4 {
		lines += glyphLine(25, y, 6, 0, "The harbour was built in stone by men")
	}
	lines += glyphLine(25, 60, 6, 0, "and it rose.") + glyphLine(61, 59, 2, 0, "1") + glyphLine(25, 200, 3, 0, "1 Ruiz, Tide Tables, 14.")
	a := requireLaidOut(t, glyphTables([]byte(lines)))
	require.Len(t, a.Notes, 1)
	require.Equal(t, "Ruiz, Tide Tables, 14.", a.Notes[0].Text)
}

func FuzzPDFLayout(f *testing.F) {
	f.Add([]byte(glyphLine(25, 20, 6, 0, "The tide rose again, and it fell.") + glyphLine(120, 19, 2, 0, "12") + "\xff" + glyphLine(25, 200, 3, 1, "12 Ruiz, https://one.example/a-")))
	f.Add([]byte(glyphLine(10, 20, 6, 0, "left") + glyphLine(160, 20, 6, 0, "right") + glyphLine(5, 20, 2, 0, "5") + glyphLine(5, 24, 2, 0, "10")))
	f.Fuzz(func(t *testing.T, data []byte) {
		pages := glyphTables(data)
		for _, p := range pages {
			if len(p.glyphs) > 0 {
				requireLaidOut(t, pages)
				return
			}
		}
	})
}
