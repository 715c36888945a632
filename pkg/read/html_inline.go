package read

import (
	"strconv"

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
		numbered, ok := inlineNoteElement(n)
		if !ok {
			continue
		}
		i = h.end[h.order[n]] - 1
		if _, known := h.at[n]; known {
			continue
		}
		label := "⊕"
		if numbered {
			number++
			label = strconv.Itoa(number)
		}
		h.at[n] = len(h.notes)
		h.notes = append(h.notes, &htmlNote{
			label: label, target: n, marker: h.order[n], nodes: []*html.Node{n}, kind: article.Footnote, inline: true,
		})
	}
}

func inlineNoteElement(n *html.Node) (numbered, ok bool) {
	switch {
	case n.Type != html.ElementNode:
		return false, false
	case n.Data == "d-footnote", isInline(n) && has(n, "sidenote", "side-note"):
		return true, true
	default:
		return false, isInline(n) && has(n, "marginnote", "margin-note")
	}
}

// markInline makes a mark that nobody sees where an inline note stands.
func (w *htmlWalker) markInline(i int) {
	at := prose.Stretch{Start: w.out.text.Len(), End: w.out.text.Len() + len(unseen)}
	w.out.add(unseen, w.out.last(), 0)
	w.flow.marks = append(w.flow.marks, mark{Stretch: at, label: w.notes.notes[i].label, note: i})
}
