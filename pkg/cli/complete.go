package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/archive"
	"github.com/ibidcheck/ibid/pkg/config"
	"github.com/ibidcheck/ibid/pkg/report"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// offer lets shells complete the values of a command's flags. What names a file is left to them.
func offer(cmd *cobra.Command) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if complete := completionOf(f); complete != nil {
			_ = cmd.RegisterFlagCompletionFunc(f.Name, complete) // fails for no flag that is there
		}
	})
}

// completionOf is nil for a flag that takes a file.
func completionOf(f *pflag.Flag) cobra.CompletionFunc {
	if c, isChoice := f.Value.(*config.Choice); isChoice {
		return among(c.Known)
	}
	switch f.Name {
	case "format":
		return orFile(formatCompletions())
	case "archive":
		return among(providerCompletions())
	case "save":
		return among(saverCompletions())
	case "enable", "disable":
		return among(ruleCompletions())
	case "rule":
		return completeRule
	case "config":
		return cobra.FixedCompletions([]cobra.Completion{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt)
	}
	if config.NamesFile(f.Name) {
		return nil
	}
	return cobra.NoFileCompletions
}

// among offers those of the words that go on as what is there does, and no files.
func among(all []cobra.Completion) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return beginning(all, begun), cobra.ShellCompDirectiveNoFileComp
	}
}

// orFile offers words, and files behind NAME=.
func orFile(all []cobra.Completion) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if strings.Contains(begun, "=") {
			return nil, cobra.ShellCompDirectiveDefault
		}
		return beginning(all, begun), cobra.ShellCompDirectiveNoFileComp
	}
}

func beginning(all []cobra.Completion, begun string) []cobra.Completion {
	return slices.DeleteFunc(slices.Clone(all), func(word cobra.Completion) bool { return !strings.HasPrefix(word, begun) })
}

// completeRule offers NAME= and then the severities.
func completeRule(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var all []cobra.Completion
	name, _, named := strings.Cut(begun, "=")
	if !named {
		for _, r := range rule.All {
			all = append(all, cobra.CompletionWithDesc(r.Name+"=", r.Summary))
		}
		return beginning(all, begun), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	for _, severity := range config.Severities() {
		all = append(all, name+"="+severity)
	}
	return beginning(all, begun), cobra.ShellCompDirectiveNoFileComp
}

// completeRules offers the rules that have not been named yet.
func completeRules(_ *cobra.Command, named []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	left := slices.DeleteFunc(ruleCompletions(), func(word cobra.Completion) bool {
		name, _, _ := strings.Cut(word, "\t")
		return slices.Contains(named, name)
	})
	return beginning(left, begun), cobra.ShellCompDirectiveNoFileComp
}

// described are the words for the things of a slice, each with its summary.
func described[T any](all []T, of func(T) (name, summary string)) []cobra.Completion {
	words := make([]cobra.Completion, len(all))
	for i, x := range all {
		words[i] = cobra.CompletionWithDesc(of(x))
	}
	return words
}

func ruleCompletions() []cobra.Completion {
	return described(rule.All, func(r rule.Rule) (string, string) { return r.Name, r.Summary })
}

func formatCompletions() []cobra.Completion {
	return described(report.Formats, func(f report.Format) (string, string) { return f.Name, f.Summary })
}

func extractCompletions() []cobra.Completion {
	return described(report.ExtractFormats, func(f report.ExtractFormat) (string, string) { return f.Name, f.Summary })
}

func providerCompletions() []cobra.Completion {
	return described(archive.Providers, func(p archive.Provider) (string, string) { return p.Name, p.Summary })
}

func saverCompletions() []cobra.Completion {
	return described(archive.Savers, func(s archive.Saver) (string, string) { return s.Name, s.Summary })
}

// refuseShells makes it an error to ask for the completion of a shell that has none, which would print the help.
func refuseShells(root *cobra.Command) {
	completion, _, err := root.Find([]string{"completion"})
	if err != nil || completion == root {
		return
	}
	completion.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return cmd.Help()
		}
		var shells []string
		for _, c := range cmd.Commands() {
			shells = append(shells, c.Name())
		}
		return fmt.Errorf("there is no completion for %s; the shells are %s", args[0], strings.Join(shells, ", "))
	}
	completion.Args = cobra.ArbitraryArgs
}
