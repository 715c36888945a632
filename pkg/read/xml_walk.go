package read

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/metadata"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// xmlWalker writes the flow of an XML document whose elements say what they are (JATS, TEI, DocBook). What an element
// means is told by the format's element function, which calls back for its children.
type xmlWalker struct {
	text    string
	element func(*xmlNode)
	flowWriter
	notes map[*xmlNode]*xmlNote
	ids   map[string][]*xmlNode
}

// xmlNote is an element that is a note.
type xmlNote struct {
	writtenNote
	node *xmlNode
	// printed is the element within the note that shows its label, if one does.
	printed *xmlNode
}

// mostOfOneID is how many elements with the same id are told apart.
const mostOfOneID = 256

func newXMLWalker(text string, root *xmlNode) *xmlWalker {
	w := &xmlWalker{text: text, notes: map[*xmlNode]*xmlNote{}, ids: map[string][]*xmlNode{}}
	w.out.reserve(root)
	root.walk(func(n *xmlNode) bool {
		if id := n.get("id"); id != "" && len(w.ids[id]) < mostOfOneID {
			w.ids[id] = append(w.ids[id], n)
		}
		return true
	})
	return w
}

func (w *xmlWalker) children(n *xmlNode) { w.each(n, w.element) }

// each writes the text in an element, and has its elements written.
func (w *xmlWalker) each(n *xmlNode, element func(*xmlNode)) {
	for _, c := range n.children {
		switch {
		case c.isText():
			w.out.addXML(w.text, c)
		case c.is("table", "informaltable"):
			w.asTable(func() { element(c) })
		default:
			element(c)
		}
	}
}

// spaced writes the children of an element that puts nothing between them, with a blank behind each.
func (w *xmlWalker) spaced(n *xmlNode) {
	w.each(n, func(c *xmlNode) {
		w.element(c)
		w.blank()
	})
}

// block writes an element as a paragraph of its own.
func (w *xmlWalker) block(n *xmlNode, write func(*xmlNode)) {
	w.flush()
	write(n)
	w.flush()
}

// headed writes an element that claims nothing: a heading, a label, a name.
func (w *xmlWalker) headed(n *xmlNode, write func(*xmlNode)) {
	w.asHeading(func() { write(n) })
}

func (w *xmlWalker) coded(n *xmlNode) {
	w.asCode(func() { w.children(n) })
}

// contents writes a note: its label if an element within shows it, and its words.
func (w *xmlWalker) contents(note *xmlNote) func() {
	note.extent = note.node.at
	return func() {
		if note.printed != nil {
			w.children(note.printed)
			w.blank()
			w.skip()
		}
		w.children(note.node)
	}
}

// footnote writes the mark of a note that stands where it is called, and keeps the note for the end of the block.
func (w *xmlWalker) footnote(note *xmlNote) {
	w.mark(note.node, note.label, note)
	w.noteLater(&note.writtenNote, w.contents(note))
}

// endnote writes a note that stands apart from its markers.
func (w *xmlWalker) endnote(note *xmlNote) {
	w.noteLater(&note.writtenNote, w.contents(note))
	w.flush()
}

// mark writes a mark that shows no words. Its place is the element's start tag.
func (w *xmlWalker) mark(n *xmlNode, label string, note *xmlNote) {
	w.unseenMark(startTag(w.text, n), label, note.written())
}

// written is what the flow knows of a note, nil of none.
func (note *xmlNote) written() *writtenNote {
	if note == nil {
		return nil
	}
	return &note.writtenNote
}

// markWords writes the words of an element that is a mark of some notes.
func (w *xmlWalker) markWords(n *xmlNode, notes []*xmlNote) {
	label := labelOf(n.words(w.text))
	if label == "" {
		for _, note := range notes {
			w.mark(n, note.label, note)
		}
		return
	}
	start := w.out.text.Len()
	w.children(n)
	s := w.wordsSince(start)
	for _, note := range notes {
		if len(notes) > 1 && note != nil && note.label != "" {
			w.addMark(s, note.label, note.written())
		} else {
			w.addMark(s, label, note.written())
		}
	}
}

// link writes the words of a hyperlink; one without words shows its address.
func (w *xmlWalker) link(n *xmlNode, address string) {
	start := w.out.text.Len()
	tag := startTag(w.text, n)
	w.children(n)
	if !match.IsWeb(address) {
		return
	}
	s := w.wordsSince(start)
	if s.Start == s.End {
		start = w.out.text.Len()
		w.out.add(address, tag.Start, tag.End-tag.Start)
		s = w.since(start)
	}
	w.addLinkAt(address, s, tag, attributeAt(w.text, tag, "href", "target", "url"))
}

// near chooses among the elements with an id: one in the same scope, since ids that must be unique in a document are
// often so only in each of the articles in it. Scopes are elements with some local names.
func (w *xmlWalker) near(from *xmlNode, id string, scopes ...string) []*xmlNode {
	all := w.ids[id]
	if len(all) < 2 {
		return all
	}
	var own []*xmlNode
	scope := from.ancestor(scopes...)
	for _, n := range all {
		if n.ancestor(scopes...) == scope {
			own = append(own, n)
		}
	}
	if len(own) == 0 {
		return all
	}
	return own
}

// ancestor is the nearest element around a node that has one of some local names; nil if there is none.
func (n *xmlNode) ancestor(names ...string) *xmlNode {
	for p := n.parent; p != nil; p = p.parent {
		if p.is(names...) {
			return p
		}
	}
	return nil
}

// all are the elements below a node that have a local name, in document order, those within each other included.
func (n *xmlNode) all(name string) []*xmlNode {
	var found []*xmlNode
	n.walk(func(n *xmlNode) bool {
		if n.is(name) {
			found = append(found, n)
		}
		return true
	})
	return found
}

// child is the first child that has one of some local names; nil if there is none.
func (n *xmlNode) child(names ...string) *xmlNode {
	for _, c := range n.children {
		if c.is(names...) {
			return c
		}
	}
	return nil
}

// startTag is where the start tag of an element stands.
func startTag(text string, n *xmlNode) prose.Stretch {
	quote := byte(0)
	for i := n.at.Start; i < n.at.End; i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return prose.Stretch{Start: n.at.Start, End: i + 1}
		}
	}
	return n.at
}

// labelOf takes from the words of a label what surrounds it.
func labelOf(s string) string {
	trimmed := strings.Trim(s, " []()^.:{},;")
	if trimmed == "" {
		return strings.TrimSpace(s)
	}
	return trimmed
}

// isoDate is a date as metadata write it, from its attribute or its words; empty if it is none.
func isoDate(s string) string {
	const longest = len("2006-01-02")
	s = strings.TrimSpace(s)
	if len(s) > longest && (s[longest] == 'T' || s[longest] == ' ') {
		s = s[:longest]
	}
	if len(s) == 4 {
		if _, err := strconv.Atoi(s); err == nil {
			return s
		}
	}
	date, _ := metadata.Date(s)
	return date
}

// joined is a title with its subtitle.
func joined(title, subtitle string) string {
	c, _ := utf8.DecodeLastRuneInString(title)
	switch {
	case title == "" || subtitle == "":
		return title + subtitle
	case prose.IsStop(c) || c == ':':
		return title + " " + subtitle
	default:
		return title + ": " + subtitle
	}
}
