package read

import (
	"strings"
	"unicode"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// paragraph takes a line of text: it goes on with the paragraph before, or begins one.
func (d *pdfDocument) paragraph(c *pdfColumn, k int) {
	l := &c.lines[k]
	if i := d.open(c, k); i >= 0 {
		d.items[i].lines = append(d.items[i].lines, l)
		d.items[i].column = c
		return
	}
	heading := l.size > 1.1*d.size || l.bold && len(l.glyphs) < longestHeading
	d.items = append(d.items, pdfItem{lines: []*pdfLine{l}, heading: heading, column: c})
}

// open finds the paragraph with which a line goes on, or -1: that of the line above it, or, at the top of a column, the
// last one of the text, pictures' captions and notes passed over.
func (d *pdfDocument) open(c *pdfColumn, k int) int {
	const furthest = 12
	i := len(d.items) - 1
	if k > 0 && i >= 0 && d.items[i].note == nil && d.items[i].column == c {
		if d.items[i].lastLine() == &c.lines[k-1] && d.runsOn(c, k) {
			return i
		}
		if d.items[i].lastLine() == &c.lines[k-1] && !d.sameSet(c, k) {
			return d.unfinished(c, k, max(0, i-furthest))
		}
		return -1
	}
	return d.unfinished(c, k, max(0, i-furthest))
}

func (p *pdfItem) lastLine() *pdfLine { return p.lines[len(p.lines)-1] }

// sameSet tells whether a line is set in the size of the line above.
func (d *pdfDocument) sameSet(c *pdfColumn, k int) bool {
	r := c.lines[k].size / c.lines[k-1].size
	return r > 0.93 && r < 1.07
}

// unfinished finds the last paragraph that a line in another column can go on with.
func (d *pdfDocument) unfinished(c *pdfColumn, k, from int) int {
	l := &c.lines[k]
	for i := len(d.items) - 1; i >= from; i-- {
		p := &d.items[i]
		if p.note != nil || p.heading || p.column == c && p.lastLine().base < l.base {
			continue
		}
		last := p.lastLine()
		if r := l.size / last.size; r < 0.95 || r > 1.05 || l.bold != last.bold {
			continue
		}
		if p.column == c || l.page.number-last.page.number > 2 {
			return -1
		}
		if lower := unicode.IsLower(l.glyphs[0].c); lower && !isComplete(last.string()) || last.wraps() && unicode.IsLetter(l.glyphs[0].c) {
			return i
		}
		full := last.x1 > p.column.x1-last.size
		if full && !isComplete(last.string()) && !c.indented(k) {
			return i
		}
		return -1
	}
	return -1
}

// wraps tells whether a line ends in a word that is broken.
func (l *pdfLine) wraps() bool {
	n := len(l.glyphs)
	return n > 1 && (l.glyphs[n-1].wrap || l.glyphs[n-1].c == '-' && unicode.IsLetter(l.glyphs[n-2].c))
}

// indented tells whether a line begins further in than its neighbours.
func (c *pdfColumn) indented(k int) bool {
	return c.lines[k].x0 > c.edge(k)+0.7*c.lines[k].size
}

// edge is where the lines around one begin.
func (c *pdfColumn) edge(k int) float64 {
	edge := c.lines[k].x0
	for i := max(0, k-3); i < min(len(c.lines), k+4); i++ {
		edge = min(edge, c.lines[i].x0)
	}
	return edge
}

// right is where the lines around one end.
func (c *pdfColumn) right(k int) float64 {
	right := c.lines[k].x1
	for i := max(0, k-4); i < min(len(c.lines), k+5); i++ {
		right = max(right, c.lines[i].x1)
	}
	return right
}

// runsOn tells whether a line is of the same paragraph as the line above it.
func (d *pdfDocument) runsOn(c *pdfColumn, k int) bool {
	p, l := &c.lines[k-1], &c.lines[k]
	size := max(p.size, l.size)
	gap := p.base - l.base
	if !d.sameSet(c, k) || gap > 1.9*size || gap > 1.35*c.leading(k) || gap < 0.3*size {
		return false
	}
	if p.bold != l.bold && (p.bold && k < 2 || p.bold && len(p.glyphs) < longestHeading && !isComplete(p.string()) || l.bold) {
		return false
	}
	if p.wraps() {
		return true
	}
	if in := l.x0 - p.x0; in > 0.7*size && !c.hangs(k) && !c.centred(k) {
		return false
	} else if in < -0.7*size && !c.indented(k-1) && !c.centred(k) {
		return false
	} else if in < -0.7*size && c.hanging(k-1) {
		return false
	}
	if in := l.x0 - p.x0; in < 0.3*size && in > -0.3*size && unicode.IsLower(l.glyphs[0].c) && !isComplete(p.string()) {
		return true
	}
	fits := c.right(k)-p.x1 > l.firstWord()+0.4*size
	return !fits || l.size > 1.1*d.size && !isComplete(p.string())
}

// leading is the distance that most lines around one have.
func (c *pdfColumn) leading(k int) float64 {
	least := 0.0
	for i := max(1, k-4); i < min(len(c.lines), k+5); i++ {
		gap := c.lines[i-1].base - c.lines[i].base
		if gap > 0.8*c.lines[k].size && (least == 0 || gap < least) {
			least = gap
		}
	}
	if least == 0 {
		return 1.5 * c.lines[k].size
	}
	return least
}

// hangs tells whether a line that begins further in than the one above is of a paragraph that hangs from its first
// line, as entries of bibliographies do: the one above is full, and the next begins where it does, or further out.
func (c *pdfColumn) hangs(k int) bool {
	p, l := &c.lines[k-1], &c.lines[k]
	if c.right(k)-p.x1 > 3*l.size || isComplete(p.string()) && !strings.Contains(p.string(), "://") && c.indentedBefore(k) {
		return false
	}
	if k+1 < len(c.lines) && c.lines[k+1].x0 > p.x0+0.5*l.size {
		return true
	}
	return c.indentedBefore(k)
}

// indentedBefore tells whether the lines before one hang already.
func (c *pdfColumn) indentedBefore(k int) bool {
	return k >= 3 && c.lines[k-2].x0 > c.lines[k-1].x0+0.5*c.lines[k].size
}

// hanging tells whether a line is one of those that hang: more than one above it begins where it does.
func (c *pdfColumn) hanging(k int) bool {
	return k >= 2 && c.lines[k-1].x0 > c.lines[k].x0-0.3*c.lines[k].size && c.lines[k-2].x0 < c.lines[k].x0-0.5*c.lines[k].size || k >= 1 && c.lines[k-1].x0 < c.lines[k].x0-0.5*c.lines[k].size && c.lines[k-1].x1 > c.right(k)-3*c.lines[k].size
}

// centred tells whether a line and the one above share their middle.
func (c *pdfColumn) centred(k int) bool {
	p, l := &c.lines[k-1], &c.lines[k]
	d := (p.x0 + p.x1 - l.x0 - l.x1) / 2
	return d < l.size/2 && d > -l.size/2
}

// firstWord is how wide the first word of a line is.
func (l *pdfLine) firstWord() float64 {
	end := l.glyphs[0].x1
	for i := 1; i < len(l.glyphs) && !l.glyphs[i].blank; i++ {
		end = max(end, l.glyphs[i].x1)
	}
	return end - l.x0
}

// pdfWords is what is learnt from all words of a document for joining those that are broken over lines.
type pdfWords struct {
	known map[string]bool
	// hyphens tells that a hyphen at which an address is broken was put in by the typesetter, as in any other word.
	// Apache FOP does so.
	hyphens bool
}

func newPDFWords(columns []pdfColumn, producer string) pdfWords {
	w := pdfWords{known: map[string]bool{}, hyphens: strings.Contains(producer, "Apache FOP")}
	for i := range columns {
		lines := columns[i].lines
		for k := range lines {
			words := strings.Fields(lines[k].string())
			for n, word := range words {
				if n+1 < len(words) || !lines[k].wraps() {
					w.learn(word)
				}
			}
		}
	}
	return w
}

// learn keeps a word, and the words of which it and addresses are made.
func (w *pdfWords) learn(word string) {
	word = strings.ToLower(strings.Trim(word, ".,;:!?()[]“”„\"'‘’"))
	w.known[word] = true
	if !strings.ContainsAny(word, "-./") {
		return
	}
	for _, run := range strings.FieldsFunc(word, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '-' }) {
		w.known[run] = true
		for _, segment := range strings.Split(run, "-") {
			w.known[segment] = true
		}
	}
}

// isAddressRest tells whether a word can be nothing but the rest of an address.
func isAddressRest(word string) bool {
	trimmed := strings.TrimRight(word, ".,;:)]”\"'")
	if trimmed == "" || strings.Contains(word, "://") {
		return false
	}
	if strings.ContainsAny(trimmed, "/_=&?%#~") && !strings.ContainsAny(trimmed, "()[]“”") {
		return trimmed[0] != '/' || len(trimmed) > 1
	}
	inner := strings.ContainsAny(trimmed, ".-") && !prose.Capitalised(trimmed)
	digits := strings.ContainsAny(trimmed, "0123456789") && strings.IndexFunc(trimmed, unicode.IsLetter) >= 0
	return inner && (strings.Contains(trimmed, ".") || digits) || digits
}
