package cite_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
)

var update = flag.Bool("update", false, "write what comes out into testdata/*.txtar")

// The cases are in testdata/*.txtar, a file for a style or a language. Each part is a note, and behind an empty line
// what must come out: a block for each citation, with its kind, its words if the note has several citations, and every
// field that is not empty. In a note, *words* are in italics and [words](address) is a link. Parts whose name begins
// with "entry" are entries of a bibliography.
func TestTable(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	total := 0
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		total += len(archive.Files)
		for i, f := range archive.Files {
			note, want, _ := strings.Cut(strings.TrimSpace(string(f.Data)), "\n\n")
			got := outcome(note, strings.HasPrefix(f.Name, "entry"))
			if *update {
				archive.Files[i].Data = []byte(note + "\n\n" + got + "\n")
				continue
			}
			t.Run(filepath.Base(file)+"/"+f.Name, func(t *testing.T) {
				require.Equal(t, want, strings.TrimSpace(got), "%s", note)
			})
		}
		if *update {
			require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o600))
		}
	}
	require.GreaterOrEqual(t, total, 200, "cases")
}

// outcome is what comes out of a note or an entry, as the table writes it.
func outcome(note string, entry bool) string {
	a := &article.Article{}
	words, links := marked(note)
	a.Links = links
	var indices []int
	for i := range links {
		indices = append(indices, i)
	}
	if entry {
		a.Entries = []article.Entry{{Words: words, Links: indices}}
	} else {
		a.Notes = []article.Note{{Words: words, Links: indices, Span: article.Span{End: len(words.Text)}}}
	}
	all := cite.Citations(a)
	var blocks []string
	for _, c := range all {
		blocks = append(blocks, block(c, len(all) > 1))
	}
	return strings.Join(blocks, "\n\n")
}

// marked reads *italics* and [words](address).
func marked(s string) (article.Words, []article.Link) {
	var w article.Words
	var links []article.Link
	var b strings.Builder
	open, link := -1, -1
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '*' && open < 0:
			open = b.Len()
		case s[i] == '*':
			w.Italics = append(w.Italics, article.Range{Start: open, End: b.Len()})
			open = -1
		case s[i] == '[' && strings.Contains(s[i:], "](http"):
			link = b.Len()
		case link >= 0 && strings.HasPrefix(s[i:], "](http"):
			url, _, _ := strings.Cut(s[i+2:], ")")
			l := article.Link{URL: url, Text: b.String()[link:], Words: article.Range{Start: link, End: b.Len()}}
			links = append(links, l)
			link = -1
			i += len("](") + len(url)
		default:
			b.WriteByte(s[i])
		}
	}
	w.Text = b.String()
	w.Runs = []article.Run{{Range: article.Range{End: len(w.Text)}, Span: article.Span{End: len(w.Text)}}}
	return w, links
}

// block writes one citation.
func block(c cite.Citation, several bool) string {
	lines := []string{string(c.Kind)}
	add := func(name, value string) {
		if value != "" {
			lines = append(lines, name+": "+value)
		}
	}
	if several {
		add("words", c.Raw)
	}
	add("signal", c.Signal)
	add("label", c.Label)
	add("locator", c.Locator)
	source := reflect.ValueOf(c.Source)
	for i := range source.NumField() {
		name, _, _ := strings.Cut(source.Type().Field(i).Tag.Get("json"), ",")
		switch field := source.Field(i).Interface().(type) {
		case string:
			add(name, field)
		case []article.Name:
			for _, n := range field {
				add(name, nameLine(n))
			}
		}
	}
	return strings.Join(lines, "\n")
}

// nameLine writes a name: Ruiz | Ana, or the literal name of an institution.
func nameLine(n article.Name) string {
	if n.Literal != "" {
		return n.Literal
	}
	return fmt.Sprintf("%s | %s", n.Family, n.Given)
}

// What CSL calls its variables is what JSON has.
func TestSourceIsCSL(t *testing.T) {
	data, err := json.Marshal(cite.Citation{Source: article.Source{Title: "Tide", ContainerTitle: "Harbor Review"}}.Source)
	require.NoError(t, err)
	require.JSONEq(t, `{"title":"Tide","container-title":"Harbor Review"}`, string(data))
}
