package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/config"
	"github.com/ibidcheck/ibid/pkg/match"
)

// prefix is how the names of ibid's variables begin.
const prefix = "IBID_"

// variable is the name of a flag in the environment.
func variable(flag string) string {
	return prefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// fromFlags holds the values that were given on the command line against what they may be, as those of the environment and
// of the configuration are held.
func fromFlags(flags *pflag.FlagSet, origins map[string]string) error {
	var errs []error
	words := vocabulary(flags)
	flags.Visit(func(f *pflag.Flag) {
		name := "--" + f.Name
		origins[f.Name] = name
		values := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		}
		for _, v := range values {
			errs = append(errs, words.CheckValue(f, name, v))
		}
	})
	return errors.Join(errs...)
}

// fromEnvironment sets the flags that were not given from variables such as IBID_FAIL_ON, but for those of which each origin
// adds to the others. A list has one item a line. An empty variable says nothing.
func fromEnvironment(flags *pflag.FlagSet, origins map[string]string) error {
	var errs []error
	flags.VisitAll(func(f *pflag.Flag) {
		name := variable(f.Name)
		text := os.Getenv(name)
		if origins[f.Name] != "" || text == "" || f.Name == "help" || slices.Contains(added, f.Name) {
			return
		}
		origins[f.Name] = name
		errs = append(errs, set(flags, f.Name, valuesIn(f, text), name))
	})
	return errors.Join(errs...)
}

// valuesIn are those of a variable. Numbers may stand in one line, and truth be written as Go does: IBID_OFFLINE=1.
func valuesIn(f *pflag.Flag, text string) []string {
	if _, isList := f.Value.(pflag.SliceValue); isList && f.Value.Type() == "intSlice" {
		return lines(strings.ReplaceAll(text, ",", "\n"))
	} else if isList {
		return lines(text)
	}
	if truth, err := strconv.ParseBool(text); err == nil && f.Value.Type() == "bool" {
		return []string{strconv.FormatBool(truth)}
	}
	return []string{text}
}

func lines(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// added are the options of which each origin adds to what the weaker ones say; layers has them.
var added = []string{"rule", "enable", "disable", "exclude"}

// fromConfig sets the flags that neither were given nor stand in the environment. Paths in a configuration are from its
// own folder.
func fromConfig(flags *pflag.FlagSet, conf *config.Config, origins map[string]string) error {
	for _, o := range conf.Options {
		if _, stronger := origins[o.Name]; stronger || config.IsOfArticles(o.Name) {
			continue
		}
		values := slices.Clone(o.Values)
		for i := range values {
			values[i] = config.FromFolder(o.Name, values[i], filepath.Dir(conf.File))
		}
		origins[o.Name] = o.String()
		if err := set(flags, o.Name, values, o.String()+": "+o.Name); err != nil {
			return err
		}
	}
	if _, stronger := origins["header"]; stronger || flags.Lookup("header") == nil {
		return nil
	}
	for _, h := range conf.Hosts {
		for _, header := range h.Headers {
			if err := set(flags, "header", []string{h.Name + "=" + header}, h.String()+": header"); err != nil {
				return err
			}
		}
	}
	return nil
}

// set gives a flag values that are called by a label where they stand.
func set(flags *pflag.FlagSet, name string, values []string, label string) error {
	f, words := flags.Lookup(name), vocabulary(flags)
	for _, v := range values {
		if err := words.CheckValue(f, label, v); err != nil {
			return err
		}
		if err := f.Value.Set(v); err != nil {
			return fmt.Errorf("%s: %w", label, err)
		}
	}
	return nil
}

// configOf finds the configuration of a run, and the folder where it is looked for: the innermost one that all articles
// are in, or below. Of several that hold there, in a repository it is the outermost, so that the options of a run are the
// same however many of its articles are checked; elsewhere the nearest, since what lies further out may be another's.
func configOf(all *config.Folders, args []string) (path, folder string, err error) {
	folder = commonFolder(args)
	path, err = all.Find(folder)
	inRepository := newRepositories().rootOf(folder) != ""
	for outer := path; err == nil && outer != "" && inRepository; {
		path = outer
		outer, err = all.Around(path)
	}
	if err != nil {
		return "", "", fmt.Errorf("no configuration could be looked for: %w", err)
	}
	return path, folder, nil
}

// commonFolder is the innermost folder that all articles are in, or below.
func commonFolder(args []string) string {
	common := ""
	for _, arg := range args {
		folder, err := filepath.Abs(folderOf(arg))
		if err != nil {
			return "."
		}
		if common == "" {
			common = folder
		}
		for !below(common, folder) && common != filepath.Dir(common) {
			common = filepath.Dir(common)
		}
	}
	return common
}

// folderOf is where an article is looked for. Of a pattern, it is what stands before the first folder that may vary.
func folderOf(arg string) string {
	if arg == "-" || match.IsWeb(arg) {
		return "."
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return arg
	case err == nil:
		return filepath.Dir(arg)
	}
	for strings.ContainsAny(arg, "*?[") {
		arg = filepath.Dir(arg)
	}
	return arg
}
