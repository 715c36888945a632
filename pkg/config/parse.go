package config

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// reader goes through a file and notes what is wrong with it.
type reader struct {
	words Vocabulary
	conf  *Config
	errs  []error
	// anchors are by name; aliases counts how often they are named. Of the nodes that are settled, no more is to be said.
	anchors map[string][]*ast.AnchorNode
	aliases int
	settled map[ast.Node]bool
}

// The keys of a file that are no options, and those within them.
const (
	rulesKey     = "rules"
	excludeKey   = "exclude"
	overridesKey = "overrides"
	hostsKey     = "hosts"
	severityKey  = "severity"
	filesKey     = "files"
	styleKey     = "style"
	urlKey       = "url"
	reasonKey    = "reason"
	blockedKey   = "blocked"
	gapKey       = "gap"
	headersKey   = "headers"
)

// Parse reads the source of a configuration file. The error tells all that is wrong with it, a line for each, with
// file, line and column.
func Parse(path string, source []byte, v Vocabulary) (*Config, error) {
	source = bytes.ReplaceAll(withoutMark(source), []byte("\r\n"), []byte("\n"))
	if err := v.bounded(path, source); err != nil {
		return nil, err
	}
	r := &reader{words: v, conf: &Config{File: path}, settled: map[ast.Node]bool{}}
	file, err := parser.ParseBytes(source, 0)
	var wrong yaml.Error
	switch {
	case errors.As(err, &wrong) && wrong.GetToken() != nil:
		at := wrong.GetToken().Position
		return nil, fmt.Errorf("%s: this is no YAML: %s", Place{path, at.Line, at.Column}, shortened(wrong.GetMessage()))
	case err != nil:
		return nil, fmt.Errorf("%s: this is no YAML: %w", path, err)
	}
	switch all := documents(file); len(all) {
	case 0:
	case 1:
		r.anchors = anchorsOf(all[0])
		r.whole(all[0])
		r.switchedTwice()
	default:
		r.fail(all[1], "a configuration is one document; take out the line ---")
	}
	if len(r.errs) > 0 {
		return nil, errors.Join(r.errs...)
	}
	return r.conf, nil
}

// withoutMark takes away the byte order mark that editors in Windows write.
func withoutMark(source []byte) []byte { return bytes.TrimPrefix(source, []byte("\ufeff")) }

// shortened is the beginning of what the library says: it may quote a file at length.
func shortened(message string) string {
	const aLine = 120
	first, _, _ := strings.Cut(message, "\n")
	if letters := []rune(first); len(letters) > aLine {
		return string(letters[:aLine]) + "…"
	}
	return first
}

// switchedTwice finds the rules that a file both enables and disables.
func (r *reader) switchedTwice() {
	on := map[string]bool{}
	for _, o := range r.conf.Options {
		if o.Name == "enable" {
			for _, name := range o.Values {
				on[name] = true
			}
		}
	}
	for _, o := range r.conf.Options {
		for _, name := range o.Values {
			if o.Name == "disable" && on[name] {
				r.errs = append(r.errs, fmt.Errorf("%s: the rule %s is both enabled and disabled", o.Place, name))
			}
		}
	}
}

func (r *reader) place(n ast.Node) Place {
	first := n
	switch x := n.(type) { // the token of a block is its first colon or dash
	case *ast.MappingNode:
		if len(x.Values) > 0 && !x.IsFlowStyle {
			first = x.Values[0].Key
		}
	case *ast.MappingValueNode:
		first = x.Key
	}
	at := first.GetToken().Position
	return Place{r.conf.File, at.Line, at.Column}
}

func (r *reader) fail(n ast.Node, form string, args ...any) {
	if r.settled[n] {
		return
	}
	r.errs = append(r.errs, fmt.Errorf("%s: %s", r.place(n), fmt.Sprintf(form, args...)))
}

// entry is a key with its value.
type entry struct {
	name       string
	key, value ast.Node
}

// entries are those of a mapping; what is none is told. Nothing at all is an empty one.
func (r *reader) entries(n ast.Node, what string) []entry {
	n = r.meant(n)
	var values []*ast.MappingValueNode
	switch x := n.(type) {
	case *ast.MappingNode:
		values = x.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{x}
	case *ast.NullNode:
	default:
		r.fail(n, "%s takes keys with values, such as %s", what, exampleOf[what])
	}
	var all []entry
	for _, v := range values {
		key := r.meant(v.Key)
		name, ok := r.text(key)
		switch _, merge := v.Key.(*ast.MergeKeyNode); {
		case merge:
			r.fail(v.Key, "<< is not read here; an alias can stand for a whole value: rules: *name")
		case !ok:
			r.fail(key, "write this key as plain text")
		default:
			all = append(all, entry{name, key, r.meant(v.Value)})
		}
	}
	return all
}

