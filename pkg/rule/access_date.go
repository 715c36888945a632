package rule

import (
	"fmt"

	"github.com/ibidcheck/ibid/pkg/metadata"
)

// AccessDate looks at the days on which sources were visited.
var AccessDate = Rule{
	Name:    "access-date",
	Summary: "an access date is missing, or cannot be right",
	Doc: `An access date tells in which form a page was seen. It cannot lie before the page's publication.

Where nearly all citations of an article with an address have one, those that have none are noted as well; in an article
that gives none, nothing is said.

A house style that is set decides instead: mhra asks for the date with every address, chicago and bluebook where the
source itself gives no date, apa and news for none. What has a DOI needs none.`,
	Group:    Consistency,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide, accessed May 1, 2020.
`},
	Good: Example{Article: `The harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide, accessed May 4, 2021.
`},
	Settings: []Setting{accessHabit, accessHabitShare},
	Check:    accessDate,
}

func accessDate(p *Pass) []Finding {
	asked, because := p.asksForAccess()
	var all []Finding
	for i, c := range p.Citations {
		_, seen, hasAccess := metadata.Period(c.Accessed)
		from, _, hasDate := metadata.Period(c.Issued)
		switch {
		case hasAccess && hasDate && after(from, seen):
			all = append(all, p.about(i, fmt.Sprintf("accessed %s, before the source was published (%s)",
				spoken(c.Accessed), spoken(c.Issued))))
		case asked(hasDate) && c.Kind == "full" && c.Accessed == "" && c.URL != "" && c.DOI == "":
			f := p.about(i, "there is no access date, which "+because)
			f.Severity = Info
			all = append(all, f)
		}
	}
	return all
}

// Of the citations with an address, at least so many, and so large a part, must have an access date to show that the
// article's style asks for one.
var (
	accessHabit      = Setting{Name: "habit", Summary: "how many access dates show that the article gives them", Default: 5, Least: 1}
	accessHabitShare = Setting{Name: "habit-share", Summary: "which share of the citations with an address must have one for it", Default: 0.8, Share: true}
)

// asksForAccess tells whether a citation that gives the date of its source, or none, is to have an access date, and who
// says so. The styles are those of the MHRA Style Guide (3rd edition, 11.2.10), the Chicago Manual of Style (17th, 14.12),
// the Bluebook (21st, rule 18.2.2), the APA's Publication Manual (7th, 9.16).
func (p *Pass) asksForAccess() (asked func(dated bool) bool, because string) {
	switch p.Style {
	case MHRA:
		return func(bool) bool { return true }, "the style mhra asks for"
	case Chicago, Bluebook:
		return func(dated bool) bool { return !dated }, fmt.Sprintf("the style %s asks for where the source gives no date", p.Style)
	case APA, News:
		return func(bool) bool { return false }, ""
	}
	habit := p.givesAccess()
	return func(bool) bool { return habit }, "the other notes give"
}

// givesAccess tells whether nearly all citations with an address have an access date.
func (p *Pass) givesAccess() bool {
	addressed, dated := 0, 0
	for _, c := range p.Citations {
		if c.Kind == "full" && c.URL != "" && c.DOI == "" {
			addressed++
			if c.Accessed != "" {
				dated++
			}
		}
	}
	return dated >= p.count(accessHabit) && float64(dated) >= p.number(accessHabitShare)*float64(addressed)
}
