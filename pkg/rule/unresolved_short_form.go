package rule

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
)

// UnresolvedShortForm tells of short forms that lead to no source.
var UnresolvedShortForm = Rule{
	Name:    "unresolved-short-form",
	Summary: "a short citation leads to no source",
	Doc: `Words such as “Ruiz, op. cit.” and “supra note 12” stand for a source that is cited in full elsewhere. Here
none fits, or several do. The full citation may have been cut, or the numbers of the notes have changed since.`,
	Group:    Structure,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] Lee, op. cit., 9.
`},
	Good: Example{Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] Ruiz, op. cit., 9.
`},
	Check: unresolvedShortForm,
}

func unresolvedShortForm(p *Pass) []Finding {
	var all []Finding
	for i := range p.Citations {
		if p.Antecedents[i].Open() && p.leadsNowhere(i) {
			all = append(all, p.untraced(i))
		}
	}
	return all
}

// leadsNowhere tells whether no reader can follow a short form.
func (p *Pass) leadsNowhere(citation int) bool {
	c, found := p.Citations[citation], p.Antecedents[citation]
	switch c.Kind {
	case cite.OpCit:
		return len(c.Author) > 0 && (len(found.Candidates) > 1 || len(found.Candidates) == 0 && p.firstNamed(citation))
	case cite.Supra, cite.CrossReference:
		return found.Certain && len(found.Candidates) == 0 && !strings.ContainsAny(c.Label, "–-,& ")
	}
	return false
}

// firstNamed tells whether a citation's author is named in no note before its own, and in no entry. Where the name is
// found, the full citation may be there, in a form that was not understood.
func (p *Pass) firstNamed(citation int) bool {
	c := p.Citations[citation]
	family := c.Author[0].Family
	if family == "" {
		family = c.Author[0].Literal
	}
	for _, w := range p.written() {
		if (w.note == article.None || w.note < c.Note) && strings.Contains(w.Text, family) {
			return false
		}
	}
	return true
}
