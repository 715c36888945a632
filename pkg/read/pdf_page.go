package read

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/tetratelabs/wazero/api"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// pdfPage is what a page shows, turned so that most of its words run from left to right. Lengths are in points, y goes
// up.
type pdfPage struct {
	number int
	// text is the page's text as the engine gives it, one line for each that the engine sees. It is the part of the
	// source that spans are of.
	text   string
	glyphs []pdfGlyph
	links  []pdfLink
	// pictures tells that the page shows anything but text.
	pictures bool
}

// name is the part's name, of pages counted from 1 as every viewer counts them.
func (p *pdfPage) name() string { return "page " + strconv.Itoa(p.number) }

// pdfGlyph is a character that is no blank.
type pdfGlyph struct {
	c rune
	// at is its offset in the page's text.
	at int
	pdfBox
	// base is the line it stands on, size its font's.
	base, size float64
	font       *pdfFont
	// blank tells that there is a blank before it, wrap that it is a hyphen at which the engine sees a word broken.
	blank, wrap bool
	// link is the index of the page's link that covers it, or -1.
	link int
}

type pdfBox struct{ x0, y0, x1, y1 float64 }

func (b pdfBox) middle() (x, y float64) { return (b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2 }

func (b pdfBox) holds(x, y float64) bool { return b.x0 <= x && x <= b.x1 && b.y0 <= y && y <= b.y1 }

func (b *pdfBox) include(c pdfBox) {
	b.x0, b.y0 = min(b.x0, c.x0), min(b.y0, c.y0)
	b.x1, b.y1 = max(b.x1, c.x1), max(b.y1, c.y1)
}

// pdfFont is what is known of a font by its name.
type pdfFont struct {
	name               string
	math, bold, italic bool
}

// pdfRun is what the characters of one text object have in common.
type pdfRun struct {
	// base is the line it stands on, once the page is turned.
	base, size float64
	turn       int
	font       *pdfFont
}

// pdfPageReader reads one page.
type pdfPageReader struct {
	e     *pdfEngine
	fonts map[string]*pdfFont
	words uint64 // the handle of the page's text
	runs  map[uint64]pdfRun
	turns [4]int
	text  strings.Builder
	page  *pdfPage
	turn  []int // of each glyph
	// high is the first half of a character that comes in two.
	high  rune
	blank bool
}

// mostGlyphs is how many characters of a page are read; the densest pages of newspapers have a tenth of it.
const mostGlyphs = 200_000

// page reads a page, counted from 0.
func (e *pdfEngine) page(n int32, fonts map[string]*pdfFont) *pdfPage {
	r := &pdfPageReader{e: e, fonts: fonts, runs: map[uint64]pdfRun{}, page: &pdfPage{number: int(n) + 1}, blank: true}
	handle := e.callSlow("FPDF_LoadPage", e.document, api.EncodeI32(n))
	if handle == 0 {
		return r.page
	}
	defer e.call("FPDF_ClosePage", handle)
	r.words = e.callSlow("FPDFText_LoadPage", handle)
	if r.words == 0 {
		return r.page
	}
	defer e.call("FPDFText_ClosePage", r.words)
	count := api.DecodeI32(e.call("FPDFText_CountChars", r.words))
	for i := range min(count, mostGlyphs) {
		r.character(api.EncodeI32(i))
		if e.broken != nil {
			break
		}
	}
	r.page.text = r.text.String()
	turn := r.upright()
	if len(r.page.glyphs) == 0 {
		r.page.pictures = e.call("FPDFPage_CountObjects", handle) > 0
	}
	r.links(handle, turn)
	return r.page
}

// character reads one character. Those without a known meaning, and turned ones, are left out of the glyphs.
func (r *pdfPageReader) character(i uint64) {
	c := r.rune(i)
	if c == 0 || c == '\r' {
		return
	}
	at := r.text.Len()
	r.text.WriteRune(c)
	if prose.IsBlank(c) {
		r.blank = true
		return
	}
	run, ok := r.run(i)
	if !ok {
		return
	}
	g := pdfGlyph{c: c, at: at, base: run.base, size: run.size, font: run.font, blank: r.blank, link: -1}
	if c == pdfWrap || c == 0xAD {
		g.c, g.wrap = '-', true
	}
	r.place(&g, i, run.turn)
	if g.x1 < g.x0 || math.IsNaN(g.base+g.x0+g.x1+g.size) || g.size <= 0 {
		return
	}
	r.blank = false
	r.turns[run.turn]++
	r.turn = append(r.turn, run.turn)
	r.page.glyphs = append(r.page.glyphs, g)
}

// pdfWrap is what the engine gives for a hyphen at which a word is broken (cpdf_textpage.cpp).
const pdfWrap = 0x02

// rune is a character's meaning. The engine gives characters beyond the basic plane in two halves, in some builds.
func (r *pdfPageReader) rune(i uint64) rune {
	c := api.DecodeI32(r.e.call("FPDFText_GetUnicode", r.words, i))
	if utf16.IsSurrogate(c) {
		if r.high != 0 {
			c = utf16.DecodeRune(r.high, c)
			r.high = 0
			return c
		}
		r.high = c
		return 0
	}
	r.high = 0
	if c == 0xFFFE || c == 0xFFFF || !utf8.ValidRune(c) || c < ' ' && c != pdfWrap && c != '\n' && c != '\r' && c != '\t' {
		return 0
	}
	return c
}

// run is what is known of the text object that a character is of.
func (r *pdfPageReader) run(i uint64) (pdfRun, bool) {
	object := r.e.call("FPDFText_GetTextObject", r.words, i)
	if object == 0 {
		return pdfRun{}, false
	}
	if run, ok := r.runs[object]; ok {
		return run, true
	}
	run := pdfRun{size: math.Float64frombits(r.e.call("FPDFText_GetFontSize", r.words, i)), font: r.font(i)}
	if api.DecodeU32(r.e.call("FPDFText_GetMatrix", r.words, i, r.e.scratchAt(0))) != 0 {
		a, b, c, d := r.e.float32At(0), r.e.float32At(4), r.e.float32At(8), r.e.float32At(12)
		run.size = math.Abs(run.size) * math.Hypot(c, d)
		run.turn = int(math.Round(math.Atan2(b, a)/(math.Pi/2))+4) % 4
	}
	r.e.call("FPDFText_GetCharOrigin", r.words, i, r.e.scratchAt(0), r.e.scratchAt(8))
	x, y := r.e.float64At(0), r.e.float64At(8)
	run.base = pdfTurned(pdfBox{x, y, x, y}, run.turn).y0
	r.runs[object] = run
	return run, true
}

func (r *pdfPageReader) font(i uint64) *pdfFont {
	const room = 256
	n := api.DecodeU32(r.e.call("FPDFText_GetFontInfo", r.words, i, r.e.scratchAt(16), room, r.e.scratchAt(0)))
	raw := r.e.bytesAt(16 + min(n, room))[16:]
	name := strings.TrimRight(string(raw), "\x00")
	if f := r.fonts[name]; f != nil {
		return f
	}
	const slanted = 1 << 6 // ISO 32000-1, table 123, Italic
	f := &pdfFont{name: name, math: isMathFont(name), bold: isBoldFont(name)}
	f.italic = !f.math && (r.e.uint32At(0)&slanted != 0 || isItalicFont(name))
	r.fonts[name] = f
	return f
}

// isMathFont knows the fonts in which TeX and word processors set letters of formulas.
func isMathFont(name string) bool {
	if i := strings.IndexByte(name, '+'); i == 6 {
		name = name[7:]
	}
	lower := strings.ToLower(name)
	for _, prefix := range []string{"cmmi", "cmsy", "cmex", "cmbsy", "msam", "msbm", "eufm", "rsfs", "txmi", "txsy", "pxmi", "mtmi", "mtsy", "stix2math", "symbol"} {
		if strings.HasPrefix(lower, prefix) {
			return true
		}
	}
	return strings.Contains(lower, "math") || strings.Contains(lower, "cambriam")
}

func isBoldFont(name string) bool {
	lower := strings.ToLower(name)
	return strings.Contains(lower, "bold") || strings.Contains(lower, "black") || strings.Contains(lower, "heavy") ||
		strings.Contains(lower, "cmbx") || strings.Contains(lower, "-bd") || strings.Contains(lower, "medi")
}

// isItalicFont knows italic fonts by their names; cmti and cmsl are those of TeX.
func isItalicFont(name string) bool {
	lower := strings.ToLower(name)
	for _, part := range []string{"italic", "oblique", "slanted", "-it", "kursiv", "cmti", "cmsl"} {
		if strings.Contains(lower, part) {
			return true
		}
	}
	return false
}

// place reads a character's box, as wide as it advances and as high as its font.
func (r *pdfPageReader) place(g *pdfGlyph, i uint64, turn int) {
	e := r.e
	e.call("FPDFText_GetLooseCharBox", r.words, i, e.scratchAt(0))
	left, top, right, bottom := e.float32At(0), e.float32At(4), e.float32At(8), e.float32At(12)
	g.pdfBox = pdfTurned(pdfBox{min(left, right), min(top, bottom), max(left, right), max(top, bottom)}, turn)
}

// upright keeps the characters that run as most do, and tells how the page was turned for it.
func (r *pdfPageReader) upright() int {
	turn := 0
	for t, n := range r.turns {
		if n > r.turns[turn] {
			turn = t
		}
	}
	kept := r.page.glyphs[:0]
	blank := false
	for i, g := range r.page.glyphs {
		if r.turn[i] != turn {
			blank = true
			continue
		}
		g.blank = g.blank || blank
		blank = false
		kept = append(kept, g)
	}
	r.page.glyphs = kept
	return turn
}

// pdfTurned turns a box back by quarters.
func pdfTurned(b pdfBox, turn int) pdfBox {
	switch turn {
	case 1:
		return pdfBox{b.y0, -b.x1, b.y1, -b.x0}
	case 2:
		return pdfBox{-b.x1, -b.y1, -b.x0, -b.y0}
	case 3:
		return pdfBox{-b.y1, b.x0, -b.y0, b.x1}
	default:
		return b
	}
}
