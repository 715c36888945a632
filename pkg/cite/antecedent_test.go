package cite_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
)

// book is a citation that stands by itself.
func book(family, title, year string) cite.Citation {
	return cite.Citation{Kind: cite.Full, Raw: family + ", " + title + ", " + year, Source: article.Source{
		Author: []article.Name{{Family: family, Given: "A."}}, Title: title, Issued: year,
	}}
}

// sign is a short form with what it says.
func sign(kind cite.Kind, family, title, label string) cite.Citation {
	c := cite.Citation{Kind: kind, Label: label, Raw: string(kind) + " " + family + " " + title + " " + label}
	c.Title = title
	if family != "" {
		c.Author = []article.Name{{Family: family}}
	}
	return c
}

func ibid() cite.Citation       { return sign(cite.Ibid, "", "", "") }
func commentary() cite.Citation { return sign(cite.Commentary, "", "", "") }

// foot is a note: its label, the section that calls it, and its citations.
type foot struct {
	label     string
	section   int
	citations []cite.Citation
}

// chapters makes an article of notes that are called in this order, each from a paragraph of its section.
func chapters(notes ...foot) (*article.Article, []cite.Citation) {
	a := &article.Article{}
	var all []cite.Citation
	for i, n := range notes {
		for len(a.Sections) <= n.section {
			a.Paragraphs = append(a.Paragraphs, article.Paragraph{Section: len(a.Sections)})
			a.Sections = append(a.Sections, article.Section{})
		}
		a.Notes = append(a.Notes, article.Note{Label: n.label})
		a.Markers = append(a.Markers, article.Marker{Label: n.label, Note: i, Claim: none, Paragraph: n.section})
		for _, c := range n.citations {
			c.Note, c.Entry, c.Reference = i, none, none
			all = append(all, c)
		}
	}
	return a, all
}

// notes are chapters of one section, numbered from 1.
func notes(citations ...[]cite.Citation) (*article.Article, []cite.Citation) {
	var all []foot
	for i, c := range citations {
		all = append(all, foot{fmt.Sprint(i + 1), 0, c})
	}
	return chapters(all...)
}

func one(c ...cite.Citation) []cite.Citation { return c }

// isCertain knows the reasons for which it is the article that leaves open what a short form stands for.
var isCertain = regexp.MustCompile(`^(there is no note|it names its own note|several works cited before fit|note \d+(, just before,)? cites several)`)

