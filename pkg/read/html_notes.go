package read

import (
	"net/url"
	"sort"
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
	*htmlTree
	ids map[string]*html.Node
	// targets are what links within the page point to, and linksTo the numbers of the links that point to an element.
	targets map[*html.Node]*html.Node
	linksTo map[*html.Node]numbers
	// markers are the links that refer to notes, with the index of the note.
	markers map[*html.Node]int
	notes   []*htmlNote
	// noted are the numbers of the elements that links to notes point to, and marked those of the links.
	noted, marked numbers
	// at is the note that begins with a node, and begun are the numbers of those nodes.
	at    map[*html.Node]int
	begun numbers
	// copies repeat beside a marker the note that it links to.
	copies map[*html.Node]bool
	// backs are the links back to the text; their words belong to no note.
	backs map[*html.Node]bool
	// early tells that notes stand before their markers.
	early bool
}

// htmlNote is one note: nodes that follow each other.
type htmlNote struct {
	label  string
	target *html.Node
	// marker is the number of the first marker that refers to it.
	marker int
	nodes  []*html.Node
	kind   article.NoteKind
	// inline tells that the note stands where its marker would: it is both. Printed tells that its label stands before it.
	inline, printed bool
	// words are those of a note that stands in an attribute of its marker, and told is where the marker ends.
	words string
	told  int
}

func findHTMLNotes(t *htmlTree) *htmlNotes {
	h := &htmlNotes{
		htmlTree: t, ids: map[string]*html.Node{}, targets: map[*html.Node]*html.Node{}, linksTo: map[*html.Node]numbers{},
		markers: map[*html.Node]int{}, at: map[*html.Node]int{}, backs: map[*html.Node]bool{},
		copies: map[*html.Node]bool{},
	}
	links := h.index()
	for _, a := range links {
		if target := h.targetOf(a); target != nil {
			h.targets[a] = target
			h.linksTo[target] = append(h.linksTo[target], h.order[a])
		}
	}
	h.pair(links)
	h.collect()
	h.unmarked()
	h.inline()
	if len(h.notes) == 0 {
		h.declared()
	}
	if len(h.notes) == 0 {
		h.told()
	}
	for n := range h.at {
		h.begun = append(h.begun, h.order[n])
	}
	sort.Ints(h.begun)
	return h
}

// index collects ids and links. Of equal ids the first counts.
func (h *htmlNotes) index() (links []*html.Node) {
	for _, n := range h.nodes {
		if n.Type != html.ElementNode {
			continue
		}
		h.know(attribute(n, "id"), n)
		h.know(attribute(n, anchorAttribute), n)
		switch {
		case n.Data == "a":
			h.know(attribute(n, "name"), n)
			links = append(links, n)
		case pointerOf(n) != "" || n.Data == "button":
			links = append(links, n)
		}
		if key := attribute(n, tooltipKey); key != "" && has(n, tooltipClass) {
			h.know(tooltipID(n), n)
		}
	}
	return links
}

func (h *htmlNotes) know(id string, n *html.Node) {
	if id != "" && h.ids[id] == nil {
		h.ids[id] = n
	}
}

// The plugin Modern Footnotes ties a note, which stands right behind its marker, to it by attributes.
const (
	tooltipKey   = "data-mfn"
	tooltipScope = "data-mfn-post-scope"
	tooltipClass = "modern-footnotes-footnote__note"
)

func tooltipID(n *html.Node) string {
	return tooltipKey + " " + attribute(n, tooltipScope) + " " + attribute(n, tooltipKey)
}

// targetOf is the element of the page that a link points to. A link by a whole address is one within the page if the
// page has what it names: pages are saved, moved and copied to other hosts.
func (h *htmlNotes) targetOf(a *html.Node) *html.Node {
	if attribute(a, tooltipKey) != "" {
		return h.ids[tooltipID(a)]
	}
	_, fragment, _ := strings.Cut(strings.TrimSpace(attribute(a, "href")), "#")
	if a.Data != "a" {
		fragment = pointerOf(a)
	}
	if fragment == "" {
		return nil
	}
	if target := h.ids[fragment]; target != nil {
		return target
	}
	if decoded, err := url.PathUnescape(fragment); err == nil {
		return h.ids[decoded]
	}
	return nil
}

