package read

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/ibidcheck/ibid/pkg/article"
)

// pdfMark is a mark in a line of text.
type pdfMark struct {
	line *pdfLine
	run  raisedRun
	raisedToken
	note *pdfNote
	// doubtful tells that it looks like an exponent; formulas are set no otherwise.
	doubtful bool
	// where it stands in the flow, once it is written.
	mark
	written bool
}

// findMarks finds the marks in the paragraphs: raised labels that notes bear. What looks like an exponent is taken only
// if its note has no other mark.
func (d *pdfDocument) findMarks() []*pdfMark {
	var all []*pdfMark
	for i := range d.items {
		before := ""
		for _, l := range d.items[i].lines {
			for _, r := range l.raisedRuns() {
				all = append(all, d.marksOf(l, r, before)...)
			}
			before = l.string()
		}
	}
	called := map[*pdfNote]int{}
	for _, m := range all {
		if !m.doubtful {
			called[m.note]++
		}
	}
	kept := all[:0]
	for _, m := range all {
		if m.doubtful {
			if m.note == nil || called[m.note] > 0 {
				continue
			}
			called[m.note]++
		}
		kept = append(kept, m)
	}
	return inOrder(d.withoutAffiliations(kept, called), called)
}

// inOrder leaves out of several marks of one numbered note those that stand out of order: raised numbers that are no
// marks (verses, editions, isotopes). Notes are numbered as they are called.
func inOrder(marks []*pdfMark, called map[*pdfNote]int) []*pdfMark {
	kept := marks[:0]
	for i, m := range marks {
		if m.note != nil && m.note.number > 0 && called[m.note] > 1 {
			before, after := 0, 0
			for j := range marks {
				if n := marks[j].note; n == nil || n.number == 0 || n.kind != m.note.kind || called[n] > 1 {
					continue
				} else if j < i {
					before = n.number
				} else if after == 0 {
					after = n.number
				}
			}
			if before > m.note.number || after > 0 && after < m.note.number {
				called[m.note]--
				continue
			}
		}
		kept = append(kept, m)
	}
	return kept
}

// marksOf reads a run as marks. One label that no note bears makes the run something else, unless it is a number that
// the notes lack.
func (d *pdfDocument) marksOf(l *pdfLine, r raisedRun, before string) []*pdfMark {
	var found []*pdfMark
	tokens := d.split(l, r.tokens)
	for i, t := range tokens {
		note := d.noteOf(l, t.label)
		if note == nil && !d.missing(l, r, t.label) {
			return nil
		}
		if i > 0 && isDash(t.after) {
			found = append(found, d.inRange(l, r, tokens[i-1], t)...)
		}
		found = append(found, &pdfMark{line: l, run: r, raisedToken: t, note: note, doubtful: d.doubtful(l, r, t.label, before)})
	}
	return found
}

// split parts labels that no note bears into two that notes bear.
func (d *pdfDocument) split(l *pdfLine, tokens []raisedToken) []raisedToken {
	var all []raisedToken
	for _, t := range tokens {
		parts := pdfSplitLabels(t.label)
		if d.noteOf(l, t.label) != nil || len(parts) != 2 || t.to-t.from != len(t.label) ||
			d.noteOf(l, parts[0]) == nil || d.noteOf(l, parts[1]) == nil {
			all = append(all, t)
			continue
		}
		at := t.from + len(parts[0])
		all = append(all, raisedToken{label: parts[0], from: t.from, to: at, after: t.after}, raisedToken{label: parts[1], from: at, to: t.to})
	}
	return all
}

// inRange are the marks that a dash between two numbers stands for.
func (d *pdfDocument) inRange(l *pdfLine, r raisedRun, a, b raisedToken) []*pdfMark {
	from, _ := strconv.Atoi(a.label)
	to, _ := strconv.Atoi(b.label)
	if to-from < 2 || to-from > longestRange {
		return nil
	}
	var found []*pdfMark
	for n := from + 1; n < to; n++ {
		t := raisedToken{label: strconv.Itoa(n), from: a.to, to: b.from}
		found = append(found, &pdfMark{line: l, run: r, raisedToken: t, note: d.noteOf(l, t.label)})
	}
	return found
}