func TestAntecedents(t *testing.T) {
	tide, silt, ports := book("Ruiz", "Tide Tables", "2021"), book("Ruiz", "Silt and Slack Water", "2022"), book("Lee", "Ports of the Cold Coast", "2019")
	cases := []struct {
		name  string
		notes [][]cite.Citation
		// at is the citation that is asked about; stands, candidates and because are what must come out.
		at, stands int
		candidates []int
		because    string
	}{
		{"ibid", [][]cite.Citation{one(tide), one(ibid())}, 1, 0, nil, "note 1, just before, cites it alone"},
		{"a chain of ibids", [][]cite.Citation{one(tide), one(ibid()), one(ibid())}, 2, 0, nil, "note 2, just before, cites it alone"},
		{"ibid in the note itself", [][]cite.Citation{one(ports), one(tide, ibid())}, 2, 1, nil, "the source before it in its note"},
		{"ibid after two sources", [][]cite.Citation{one(tide, ports), one(ibid())}, 2, none, []int{0, 1}, "note 1, just before, cites several sources"},
		{"ibid after one source twice", [][]cite.Citation{one(tide, tide), one(ibid())}, 2, 0, nil, "note 1, just before, cites it alone"},
		{"ibid after a source and words", [][]cite.Citation{one(tide, commentary()), one(ibid())}, 2, 0, nil, "note 1, just before, cites it alone"},
		{"ibid after words", [][]cite.Citation{one(tide), one(commentary()), one(ibid())}, 2, none, []int{0}, "note 2, just before, cites nothing"},
		{"ibid after an open ibid", [][]cite.Citation{one(tide, ports), one(ibid()), one(ibid())}, 3, none, []int{2}, "what it stands for cannot be told itself"},
		{"ibid first of all", [][]cite.Citation{one(ibid())}, 0, none, nil, "there is no note before it"},
		{"ibid after a cross-reference", [][]cite.Citation{one(tide), one(sign(cite.CrossReference, "", "", "1")), one(ibid())}, 2, none, []int{0}, "note 2, just before, cites nothing"},
		{"idem for the source", [][]cite.Citation{one(tide), one(sign(cite.Idem, "", "", ""))}, 1, 0, nil, "note 1, just before, cites it alone"},
		{"idem for the author, of a work cited", [][]cite.Citation{one(silt), one(tide), one(sign(cite.Idem, "", "Silt", ""))}, 2, 0, nil, "the only work cited before that fits A. Ruiz"},
		{"idem for the author, of another work", [][]cite.Citation{one(tide), one(sign(cite.Idem, "", "Foam", ""))}, 1, none, nil, ""},
		{"op. cit.", [][]cite.Citation{one(tide), one(ports), one(sign(cite.OpCit, "Ruiz", "", ""))}, 2, 0, nil, "the only work cited before that fits Ruiz"},
		{"op. cit. with two works", [][]cite.Citation{one(tide), one(silt), one(sign(cite.OpCit, "Ruiz", "", ""))}, 2, none, []int{0, 1}, "several works cited before fit Ruiz"},
		{"op. cit. with two works and a title", [][]cite.Citation{one(tide), one(silt), one(sign(cite.OpCit, "Ruiz", "Silt", ""))}, 2, 1, nil, "the only work cited before that fits Ruiz"},
		{"op. cit. with a note", [][]cite.Citation{one(tide), one(silt), one(sign(cite.OpCit, "Ruiz", "", "1"))}, 2, 0, nil, "note 1 cites it"},
		{"op. cit. of nobody cited", [][]cite.Citation{one(tide), one(sign(cite.OpCit, "Kim", "", ""))}, 1, none, nil, "nothing cited fits Kim"},
		{"op. cit. of a later work", [][]cite.Citation{one(sign(cite.OpCit, "Lee", "", "")), one(ports)}, 0, none, []int{1}, "nothing cited before fits Lee"},
		{"op. cit. without an author", [][]cite.Citation{one(tide), one(sign(cite.OpCit, "", "", ""))}, 1, 0, nil, "it is the only work cited before"},
		{"op. cit. without an author, after two", [][]cite.Citation{one(tide), one(ports), one(sign(cite.OpCit, "", "", ""))}, 2, none, []int{1}, "it names no author"},
		{"loc. cit.", [][]cite.Citation{one(ports), one(tide), one(sign(cite.LocCit, "", "", ""))}, 2, 1, nil, "note 2, just before, cites it alone"},
		{"loc. cit. with an author", [][]cite.Citation{one(ports), one(tide), one(sign(cite.LocCit, "Lee", "", ""))}, 2, 0, nil, "the only work cited before that fits Lee"},
		{"supra", [][]cite.Citation{one(tide), one(ports), one(sign(cite.Supra, "Ruiz", "", "1"))}, 2, 0, nil, "note 1 cites it"},
		{"supra without an author", [][]cite.Citation{one(tide), one(ports), one(sign(cite.Supra, "", "", "2"))}, 2, 1, nil, "note 2 cites it"},
		{"supra to one of two", [][]cite.Citation{one(tide, ports), one(sign(cite.Supra, "Lee", "", "1"))}, 2, 1, nil, "note 1 cites it"},
		{"supra to either of two", [][]cite.Citation{one(tide, ports), one(sign(cite.Supra, "", "", "1"))}, 2, none, []int{0, 1}, "note 1 cites several sources"},
		{"supra to an ibid", [][]cite.Citation{one(tide), one(ibid()), one(ports), one(sign(cite.Supra, "Ruiz", "", "2"))}, 3, 0, nil, "note 2 cites it"},
		{"supra to another author", [][]cite.Citation{one(tide), one(sign(cite.Supra, "Lee", "", "1"))}, 1, none, []int{0}, "note 1 cites nothing of that author"},
		{"supra to a note that is missing", [][]cite.Citation{one(tide), one(sign(cite.Supra, "Ruiz", "", "9"))}, 1, none, nil, "there is no note 9"},
		{"supra to itself", [][]cite.Citation{one(sign(cite.Supra, "Ruiz", "", "1"))}, 0, none, nil, "it names its own note"},
		{"supra to words", [][]cite.Citation{one(commentary()), one(sign(cite.Supra, "", "", "1"))}, 1, none, nil, "note 1 cites nothing"},
		{"infra", [][]cite.Citation{one(sign(cite.Supra, "", "", "2")), one(tide)}, 0, 1, nil, "note 2 cites it"},
		{"infra to an ibid of it", [][]cite.Citation{one(sign(cite.Supra, "", "", "2")), one(ibid())}, 0, none, []int{1}, "what it stands for cannot be told itself"},
		{"a cross-reference", [][]cite.Citation{one(tide), one(sign(cite.CrossReference, "", "", "1"))}, 1, none, []int{0}, "it leads to note 1 and cites nothing itself"},
		{"a cross-reference into nothing", [][]cite.Citation{one(tide), one(sign(cite.CrossReference, "", "", "7"))}, 1, none, nil, "there is no note 7"},
		{"a short title", [][]cite.Citation{one(tide), one(silt), one(sign(cite.Short, "Ruiz", "Tide", ""))}, 2, 0, nil, "the only work cited before that fits Ruiz"},
		{"a short title of two", [][]cite.Citation{one(tide), one(book("Ruiz", "Tide and Time", "2001")), one(sign(cite.Short, "Ruiz", "Tide", ""))}, 2, none, []int{0, 1}, "several works cited before fit Ruiz"},
		{"a short title before the full one", [][]cite.Citation{one(sign(cite.Short, "Lee", "Ports", "")), one(ports)}, 0, 1, nil, "the only work cited that fits Lee"},
		{"a short title of another author", [][]cite.Citation{one(tide), one(sign(cite.Short, "Kim", "Tide Tables", ""))}, 1, none, nil, "nothing cited fits Kim"},
		{"a short title alone", [][]cite.Citation{one(tide), one(ports), one(sign(cite.Short, "", "Cold Coast", ""))}, 2, 1, nil, "the only work cited before that fits that title"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a, citations := notes(c.notes...)
			r := cite.Resolve(a, citations, nil)
			got := r.Antecedents[c.at]
			certain := c.stands == none && isCertain.MatchString(c.because)
			require.Equal(t, cite.Antecedent{Citation: c.stands, Candidates: c.candidates, Because: c.because, Certain: certain}, got)
			require.Equal(t, c.stands == none && c.because != "", r.Antecedents[c.at].Open())
			if c.stands != none {
				require.Equal(t, r.Of[c.stands], r.Of[c.at])
				require.NotEqual(t, none, r.Of[c.at])
			}
		})
	}
}

