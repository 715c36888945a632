package read

import (
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// JATS is an article in the Journal Article Tag Suite (ANSI/NISO Z39.96), or in the NLM tag set before it.
var JATS = Format{
	Name:       formatJATS,
	Summary:    "a journal article in JATS or NLM XML",
	Extensions: []string{".nxml", ".xml", ".jats"},
	Sniff:      sniffJATS,
	Read:       readXML,
}

func sniffJATS(head []byte) bool {
	s := xmlHead(head)
	doctype := strings.ToLower(doctypeOf(s))
	if strings.Contains(doctype, "jats") || strings.Contains(doctype, "//nlm//") {
		return true
	}
	switch name, rest := rootTag(s); name {
	case "pmc-articleset":
		return true
	case "article", "book", "book-part":
		tag, content, _ := strings.Cut(rest, ">")
		if strings.Contains(tag, "article-type=") || strings.Contains(tag, "dtd-version=") {
			return true
		}
		content = strings.TrimSpace(content)
		return strings.HasPrefix(content, "<front>") || strings.HasPrefix(content, "<book-meta>") || strings.Contains(content, "<article-meta>")
	default:
		return false
	}
}

// jatsScopes are the elements in which labels, and in practice ids, begin anew.
var jatsScopes = []string{"article", "sub-article", "response", "book-part"}

var jatsBlocks = prose.Words(`p list-item def-item def td th tr table table-wrap fig caption disp-quote verse-group boxed-text
	disp-formula attrib ref ack app sec statement abstract trans-abstract body back front speech term title-group
	award-group chem-struct-wrap answer question supplementary-material notes glossary bio list def-list fig-group
	table-wrap-foot table-wrap-group fn-group ref-list note mixed-citation nlm-citation element-citation citation`)

var jatsHeadings = prose.Words(`title article-title trans-title subtitle trans-subtitle label speaker`)

// jatsSilent are metadata, and other forms of what is shown already.
var jatsSilent = prose.Words(`journal-meta article-id article-categories aff aff-alternatives pub-date history permissions kwd-group
	funding-group counts custom-meta-group related-article related-object conference elocation-id processing-meta alt-title
	alt-text long-desc object-id graphic inline-graphic pub-history contrib-id role corresp`)

// jatsWalker knows the notes of an article by their elements.
type jatsWalker struct {
	*xmlWalker
	// called are the fn elements that an xref refers to.
	called map[*xmlNode]bool
	// numbers count the notes without a label, by scope.
	numbers map[*xmlNode]int
	// labels are those that the notes show themselves.
	labels map[*xmlNode]string
	// entries are those of the bibliography, by their ref elements.
	entries map[*xmlNode]*writtenEntry
}

func flowOfJATS(x *xmlWalker, root *xmlNode, a *article.Article) *flow {
	w := &jatsWalker{
		xmlWalker: x, called: map[*xmlNode]bool{}, numbers: map[*xmlNode]int{}, labels: map[*xmlNode]string{},
		entries: map[*xmlNode]*writtenEntry{},
	}
	w.xmlWalker.element = w.element
	w.findNotes(root)
	w.findEntries(root)
	if top := root.find("article", "book", "book-part", "sub-article"); top != nil {
		a.Lang = top.get("lang")
		if meta := top.find("article-meta", "front-stub", "book-meta", "book-part-meta"); meta != nil {
			describeJATS(a, meta, x.text)
		}
	}
	w.children(root)
	a.Format = formatJATS
	return w.finish()
}

// findNotes makes a note of each fn. Of a note without a label of its own, the first mark shows it. A note in the
// author notes that nothing refers to (contributions, conflicts of interest) is no note to the text.
func (w *jatsWalker) findNotes(root *xmlNode) {
	for _, fn := range root.all("fn") {
		if label := fn.child("label"); label != nil {
			w.labels[fn] = labelOf(label.words(w.text))
		}
	}
	shown := map[*xmlNode]string{}
	root.walk(func(n *xmlNode) bool {
		if n.is("xref") {
			for _, target := range w.targets(n) {
				w.called[target] = true
				if shown[target] == "" {
					shown[target] = labelOf(n.words(w.text))
				}
			}
		}
		return true
	})
	root.walk(func(n *xmlNode) bool {
		if !n.is("fn") || n.ancestor("author-notes") != nil && !w.called[n] {
			return true
		}
		note := &xmlNote{node: n, printed: n.child("label")}
		note.kind = article.Footnote
		w.notes[n] = note
		switch {
		case note.printed != nil:
			note.label = w.labels[n]
		case shown[n] != "":
			note.label, note.leading = shown[n], true
		case n.get("symbol") != "":
			note.label = labelOf(n.get("symbol"))
		case w.called[n], isInlineFn(n):
			scope := n.ancestor(jatsScopes...)
			w.numbers[scope]++
			note.label = strconv.Itoa(w.numbers[scope])
		}
		return true
	})
}

// targets are the notes that an xref refers to. Of several with one id, that which bears the label shown.
func (w *jatsWalker) targets(xref *xmlNode) []*xmlNode {
	if xref.get("ref-type") == "bibr" {
		return nil
	}
	var all []*xmlNode
	label := labelOf(xref.words(w.text))
	for _, id := range strings.Fields(xref.get("rid")) {
		var found *xmlNode
		for _, n := range w.near(xref, id, jatsScopes...) {
			if !n.is("fn") {
				n = noteIn(n)
			}
			if n == nil || found != nil && w.labels[n] != label {
				continue
			}
			if found == nil || w.labels[found] != label {
				found = n
			}
		}
		if found != nil {
			all = append(all, found)
		}
	}
	return all
}

// noteIn is the fn that holds a paragraph with an id, as some refer to the paragraph.
func noteIn(n *xmlNode) *xmlNode {
	if n.is("p", "label") && n.parent != nil && n.parent.is("fn") {
		return n.parent
	}
	return nil
}

// isInlineFn tells a note that stands where it is called from one in a group of notes.
func isInlineFn(n *xmlNode) bool {
	return n.ancestor("fn-group", "author-notes", "table-wrap-foot", "back") == nil || n.parent.is("p", "title", "italic", "bold", "sup", "mixed-citation")
}

func (w *jatsWalker) element(n *xmlNode) {
	name := n.name.Local
	switch {
	case name == "fn":
		w.fn(n)
	case name == "xref":
		w.xref(n)
	case name == "label" && n.parent.is("fn"):
		if w.notes[n.parent] == nil {
			w.headed(n, w.children)
		}
	case name == "ext-link", name == "uri", name == "self-uri" && n.ancestor("article-meta") == nil:
		w.link(n, strings.TrimSpace(n.get("href")))
	case name == "contrib":
		w.headed(n, w.contrib)
	case name == "italic" || name == "source":
		w.italicised(func() { w.inWords(n) })
	case name == "code" || name == "preformat":
		w.coded(n)
	case name == "tex-math" && n.parent.is("alternatives") && n.parent.child("math") != nil, jatsSilent[name]:
	case name == "break":
		w.blank()
	case name == "verse-line":
		w.children(n)
		w.blank()
	default:
		w.inWords(n)
	}
}

func (w *jatsWalker) inWords(n *xmlNode) {
	switch name := n.name.Local; {
	case name == "ref":
		w.entry(w.entries[n], func() { w.reference(n) })
	case inCitation(n):
		w.children(n)
	case strings.HasSuffix(name, "citation") && len(n.findAll("string-name", "etal")) == 0 && name == "element-citation":
		w.block(n, w.spaced)
	case jatsHeadings[name]:
		w.headed(n, w.children)
	case name == "disp-quote" || name == "attrib":
		w.asQuotation(name == "disp-quote", func() { w.children(n) })
	case jatsBlocks[name]:
		w.block(n, w.children)
	case name == "person-group" || name == "name" || name == "date":
		w.spaced(n)
	default:
		w.children(n)
	}
}

// inCitation tells the elements within a citation, which part no words.
func inCitation(n *xmlNode) bool {
	return n.is("article-title", "trans-title", "title", "subtitle", "label", "p") &&
		n.ancestor("mixed-citation", "element-citation", "nlm-citation", "citation", "product", "related-article") != nil
}

// reference writes an entry of the bibliography. Of two forms of one citation, that which was typeset is read.
func (w *jatsWalker) reference(n *xmlNode) {
	mixed := n.find("mixed-citation") != nil
	for _, c := range n.children {
		switch {
		case c.isText():
			w.out.addXML(w.text, c)
		case mixed && c.is("element-citation"):
		case c.is("label"):
			w.children(c)
			w.blank()
			w.skip()
		case c.is("citation-alternatives"):
			w.reference(c)
		default:
			w.xmlWalker.element(c)
		}
	}
}

// contrib writes the name of a contributor with the marks behind it.
func (w *jatsWalker) contrib(n *xmlNode) {
	for _, c := range n.children {
		switch {
		case c.is("name"):
			w.given(c)
		case c.is("name-alternatives"):
			if name := c.child("name", "string-name"); name != nil {
				w.given(name)
			}
		case c.is("string-name", "collab"), c.is("xref") && len(w.targets(c)) > 0, c.is("fn"):
			w.xmlWalker.element(c)
		case c.is("sup"):
			for _, xref := range c.findAll("xref") {
				if len(w.targets(xref)) > 0 {
					w.xmlWalker.element(xref)
				}
			}
		}
	}
}

// given writes a name as it is spoken.
func (w *jatsWalker) given(n *xmlNode) {
	for _, part := range []string{"prefix", "given-names", "surname", "suffix"} {
		if c := n.child(part); c != nil {
			w.children(c)
			w.blank()
		}
	}
}

func (w *jatsWalker) fn(n *xmlNode) {
	note := w.notes[n]
	switch {
	case note == nil:
		w.headed(n, w.children)
	case !w.called[n] && isInlineFn(n):
		w.footnote(note)
	default:
		w.endnote(note)
	}
}

func (w *jatsWalker) xref(n *xmlNode) {
	kind := n.get("ref-type")
	if kind == "bibr" {
		w.citation(n)
		return
	}
	targets := w.targets(n)
	if len(targets) == 0 && kind != "fn" && kind != "table-fn" {
		w.children(n)
		return
	}
	notes := []*xmlNote{nil}
	if len(targets) > 0 {
		notes = nil
	}
	for _, target := range targets {
		notes = append(notes, w.notes[target])
	}
	if target := n.get("rid"); len(targets) == 0 && len(n.words(w.text)) == 0 {
		w.mark(n, target, nil)
		return
	}
	w.markWords(n, notes)
}

// describeJATS reads the metadata of an article, or of the first of several.
func describeJATS(a *article.Article, meta *xmlNode, text string) {
	if t := meta.find("article-title", "book-title", "title"); t != nil {
		a.Title = jatsWords(t, text)
		if sub := t.parent.child("subtitle"); sub != nil {
			a.Title = joined(a.Title, jatsWords(sub, text))
		}
	}
	for _, group := range meta.findAll("contrib-group") {
		for _, c := range group.findAll("contrib") {
			if kind := c.get("contrib-type"); kind != "" && kind != "author" {
				continue
			}
			if name := jatsName(c, text); name != "" {
				a.Authors = append(a.Authors, name)
			}
		}
	}
	a.Published = jatsDate(meta, text)
	for _, uri := range meta.findAll("self-uri") {
		if href := strings.TrimSpace(uri.get("href")); a.URL == "" && match.IsWeb(href) {
			a.URL = href
		}
	}
}

// jatsWords are the words of a title, without marks and notes.
func jatsWords(n *xmlNode, text string) string {
	var f flowBuilder
	n.walk(func(n *xmlNode) bool {
		f.addXML(text, n)
		return !n.is("xref", "fn")
	})
	return prose.Fold(f.text.String())
}

func jatsName(contrib *xmlNode, text string) string {
	n := contrib.find("name", "string-name", "collab")
	if n == nil {
		return ""
	}
	var parts []string
	for _, part := range []string{"prefix", "given-names", "surname", "suffix"} {
		if c := n.child(part); c != nil {
			parts = append(parts, c.words(text))
		}
	}
	if n.is("collab") || len(parts) == 0 {
		return jatsWords(n, text)
	}
	return prose.Fold(strings.Join(parts, " "))
}

// jatsDate is the date of publication: the electronic one if there are several.
func jatsDate(meta *xmlNode, text string) string {
	best, rank := "", -1
	for _, d := range meta.findAll("pub-date") {
		r := 0
		switch d.get("pub-type") + d.get("date-type") {
		case "epub", "pub", "epub-ppub":
			r = 2
		case "ppub":
			r = 1
		}
		if iso := jatsCalendar(d, text); iso != "" && r > rank {
			best, rank = iso, r
		}
	}
	return best
}

func jatsCalendar(d *xmlNode, text string) string {
	if iso := isoDate(d.get("iso-8601-date")); iso != "" {
		return iso
	}
	var parts []string
	for _, part := range []string{"year", "month", "day"} {
		c := d.child(part)
		if c == nil {
			break
		}
		parts = append(parts, c.words(text))
	}
	for i, p := range parts[min(1, len(parts)):] {
		if len(p) == 1 {
			parts[i+1] = "0" + p
		}
	}
	if iso := isoDate(strings.Join(parts, "-")); iso != "" || len(parts) == 0 {
		return iso
	}
	return isoDate(parts[0])
}
