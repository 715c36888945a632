package rule

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// Suppressor is who keeps a finding from the report's findings.
type Suppressor string

// The suppressors: a comment in the article, a baseline, and a run that tells only of what an earlier version had not.
const (
	InArticle  Suppressor = "article"
	InBaseline Suppressor = "baseline"
	Unchanged  Suppressor = "unchanged"
)

// Suppressed is why a finding is kept from the report's findings.
type Suppressed struct {
	By     Suppressor
	Reason string
	// Span is that of the comment in the article.
	Span article.Span
}

// The verbs of a suppression in the article.
const (
	ignoreNext  = "ignore"
	ignoreBlock = "ignore-block"
	ignoreFile  = "ignore-file"
	endBlock    = "end"
)

func verbs() []string { return []string{ignoreNext, ignoreBlock, endBlock, ignoreFile} }

// suppression is a directive, and what came of it.
type suppression struct {
	article.Directive
	// wrong is what is the matter with it; such a one suppresses nothing.
	wrong string
	// scope are the places that it covers; whole stands for all of the article.
	scope []article.Span
	whole bool
	// closing is the comment that ends a block.
	closing []article.Span
	// idle are those of its rules that had nothing to suppress.
	idle []string
}

// readSuppressions makes suppressions of the article's directives.
func (p *Pass) readSuppressions() {
	p.suppressions = nil
	directives := slices.Clone(p.Article.Directives)
	slices.SortStableFunc(directives, func(a, b article.Directive) int {
		return cmp.Or(cmp.Compare(a.Span.Part, b.Span.Part), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	var open []int
	for _, d := range directives {
		s := suppression{Directive: d, wrong: wrongWith(d)}
		switch d.Verb {
		case ignoreFile:
			s.whole = true
		case ignoreNext:
			s.scope = p.withNotes(p.nextTo(d))
		case ignoreBlock:
			s.scope = []article.Span{{Part: d.Span.Part, Start: d.Span.End, End: -1}}
			open = append(open, len(p.suppressions))
		case endBlock:
			if len(open) == 0 || p.suppressions[open[len(open)-1]].Span.Part != d.Span.Part {
				s.wrong = "there is no block here to end; it begins with ibid: ignore-block"
				break
			}
			block := &p.suppressions[open[len(open)-1]]
			open = open[:len(open)-1]
			block.scope[0].End = d.Span.Start
			block.closing = []article.Span{d.Span}
			block.scope = p.withNotes(block.scope)
		}
		p.suppressions = append(p.suppressions, s)
	}
	for _, i := range open {
		s := &p.suppressions[i]
		s.wrong = cmp.Or(s.wrong, "this block has no end; write ibid: end behind what it covers")
	}
}

// wrongWith tells what is the matter with a directive taken by itself; empty if nothing is.
func wrongWith(d article.Directive) string {
	switch {
	case !slices.Contains(verbs(), d.Verb):
		return "this is none of ibid: " + strings.Join(verbs(), ", ") + orNearest("", d.Verb, verbs())
	case d.Verb == endBlock:
		return ""
	case len(d.Rules) == 0:
		return "this suppression names no rule; write one behind " + d.Verb
	case d.Reason == "":
		return "this suppression gives no reason and is not heeded; write it behind two hyphens or a dash"
	default:
		return ""
	}
}

// withNotes adds the notes and entries to which the marks in some places lead.
func (p *Pass) withNotes(places []article.Span) []article.Span {
	a := p.Article
	all := slices.Clone(places)
	for _, m := range a.Markers {
		if m.Note != article.None && covers(places, m.Span) {
			all = append(all, a.Notes[m.Note].Span)
		}
	}
	for _, r := range a.References {
		if r.Entry != article.None && covers(places, r.Span) {
			all = append(all, a.Entries[r.Entry].Span)
		}
	}
	return all
}

// covers tells whether a span begins in one of some places.
func covers(places []article.Span, s article.Span) bool {
	return slices.ContainsFunc(places, func(x article.Span) bool {
		return x.Part == s.Part && x.Start <= s.Start && s.Start < x.End
	})
}

// suppress marks the findings that the article suppresses, and notes which suppressions had nothing to do. Rules are
// those that ran.
func (p *Pass) suppress(found []Finding, rules []Rule) []Finding {
	covering := make([][]int, len(found))
	for i := range p.suppressions {
		s := &p.suppressions[i]
		if s.wrong != "" || s.Verb == endBlock {
			continue
		}
		for _, name := range s.Rules {
			done := false
			for k := range found {
				if found[k].Rule == name && p.cover(&found[k], i, &covering[k]) {
					done = true
				}
			}
			if !done && p.isSettled(s, name, rules) {
				s.idle = append(s.idle, name)
			}
		}
	}
	all := make([]Finding, 0, len(found))
	for k, f := range found {
		all = append(all, p.severed(f, covering[k])...)
	}
	for i := range all {
		all[i].only = nil // a finding keeps nothing of its pass
	}
	return all
}

// uncovered stands for no suppression.
const uncovered = -1

// cover notes at which places of a finding a suppression covers it, and tells whether there are any. A finding that is
// about how several places go together has one: where it stands.
func (p *Pass) cover(f *Finding, suppression int, covering *[]int) bool {
	s := &p.suppressions[suppression]
	places := f.places
	if len(places) == 0 {
		places = []article.Span{f.Span}
	}
	does := false
	for i, place := range places {
		if !s.whole && !covers(s.scope, place) {
			continue
		}
		if *covering == nil {
			*covering = slices.Repeat([]int{uncovered}, len(places))
		}
		(*covering)[i] = suppression
		does = true
	}
	return does
}

// severed is a finding in parts: what no suppression covers, and what each of some suppressions does.
func (p *Pass) severed(f Finding, covering []int) []Finding {
	if covering == nil {
		return []Finding{f}
	}
	var parts []Finding
	for _, by := range slices.Compact(slices.Sorted(slices.Values(covering))) {
		part := f
		if f.only != nil {
			part = f.only(f, covered(covering, by))
		}
		if by != uncovered {
			s := &p.suppressions[by]
			part.Suppression = &Suppressed{By: InArticle, Reason: s.Reason, Span: s.Span}
		}
		part.severed = len(parts) > 0
		parts = append(parts, part)
	}
	return parts
}

// covered are the rows of the places that one suppression covers.
func covered(covering []int, by int) []int {
	var rows []int
	for row, s := range covering {
		if s == by {
			rows = append(rows, row)
		}
	}
	return rows
}

// isSettled tells whether a rule has had its say on what a suppression covers. One that did not run has not, and what
// could not be checked today says nothing of the links.
func (p *Pass) isSettled(s *suppression, name string, rules []Rule) bool {
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.Name == name })
	if i < 0 || rules[i].Group == Suppression {
		return false
	}
	if !rules[i].NeedsWeb {
		return true
	}
	if p.Diagnoses == nil {
		return false
	}
	for _, l := range p.Article.Links {
		if d, ok := p.Diagnoses[l.URL]; (s.whole || covers(s.scope, l.Span)) && (!ok || !d.State.Checked()) {
			return false
		}
	}
	return true
}
