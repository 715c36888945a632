package read

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// inline adds the notes that are written within the sentence that they belong to, and set elsewhere by a style sheet or
// a script: Distill's d-footnote, and the sidenotes and margin notes of Tufte CSS and what follows it. They are numbered
// as those number them; a margin note has the sign that it opens with on a narrow screen.
func (h *htmlNotes) inline() {
	number := 0
	for i := 0; i < len(h.nodes); i++ {
		n := h.nodes[i]
		numbered, ok := h.inlineNoteElement(n)
		if !ok {
			continue
		}
		i = h.end[h.order[n]] - 1
		if _, known := h.at[n]; known {
			continue
		}
		before := before(n)
		if before != nil && h.holdsMarker(before) {
			h.copies[n] = true
			continue
		}
		label, printed := "⊕", false
		if numbered {
			number++
			label = strconv.Itoa(number)
			if before != nil && looksLikeLabel(labelText(before)) {
				label, printed = labelText(before), true
			}
		}
		h.at[n] = len(h.notes)
		h.notes = append(h.notes, &htmlNote{
			label: label, target: n, marker: h.order[n], nodes: []*html.Node{n}, kind: article.Footnote, inline: true, printed: printed,
		})
	}
}

// before is what stands directly before an element, but for blanks and the boxes that style sheets tick.
func before(n *html.Node) *html.Node {
	p := n.PrevSibling
	for p != nil && (p.Type != html.ElementNode && strings.TrimSpace(p.Data) == "" || p.Data == "input") {
		p = p.PrevSibling
	}
	return p
}

func (h *htmlNotes) holdsMarker(n *html.Node) bool {
	from, to := h.within(n)
	return h.marked.in(from, to) > 0
}

func (h *htmlNotes) inlineNoteElement(n *html.Node) (numbered, ok bool) {
	switch {
	case n.Type != html.ElementNode:
		return false, false
	case n.Data == "d-footnote", isInline(n) && has(n, "sidenote", "side-note"):
		return true, true
	case n.Data == "span" && has(n, "footnote", "footnote-text", "footnote-content", "footnotecontent"):
		return true, h.followsLabel(n)
	default:
		return false, isInline(n) && has(n, "marginnote", "margin-note")
	}
}

// followsLabel tells whether an inline element stands behind the label of a note, printed or made by a style sheet, and
// holds more than a label itself.
func (h *htmlNotes) followsLabel(n *html.Node) bool {
	if h.textLength(n) < len("See p. 12") || looksLikeLabel(labelText(n)) || n.Parent == nil || isBlock(n.Parent) && n.Parent.Data != "p" {
		return false
	}
	p := before(n)
	return p != nil && (p.Data == "label" || looksLikeLabel(labelText(p)) && (p.Type == html.ElementNode || n.Parent.Data == "span"))
}

// markInline makes a mark where an inline note stands: one that nobody sees, or the label before it.
func (w *htmlWalker) markInline(i int) {
	note := w.notes.notes[i]
	text := strings.TrimRight(w.out.text.String(), " ])")
	if note.printed && strings.HasSuffix(text, note.label) && len(text)-len(note.label) >= w.open {
		at := prose.Stretch{Start: len(text) - len(note.label), End: len(text)}
		w.flow.marks = append(w.flow.marks, mark{Stretch: at, label: note.label, note: i})
		return
	}
	at := prose.Stretch{Start: w.out.text.Len(), End: w.out.text.Len() + len(unseen)}
	w.out.add(unseen, w.out.last(), 0)
	w.flow.marks = append(w.flow.marks, mark{Stretch: at, label: note.label, note: i})
}