// A short title that fits nothing is a work of its own; one that fits several is of none.
func TestShortTitlesWithoutAntecedent(t *testing.T) {
	a, citations := notes(one(sign(cite.Short, "Kim", "Foam", "")), one(sign(cite.Short, "Kim", "Foam", "")),
		one(book("Ruiz", "Tide and Time", "2001")), one(book("Ruiz", "Tide Tables", "2021")), one(sign(cite.Short, "Ruiz", "Tide", "")))
	r := cite.Resolve(a, citations, nil)
	require.Equal(t, r.Of[0], r.Of[1])
	require.Equal(t, []int{0, 0, 1, 2, none}, r.Of)
}

func TestSequences(t *testing.T) {
	tide, ports, foam := book("Ruiz", "Tide Tables", "2021"), book("Lee", "Ports", "2019"), book("Kim", "Foam", "2011")
	supra := sign(cite.Supra, "", "", "1")
	t.Run("notes begin anew in each chapter", func(t *testing.T) {
		a, citations := chapters(
			foot{"1", 0, one(tide)}, foot{"2", 0, one(ibid())},
			foot{"1", 1, one(ports)}, foot{"2", 1, one(supra)}, foot{"3", 1, one(sign(cite.OpCit, "Ruiz", "", ""))},
		)
		r := cite.Resolve(a, citations, nil)
		require.Equal(t, []int{0, 0, 1, 1, none}, r.Of)
		require.Equal(t, cite.Antecedent{Citation: none, Candidates: []int{0}, Because: "nothing cited before fits Ruiz"}, r.Antecedents[4])
	})
	t.Run("ibid does not reach back over a chapter", func(t *testing.T) {
		a, citations := chapters(foot{"1", 0, one(tide)}, foot{"1", 1, one(ibid())})
		require.Equal(t, "there is no note before it", cite.Resolve(a, citations, nil).Antecedents[1].Because)
	})
	t.Run("a note of another chapter", func(t *testing.T) {
		a, citations := chapters(
			foot{"1", 0, one(tide)}, foot{"2", 0, one(ports)}, foot{"1", 1, one(sign(cite.Supra, "", "", "2"))},
		)
		got := cite.Resolve(a, citations, nil).Antecedents[2]
		require.Equal(t, cite.Antecedent{Citation: none, Candidates: []int{1}, Because: "there is a note 2 in another chapter only", Certain: true}, got)
	})
	t.Run("notes begin anew on each page", func(t *testing.T) {
		a, citations := chapters(foot{"1", 0, one(tide)}, foot{"1", 0, one(ibid())}, foot{"2", 0, one(supra)})
		r := cite.Resolve(a, citations, nil)
		require.Equal(t, 0, r.Antecedents[1].Citation)
		require.Equal(t, cite.Antecedent{Citation: none, Candidates: []int{0, 1}, Because: "2 notes are labelled 1", Certain: true}, r.Antecedents[2])
	})
	t.Run("notes that are named follow their markers", func(t *testing.T) {
		a, citations := chapters(foot{"zz", 0, one(ibid())}, foot{"b", 0, one(tide)}, foot{"a", 0, one(ports)}, foot{"c", 0, one(foam)})
		a.Markers = []article.Marker{{Note: 2}, {Note: 0}, {Note: 1}, {Note: 3}}
		require.Equal(t, 2, cite.Resolve(a, citations, nil).Antecedents[0].Citation)
	})
	t.Run("numbered notes follow their numbers", func(t *testing.T) {
		a, citations := chapters(foot{"1", 0, one(tide)}, foot{"2", 0, one(ports)}, foot{"3", 0, one(ibid())})
		a.Markers = []article.Marker{{Note: 0}, {Note: 2}, {Note: 1}}
		require.Equal(t, 1, cite.Resolve(a, citations, nil).Antecedents[2].Citation)
	})
}

