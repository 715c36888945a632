package rule

import (
	"fmt"
	"unicode"

	"github.com/ibidcheck/ibid/pkg/article"
)

// UnusedNote tells of notes that the text does not call.
var UnusedNote = Rule{
	Name:    "unused-note",
	Summary: "no marker calls a note",
	Doc: `A note stands at the end or the foot, and no marker in the text leads to it: its claim was cut, or the marker was lost.
Readers will not find out what the note bears out. Where most notes are not called, the finding is a notice, and
one for all: the list may be one of sources.

Notes with a sign instead of a number or a name (*, †) are left out: they often belong to a title or to an author's
name. A second note of the same label is told of by duplicate-note, and where one marker has no note and one note no
marker, missing-note tells of both.

Set the marker behind its claim, or take the note out.`,
	Group:    Structure,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged.[1] It cost more than it brought.[3]

[1] Ana Ruiz, “Tide Tables,” 14.
[2] Jo Lee, “Ports,” 9.
[3] Ana Ruiz, “Tide Tables,” 16.
`},
	Good: Example{Article: `The harbor was dredged.[1, 2] It cost more than it brought.[3]

[1] Ana Ruiz, “Tide Tables,” 14.
[2] Jo Lee, “Ports,” 9.
[3] Ana Ruiz, “Tide Tables,” 16.
`},
	Check: unusedNote,
}

func unusedNote(p *Pass) []Finding {
	a := p.Article
	unused := p.unusedNotes()
	if len(unused) > 1 && len(unused)*2 > len(a.Notes) {
		if a.Format == "html" || a.Format == "epub" {
			return nil // a list of a page may have been taken for notes
		}
		return []Finding{{
			Span: a.Notes[unused[0]].Span, Notes: unused, Severity: Info,
			Message: fmt.Sprintf("no marker calls %s; were the markers lost when the file was saved?", noteLabels(a, unused)),
		}}
	}
	if _, ok := p.misspelt(p.missingLabels()); ok {
		return nil
	}
	var all []Finding
	for _, n := range unused {
		all = append(all, p.written()[n].at(article.Range{},
			"no marker calls it; set one behind what it bears out, or take the note out"))
	}
	return all
}

// unusedNotes are the notes that no marker calls, but those with a sign for a label and those whose label another bears.
func (p *Pass) unusedNotes() []int {
	a := p.Article
	called := make([]bool, len(a.Notes))
	for _, m := range a.Markers {
		if m.Note != article.None {
			called[m.Note] = true
		}
	}
	taken := make(map[string]bool, len(a.Notes))
	for i, n := range a.Notes {
		taken[n.Label] = taken[n.Label] || called[i]
	}
	var all []int
	for i, n := range a.Notes {
		if !called[i] && !taken[n.Label] && hasWords(n.Label) {
			all = append(all, i)
		}
	}
	return all
}

// hasWords tells whether there is a letter or a digit.
func hasWords(s string) bool {
	for _, c := range s {
		if unicode.IsLetter(c) || unicode.IsNumber(c) {
			return true
		}
	}
	return false
}
