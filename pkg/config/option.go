package config

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
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
	kind := f.Value.Type()
	if text, ok = r.textOf(kind, n); !ok {
		hint := ""
		if _, quoted := n.(*ast.StringNode); quoted && isQuoted(n) {
			hint = ", without quotation marks"
		}
		r.fail(n, "%s takes %s%s", f.Name, wanted(f), hint)
		return "", false
	}
	if err := r.words.CheckValue(f, f.Name, text); err != nil {
		r.fail(n, "%v", err)
		return "", false
	}
	return text, true
}

// textOf is a scalar that may be of a kind. Numbers and truth are not taken from what stands in quotation marks: that is
// text, to editors too.
func (r *reader) textOf(kind string, n ast.Node) (string, bool) {
	if isQuoted(n) && (kind == "bool" || isWhole(kind)) {
		return "", false
	}
	if n, ok := wholeOf(n); ok && isWhole(kind) {
		return n, true
	}
	return r.text(n)
}

func isWhole(kind string) bool { return kind == "int" || kind == "int64" || kind == "intSlice" }

func isQuoted(n ast.Node) bool {
	t := n.GetToken().Type
	return t == token.SingleQuoteType || t == token.DoubleQuoteType
}

// wholeOf is a whole number in plain figures, however YAML lets it be written: 0x10, 1_000, 5.0.
func wholeOf(n ast.Node) (string, bool) {
	switch x := n.(type) {
	case *ast.IntegerNode:
		return fmt.Sprint(x.Value), true
	case *ast.FloatNode:
		if x.Value == math.Trunc(x.Value) && math.Abs(x.Value) < 1<<53 {
			return strconv.FormatInt(int64(x.Value), 10), true
		}
	}
	return "", false
}
