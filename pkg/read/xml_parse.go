package read

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// deepest is how deep elements may be nested. Documents that people write stay below a hundred.
const deepest = 2000

// mostElements and mostNodes bound the memory that a tree takes, the latter with runs of text and attributes counted too.
// The longest books in XML have half of it.
const (
	mostElements = 600_000
	mostNodes    = 3_000_000
)

var (
	errDeep    = errors.New("its elements are nested too deeply")
	errCrowded = fmt.Errorf("it has more than %d elements, which is too many for an article; split it", mostElements)
)

// parseXML parses a decoded source. It is lenient where files of real tools are wrong (named character references of
// HTML, missing end tags, attributes without quotation marks), expands no entities of the document's own, and reads
// nothing from elsewhere.
//
// The names and values of the tree are pieces of the text, and its nodes are made many at once: trees of office documents
// are large, and this is most of what reading one costs.
func parseXML(text string) (*xmlNode, error) {
	p := &xmlParser{text: text, root: &xmlNode{at: prose.Stretch{Start: 0, End: len(text)}}}
	p.open = append(p.open, openElement{node: p.root, children: 0})
	for p.at < len(text) {
		if err := p.next(); err != nil {
			return nil, err
		}
	}
	if len(p.open) > 1 {
		return nil, p.malformed("it ends within " + p.open[len(p.open)-1].node.name.Local)
	}
	p.close()
	return p.root, nil
}

// xmlParser goes through a text once.
type xmlParser struct {
	text string
	at   int
	root *xmlNode
	open []openElement
	// pending are the children of the open elements so far, each element before its own.
	pending           []*xmlNode
	elements, counted int
	// nodes, lists and attributes are what the tree is cut from.
	nodes      []xmlNode
	lists      []*xmlNode
	attributes []xmlAttribute
}

// openElement is an element whose end has not come, and where its children begin among the pending ones.
type openElement struct {
	node     *xmlNode
	children int
}

// malformed tells what is wrong at the place reached.
func (p *xmlParser) malformed(what string) error {
	return fmt.Errorf("not well-formed at byte %d: %s; was the file saved completely?", p.at, what)
}

// next reads a run of text, or one tag or what else begins with <.
func (p *xmlParser) next() error {
	if p.counted > mostNodes || p.elements > mostElements {
		return errCrowded
	}
	rest := p.text[p.at:]
	switch {
	case rest[0] != '<':
		end := strings.IndexByte(rest, '<')
		if end < 0 {
			end = len(rest)
		}
		p.addText(p.at, p.at+end, false)
		p.at += end
		return nil
	case strings.HasPrefix(rest, "</"):
		return p.endTag()
	case strings.HasPrefix(rest, "<?"):
		return p.pass("?>")
	case strings.HasPrefix(rest, "<!--"):
		return p.pass("-->")
	case strings.HasPrefix(rest, cdataOpens):
		start := p.at + len(cdataOpens)
		if err := p.pass(cdataCloses); err != nil {
			return err
		}
		p.addText(start, p.at-len(cdataCloses), true)
		return nil
	case strings.HasPrefix(rest, "<!"):
		return p.declaration()
	default:
		return p.startTag()
	}
}

const cdataOpens, cdataCloses = "<![CDATA[", "]]>"

// pass goes behind what ends here with a mark.
func (p *xmlParser) pass(mark string) error {
	end := strings.Index(p.text[p.at:], mark)
	if end < 0 {
		return p.malformed("nothing closes this")
	}
	p.at += end + len(mark)
	return nil
}

// declaration passes over a document type with its internal subset, in which comments, quotation marks and further
// declarations stand.
func (p *xmlParser) declaration() error {
	depth := 0
	for i := p.at; i < len(p.text); i++ {
		switch c := p.text[i]; c {
		case '"', '\'':
			end := strings.IndexByte(p.text[i+1:], c)
			if end < 0 {
				return p.malformed("nothing closes this")
			}
			i += end + 1
		case '<':
			if strings.HasPrefix(p.text[i:], "<!--") {
				end := strings.Index(p.text[i:], "-->")
				if end < 0 {
					return p.malformed("nothing closes this")
				}
				i += end + len("--")
				continue
			}
			depth++
		case '>':
			if depth--; depth == 0 {
				p.at = i + 1
				return nil
			}
		}
	}
	return p.malformed("nothing closes this")
}

// newNode cuts a node off.
func (p *xmlParser) newNode() *xmlNode {
	const fewest, most = 64, 4096
	if len(p.nodes) == 0 {
		p.nodes = make([]xmlNode, min(max(fewest, p.counted), most))
	}
	n := &p.nodes[0]
	p.nodes = p.nodes[1:]
	p.counted++
	n.parent = p.open[len(p.open)-1].node
	p.pending = append(p.pending, n)
	return n
}

func (p *xmlParser) addText(start, end int, verbatim bool) {
	n := p.newNode()
	n.at, n.verbatim = prose.Stretch{Start: start, End: end}, verbatim
}

