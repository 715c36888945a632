package read

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// defineLinks keeps where the destinations stand that link reference definitions give (CommonMark, 4.7). Of several with
// one label, the first counts.
func (w *markdownWalker) defineLinks(n ast.Node) {
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		d, ok := c.(*ast.LinkReferenceDefinition)
		if !ok {
			w.defineLinks(c)
			continue
		}
		label := util.ToLinkReference(d.Label)
		if _, known := w.destinations[label]; known || d.Pos() < 0 {
			continue
		}
		if w.destinations == nil {
			w.destinations = map[string]prose.Stretch{}
		}
		line := w.source[w.base+d.Pos():]
		head := strings.TrimLeft(line, " ")
		rest, ok := strings.CutPrefix(head, "["+string(d.Label)+"]:")
		if !ok {
			w.destinations[label] = prose.Stretch{}
			continue
		}
		w.destinations[label] = w.destinationAt(len(w.source) - len(rest))
	}
}

// destination is where the destination of a link stands: behind its words and the marks that close emphasis or code in
// them (CommonMark, 6.3), or where it is defined. It is empty if that is not known.
func (w *markdownWalker) destination(n *ast.Link) prose.Stretch {
	if n.Reference != nil {
		return w.destinations[util.ToLinkReference(n.Reference.Value)]
	}
	at := w.out.last()
	if !n.HasChildren() {
		at = w.base + n.Pos() + len("[")
	}
	if n.Pos() < 0 || at <= w.base+n.Pos() || at > len(w.source) {
		return prose.Stretch{}
	}
	at += len(w.source[at:]) - len(strings.TrimLeft(w.source[at:], "*_~`"))
	if !strings.HasPrefix(w.source[at:], "](") {
		return prose.Stretch{}
	}
	return w.destinationAt(at + len("]("))
}

// destinationAt is where the destination stands that begins at an offset, or behind blanks there.
func (w *markdownWalker) destinationAt(at int) prose.Stretch {
	rest := strings.TrimLeft(w.source[at:], " \t\n\r")
	at = len(w.source) - len(rest)
	if strings.HasPrefix(rest, "<") {
		return prose.Stretch{Start: at + 1, End: at + max(1, strings.IndexAny(rest, ">\n"))}
	}
	return prose.Stretch{Start: at, End: at + destinationLength(rest)}
}

// destinationLength is the length of the destination that a text begins with: up to a blank, a control character, or a
// bracket that closes none of its own.
func destinationLength(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c <= ' ' || c == 0x7F || c == ')' && depth == 0:
			return i
		case c == '\\':
			i++
		case c == '(':
			depth++
		case c == ')':
			depth--
		}
	}
	return len(s)
}
