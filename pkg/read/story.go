package read

import (
	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// storyWriter writes the flow of a word processor's document: its paragraphs in their order, and behind each the notes
// and the text boxes that it holds.
type storyWriter struct {
	out  flowBuilder
	flow flow
	// open is where the paragraph being written begins.
	open  int
	marks []storyMark
	// later are the notes and text boxes that wait for the end of the paragraph.
	later    []func()
	draining bool
	inNote   bool
	words    []prose.Stretch // of the note being written
	// numbers are those of items of lists, by where they begin.
	numbers map[int]int
	// spoken is how many bytes there are in each language.
	spoken map[string]int
}

// storyMark is a mark whose note may not be written yet.
type storyMark struct {
	start, end int
	label      string
	note       *storyNote
}

type storyNote struct {
	label string
	// typed tells that the label stands in the note's words, too.
	typed bool
	kind  article.NoteKind
	// index is its place in the flow, from 1; 0 until it is written.
	index int
}

// storyBlock is what a paragraph becomes.
type storyBlock struct {
	heading, code bool
	// number is that of an item in a list.
	number int
}

func stretch(start, end int) prose.Stretch { return prose.Stretch{Start: start, End: end} }

func newStoryWriter() storyWriter {
	return storyWriter{numbers: map[int]int{}, spoken: map[string]int{}}
}

// flush ends a paragraph, and writes what waits for its end.
func (w *storyWriter) flush(b storyBlock) {
	end := w.out.text.Len()
	if end > w.open {
		for _, s := range prose.AppendTrimmed(nil, w.out.text.String(), stretch(w.open, end)) {
			if w.inNote {
				w.words = append(w.words, s)
				continue
			}
			w.flow.blocks = append(w.flow.blocks, block{Stretch: s, heading: b.heading, code: b.code})
			if b.number > 0 {
				w.numbers[s.Start] = b.number
			}
		}
		w.out.add("\n", w.out.last(), 0)
	}
	w.open = w.out.text.Len()
	if !w.inNote {
		w.drain()
	}
}

// drain writes what waits, and what comes to wait meanwhile.
func (w *storyWriter) drain() {
	if w.draining {
		return
	}
	w.draining = true
	for len(w.later) > 0 {
		write := w.later[0]
		w.later = w.later[1:]
		write()
	}
	w.draining = false
}

// note writes a note. Its label stands at a place of the part, and is written nowhere else unless somebody typed it.
func (w *storyWriter) note(n *storyNote, label prose.Stretch, write func()) {
	w.inNote, w.words = true, nil
	start := w.out.text.Len()
	w.out.add(unseen, label.Start, label.End-label.Start)
	w.open = w.out.text.Len()
	write()
	w.flush(storyBlock{})
	w.inNote = false
	text := w.out.text.String()
	if n.typed && len(w.words) > 0 {
		first := &w.words[0]
		first.Start += labelLength(text[first.Start:first.End], n.label)
		*first = trimmed(text, *first)
	}
	whole := stretch(start, start+len(unseen))
	if last := len(w.words) - 1; last >= 0 {
		whole.End = w.words[last].End
	}
	w.flow.notes = append(w.flow.notes, noteBlock{Stretch: whole, label: n.label, kind: n.kind, words: w.words})
	n.index = len(w.flow.notes)
	w.words = nil
	w.out.add("\n", w.out.last(), 0)
	w.open = w.out.text.Len()
}

// raise keeps that what was written from start on stands above the line.
func (w *storyWriter) raise(start int) {
	end := w.out.text.Len()
	if end == start {
		return
	}
	if last := len(w.flow.raised) - 1; last >= 0 && w.flow.raised[last].End == start {
		w.flow.raised[last].End = end
		return
	}
	w.flow.raised = append(w.flow.raised, stretch(start, end))
}

// link keeps a link whose words have been written from start on. Word processors part the words of a link where their
// look changes; such parts are one link again.
func (w *storyWriter) link(address string, start int, at prose.Stretch) {
	if !isWebAddress(address) {
		return
	}
	s := stretch(start, w.out.text.Len())
	if n := len(w.flow.links); n > 0 {
		last := &w.flow.links[n-1]
		if last.url == address && last.End == start && last.part == w.out.part && s.End > start && last.End > last.Start {
			last.End = s.End
			return
		}
	}
	w.flow.links = append(w.flow.links, hyperlink{Stretch: s, url: address, part: w.out.part, span: at})
}

// finish ends the flow. If the document has no notes of its own, those that somebody typed are looked for.
func (w *storyWriter) finish() *flow {
	f := &w.flow
	f.text, f.pieces = w.out.text.String(), w.out.pieces
	if f.pieces == nil {
		f.pieces = []piece{{}}
	}
	for _, m := range w.marks {
		s := stretch(m.start, m.end)
		known := mark{Stretch: s, group: bracketsAround(f.text, s), label: m.label, note: article.None}
		if m.note != nil {
			known.note = m.note.index - 1
		}
		f.marks = append(f.marks, known)
	}
	if len(f.notes) == 0 {
		notesByPattern(f, w.numbers)
	}
	if len(f.marks) == 0 {
		f.marks = marksIn(f, labelsOf(f.notes))
	}
	return f
}

// speaks counts words of a language.
func (w *storyWriter) speaks(tag string, size int) {
	if tag != "" {
		w.spoken[tag] += size
	}
}

// mainLanguage is that of most words.
func (w *storyWriter) mainLanguage() string {
	best := ""
	for tag, size := range w.spoken {
		if size > w.spoken[best] || size == w.spoken[best] && tag < best {
			best = tag
		}
	}
	return best
}