// pair decides which links are markers, and which lead back.
func (h *htmlNotes) pair(links []*html.Node) {
	index := map[*html.Node]int{}
	for _, a := range links {
		target := h.targets[a]
		label := labelText(a)
		if target == nil && looksLikeLabel(label) && h.lostMarker(a) {
			h.markers[a] = article.None
			continue
		}
		if target == nil || h.order[target] <= h.order[a] && !h.isEarly(a, target) || inHeading(target) && !labelsHeading(target) {
			continue
		}
		if !looksLikeLabel(label) || !h.linksBack(target, a) && !saysNote(target) && !saysMarker(a) && a.Data == "a" {
			continue
		}
		if a.Data != "a" && !isToldNote(target) || h.isYearOf(label, target) {
			continue
		}
		note, known := index[target]
		if !known {
			note = len(h.notes)
			index[target] = note
			h.notes = append(h.notes, &htmlNote{label: label, target: target, marker: h.order[a], kind: kindOf(target)})
		}
		h.markers[a] = note
		h.marked = append(h.marked, h.order[a])
	}
	for _, a := range links {
		_, marker := h.markers[a]
		if target := h.targets[a]; target != nil && (h.order[target] <= h.order[a] || h.early) && !marker && h.leadsBack(a, target) {
			h.backs[a] = true
		}
	}
}

// isEarly tells whether a link is a marker behind its note, and no link back: both say so themselves, and the marker
// stands in no note.
func (h *htmlNotes) isEarly(a, target *html.Node) bool {
	early := has(target, "doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote") && saysNoteref(a) && !saysBack(a)
	for p := a.Parent; early && p != nil; p = p.Parent {
		early = !has(p, "doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote")
	}
	h.early = h.early || early
	return early
}

// leadsBack tells whether a link goes to a marker or to what surrounds one.
func (h *htmlNotes) leadsBack(a, target *html.Node) bool {
	if saysBack(a) {
		return true
	}
	if from, to := h.within(target); h.marked.in(from, to) > 0 {
		return true
	}
	for p := target; p != nil && isInline(p); p = p.Parent {
		if _, found := h.markers[p]; found {
			return true
		}
	}
	if next := target.NextSibling; next != nil && h.textLength(target) == 0 {
		_, found := h.markers[next]
		return found
	}
	return false
}

// linksBack tells whether the note at target holds a link to the marker: to it, to what is in it, or to what stands
// close by.
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
	from, to := h.within(block)
	return h.anyNear(marker, func(x *html.Node) bool {
		return h.order[x] < from && h.linksTo[x].in(from, to) > 0
	})
}

// farthest is how many nodes may lie between a marker and what stands for it as the target of the links back.
const farthest = 3

// anyNear tries the nodes that links back to a marker may point to: the marker and what is in it, the inline elements
// around it, short ones beside it, and an empty one before it or before its parent.
func (h *htmlNotes) anyNear(marker *html.Node, try func(*html.Node) bool) bool {
	for p := marker; p != nil && (p == marker || isInline(p)); p = p.Parent {
		if try(p) {
			return true
		}
	}
	from, to := h.within(marker)
	for _, n := range h.nodes[from+1 : to] {
		if try(n) {
			return true
		}
	}
	short := func(n *html.Node) bool { return isInline(n) && h.textLength(n) <= len("[1234]") && try(n) }
	for n, far := marker.PrevSibling, 0; n != nil && far < farthest; n, far = n.PrevSibling, far+1 {
		if short(n) {
			return true
		}
	}
	for n, far := marker.NextSibling, 0; n != nil && far < farthest; n, far = n.NextSibling, far+1 {
		if short(n) {
			return true
		}
	}
	if marker.PrevSibling != nil || marker.Parent == nil {
		return false
	}
	before := marker.Parent.PrevSibling
	return before != nil && h.textLength(before) == 0 && try(before)
}

// collect finds the nodes of each note.
func (h *htmlNotes) collect() {
	for _, n := range h.notes {
		h.noted = append(h.noted, h.order[n.target])
	}
	sort.Ints(h.noted)
	for i, n := range h.notes {
		n.nodes = h.nodesOf(n)
		if _, taken := h.at[n.nodes[0]]; !taken {
			h.at[n.nodes[0]] = i
		}
	}
}

