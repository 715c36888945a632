package read

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// TEI is a text encoded by the guidelines of the Text Encoding Initiative, P4 or P5.
var TEI = Format{
	Name:       formatTEI,
	Summary:    "a text in TEI XML",
	Extensions: []string{".tei", ".xml"},
	Sniff:      sniffTEI,
	Read:       readXML,
}

func sniffTEI(head []byte) bool {
	s := xmlHead(head)
	name, _ := rootTag(s)
	// Schema references before the root element name the TEI's address.
	return slices.Contains(teiRoots, name) || name == "" && strings.HasPrefix(s, "<?xml") && strings.Contains(s, "tei-c.org")
}

var teiBlocks = prose.Words(`p ab lg item cell row table list figure head byline opener closer salute signed dateline
	epigraph trailer docTitle titlePart docAuthor docDate docImprint docEdition imprimatur argument speaker stage sp
	listBibl biblStruct biblFull div div0 div1 div2 div3 div4 div5 div6 div7 text front body back group titlePage postscript
	floatingText castList castItem castGroup listPerson person listPlace place listOrg entry entryFree
	figDesc caption listEvent u`)

var teiHeadings = prose.Words("head byline docTitle titlePart docAuthor docDate docImprint speaker dateline signed trailer docEdition")

// teiSilent are metadata, facsimiles, running heads, and the readings that an editor has not chosen.
var teiSilent = prose.Words(`teiHeader facsimile sourceDoc standOff fw graphic binaryObject index interp interpGrp
	spanGrp fsdDecl xenoData rdg`)

// teiProse are the elements whose words go on around a note within.
var teiProse = []string{
	"p", "ab", "l", "lg", "head", "item", "cell", "seg", "s", "label", "q", "quote", "hi", "speaker", "stage", "byline",
	"closer", "opener", "salute", "signed", "td", "titlePart", "docAuthor", "docTitle", "figDesc", "emph", "title", "persName",
	"sp", "dateline", "epigraph", "trailer", "gloss", "term", "foreign", "u", "said", "w", "add", "corr", "name", "ref",
}

var teiScopes = []string{"TEI", "TEI.2"}

type teiWalker struct {
	*xmlWalker
	// called are the notes with the elements that refer to them, in order.
	called map[*xmlNode][]*xmlNode
	// callers are the elements that refer to notes.
	callers map[*xmlNode][]*xmlNode
	numbers map[*xmlNode]int
	// structured counts the structured bibliographic entries that are open.
	structured int
	// entries are those of the bibliography, by their elements.
	entries map[*xmlNode]*writtenEntry
}

func flowOfTEI(x *xmlWalker, root *xmlNode, a *article.Article) *flow {
	w := &teiWalker{
		xmlWalker: x, called: map[*xmlNode][]*xmlNode{}, callers: map[*xmlNode][]*xmlNode{}, numbers: map[*xmlNode]int{},
		entries: map[*xmlNode]*writtenEntry{},
	}
	w.xmlWalker.element = w.element
	a.Format = formatTEI
	if top := root.find(teiRoots...); top != nil {
		a.Lang = top.get("lang")
		if header := top.find("teiHeader"); header != nil {
			describeTEI(a, header, x.text)
		}
	}
	w.findCallers(root)
	w.findNotes(root)
	w.findEntries(root)
	w.children(root)
	return w.finish()
}

// findCallers finds the elements that are marks: those that point to a note and show nothing, or a label.
func (w *teiWalker) findCallers(root *xmlNode) {
	root.walk(func(n *xmlNode) bool {
		switch {
		case n.is("teiHeader"):
			return false
		case n.is("ref", "ptr", "xref", "xptr", "anchor"):
			for _, note := range w.targets(n, n.get("target")) {
				if isTEINote(note) && isTEICall(n, w.text) && !n.standsIn(note) {
					w.call(n, note)
				}
			}
		case n.is("note"):
			for _, anchor := range w.targets(n, n.get("target")) {
				if isTEINote(n) && anchor.is("anchor", "ref", "ptr", "seg", "hi") {
					w.call(anchor, n)
				}
			}
		}
		return true
	})
}

func (w *teiWalker) call(caller, note *xmlNode) {
	for _, c := range w.called[note] {
		if c == caller {
			return
		}
	}
	w.called[note] = append(w.called[note], caller)
	w.callers[caller] = append(w.callers[caller], note)
}

func isTEICall(n *xmlNode, text string) bool {
	kind := strings.ToLower(n.get("type"))
	if strings.Contains(kind, "note") || n.is("ptr", "xptr", "anchor") {
		return true
	}
	label := labelOf(n.words(text))
	return label == "" || looksLikeLabel(label)
}