var exampleOf = map[string]string{
	"the configuration": "fail-on: warning",
	rulesKey:            "dead-link: warning",
	hostsKey:            "review.example: {blocked: fine}",
	headersKey:          "Authorization: Bearer ${IBID_TOKEN}",
	excludeKey:          "url: https://intranet.example/*",
	overridesKey:        `files: "issues/2019/**"`,
}

// items are those of a list.
func (r *reader) items(n ast.Node, what string) []ast.Node {
	switch x := r.meant(n).(type) {
	case *ast.SequenceNode:
		return r.allMeant(x.Values)
	case *ast.NullNode:
		return nil
	}
	r.fail(n, "%s takes a list; begin each item with a dash: - %s", what, exampleOf[what])
	return nil
}

// itemsOrOne are those of a list, or what stands in its place.
func (r *reader) itemsOrOne(n ast.Node) []ast.Node {
	if list, ok := n.(*ast.SequenceNode); ok {
		return r.allMeant(list.Values)
	}
	return []ast.Node{n}
}

func (r *reader) allMeant(nodes []ast.Node) []ast.Node {
	all := make([]ast.Node, len(nodes))
	for i, n := range nodes {
		all[i] = r.meant(n)
	}
	return all
}

// text is a scalar as it is written. A null is none.
func (r *reader) text(n ast.Node) (string, bool) {
	switch x := n.(type) {
	case *ast.StringNode:
		return x.Value, true
	case *ast.LiteralNode:
		return x.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	default:
		return "", false
	}
}

// patterns are those of an override: a list of texts, or one text.
func (r *reader) patterns(n ast.Node) []string {
	var all []string
	for _, n := range r.itemsOrOne(n) {
		text, ok := r.text(n)
		if !ok || text == "" {
			r.fail(n, "%s takes a text, or a list of texts", filesKey)
			continue
		}
		if err := validPattern(text); err != nil {
			r.fail(n, "%v", err)
			continue
		}
		all = append(all, cleanPattern(text))
	}
	return all
}

func (r *reader) whole(n ast.Node) {
	known := append(r.words.options(), rulesKey, excludeKey, overridesKey, hostsKey)
	for _, e := range r.entries(n, "the configuration") {
		switch {
		case !slices.Contains(known, e.name):
			r.fail(e.key, "%s", unknown("key", e.name, known))
		case e.name == rulesKey:
			r.conf.Rules = r.rules(e.value)
		case e.name == excludeKey:
			for _, item := range r.items(e.value, excludeKey) {
				r.exclusion(item)
			}
		case e.name == overridesKey:
			for _, item := range r.items(e.value, overridesKey) {
				r.override(item)
			}
		case e.name == hostsKey:
			for _, h := range r.entries(e.value, hostsKey) {
				r.host(h)
			}
		default:
			r.option(r.words.Flags.Lookup(e.name), e.key, e.value)
		}
	}
}

func (r *reader) exclusion(n ast.Node) {
	x := Exclusion{Origin: r.place(n).String()}
	for _, e := range r.entries(n, excludeKey) {
		text, ok := r.text(e.value)
		switch {
		case !slices.Contains([]string{urlKey, reasonKey}, e.name):
			r.fail(e.key, "%s", unknown("key", e.name, []string{urlKey, reasonKey}))
		case !ok:
			r.fail(e.value, "%s takes a text", e.name)
		case e.name == urlKey:
			x.Pattern = text
		default:
			x.Reason = text
		}
	}
	if err := x.validate(); err != nil {
		r.fail(n, "%v", err)
		return
	}
	r.conf.Exclude = append(r.conf.Exclude, x)
}

func (r *reader) override(n ast.Node) {
	o := Override{Place: r.place(n)}
	known := []string{filesKey, rulesKey, styleKey}
	named := false
	for _, e := range r.entries(n, overridesKey) {
		switch e.name {
		case filesKey:
			o.Files = r.patterns(e.value)
			named = len(r.itemsOrOne(e.value)) > 0
		case rulesKey:
			o.Rules = r.rules(e.value)
		case styleKey:
			if text, ok := r.valueOf(r.words.Flags.Lookup(styleKey), e.value); ok {
				o.Style = asStyle(text)
			}
		default:
			r.fail(e.key, "%s", unknown("key of an override", e.name, known))
		}
	}
	if !named {
		r.fail(n, "an override names its files, such as %s", exampleOf[overridesKey])
	}
	r.conf.Overrides = append(r.conf.Overrides, o)
}
