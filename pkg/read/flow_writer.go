package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// flowWriter writes a flow block by block. What stands in the midst of words that it is no part of, as a note does where
// it is called, is put off to the end of the block, so that it breaks no sentence.
type flowWriter struct {
	out  flowBuilder
	flow flow
	// open is where the block being written begins, and look what it is.
	open int
	look blockLook
	// inNote is the note being written, nil outside of notes; words are the pieces of it so far.
	inNote *writtenNote
	words  []prose.Stretch
	// inEntry is the entry of the bibliography being written, nil outside of entries; words are the pieces of it, too.
	inEntry *writtenEntry
	// blockExtent is that of the block being written.
	blockExtent extent
	// tables is how many tables have begun.
	tables int
	// later is what waits for the end of the block; laying tells that it is being written.
	later  []func()
	laying bool
	// marks and references are those written so far.
	marks      []*writtenMark
	references []writtenReference
	// numbers are those of items of lists, by where they begin.
	numbers map[int]int
}

func newFlowWriter(parts ...part) flowWriter { return flowWriter{flow: flow{parts: parts}} }

// blockLook is what a block of the flow is.
type blockLook struct {
	heading, code, quoted bool
	// number is that of an item in a list, table that of the table of which the block is a cell.
	number, table int
}

// writtenNote is what the flow knows of a note.
type writtenNote struct {
	label string
	kind  article.NoteKind
	// leading tells that the label may also stand at the beginning of the note's words.
	leading bool
	// index is its place in the flow, from 1; 0 until it is written.
	index int
	// extent is what of the source it takes up with its markup, if the format shows that.
	extent prose.Stretch
}

// writtenMark is a mark in the flow. Its note may be found as late as the flow is finished, and be written later still;
// without one it is looked up by its label.
type writtenMark struct {
	prose.Stretch
	label string
	note  *writtenNote
}

// unseen stands in the flow for a mark that shows no words in the source: a zero-width space, which is no part of an
// address or a word, and is folded away.
const unseen = "\u200B"

func (w *flowWriter) blank() { w.out.add(" ", w.out.last(), 0) }

// since is what has been written from start on.
func (w *flowWriter) since(start int) prose.Stretch {
	return prose.Stretch{Start: start, End: w.out.text.Len()}
}

// wordsSince is what has been written from start on, without the blanks at either end.
func (w *flowWriter) wordsSince(start int) prose.Stretch {
	return trimmed(w.out.text.String(), w.since(start))
}

func (w *flowWriter) asHeading(write func()) {
	look := w.look
	look.heading = true
	w.as(look, write)
}

// asCode writes what no rule reads. In a note or an entry it is words, in which nothing is looked for.
func (w *flowWriter) asCode(write func()) {
	look := w.look
	look.code = true
	w.as(look, func() {
		if w.apart() {
			w.silently(write)
		} else {
			write()
		}
	})
}

// asQuotation writes blocks that are quoted, or, within those, some that are not.
func (w *flowWriter) asQuotation(quoted bool, write func()) {
	look := w.look
	look.quoted = quoted
	w.as(look, write)
}

// asTable writes the cells of a table. One within another is part of it.
func (w *flowWriter) asTable(write func()) {
	outer := w.look.table
	w.inTable(true)
	write()
	w.flush()
	w.look.table = outer
}

// inTable begins or ends a table, of a format that does so by lines.
func (w *flowWriter) inTable(open bool) {
	w.flush()
	switch {
	case !open:
		w.look.table = 0
	case w.look.table == 0:
		w.tables++
		w.look.table = w.tables
	}
}

// quotes begins or ends blocks that are quoted.
func (w *flowWriter) quotes(quoted bool) {
	w.flush()
	w.look.quoted = quoted
}

// as writes blocks of a look.
func (w *flowWriter) as(look blockLook, write func()) {
	w.flush()
	before := w.look
	w.look = look
	write()
	w.flush()
	w.look = before
}

// flushAs ends the block being written, of which is known only now what it is.
func (w *flowWriter) flushAs(look blockLook) {
	before := w.look
	look.table = before.table
	w.look = look
	w.flush()
	w.look = before
}

// silently writes words in which nothing is looked for.
func (w *flowWriter) silently(write func()) {
	start := w.out.text.Len()
	write()
	w.flow.code = append(w.flow.code, w.since(start))
}

// flush ends the block being written, and writes what waits for its end.
func (w *flowWriter) flush() {
	if end := w.out.text.Len(); end > w.open {
		for _, s := range prose.AppendTrimmed(nil, w.out.text.String(), w.since(w.open)) {
			w.addBlock(s)
		}
		w.out.add("\n", w.out.last(), 0)
		w.skip()
	}
	if !w.apart() {
		w.lay()
	}
}

func (w *flowWriter) addBlock(s prose.Stretch) {
	if w.apart() {
		w.words = append(w.words, s)
		return
	}
	w.flow.blocks = append(w.flow.blocks, block{
		Stretch: s, heading: w.look.heading, code: w.look.code, quoted: w.look.quoted, table: w.look.table, extent: w.blockExtent,
	})
	w.blockExtent = extent{}
	if w.look.number > 0 {
		if w.numbers == nil {
			w.numbers = map[int]int{}
		}
		w.numbers[s.Start] = w.look.number
	}
}

