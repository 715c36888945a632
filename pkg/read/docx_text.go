package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// docxWriter writes the words of a Word document.
type docxWriter struct {
	*docxReader
	flowWriter
	part *docxPart
	// custom is the mark whose words come next, if there is one.
	custom *writtenMark

	footnotes, endnotes docxCounter
	sectionIndex        int

	fields []*docxField
	// bookmarks are those that are open, by their ids; bookmarked are the notes whose marks stand in one, by name.
	bookmarks  map[string]string
	bookmarked map[string]*docxNote
	// references are the marks that refer to a bookmark around another mark.
	references map[*writtenMark]string

	title   string
	authors []string
	spoken  spokenLanguages
}

func newDOCXWriter(r *docxReader) *docxWriter {
	return &docxWriter{docxReader: r, bookmarked: map[string]*docxNote{}, references: map[*writtenMark]string{}, spoken: spokenLanguages{}}
}

func (w *docxWriter) write() *flow {
	w.enter(w.main)
	w.blocks(w.main.root.find("body"))
	w.flush()
	w.restOfNotes()
	w.settleReferences()
	for _, p := range w.stories {
		w.flow.parts = append(w.flow.parts, part{name: p.name, source: p.source, decoded: p.decoded})
	}
	f := w.finish()
	f.joinLinks()
	w.byPattern(f)
	return f
}

// settleReferences gives the marks that refer to other marks their notes. One whose bookmark holds no mark is none.
func (w *docxWriter) settleReferences() {
	kept := w.marks[:0]
	for _, m := range w.marks {
		if name, ok := w.references[m]; ok {
			note := w.bookmarked[name]
			if note == nil {
				continue
			}
			m.note = &note.writtenNote
		}
		kept = append(kept, m)
	}
	w.marks = kept
}

// enter goes to another part, and gives the one before.
func (w *docxWriter) enter(p *docxPart) (before *docxPart) {
	before = w.part
	w.part, w.out.part = p, p.index
	return before
}

// blocks writes what stands between paragraphs.
func (w *docxWriter) blocks(n *xmlNode) {
	for _, c := range n.children {
		switch c.name.Local {
		case "p":
			w.paragraph(c)
		case "del", "moveFrom":
			w.deleted(c)
		case "tr":
			if row := c.child("trPr"); row != nil && row.child("del") != nil {
				w.deleted(c)
			} else {
				w.blocks(c)
			}
		case "tbl":
			w.asTable(func() { w.blocks(c) })
		case "tc", "sdt", "sdtContent", "customXml", "ins", "moveTo", "body":
			w.blocks(c)
		case "AlternateContent":
			if chosen := docxAlternative(c); chosen != nil {
				w.blocks(chosen)
			}
		case "bookmarkStart", "bookmarkEnd":
			w.bookmark(c)
		case "sectPr":
			w.nextSection()
		}
	}
}

// docxAlternative chooses one of the contents that say the same for different readers (ECMA-376, part 3, 7.5): the
// first with words, since newer ones come first.
func docxAlternative(n *xmlNode) *xmlNode {
	var first *xmlNode
	for _, c := range n.children {
		if !c.is("Choice", "Fallback") {
			continue
		}
		if c.find("t", "footnoteReference", "endnoteReference") != nil {
			return c
		}
		if first == nil {
			first = c
		}
	}
	return first
}

func (w *docxWriter) paragraph(n *xmlNode) {
	properties := n.child("pPr")
	var id string
	var section, joined bool
	if properties != nil {
		if style := properties.child("pStyle"); style != nil {
			id = style.get("val")
		}
		section = properties.child("sectPr") != nil
		if run := properties.child("rPr"); run != nil {
			// the end of the paragraph is deleted, and it goes on with the next one
			joined = !section && (run.child("del") != nil || run.child("moveFrom") != nil)
		}
	}
	p := w.styles.paragraphIn(id, docxParagraphOf(properties))
	look := blockLook{heading: p.outline > 0 || w.styles.isHeading(id), code: w.styles.name(id) == "source code", quoted: w.styles.isQuotation(id)}
	if p.list != "" && p.list != "0" {
		look.number = w.numbering.next(p.list, p.level)
	}
	start := w.out.text.Len()
	w.inline(n, id)
	w.endFields()
	w.custom = nil
	w.front(w.styles.name(id), start)
	if joined {
		return
	}
	w.flushAs(look)
	if section {
		w.nextSection()
	}
}

// front keeps what paragraphs of some styles say of the article.
func (w *docxWriter) front(style string, start int) {
	if w.inNote != nil || style != "title" && style != "author" {
		return
	}
	text := prose.Fold(w.out.text.String()[start:])
	switch {
	case text == "":
	case style == "author":
		w.authors = append(w.authors, text)
	case w.title == "":
		w.title = text
	}
}

