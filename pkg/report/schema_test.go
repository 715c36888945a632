package report

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource("schema.json", doc))
	s, err := c.Compile("schema.json")
	require.NoError(t, err)
	return s
}

// document is JSON as the validator wants it, and as a test can change it.
func document(t *testing.T, text []byte) map[string]any {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	return doc.(map[string]any)
}

func sampleDocument(t *testing.T) map[string]any {
	return document(t, []byte(written(t, JSON, sample(), Options{})))
}

func extractDocument(t *testing.T) map[string]any {
	var out bytes.Buffer
	require.NoError(t, WriteExtract(&out, extract()))
	return document(t, out.Bytes())
}

func TestSchemaAccepts(t *testing.T) {
	s := compiled(t)
	for _, r := range []*Report{sample(), partial(), offline()} {
		require.NoError(t, s.Validate(document(t, []byte(written(t, JSON, r, Options{})))))
	}
	require.NoError(t, s.Validate(extractDocument(t)))
	var none bytes.Buffer
	require.NoError(t, WriteExtract(&none, &Extract{Schema: ExtractSchemaID, Tool: Tool{"ibid", "1"}}))
	require.NoError(t, s.Validate(document(t, none.Bytes())))
}

func TestSchemaRefuses(t *testing.T) {
	s := compiled(t)
	cases := map[string]struct {
		path  string
		value any
	}{
		"another schema":           {"schema", "ibid/report/2"},
		"an extract's name":        {"schema", ExtractSchemaID},
		"a null list":              {"articles", nil},
		"a null list within":       {"articles/0/authors", nil},
		"an unknown member":        {"extra", true},
		"an unknown member within": {"articles/0/claims/0/extra", 1},
		"an unknown severity":      {"findings/0/severity", "notice"},
		"an unknown state":         {"pages/0/state", "dead"},
		"an unknown state counted": {"summary/coverage/states/dead", 1},
		"a negative count":         {"summary/claims", -1},
		"another place":            {"articles/0/links/0/where", "margin"},
		"another kind of note":     {"articles/0/notes/0/kind", "sidenote"},
		"a line from 0":            {"findings/0/span/line", 0},
		"a column from 0":          {"findings/0/span/column", 0},
		"a negative offset":        {"findings/0/span/start", -1},
		"half a character":         {"findings/0/span/end", 1.5},
		"a time without a zone":    {"pages/0/checked", "2024-11-03T09:30:00"},
		"no time":                  {"pages/0/checked", "yesterday"},
		"an identifier of numbers": {"articles/0/claims/0/id", "17"},
		"an id of another table":   {"articles/0/citations/0/note", "c1"},
		"a fingerprint cut short":  {"findings/0/fingerprint", "feed"},
		"an index for an id":       {"articles/0/markers/0/note", 0},
		"a status of four digits":  {"pages/0/status", 4040},
		"an empty reason to stop":  {"summary/coverage/partial", ""},
		"a mark of a note":         {"articles/0/paragraphs/0/marks/0/id", "n1"},
		"a section of a claim":     {"articles/0/paragraphs/0/section", "c1"},
		"a rule in capitals":       {"findings/0/rule", "LinkGone"},
		"a date in words":          {"articles/0/published", "22 October 2024"},
		"a copy without a date":    {"pages/0/saved/taken", nil},
		"a copy nowhere":           {"pages/0/saved/url", ""},
		"less than no run":         {"pages/0/history/runs", -1},
		"an archive unasked of":    {"summary/coverage/unasked/0/addresses", 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			doc := sampleDocument(t)
			set(doc, c.path, c.value)
			require.Error(t, s.Validate(doc))
		})
	}
	t.Run("an extract with findings", func(t *testing.T) {
		doc := extractDocument(t)
		doc["findings"] = []any{}
		require.Error(t, s.Validate(doc))
	})
}

