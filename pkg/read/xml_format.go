package read

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// The names of the XML formats.
const (
	formatJATS    = "jats"
	formatTEI     = "tei"
	formatDocBook = "docbook"
)

// readXML reads an XML document by what its root element says that it is, whatever its file is called.
func readXML(source []byte, a *article.Article) error {
	d, err := decode(source)
	if err != nil {
		return err
	}
	root, err := parseXML(d.text)
	if err != nil {
		return err
	}
	top := root.child(xmlRoots...)
	for _, c := range root.children {
		if top == nil && !c.isText() {
			top = c
		}
	}
	if top == nil {
		return ErrNoText
	}
	if root.count("note", "fn", "footnote", "xref", "ref", "ptr", "footnoteref") > 2*mostNotes {
		return errMany
	}
	w := newXMLWalker(d.text, root)
	var f *flow
	switch kind := xmlKind(top, d.text[:min(len(d.text), 1024)]); kind {
	case formatJATS:
		f = flowOfJATS(w, root, a)
	case formatTEI:
		f = flowOfTEI(w, root, a)
	case formatDocBook:
		f = flowOfDocBook(w, top, a)
	default:
		return fmt.Errorf("this is XML with the root element %s, which is none of JATS, TEI and DocBook; save it as one of these", top.name.Local)
	}
	f.parts = []part{{decoded: d, source: source}}
	return f.into(a, ErrNoText)
}

var (
	teiRoots = []string{"TEI", "TEI.2", "teiCorpus", "teiCorpus.2"}
	// wrappers stand around the articles of a collection (PubMed Central, OAI-PMH).
	wrappers     = []string{"pmc-articleset", "OAI-PMH", "articles"}
	docBookRoots = []string{
		"article", "book", "chapter", "section", "sect1", "sect2", "sect3", "appendix", "preface", "part", "set",
		"refentry", "reference", "glossary", "bibliography", "topic", "simplesect", "para",
	}
	xmlRoots = append(append([]string{"book-part", "sub-article"}, teiRoots...), append(wrappers, docBookRoots...)...)
)

// docBookSpace is the namespace of DocBook 5.
const docBookSpace = "http://docbook.org/ns/docbook"

// xmlKind tells the format of a document: from its namespace, its document type, or what its root element holds, since
// JATS and DocBook share the names article and book.
func xmlKind(top *xmlNode, head string) string {
	doctype := strings.ToLower(doctypeOf(head))
	switch {
	case top.is(teiRoots...):
		return formatTEI
	case top.names(docBookSpace), strings.Contains(doctype, "docbook"):
		return formatDocBook
	case strings.Contains(doctype, "jats"), strings.Contains(doctype, "nlm"), top.is("book-part", "sub-article", "pmc-articleset", "OAI-PMH", "articles"):
		return formatJATS
	case top.get("article-type") != "" || top.get("dtd-version") != "":
		return formatJATS
	case top.is("article", "book") && top.child("front", "body", "back", "book-meta", "book-body", "floats-group") != nil:
		return formatJATS
	case top.is(docBookRoots...):
		return formatDocBook
	case top.child(teiRoots...) != nil:
		return formatTEI
	default:
		return ""
	}
}

// names tells whether an element declares a namespace.
func (n *xmlNode) names(space string) bool {
	return slices.ContainsFunc(n.attr, func(a xmlAttribute) bool { return a.Value == space })
}

// doctypeOf is the document type declaration in the beginning of a document, up to its internal subset.
func doctypeOf(head string) string {
	i := strings.Index(head, "<!DOCTYPE")
	if i < 0 {
		return ""
	}
	end := strings.IndexAny(head[i:], "[>")
	if end < 0 {
		return head[i:]
	}
	return head[i : i+end]
}

// xmlHead is the beginning of a document that may be in UTF-16, from its first markup on; empty if it is no XML.
func xmlHead(head []byte) string {
	head = bytes.TrimPrefix(bytes.ReplaceAll(head, []byte{0}, nil), []byte("\xEF\xBB\xBF"))
	head = bytes.TrimPrefix(bytes.TrimPrefix(head, []byte("\xFF\xFE")), []byte("\xFE\xFF"))
	head = bytes.TrimLeft(head, " \t\r\n")
	if !bytes.HasPrefix(head, []byte("<")) {
		return ""
	}
	return string(head)
}

// rootTag is the start tag of the root element, as far as the head shows it, and what comes behind its name. What may
// stand before it is passed over: processing instructions, comments, the document type.
func rootTag(head string) (name, rest string) {
	for {
		head = strings.TrimLeft(head, " \t\r\n")
		var closing string
		switch {
		case strings.HasPrefix(head, "<?"):
			closing = "?>"
		case strings.HasPrefix(head, "<!--"):
			closing = "-->"
		case strings.HasPrefix(head, "<!"):
			closing = ">"
			if open := strings.IndexByte(head, '['); open >= 0 && open < strings.IndexByte(head+">", '>') {
				closing = "]>"
			}
		case strings.HasPrefix(head, "<"):
			end := strings.IndexAny(head[1:], " \t\r\n/>")
			if end < 0 {
				return "", ""
			}
			name, rest = head[1:1+end], head[1+end:]
			if i := strings.IndexByte(name, ':'); i >= 0 {
				name = name[i+1:]
			}
			return name, rest
		default:
			return "", ""
		}
		end := strings.Index(head, closing)
		if end < 0 {
			return "", ""
		}
		head = head[end+len(closing):]
	}
}
