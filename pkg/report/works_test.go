package report

import (
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

// shelf is an extract of works that are hard to write.
func shelf(works ...Source) *Extract {
	e := &Extract{Schema: ExtractSchemaID, Tool: Tool{"ibid", "1"}, Articles: []Article{{Path: "a.txt"}}}
	for _, s := range works {
		e.Articles[0].Works = append(e.Articles[0].Works, Work{Title: s.Title, Fields: s})
	}
	return e
}

func hardWorks() *Extract {
	return shelf(
		Source{
			Type: "article-journal", Author: []Name{{Family: "Ruiz", Given: "Ana"}, {Literal: "Bureau of Tides and Currents"}},
			Title: "Tide Tables", ContainerTitle: "Harbor Review", Issued: "2021-05-03", Volume: "12", Issue: "3", Page: "1–9",
			DOI: "10.5555/hr.2021_3<1:TT>2.0.CO;2", ISSN: "1234-5678",
		},
		Source{
			Type: "book", Author: []Name{{Family: "de la Cruz and Sons", Given: "J., Jr."}}, Editor: []Name{{Family: "Løve", Given: "Åse"}},
			Title: `100% of {Braces} & $5 #1 under_score ~ ^ \ } "quoted"`, Publisher: "Salt & Co.", PublisherPlace: "Århus",
			Issued: "1999/2003", Edition: "2nd", ISBN: "978-0-306-40615-7", Accessed: "2024",
		},
		Source{
			Type: "report", Title: "Line one\r\nER  - \r\nTY  - BOOK\x00\x1b[2J", Author: []Name{{Literal: "A*B\nAU  - Forged"}},
			Issued: "2021-21", URL: "https://board.example/{a}\\b c%20d#e\r\nx", ArchiveURL: "https://perma.cc/A1B2-C3D4",
		},
		Source{Type: "article", Title: "Sediment Lag", ArXiv: "2101.01234", Issued: "[2021-04-05,2021-05-04]", PMID: "29876543", PMCID: "PMC7654321"},
		Source{Title: "Sediment Lag"},
		Source{Title: "Sediment Lag"},
		Source{Title: "潮位計の記録", Author: []Name{{Family: "渡辺", Given: "由紀子"}}},
		Source{URL: "https://bare.example/"},
	)
}

func extracted(t testing.TB, f ExtractFormat, e *Extract) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, f.Write(&out, e))
	return out.String()
}

func TestHardWorks(t *testing.T) {
	for file, f := range map[string]ExtractFormat{"hard.csl.json": CSLJSON, "hard.bib": BibTeX, "hard.ris": RIS} {
		t.Run(file, func(t *testing.T) {
			golden(t, file, func(w io.Writer) error { return f.Write(w, hardWorks()) })
		})
	}
}

func TestLookupExtract(t *testing.T) {
	for _, f := range ExtractFormats {
		found, err := LookupExtract(f.Name)
		require.NoError(t, err)
		require.Equal(t, f.Name, found.Name)
		require.NotEmpty(t, f.Summary)
		require.ErrorIs(t, f.Write(full{}, hardWorks()), errFull)
	}
	_, err := LookupExtract("endnote")
	require.EqualError(t, err, `unknown format "endnote"; the formats are json, csl-json, bibtex, ris`)
}

// The items hold to the structure that the project Citation Style Language publishes as csl-data.json; the test's
// schema states the part of it that is used here.
func TestCSLJSONIsValid(t *testing.T) {
	c := jsonschema.NewCompiler()
	schema, err := c.Compile("testdata/csl.schema.json")
	require.NoError(t, err)
	for _, e := range []*Extract{hardWorks(), extract(), {}} {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(extracted(t, CSLJSON, e)))
		require.NoError(t, err)
		require.NoError(t, schema.Validate(doc))
	}
	wrong, err := jsonschema.UnmarshalJSON(strings.NewReader(`[{"id": "a", "type": "book", "issued": "2021"}]`))
	require.NoError(t, err)
	require.Error(t, schema.Validate(wrong))
}