// endTag closes the element that it names, and those within that were left open.
func (p *xmlParser) endTag() error {
	end := strings.IndexByte(p.text[p.at:], '>')
	if end < 0 {
		return p.malformed("it ends within a tag")
	}
	name := strings.TrimRight(p.text[p.at+len("</"):p.at+end], " \t\r\n")
	local := localName(name)
	i := len(p.open) - 1
	for i > 0 && p.open[i].node.name.Local != local {
		i--
	}
	if i == 0 {
		return p.malformed("</" + name[:min(len(name), 40)] + "> closes nothing")
	}
	p.at += end + 1
	for len(p.open) > i {
		p.close()
	}
	return nil
}

// close ends the innermost element here.
func (p *xmlParser) close() {
	last := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	children := p.pending[last.children:]
	if len(children) > len(p.lists) {
		const most = 4096
		p.lists = make([]*xmlNode, max(len(children), min(p.counted, most)))
	}
	last.node.children = p.lists[:len(children):len(children)]
	copy(last.node.children, children)
	p.lists = p.lists[len(children):]
	p.pending = p.pending[:last.children]
	last.node.at.End = p.at
}

func (p *xmlParser) startTag() error {
	start := p.at
	name := xmlNameAt(p.text[start+1:])
	if name == "" {
		return p.malformed("a tag has no name")
	}
	p.at += 1 + len(name)
	if len(p.open) > deepest {
		return errDeep
	}
	n := p.newNode()
	n.at.Start = start
	p.elements++
	p.open = append(p.open, openElement{n, len(p.pending)})
	empty, err := p.attributesOf(n)
	if err != nil {
		return err
	}
	n.name.Local = localName(name)
	if empty {
		p.close()
	}
	return nil
}

// attributesOf reads the rest of a start tag, and tells whether the element has no content.
func (p *xmlParser) attributesOf(n *xmlNode) (empty bool, err error) {
	first := p.attributes
	for {
		p.blanks()
		rest := p.text[p.at:]
		switch {
		case rest == "":
			return false, p.malformed("it ends within a tag")
		case rest[0] == '>':
			p.at++
			n.attr = first[: len(first)-len(p.attributes) : len(first)-len(p.attributes)]
			return false, nil
		case strings.HasPrefix(rest, "/>"):
			p.at += len("/>")
			n.attr = first[: len(first)-len(p.attributes) : len(first)-len(p.attributes)]
			return true, nil
		}
		name := xmlNameAt(rest)
		if name == "" {
			return false, p.malformed("an attribute has no name")
		}
		p.at += len(name)
		value, err := p.value(name)
		if err != nil {
			return false, err
		}
		if len(p.attributes) == 0 {
			first = p.moreAttributes(first)
		}
		p.attributes[0] = xmlAttribute{localName(name), value}
		p.attributes = p.attributes[1:]
		if p.counted++; p.counted > mostNodes {
			return false, errCrowded
		}
	}
}

// moreAttributes makes room for more of them, behind those that an element has already.
func (p *xmlParser) moreAttributes(first []xmlAttribute) []xmlAttribute {
	const fewest, most = 32, 4096
	whole := make([]xmlAttribute, max(min(max(fewest, p.counted), most), 2*len(first)))
	copy(whole, first)
	p.attributes = whole[len(first):]
	return whole
}

// value reads the value of an attribute. One without quotation marks ends at a blank, and one that is left out is the name.
func (p *xmlParser) value(name string) (string, error) {
	p.blanks()
	if p.at == len(p.text) || p.text[p.at] != '=' {
		return name, nil
	}
	p.at++
	p.blanks()
	rest := p.text[p.at:]
	if rest == "" {
		return "", p.malformed("it ends within a tag")
	}
	if rest[0] != '"' && rest[0] != '\'' {
		end := strings.IndexAny(rest, " \t\r\n>/")
		if end < 0 {
			end = len(rest)
		}
		p.at += end
		return html.UnescapeString(rest[:end]), nil
	}
	end := strings.IndexByte(rest[1:], rest[0])
	if end < 0 {
		return "", p.malformed("it ends within the value of " + name[:min(len(name), 40)])
	}
	p.at += 1 + end + 1
	return html.UnescapeString(rest[1 : 1+end]), nil
}

func (p *xmlParser) blanks() {
	for p.at < len(p.text) && isXMLBlank(p.text[p.at]) {
		p.at++
	}
}

func isXMLBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// xmlNameAt is the name that a text begins with, empty if it begins with none (XML 1.0, 2.3; of characters beyond ASCII all
// are taken).
func xmlNameAt(s string) string {
	i := 0
	for i < len(s) {
		c := s[i]
		first := isLetterByte(c) || c == '_' || c == ':' || c >= utf8.RuneSelf
		if !first && (i == 0 || !isDigitByte(c) && c != '-' && c != '.') {
			break
		}
		i++
	}
	return s[:i]
}

// localName is a name without its prefix.
func localName(name string) string {
	if i := strings.IndexByte(name, ':'); i > 0 && i+1 < len(name) {
		return name[i+1:]
	}
	return name
}