// targets are the elements that an attribute points to; the # before an id is left out by some.
func (w *teiWalker) targets(n *xmlNode, attribute string) []*xmlNode {
	var all []*xmlNode
	for _, id := range strings.Fields(attribute) {
		id = strings.TrimPrefix(id, "#")
		if found := w.near(n, id, teiScopes...); len(found) > 0 {
			all = append(all, found[0])
		}
	}
	return all
}

// isTEINote tells footnotes and endnotes from notes on a bibliographic entry, and from those in the line.
func isTEINote(n *xmlNode) bool {
	return n.is("note") && n.get("place") != "inline" && n.parent != nil &&
		n.ancestor("teiHeader", "bibl", "biblStruct", "biblFull", "standOff") == nil
}

func (w *teiWalker) findNotes(root *xmlNode) {
	root.walk(func(n *xmlNode) bool {
		if n.is("teiHeader") {
			return false
		}
		if !isTEINote(n) {
			return true
		}
		note := &xmlNote{node: n, writtenNote: writtenNote{kind: article.Footnote, label: labelOf(n.get("n"))}}
		if place := strings.ToLower(n.get("place")); strings.Contains(place, "end") || place == "" && n.ancestor("back") != nil {
			note.kind = article.Endnote
		}
		w.notes[n] = note
		scope := n.ancestor(teiScopes...)
		w.numbers[scope]++
		if label := n.child("label"); label != nil {
			note.printed = label
			note.label = labelOf(label.words(w.text))
		}
		note.leading = note.label != "" && note.printed == nil
		for _, c := range w.called[n] {
			if note.label == "" {
				note.label, note.leading = w.shown(c), true
			}
		}
		if note.label == "" {
			note.label, note.leading = strconv.Itoa(w.numbers[scope]), false
		}
		return true
	})
}

// shown is the label that a mark shows.
func (w *teiWalker) shown(caller *xmlNode) string {
	if label := labelOf(caller.words(w.text)); label != "" {
		return label
	}
	return labelOf(caller.get("n"))
}

func (w *teiWalker) element(n *xmlNode) {
	name := n.name.Local
	switch {
	case w.notes[n] != nil:
		w.note(w.notes[n])
	case len(w.callers[n]) > 0:
		w.caller(n)
	case w.entries[n] != nil:
		w.entry(w.entries[n], func() { w.inWords(n) })
	case len(w.cited(n)) > 0:
		w.citation(n)
	case teiSilent[name]:
	case name == "label" && n.parent.is("note") && w.notes[n.parent] != nil:
	case name == "ref" || name == "ptr" || name == "xref" || name == "xptr" || name == "link":
		address := strings.TrimSpace(n.get("target") + n.get("url"))
		address, _, _ = strings.Cut(address, " ")
		w.link(n, address)
	case name == "choice":
		w.choice(n)
	case name == "lb" || name == "pb" || name == "cb" || name == "gb" || name == "milestone":
		if n.get("break") != "no" {
			w.blank()
		}
	case name == "l":
		w.children(n)
		w.blank()
	case name == "eg" || name == "egXML":
		w.coded(n)
	case name == "note":
		w.blank()
		w.children(n)
	default:
		w.inWords(n)
	}
}

func (w *teiWalker) inWords(n *xmlNode) {
	if isTEIItalic(n) {
		w.italicised(func() { w.plainWords(n) })
		return
	}
	w.plainWords(n)
}

// isTEIItalic tells what is set in italics: by what the text says of its looks, or as titles and emphasis are set by the
// TEI's stylesheets. Those of articles (level a) stand between quotation marks.
func isTEIItalic(n *xmlNode) bool {
	if slanted, ok := isSlanted(n.get("style")); ok {
		return slanted
	}
	rend := strings.ToLower(n.get("rend") + " " + n.get("rendition"))
	switch {
	case strings.Contains(rend, "ital"):
		return true
	case strings.TrimSpace(rend) != "":
		return false
	default:
		return n.is("emph") || n.is("title") && n.get("level") != "a"
	}
}