func TestAuthorDate(t *testing.T) {
	entry := func(c cite.Citation, i int) cite.Citation {
		c.Note, c.Entry, c.Reference = none, i, none
		return c
	}
	reference := func(family, year, raw string, i int) cite.Citation {
		c := sign(cite.AuthorDate, family, "", "")
		c.Note, c.Entry, c.Reference, c.Issued, c.Raw = none, none, i, year, raw
		return c
	}
	a := &article.Article{
		Entries: make([]article.Entry, 4), Claims: make([]article.Claim, 3),
		References: []article.Reference{
			{Entry: 1, Claim: 2, Note: none},
			{Entry: none, Claim: 0, Note: none},
			{Entry: none, Claim: 1, Note: none},
			{Entry: none, Claim: none, Note: none},
			{Entry: none, Claim: none, Note: none},
			{Entry: 3, Claim: 1, Note: none},
		},
	}
	who := entry(book("", "Health of Seafarers", "2020"), 3)
	who.Author = []article.Name{{Literal: "World Health Organization"}}
	ruiz := entry(book("Ruiz", "Tide Tables", "2021"), 0)
	ruiz.Raw = "Ruiz, A. 2021a. Tide Tables"
	silt := entry(book("Ruiz", "Silt", "2021"), 1)
	silt.Raw = "Ruiz, A. 2021b. Silt"
	citations := []cite.Citation{
		ruiz, silt, entry(book("Lee", "Ports", "2019"), 2), who,
		reference("Ruiz", "2021", "Ruiz 2021b", 0), reference("Lee", "2019", "Lee 2019", 1), reference("Ruiz", "2021", "Ruiz 2021a", 2),
		reference("Ruiz", "2021", "Ruiz 2021", 3), reference("Kim", "2011", "Kim 2011", 4), reference("WHO", "2020", "WHO 2020", 5),
	}
	r := cite.Resolve(a, citations, nil)
	require.Equal(t, []int{0, 1, 2, 3, 1, 2, 0, none, none, 3}, r.Of)
	require.Equal(t, cite.Antecedent{Citation: 1, Because: "it refers to this entry"}, r.Antecedents[4])
	require.Equal(t, cite.Antecedent{Citation: 2, Because: "it is the only source of Lee 2019"}, r.Antecedents[5])
	require.Equal(t, cite.Antecedent{Citation: none, Candidates: []int{0, 1}, Because: "there are several sources of Ruiz 2021", Certain: true}, r.Antecedents[7])
	require.Equal(t, cite.Antecedent{Citation: none, Because: "there is no source of Kim 2011"}, r.Antecedents[8])
	require.Equal(t, []int{1}, r.Works[1].Entries)
	require.Equal(t, []int{2}, r.Works[1].Claims)
	require.Equal(t, []int{1}, r.Works[0].Claims)
}

// A reference may stand in a note: the note cites its source, and an ibid. may follow.
func TestReferencesInNotes(t *testing.T) {
	a, citations := notes(one(book("Lee", "Ports", "2019")), one(), one(ibid()))
	a.Entries, a.References = make([]article.Entry, 1), []article.Reference{{Entry: 0, Claim: none, Note: 1}}
	entry, reference := book("Ruiz", "Tide Tables", "2021"), sign(cite.AuthorDate, "Ruiz", "", "")
	entry.Note, entry.Entry, entry.Reference = none, 0, none
	reference.Note, reference.Entry, reference.Reference = none, none, 0
	citations = append(citations, entry, reference)
	r := cite.Resolve(a, citations, nil)
	require.Equal(t, []int{0, 1, 1, 1}, r.Of)
	require.Equal(t, []int{1, 2}, r.Works[1].Notes)
	require.Equal(t, "note 2, just before, cites it alone", r.Antecedents[1].Because)
}
