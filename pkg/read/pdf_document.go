package read

import (
	"math"
)

// pdfColumn is the lines of one column of a page.
type pdfColumn struct {
	pdfBox
	page  *pdfPage
	lines []pdfLine
	// foot tells that nothing stands below it.
	foot bool
}

// pdfDocument is a document's lines in reading order, and what they are found to be.
type pdfDocument struct {
	pages   []*pdfPage
	columns []pdfColumn
	// size is the size of most of its words.
	size  float64
	notes []*pdfNote
	// items are paragraphs and notes in the order in which they begin.
	items []pdfItem
	// called are the labels that stand raised in the text of a page.
	called map[*pdfPage]map[string]bool
	words  pdfWords
	// gutter is where the columns of the page read last are parted, 0 if there are none.
	gutter float64
	// listing tells that what is read is a list of notes under a heading.
	listing bool
}

// pdfItem is a paragraph, or a note.
type pdfItem struct {
	lines   []*pdfLine
	heading bool
	note    *pdfNote
	column  *pdfColumn
}

// mostFragments is how many fragments of a page are put into an order; beyond, they are taken as they come.
const mostFragments = 5000

func newPDFDocument(pages []*pdfPage, producer string) *pdfDocument {
	d := &pdfDocument{pages: pages, called: map[*pdfPage]map[string]bool{}}
	all := make([][]pdfFragment, len(pages))
	for i, p := range pages {
		all[i] = withoutLineNumbers(p.fragments())
	}
	d.size = bodySize(pages)
	for i, fragments := range withoutHeads(all) {
		d.layOut(pages[i], fragments)
	}
	for i := range d.columns {
		d.call(&d.columns[i])
	}
	d.words = newPDFWords(d.columns, producer)
	return d
}

func (d *pdfDocument) layOut(page *pdfPage, fragments []pdfFragment) {
	if len(fragments) == 0 {
		return
	}
	columns := [][]pdfFragment{fragments}
	if len(fragments) <= mostFragments {
		columns, d.gutter = inReadingOrder(fragments, d.gutter, 0)
	}
	first := len(d.columns)
	for _, c := range columns {
		column := pdfColumn{page: page, lines: pdfLines(page, c), foot: true}
		column.pdfBox = column.lines[0].pdfBox
		for i := range column.lines {
			column.include(column.lines[i].pdfBox)
		}
		d.columns = append(d.columns, column)
	}
	for i := first; i < len(d.columns); i++ {
		for j := first; j < len(d.columns); j++ {
			a, b := &d.columns[i], &d.columns[j]
			if b.y1 < a.y0+a.lines[len(a.lines)-1].size && min(a.x1, b.x1) > max(a.x0, b.x0) && !d.small(b) {
				a.foot = false
			}
		}
	}
}

// small tells whether a column is set smaller than the text, as notes under two columns are.
func (d *pdfDocument) small(c *pdfColumn) bool {
	for i := range c.lines {
		if !d.isSmall(&c.lines[i]) {
			return false
		}
	}
	return true
}

// isSmall tells whether a line is set smaller than the text.
func (d *pdfDocument) isSmall(l *pdfLine) bool { return l.size < 0.94*d.size }

// bodySize is the size of the text: the largest of those in which much is set, since notes can be more than the text,
// and headings are little.
func bodySize(pages []*pdfPage) float64 {
	counts := map[int]int{}
	for _, p := range pages {
		for i := range p.glyphs {
			counts[int(math.Round(p.glyphs[i].size*5))]++
		}
	}
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	best := 0
	for size, n := range counts {
		if n*3 >= most && size > best {
			best = size
		}
	}
	return float64(best) / 5
}

// call notes the labels that stand raised in the text of a column.
func (d *pdfDocument) call(c *pdfColumn) {
	set := d.called[c.page]
	if set == nil {
		set = map[string]bool{}
		d.called[c.page] = set
	}
	for i := range c.lines {
		l := &c.lines[i]
		if d.isSmall(l) {
			continue
		}
		for _, r := range l.raisedRuns() {
			if r.from == 0 {
				continue
			}
			for _, t := range r.tokens {
				for _, label := range append(pdfSplitLabels(t.label), t.label) {
					set[label] = true
				}
			}
		}
	}
}
