package read

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// DocBook is a book or an article in DocBook 4 or 5.
var DocBook = Format{
	Name:       formatDocBook,
	Summary:    "a book or an article in DocBook",
	Extensions: []string{".dbk", ".docbook", ".xml"},
	Sniff:      sniffDocBook,
	Read:       readXML,
}

func sniffDocBook(head []byte) bool {
	s := xmlHead(head)
	if strings.Contains(strings.ToLower(doctypeOf(s)), "docbook") {
		return true
	}
	name, rest := rootTag(s)
	if !slices.Contains(docBookRoots, name) {
		return false
	}
	tag, content, _ := strings.Cut(rest, ">")
	if strings.Contains(tag, docBookSpace) {
		return true
	}
	content = strings.TrimSpace(content)
	return name != "article" && name != "section" && strings.HasPrefix(s, "<?xml") && strings.HasPrefix(content, "<title>") ||
		strings.HasPrefix(content, "<"+name+"info>")
}

var docBookBlocks = prose.Words(`para simpara formalpara listitem member entry td th row tr step substep blockquote
	attribution epigraph abstract note tip warning caution important sidebar example informalexample figure informalfigure
	table informaltable caption glossentry glossdef qandaentry question answer literallayout address bibliomixed
	callout section sect1 sect2 sect3 sect4 sect5 simplesect chapter appendix preface part article book set refentry
	refnamediv refpurpose refsection refsect1 refsect2 refsect3 refsynopsisdiv bibliography bibliodiv glossary glossdiv glosslist dedication
	colophon acknowledgements itemizedlist orderedlist variablelist varlistentry simplelist segmentedlist seg
	procedure equation informalequation mediaobject screenshot msgset tgroup thead tbody tfoot calloutlist revision
	legalnotice biblioentry biblioset partintro topic reference title subtitle`)

var docBookHeadings = prose.Words("title subtitle bridgehead term glossterm refname refentrytitle label attribution")

var docBookCode = prose.Words("programlisting screen synopsis cmdsynopsis funcsynopsis classsynopsis programlistingco screenco")

var docBookSilent = prose.Words(`indexterm remark titleabbrev imageobject imagedata videoobject audioobject index toc lot tocchap
	beginpage anchor alt areaspec colspec spanspec keywordset subjectset textobject refmeta itermset`)

// docBookScopes are the elements in which footnotes are numbered anew, as the DocBook XSL stylesheets do.
var docBookScopes = []string{"chapter", "appendix", "preface", "article", "refentry", "part", "book"}

type docBookWalker struct {
	*xmlWalker
	numbers map[*xmlNode]int
	// fields counts the elements of bibliographic entries that are open.
	fields int
	// entries are those of the bibliography, by their elements; named finds them by their ids and abbreviations.
	entries map[*xmlNode]*writtenEntry
	named   map[string]*writtenEntry
}

func flowOfDocBook(x *xmlWalker, top *xmlNode, a *article.Article) *flow {
	w := &docBookWalker{
		xmlWalker: x, numbers: map[*xmlNode]int{}, entries: map[*xmlNode]*writtenEntry{}, named: map[string]*writtenEntry{},
	}
	w.xmlWalker.element = w.element
	a.Format = formatDocBook
	describeDocBook(a, top, x.text)
	w.findNotes(top)
	w.findEntries(top)
	w.element(top)
	return w.finish()
}

// findNotes labels the footnotes: those of a table with letters, all others with numbers.
func (w *docBookWalker) findNotes(top *xmlNode) {
	top.walk(func(n *xmlNode) bool {
		if !n.is("footnote") {
			return true
		}
		note := &xmlNote{node: n, writtenNote: writtenNote{kind: article.Footnote, label: n.get("label")}}
		w.notes[n] = note
		if note.label != "" {
			return true
		}
		scope := n.ancestor("table", "informaltable")
		lettered := scope != nil
		if !lettered {
			scope = n.ancestor(docBookScopes...)
		}
		w.numbers[scope]++
		note.label = strconv.Itoa(w.numbers[scope])
		if lettered {
			note.label = noteLetters(w.numbers[scope])
		}
		return true
	})
}

