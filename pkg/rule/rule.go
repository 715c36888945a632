// Package rule says what is worth telling of an article: each rule, in a file of its own, looks at what the stages
// before found out and makes findings of it.
//
// Rules cannot fetch, change nothing, and speak in an editor's words: short, exact, with a place and a way out. What
// could not be checked is never called wrong.
package rule

import (
	"fmt"
	"slices"

	"github.com/ibidcheck/ibid/pkg/archive"
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

// Group is what a rule looks at; the reference is in groups.
type Group string

// The groups, in the order of the reference.
const (
	Dependence  Group = "Repetition and dependence"
	Structure   Group = "Structure"
	Form        Group = "Form"
	Consistency Group = "Consistency"
	Claims      Group = "Claims"
	Links       Group = "Links"
	Suppression Group = "Suppressions"
)

// Pass is all that a rule may look at. It is for one goroutine.
type Pass struct {
	Article   *article.Article
	Citations []cite.Citation
	cite.Resolution
	// Diagnoses are by address as it is written; nil if the web was not asked.
	Diagnoses map[string]live.Diagnosis
	// Snapshots are copies of pages that are lost, by address as it is written.
	Snapshots map[string]archive.Snapshot
	// Settings and Style are what a house has chosen.
	Settings Settings
	Style    Style

	// Nameless tells that the run found no host by its name, so that what is said of names says nothing of the links; it
	// is told once, in the run's First article.
	Nameless, First bool

	index index
	// running is the name of the rule that runs.
	running string
	// suppressions are the article's own, with what came of them.
	suppressions []suppression
	// names are those of all rules.
	names []string
}

// Rule is one thing worth telling.
type Rule struct {
	// Name is kebab-case and unique, Summary one line.
	Name    string
	Summary string
	// Doc says why it matters, what the rule looks at, and what to do.
	Doc      string
	Group    Group
	Severity Severity
	// NeedsWeb tells that the rule is silent if no link was visited.
	NeedsWeb bool
	// Optional tells that the rule is off until it is asked for, since a typical article would light up.
	Optional bool
	// Settings are the numbers that a house may choose.
	Settings []Setting
	// Bad is an example on which the rule speaks, Good one on which it does not.
	Bad, Good Example
	// Check returns findings with their span, message, notes, fix and key; the rest is filled in. A finding that is less
	// grave than the rule's others brings its own severity.
	Check func(*Pass) []Finding
	// shift is by how much the rule has been made graver than it was.
	shift int
}

// Example is an article in plain text, and the web that it cites: a line for each address, with the status or the
// failure that it ends in, behind a status the page in HTML, and behind "->" the address that it leads to.
type Example struct {
	Article string
	Web     string
	// Style is the house's; empty if the example needs none.
	Style Style
}

// All are all rules, in the order of the reference.
var All = []Rule{
	RepeatCitation,
	SingleSource,
	PluralClaim,
	SelfCitation,
	SharedURL,
	DescribedTwice,

	MissingNote,
	UnusedNote,
	DuplicateNote,
	NoteOrder,
	EmptyNote,
	AmbiguousIbid,
	UnresolvedShortForm,
	BibliographyMismatch,
	NothingCited,

	MalformedURL,
	BrokenURL,
	URLPunctuation,
	UnclosedQuote,
	UnbalancedBracket,
	BadIdentifier,
	DOIAsURL,
	ShortFormStyle,
	InsecureScheme,
	TrackingParameters,
	ShortenedURL,
	TemporaryURL,
	LocalURL,

	URLDate,
	HostPublisher,
	TitleSlug,
	AccessDate,
	FutureDate,
	LocatorRange,

	UncitedFigure,
	UncitedQuotation,
	ClauseUncovered,

	DeadLink,
	SoftDeadLink,
	ParkedLink,
	DriftedLink,
	MissingFragment,
	MovedLink,
	InsecureLink,
	NoNames,
	UncheckedLink,

	BadSuppression,
	UnusedSuppression,
}

// Default gives the rules that are on where nobody chooses.
func Default() []Rule {
	return slices.DeleteFunc(slices.Clone(All), func(r Rule) bool { return r.Optional })
}

// Lookup finds a rule by its name.
func Lookup(name string) (Rule, error) {
	i := slices.IndexFunc(All, func(r Rule) bool { return r.Name == name })
	if i < 0 {
		return Rule{}, fmt.Errorf("unknown rule %q; ibid rules lists them", name)
	}
	return All[i], nil
}

// Check runs rules. The findings are in order of place, then of rule; those that the article suppresses are among them,
// and say so.
func Check(p *Pass, rules []Rule) []Finding {
	p.names = namesOf(All)
	p.readSuppressions()
	var all, last []Finding
	for _, r := range rules {
		if r.Group != Suppression {
			all = append(all, p.run(r)...)
		}
	}
	all = p.suppress(all, rules)
	for _, r := range rules {
		if r.Group == Suppression {
			last = append(last, p.run(r)...)
		}
	}
	all = append(all, last...)
	p.hold(all)
	slices.SortStableFunc(all, byPlace)
	fingerprint(all)
	return all
}

// run runs one rule.
func (p *Pass) run(r Rule) []Finding {
	if r.NeedsWeb && p.Diagnoses == nil {
		return nil
	}
	p.running = r.Name
	found := r.Check(p)
	for i := range found {
		found[i].Rule = r.Name
		found[i].Places = max(found[i].Places, 1)
		found[i].Severity = r.severityOf(found[i].Severity)
	}
	return found
}

func namesOf(rules []Rule) []string {
	names := make([]string, len(rules))
	for i, r := range rules {
		names[i] = r.Name
	}
	return names
}
