package report

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	cases := []struct {
		file    string
		format  Format
		report  *Report
		options Options
	}{
		{"sample-100.txt", Terminal, sample(), Options{}},
		{"sample-60.txt", Terminal, sample(), Options{Width: 60}},
		{"sample-40.txt", Terminal, sample(), Options{Width: 40}},
		{"sample-color-80.txt", Terminal, sample(), Options{Width: 80, Color: true, Hyperlinks: true}},
		{"partial-80.txt", Terminal, partial(), Options{Width: 80}},
		{"offline-80.txt", Terminal, offline(), Options{Width: 80}},
		{"sample.md", Markdown, sample(), Options{}},
		{"partial.md", Markdown, partial(), Options{}},
		{"offline.md", Markdown, offline(), Options{}},
		{"sample.json", JSON, sample(), Options{}},
		{"partial.json", JSON, partial(), Options{}},
		{"offline.json", JSON, offline(), Options{}},
		{"every.txt", Terminal, every(), Options{}},
		{"every.md", Markdown, every(), Options{}},
		{"every.json", JSON, every(), Options{}},
		{"every.jsonl", JSONL, every(), Options{}},
		{"every.github.txt", GitHub, every(), Options{}},
		{"every.gitlab.json", GitLab, every(), Options{}},
		{"every.junit.xml", JUnit, every(), Options{}},
		{"every.checkstyle.xml", Checkstyle, every(), Options{}},
		{"every.csv", CSV, every(), Options{}},
		{"cut.md", Markdown, large(), Options{}},
	}
	for _, c := range cases {
		t.Run(c.file, func(t *testing.T) {
			golden(t, c.file, func(w io.Writer) error { return c.format.Write(w, c.report, c.options) })
		})
	}
	t.Run("every.html", func(t *testing.T) {
		golden(t, "every.html", func(w io.Writer) error {
			// What the page looks like, and what it does, have their own tests.
			_, err := io.WriteString(w, own.ReplaceAllString(written(t, HTML, every(), Options{}), "$1$2$3"))
			return err
		})
	})
	for file, r := range map[string]*Report{"every.sarif": every(), "kept-back.sarif": keptBackReport()} {
		t.Run(file, func(t *testing.T) {
			golden(t, file, func(w io.Writer) error {
				log := sarifOf(r)
				// What the rules say of themselves has its own test.
				log.Runs[0].Tool.Driver.Rules = log.Runs[0].Tool.Driver.Rules[:1]
				return writeJSON(w, log)
			})
		})
	}
	for file, format := range map[string]string{
		"extract.json": "json", "works.csl.json": "csl-json", "works.bib": "bibtex", "works.ris": "ris",
	} {
		t.Run(file, func(t *testing.T) {
			f, err := LookupExtract(format)
			require.NoError(t, err)
			golden(t, file, func(w io.Writer) error { return f.Write(w, extract()) })
		})
	}
	t.Run("explain.txt", func(t *testing.T) {
		golden(t, "explain.txt", func(w io.Writer) error {
			for _, name := range []string{"w1", "w6", "w8", "3", "12"} {
				if err := Explain(w, sample().Articles, name); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// own are the page's own style and script, and their digests.
var own = regexp.MustCompile(`(?s)(<(?:style|script)[^>]*>).*?(</(?:style|script)>)|(sha256-)[\w+/=]+`)

// Every format has its golden file on the report with every kind of finding.
func TestEveryFormatHasAGoldenFile(t *testing.T) {
	endings := map[string]string{
		"terminal": "txt", "markdown": "md", "github": "github.txt", "gitlab": "gitlab.json", "junit": "junit.xml", "checkstyle": "checkstyle.xml",
	}
	for _, f := range Formats {
		ending, other := endings[f.Name]
		if !other {
			ending = f.Name
		}
		require.FileExists(t, filepath.Join("testdata", "every."+ending))
	}
}

func extract() *Extract {
	return &Extract{Schema: ExtractSchemaID, Tool: sample().Tool, Articles: []Article{gauge(), rumour()}}
}

func golden(t *testing.T, file string, write func(io.Writer) error) {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, write(&out))
	path := filepath.Join("testdata", file)
	if *update {
		require.NoError(t, os.WriteFile(path, out.Bytes(), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), out.String(), "run the tests with -update if the change is meant")
}

func written(t testing.TB, f Format, r *Report, o Options) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, f.Write(&out, r, o))
	return out.String()
}
