package rule

import "fmt"

// AccessDate looks at the days on which sources were visited.
var AccessDate = Rule{
	Name:    "access-date",
	Summary: "an access date is missing, or cannot be right",
	Doc: `An access date tells in which form a page was seen. It cannot lie before the page's publication.

Where nearly all citations of an article with an address have one, those that have none are noted as well; in an article
that gives none, nothing is said.`,
	Group:    Consistency,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide, accessed May 1, 2020.
`},
	Good: Example{Article: `The harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide, accessed May 4, 2021.
`},
	Check: accessDate,
}

func accessDate(p *Pass) []Finding {
	asked := p.asksForAccess()
	var all []Finding
	for i, c := range p.Citations {
		_, seen, hasAccess := period(c.Accessed)
		from, _, hasDate := period(c.Issued)
		switch {
		case hasAccess && hasDate && after(from, seen):
			all = append(all, p.about(i, fmt.Sprintf("accessed %s, before the source was published (%s)",
				spoken(c.Accessed), spoken(c.Issued))))
		case asked && c.Kind == "full" && c.Accessed == "" && c.URL != "" && c.DOI == "":
			f := p.about(i, "there is no access date, which the other notes give")
			f.Severity = Info
			all = append(all, f)
		}
	}
	return all
}

// Of the citations with an address, at least so many, and so large a part, must have an access date to show that the
// article's style asks for one.
const (
	accessHabit      = 5
	accessHabitShare = 0.8
)

func (p *Pass) asksForAccess() bool {
	addressed, dated := 0, 0
	for _, c := range p.Citations {
		if c.Kind == "full" && c.URL != "" && c.DOI == "" {
			addressed++
			if c.Accessed != "" {
				dated++
			}
		}
	}
	return dated >= accessHabit && float64(dated) >= accessHabitShare*float64(addressed)
}