// set changes the member that a path such as "articles/0/title" leads to.
func set(doc map[string]any, path string, value any) {
	steps := strings.Split(path, "/")
	at := any(doc)
	for _, step := range steps[:len(steps)-1] {
		switch node := at.(type) {
		case map[string]any:
			at = node[step]
		case []any:
			at = node[0]
		}
	}
	at.(map[string]any)[steps[len(steps)-1]] = value
}

// Every member is required unless the Go field has omitempty: each one is left out in turn, wherever it occurs first.
func TestSchemaRequires(t *testing.T) {
	s := compiled(t)
	eachStruct(func(typ reflect.Type) {
		for i := range typ.NumField() {
			name, options, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			required := schemaOf(t, typ)["required"].([]any)
			require.Equal(t, options != "omitempty", slices.Contains(required, any(name)), "%s.%s", typ.Name(), name)
		}
	})
	doc := sampleDocument(t)
	delete(doc["pages"].([]any)[0].(map[string]any), "checked")
	require.Error(t, s.Validate(doc))
}

// The schema has the members of the Go types, and no others.
func TestSchemaHasTheFieldsOfTheTypes(t *testing.T) {
	defs := schemaDefinitions(t)
	eachStruct(func(typ reflect.Type) {
		var want []string
		for i := range typ.NumField() {
			name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			require.NotEmpty(t, name, "%s.%s", typ.Name(), typ.Field(i).Name)
			want = append(want, name)
		}
		def := schemaOf(t, typ)
		require.ElementsMatch(t, want, slices.Collect(maps.Keys(def["properties"].(map[string]any))), typ.Name())
		require.Equal(t, false, def["additionalProperties"], typ.Name())
		delete(defs, strings.ToLower(typ.Name()))
	})
	for name, def := range defs {
		require.NotContains(t, def, "properties", "%s is no Go type", name)
	}
}

// What the schema says of a type begins with what its Go comment says.
func TestSchemaIsDocumented(t *testing.T) {
	docs := map[string]string{}
	for _, file := range []string{"report.go", "json.go", "past.go"} {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		require.NoError(t, err)
		for _, d := range parsed.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.TYPE {
				docs[g.Specs[0].(*ast.TypeSpec).Name.Name] = strings.Join(strings.Fields(g.Doc.Text()), " ")
			}
		}
	}
	eachStruct(func(typ reflect.Type) {
		said := schemaOf(t, typ)["description"].(string)
		first, _, _ := strings.Cut(said, ".")
		require.Contains(t, strings.ToLower(docs[typ.Name()]), strings.ToLower(first), typ.Name())
	})
}

// The states that people are told of are those of the schema.
func TestSchemaHasTheStates(t *testing.T) {
	var names []string
	for _, one := range schemaDefinitions(t)["state"].(map[string]any)["oneOf"].([]any) {
		names = append(names, one.(map[string]any)["const"].(string))
	}
	var known []string
	for _, s := range states {
		if s != unvisited && s != excluded {
			known = append(known, s.name)
		}
	}
	require.ElementsMatch(t, known, names)
}

func schemaDefinitions(t *testing.T) map[string]any {
	t.Helper()
	var doc struct {
		Defs map[string]any `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(Schema(), &doc))
	return doc.Defs
}

func schemaOf(t *testing.T, typ reflect.Type) map[string]any {
	t.Helper()
	def, ok := schemaDefinitions(t)[strings.ToLower(typ.Name())].(map[string]any)
	require.True(t, ok, "%s is not in the schema", typ.Name())
	return def
}

// eachStruct visits the struct types that a Report and an Extract are made of.
func eachStruct(visit func(reflect.Type)) {
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		switch typ.Kind() {
		case reflect.Slice, reflect.Pointer, reflect.Map:
			walk(typ.Elem())
		case reflect.Struct:
			if seen[typ] || typ.PkgPath() == "time" {
				return
			}
			seen[typ] = true
			visit(typ)
			for i := range typ.NumField() {
				walk(typ.Field(i).Type)
			}
		default:
		}
	}
	walk(reflect.TypeFor[Report]())
	walk(reflect.TypeFor[Extract]())
	walk(reflect.TypeFor[Past]())
}
