package report

import (
	"cmp"
	"slices"
	"sort"

	"github.com/ibidcheck/ibid/pkg/article"
)

// paragraphs are the article's own words, with the places of what the other tables found in them.
func paragraphs(a *article.Article) []Paragraph {
	all := make([]Paragraph, len(a.Paragraphs))
	headings := map[int]*string{}
	for i, p := range a.Paragraphs {
		if p.Heading {
			headings[p.Section] = ref(paragraphIDs, i)
		}
		all[i] = Paragraph{
			ID: id(paragraphIDs, i), Text: p.Text, Heading: p.Heading, Code: p.Code, Section: headings[p.Section], Span: span(a, p.Span),
		}
	}
	m := marking{a, all}
	m.claims()
	for i, x := range a.Markers {
		m.call(x.Paragraph, id(markerIDs, i), x.Span)
	}
	for i, x := range a.References {
		m.call(x.Paragraph, id(referenceIDs, i), x.Span)
	}
	for i, x := range a.Quotations {
		m.add(x.Paragraph, id(quotationIDs, i), x.Span)
	}
	for i, x := range a.Attributions {
		m.add(m.around(x.Span), id(attributionIDs, i), x.Span)
	}
	for i, x := range a.Links {
		if x.Note == article.None && x.Entry == article.None {
			m.add(m.around(x.Span), id(linkIDs, i), x.Span)
		}
	}
	for _, p := range all {
		slices.SortStableFunc(p.Marks, func(x, y Mark) int {
			return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
		})
	}
	return all
}

type marking struct {
	a   *article.Article
	all []Paragraph
}

// add marks a span in a paragraph. What left no words in it has no mark.
func (m marking) add(paragraph int, id string, s article.Span) {
	if paragraph < 0 || paragraph >= len(m.all) {
		return
	}
	r, p := m.a.Paragraphs[paragraph].RangeOf(s), &m.all[paragraph]
	for r.Start < r.End && p.Text[r.Start] == ' ' {
		r.Start++
	}
	if r.Start < r.End {
		p.Marks = append(p.Marks, Mark{ID: id, Start: r.Start, End: r.End})
	}
}

// call marks a marker or a reference, also where the text does not show it.
func (m marking) call(paragraph int, id string, s article.Span) {
	if paragraph < 0 || paragraph >= len(m.all) {
		return
	}
	if r := m.a.Paragraphs[paragraph].RangeOf(s); r.Start >= 0 {
		m.all[paragraph].Marks = append(m.all[paragraph].Marks, Mark{ID: id, Start: r.Start, End: r.End})
	}
}

// claims marks each claim. One that shares its sentence reaches from the claim before to the last of its own marks.
func (m marking) claims() {
	end := 0
	for i, c := range m.a.Claims {
		s := c.Span
		if i > 0 && m.a.Claims[i-1].Span == s && end < s.End {
			s.Start = end
		}
		end = m.lastCaller(c)
		if c.Clause != "" && end > s.Start {
			s.End = end
		}
		m.add(c.Paragraph, id(claimIDs, i), s)
	}
}

func (m marking) lastCaller(c article.Claim) int {
	end := c.Span.Start
	for _, i := range c.Markers {
		end = max(end, m.a.Markers[i].Span.End)
	}
	for _, i := range c.References {
		end = max(end, m.a.References[i].Span.End)
	}
	return end
}

// around is the paragraph in which a span begins. Paragraphs are in order within each part of the source.
func (m marking) around(s article.Span) int {
	all := m.a.Paragraphs
	first := sort.Search(len(all), func(i int) bool { return all[i].Span.Part == s.Part && all[i].Span.End > s.Start })
	if first < len(all) && all[first].Span.Part == s.Part && all[first].Span.Start <= s.Start {
		return first
	}
	return slices.IndexFunc(all, func(p article.Paragraph) bool {
		return p.Span.Part == s.Part && p.Span.Start <= s.Start && s.Start < p.Span.End
	})
}
