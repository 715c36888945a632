package read

import (
	"cmp"
	"sort"
	"strings"

	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// htmlEntries are the entries of the bibliography that a page's structure shows, and the links within the page, some of
// which lead to entries.
type htmlEntries struct {
	// open tells that one is being written, and words are the pieces of it so far.
	open  bool
	words []prose.Stretch
	links []htmlLocalLink
	// begun is where in the flow the elements begin that links lead to.
	begun map[*html.Node]int
}

// isYearOf tells whether the words of a link are a year that its target has within its words, as an entry of a
// bibliography has: then they are no label of a note.
func (h *htmlNotes) isYearOf(label string, target *html.Node) bool {
	if len(label) != len("2021") || len(yearsIn(label, 0, len(label), 1)) == 0 {
		return false
	}
	for isInline(target) && target.Parent != nil {
		target = target.Parent
	}
	from, to := h.within(target)
	words := 0
	for _, n := range h.nodes[from:to] {
		if n.Type != html.TextNode {
			continue
		}
		if at := strings.Index(n.Data, label); at >= 0 && words+at > len("[2021] ") {
			return true
		}
		if words += len(n.Data); words > longestHead {
			return false
		}
	}
	return false
}

// htmlLocalLink is a link to an element of the same page.
type htmlLocalLink struct {
	prose.Stretch
	target *html.Node
}

// isEntry tells whether an element is an entry of the bibliography: by its role (Digital Publishing WAI-ARIA, EPUB
// Structural Semantics), as citeproc marks it, or as an item in a list that is said to be a bibliography.
func (w *htmlWalker) isEntry(n *html.Node) bool {
	if w.inNote || w.entries.open || isInline(n) || w.holdsNote(n) {
		return false
	}
	if has(n, "doc-biblioentry", "biblioentry", "csl-entry") {
		return true
	}
	if n.Data != "li" {
		return false
	}
	for p := n.Parent; p != nil; p = p.Parent {
		if has(p, "doc-bibliography", "bibliography", "csl-bib-body") {
			return true
		}
	}
	return false
}

// entry writes an entry, without the blocks that it consists of.
func (w *htmlWalker) entry(n *html.Node) {
	w.flush()
	w.entries.open, w.entries.words = true, nil
	start := w.out.text.Len()
	w.children(n)
	w.flush()
	w.entries.open = false
	if words := w.entries.words; len(words) > 0 {
		whole := trimmed(w.out.text.String(), prose.Stretch{Start: start, End: w.out.text.Len()})
		w.flow.entries = append(w.flow.entries, entryBlock{Stretch: whole, key: attribute(n, "id"), words: words})
	}
}

// begin keeps where an element begins that links lead to.
func (w *htmlWalker) begin(n *html.Node) {
	if len(w.notes.linksTo[n]) > 0 {
		if w.entries.begun == nil {
			w.entries.begun = map[*html.Node]int{}
		}
		w.entries.begun[n] = w.out.text.Len()
	}
}

// settleReferences takes the links of the finished flow that lead to entries for references.
func (w *htmlWalker) settleReferences(f *flow) {
	bibliographyByPattern(f, f.lines())
	if len(f.entries) == 0 {
		return
	}
	for _, l := range w.entries.links {
		at, ok := w.entries.begun[l.target]
		if !ok || f.entryAt(l.Start) != article.None {
			continue
		}
		entry := f.entryAt(at + len(f.text[at:]) - len(strings.TrimLeftFunc(f.text[at:], prose.IsBlank)))
		s := trimmed(f.text, l.Stretch)
		if entry == article.None || s.Start == s.End {
			continue
		}
		label := prose.Fold(f.text[s.Start:s.End])
		key := cmp.Or(f.entries[entry].key, attribute(l.target, "id"))
		f.entries[entry].key = key
		f.references = append(f.references, reference{Stretch: s, label: label, entry: entry, key: key})
	}
}

// entryAt is the index of the entry at an offset.
func (f *flow) entryAt(at int) int {
	i := sort.Search(len(f.entries), func(i int) bool { return f.entries[i].End > at })
	if i < len(f.entries) && f.entries[i].Start <= at {
		return i
	}
	return article.None
}
