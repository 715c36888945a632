package rule

import (
	"fmt"
	"strconv"

	"github.com/ibidcheck/ibid/pkg/article"
)

// MissingNote tells of markers that point nowhere.
var MissingNote = Rule{
	Name:    "missing-note",
	Summary: "a marker has no note",
	Doc: `A marker in the text points to a note that is not there: it was deleted without its marker, its label is spelled
in another way, or it was lost when the file was saved. Where no marker at all has a note, the finding says so once; without any
note, numbers in brackets count as markers only if they count from 1 on in three sentences.

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
			all[i].Places++
			continue
		}
		row[m.Label] = len(all)
		all = append(all, Finding{
			Span: m.Span, Places: 1, key: p.claimText(m.Claim),
			Message: fmt.Sprintf("marker %s: there is no note %s; write it, or take the marker out", m.Label, m.Label),
		})
	}
	if len(a.Notes) == 0 && !countsOn(a, row) {
		return nil
	}
	if missing > 1 && missing == len(a.Markers) {
		return []Finding{{
			Span:    a.Markers[0].Span,
			Message: fmt.Sprintf("none of the %d markers has a note; were the notes lost when the file was saved?", missing),
		}}
	}
	if n, ok := p.misspelt(len(all)); ok {
		all[0].Message += fmt.Sprintf("; is note %s meant, which no marker calls?", a.Notes[n].Label)
		all[0].Notes = []int{n}
		all[0].Related = append(all[0].Related, a.Notes[n].Span)
	}
	return all
}

// countsOn tells whether markers are such, where there is no note at all to show it: an article may write of a[1] and
// a[2]. Markers count from 1 on, and stand in three sentences at least. Rows are the labels in order of their first
// places. Those of Markdown show it by their form, [^1].
func countsOn(a *article.Article, rows map[string]int) bool {
	const fewest = 3
	sentences := map[article.Span]bool{}
	for _, m := range a.Markers {
		if isKeyed(a.Format) && m.Span.End-m.Span.Start > len("[]")+len(m.Label) {
			return true
		}
		if m.Claim != article.None {
			sentences[a.Claims[m.Claim].Span] = true
		}
		if row, ok := rows[strconv.Itoa(rows[m.Label]+1)]; !ok || row != rows[m.Label] {
			return false
		}
	}
	return len(rows) >= fewest && len(sentences) >= fewest
}

// misspelt is the only note that no marker calls, where as many labels have no note: one of the two is misspelt.
func (p *Pass) misspelt(labels int) (note int, ok bool) {
	unused := p.unusedNotes()
	if labels != 1 || len(unused) != 1 {
		return 0, false
	}
	return unused[0], true
}

// missingLabels is how many labels markers bear that have no note.
func (p *Pass) missingLabels() int {
	labels := map[string]bool{}
	for _, m := range p.Article.Markers {
		if m.Note == article.None {
			labels[m.Label] = true
		}
	}
	return len(labels)
}