// What CSL-JSON says comes back as it was, but for what it has no words for.
func TestCSLJSONComesBack(t *testing.T) {
	var items []cslItem
	require.NoError(t, json.Unmarshal([]byte(extracted(t, CSLJSON, hardWorks())), &items))
	require.Len(t, items, 8)
	require.Equal(t, []Name{{Family: "Ruiz", Given: "Ana"}, {Literal: "Bureau of Tides and Currents"}}, items[0].Author)
	require.Equal(t, &cslDate{DateParts: [][]int{{2021, 5, 3}}}, items[0].Issued)
	require.Equal(t, &cslDate{DateParts: [][]int{{1999}, {2003}}}, items[1].Issued)
	require.Equal(t, &cslDate{DateParts: [][]int{{2021}}, Season: 1}, items[2].Issued)
	require.Equal(t, &cslDate{DateParts: [][]int{{2021}}}, items[3].Issued, "the day and the month are open")
	require.Equal(t, "arXiv:2101.01234", items[3].Number)
}

// Every field of BibTeX is one field for a reader that knows nothing but how braces are counted.
func TestBibTeXIsReadBack(t *testing.T) {
	for _, e := range []*Extract{hardWorks(), extract()} {
		text := extracted(t, BibTeX, e)
		depth, entries := 0, 0
		for _, r := range text {
			switch r {
			case '{':
				depth++
			case '}':
				depth--
				require.GreaterOrEqual(t, depth, 0)
			case '@':
				if depth == 0 {
					entries++
				}
			}
		}
		require.Zero(t, depth)
		works := 0
		for _, a := range e.Articles {
			works += len(a.Works)
		}
		require.Equal(t, works, entries)
		for line := range strings.Lines(text) {
			require.Regexp(t, `^(@[a-z]+\{[a-z0-9-]+,|  [a-z]+ = (\{.*\}|[a-z]{3}),|\}|)\n$`, line)
		}
	}
}

// Every line of RIS is a tag and a value, and a record begins and ends just where a work does.
func TestRISIsReadBack(t *testing.T) {
	line := regexp.MustCompile(`^([A-Z][A-Z0-9]  - [^\r\n]*|)\r\n$`)
	for _, e := range []*Extract{hardWorks(), extract()} {
		open, records := false, 0
		for l := range strings.Lines(extracted(t, RIS, e)) {
			require.Regexp(t, line, l)
			switch {
			case strings.HasPrefix(l, "TY"):
				require.False(t, open)
				open = true
				records++
			case strings.HasPrefix(l, "ER"):
				require.True(t, open)
				open = false
			case l != "\r\n":
				require.True(t, open)
			}
		}
		require.False(t, open)
		works := 0
		for _, a := range e.Articles {
			works += len(a.Works)
		}
		require.Equal(t, works, records)
	}
}

func TestKeys(t *testing.T) {
	var keys []string
	for _, x := range exports(hardWorks()) {
		keys = append(keys, x.key)
	}
	require.Equal(t, []string{
		"ruiz-2021-tide-tables", "cruz-1999-100-braces-5", "b-2021-line-one-er", "2021-sediment-lag", "sediment-lag", "sediment-lag-2",
	}, keys[:6])
	require.Regexp(t, `^work-[0-9a-f]{8}$`, keys[6])
	require.Regexp(t, `^work-[0-9a-f]{8}$`, keys[7])
	require.NotEqual(t, keys[6], keys[7])
}

func TestExplainKnowsNoOther(t *testing.T) {
	require.EqualError(t, Explain(io.Discard, sample().Articles, "w99"),
		`no work and no note is named "w99"; name a work such as w1, or the label of a note`)
	require.ErrorIs(t, Explain(full{}, sample().Articles, "w6"), errFull)
}
