package pkg_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/ibidcheck/ibid/"

// floors has every package of the house, the highest floor first. A package imports those of lower floors only.
var floors = [][]string{
	{"cmd/ibid"},
	{"pkg/cli"},
	{"pkg/report", "pkg/config"},
	{"pkg/ibid"},
	{"pkg/rule"},
	{"pkg/verify"},
	{"pkg/cite", "pkg/live", "pkg/archive", "pkg/history", "pkg/read", "pkg/fleet"},
	{"pkg/article", "pkg/web", "pkg/metadata"},
	{"pkg/prose", "pkg/match", "pkg/web/hostile", "pkg/picture"},
}

// The wings: what reads articles, and what asks the web. Neither imports the other.
var wings = [2][]string{
	{"pkg/article", "pkg/read", "pkg/cite"},
	{"pkg/web", "pkg/live", "pkg/archive", "pkg/history", "pkg/fleet"},
}

// reserved are the imports that one package keeps from all others.
var reserved = map[string]string{
	"github.com/gocolly/colly": "pkg/web",
	"database/sql":             "pkg/history",
	"golang.org/x/term":        "pkg/cli",
	"github.com/spf13/cobra":   "pkg/cli",
}

// concurrent are the packages that may start goroutines.
var concurrent = []string{"pkg/web", "pkg/web/hostile", "pkg/ibid", "pkg/fleet"}

// outside are packages that are no part of the house. None of it imports them, but in tests.
var outside = []string{"fixtures"}

// listed is a package as go list knows it.
type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	Imports    []string
}

func (p listed) path() string { return strings.TrimPrefix(p.ImportPath, module) }

// house lists the packages that are there.
func house(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports", "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	require.NoError(t, err)
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p listed
		require.NoError(t, d.Decode(&p))
		if len(p.GoFiles) > 0 && !slices.Contains(outside, p.path()) {
			all = append(all, p)
		}
	}
	require.NotEmpty(t, all)
	return all
}

// floor is the number of a package's floor from above, -1 if it has none.
func floor(path string) int {
	return slices.IndexFunc(floors, func(f []string) bool { return slices.Contains(f, path) })
}

func wing(path string) int {
	return slices.IndexFunc(wings[:], func(w []string) bool { return slices.Contains(w, path) })
}

func TestEveryPackageHasItsFloor(t *testing.T) {
	for _, p := range house(t) {
		require.NotEqual(t, -1, floor(p.path()), "%s stands on no floor; give it one in this test", p.path())
		name := filepath.Base(p.path())
		require.NotContains(t, []string{"util", "utils", "common", "types", "models", "helpers"}, name, "%s says nothing", p.path())
	}
}

func TestImportsRunDownward(t *testing.T) {
	for _, p := range house(t) {
		for _, imported := range p.Imports {
			path, own := strings.CutPrefix(imported, module)
			if !own {
				continue
			}
			require.NotContains(t, outside, path, "%s imports %s outside its tests", p.path(), path)
			require.Greater(t, floor(path), floor(p.path()), "%s imports %s, which is no lower", p.path(), path)
			from, to := wing(p.path()), wing(path)
			require.False(t, from >= 0 && to >= 0 && from != to, "%s imports %s of the other wing", p.path(), path)
		}
	}
}

func TestReservedImports(t *testing.T) {
	for _, p := range house(t) {
		for _, imported := range p.Imports {
			for name, owner := range reserved {
				if imported == name || strings.HasPrefix(imported, name+"/") {
					require.Equal(t, owner, p.path(), "only %s imports %s", owner, name)
				}
			}
		}
	}
}

// parsed are the files of a package, without its tests.
func parsed(t *testing.T, p listed) (*token.FileSet, []*ast.File) {
	t.Helper()
	set := token.NewFileSet()
	var files []*ast.File
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		files = append(files, f)
	}
	return set, files
}

func TestGoroutinesStartWhereTheyMay(t *testing.T) {
	for _, p := range house(t) {
		if slices.Contains(concurrent, p.path()) {
			continue
		}
		set, files := parsed(t, p)
		for _, f := range files {
			ast.Inspect(f, func(n ast.Node) bool {
				if startsGoroutine(n) {
					t.Errorf("%s: a goroutine outside %v", set.Position(n.Pos()), concurrent)
				}
				return true
			})
		}
	}
}

