package report

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/ibidcheck/ibid/pkg/rule"
)

// sheet is what a report for people says of one article. All such formats are made from it, so that they agree.
type sheet struct {
	*Article
	addresses int
	repeated  []repeated
	// implied counts the notices that are not among the findings below, because each of them would only say again
	// what the section of repeated works says in full. They are announced there, so that the counts agree.
	implied  int
	findings []Finding
	states   []tally
	named    []named
}

// sheets are those of the articles, and the findings that are in none of them.
func sheets(r *Report) ([]sheet, []Finding) {
	pages := make(map[string]Page, len(r.Pages))
	for _, p := range r.Pages {
		pages[p.URL] = p
	}
	found, rest := foundIn(r)
	all := make([]sheet, 0, len(r.Articles))
	for i := range r.Articles {
		a := &r.Articles[i]
		all = append(all, sheetOf(a, found[a.Path], pages))
		delete(found, a.Path)
	}
	return all, bySeverity(rest)
}

func sheetOf(a *Article, found []Finding, pages map[string]Page) sheet {
	s := sheet{Article: a, repeated: repeatedWorks(a), named: namedSources(a)}
	for _, f := range found {
		if f.Rule == rule.RepeatCitation.Name && f.Severity == "info" && len(s.repeated) > 0 {
			s.implied++
			continue
		}
		s.findings = append(s.findings, f)
	}
	s.findings = bySeverity(s.findings)
	s.tally(pages)
	return s
}

// bySeverity keeps the order of places among findings of one severity.
func bySeverity(found []Finding) []Finding {
	gravity := func(f Finding) int {
		return slices.IndexFunc(severities, func(s severity) bool { return s.name == f.Severity })
	}
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(gravity(a), gravity(b)),
			cmp.Compare(a.Article, b.Article),
			cmp.Compare(a.Span.Part, b.Span.Part),
			cmp.Compare(a.Span.Start, b.Span.Start),
		)
	})
	return found
}

// heading is the article's title, or the name of its file.
func (s *sheet) heading() string {
	if clean(s.Title) != "" {
		return s.Title
	}
	return filepath.Base(s.Path)
}

// byline says who wrote the article, and when, if that is known.
func (s *sheet) byline() []string {
	var items []string
	if len(s.Authors) > 0 {
		items = append(items, names(s.Authors))
	}
	if s.Published != "" {
		items = append(items, date(s.Published))
	}
	return items
}

func (s *sheet) counts() []string {
	items := []string{
		claims.count(len(s.Claims)), markers.count(len(s.Markers)),
		notes.count(len(s.Notes)), addresses.count(s.addresses),
	}
	if n := len(s.Quotations); n > 0 {
		items = append(items, quotations.count(n))
	}
	if n := len(s.named); n > 0 {
		items = append(items, sources.count(n))
	}
	return items
}

// lack is said of an article that gives a checker of citations little to do.
func (s *sheet) lack() string {
	switch {
	case len(s.Notes) == 0 && s.addresses == 0:
		return "This article has no notes and no addresses: there is nothing to visit."
	case len(s.Notes) == 0:
		return "This article has no notes."
	case s.addresses == 0:
		return "This article has no addresses: there is nothing to visit."
	default:
		return ""
	}
}

// place is where a finding is, as editors and terminals understand it.
func (f Finding) place() string {
	path := f.Article
	if f.Span.Part != "" {
		path += "(" + f.Span.Part + ")"
	}
	if f.Span.Line == 0 {
		return path
	}
	return path + ":" + strconv.Itoa(f.Span.Line) + ":" + strconv.Itoa(f.Span.Column)
}