func (w *teiWalker) plainWords(n *xmlNode) {
	name := n.name.Local
	switch {
	case name == "biblStruct" || name == "biblFull":
		w.structured++
		w.block(n, w.spaced)
		w.structured--
	case w.structured > 0:
		w.spaced(n)
	case name == "bibl" && !n.parent.is(teiProse...) && !n.parent.is("cit", "note"):
		w.block(n, w.children)
	case (name == "quote" || name == "q") && n.child("p", "lg", "l", "quote") != nil:
		w.asQuotation(true, func() { w.children(n) })
	case name == "cit" && n.child("p", "lg", "l", "quote") != nil:
		w.block(n, w.children)
	case teiHeadings[name]:
		w.headed(n, w.children)
	case name == "label" && n.parent.is("list"), teiBlocks[name]:
		w.block(n, w.children)
	default:
		w.children(n)
	}
}

// choice writes one of several forms: the editor's, as a reading edition shows it.
func (w *teiWalker) choice(n *xmlNode) {
	if c := n.child("corr", "reg", "expan"); c != nil {
		w.element(c)
		return
	}
	for _, c := range n.children {
		if !c.isText() {
			w.element(c)
			return
		}
	}
}

// note writes a note. It is its own mark if it stands in the words and nothing before it in the same block is.
func (w *teiWalker) note(note *xmlNote) {
	within := note.node.ancestor(append([]string{"note"}, teiProse...)...)
	if within == nil || within.is("sp") {
		w.endnote(note)
		return
	}
	for _, c := range w.called[note.node] {
		if c.ancestor(teiProse...) == note.node.ancestor(teiProse...) {
			w.noteLater(&note.writtenNote, w.contents(note))
			return
		}
	}
	if len(w.called[note.node]) > 0 && note.node.parent.child("note") != note.node && len(strings.TrimSpace(note.node.parent.directText(w.text))) == 0 {
		w.endnote(note)
		return
	}
	w.footnote(note)
}

// standsIn tells whether a node is below another.
func (n *xmlNode) standsIn(other *xmlNode) bool {
	for p := n.parent; p != nil; p = p.parent {
		if p == other {
			return true
		}
	}
	return false
}

// directText is the text that stands in an element itself.
func (n *xmlNode) directText(text string) string {
	var f flowBuilder
	for _, c := range n.children {
		f.addXML(text, c)
	}
	return f.text.String()
}

func (w *teiWalker) caller(n *xmlNode) {
	notes := w.callers[n]
	if labelOf(n.words(w.text)) != "" && !n.is("seg", "hi", "anchor") {
		all := make([]*xmlNote, len(notes))
		for i, c := range notes {
			all[i] = w.notes[c]
		}
		w.markWords(n, all)
		return
	}
	w.children(n)
	for _, c := range notes {
		label := labelOf(n.get("n"))
		if label == "" {
			label = w.notes[c].label
		}
		w.mark(n, label, w.notes[c])
	}
}

func describeTEI(a *article.Article, header *xmlNode, text string) {
	if statement := header.find("titleStmt"); statement != nil {
		a.Title = teiTitle(statement, text)
		for _, author := range statement.findAll("author") {
			if name := teiName(author, text); name != "" {
				a.Authors = append(a.Authors, name)
			}
		}
	}
	for _, in := range []string{"publicationStmt", "editionStmt"} {
		statement := header.find(in)
		if statement == nil || a.Published != "" {
			continue
		}
		for _, date := range statement.findAll("date") {
			if a.Published == "" {
				a.Published = isoDate(date.get("when"))
			}
			if a.Published == "" {
				a.Published = isoDate(date.words(text))
			}
		}
	}
}

// teiTitle is the main title with the one below it, or the first.
func teiTitle(statement *xmlNode, text string) string {
	var main, sub string
	statement.walk(func(n *xmlNode) bool {
		if !n.is("title") || n.child("title") != nil {
			return true
		}
		words := n.words(text)
		switch kind := n.get("type"); {
		case main == "" && (kind == "main" || kind == "" || kind == "full" || kind == "a"):
			main = words
		case sub == "" && kind == "sub":
			sub = words
		}
		return false
	})
	if main == "" {
		if t := statement.find("title"); t != nil {
			return t.words(text)
		}
	}
	return joined(main, sub)
}

// teiName is an author's name, forenames first.
func teiName(author *xmlNode, text string) string {
	n := author
	if name := author.find("persName", "name", "orgName"); name != nil {
		n = name
	}
	var parts []string
	for _, part := range []string{"forename", "nameLink", "surname"} {
		for _, c := range n.findAll(part) {
			parts = append(parts, c.words(text))
		}
	}
	if len(parts) > 0 {
		return prose.Fold(strings.Join(parts, " "))
	}
	var f flowBuilder
	n.walk(func(n *xmlNode) bool {
		f.addXML(text, n)
		return !n.is("affiliation", "email", "idno", "ref", "ptr", "date", "note")
	})
	return prose.Fold(f.text.String())
}