// startsGoroutine tells of go statements, and of the methods of sync.WaitGroup and errgroup.Group that stand for one.
func startsGoroutine(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GoStmt:
		return true
	case *ast.CallExpr:
		method, ok := n.Fun.(*ast.SelectorExpr)
		return ok && (method.Sel.Name == "Go" || method.Sel.Name == "TryGo")
	default:
		return false
	}
}

func TestNothingHappensAtStart(t *testing.T) {
	for _, p := range house(t) {
		set, files := parsed(t, p)
		for _, f := range files {
			for _, d := range f.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
					t.Errorf("%s: an init function; call it where it is needed", set.Position(fn.Pos()))
				}
			}
		}
	}
}

func TestPackageVariablesStayAsTheyAre(t *testing.T) {
	for _, p := range house(t) {
		set, files := parsed(t, p)
		for _, at := range changes(files) {
			t.Errorf("%s: a variable of the package is changed; hand it on instead", set.Position(at))
		}
	}
}

// changes are the places where functions change a variable of their package: by an assignment to it, to a field or to an
// element of it. A local variable of the same name, anywhere in the function, is given the benefit of the doubt, and a
// change by a method or through a pointer is not seen.
func changes(files []*ast.File) []token.Pos {
	global := map[string]bool{}
	for _, f := range files {
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				for name := range names(g) {
					global[name] = true
				}
			}
		}
	}
	var all []token.Pos
	for _, f := range files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
				all = append(all, changesIn(fn, global)...)
			}
		}
	}
	return all
}

func changesIn(fn *ast.FuncDecl, global map[string]bool) []token.Pos {
	local := map[string]bool{}
	var all []token.Pos
	assigned := func(x ast.Expr) {
		if name := root(x); name != nil && global[name.Name] && !local[name.Name] {
			all = append(all, x.Pos())
		}
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			for _, name := range n.Names {
				local[name.Name] = true
			}
		case *ast.GenDecl:
			for name := range names(n) {
				local[name] = true
			}
		case *ast.IncDecStmt:
			assigned(n.X)
		case *ast.RangeStmt:
			for _, x := range []ast.Expr{n.Key, n.Value} {
				if name := root(x); name != nil && n.Tok == token.DEFINE {
					local[name.Name] = true
				} else {
					assigned(x)
				}
			}
		case *ast.AssignStmt:
			for _, x := range n.Lhs {
				if name, ok := x.(*ast.Ident); ok && n.Tok == token.DEFINE {
					local[name.Name] = true
				} else {
					assigned(x)
				}
			}
		}
		return true
	})
	return all
}

// names are what a declaration of variables declares.
func names(g *ast.GenDecl) map[string]bool {
	all := map[string]bool{}
	for _, s := range g.Specs {
		if v, ok := s.(*ast.ValueSpec); ok {
			for _, name := range v.Names {
				all[name.Name] = true
			}
		}
	}
	return all
}

// root is the variable that an expression on the left of an assignment belongs to: v in v.field[i].
func root(x ast.Expr) *ast.Ident {
	for {
		switch at := x.(type) {
		case *ast.Ident:
			return at
		case *ast.SelectorExpr:
			x = at.X
		case *ast.IndexExpr:
			x = at.X
		case *ast.StarExpr:
			x = at.X
		case *ast.ParenExpr:
			x = at.X
		default:
			return nil
		}
	}
}

// The test above finds what it is meant to find.
func TestChangesAreFound(t *testing.T) {
	const source = `package p
var a, b = 1, map[string]int{}
var c struct{ d []int }
func f(b map[string]int) { b["x"] = 1 }
func g() { a := 2; a = 3; _ = a }
func h() { a = 4 }
func i() { b["x"]++ }
func j() { c.d[0], _ = 5, 6 }
func k() { for a = range 3 { } }
func l() { for a := range 3 { a++ } }
`
	f, err := parser.ParseFile(token.NewFileSet(), "p.go", source, parser.SkipObjectResolution)
	require.NoError(t, err)
	var found []string
	for _, at := range changes([]*ast.File{f}) {
		before := source[:at]
		found = append(found, before[strings.LastIndex(before, "func ")+5:][:1])
	}
	require.Equal(t, []string{"h", "i", "j", "k"}, found)
}