func (w *docBookWalker) element(n *xmlNode) {
	name := n.name.Local
	switch {
	case name == "footnote":
		w.footnote(w.notes[n])
	case name == "footnoteref":
		w.reference(n)
	case name == "ulink":
		w.link(n, strings.TrimSpace(n.get("url")))
	case docBookSilent[name]:
	case strings.HasSuffix(name, "info") && !docBookBlocks[name]:
		w.info(n)
	case docBookCode[name]:
		w.coded(n)
	case name == "quote":
		w.out.add("“", w.out.last(), 0)
		w.children(n)
		w.out.add("”", w.out.last(), 0)
	case match.IsWeb(strings.TrimSpace(n.get("href"))):
		w.link(n, strings.TrimSpace(n.get("href")))
	case w.cited(n) != nil:
		w.citation(n)
	case isDocBookItalic(n):
		w.italicised(func() { w.children(n) })
	case name == "biblioentry":
		w.entry(w.entries[n], func() { w.field(n) })
	case name == "bibliomixed":
		w.entry(w.entries[n], func() { w.children(n) })
	case name == "abbrev" && w.entries[n.parent] != nil:
		w.children(n)
		w.blank()
		w.skip()
	case w.fields > 0:
		w.field(n)
	case docBookHeadings[name] && (name != "glossterm" || n.parent.is("glossentry")):
		w.headed(n, w.children)
	case name == "blockquote":
		w.asQuotation(true, func() { w.children(n) })
	case docBookBlocks[name]:
		w.block(n, w.children)
	default:
		w.children(n)
	}
}

// isDocBookItalic tells what the DocBook XSL stylesheets set in italics: emphasis of no other kind, and the titles of works
// that are no parts of others.
func isDocBookItalic(n *xmlNode) bool {
	switch n.name.Local {
	case "emphasis":
		role := n.get("role")
		return role == "" || strings.HasPrefix(role, "ital") || strings.HasPrefix(role, "emph")
	case "citetitle":
		work := n.get("pubwork")
		return work != "article" && work != "chapter" && work != "part" && work != "section"
	default:
		return false
	}
}

// field writes a bibliographic entry or a part of one, parted by what the stylesheet puts there.
func (w *docBookWalker) field(n *xmlNode) {
	w.fields++
	if n.is("title", "subtitle", "emphasis", "citetitle") {
		w.children(n)
	} else {
		w.spaced(n)
	}
	w.fields--
}

// info writes what an info element shows of its own: title and abstract.
func (w *docBookWalker) info(n *xmlNode) {
	for _, c := range n.children {
		if c.is("title", "subtitle", "abstract", "legalnotice") {
			w.element(c)
		}
	}
}

// reference writes a further mark of a footnote.
func (w *docBookWalker) reference(n *xmlNode) {
	var note *xmlNote
	for _, target := range w.near(n, n.get("linkend"), docBookScopes...) {
		if note == nil {
			note = w.notes[target]
		}
	}
	label := n.get("label")
	switch {
	case label != "":
	case note != nil:
		label = note.label
	default:
		label = n.get("linkend")
	}
	w.mark(n, label, note)
}

func describeDocBook(a *article.Article, top *xmlNode, text string) {
	a.Lang = top.get("lang")
	head := top
	for _, c := range top.children {
		if c.is("info", top.name.Local+"info", "artheader", "docinfo") {
			head = c
		}
	}
	for _, from := range []*xmlNode{head, top} {
		if t := from.child("title"); t != nil && a.Title == "" {
			a.Title = docBookWords(t, text)
			if sub := from.child("subtitle"); sub != nil {
				a.Title = joined(a.Title, docBookWords(sub, text))
			}
		}
	}
	if head == top {
		return
	}
	for _, author := range head.findAll("author", "corpauthor") {
		if name := docBookName(author, text); name != "" {
			a.Authors = append(a.Authors, name)
		}
	}
	for _, date := range []*xmlNode{head.child("pubdate"), head.child("date")} {
		if date != nil && a.Published == "" {
			a.Published = isoDate(date.words(text))
		}
	}
}

func docBookWords(n *xmlNode, text string) string {
	var f flowBuilder
	n.walk(func(n *xmlNode) bool {
		f.addXML(text, n)
		return !n.is("footnote", "indexterm", "remark")
	})
	return prose.Fold(f.text.String())
}

func docBookName(author *xmlNode, text string) string {
	if author.is("corpauthor") {
		return author.words(text)
	}
	var parts []string
	for _, n := range author.findAll("honorific", "firstname", "givenname", "othername", "surname", "lineage") {
		parts = append(parts, n.words(text))
	}
	if len(parts) > 0 {
		return prose.Fold(strings.Join(parts, " "))
	}
	if n := author.find("personname", "orgname"); n != nil {
		return n.words(text)
	}
	return ""
}
