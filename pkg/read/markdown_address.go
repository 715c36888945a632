package read

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// bareAddress is an address among words, from the colon of its scheme on. The scheme is in the words before.
type bareAddress struct {
	ast.BaseInline
	scheme  int
	segment text.Segment
}

var bareAddressKind = ast.NewNodeKind("BareAddress")

func (n *bareAddress) Kind() ast.NodeKind            { return bareAddressKind }
func (n *bareAddress) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// bareAddresses keeps addresses among words from being read as markup: a_b_c, web/*/x.
type bareAddresses struct{}

// Trigger is the colon, since a letter calls no parser.
func (bareAddresses) Trigger() []byte { return []byte{':'} }

func (bareAddresses) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("://")) {
		return nil
	}
	before := string(block.Source()[max(0, segment.Start-len("https")):segment.Start])
	scheme := schemeStart(before, 0, len(before))
	if scheme < 0 {
		return nil
	}
	rest := string(line[len("://"):min(len(line), longestAddress)])
	address := trimAddress(rest[:addressLength(rest)])
	address = trimAddress(address[:linkBehind(address)])
	if address == "" {
		return nil
	}
	size := len("://") + len(address)
	block.Advance(size)
	return &bareAddress{scheme: len(before) - scheme, segment: text.NewSegment(segment.Start, segment.Start+size)}
}

// linkBehind is where a link or picture with words begins right behind an address, or the address's length.
func linkBehind(address string) int {
	if i := strings.Index(address, "]("); i >= 0 {
		if open := strings.LastIndexByte(address[:i], '['); open >= 0 {
			return open
		}
	}
	return len(address)
}

// bareAddress writes an address, and links it if its words are all one: what stands right behind it in the words may be
// parted from it by markup. Otherwise the address is found in the words, as in other formats.
func (w *markdownWalker) bareAddress(n *bareAddress) {
	start := w.out.text.Len() - n.scheme
	w.text(ast.NewTextSegment(n.segment))
	words := prose.Stretch{Start: start, End: w.out.text.Len()}
	if start < 0 || w.anchor != nil || inLink(n) {
		return
	}
	found := addressesIn(w.out.text.String(), words)
	if len(found) != 1 || found[0] != words {
		return
	}
	at := prose.Stretch{Start: w.base + n.segment.Start - n.scheme, End: w.base + n.segment.Stop}
	w.addLinkAt(printed(w.out.text.String()[words.Start:words.End]), w.since(start), at, at)
}

func inLink(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}
