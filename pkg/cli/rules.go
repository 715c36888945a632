package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ibidcheck/ibid/pkg/config"
	"github.com/ibidcheck/ibid/pkg/report"
	"github.com/ibidcheck/ibid/pkg/rule"
)

func newRules(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "rules [NAME...]",
		Short: "List the rules, or explain some",
		Long: `List the rules with their severities, or explain those that are named: why they matter, what they look at, and an
example on each side.`,
		Example: `  ibid rules
  ibid rules dead-link`,
		ValidArgsFunction: completeRules,
		RunE: func(_ *cobra.Command, names []string) error {
			text, err := rulesText(names)
			if err != nil {
				return err
			}
			return writeTo(s, "", func(w io.Writer, _ report.Options) error {
				_, err := io.WriteString(w, text)
				return err
			})
		},
	}
}

func rulesText(names []string) (string, error) {
	if len(names) == 0 {
		return ruleList(), nil
	}
	explained := make([]string, len(names))
	for i, name := range names {
		r, err := config.FindRule(name)
		if err != nil {
			return "", err
		}
		explained[i] = rule.Explain(r)
	}
	return strings.Join(explained, "\n"), nil
}

// ruleList has a line for each rule, under the groups.
func ruleList() string {
	width := 0
	for _, r := range rule.All {
		width = max(width, len(r.Name))
	}
	var b strings.Builder
	group := rule.Group("")
	for _, r := range rule.All {
		if r.Group != group {
			if group != "" {
				b.WriteByte('\n')
			}
			group = r.Group
			fmt.Fprintln(&b, group)
		}
		fmt.Fprintf(&b, "  %-*s  %-7s  %-3s  %s\n", width, r.Name, r.Severity, onOrOff(r), r.Summary)
	}
	return b.String()
}

func onOrOff(r rule.Rule) string {
	switch {
	case r.Optional:
		return "off"
	case r.NeedsWeb:
		return "web"
	default:
		return "on"
	}
}
