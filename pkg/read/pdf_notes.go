package read

import (
	"strconv"
	"unicode"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// pdfNote is a note: its lines, which may stand on several pages.
type pdfNote struct {
	label string
	kind  article.NoteKind
	// number is its label's value, 0 for a sign.
	number int
	lines  []*pdfLine
	// skip is how many characters of the first line are the label.
	skip int
	// page is where it begins.
	page *pdfPage
	// raised tells how its label is set.
	raised bool
	// index is its place in the flow.
	index int
}

func (n *pdfNote) last() *pdfLine { return n.lines[len(n.lines)-1] }

// divide tells notes from text, column by column.
func (d *pdfDocument) divide() {
	for i := range d.columns {
		c := &d.columns[i]
		foot := len(c.lines)
		if !d.listing {
			foot = d.footOf(c)
		}
		for k := range c.lines[:foot] {
			if !d.listed(c, k) {
				d.paragraph(c, k)
			}
		}
		for k := foot; k < len(c.lines); k++ {
			d.footLine(c, k, k == foot)
		}
	}
}

// footOf finds the line at which the notes at the foot of a column begin; without any, it is the one behind the last.
func (d *pdfDocument) footOf(c *pdfColumn) int {
	n := len(c.lines)
	if !c.foot {
		return n
	}
	small := n
	for small > 0 && d.isSmall(&c.lines[small-1]) {
		small--
	}
	for k := small; k < n; k++ {
		if l, ok := d.noteLabel(c, k); ok && d.begins(c, l) {
			if small < k && d.goesOnAt(c, small) && c.even(small, k-1) {
				return small
			}
			return k
		}
	}
	if small < n && d.goesOnAt(c, small) && c.even(small, n-1) {
		return small
	}
	return d.evenFoot(c)
}

// evenFoot finds notes that are set as large as the text: the raised label with which they begin shows them.
func (d *pdfDocument) evenFoot(c *pdfColumn) int {
	n := len(c.lines)
	for k := range n {
		l, ok := d.noteLabel(c, k)
		starts := d.begins(c, l) || l.number == 1 && d.calledBefore(c.page, l.label)
		if !ok || !l.raised || l.number == 0 || !starts {
			continue
		}
		for i := k; i < n; i++ {
			if c.lines[i].size > 1.05*c.lines[k].size {
				ok = false
			}
		}
		if ok && (k > 0 || l.number == 1 || l.number == d.lastNumber()+1) {
			return k
		}
	}
	return n
}

func (d *pdfDocument) calledBefore(page *pdfPage, label string) bool {
	for _, p := range d.pages {
		if d.called[p][label] {
			return true
		}
		if p == page {
			break
		}
	}
	return false
}

// noteLabel is the label with which a line begins. A number that is printed twice in a row is the number.
func (d *pdfDocument) noteLabel(c *pdfColumn, k int) (pdfLabel, bool) {
	l, ok := c.lines[k].label()
	if next := strconv.Itoa(d.lastNumber() + 1); ok && l.label == next+next && !d.called[c.page][l.label] {
		l.label, l.number = next, d.lastNumber()+1
	}
	return l, ok
}

// begins tells whether a label at the foot of a page begins a note: the page's text calls it, or it is the next one.
func (d *pdfDocument) begins(c *pdfColumn, l pdfLabel) bool {
	if d.called[c.page][l.label] {
		return true
	}
	return l.raised && l.number > 1 && l.number == d.lastNumber()+1
}

func (d *pdfDocument) lastNumber() int {
	for i := len(d.notes) - 1; i >= 0; i-- {
		if d.notes[i].number > 0 {
			return d.notes[i].number
		}
	}
	return 0
}

// goesOnAt tells whether the note before goes on at a line: it stands on the same page or the one before, and lacks its
// end, or the line does not begin as a sentence does.
func (d *pdfDocument) goesOnAt(c *pdfColumn, k int) bool {
	if len(d.notes) == 0 {
		return false
	}
	last := d.notes[len(d.notes)-1].last()
	if c.page.number-last.page.number > 1 || d.notes[len(d.notes)-1].kind != article.Footnote {
		return false
	}
	if s := c.lines[k].size / last.size; s < 0.95 || s > 1.05 {
		return false
	}
	first := c.lines[k].glyphs[0].c
	return unicode.IsLower(first) || !isComplete(last.string())
}

// even tells whether lines are set at even distances, with nothing between them.
func (c *pdfColumn) even(from, to int) bool {
	for k := from + 1; k <= to; k++ {
		if c.lines[k-1].base-c.lines[k].base > 1.8*c.lines[k].size {
			return false
		}
	}
	return true
}

// footLine takes a line of the notes at the foot of a column.
func (d *pdfDocument) footLine(c *pdfColumn, k int, first bool) {
	l := &c.lines[k]
	label, ok := d.noteLabel(c, k)
	if ok && (d.begins(c, label) || label.raised && label.number > 0 || first && !d.goesOnAt(c, k)) && d.follows(label) {
		d.note(l, label, article.Footnote)
		return
	}
	if len(d.notes) == 0 {
		d.paragraph(c, k)
		return
	}
	n := d.notes[len(d.notes)-1]
	n.lines = append(n.lines, l)
}

// follows tells whether a label can come after the last one: numbers that are set like the words go up by one, so that a
// year or a day at the beginning of a line is none.
func (d *pdfDocument) follows(l pdfLabel) bool {
	if l.raised || l.number == 0 {
		return true
	}
	last := d.lastNumber()
	return l.number == 1 || last == 0 || l.number > last && l.number <= last+longestGap
}

func (d *pdfDocument) note(l *pdfLine, label pdfLabel, kind article.NoteKind) {
	n := &pdfNote{
		label: label.label, number: label.number, kind: kind,
		lines: []*pdfLine{l}, skip: label.glyphs, page: l.page, raised: label.raised,
	}
	d.notes = append(d.notes, n)
	d.items = append(d.items, pdfItem{note: n})
}

// listed takes a line if it is of a list of notes under a heading.
func (d *pdfDocument) listed(c *pdfColumn, k int) bool {
	l := &c.lines[k]
	if !d.listing {
		d.listing = isPDFNotesHeading(l.string()) && d.listFollows(c, k)
		return false
	}
	n := len(d.notes)
	begun := n > 0 && d.notes[n-1].kind == article.Endnote
	if label, ok := d.noteLabel(c, k); ok && label.number > 0 {
		next := label.number == 1 || begun && label.number > d.lastNumber() && label.number <= d.lastNumber()+longestGap
		if next && (!begun || label.raised == d.notes[n-1].raised) {
			d.note(l, label, article.Endnote)
			return true
		}
	}
	if !begun || d.endsList(c, k) {
		d.listing = false
		return false
	}
	d.notes[n-1].lines = append(d.notes[n-1].lines, l)
	return true
}

// listFollows tells whether a heading has a note right below it.
func (d *pdfDocument) listFollows(c *pdfColumn, k int) bool {
	for i := range d.columns {
		if &d.columns[i] != c {
			continue
		}
		if k+1 == len(c.lines) && i+1 < len(d.columns) {
			c, k = &d.columns[i+1], -1
		}
		break
	}
	if k+1 >= len(c.lines) {
		return false
	}
	l, ok := c.lines[k+1].label()
	return ok && l.number == 1
}

// endsList tells whether a line ends a list of notes: it is set as a heading is, or stands apart.
func (d *pdfDocument) endsList(c *pdfColumn, k int) bool {
	l := &c.lines[k]
	before := d.notes
	if len(before) == 0 {
		return l.size > 1.08*d.size
	}
	last := before[len(before)-1].last()
	if l.size > 1.08*last.size || l.bold && !last.bold {
		return true
	}
	apart := last.page == l.page && last.base-l.base > 2.2*l.size
	return apart && prose.Capitalised(l.string())
}
