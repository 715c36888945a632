package config

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// Wish is what is asked of the rules from outside of a configuration file, which is stronger than it.
type Wish struct {
	Rules []RuleChoice
	// Style is empty if none is asked for.
	Style rule.Style
}

// Chosen is what came to be chosen for one article: the policy, and who has chosen what for a rule or a setting of it
// ("dead-link", "single-source.claim-share"), or the style.
type Chosen struct {
	rule.Policy
	Origins map[string]string
}

// For is what holds for an article: what the file says of all articles, then what its overrides say, the later ones
// being stronger, then the wish.
func (c *Config) For(path string, w Wish) Chosen {
	out := Chosen{Policy: rule.Policy{Settings: rule.Settings{}}, Origins: map[string]string{}}
	grades := map[string]rule.Severity{}
	switches := map[string]bool{}
	choose := func(all []RuleChoice) {
		for _, x := range all {
			if x.Severity != "" && (x.Severity != On || !switches[x.Name]) {
				switches[x.Name] = x.Severity != Off
				out.Origins[x.Name] = x.Origin
			}
			if x.Severity != "" && x.Severity != On && x.Severity != Off {
				grades[x.Name] = rule.Severity(x.Severity)
			}
			for name, n := range x.Settings {
				if out.Settings[x.Name] == nil {
					out.Settings[x.Name] = map[string]float64{}
				}
				out.Settings[x.Name][name] = n
				out.Origins[x.Name+"."+name] = x.Origin
			}
		}
	}
	choose(c.Rules)
	for _, o := range c.Options {
		switch o.Name {
		case styleKey:
			out.Style, out.Origins[styleKey] = rule.Style(o.Values[0]), o.String()
		case "enable":
			choose(Switched(On, o.Values, o.String()))
		case "disable":
			choose(Switched(Off, o.Values, o.String()))
		}
	}
	for _, o := range c.Overrides {
		if !c.covers(o, path) {
			continue
		}
		if o.Style != "" {
			out.Style, out.Origins[styleKey] = o.Style, o.String()
		}
		choose(o.Rules)
	}
	choose(w.Rules)
	if w.Style != "" {
		out.Style = w.Style
		delete(out.Origins, styleKey)
	}
	out.Rules = graded(grades, switches)
	return out
}

// graded are the rules that are on, at their severities. A severity asks for a rule that is off of itself.
func graded(grades map[string]rule.Severity, switches map[string]bool) []rule.Rule {
	var all []rule.Rule
	for _, r := range rule.All {
		if on, switched := switches[r.Name]; !on && (switched || r.Optional) {
			continue
		}
		if s := grades[r.Name]; s != "" {
			r = r.WithSeverity(s)
		}
		all = append(all, r)
	}
	return all
}

// On stands for the severity that a rule has anyway, where one is switched on without saying how grave it is.
const On = "on"

// Switched are rules that are switched on or off as a list.
func Switched(to string, names []string, origin string) []RuleChoice {
	all := make([]RuleChoice, len(names))
	for i, name := range names {
		all[i] = RuleChoice{Name: name, Severity: to, Origin: origin}
	}
	return all
}

// covers tells whether an override is for an article. Those that are no files are covered by none.
func (c *Config) covers(o Override, path string) bool {
	if path == "-" || match.IsWeb(path) {
		return false
	}
	folder, err := filepath.Abs(filepath.Dir(c.File))
	if err != nil {
		return false
	}
	whole, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	file, err := filepath.Rel(folder, whole)
	if err != nil || strings.HasPrefix(file, "..") {
		return false
	}
	return slices.ContainsFunc(o.Files, func(pattern string) bool {
		return matchesFile(pattern, filepath.ToSlash(file))
	})
}