// nodesOf finds what belongs to a note: the block around its target, or, where notes share a block, the nodes up to the
// next one; and the paragraphs that follow it before another note. A note that stands in the block of its marker is its
// target alone.
func (h *htmlNotes) nodesOf(note *htmlNote) []*html.Node {
	n := note.target
	for isInline(n) && n.Parent != nil && n.Parent.Data != "body" {
		if isBlock(n.Parent) {
			if from, to := h.within(n.Parent); from < note.marker && note.marker < to {
				return []*html.Node{note.target}
			}
			if h.notesIn(n.Parent) > 1 {
				return h.upToNext(n)
			}
		}
		n = n.Parent
	}
	for p := n.Parent; p != nil && isNoteBox(p) && h.notesIn(p) == 1; p = p.Parent {
		n = p
	}
	switch n.Data {
	case "dt":
		nodes := []*html.Node{n}
		for s := n.NextSibling; s != nil && s.Data != "dt"; s = s.NextSibling {
			nodes = append(nodes, s)
		}
		return nodes
	case "p":
		return h.paragraphsOf(n)
	default:
		if isInline(n) || isHeadingElement(n) {
			return h.upToNext(n)
		}
		return []*html.Node{n}
	}
}

// paragraphsOf are a paragraph and those that follow it before another note, unless a heading stands between.
func (h *htmlNotes) paragraphsOf(n *html.Node) []*html.Node {
	following := h.upToNext(n)
	last := following[len(following)-1].NextSibling
	if last == nil || h.notesIn(last) == 0 {
		return following[:1]
	}
	for _, f := range following {
		if isHeadingElement(f) {
			return following[:1]
		}
	}
	return following
}

func isHeadingElement(n *html.Node) bool {
	return n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && isDigitByte(n.Data[1])
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

func (h *htmlNotes) upToNext(n *html.Node) []*html.Node {
	nodes := []*html.Node{n}
	for s := n.NextSibling; s != nil && h.notesIn(s) == 0; s = s.NextSibling {
		nodes = append(nodes, s)
	}
	return nodes
}

// notesIn counts the targets of markers in an element.
func (h *htmlNotes) notesIn(n *html.Node) int {
	from, to := h.within(n)
	return h.noted.in(from, to)
}

// unmarked adds the items of a list of notes that no marker calls; their labels are their numbers in the list.
func (h *htmlNotes) unmarked() {
	marked := map[*html.Node]int{}
	var lists []*html.Node
	for _, n := range h.notes {
		if first := n.nodes[0]; first.Data == "li" && first.Parent != nil && first.Parent.Data == "ol" {
			if marked[first.Parent] == 0 {
				lists = append(lists, first.Parent)
			}
			marked[first.Parent]++
		}
	}
	for _, list := range lists {
		var items []*html.Node
		for li := list.FirstChild; li != nil; li = li.NextSibling {
			if li.Data == "li" {
				items = append(items, li)
			}
		}
		if marked[list]*2 < len(items) {
			continue
		}
		number := 0
		for _, li := range items {
			number = numberOf(li, number)
			if _, known := h.at[li]; !known {
				h.at[li] = len(h.notes)
				h.notes = append(h.notes, &htmlNote{label: strconv.Itoa(number), target: li, nodes: []*html.Node{li}, kind: kindOf(li)})
			}
		}
	}
}

// numberOf is the number of an item in an ordered list, by that of the item before it, which is 0 for the first (HTML
// Living Standard, 4.4.8: start, value).
func numberOf(li *html.Node, before int) int {
	if value, err := strconv.Atoi(attribute(li, "value")); err == nil {
		return value
	}
	if before == 0 && li.Parent != nil {
		if start, err := strconv.Atoi(attribute(li.Parent, "start")); err == nil {
			return start
		}
	}
	return before + 1
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
			"references", "wp-block-footnotes", "footnote-list", "fn-list", tooltipClass) || noteID(attribute(n, "id")) {
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
	writeLabel(&b, a)
	return strings.Trim(prose.Fold(b.String()), " []()^.:{}")
}

// writeLabel writes the words of a link without the number of the printed page that begins within them.
func writeLabel(b *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
		return
	}
	if n.Type == html.ElementNode && has(n, "pagenum", "pageno", "pagenumber", "page-number", "pagebreak", "doc-pagebreak") {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		writeLabel(b, c)
	}
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

// labelsHeading tells a heading that is the label of the note below it and nothing else, as Texinfo writes them.
func labelsHeading(target *html.Node) bool {
	n := target
	for isInline(n) && n.Parent != nil {
		n = n.Parent
	}
	return isHeadingElement(n) && looksLikeLabel(labelText(n))
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
