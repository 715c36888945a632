package report

import "fmt"

// severity is one of the words that Finding.Severity takes. People read notice for info: it can be counted.
type severity struct {
	name string
	noun noun
	tone tone
}

// severities are in order of gravity, the order in which findings are shown.
var severities = []severity{
	{"error", noun{"error", "errors"}, red},
	{"warning", noun{"warning", "warnings"}, yellow},
	{"info", noun{"notice", "notices"}, blue},
}

// severityOf never fails: a report that breaks the contract is still shown.
func severityOf(name string) severity {
	for _, s := range severities {
		if s.name == name {
			return s
		}
	}
	return severity{name, noun{name, name}, plain}
}

func (c Counts) of(name string) int {
	switch name {
	case "error":
		return c.Error
	case "warning":
		return c.Warning
	default:
		return c.Info
	}
}

// fails tells whether a finding fails the run.
func (s Summary) fails(f Finding) bool {
	switch s.FailOn {
	case "warning":
		return f.Severity == "error" || f.Severity == "warning"
	case "never":
		return false
	default:
		return f.Severity == "error"
	}
}

// phrases are such as "1 error", those that count nothing left out.
func (c Counts) phrases() []string {
	var found []string
	for _, s := range severities {
		if n := c.of(s.name); n > 0 {
			found = append(found, s.noun.count(n))
		}
	}
	return found
}

// census counts findings by severity.
func census(found []Finding) []string { return countOf(found).phrases() }

func countOf(found []Finding) Counts {
	var c Counts
	for _, f := range found {
		switch f.Severity {
		case "error":
			c.Error++
		case "warning":
			c.Warning++
		default:
			c.Info++
		}
	}
	return c
}

// noun is a word for what is counted, in its two numbers.
type noun struct{ one, many string }

// A count is never broken from what it counts: the blank between them does not break.
func (n noun) count(k int) string {
	if k == 1 {
		return "1\u00a0" + n.one
	}
	return fmt.Sprintf("%d\u00a0%s", k, n.many)
}
