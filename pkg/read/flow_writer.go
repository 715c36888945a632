package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// flowWriter writes a flow block by block, for formats in which a note may stand in the midst of the words that it is a
// note to: it is put off to the end of the block, so that it breaks no sentence.
type flowWriter struct {
	out  flowBuilder
	flow flow
	// open is where the block being written begins.
	open int
	// heading and code are of the block being written.
	heading, code bool
	// inNote tells that a note is being written; words are the pieces of it so far.
	inNote bool
	words  []prose.Stretch
	// later are the notes that wait for the end of the block.
	later []laterNote
	// marked are the notes of the marks of the flow, by index.
	marked []*writtenNote
}

// writtenNote is what the flow knows of a note.
type writtenNote struct {
	label string
	kind  article.NoteKind
	// leading tells that the label may also stand at the beginning of the note's words.
	leading bool
	// index is its place in the flow, from 1; 0 until it is written.
	index int
}

type laterNote struct {
	note  *writtenNote
	write func()
}

// unseen stands in the flow for a mark that shows no words in the source: a zero-width space, which is no part of an
// address or a word, and is folded away.
const unseen = "\u200B"

func (w *flowWriter) blank() { w.out.add(" ", w.out.last(), 0) }

func (w *flowWriter) asHeading(write func()) {
	w.flush()
	heading := w.heading
	w.heading = true
	write()
	w.flush()
	w.heading = heading
}

func (w *flowWriter) asCode(write func()) {
	w.flush()
	code := w.code
	w.code = true
	write()
	w.flush()
	w.code = code
}

// flush ends the block being written, and lays down the notes that wait for its end.
func (w *flowWriter) flush() {
	end := w.out.text.Len()
	if end > w.open {
		for _, s := range prose.AppendTrimmed(nil, w.out.text.String(), prose.Stretch{Start: w.open, End: end}) {
			if w.inNote {
				w.words = append(w.words, s)
			} else {
				w.flow.blocks = append(w.flow.blocks, block{Stretch: s, heading: w.heading, code: w.code})
			}
		}
		w.out.add("\n", w.out.last(), 0)
		w.open = w.out.text.Len()
	}
	if w.inNote {
		return
	}
	for len(w.later) > 0 {
		next := w.later[0]
		w.later = w.later[1:]
		w.note(next)
	}
}

// putOff keeps a note for the end of the block.
func (w *flowWriter) putOff(note *writtenNote, write func()) {
	w.later = append(w.later, laterNote{note, write})
}

func (w *flowWriter) note(next laterNote) {
	note := next.note
	if note.index > 0 {
		return
	}
	heading, code := w.heading, w.code
	w.heading, w.code, w.inNote, w.words = false, false, true, nil
	start := w.out.text.Len()
	w.open = start
	next.write()
	whole := prose.Stretch{Start: start, End: w.out.text.Len()}
	w.flush()
	w.heading, w.code, w.inNote = heading, code, false
	text := w.out.text.String()
	if note.leading && len(w.words) > 0 {
		first := &w.words[0]
		first.Start += labelLength(text[first.Start:first.End], note.label)
		*first = trimmed(text, *first)
	}
	w.flow.notes = append(w.flow.notes, noteBlock{
		Stretch: trimmed(text, whole), label: note.label, kind: note.kind, words: w.words,
	})
	note.index = len(w.flow.notes)
	w.words = nil
	w.out.add("\n", w.out.last(), 0)
	w.open = w.out.text.Len()
}

// skipLabel keeps what has been written of a note so far, its label, out of its words.
func (w *flowWriter) skipLabel() {
	w.open = w.out.text.Len()
}

// unseenMark writes a mark that shows no words, at a place in the source.
func (w *flowWriter) unseenMark(at prose.Stretch, label string, note *writtenNote) {
	start := w.out.text.Len()
	w.out.add(unseen, at.Start, at.End-at.Start)
	w.addMark(prose.Stretch{Start: start, End: w.out.text.Len()}, label, note)
}

func (w *flowWriter) addMark(s prose.Stretch, label string, note *writtenNote) {
	w.flow.marks = append(w.flow.marks, mark{Stretch: s, group: s, label: label, note: article.None})
	w.marked = append(w.marked, note)
}

// finish ends the flow.
func (w *flowWriter) finish() *flow {
	w.flush()
	f := &w.flow
	f.text, f.pieces = w.out.text.String(), w.out.pieces
	if f.pieces == nil {
		f.pieces = []piece{{}}
	}
	for i, note := range w.marked {
		f.marks[i].group = bracketsAround(f.text, f.marks[i].Stretch)
		if note != nil && note.index > 0 {
			f.marks[i].note = note.index - 1
		}
	}
	return f
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

func isWebAddress(s string) bool {
	lower := strings.ToLower(s[:min(len(s), len("https://"))])
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}
