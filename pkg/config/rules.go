package config

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// Severities are the words for how grave a rule is.
func Severities() []string {
	return []string{string(rule.Error), string(rule.Warning), string(rule.Info), Off}
}

func ruleNames() []string {
	names := make([]string, len(rule.All))
	for i, r := range rule.All {
		names[i] = r.Name
	}
	return names
}

func asStyle(word string) rule.Style { return rule.Style(word) }

func (r *reader) rules(n ast.Node) []RuleChoice {
	var all []RuleChoice
	for _, e := range r.entries(n, rulesKey) {
		known, err := FindRule(e.name)
		if err != nil {
			r.fail(e.key, "%v", err)
			continue
		}
		c := RuleChoice{Name: e.name, Origin: r.place(e.key).String()}
		if text, ok := r.text(e.value); ok {
			if err := c.grade(text); err != nil {
				r.fail(e.value, "%s: %v", e.name, err)
			}
		} else {
			r.ruleKeys(&c, known, e.value)
		}
		all = append(all, c)
	}
	return all
}

// ruleKeys reads a rule's severity and settings.
func (r *reader) ruleKeys(c *RuleChoice, of rule.Rule, n ast.Node) {
	for _, e := range r.entries(n, rulesKey) {
		text, ok := r.text(e.value)
		if !ok {
			r.fail(e.value, "%s takes one value", e.name)
			continue
		}
		if e.name == severityKey {
			if err := c.grade(text); err != nil {
				r.fail(e.value, "%s: %v", c.Name, err)
			}
			continue
		}
		s, ok := of.Setting(e.name)
		if !ok {
			r.fail(e.key, "%s", unknown("key of the rule "+of.Name, e.name, append([]string{severityKey}, settingNames(of)...)))
			continue
		}
		if isQuoted(e.value) {
			r.fail(e.value, "%s takes a number, without quotation marks", s.Name)
			continue
		}
		if n, ok := wholeOf(e.value); ok {
			text = n
		}
		if err := c.set(s, text); err != nil {
			r.fail(e.value, "%v", err)
		}
	}
}

func settingNames(r rule.Rule) []string {
	var names []string
	for _, s := range r.Settings {
		names = append(names, s.Name)
	}
	return names
}

// FindRule finds a rule by its name, and says which is the nearest if there is none.
func FindRule(name string) (rule.Rule, error) {
	found, err := rule.Lookup(name)
	if err != nil {
		return found, errors.New(unknown("rule", name, ruleNames()))
	}
	return found, nil
}

// grade sets the severity.
func (c *RuleChoice) grade(word string) error {
	if !slices.Contains(Severities(), word) {
		return errors.New(unknown("severity", word, Severities()))
	}
	c.Severity = word
	return nil
}

// set sets a number.
func (c *RuleChoice) set(s rule.Setting, text string) error {
	n, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil || math.IsNaN(n):
		return fmt.Errorf("%s takes a number, not %q", s.Name, text)
	case s.Share && (n <= 0 || n > 1):
		return fmt.Errorf("%s takes a share above 0 and up to 1, such as %v, not %s", s.Name, s.Default, text)
	case !s.Share && (n < s.Least || n != math.Trunc(n) || n > math.MaxInt32):
		return fmt.Errorf("%s takes a whole number from %v, not %s", s.Name, s.Least, text)
	}
	if c.Settings == nil {
		c.Settings = map[string]float64{}
	}
	c.Settings[s.Name] = n
	return nil
}

// ParseRule reads NAME=SEVERITY or NAME.SETTING=NUMBER.
func ParseRule(text, origin string) (RuleChoice, error) {
	name, value, ok := strings.Cut(text, "=")
	if !ok {
		return RuleChoice{}, fmt.Errorf("%q: write NAME=SEVERITY, such as dead-link=warning, or NAME.SETTING=NUMBER", text)
	}
	name, setting, isSetting := strings.Cut(name, ".")
	c := RuleChoice{Name: name, Origin: origin}
	of, err := FindRule(name)
	if err != nil {
		return c, err
	}
	if !isSetting {
		return c, c.grade(value)
	}
	s, ok := of.Setting(setting)
	if !ok && len(of.Settings) == 0 {
		return c, fmt.Errorf("the rule %s has no settings; write %s=SEVERITY", name, name)
	}
	if !ok {
		return c, errors.New(unknown("setting of the rule "+name, setting, settingNames(of)))
	}
	return c, c.set(s, value)
}

// ParseExclusion reads "PATTERN -- REASON".
func ParseExclusion(text, origin string) (Exclusion, error) {
	pattern, reason, _ := strings.Cut(text, " -- ")
	x := Exclusion{Pattern: strings.TrimSpace(pattern), Reason: strings.TrimSpace(reason), Origin: origin}
	return x, x.validate()
}

func (x Exclusion) validate() error {
	switch {
	case x.Pattern == "":
		return errors.New("an exclusion names its addresses, such as url: https://intranet.example/*")
	case strings.TrimSpace(x.Reason) == "":
		return fmt.Errorf("the exclusion of %s gives no reason; say why these addresses need no visit", x.Pattern)
	case strings.Contains(x.Pattern, "*") && strings.Contains(x.Pattern, "#"):
		return fmt.Errorf("the pattern %s holds a fragment; an exclusion is of whole pages, so leave out what begins with #", x.Pattern)
	case !strings.HasPrefix(x.Pattern, "*") && !match.IsWeb(x.Pattern):
		return fmt.Errorf("the pattern %s fits no address of a page; begin it with https:// or with *", x.Pattern)
	}
	return nil
}
