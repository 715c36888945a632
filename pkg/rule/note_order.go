package rule

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// NoteOrder tells of notes and markers that are out of order.
var NoteOrder = Rule{
	Name:    "note-order",
	Summary: "a number of the notes is out of order, or left out",
	Doc: `Notes are counted in the order in which the text calls them. A marker whose number is lower than that of one before it,
a note that stands behind a later one, and a number that is left out are mostly what a move or a cut has left behind.

The rule speaks where all but a few numbers are in order. Numbers that begin anew are no fault, nor is calling a note
again; a list of references in the order of the alphabet is no list of notes; and where labels are names that never
reach the reader (Markdown, Org) they have no order.

Count the notes anew.`,
	Group:    Structure,
	Severity: Warning,
	Bad: Example{Article: `It rose.[1] It fell.[2] It rose.[4] It fell.[3] It stayed.[5]

[1] Ruiz, “Tide Tables,” 14.
[2] Lee, “Ports,” 9.
[3] Kim, “Boats,” 12.
[4] Ruiz, “Tide Tables,” 16.
[5] Ruiz, “Tide Tables,” 18.
`},
	Good: Example{Article: `It rose.[1] It fell.[2] It rose.[3] It fell.[2] It stayed.[4]

[1] Ruiz, “Tide Tables,” 14.
[2] Lee, “Ports,” 9.
[3] Kim, “Boats,” 12.
[4] Ruiz, “Tide Tables,” 16.
`},
	Check: noteOrder,
}

func noteOrder(p *Pass) []Finding {
	a := p.Article
	if isKeyed(a.Format) {
		return nil
	}
	runs := noteRuns(a)
	var all []Finding
	told := map[int]bool{}
	for _, run := range markerRuns(a) {
		for _, i := range strays(run) {
			m := a.Markers[run[i].row]
			told[m.Note] = true
			all = append(all, Finding{
				Span: m.Span, Notes: []int{m.Note}, key: "marker " + a.Notes[m.Note].Text,
				Message: fmt.Sprintf("marker %s stands out of order, %s; count the notes anew", m.Label, neighbours(run, i)),
			})
		}
	}
	for _, n := range p.unusedNotes() {
		told[n] = true // unused-note tells of it
	}
	for _, run := range runs {
		for _, i := range strays(run) {
			if !told[run[i].row] {
				all = append(all, p.written()[run[i].row].at(article.Range{}, fmt.Sprintf(
					"it stands out of order, %s; count the notes anew", neighbours(run, i))))
			}
		}
		all = append(all, p.skipped(run)...)
	}
	if len(all) > 0 && slices.ContainsFunc(runs, func(run []numbered) bool { return isAlphabetical(a, run) }) {
		return nil
	}
	return all
}

// strays are the numbers out of order, where most are in order. The same number again is none of them.
func strays(run []numbered) []int {
	all := outOfOrder(run)
	if len(all)*4 > len(run) {
		return nil
	}
	times := make(map[int]int, len(run))
	for _, n := range run {
		times[n.number]++
	}
	return slices.DeleteFunc(all, func(i int) bool { return times[run[i].number] > 1 })
}

// neighbours says between which numbers one stands.
func neighbours(run []numbered, i int) string {
	switch {
	case i == 0:
		return fmt.Sprintf("before %d", run[i+1].number)
	case i+1 == len(run):
		return fmt.Sprintf("behind %d", run[i-1].number)
	}
	return fmt.Sprintf("between %d and %d", run[i-1].number, run[i+1].number)
}

// isAlphabetical tells a list of references from notes: its rows are in the order of their words.
func isAlphabetical(a *article.Article, run []numbered) bool {
	return len(run) > 2 && sort.SliceIsSorted(run, func(i, j int) bool {
		return strings.ToLower(a.Notes[run[i].row].Text) < strings.ToLower(a.Notes[run[j].row].Text)
	})
}

// skipped tells of one number that a run leaves out. Where more are missing, or where notes may stand on a page that
// was not understood, the list is more likely read in part.
func (p *Pass) skipped(run []numbered) []Finding {
	if f := p.Article.Format; f != "text" && f != "html" || len(run) < 4 || len(outOfOrder(run)) > 0 {
		return nil
	}
	gap := 0
	for i := 1; i < len(run); i++ {
		if run[i].number != run[i-1].number+1 {
			if gap > 0 {
				return nil
			}
			gap = i
		}
	}
	if gap == 0 || run[gap].number != run[gap-1].number+2 || p.isCalled(run[gap].number-1) {
		return nil
	}
	return []Finding{p.written()[run[gap].row].at(article.Range{}, fmt.Sprintf(
		"there is no note %d before it; count the notes anew, or look for the one that was lost", run[gap].number-1))}
}

// isCalled tells whether a marker bears a number; missing-note speaks of it then.
func (p *Pass) isCalled(number int) bool {
	for _, m := range p.Article.Markers {
		if _, n, ok := numberOf(m.Label); ok && n == number {
			return true
		}
	}
	return false
}