// comment takes one for part of the note or of the words in which it stands.
func (w *flowWriter) comment(s prose.Stretch) {
	switch {
	case w.inNote != nil:
		e := extent{w.inNote.extent, w.out.part}
		e.take(w.out.part, s)
		w.inNote.extent = e.Stretch
	case w.inEntry == nil && strings.TrimSpace(w.out.text.String()[w.open:]) != "":
		w.blockExtent.take(w.out.part, s)
	}
}

// skip keeps what has been written of a block so far, as the label of a note, out of it.
func (w *flowWriter) skip() { w.open = w.out.text.Len() }

// unseenLabel begins a note whose label stands at a place in the source, and is written nowhere in the flow.
func (w *flowWriter) unseenLabel(at prose.Stretch) {
	w.out.add(unseen, at.Start, at.End-at.Start)
	w.skip()
}

// putOff keeps something to be written at the end of the block.
func (w *flowWriter) putOff(write func()) { w.later = append(w.later, write) }

// noteLater puts a note off to the end of the block.
func (w *flowWriter) noteLater(note *writtenNote, write func()) {
	w.putOff(func() { w.note(note, write) })
}

// lay writes what waits, and what comes to wait meanwhile.
func (w *flowWriter) lay() {
	if w.laying {
		return
	}
	w.laying = true
	look := w.look
	w.look = blockLook{}
	for len(w.later) > 0 {
		write := w.later[0]
		w.later = w.later[1:]
		write()
	}
	w.look, w.laying = look, false
}

// note writes a note, once: its label if the source shows it, which is to be skipped, and its words.
func (w *flowWriter) note(note *writtenNote, write func()) {
	if note.index > 0 {
		return
	}
	look := w.look
	w.look, w.inNote, w.words = blockLook{}, note, nil
	w.skip()
	start := w.open
	write()
	w.flush()
	text := w.out.text.String()
	if note.leading && len(w.words) > 0 {
		first := &w.words[0]
		first.Start += labelLength(text[first.Start:first.End], note.label)
		*first = trimmed(text, *first)
	}
	w.flow.notes = append(w.flow.notes, noteBlock{
		Stretch: w.wordsSince(start), label: note.label, kind: note.kind, words: w.words, extent: extent{note.extent, w.out.part},
	})
	note.index = len(w.flow.notes)
	w.look, w.inNote, w.words = look, nil, nil
	w.out.add("\n", w.out.last(), 0)
	w.skip()
}

// unseenMark writes a mark that shows no words, at a place in the source.
func (w *flowWriter) unseenMark(at prose.Stretch, label string, note *writtenNote) *writtenMark {
	start := w.out.text.Len()
	w.out.add(unseen, at.Start, at.End-at.Start)
	return w.addMark(w.since(start), label, note)
}

// addMark takes words that have been written for a mark.
func (w *flowWriter) addMark(s prose.Stretch, label string, note *writtenNote) *writtenMark {
	m := &writtenMark{Stretch: s, label: label, note: note}
	w.marks = append(w.marks, m)
	return m
}

// addLink takes words that have been written for those of a hyperlink, if that leads to the web. Span is its place in
// the decoded source.
func (w *flowWriter) addLink(address string, words, span prose.Stretch) {
	w.addLinkAt(address, words, span, prose.Stretch{})
}

// addLinkAt is addLink for a link whose address is known to stand at a place.
func (w *flowWriter) addLinkAt(address string, words, span, at prose.Stretch) {
	if match.IsWeb(address) {
		w.flow.links = append(w.flow.links, hyperlink{Stretch: words, url: address, part: w.out.part, span: span, address: at})
	}
}

// raise keeps that what was written from start on stands above the line.
func (w *flowWriter) raise(start int) {
	s := w.since(start)
	if s.Start == s.End {
		return
	}
	if last := len(w.flow.raised) - 1; last >= 0 && w.flow.raised[last].End == start {
		w.flow.raised[last].End = s.End
		return
	}
	w.flow.raised = append(w.flow.raised, s)
}

// finish ends the flow.
func (w *flowWriter) finish() *flow {
	w.flush()
	finished := w.flow // a copy, so that it does not hold the writer and what that was written from
	f := &finished
	f.text, f.pieces = w.out.text.String(), w.out.pieces
	if len(f.pieces) == 0 {
		f.pieces = []piece{{}}
	}
	for _, m := range w.marks {
		note := article.None
		if m.note != nil && m.note.index > 0 {
			note = m.note.index - 1
		}
		f.marks = append(f.marks, mark{Stretch: m.Stretch, group: bracketsAround(f.text, m.Stretch), label: m.label, note: note})
	}
	f.references = w.settledReferences()
	f.settleItalics()
	return f
}

// byPattern looks for notes and marks in the words, if the document has none of its own.
func (w *flowWriter) byPattern(f *flow) {
	if len(f.notes) == 0 {
		notesByPattern(f, w.numbers)
	}
	if len(f.marks) == 0 {
		f.marks = marksIn(f, labelsOf(f.notes))
	}
}

// bracketsAround is a mark with the brackets at once around it.
func bracketsAround(text string, s prose.Stretch) prose.Stretch {
	before := strings.TrimRight(text[max(0, s.Start-8):s.Start], " ")
	behind := strings.TrimLeft(text[s.End:min(len(text), s.End+8)], " ")
	for _, pair := range []string{"[]", "()", "{}"} {
		if strings.HasSuffix(before, pair[:1]) && strings.HasPrefix(behind, pair[1:]) {
			start := strings.LastIndexByte(text[:s.Start], pair[0])
			end := s.End + strings.IndexByte(text[s.End:], pair[1]) + 1
			return prose.Stretch{Start: start, End: end}
		}
	}
	return s
}
