package config

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/spf13/pflag"
)

// IsOption tells whether a flag is an option of a configuration too: not one that names the configuration, asks for help,
// or asks a question of one article. Rules and exclusions have keys of their own there.
func IsOption(f *pflag.Flag) bool {
	return !slices.Contains([]string{"config", "no-config", "explain", "help", "rule", "exclude"}, f.Name)
}

// options are the names of all options.
func (v Vocabulary) options() []string {
	var all []string
	v.Flags.VisitAll(func(f *pflag.Flag) {
		if IsOption(f) {
			all = append(all, f.Name)
		}
	})
	return all
}

// isList tells whether a flag can be given several times.
func isList(f *pflag.Flag) bool {
	return strings.HasSuffix(f.Value.Type(), "Array") || strings.HasSuffix(f.Value.Type(), "Slice")
}

// option reads the value of an option.
func (r *reader) option(f *pflag.Flag, key, value ast.Node) {
	o := Option{Name: f.Name, Place: r.place(key)}
	nodes := []ast.Node{value}
	if isList(f) {
		nodes = r.itemsOrOne(value)
	}
	for _, n := range nodes {
		text, ok := r.valueOf(f, n)
		if !ok {
			return
		}
		if why := r.refused(f.Name, text); why != "" {
			r.fail(n, "%s", why)
			return
		}
		o.Values = append(o.Values, text)
	}
	r.conf.Options = append(r.conf.Options, o)
}

// valueOf is one value as the flag takes it.
func (r *reader) valueOf(f *pflag.Flag, n ast.Node) (text string, ok bool) {
	if text, ok = r.text(n); !ok {
		r.fail(n, "%s takes %s", f.Name, wanted(f))
		return "", false
	}
	if err := r.words.CheckValue(f, f.Name, text); err != nil {
		r.fail(n, "%v", err)
		return "", false
	}
	return text, true
}
