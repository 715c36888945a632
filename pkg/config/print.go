package config

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/rule"
)

// Held is what holds for an article besides the configuration file. Origins say who has set a flag; those that nobody
// has set are missing.
type Held struct {
	Article string
	Flags   *pflag.FlagSet
	Origins map[string]string
	Wish    Wish
	Exclude []Exclusion
	// Run is the configuration of the run, which may be another than the article's own.
	Run *Config
}

// Print writes what holds for an article, with who says so behind each line, in the form of a configuration.
func Print(w io.Writer, c *Config, h Held) error {
	out := bufio.NewWriter(w)
	line := func(text, origin string) {
		if origin == "" {
			origin = "default"
		}
		fmt.Fprintf(out, "%-40s # %s\n", text, origin)
	}
	fmt.Fprintf(out, "# for %s: %s\n", h.Article, cmp.Or(c.File, "no configuration"))
	if h.Run.File != c.File {
		fmt.Fprintf(out, "# rules and style are from there, the options of the run from %s\n", cmp.Or(h.Run.File, "no configuration"))
	}
	chosen := c.For(h.Article, h.Wish)
	h.Flags.VisitAll(func(f *pflag.Flag) {
		switch {
		case !IsOption(f) || f.Name == "enable" || f.Name == "disable":
		case f.Name == styleKey:
			if chosen.Style != "" {
				origin, set := chosen.Origins[styleKey]
				if !set {
					origin = h.Origins[styleKey]
				}
				line("style: "+string(chosen.Style), origin)
			}
		default:
			if text := shown(f); text != "" {
				line(f.Name+": "+text, h.Origins[f.Name])
			}
		}
	})
	printRules(line, chosen)
	if len(h.Exclude) > 0 {
		fmt.Fprintln(out, "exclude:")
	}
	for _, x := range h.Exclude {
		line("  - url: "+quoted(x.Pattern), x.Origin)
		fmt.Fprintf(out, "    reason: %s\n", quoted(x.Reason))
	}
	printHosts(out, line, h.Run.Hosts)
	return out.Flush()
}

func printRules(line func(text, origin string), chosen Chosen) {
	line(rulesKey+":", "error, warning, info, off")
	on := map[string]rule.Rule{}
	for _, r := range chosen.Rules {
		on[r.Name] = r
	}
	for _, r := range rule.All {
		held, isOn := on[r.Name]
		severity := Off
		if isOn {
			severity = string(held.Severity)
		}
		numbers := chosen.Settings[r.Name]
		if len(numbers) == 0 {
			line("  "+r.Name+": "+severity, chosen.Origins[r.Name])
			continue
		}
		line("  "+r.Name+":", "")
		line("    severity: "+severity, chosen.Origins[r.Name])
		for _, s := range r.Settings {
			if n, ok := numbers[s.Name]; ok {
				line(fmt.Sprintf("    %s: %v", s.Name, n), chosen.Origins[r.Name+"."+s.Name])
			}
		}
	}
}

// printHosts leaves headers out: they may be secrets.
func printHosts(out io.Writer, line func(text, origin string), hosts []Host) {
	if len(hosts) > 0 {
		fmt.Fprintln(out, "hosts:")
	}
	for _, h := range hosts {
		line("  "+quoted(h.Name)+":", h.String())
		if h.BlockedIsFine {
			fmt.Fprintln(out, "    blocked: fine")
		}
		if h.Gap != nil {
			fmt.Fprintln(out, "    gap: "+h.Gap.String())
		}
		for _, header := range h.Headers {
			name, _, _ := strings.Cut(header, ":")
			fmt.Fprintf(out, "    # the header %s\n", name)
		}
	}
}

// shown is the value of a flag; empty if there is none to show.
func shown(f *pflag.Flag) string {
	list, ok := f.Value.(pflag.SliceValue)
	switch {
	case f.Name == "header":
		return "" // it may be a secret, and is among the hosts
	case ok && len(list.GetSlice()) == 0:
		return ""
	case ok:
		var items []string
		for _, item := range list.GetSlice() {
			if !isWhole(f.Value.Type()) {
				item = quoted(item)
			}
			items = append(items, item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case f.Value.Type() == "string" && f.Value.String() != "":
		return quoted(f.Value.String())
	default:
		return f.Value.String()
	}
}

// quoted is a text as YAML and JSON alike write it.
func quoted(text string) string {
	b, _ := json.Marshal(text)
	return string(b)
}
