package read

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// htmlNotes are the markers and notes that a document's structure shows: links from the text to a note, and back.
//
// One rule serves all the tools that write such links (Word, Google Docs, Pandoc, kramdown, goldmark, MediaWiki,
// DPUB-ARIA, EPUB, WordPress and its plugins): a link whose words look like a label, and whose target either links
// back to it or says by role, type, class or id that it is a note.
type htmlNotes struct {
	order map[*html.Node]int
	ids   map[string]*html.Node
	// targets are what links within the page point to.
	targets map[*html.Node]*html.Node
	// markers are the links that refer to notes, with the index of the note.
	markers map[*html.Node]int
	notes   []*htmlNote
	// at is the note that begins with a node.
	at map[*html.Node]int
	// backs are the links back to the text; their words belong to no note.
	backs map[*html.Node]bool
}

// htmlNote is one note: nodes that follow each other.
type htmlNote struct {
	label  string
	target *html.Node
	nodes  []*html.Node
	kind   article.NoteKind
}

func findHTMLNotes(root *html.Node, own string) *htmlNotes {
	h := &htmlNotes{
		order: map[*html.Node]int{}, ids: map[string]*html.Node{}, targets: map[*html.Node]*html.Node{},
		markers: map[*html.Node]int{}, at: map[*html.Node]int{}, backs: map[*html.Node]bool{},
	}
	var links []*html.Node
	h.index(root, &links)
	for _, a := range links {
		if id, ok := pageLink(attribute(a, "href"), own); ok {
			if target := h.ids[id]; target != nil {
				h.targets[a] = target
			}
		}
	}
	h.pair(links)
	h.collect()
	h.unmarked()
	return h
}

