package read

import (
	"slices"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// xmlNode is an element of an XML document, or a run of text in one, with its place in the decoded source.
type xmlNode struct {
	// name is the element's name; empty for text.
	name xmlName
	attr []xmlAttribute
	// at reaches from the first byte of the start tag to the last of the end tag, or over the text as it is written.
	at       prose.Stretch
	parent   *xmlNode
	children []*xmlNode
	// verbatim is of text in which no character reference is read (CDATA).
	verbatim bool
}

// xmlName is the name of an element, without the prefix that stands for its namespace.
type xmlName struct{ Local string }

// xmlAttribute is an attribute by its local name.
type xmlAttribute struct{ Local, Value string }

func (n *xmlNode) isText() bool { return n.name.Local == "" }

// is tells whether an element has one of some local names, in whatever namespace.
func (n *xmlNode) is(names ...string) bool {
	return slices.Contains(names, n.name.Local)
}

// get is an attribute by its local name, empty if there is none.
func (n *xmlNode) get(local string) string {
	for _, a := range n.attr {
		if a.Local == local {
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

// count is how many elements below a node have one of some local names.
func (n *xmlNode) count(names ...string) int {
	all := 0
	n.walk(func(n *xmlNode) bool {
		if n.is(names...) {
			all++
		}
		return true
	})
	return all
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

// reserve makes room for the words of some trees, so that it need not be made again and again.
func (f *flowBuilder) reserve(roots ...*xmlNode) {
	words, runs := 0, 0
	for _, root := range roots {
		root.walk(func(n *xmlNode) bool {
			if n.isText() {
				words += n.at.End - n.at.Start
				runs++
			}
			return true
		})
	}
	f.text.Grow(words + runs)
	f.pieces = make([]piece, 0, min(2*runs, mostPieces))
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
