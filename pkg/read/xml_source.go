package read

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// xmlNode is an element of an XML document, or a run of text in one, with its place in the decoded source.
type xmlNode struct {
	// name is the element's name with its namespace resolved; empty for text.
	name xml.Name
	attr []xml.Attr
	// at reaches from the first byte of the start tag to the last of the end tag, or over the text as it is written.
	at       prose.Stretch
	parent   *xmlNode
	children []*xmlNode
	// verbatim is of text in which no character reference is read (CDATA).
	verbatim bool
}

// deepest is how deep elements may be nested. Documents that people write stay below a hundred.
const deepest = 2000

// mostElements bounds the memory that a tree takes. The longest books in XML have a third of it.
const mostElements = 1_000_000

var (
	errDeep    = errors.New("its elements are nested too deeply")
	errCrowded = fmt.Errorf("it has more than %d elements, which is too many for an article; split it", mostElements)
)

// parseXML parses a decoded source. It is lenient where files of real tools are wrong (named character references of
// HTML, missing end tags), expands no entities of the document's own, and reads nothing from elsewhere.
func parseXML(text string) (*xmlNode, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is decoded already
	root := &xmlNode{at: prose.Stretch{Start: 0, End: len(text)}}
	elements := 0
	for open, depth := root, 0; ; {
		start := int(d.InputOffset())
		token, err := d.Token()
		end := int(d.InputOffset())
		if errors.Is(err, io.EOF) {
			return root, nil
		}
		if err != nil {
			return nil, fmt.Errorf("not well-formed at byte %d: %w; was the file saved completely?", end, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth++; depth > deepest {
				return nil, errDeep
			}
			if elements++; elements > mostElements {
				return nil, errCrowded
			}
			n := &xmlNode{name: token.Name, attr: token.Attr, at: prose.Stretch{Start: start, End: end}, parent: open}
			open.children = append(open.children, n)
			open = n
		case xml.EndElement:
			depth--
			open.at.End = end
			open = open.parent
		case xml.CharData:
			open.addText(text, prose.Stretch{Start: start, End: end})
		}
	}
}

func (n *xmlNode) addText(text string, at prose.Stretch) {
	const open, closing = "<![CDATA[", "]]>"
	verbatim := strings.HasPrefix(text[at.Start:at.End], open)
	if verbatim {
		at = prose.Stretch{Start: at.Start + len(open), End: at.End - len(closing)}
	}
	n.children = append(n.children, &xmlNode{at: at, parent: n, verbatim: verbatim})
}

func (n *xmlNode) isText() bool { return n.name.Local == "" }

// is tells whether an element has one of some local names, in whatever namespace.
func (n *xmlNode) is(names ...string) bool {
	return slices.Contains(names, n.name.Local)
}

// get is an attribute by its local name, empty if there is none.
func (n *xmlNode) get(local string) string {
	for _, a := range n.attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// walk visits a node and all below it in document order, until visit returns false for one: then what is below that
// one is passed over.
func (n *xmlNode) walk(visit func(*xmlNode) bool) {
	if !visit(n) {
		return
	}
	for _, c := range n.children {
		c.walk(visit)
	}
}

// find is the first element below a node, in document order, that has one of some local names; nil if there is none.
func (n *xmlNode) find(names ...string) *xmlNode {
	for _, c := range n.children {
		if c.is(names...) {
			return c
		}
		if found := c.find(names...); found != nil {
			return found
		}
	}
	return nil
}

// findAll are all elements below a node with one of some local names, in document order; those within one are not
// looked at.
func (n *xmlNode) findAll(names ...string) []*xmlNode {
	var all []*xmlNode
	for _, c := range n.children {
		if c.is(names...) {
			all = append(all, c)
			continue
		}
		all = append(all, c.findAll(names...)...)
	}
	return all
}

// words are the folded words of a node and all below it.
func (n *xmlNode) words(text string) string {
	var f flowBuilder
	n.walk(func(n *xmlNode) bool {
		f.addXML(text, n)
		return true
	})
	return prose.Fold(f.text.String())
}

// addXML adds the words of a text node to a flow, character references as one character each. Elements add nothing.
func (f *flowBuilder) addXML(text string, n *xmlNode) {
	switch {
	case !n.isText():
	case n.verbatim:
		f.add(text[n.at.Start:n.at.End], n.at.Start, n.at.End-n.at.Start)
	default:
		f.addReferences(text, n.at)
	}
}
