package rule

import (
	"fmt"

	"github.com/ibidcheck/ibid/pkg/article"
)

// DuplicateNote tells of labels that two notes bear.
var DuplicateNote = Rule{
	Name:    "duplicate-note",
	Summary: "two notes have one label",
	Doc: `Two notes of one list bear the same label, so that a marker can mean either; most programs print the first and lose
the second.

Numbers that begin anew, in each chapter or on each page, are no fault: a number counts as repeated only where the
count goes on behind it (1, 2, 3, 3, 4). Signs (*, †) may be used again. Where labels are names (Markdown, Org), each
may be there once.

Give each note a label of its own.`,
	Group:    Structure,
	Severity: Warning,
	Bad: Example{Article: `It rose.[1] It fell.[2] It rose.[3] It fell.[3] It stayed.[4]

[1] Ana Ruiz, “Tide Tables,” 14.
[2] Jo Lee, “Ports,” 9.
[3] Jo Lee, “Ports,” 12.
[3] Ana Ruiz, “Tide Tables,” 16.
[4] Ana Ruiz, “Tide Tables,” 18.
`},
	Good: Example{Article: `It rose.[1] It fell.[2] It rose.[3] It fell.[3] It stayed.[4]

[1] Ana Ruiz, “Tide Tables,” 14.
[2] Jo Lee, “Ports,” 9.
[3] Jo Lee, “Ports,” 12.
[4] Ana Ruiz, “Tide Tables,” 18.
`},
	Check: duplicateNote,
}

func duplicateNote(p *Pass) []Finding {
	a := p.Article
	if isKeyed(a.Format) {
		return p.duplicateKeys()
	}
	var all []Finding
	for _, run := range noteRuns(a) {
		first := map[int]int{}
		for i, n := range run {
			at, seen := first[n.number]
			if !seen {
				first[n.number] = n.row
				continue
			}
			if goesOn(run, i) {
				all = append(all, p.sameLabel(at, n.row))
			}
		}
	}
	return all
}

// goesOn tells whether the count of a run goes on at the ith number as if a number that was there before stood there
// by mistake: 2, 3, 3, 4 and not 2, 3, 2, 3.
func goesOn(run []numbered, i int) bool {
	before := run[i-1].number
	if i+1 == len(run) {
		return before == run[i].number
	}
	return before >= run[i].number && run[i+1].number > before
}

func (p *Pass) duplicateKeys() []Finding {
	var all []Finding
	first := map[string]int{}
	for i, n := range p.Article.Notes {
		if at, seen := first[n.Label]; seen && hasWords(n.Label) {
			all = append(all, p.sameLabel(at, i))
			continue
		}
		first[n.Label] = i
	}
	return all
}

func (p *Pass) sameLabel(first, second int) Finding {
	f := p.written()[second].at(article.Range{}, fmt.Sprintf(
		"another note has this label, “%s”; give each its own", excerpt(p.Article.Notes[first].Text, 40)))
	f.Notes = []int{first, second}
	f.Related = []article.Span{p.Article.Notes[first].Span}
	return f
}
