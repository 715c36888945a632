package rule

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/metadata"
)

// AccessDate looks at the days on which sources were visited.
var AccessDate = Rule{
	Name:    "access-date",
	Summary: "an access date is missing, or cannot be right",
	Doc: `An access date tells in which form a page was seen. It cannot lie before the page's publication.

Where nearly all citations of an article with an address have one, those that have none are noted as well; in an article
that gives none, nothing is said.

A house style that is set decides instead:

- mhra asks for the date with every address (4th edition, 6.1 and 7.4).
- chicago asks for it where the source gives no date, not even of its revision (17th edition, 14.12).
- bluebook asks for it there as well (21st edition, rule 18.2.2(c)); a copy in an archive will do, since it has its day.
- apa asks for it where the page is meant to change (7th edition, 9.16), which no citation shows: nothing is said.
- news asks for none.

What has a DOI or an ISBN needs none. Of a note that gives one day behind several sources, nothing is said.`,
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
	visits := map[*article.Words]int{}
	var all []Finding
	for i, c := range p.Citations {
		_, seen, hasAccess := metadata.Period(c.Accessed)
		from, _, hasDate := metadata.Period(c.Issued)
		switch {
		case hasAccess && hasDate && after(from, seen):
			all = append(all, p.about(i, fmt.Sprintf("accessed %s, before the source was published (%s)",
				spoken(c.Accessed), spoken(c.Issued))))
		case asked(c) && !tellsVisit(p, visits, c):
			f := p.about(i, "there is no access date, which "+because)
			f.Severity = Info
			all = append(all, f)
		}
	}
	return all
}

// tellsVisit tells of a citation whether its own words, or what stands behind them in the note, give the day of a visit, in
// whatever form, or whether its address would go without one. Visits are where notes, and entries, give the last, as far as
// that is known.
func tellsVisit(p *Pass, visits map[*article.Words]int, c cite.Citation) bool {
	if c.Kind != "full" || c.Accessed != "" || c.URL == "" || c.DOI != "" || c.ISBN != "" || isOnHost(hostOf(c.URL), "doi.org") {
		return true
	}
	words, start := &article.Words{Text: c.Raw}, 0
	switch {
	case c.Note != article.None:
		words, start = &p.Article.Notes[c.Note].Words, c.Words.Start
	case c.Entry != article.None:
		words = &p.Article.Entries[c.Entry].Words
	}
	last, known := visits[words]
	if !known {
		last = cite.LastVisit(words.Text)
		visits[words] = last
	}
	return last >= start
}

// Of the citations with an address, at least so many, and so large a part, must have an access date to show that the
// article's style asks for one.
var (
	accessHabit      = Setting{Name: "habit", Summary: "how many access dates show that the article gives them", Default: 5, Least: 1}
	accessHabitShare = Setting{Name: "habit-share", Summary: "which share of the citations with an address must have one for it", Default: 0.8, Share: true}
)

// asksForAccess tells whether a citation is to have an access date, and who says so. No style is thought to ask for the date
// of an address that is only mentioned, without a title.
func (p *Pass) asksForAccess() (asked func(cite.Citation) bool, because string) {
	asks, ok := accessBy(p.Style)
	switch {
	case !ok:
		habit := p.givesAccess()
		return func(cite.Citation) bool { return habit }, "the other notes give"
	case asks == asksUndated:
		return func(c cite.Citation) bool { return isTitled(c) && isUndated(c) }, fmt.Sprintf("the style %s asks for where the source gives no date", p.Style)
	default:
		return func(c cite.Citation) bool { return isTitled(c) && asks == asksAll }, fmt.Sprintf("the style %s asks for", p.Style)
	}
}

// isTitled tells of a citation with a title, but for linked words within a sentence: Lee’s [Old Ports] goes deep on this.
func isTitled(c cite.Citation) bool {
	if c.Title == "" || len(c.Author) > 0 || c.Issued != "" || c.ContainerTitle != "" || c.Publisher != "" {
		return c.Title != ""
	}
	small := 0
	for word := range strings.FieldsSeq(strings.Replace(c.Raw, c.Title, "", 1)) {
		if first, _ := utf8.DecodeRuneInString(word); unicode.IsLower(first) && !strings.Contains(word, "://") {
			small++
		}
	}
	return small < leastOfSentence
}

// leastOfSentence is how many small words around a title make a sentence of it.
const leastOfSentence = 3

// isUndated tells whether a citation shows no day or year at all, be it that of a revision or of a copy in an archive.
func isUndated(c cite.Citation) bool {
	return c.Issued == "" && c.ArchiveURL == "" && len(metadata.Dates(strings.ReplaceAll(c.Raw, c.URL, ""))) == 0
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
