package rule

import (
	"fmt"

	"github.com/ibidcheck/ibid/pkg/article"
)

// MissingNote tells of markers that point nowhere.
var MissingNote = Rule{
	Name:    "missing-note",
	Summary: "a marker has no note",
	Doc: `A marker in the text points to a note that is not there: it was deleted without its marker, its label is spelled
in another way, or it was lost when the file was saved. Where no marker at all has a note, the finding says so once.

Write the note, or take the marker out.`,
	Group:    Structure,
	Severity: Warning,
	Bad:      Example{Article: "The harbor was dredged.[1] It cost more than it brought.[2]\n\n[1] Ana Ruiz, “Tide Tables,” 14.\n"},
	Good: Example{Article: `The harbor was dredged.[1] It cost more than it brought.[2] It went on.[1]

[1] Ana Ruiz, “Tide Tables,” 14.
[2] Jo Lee, “Ports,” 9.
`},
	Check: missingNote,
}

func missingNote(p *Pass) []Finding {
	a := p.Article
	var all []Finding
	row := map[string]int{}
	missing := 0
	for _, m := range a.Markers {
		if m.Note != article.None {
			continue
		}
		missing++
		if i, ok := row[m.Label]; ok {
			all[i].Related = append(all[i].Related, m.Span)
			continue
		}
		row[m.Label] = len(all)
		all = append(all, Finding{
			Span: m.Span, key: p.claimText(m.Claim),
			Message: fmt.Sprintf("marker %s: there is no note %s; write it, or take the marker out", m.Label, m.Label),
		})
	}
	if missing > 1 && missing == len(a.Markers) {
		return []Finding{{
			Span:    a.Markers[0].Span,
			Message: fmt.Sprintf("none of the %d markers has a note; were the notes lost when the file was saved?", missing),
		}}
	}
	if unused := p.unusedNotes(); len(all) == 1 && len(unused) == 1 {
		label := a.Notes[unused[0]].Label
		all[0].Message += fmt.Sprintf("; is note %s meant, which no marker calls?", label)
	}
	return all
}
