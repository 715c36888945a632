package rule

import (
	"fmt"

	"github.com/ibidcheck/ibid/pkg/article"
)

// ClauseUncovered tells of sentences with one note at their end for several figures.
var ClauseUncovered = Rule{
	Name:    "clause-uncovered",
	Summary: "one note stands behind several figures of a sentence",
	Doc: `A sentence gives three figures or more, and one note at its end. Readers cannot tell whether the source has all of
them, or the last alone.

A note with several sources covers them as well as it can and is left alone, and so is a sentence with notes at several
places.

Many authors mean the whole sentence by a note at its end, so the rule is off by default.

Look whether the source has every figure; if not, cite each where it stands.`,
	Group:    Claims,
	Severity: Info,
	Optional: true,
	Bad: Example{Article: `The Tide

It cost $4.2 million, 80 ships had to wait, and the water fell by 3.5 metres.[1]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021.
`},
	Good: Example{Article: `The Tide

It cost $4.2 million,[1] 80 ships had to wait, and the water fell by 3.5 metres.[2]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021.
[2] Jo Lee, “Ports,” Coast Wire, May 9, 2021.
`},
	Settings: []Setting{fewestFigures},
	Check:    clauseUncovered,
}

var fewestFigures = Setting{Name: "figures", Summary: "how many figures a sentence must have", Default: 3, Least: 2}

func clauseUncovered(p *Pass) []Finding {
	a := p.Article
	perNote := make([]int, len(a.Notes))
	for _, c := range p.Citations {
		if c.Note != article.None {
			perNote[c.Note]++
		}
	}
	var all []Finding
	for i, c := range a.Claims {
		alone := (i == 0 || a.Claims[i-1].Span != c.Span) && (i+1 == len(a.Claims) || a.Claims[i+1].Span != c.Span)
		if len(c.Figures) < p.count(fewestFigures) || !alone || len(c.Markers)+len(c.References) != 1 || c.Clause != "" {
			continue
		}
		f := Finding{Span: a.Figures[c.Figures[0]].Span, key: c.Text}
		what := "one reference"
		if len(c.Markers) > 0 {
			note := a.Markers[c.Markers[0]].Note
			if note == article.None || perNote[note] > 1 {
				continue
			}
			f.Notes = []int{note}
			what = "note " + a.Notes[note].Label
		}
		texts := make([]string, len(c.Figures))
		for k, n := range c.Figures {
			texts[k] = a.Figures[n].Text
		}
		f.Message = fmt.Sprintf("%s stands behind %s; does its source have all of them?", what, quotedList(texts))
		all = append(all, f)
	}
	return all
}