// inline writes what stands in a paragraph of a style.
func (w *docxWriter) inline(n *xmlNode, style string) {
	for _, c := range n.children {
		switch c.name.Local {
		case "r":
			w.run(c, style)
		case "hyperlink":
			start := w.out.text.Len()
			w.inline(c, style)
			w.hyperlink(c, start)
		case "fldSimple":
			start := w.out.text.Len()
			w.inline(c, style)
			w.fieldEnds(c.get("instr"), startTag(w.part.text, c), start)
		case "del", "moveFrom":
			w.deleted(c)
		case "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo":
			w.inline(c, style)
		case "AlternateContent":
			if chosen := docxAlternative(c); chosen != nil {
				w.inline(chosen, style)
			}
		case "oMath", "oMathPara":
			w.formula(c)
		case "bookmarkStart", "bookmarkEnd":
			w.bookmark(c)
		}
	}
}

// formula writes the characters of a formula one after another.
func (w *docxWriter) formula(n *xmlNode) {
	n.walk(func(n *xmlNode) bool {
		if n.is("del", "moveFrom") {
			return false
		}
		if n.is("t") {
			w.text(n)
		}
		return true
	})
}

// run writes a run: words of one look.
func (w *docxWriter) run(n *xmlNode, style string) {
	properties := n.child("rPr")
	r := docxRunOf(properties)
	if properties != nil {
		if s := properties.child("rStyle"); s != nil {
			r = w.styles.runIn(s.get("val"), r)
		}
	}
	r = w.styles.runIn(style, r)
	if r.hidden == "on" {
		return
	}
	start := w.out.text.Len()
	w.runContent(n, style)
	end := w.out.text.Len()
	if end == start {
		return
	}
	w.spoken.add(r.language.of(w.out.text.String()[start:]), end-start)
	if w.custom != nil {
		w.customMark()
	}
	if r.position == "superscript" {
		w.raise(start)
	}
	if r.italic == "on" || w.endsItalics(start) && isBlankRun(w.out.text.String()[start:]) {
		w.italic(start)
	}
}

func (w *docxWriter) runContent(n *xmlNode, style string) {
	for _, c := range n.children {
		switch c.name.Local {
		case "t":
			w.text(c)
		case "tab", "ptab":
			w.sign(c, "\t")
		case "br", "cr":
			w.sign(c, lineBreak)
			if c.get("type") == "page" {
				w.nextPage()
			}
		case "lastRenderedPageBreak":
			w.nextPage()
		case "noBreakHyphen":
			w.sign(c, "-")
		case "sym":
			w.sign(c, docxSymbol(c.get("font"), c.get("char")))
		case "footnoteReference":
			w.reference(c, article.Footnote)
		case "endnoteReference":
			w.reference(c, article.Endnote)
		case "fldChar":
			w.fieldChar(c)
		case "instrText":
			w.fieldCode(c)
		case "drawing", "pict", "object":
			w.drawing(c)
		case "AlternateContent":
			if chosen := docxAlternative(c); chosen != nil {
				w.runContent(chosen, style)
			}
		case "ruby":
			if base := c.child("rubyBase"); base != nil {
				w.inline(base, style)
			}
		}
	}
}

// sign writes what an element stands for.
func (w *docxWriter) sign(n *xmlNode, s string) {
	if !w.inCode() {
		w.out.add(s, n.at.Start, n.at.End-n.at.Start)
	}
}

// text writes words. Blanks at their ends count only if the document says so (ECMA-376, 17.3.3.31).
func (w *docxWriter) text(n *xmlNode) {
	if w.inCode() {
		return
	}
	keep := preservesSpace(n)
	for i, c := range n.children {
		if !c.isText() {
			continue
		}
		if keep || c.verbatim {
			w.out.addXML(w.part.text, c)
			continue
		}
		at := c.at
		if i == 0 {
			at.Start += blanksBefore(w.part.text[at.Start:at.End])
		}
		if i == len(n.children)-1 {
			at.End = at.Start + len(strings.TrimRight(w.part.text[at.Start:at.End], " \t\r\n"))
		}
		w.out.addReferences(w.part.text, at)
	}
}

func blanksBefore(s string) int { return len(s) - len(strings.TrimLeft(s, " \t\r\n")) }

func preservesSpace(n *xmlNode) bool {
	for ; n != nil; n = n.parent {
		switch n.get("space") {
		case "preserve":
			return true
		case "default":
			return false
		}
	}
	return false
}

// drawing keeps the text boxes of a drawing for the end of the paragraph, and the link that a picture carries.
func (w *docxWriter) drawing(n *xmlNode) {
	linked := false
	n.walk(func(c *xmlNode) bool {
		switch c.name.Local {
		case "AlternateContent":
			if chosen := docxAlternative(c); chosen != nil {
				w.drawing(chosen)
			}
			return false
		case "txbxContent":
			part := w.part
			w.putOff(func() { w.textBox(c, part) })
			return false
		case "hlinkClick":
			if relation := w.part.relations[c.get("id")]; !linked && relation.external {
				linked = true
				w.addLink(strings.TrimSpace(relation.target), w.since(w.out.text.Len()), c.at)
			}
		}
		return true
	})
}

func (w *docxWriter) textBox(n *xmlNode, part *docxPart) {
	fields := w.fields
	w.fields = nil
	before := w.enter(part)
	w.blocks(n)
	w.flush()
	w.enter(before)
	w.fields = fields
}

// of is the language of some words.
func (l docxLanguage) of(s string) string {
	c, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " "))
	if unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
		return l.eastern
	}
	return l.western
}
