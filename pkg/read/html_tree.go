package read

import (
	"sort"
	"strings"

	"golang.org/x/net/html"
)

// htmlTree is a parsed document whose nodes are numbered in document order, so that what stands in an element is a range
// of numbers, and questions about it need no walk.
type htmlTree struct {
	root  *html.Node
	nodes []*html.Node
	order map[*html.Node]int
	// end is the number behind the last node in each.
	end []int
	// text and paragraphs are how many bytes of words the nodes before each have, in all and in p elements.
	text, paragraphs []int
}

func newHTMLTree(root *html.Node) *htmlTree {
	size := 0
	walk(root, func(*html.Node) { size++ })
	t := &htmlTree{
		root: root, nodes: make([]*html.Node, 0, size), order: make(map[*html.Node]int, size),
		end: make([]int, size), text: make([]int, size+1), paragraphs: make([]int, size+1),
	}
	t.add(root, false)
	return t
}

func (t *htmlTree) add(n *html.Node, inParagraph bool) {
	i := len(t.nodes)
	t.nodes = append(t.nodes, n)
	t.order[n] = i
	words := 0
	if n.Type == html.TextNode {
		words = len(strings.TrimSpace(n.Data))
	}
	inParagraph = inParagraph || n.Type == html.ElementNode && n.Data == "p"
	t.text[i+1] = t.text[i] + words
	t.paragraphs[i+1] = t.paragraphs[i]
	if inParagraph {
		t.paragraphs[i+1] += words
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t.add(c, inParagraph)
	}
	t.end[i] = len(t.nodes)
}

// within are the numbers of an element and of what stands in it: from the first up to the second.
func (t *htmlTree) within(n *html.Node) (from, to int) {
	from = t.order[n]
	return from, t.end[from]
}

// textLength is how much text stands in an element.
func (t *htmlTree) textLength(n *html.Node) int {
	from, to := t.within(n)
	return t.text[to] - t.text[from]
}

// paragraphLength is how much text of an element stands in paragraphs.
func (t *htmlTree) paragraphLength(n *html.Node) int {
	from, to := t.within(n)
	return t.paragraphs[to] - t.paragraphs[from]
}

// numbers are numbers of nodes, in order.
type numbers []int

// in counts the numbers from one up to another.
func (all numbers) in(from, to int) int {
	return sort.SearchInts(all, to) - sort.SearchInts(all, from)
}

func walk(n *html.Node, visit func(*html.Node)) {
	visit(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, visit)
	}
}
