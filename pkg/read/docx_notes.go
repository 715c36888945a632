package read

import (
	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// docxNote is a footnote or an endnote.
type docxNote struct {
	writtenNote
	part *docxPart
	node *xmlNode
	// called and deleted tell that a mark in the text, or in a tracked deletion, refers to it.
	called, deleted bool
}

// collectNotes finds the notes of a part. The separators between text and notes are kept as notes of a type, and are
// none (ECMA-376, 17.18.33, ST_FtnEdn).
func (r *docxReader) collectNotes(p *docxPart, kind article.NoteKind) {
	for _, n := range p.root.findAll(string(kind)) {
		switch n.get("type") {
		case "separator", "continuationSeparator", "continuationNotice":
			continue
		}
		note := &docxNote{writtenNote: writtenNote{kind: kind}, part: p, node: n}
		r.notes = append(r.notes, note)
		r.byID[kind][n.get("id")] = append(r.byID[kind][n.get("id")], note)
	}
}

// docxSection tells how the notes of a section are numbered.
type docxSection struct {
	footnotes, endnotes docxNumbering
	// samePage tells that the section goes on with the page on which the one before has ended.
	samePage bool
}

type docxNumbering struct {
	format string
	start  int
	// restart is continuous, eachSect or eachPage.
	restart string
}

// docxSectionsOf reads the sections of a document. What one does not say is said by the settings of the document.
func docxSectionsOf(document, settings *xmlNode) []docxSection {
	standard := docxSection{
		footnotes: docxNumbering{format: "decimal", start: 1, restart: "continuous"},
		endnotes:  docxNumbering{format: "lowerRoman", start: 1, restart: "continuous"},
	}
	if settings != nil {
		standard.read(settings.find("footnotePr"), settings.find("endnotePr"))
	}
	var all []docxSection
	for _, n := range document.findAll("sectPr") {
		s := standard
		s.read(n.child("footnotePr"), n.child("endnotePr"))
		if kind := n.child("type"); kind != nil {
			s.samePage = kind.get("val") == "continuous"
		}
		all = append(all, s)
	}
	return append(all, standard) // of words behind the last section, which a sound document does not have
}

func (s *docxSection) read(footnotes, endnotes *xmlNode) {
	s.footnotes.read(footnotes)
	s.endnotes.read(endnotes)
}

func (d *docxNumbering) read(n *xmlNode) {
	if n == nil {
		return
	}
	if format := n.child("numFmt"); format != nil {
		d.format = format.get("val")
	}
	if start := n.child("numStart"); start != nil {
		d.start = docxInt(start.get("val"), 1)
	}
	if restart := n.child("numRestart"); restart != nil {
		d.restart = restart.get("val")
	}
}

// docxCounter numbers the notes of one kind.
type docxCounter struct {
	next  int
	begun bool
}

// numberNote gives the number of the next note of a kind, as Word prints it.
func (w *docxWriter) numberNote(kind article.NoteKind) string {
	section := w.section()
	c, numbering := &w.footnotes, section.footnotes
	if kind == article.Endnote {
		c, numbering = &w.endnotes, section.endnotes
	}
	if !c.begun {
		c.begun, c.next = true, numbering.start
	}
	c.next++
	return noteNumber(c.next-1, numbering.format)
}

func (w *docxWriter) section() docxSection { return w.sections[min(w.sectionIndex, len(w.sections)-1)] }

// nextSection and nextPage begin the numbers anew where the document asks for it. Where pages end is known from the
// breaks that Word left when it laid the document out last.
func (w *docxWriter) nextSection() {
	w.sectionIndex++
	section := w.section()
	w.footnotes.begun = w.footnotes.begun && section.footnotes.restart != "eachSect"
	w.endnotes.begun = w.endnotes.begun && section.endnotes.restart != "eachSect"
	if !section.samePage {
		w.nextPage()
	}
}

func (w *docxWriter) nextPage() {
	if w.inNote != nil {
		return
	}
	section := w.section()
	w.footnotes.begun = w.footnotes.begun && section.footnotes.restart != "eachPage"
	w.endnotes.begun = w.endnotes.begun && section.endnotes.restart != "eachPage"
}

// reference writes the mark of a note. A mark that shows no words in the source stands for the element.
func (w *docxWriter) reference(n *xmlNode, kind article.NoteKind) {
	note := w.noteCalled(n.get("id"), kind)
	m := w.unseenMark(n.at, "", nil)
	if on := n.get("customMarkFollows"); on != "" && on != "0" && on != "false" && on != "off" {
		w.custom = m
	} else {
		m.label = w.numberNote(kind)
	}
	if note != nil {
		m.note = &note.writtenNote
		if !note.called {
			note.called, note.label = true, m.label
			w.putOff(func() { w.laidDown(note) })
		}
		for _, name := range w.bookmarks {
			w.bookmarked[name] = note
		}
	}
}

// noteCalled is the note of an id. Where an id stands for several notes, they are called in their order.
func (w *docxWriter) noteCalled(id string, kind article.NoteKind) *docxNote {
	all := w.byID[kind][id]
	if len(all) == 0 {
		return nil
	}
	for len(all) > 1 && all[0].called {
		all = all[1:]
	}
	w.byID[kind][id] = all
	return all[0]
}

// longestMark is how many bytes a mark that somebody has typed may have.
const longestMark = 24

// customMark takes what has been written behind a reference for its mark.
func (w *docxWriter) customMark() {
	m := w.custom
	s := w.wordsSince(m.End)
	if s.Start == s.End {
		return
	}
	w.custom = nil
	if s.End-s.Start > longestMark {
		return
	}
	m.label, m.End = w.out.text.String()[s.Start:s.End], s.End
	if m.note != nil && m.note.label == "" {
		m.note.label, m.note.leading = m.label, true
	}
}

// deleted looks for marks in a tracked deletion. Their notes are deleted with them.
func (w *docxWriter) deleted(n *xmlNode) {
	n.walk(func(n *xmlNode) bool {
		switch n.name.Local {
		case "footnoteReference", "endnoteReference":
			kind := article.Footnote
			if n.name.Local == "endnoteReference" {
				kind = article.Endnote
			}
			if note := w.noteCalled(n.get("id"), kind); note != nil {
				note.deleted = true
			}
		}
		return true
	})
}

// laidDown writes a note.
func (w *docxWriter) laidDown(note *docxNote) {
	fields, bookmarks := w.fields, w.bookmarks
	w.fields, w.bookmarks = nil, nil
	part := w.enter(note.part)
	label := prose.Stretch{Start: note.node.at.Start, End: note.node.at.Start}
	if number := note.node.find("footnoteRef", "endnoteRef"); number != nil {
		label = number.at
	}
	w.note(&note.writtenNote, func() {
		w.unseenLabel(label)
		w.blocks(note.node)
	})
	w.enter(part)
	w.fields, w.bookmarks = fields, bookmarks
}

// restOfNotes writes the notes that no mark calls. One whose mark was deleted, or that has no words, is none.
func (w *docxWriter) restOfNotes() {
	for _, note := range w.notes {
		if !note.called && !note.deleted && note.node.words(note.part.text) != "" {
			note.called = true
			w.laidDown(note)
		}
		w.flush()
	}
}
