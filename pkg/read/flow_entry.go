package read

import (
	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// writtenEntry is what the flow knows of an entry of the bibliography.
type writtenEntry struct {
	key    string
	source *article.Source
	// index is its place in the flow, from 1; 0 until it is written.
	index int
}

// writtenReference is a reference in the flow. Its entry may be written later; without one it is looked up by its key.
type writtenReference struct {
	reference
	entry *writtenEntry
}

// entry writes an entry of the bibliography, once: its words are no block and no note. Within a note or another entry
// they are words of that. What is put off meanwhile waits for the end of the entry.
func (w *flowWriter) entry(entry *writtenEntry, write func()) {
	if entry.index > 0 || w.apart() {
		write()
		return
	}
	w.flush()
	look := w.look
	w.look, w.inEntry, w.words = blockLook{}, entry, nil
	start := w.open
	write()
	w.flush()
	w.look, w.inEntry = look, nil
	if len(w.words) > 0 {
		w.flow.entries = append(w.flow.entries, entryBlock{
			Stretch: w.wordsSince(start), key: entry.key, words: w.words, source: entry.source,
		})
		entry.index = len(w.flow.entries)
	}
	w.words = nil
	w.flush()
}

// apart tells that what is written is no block: a note or an entry.
func (w *flowWriter) apart() bool { return w.inNote != nil || w.inEntry != nil }

// addReference takes words that have been written for a reference. Without an entry it is looked up by its key; without
// a group it has the brackets around it, if they hold nothing else than references.
func (w *flowWriter) addReference(r reference, entry *writtenEntry) {
	w.references = append(w.references, writtenReference{r, entry})
}

// unseenReference writes a reference that shows no words, at a place in the source.
func (w *flowWriter) unseenReference(at prose.Stretch, r reference, entry *writtenEntry) {
	start := w.out.text.Len()
	w.out.add(unseen, at.Start, at.End-at.Start)
	r.Stretch = w.since(start)
	w.addReference(r, entry)
}

// settledReferences leads the references written to the entries written.
func (w *flowWriter) settledReferences() []reference {
	all := make([]reference, 0, len(w.references))
	for _, r := range w.references {
		r.reference.entry = article.None
		if r.entry != nil && r.entry.index > 0 {
			r.reference.entry = r.entry.index - 1
		}
		all = append(all, r.reference)
	}
	return all
}