// index numbers the elements in document order, and collects ids and links. Of equal ids the first counts.
func (h *htmlNotes) index(n *html.Node, links *[]*html.Node) {
	h.order[n] = len(h.order)
	if n.Type == html.ElementNode {
		ids := []string{attribute(n, "id")}
		if n.Data == "a" {
			ids = append(ids, attribute(n, "name"))
			*links = append(*links, n)
		}
		for _, id := range ids {
			if id != "" && h.ids[id] == nil {
				h.ids[id] = n
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		h.index(c, links)
	}
}

// pageLink is the id that a link within the page points to; the page's own address may stand before it.
func pageLink(href, own string) (id string, ok bool) {
	before, fragment, found := strings.Cut(strings.TrimSpace(href), "#")
	if !found || fragment == "" || before != "" && (own == "" || !strings.EqualFold(before, own)) {
		return "", false
	}
	if decoded, err := url.PathUnescape(fragment); err == nil {
		fragment = decoded
	}
	return fragment, true
}

// pair decides which links are markers, and which lead back.
func (h *htmlNotes) pair(links []*html.Node) {
	index := map[*html.Node]int{}
	for _, a := range links {
		target := h.targets[a]
		if target == nil || h.order[target] <= h.order[a] || inHeading(target) {
			continue
		}
		label := labelText(a)
		if !looksLikeLabel(label) || !h.linksBack(target, a) && !saysNote(target) && !saysMarker(a) {
			continue
		}
		note, known := index[target]
		if !known {
			note = len(h.notes)
			index[target] = note
			h.notes = append(h.notes, &htmlNote{label: label, target: target, kind: kindOf(target)})
		}
		h.markers[a] = note
	}
	for _, a := range links {
		if target := h.targets[a]; target != nil && h.order[target] <= h.order[a] && h.leadsBack(a, target) {
			h.backs[a] = true
		}
	}
}

// leadsBack tells whether a link goes to a marker or to what surrounds one.
func (h *htmlNotes) leadsBack(a, target *html.Node) bool {
	if saysBack(a) {
		return true
	}
	found := false
	walk(target, func(n *html.Node) {
		_, marker := h.markers[n]
		found = found || marker
	})
	for p := target; p != nil && !found && isInline(p); p = p.Parent {
		_, found = h.markers[p]
	}
	if next := target.NextSibling; !found && next != nil && textLength(target) == 0 {
		_, found = h.markers[next]
	}
	return found
}

// linksBack tells whether the note at target holds a link to the marker: to it, to what is in it, or to the inline
// elements around it.
func (h *htmlNotes) linksBack(target, marker *html.Node) bool {
	block := target
	for isInline(block) && block.Parent != nil {
		block = block.Parent
	}
	if block.Data == "body" || block.Data == "html" {
		return false
	}
	if block.Data == "dt" || block.Data == "td" || block.Data == "th" {
		block = block.Parent
	}
	found := false
	walk(block, func(n *html.Node) {
		back := h.targets[n]
		found = found || back != nil && h.order[back] < h.order[block] && near(back, marker)
	})
	return found
}

// near tells whether a back link that points to x points to the marker.
func near(x, marker *html.Node) bool {
	for p := marker; p != nil && (p == marker || isInline(p)); p = p.Parent {
		if p == x {
			return true
		}
	}
	for p := x; p != nil && (p == x || isInline(p)); p = p.Parent {
		if p == marker {
			return true
		}
	}
	if next := x.NextSibling; textLength(x) == 0 && next != nil {
		return next == marker || next.FirstChild == marker
	}
	return x.Parent == marker.Parent && isInline(x) && textLength(x) <= len("[1234]")
}

// collect finds the nodes of each note.
func (h *htmlNotes) collect() {
	targets := map[*html.Node]bool{}
	for _, n := range h.notes {
		targets[n.target] = true
	}
	for i, n := range h.notes {
		n.nodes = nodesOf(n.target, targets)
		if _, taken := h.at[n.nodes[0]]; !taken {
			h.at[n.nodes[0]] = i
		}
	}
}

// nodesOf finds what belongs to the note at target: the block around it, or, where notes share a block, the nodes up to
// the next one; and the paragraphs that follow it before another note.
func nodesOf(target *html.Node, targets map[*html.Node]bool) []*html.Node {
	n := target
	for isInline(n) && n.Parent != nil && n.Parent.Data != "body" {
		if isBlock(n.Parent) && countTargets(n.Parent, targets) > 1 {
			return upToNext(n, targets)
		}
		n = n.Parent
	}
	for p := n.Parent; p != nil && isNoteBox(p) && countTargets(p, targets) == 1; p = p.Parent {
		n = p
	}
	nodes := []*html.Node{n}
	if n.Data == "dt" {
		for s := n.NextSibling; s != nil && s.Data != "dt"; s = s.NextSibling {
			nodes = append(nodes, s)
		}
		return nodes
	}
	if n.Data != "p" {
		return nodes
	}
	following := upToNext(n, targets)
	last := following[len(following)-1].NextSibling
	if last == nil || countTargets(last, targets) == 0 {
		return nodes
	}
	for _, f := range following {
		if f.Type == html.ElementNode && (strings.HasPrefix(f.Data, "h") && len(f.Data) == 2) {
			return nodes
		}
	}
	return following
}

// isNoteBox tells an element that holds one note and nothing else.
func isNoteBox(n *html.Node) bool {
	switch n.Data {
	case "li", "dd", "tr", "td":
		return true
	case "div", "aside", "section", "p":
		return noteID(attribute(n, "id")) || saysNote(n)
	default:
		return false
	}
}

func upToNext(n *html.Node, targets map[*html.Node]bool) []*html.Node {
	nodes := []*html.Node{n}
	for s := n.NextSibling; s != nil && countTargets(s, targets) == 0; s = s.NextSibling {
		nodes = append(nodes, s)
	}
	return nodes
}

func countTargets(n *html.Node, targets map[*html.Node]bool) int {
	count := 0
	walk(n, func(n *html.Node) {
		if targets[n] {
			count++
		}
	})
	return count
}

// unmarked adds the items of a list of notes that no marker calls; their labels are their numbers in the list.
func (h *htmlNotes) unmarked() {
	lists := map[*html.Node]int{}
	for _, n := range h.notes {
		if first := n.nodes[0]; first.Data == "li" && first.Parent != nil {
			lists[first.Parent]++
		}
	}
	for list, marked := range lists {
		number, items := 1, 0
		if start, err := strconv.Atoi(attribute(list, "start")); err == nil {
			number = start
		}
		for li := list.FirstChild; li != nil; li = li.NextSibling {
			if li.Data == "li" {
				items++
			}
		}
		if list.Data != "ol" || marked*2 < items {
			continue
		}
		for li := list.FirstChild; li != nil; li = li.NextSibling {
			if li.Data != "li" {
				continue
			}
			if value, err := strconv.Atoi(attribute(li, "value")); err == nil {
				number = value
			}
			if _, known := h.at[li]; !known {
				h.at[li] = len(h.notes)
				h.notes = append(h.notes, &htmlNote{label: strconv.Itoa(number), target: li, nodes: []*html.Node{li}, kind: article.Endnote})
			}
			number++
		}
	}
}

func kindOf(target *html.Node) article.NoteKind {
	for p := target; p != nil; p = p.Parent {
		role := attribute(p, "role") + " " + attribute(p, "epub:type")
		switch {
		case strings.Contains(role, "endnote"), strings.Contains(role, "rearnote"):
			return article.Endnote
		case strings.Contains(role, "footnote"), p.Data == "aside":
			return article.Footnote
		}
	}
	return article.Endnote
}

// saysMarker, saysNote and saysBack read what a document says of its own elements: roles (DPUB-ARIA 1.1), types (EPUB
// Structural Semantics) and the classes and ids that common tools write.
func saysMarker(a *html.Node) bool {
	for n := a; n != nil && (n == a || isInline(n)); n = n.Parent {
		if has(n, "doc-noteref", "noteref", "footnote-ref", "footnote-reference", "reference", "fn", "endnote-ref", "footnote-anchor") {
			return true
		}
	}
	return false
}

func saysNote(target *html.Node) bool {
	depth := 0
	for n := target; n != nil && depth < 6; n, depth = n.Parent, depth+1 {
		if has(n, "doc-footnote", "doc-endnote", "doc-endnotes", "footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes",
			"references", "wp-block-footnotes", "footnote-list", "fn-list") || noteID(attribute(n, "id")) {
			return true
		}
		if n == target && n.Data == "a" && noteID(attribute(n, "name")) {
			return true
		}
	}
	return false
}

func saysBack(a *html.Node) bool {
	if has(a, "doc-backlink", "footnote-backref", "footnote-back", "reversefootnote", "backref", "footnote-return", "mw-cite-backlink") {
		return true
	}
	return strings.TrimFunc(labelText(a), func(c rune) bool {
		return strings.ContainsRune("↩︎↑^⏎↵⤴🔙️ ", c)
	}) == ""
}

// has tells whether an element's role, type or one of its classes is one of some words.
func has(n *html.Node, words ...string) bool {
	for _, key := range []string{"role", "epub:type", "class"} {
		for _, value := range strings.Fields(attribute(n, key)) {
			for _, w := range words {
				if strings.EqualFold(value, w) {
					return true
				}
			}
		}
	}
	return false
}

// notePrefixes are what tools begin the ids of notes with: Word, LibreOffice, Google Docs, Pandoc, kramdown, MediaWiki,
// GitHub, and what people write.
var notePrefixes = []string{
	"_ftn", "_edn", "ftn", "edn", "ftnt", "sdfootnote", "sdendnote", "fn", "en", "fn:", "fn-", "footnote", "endnote", "note",
	"cite_note", "user-content-fn", "easy-footnote-bottom", "modern-footnote", "reference", "ref",
}

// noteID tells an id such as fn12, _ftn3, cite_note-Name-4, footnote-1.
func noteID(id string) bool {
	if strings.HasPrefix(id, "cite_note") || strings.HasPrefix(id, "user-content-fn-") || strings.HasPrefix(id, "fn:") {
		return true
	}
	stem := strings.TrimRightFunc(id, unicode.IsDigit)
	if stem == id {
		return false
	}
	stem = strings.ToLower(strings.TrimRight(stem, "-_:."))
	for _, p := range notePrefixes {
		if stem == strings.TrimRight(p, "-:") {
			return true
		}
	}
	return false
}

// labelText is the words of a link, as the label that they may be.
func labelText(a *html.Node) string {
	var b strings.Builder
	walk(a, func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	})
	return strings.Trim(prose.Fold(b.String()), " []()^.:{}")
}

// looksLikeLabel tells a label: a number, a letter or two, a symbol, or a group and a number (n 1).
func looksLikeLabel(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > 8 {
		return false
	}
	if strings.Trim(s, "*†‡§¶‖#") == "" {
		return true
	}
	if digits, size := superscript(s); digits != "" && size == len(s) {
		return true
	}
	number := strings.TrimLeftFunc(s, unicode.IsLetter)
	letters := s[:len(s)-len(number)]
	number = strings.TrimSpace(number)
	if number == "" {
		return utf8.RuneCountInString(letters) <= 2
	}
	return strings.TrimFunc(number, func(c rune) bool { return unicode.IsDigit(c) || c == '.' || c == '-' }) == ""
}

func inHeading(n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		switch p.Data {
		case "h1", "h2", "h3", "h4", "h5", "h6", "nav":
			return true
		}
		if isBlock(p) && p != n {
			return false
		}
	}
	return false
}

func walk(n *html.Node, visit func(*html.Node)) {
	visit(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, visit)
	}
}

func textLength(n *html.Node) int {
	length := 0
	walk(n, func(n *html.Node) {
		if n.Type == html.TextNode {
			length += len(strings.TrimSpace(n.Data))
		}
	})
	return length
}
