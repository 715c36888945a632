package read

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// pointers are the attributes by which an element that is no link names another one by its id: WAI-ARIA 1.2, and what
// scripts that show notes in a box read.
var pointers = []string{
	"aria-describedby", "aria-details", "aria-controls", "data-definition", "data-footnote", "data-footnote-id",
	"data-note", "data-note-id", "data-target", "data-fn", "data-ref",
}

// pointerOf is the id that a short element names in such an attribute.
func pointerOf(n *html.Node) string {
	if isBlock(n) || n.Data == "a" || n.Data == "input" {
		return ""
	}
	for _, key := range pointers {
		if value := strings.TrimPrefix(strings.TrimSpace(attribute(n, key)), "#"); value != "" {
			if isPlainLabel(labelText(n)) {
				return value
			}
			return ""
		}
	}
	return ""
}

// isPlainLabel tells a number or symbols: letters and words stand on too many buttons.
func isPlainLabel(s string) bool { return isNumeral(s) && s[0] != '0' || isSymbols(s) }

// isToldNote tells whether what an element that is no link names can be a note.
func isToldNote(target *html.Node) bool {
	return target.Data == "aside" || has(target, "tooltip", "doc-footnote", "note") || saysNote(target)
}

// lostMarker tells a marker whose note the page does not have, or which is tied to its note by a script: it says by its
// role or class that it is one, or it points to what is called as notes are.
func (h *htmlNotes) lostMarker(a *html.Node) bool {
	if letterRank(labelText(a)) > 0 {
		return false
	}
	switch {
	case saysNoteref(a):
		return true
	case a.Data == "button":
		return has(a, "footnote", "footnote-marker", "footnote-button", "fn")
	case a.Data != "a":
		return false
	}
	href := strings.TrimSpace(attribute(a, "href"))
	return strings.HasPrefix(href, "#") && noteID(href[1:]) && raisedLink(a)
}

// saysNoteref reads the roles and classes that mark nothing but markers.
func saysNoteref(a *html.Node) bool {
	for n := a; n != nil && (n == a || isInline(n)); n = n.Parent {
		if has(n, "doc-noteref", "noteref", "footnote-ref", "footnote-reference", "endnote-ref", "footnote-anchor") {
			return true
		}
	}
	return false
}

func raisedLink(a *html.Node) bool {
	for n := a; n != nil && isInline(n); n = n.Parent {
		if n.Data == "sup" {
			return true
		}
	}
	return a.FirstChild != nil && a.FirstChild.Data == "sup"
}

// declared finds notes that no link leads to, in a page whose markers are bare raised numbers: elements that say what
// they are, and numbered lists that stand in an aside.
func (h *htmlNotes) declared() {
	last := map[*html.Node]int{}
	for i := 0; i < len(h.nodes); i++ {
		n := h.nodes[i]
		if n.Type != html.ElementNode || h.textLength(n) == 0 {
			continue
		}
		label := ""
		switch {
		case n.Data == "li" && n.Parent != nil && n.Parent.Data == "ol":
			last[n.Parent] = numberOf(n, last[n.Parent])
			if h.isDeclaredItem(n) {
				label = strconv.Itoa(last[n.Parent])
			}
		case n.Data == "p" && has(n, "footnote", "doc-footnote", "endnote", "doc-endnote"):
			label = leadingLabel(n)
		}
		if label == "" {
			continue
		}
		h.at[n] = len(h.notes)
		h.notes = append(h.notes, &htmlNote{label: label, target: n, nodes: []*html.Node{n}, kind: kindOf(n)})
		i = h.end[h.order[n]] - 1
	}
}

func (h *htmlNotes) isDeclaredItem(li *html.Node) bool {
	if noteID(attribute(li, "id")) {
		return true
	}
	list := li.Parent
	for n := list; n != nil && n.Data != "body"; n = n.Parent {
		if has(n, "footnotes", "endnotes", "footnote-list", "footnotes-list", "doc-endnotes", "fn-list") {
			return true
		}
	}
	return list.Parent != nil && list.Parent.Data == "aside" && h.textLength(list) == h.textLength(list.Parent) && hasAttribute(list, "start")
}

// leadingLabel is the raised label that an element begins with.
func leadingLabel(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" {
			continue
		}
		if c.Type != html.ElementNode || c.Data != "sup" && c.Data != "a" {
			return ""
		}
		if label := labelText(c); looksLikeLabel(label) {
			return label
		}
		return ""
	}
	return ""
}

// markElement writes a marker that is no link, such as a button.
func (w *htmlWalker) markElement(n *html.Node, note int) {
	from := len(w.flow.marks)
	start := w.out.text.Len()
	w.children(n)
	if len(w.flow.marks) > from {
		return // a link within it is the marker
	}
	w.flow.marks = append(w.flow.marks, mark{
		Stretch: prose.Stretch{Start: start, End: w.out.text.Len()}, label: labelText(n), note: note,
	})
}

// tooltips are the attributes that show words when one points to an element.
var tooltips = []string{"title", "data-tooltip", "data-title", "data-content", "data-original-title", "data-tippy-content", "data-footnote", "data-note"}

// told finds notes whose words stand in an attribute of their marker and nowhere else. Counters and badges have such
// attributes too, but do not count from 1.
func (h *htmlNotes) told() {
	next := 1
	for _, n := range h.nodes {
		if n.Type != html.ElementNode || n.Data != "a" && n.Data != "button" && n.Data != "sup" && n.Data != "span" {
			continue
		}
		words := tooltipOf(n)
		if words == "" {
			continue
		}
		label := labelText(n)
		if h.targets[n] != nil || strings.HasPrefix(words, label) || n.Data == "a" && !pointsNowhere(n) || label != strconv.Itoa(next) && !isSymbols(label) {
			continue
		}
		if !isSymbols(label) {
			next++
		}
		h.markers[n] = len(h.notes)
		h.notes = append(h.notes, &htmlNote{label: label, target: n, marker: h.order[n], kind: article.Footnote, words: words})
	}
}

// pointsNowhere tells a link that only a script follows.
func pointsNowhere(a *html.Node) bool {
	href := strings.ToLower(strings.TrimSpace(attribute(a, "href")))
	return href == "" || href == "#" || strings.HasPrefix(href, "javascript:")
}

// tooltipOf is what an element shows when one points to it, if that can be a note: several words.
func tooltipOf(n *html.Node) string {
	const fewestWords = 3
	for _, key := range tooltips {
		words := attribute(n, key)
		if strings.ContainsRune(words, '<') {
			words = withoutTags(words)
		}
		if len(strings.Fields(words)) >= fewestWords {
			return prose.Fold(words)
		}
	}
	return ""
}

// withoutTags is the words of a piece of HTML.
func withoutTags(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.WriteString(html.UnescapeString(string(z.Raw())))
		default:
			b.WriteByte(' ')
		}
	}
}