// noteOf finds the note that a label on a page calls: one at the foot of the page or of the next, or else one of a list
// behind it.
func (d *pdfDocument) noteOf(l *pdfLine, label string) *pdfNote {
	var next, listed *pdfNote
	for _, n := range d.notes {
		if n.label != label {
			continue
		}
		switch {
		case n.page == l.page && n.kind == article.Footnote:
			return n
		case n.page.number == l.page.number+1 && next == nil && n.kind == article.Footnote:
			next = n
		case n.page.number >= l.page.number && n.number > 0 && listed == nil && (n.kind == article.Endnote || d.lists(n)):
			listed = n
		}
	}
	if next != nil && next.number > 0 {
		return next
	}
	return listed
}

// lists tells whether a note stands on a page of notes only, as notes at the end do that have no heading.
func (d *pdfDocument) lists(n *pdfNote) bool {
	return !d.called[n.page][n.label]
}

// missing tells whether a number may be the mark of a note that is not there: it lies among the notes' numbers, none of
// them bears it, and it stands where marks do.
func (d *pdfDocument) missing(l *pdfLine, r raisedRun, label string) bool {
	n, err := strconv.Atoi(label)
	if err != nil || r.from == 0 {
		return false
	}
	least, most := 0, 0
	for _, note := range d.notes {
		if note.label == label {
			return false
		}
		if note.number > 0 && (least == 0 || note.number < least) {
			least = note.number
		}
		most = max(most, note.number)
	}
	before := l.glyphs[r.from-1]
	return n > least && n < most && !d.isSmall(l) && !before.font.math && !unicode.IsDigit(before.c) &&
		!isExponent(l.before(r.from), label)
}

// before is the words of a line before a place.
func (l *pdfLine) before(i int) string {
	head := pdfLine{glyphs: l.glyphs[:i]}
	return head.string()
}

// doubtful tells what looks like an exponent, or stands before a word as the number of an edition or an isotope does.
func (d *pdfDocument) doubtful(l *pdfLine, r raisedRun, label, before string) bool {
	if r.from > 0 {
		before = l.before(r.from)
		if l.glyphs[r.from-1].font.math && !strings.ContainsRune(".,;:”)", l.glyphs[r.from-1].c) {
			return true
		}
	}
	if l.glyphs[r.from].link >= 0 && l.page.links[l.glyphs[r.from].link].url == "" {
		return false
	}
	if r.to < len(l.glyphs) && r.from > 0 && l.glyphs[r.from].blank && !l.glyphs[r.to].blank && unicode.IsLetter(l.glyphs[r.to].c) {
		return true
	}
	return label[0] >= '0' && label[0] <= '9' && isExponent(before, label)
}

// withoutAffiliations leaves out the numbers of institutes that stand behind authors' names above the text, where a note
// of the same number has its mark in the text.
func (d *pdfDocument) withoutAffiliations(marks []*pdfMark, called map[*pdfNote]int) []*pdfMark {
	text := d.beginning()
	kept := marks[:0]
	for _, m := range marks {
		above := m.line.page == d.pages[0] && (text == nil || m.line.base > text.base && m.line.page == text.page)
		if above && m.note != nil && m.note.number > 0 && called[m.note] > 1 {
			called[m.note]--
			continue
		}
		kept = append(kept, m)
	}
	return kept
}

// beginning is the first line of the first paragraph of several lines.
func (d *pdfDocument) beginning() *pdfLine {
	const several = 4
	for i := range d.items {
		if p := &d.items[i]; p.note == nil && len(p.lines) >= several && !p.heading {
			return p.lines[0]
		}
	}
	return nil
}
