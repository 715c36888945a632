package report

import (
	"cmp"
	"slices"
	"strconv"
)

// htmlIndex knows which findings are about which claims, notes and entries.
type htmlIndex struct {
	// order is that of the page: by severity, then by place.
	order []Finding
	// about are the rows of each finding, claims, notes and entries those of each row's findings, by article and id.
	about                  []htmlAbout
	claims, notes, entries map[rowKey][]int
	byArticle              map[string]int
}

// rowKey is a row of an article's tables.
type rowKey struct {
	article int
	id      string
}

// htmlAbout is what a finding is about. Article is an index, -1 for one that is in none of them.
type htmlAbout struct {
	article                int
	claims, notes, entries []string
	// paragraph is where it stands, if it is about none of these.
	paragraph string
}

func indexFindings(r *Report) *htmlIndex {
	x := &htmlIndex{
		order: bySeverity(slices.Clone(r.Findings)), byArticle: map[string]int{},
		claims: map[rowKey][]int{}, notes: map[rowKey][]int{}, entries: map[rowKey][]int{},
	}
	var places []articlePlaces
	for i := range r.Articles {
		x.byArticle[r.Articles[i].Path] = i
		places = append(places, placesOf(&r.Articles[i]))
	}
	for n, f := range x.order {
		about := htmlAbout{article: -1}
		if i, ok := x.byArticle[f.Article]; ok {
			about = places[i].about(f)
			about.article = i
			for _, id := range about.claims {
				x.claims[rowKey{i, id}] = append(x.claims[rowKey{i, id}], n)
			}
			for _, id := range about.notes {
				x.notes[rowKey{i, id}] = append(x.notes[rowKey{i, id}], n)
			}
			for _, id := range about.entries {
				x.entries[rowKey{i, id}] = append(x.entries[rowKey{i, id}], n)
			}
		}
		x.about = append(x.about, about)
	}
	return x
}

// worst is the gravest of some findings; ok is false if there is none.
func (x *htmlIndex) worst(found []int) (s htmlStanding, ok bool) {
	if len(found) == 0 {
		return htmlStanding{}, false
	}
	return standingOf(x.order[slices.Min(found)].Severity), true
}

// articlePlaces finds the rows that a finding is about.
type articlePlaces struct {
	*Article
	byLabel map[string][]int
	// leaning are the claims of each note and each entry.
	leaning map[string][]string
	// claimsAt, notesAt, entriesAt and paragraphsAt are spans in order of place.
	claimsAt, notesAt, entriesAt, paragraphsAt []placed
}

type placed struct {
	span Span
	id   string
}

func placesOf(a *Article) articlePlaces {
	p := articlePlaces{Article: a, byLabel: map[string][]int{}, leaning: map[string][]string{}}
	for i, n := range a.Notes {
		p.byLabel[n.Label] = append(p.byLabel[n.Label], i)
		p.notesAt = append(p.notesAt, placed{n.Span, n.ID})
	}
	for _, e := range a.Entries {
		p.entriesAt = append(p.entriesAt, placed{e.Span, e.ID})
	}
	for _, q := range a.Paragraphs {
		p.paragraphsAt = append(p.paragraphsAt, placed{q.Span, q.ID})
	}
	for _, c := range a.Claims {
		p.claimsAt = append(p.claimsAt, placed{c.Span, c.ID})
	}
	for _, m := range a.Markers {
		if m.Note != nil && m.Claim != nil {
			p.leaning[*m.Note] = append(p.leaning[*m.Note], *m.Claim)
		}
	}
	for _, r := range a.References {
		if r.Entry != nil && r.Claim != nil {
			p.leaning[*r.Entry] = append(p.leaning[*r.Entry], *r.Claim)
		}
	}
	for _, all := range [][]placed{p.claimsAt, p.notesAt, p.entriesAt, p.paragraphsAt} {
		slices.SortStableFunc(all, func(a, b placed) int { return comparePlaces(a.span, b.span) })
	}
	return p
}

func comparePlaces(a, b Span) int {
	return cmp.Or(cmp.Compare(a.Part, b.Part), cmp.Compare(a.Start, b.Start))
}

// about finds the rows: the notes that the finding names, what stands at its place, and the claims that rest on those.
func (p articlePlaces) about(f Finding) htmlAbout {
	var about htmlAbout
	for _, label := range f.Notes {
		for _, i := range p.byLabel[label] {
			n := p.Notes[i]
			if len(p.byLabel[label]) == 1 || within(f.Span, n.Span) {
				about.notes = appendID(about.notes, n.ID)
			}
		}
	}
	for _, id := range rowsAt(p.notesAt, f.Span) {
		about.notes = appendID(about.notes, id)
	}
	about.entries = rowsAt(p.entriesAt, f.Span)
	if len(about.notes)+len(about.entries) == 0 {
		about.claims = rowsAt(p.claimsAt, f.Span)
	}
	for _, id := range slices.Concat(about.notes, about.entries) {
		for _, claim := range p.leaning[id] {
			about.claims = appendID(about.claims, claim)
		}
	}
	if at := rowsAt(p.paragraphsAt, f.Span); len(at) > 0 && len(about.claims)+len(about.notes)+len(about.entries) == 0 {
		about.paragraph = at[0]
	}
	return about
}

// rowsAt are the ids of what a span begins in, of rows in order of place that do not overlap but where they are equal.
func rowsAt(all []placed, s Span) []string {
	i, _ := slices.BinarySearchFunc(all, s, func(p placed, s Span) int {
		if p.span.Part == s.Part && p.span.End <= s.Start {
			return -1
		}
		return cmp.Or(cmp.Compare(p.span.Part, s.Part), 0)
	})
	var found []string
	for ; i < len(all) && within(s, all[i].span); i++ {
		found = append(found, all[i].id)
	}
	return found
}

func within(s, in Span) bool { return s.Part == in.Part && in.Start <= s.Start && s.Start < in.End }

func appendID(all []string, id string) []string {
	if slices.Contains(all, id) {
		return all
	}
	return append(all, id)
}

// findingAnchor is the name of a finding's place in the page, by its number in the page's order.
func findingAnchor(n int) string { return "f" + strconv.Itoa(n+1) }
