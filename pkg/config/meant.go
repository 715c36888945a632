package config

import (
	"slices"

	"github.com/goccy/go-yaml/ast"
)

// standing are the tags of YAML that say what a value is anyway (YAML 1.2.2, 10.1 to 10.3).
var standing = [...]string{"!!str", "!!map", "!!seq", "!!null", "!!bool", "!!int", "!!float"}

// mostAliases bounds what a small file can be made to hold by naming one part of it again and again.
const mostAliases = 64

// documents are those of a file that hold anything. Directives, such as %YAML 1.2, stand in one of their own.
func documents(file *ast.File) []ast.Node {
	var all []ast.Node
	for _, d := range file.Docs {
		if _, directive := d.Body.(*ast.DirectiveNode); d.Body != nil && !directive {
			all = append(all, d.Body)
		}
	}
	return all
}

// meant is what a node stands for: an alias for what its anchor names, a tag for what it is on. What cannot be found out is
// told, and stands for itself.
func (r *reader) meant(n ast.Node) ast.Node {
	for {
		before := n
		switch x := n.(type) {
		case *ast.AnchorNode:
			n = x.Value
		case *ast.MappingKeyNode:
			n = x.Value
		case *ast.TagNode:
			if !slices.Contains(standing[:], x.Start.Value) {
				r.tell(n, "the tag %s has no meaning here; leave it out", x.Start.Value)
				return n
			}
			n = x.Value
		case *ast.AliasNode:
			n = r.anchored(x)
		}
		if n == before {
			return n
		}
	}
}

// anchored is what the last anchor of an alias's name before it names.
func (r *reader) anchored(alias *ast.AliasNode) ast.Node {
	r.aliases++
	if r.aliases > mostAliases {
		if r.aliases == mostAliases+1 {
			r.fail(alias, "there are more than %d aliases; write out what is meant", mostAliases)
		}
		r.settled[alias] = true
		return alias
	}
	name := alias.Value.GetToken().Value
	at := alias.GetToken().Position.Offset
	for _, a := range slices.Backward(r.anchors[name]) {
		if a.GetToken().Position.Offset < at {
			return a.Value
		}
	}
	r.tell(alias, "there is no anchor &%s before this alias", name)
	return alias
}

// anchorsOf are all anchors below a node by their names, in their order.
func anchorsOf(n ast.Node) map[string][]*ast.AnchorNode {
	all := map[string][]*ast.AnchorNode{}
	for _, found := range ast.Filter(ast.AnchorType, n) {
		if a, ok := found.(*ast.AnchorNode); ok {
			name := a.Name.GetToken().Value
			all[name] = append(all[name], a)
		}
	}
	return all
}

// tell notes what is wrong with a node once and for all: nothing else will be noted of it.
func (r *reader) tell(n ast.Node, form string, args ...any) {
	r.fail(n, form, args...)
	r.settled[n] = true
}
