package cli

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/config"
	"github.com/ibidcheck/ibid/pkg/report"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// configFlags say what a house asks of its articles, and where it says so.
type configFlags struct {
	file    string
	none    bool
	style   config.Choice
	failOn  config.Choice
	enable  []string
	disable []string
	rules   []string
	exclude []string
	// baseline is a file of findings that are known, newFrom a revision since which something has changed.
	baseline   string
	noBaseline bool
	newFrom    string
}

// The words of --fail-on.
const (
	failOnError   = "error"
	failOnWarning = "warning"
	failNever     = "never"
)

func (f *configFlags) add(flags *pflag.FlagSet) {
	f.failOn = config.NewChoice(failOnError, failOnError, failOnWarning, failNever)
	f.style = config.NewChoice("", styles()...)
	flags.StringVar(&f.file, "config", "", "take the configuration in `FILE` for all articles, not the "+config.Name+"\nfound upward from each")
	flags.BoolVar(&f.none, "no-config", false, "take no configuration")
	flags.Var(&f.failOn, "fail-on", "exit with status 1 from this `SEVERITY` on: error, warning, never")
	flags.StringVar(&f.baseline, "baseline", "", "let the findings that `FILE` knows not fail the run, not those of the "+config.BaselineName+"\nbeside the configuration; ibid baseline writes it")
	flags.BoolVar(&f.noBaseline, "no-baseline", false, "heed no baseline")
	flags.StringVar(&f.newFrom, "new-from", "", "tell only of what articles did not have at the git revision `REV`")
	flags.Var(&f.style, "style", "cite by the manual `NAME`: chicago, mhra, bluebook, apa, news")
	flags.StringArrayVar(&f.rules, "rule", nil, "set a rule, as `NAME=SEVERITY` (error, warning, info, off)\nor NAME.SETTING=NUMBER; repeatable")
	flags.StringArrayVar(&f.enable, "enable", nil, "run the rule `NAME` too; repeatable; ibid rules lists them")
	flags.StringArrayVar(&f.disable, "disable", nil, "leave out the rule `NAME`; repeatable")
	flags.StringArrayVar(&f.exclude, "exclude", nil, "visit no address like `PATTERN`, in which * stands for anything;\nwrite the reason behind it: \"https://a.example/* -- it is moving\"; repeatable")
}

func styles() []string {
	all := make([]string, len(rule.Styles))
	for i, s := range rule.Styles {
		all[i] = string(s)
	}
	return all
}

// failing counts the findings that fail the run.
func failing(s report.Summary) int {
	switch s.FailOn {
	case failOnWarning:
		return s.Findings.Error + s.Findings.Warning
	case failNever:
		return 0
	default:
		return s.Findings.Error
	}
}

// layer is a place in which rules and exclusions are chosen beside a configuration: what is said there for an option, and
// what the option is called there.
type layer func(option string) (said []string, name string)

// layers are those of a run, the weaker first. Each adds to what the ones before say.
func (f *configFlags) layers() []layer {
	given := map[string][]string{"rule": f.rules, "enable": f.enable, "disable": f.disable, "exclude": f.exclude}
	return []layer{
		func(option string) ([]string, string) { return lines(os.Getenv(variable(option))), variable(option) },
		func(option string) ([]string, string) { return given[option], "--" + option },
	}
}

// wishes are what the environment and the flags ask of the rules.
func (f *configFlags) wishes(h *house) error {
	for _, from := range f.layers() {
		if err := h.wishRules(from); err != nil {
			return err
		}
		if err := h.wishSwitches(from); err != nil {
			return err
		}
	}
	h.wish.Style = rule.Style(f.style.String())
	return nil
}

func (h *house) wishRules(from layer) error {
	said, name := from("rule")
	for _, text := range said {
		c, err := config.ParseRule(text, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		h.wish.Rules = append(h.wish.Rules, c)
	}
	return nil
}

// wishSwitches takes the rules that are enabled and disabled.
func (h *house) wishSwitches(from layer) error {
	on, onName := from("enable")
	off, offName := from("disable")
	for i, name := range slices.Concat(on, off) {
		said := onName
		if i >= len(on) {
			said = offName
		}
		if _, err := config.FindRule(name); err != nil {
			return fmt.Errorf("%s: %w", said, err)
		}
		if slices.Contains(on, name) && slices.Contains(off, name) {
			return fmt.Errorf("the rule %s is both enabled and disabled", name)
		}
	}
	h.wish.Rules = slices.Concat(h.wish.Rules, config.Switched(config.On, on, onName), config.Switched(config.Off, off, offName))
	return nil
}

func (f *configFlags) exclusions(h *house) error {
	h.exclude = slices.Clone(h.conf.Exclude)
	for _, from := range f.layers() {
		said, name := from("exclude")
		for _, text := range said {
			x, err := config.ParseExclusion(text, name)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			h.exclude = append(h.exclude, x)
		}
	}
	return nil
}
