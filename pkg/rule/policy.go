package rule

import (
	"cmp"
	"slices"
)

// Policy is what a house asks of an article.
type Policy struct {
	// Rules are those that are on, with their severities.
	Rules []Rule
	// Settings are the numbers that differ from the rules' own, by rule and setting.
	Settings Settings
	Style    Style
}

// Settings are numbers by rule and setting.
type Settings map[string]map[string]float64

// Setting is a number of a rule that a house may choose.
type Setting struct {
	// Name is kebab-case, and unique within the rule; Summary says what the number is.
	Name    string
	Summary string
	Default float64
	// Least is the smallest that makes sense. A share lies between 0 and 1, any other number is whole.
	Least float64
	Share bool
}

// Style is the manual that a house cites by; empty if it follows none.
type Style string

// The styles.
const (
	Chicago  Style = "chicago"
	MHRA     Style = "mhra"
	Bluebook Style = "bluebook"
	APA      Style = "apa"
	News     Style = "news"
)

// Styles are all of them.
var Styles = []Style{Chicago, MHRA, Bluebook, APA, News}

// gravity is in order of the severities.
var gravity = []Severity{Info, Warning, Error}

// AtLeast tells whether a severity is at or above another.
func (s Severity) AtLeast(other Severity) bool {
	return slices.Index(gravity, s) >= slices.Index(gravity, other)
}

// WithSeverity is the rule at another severity. Findings that the rule itself holds to be graver or less grave than its
// others stay so, as far as there are words for it.
func (r Rule) WithSeverity(s Severity) Rule {
	r.shift += slices.Index(gravity, s) - slices.Index(gravity, r.Severity)
	r.Severity = s
	return r
}

// severityOf is that of a finding that brings its own, or none.
func (r Rule) severityOf(own Severity) Severity {
	if own == "" {
		return r.Severity
	}
	at := slices.Index(gravity, own) + r.shift
	return gravity[max(0, min(at, len(gravity)-1))]
}

// Setting finds a setting of the rule by its name.
func (r Rule) Setting(name string) (Setting, bool) {
	i := slices.IndexFunc(r.Settings, func(s Setting) bool { return s.Name == name })
	if i < 0 {
		return Setting{}, false
	}
	return r.Settings[i], true
}

// number is what a setting of the rule that runs is set to.
func (p *Pass) number(s Setting) float64 {
	if n, ok := p.Settings[p.running][s.Name]; ok {
		return n
	}
	return s.Default
}

// count is a setting that is a whole number.
func (p *Pass) count(s Setting) int { return int(p.number(s)) }

// byPlace puts findings in order of place, then of rule.
func byPlace(a, b Finding) int {
	return cmp.Or(cmp.Compare(a.Span.Part, b.Span.Part), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Rule, b.Rule))
}
