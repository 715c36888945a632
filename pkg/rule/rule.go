// Package rule says what is worth telling of an article: each rule, in a file of its own, looks at what the stages
// before found out and makes findings of it.
//
// Rules cannot fetch, change nothing, and speak in an editor's words: short, exact, with a place and a way out. What
// could not be checked is never called wrong.
package rule

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/live"
)

// Severity is how grave a finding is.
type Severity string

// The severities, gravest first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Finding is what the user is told, by one rule, at one place.
type Finding struct {
	Rule     string
	Severity Severity
	Span     article.Span
	Message  string
	// Related are other places that the finding is about.
	Related []article.Span
	// Notes are the indices of the notes that it is about.
	Notes []int
	// Fingerprint is the same for the same finding when lines move and notes are renumbered, and when the article's file
	// is renamed. It is unique within its article.
	Fingerprint string
	// key is what makes the finding this one, among those of its rule.
	key string
}

// Pass is all that a rule may look at.
type Pass struct {
	Article   *article.Article
	Citations []cite.Citation
	cite.Resolution
	// Diagnoses are by address as it is written; nil if the web was not asked.
	Diagnoses map[string]live.Diagnosis
	// Nameless tells that the run found no host by its name, so that what is said of names says nothing of the links; it
	// is told once, in the run's First article.
	Nameless, First bool
}

// Rule is one thing worth telling.
type Rule struct {
	// Name is kebab-case and unique, Summary one line.
	Name    string
	Summary string
	// Doc says why it matters, what the rule looks at, and what to do.
	Doc      string
	Severity Severity
	// NeedsWeb tells that the rule is silent if no link was visited.
	NeedsWeb bool
	// Bad is an example on which the rule speaks, Good one on which it does not.
	Bad, Good Example
	// Check returns findings with their span, message, notes and key; the rest is filled in.
	Check func(*Pass) []Finding
}

// Example is an article in plain text, and the web that it cites: a line for each address, with the status or the
// failure that it ends in, behind a status the page in HTML, and behind "->" the address that it leads to.
type Example struct {
	Article string
	Web     string
}

// All are all rules, in the order of the reference.
var All = []Rule{
	RepeatCitation,
	DeadLink,
	SoftDeadLink,
	ParkedLink,
	MalformedLink,
	DriftedLink,
	MissingFragment,
	MovedLink,
	InsecureLink,
	NoNames,
	UncheckedLink,
	NothingCited,
}

// Check runs all rules. The findings are in order of place, then of rule.
func Check(p *Pass) []Finding {
	var all []Finding
	for _, r := range All {
		if r.NeedsWeb && p.Diagnoses == nil {
			continue
		}
		for _, f := range r.Check(p) {
			f.Rule = r.Name
			f.Severity = r.Severity
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Span.Part, b.Span.Part), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Rule, b.Rule))
	})
	fingerprint(all)
	return all
}

// fingerprint tells findings of one rule and key apart by their number.
func fingerprint(all []Finding) {
	seen := map[string]int{}
	for i := range all {
		f := &all[i]
		id := f.Rule + "\x00" + f.key
		seen[id]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", id, seen[id]))
		f.Fingerprint = hex.EncodeToString(sum[:12])
	}
}

// noteLabels names notes for a message: "note 4", "notes 6, 16–19".
func noteLabels(a *article.Article, notes []int) string {
	if len(notes) == 1 {
		return "note " + a.Notes[notes[0]].Label
	}
	labels := make([]string, len(notes))
	for i, n := range notes {
		labels[i] = a.Notes[n].Label
	}
	return "notes " + cite.Ranges(labels)
}

// addressed is an address of the article, with all places where it stands.
type addressed struct {
	url   string
	links []int
}

// addresses are the distinct addresses of an article, in order of their first places.
func addresses(a *article.Article) []addressed {
	var all []addressed
	index := map[string]int{}
	for i, l := range a.Links {
		n, ok := index[l.URL]
		if !ok {
			n = len(all)
			index[l.URL] = n
			all = append(all, addressed{url: l.URL})
		}
		all[n].links = append(all[n].links, i)
	}
	return all
}

// diagnosed makes a finding of each address that has one of some states. The message says where the address stands,
// what say returns, and the address itself; it comes last, since it may be long.
func diagnosed(p *Pass, say func(live.Diagnosis) string, states ...live.State) []Finding {
	var all []Finding
	for _, x := range addresses(p.Article) {
		d, ok := p.Diagnoses[x.url]
		if !ok || !slices.Contains(states, d.State) {
			continue
		}
		f := standing(p.Article, x)
		where := "in the text"
		if len(f.Notes) > 0 {
			where = noteLabels(p.Article, f.Notes)
		}
		f.Message = where + ": " + say(d) + " " + x.url
		all = append(all, f)
	}
	return all
}

// standing is a finding at the first place of an address, with its notes and its other places.
func standing(a *article.Article, x addressed) Finding {
	f := Finding{Span: a.Links[x.links[0]].Span, key: x.url}
	seen := map[int]bool{article.None: true}
	for i, l := range x.links {
		link := a.Links[l]
		if !seen[link.Note] {
			seen[link.Note] = true
			f.Notes = append(f.Notes, link.Note)
		}
		if i > 0 {
			f.Related = append(f.Related, link.Span)
		}
	}
	return f
}
