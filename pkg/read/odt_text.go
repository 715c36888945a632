package read

import (
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// odtWriter writes the words of an OpenDocument text.
type odtWriter struct {
	flowWriter
	part   *xmlPart
	styles odtStyles
	// ids are the notes by their ids; references are the marks that refer to another mark's note.
	ids        map[string]*writtenNote
	references map[*writtenMark]string
	// counted are the notes of each kind so far.
	footnotes, endnotes int
	// counts are the last numbers of the lists, by style and level; number is that of the item whose words come next.
	counts map[string]int
	number int
	// index tells that a table of contents or an index is being written, raised that words stand above the line, and
	// slanted that they are set in italics.
	index, raised, slanted bool
	language               docxLanguage
	title                  string
	spoken                 spokenLanguages
}

func (w *odtWriter) open(c *container) error {
	w.styles = newODTStyles()
	w.styles.read(w.part.root.find("automatic-styles"))
	if !c.has("styles.xml") {
		return nil
	}
	styles, err := c.xmlPart("styles.xml")
	if err != nil {
		return err
	}
	w.styles.read(styles.root.find("styles"))
	return nil
}

func (w *odtWriter) write(text *xmlNode) *flow {
	w.blocks(text)
	w.flush()
	for m, id := range w.references {
		m.note = w.ids[id]
	}
	w.flow.parts = []part{{name: w.part.name, source: w.part.source, decoded: w.part.decoded}}
	f := w.finish()
	f.joinLinks()
	w.byPattern(f)
	return f
}

// blocks writes what stands between paragraphs.
func (w *odtWriter) blocks(n *xmlNode) {
	for _, c := range n.children {
		switch c.name.Local {
		case "p", "h":
			w.paragraph(c)
		case "list":
			w.list(c, "", 1)
		case "section":
			if c.get("display") != "none" {
				w.blocks(c)
			}
		case "table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index":
			before := w.index
			w.index = true
			w.blocks(c)
			w.index = before
		case "table":
			w.asTable(func() { w.blocks(c) })
		case "table-row", "table-cell", "table-rows", "table-header-rows", "table-row-group", "table-columns",
			"index-body", "index-title", "bibliography", "numbered-paragraph", "text-box":
			w.blocks(c)
		case "frame", "custom-shape", "g", "a", "rect", "ellipse", "polygon", "page-sequence":
			w.drawing(c)
			w.flush()
		}
	}
}

// list writes a list. The style of one within another is the outer's, unless it has one of its own.
func (w *odtWriter) list(n *xmlNode, style string, level int) {
	if own := n.get("style-name"); own != "" {
		style = own
	}
	numbering := w.styles.lists[style][level]
	key := style + " " + strconv.Itoa(level)
	if n.get("continue-numbering") != "true" && n.get("continue-list") == "" || w.counts[key] == 0 {
		w.counts[key] = numbering.start - 1
	}
	for _, item := range n.children {
		switch item.name.Local {
		case "list-item":
			w.counts[key]++
			if start := docxInt(item.get("start-value"), 0); start > 0 {
				w.counts[key] = start
			}
			if numbering.format == "1" {
				w.number = w.counts[key]
			}
			w.item(item, style, level)
		case "list-header":
			w.item(item, style, level)
		}
		w.number = 0
	}
}

func (w *odtWriter) item(n *xmlNode, style string, level int) {
	for _, c := range n.children {
		if c.is("list") {
			w.list(c, style, level+1)
		} else if c.is("p", "h") {
			w.paragraph(c)
		}
	}
}

func (w *odtWriter) paragraph(n *xmlNode) {
	style := w.styles.style("paragraph", n.get("style-name"))
	if style.hidden {
		return
	}
	if style.language == (docxLanguage{}) {
		style.language = w.styles.style("paragraph", "").language
	}
	language, slanted := w.language, w.slanted
	w.language, w.slanted = style.language, style.isItalic(false)
	start := w.out.text.Len()
	w.inline(n)
	w.language, w.slanted = language, slanted
	name := strings.ToLower(style.name)
	if name == "title" && w.title == "" && w.inNote == nil {
		w.title = prose.Fold(w.out.text.String()[start:])
	}
	heading := n.is("h") || style.heading || w.index || name == "title" || name == "subtitle"
	w.flushAs(blockLook{heading: heading, number: w.number, quoted: style.quoted})
	w.number = 0
}

// inline writes what stands in a paragraph. Of an element that is not known the words are shown.
func (w *odtWriter) inline(n *xmlNode) {
	for _, c := range n.children {
		switch c.name.Local {
		case "":
			start := w.out.text.Len()
			w.out.addXML(w.part.text, c)
			w.spoken.add(w.language.of(w.out.text.String()[start:]), w.out.text.Len()-start)
			if w.slanted || w.endsItalics(start) && isBlankRun(w.out.text.String()[start:]) {
				w.italic(start)
			}
		case "span":
			w.span(c)
		case "a":
			start := w.out.text.Len()
			w.inline(c)
			w.addLink(strings.TrimSpace(c.get("href")), w.since(start), startTag(w.part.text, c))
		case "s":
			w.sign(c, strings.Repeat(" ", min(max(docxInt(c.get("c"), 1), 1), 4))) // blanks fold to one
		case "tab":
			w.sign(c, "\t")
		case "line-break":
			w.sign(c, lineBreak)
		case "note":
			w.reference(c)
		case "note-ref":
			w.noteReference(c)
		case "ruby":
			if base := c.child("ruby-base"); base != nil {
				w.inline(base)
			}
		case "frame", "custom-shape", "g", "rect", "ellipse", "polygon", "line", "path", "control", "connector":
			w.drawing(c)
		case "hidden-text", "hidden-paragraph":
			if c.get("is-hidden") != "true" {
				w.inline(c)
			}
		case "annotation", "annotation-end", "tracked-changes", "script", "rdfa":
		default:
			w.inline(c)
		}
	}
}

func (w *odtWriter) sign(n *xmlNode, s string) { w.out.add(s, n.at.Start, n.at.End-n.at.Start) }

func (w *odtWriter) span(n *xmlNode) {
	style := w.styles.style("text", n.get("style-name"))
	if style.hidden {
		return
	}
	raised, slanted, language := w.raised, w.slanted, w.language
	w.raised, w.slanted = raised || style.isRaised(), style.isItalic(slanted)
	if style.language.western != "" {
		w.language.western = style.language.western
	}
	if style.language.eastern != "" {
		w.language.eastern = style.language.eastern
	}
	start := w.out.text.Len()
	w.inline(n)
	if w.raised && !raised {
		w.raise(start)
	}
	w.raised, w.slanted, w.language = raised, slanted, language
}

// reference writes the mark of a note, and keeps the note for the end of the paragraph.
func (w *odtWriter) reference(n *xmlNode) {
	citation, body := n.child("note-citation"), n.child("note-body")
	note := &writtenNote{kind: article.Footnote, extent: n.at}
	counter, numbering := &w.footnotes, w.styles.footnotes
	if n.get("note-class") == string(article.Endnote) {
		note.kind, counter, numbering = article.Endnote, &w.endnotes, w.styles.endnotes
	}
	tag := startTag(w.part.text, n)
	place := prose.Stretch{Start: tag.End, End: tag.End}
	if citation != nil {
		note.label, place = citation.words(w.part.text), citation.at
	}
	if citation != nil && citation.get("label") != "" {
		note.label = citation.get("label")
	} else {
		*counter++
	}
	if note.label == "" {
		note.label = noteNumber(*counter+numbering.offset, numbering.format)
	}
	w.ids[n.get("id")] = note
	w.unseenMark(prose.Stretch{Start: tag.Start, End: place.End}, note.label, note)
	w.noteLater(note, func() {
		w.unseenLabel(place)
		if body != nil {
			w.blocks(body)
		}
	})
}

// noteReference writes the number of a note that is marked elsewhere. It is a mark if it looks like one.
func (w *odtWriter) noteReference(n *xmlNode) {
	start := w.out.text.Len()
	w.inline(n)
	s := w.wordsSince(start)
	if w.raised && w.inNote == nil && s.Start < s.End {
		m := w.addMark(s, w.out.text.String()[s.Start:s.End], nil)
		w.references[m] = n.get("ref-name")
	}
}

// drawing keeps the text boxes of a drawing for the end of the paragraph, and the link that a picture carries.
func (w *odtWriter) drawing(n *xmlNode) {
	n.walk(func(c *xmlNode) bool {
		switch {
		case c.is("annotation"):
			return false
		case c.is("a"):
			w.addLink(strings.TrimSpace(c.get("href")), w.since(w.out.text.Len()), startTag(w.part.text, c))
		case c.child("p", "h", "list") != nil:
			w.putOff(func() {
				raised := w.raised
				w.raised = false
				w.blocks(c)
				w.flush()
				w.raised = raised
			})
			return false
		}
		return true
	})
}
