package report

import (
	"html/template"
	"slices"
	"strconv"
	"time"
)

// htmlView is what the page shows, in the order in which it does. The templates only set it.
type htmlView struct {
	Policy   string
	Style    template.CSS
	Script   template.JS
	Tool     Tool
	Lang     string
	Title    string
	Outcome  string
	Seen     string
	Coverage htmlCoverage
	Unread   []Unread
	// Articles are all; Several tells that there is more than one, and an overview is needed.
	Articles []htmlArticle
	Several  bool
	Shared   []htmlShared
	Findings []htmlFinding
	Filters  htmlFilters
	Rules    []htmlRule
}

// newHTMLView arranges a report for the page.
func newHTMLView(r *Report) htmlView {
	pages := make(map[string]Page, len(r.Pages))
	for _, p := range r.Pages {
		pages[p.URL] = p
	}
	v := htmlView{
		Policy: policy(), Style: htmlStyle, Script: htmlScript, Tool: r.Tool, Lang: "en", Outcome: outcome(r), Seen: seen(r),
		Unread: r.Summary.Unread, Several: len(r.Articles) > 1,
	}
	index := indexFindings(r)
	for i := range r.Articles {
		v.Articles = append(v.Articles, newHTMLArticle(r, i, index, pages))
	}
	v.Title = titleOf(v.Articles)
	v.Coverage = newHTMLCoverage(r, v.Articles)
	v.Findings = index.views(r, v.Articles)
	v.Filters = newHTMLFilters(v.Findings, v.Articles)
	v.Rules = newHTMLRules(r)
	v.Shared = sharedWorks(v.Articles)
	return v
}

func titleOf(all []htmlArticle) string {
	switch len(all) {
	case 0:
		return "No article was read"
	case 1:
		return all[0].Title
	default:
		return articles.count(len(all))
	}
}

// seen is when the first and the last page of the run were visited, in words.
func seen(r *Report) string {
	var times []time.Time
	for _, p := range r.Pages {
		if p.Checked != nil {
			times = append(times, p.Checked.UTC())
		}
	}
	if len(times) == 0 {
		return ""
	}
	first, last := date(slices.MinFunc(times, time.Time.Compare).Format(time.DateOnly)), date(slices.MaxFunc(times, time.Time.Compare).Format(time.DateOnly))
	if first == last {
		return "links visited on " + first
	}
	return "links visited from " + first + " to " + last
}

// anchor is the name of a row's place in the page: ids are unique within their article only.
func anchor(article int, id string) string { return "a" + strconv.Itoa(article+1) + "-" + id }

// htmlStanding is how something stands, as a sign, a word and a look. The sign and the word tell all; the look helps.
type htmlStanding struct{ Class, Sign, Word string }

// The standings of claims and addresses, the worst first. What was not checked is never that of what is fine.
var (
	standError     = htmlStanding{"error", "▲", "error"}
	standWarning   = htmlStanding{"warning", "◆", "warning"}
	standUnchecked = htmlStanding{"unchecked", "○", "not checked"}
	standNotice    = htmlStanding{"notice", "●", "notice"}
	standNothing   = htmlStanding{"nothing", "–", "nothing to visit"}
	standFine      = htmlStanding{"fine", "✓", "nothing found"}
)

// standingOf is that of a finding by its severity.
func standingOf(severity string) htmlStanding {
	switch severity {
	case "error":
		return standError
	case "warning":
		return standWarning
	case "info":
		return standNotice
	default:
		return htmlStanding{"notice", "●", clean(severity)}
	}
}

// standing is that of an address by its state.
func (s state) standing() htmlStanding {
	out := htmlStanding{Word: clean(s.word)}
	switch {
	case s.name == "live":
		out.Class, out.Sign = standFine.Class, standFine.Sign
	case s.unchecked != noun{} || s.tone == plain:
		out.Class, out.Sign = standUnchecked.Class, standUnchecked.Sign
	case s.tone == red:
		out.Class, out.Sign = standError.Class, standError.Sign
	default:
		out.Class, out.Sign = standWarning.Class, standWarning.Sign
	}
	return out
}
