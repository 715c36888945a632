package report

import (
	"path/filepath"
	"strings"

	"github.com/ibidcheck/ibid/pkg/rule"
)

// htmlFinding is a finding with what leads to it and from it.
type htmlFinding struct {
	Anchor string
	htmlStanding
	Severity, Rule string
	// Summary is what the rule looks for; empty for a rule that is not known.
	Summary string
	Message []htmlSegment
	// Place is where it is in the article's source. Of a lone article the folder is left out.
	Place string
	// Rows lead to the notes, entries and claims that it is about.
	Rows []htmlRef
	// Quote is the words of the first claim that it is about.
	Quote string
	// Claims and Places are anchors, for the script: of the claims, and of the article and its sections.
	Claims, Places string
}

// views are the findings as the page tells them.
func (x *htmlIndex) views(r *Report, all []htmlArticle) []htmlFinding {
	claims := make([]map[string]htmlClaim, len(all))
	labels := make([]map[string]string, len(all))
	for i, a := range all {
		claims[i] = make(map[string]htmlClaim, len(a.Claims))
		for _, c := range a.Claims {
			claims[i][c.ID] = c
		}
		labels[i] = labelsOf(&r.Articles[i])
	}
	out := make([]htmlFinding, 0, len(x.order))
	for n, f := range x.order {
		v := newHTMLFinding(n, f)
		about := x.about[n]
		if len(all) == 1 && about.article == 0 {
			v.Place = filepath.Base(v.Place)
		}
		if about.article >= 0 {
			v.lead(about, f.Span.Line, all[about.article], claims[about.article], labels[about.article])
		}
		out = append(out, v)
	}
	return out
}

func labelsOf(a *Article) map[string]string {
	labels := make(map[string]string, len(a.Notes)+len(a.Entries))
	for _, n := range a.Notes {
		labels[n.ID] = "note\u00a0" + n.Label
	}
	for _, e := range a.Entries {
		labels[e.ID] = entryLabel(e)
	}
	return labels
}

func newHTMLFinding(n int, f Finding) htmlFinding {
	v := htmlFinding{
		Anchor: findingAnchor(n), htmlStanding: standingOf(f.Severity), Severity: severityClass(f.Severity), Rule: f.Rule,
		Message: linked(f.Message), Place: f.place(),
	}
	v.Word = clean(severityOf(f.Severity).noun.one)
	if known, err := rule.Lookup(f.Rule); err == nil {
		v.Summary = known.Summary
	}
	return v
}

// severityClass is one of the words that Finding.Severity takes, whatever a report says.
func severityClass(name string) string {
	for _, s := range severities {
		if s.name == name {
			return name
		}
	}
	return "info"
}

// rowsShown is how many places a finding leads to; the rest are told by its words.
const rowsShown = 12

func (v *htmlFinding) lead(about htmlAbout, line int, a htmlArticle, claims map[string]htmlClaim, labels map[string]string) {
	row := func(id, label string) {
		if len(v.Rows) < rowsShown {
			v.Rows = append(v.Rows, htmlRef{anchor(about.article, id), label})
		}
	}
	for _, id := range about.notes {
		row(id, labels[id])
	}
	for _, id := range about.entries {
		row(id, labels[id])
	}
	places := []string{a.Anchor}
	var anchors []string
	for _, id := range about.claims {
		anchors = append(anchors, anchor(about.article, id))
		row(id, "claim\u00a0"+id[len(claimIDs):])
		if at := a.sections[id]; at.Anchor != "" {
			places = appendID(places, at.Anchor)
		}
	}
	if about.paragraph != "" {
		row(about.paragraph, atLines([]int{line}))
		if at := a.sectionOf[about.paragraph]; at != "" {
			places = appendID(places, at)
		}
	}
	if len(about.claims) > 0 {
		const most = 180
		v.Quote = clip(claims[about.claims[0]].Excerpt, most)
	}
	v.Claims, v.Places = strings.Join(anchors, " "), strings.Join(places, " ")
}

// htmlFilters are what findings can be chosen by.
type htmlFilters struct {
	Severities []htmlChoice
	Rules      []htmlChoice
	// Places are the articles, each with its sections.
	Places []htmlPlaces
}

// htmlChoice is one value of a filter, and how many findings have it.
type htmlChoice struct {
	htmlStanding
	Value, Label string
	Count        int
}

type htmlPlaces struct {
	htmlChoice
	Sections []htmlChoice
}

func newHTMLFilters(found []htmlFinding, all []htmlArticle) htmlFilters {
	var f htmlFilters
	bySeverity, byRule, byPlace := map[string]int{}, map[string]int{}, map[string]int{}
	var rules []string
	for _, v := range found {
		bySeverity[v.Severity]++
		if byRule[v.Rule] == 0 {
			rules = append(rules, v.Rule)
		}
		byRule[v.Rule]++
		for p := range strings.FieldsSeq(v.Places) {
			byPlace[p]++
		}
	}
	for _, s := range severities {
		f.Severities = append(f.Severities, htmlChoice{standingOf(s.name), s.name, s.noun.many, bySeverity[s.name]})
	}
	for _, name := range rules {
		f.Rules = append(f.Rules, htmlChoice{Value: name, Label: name, Count: byRule[name]})
	}
	for _, a := range all {
		p := htmlPlaces{htmlChoice: htmlChoice{Value: a.Anchor, Label: a.Title, Count: byPlace[a.Anchor]}}
		for _, s := range a.Sections {
			if n := byPlace[s.Anchor]; n > 0 {
				p.Sections = append(p.Sections, htmlChoice{Value: s.Anchor, Label: s.Label, Count: n})
			}
		}
		f.Places = append(f.Places, p)
	}
	return f
}

// htmlRule explains a rule that has spoken.
type htmlRule struct {
	Name, Summary string
	Doc           []string
	Count         int
}

// newHTMLRules are in the order in which all rules are.
func newHTMLRules(r *Report) []htmlRule {
	counts := map[string]int{}
	for _, f := range r.Findings {
		counts[f.Rule]++
	}
	var all []htmlRule
	for _, known := range rule.All {
		if n := counts[known.Name]; n > 0 {
			all = append(all, htmlRule{
				Name: known.Name, Summary: capital(known.Summary), Doc: strings.Split(strings.TrimSpace(known.Doc), "\n\n"), Count: n,
			})
		}
	}
	return all
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
