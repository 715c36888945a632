package report

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The lines of a stream make up the report.
func TestJSONLIsTheReport(t *testing.T) {
	for name, r := range map[string]*Report{"every": every(), "partial": partial(), "worse": filledWith(worse)} {
		back := &Report{}
		lines := strings.Split(strings.TrimSuffix(written(t, JSONL, r, Options{}), "\n"), "\n")
		for i, line := range lines {
			var row struct{ Type string }
			require.NoError(t, json.Unmarshal([]byte(line), &row))
			switch row.Type {
			case "run":
				require.Zero(t, i)
				taken(t, line, back)
			case "article":
				back.Articles = append(back.Articles, Article{})
				taken(t, line, &back.Articles[len(back.Articles)-1])
			case "finding":
				back.Findings = append(back.Findings, Finding{})
				taken(t, line, &back.Findings[len(back.Findings)-1])
			case "page":
				back.Pages = append(back.Pages, Page{})
				taken(t, line, &back.Pages[len(back.Pages)-1])
			case "summary":
				require.Equal(t, len(lines)-1, i)
				taken(t, line, &back.Summary)
			default:
				require.Fail(t, "unknown row", line)
			}
		}
		byArticle, rest := foundIn(r)
		want := *r
		want.Findings = nil
		for _, a := range r.Articles {
			want.Findings = append(want.Findings, byArticle[a.Path]...)
			delete(byArticle, a.Path)
		}
		want.Findings = append(want.Findings, rest...)
		require.Equal(t, written(t, JSON, &want, Options{}), written(t, JSON, back, Options{}), name)
	}
}

func taken(t *testing.T, line string, into any) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(line), into))
}

// The worksheet has every claim, every citation and every input that could not be read.
func TestCSVIsComplete(t *testing.T) {
	r := partial()
	claims, citations, others := map[string]bool{}, map[string]int{}, map[string]int{}
	for _, row := range worksheetCells(t, written(t, CSV, r, Options{})) {
		claims[row["claim"]] = true
		citations[row["article"]+row["citation"]]++
		others[row["row"]]++
		require.Equal(t, row["row"] == "claim", row["claim"] != "", row)
	}
	for _, a := range r.Articles {
		for _, c := range a.Claims {
			require.True(t, claims[excerpt(&c)], c.ID)
		}
		for _, c := range a.Citations {
			require.Positive(t, citations[a.Path+c.Raw], c.ID)
		}
	}
	require.Equal(t, 17, citations["articles/harbour.htmlHarbour Board, “Minutes”"])
	require.Equal(t, 2, others["unread"])
	require.Equal(t, 1, others["partial"])
}

// What GitLab asks of an issue.
func TestGitLabIssues(t *testing.T) {
	r := every()
	r.Findings[0].Article = "./articles//harbour.html"
	seen := map[any]bool{}
	for _, x := range jsonAt(t, written(t, GitLab, r, Options{})).([]any) {
		issue := x.(map[string]any)
		require.NotEmpty(t, issue["description"])
		require.NotEmpty(t, issue["check_name"])
		require.Contains(t, []any{"info", "minor", "major"}, issue["severity"])
		require.False(t, seen[issue["fingerprint"]])
		seen[issue["fingerprint"]] = true
		at := issue["location"].(map[string]any)
		require.NotRegexp(t, `^\./|//`, at["path"])
		require.Positive(t, at["lines"].(map[string]any)["begin"])
	}
}

// A finding in a member of a container, in a page of the web or in standard input has no line of a file.
func TestSpots(t *testing.T) {
	for want, f := range map[spot]Finding{
		{file: "a  b.md", line: 3, column: 9, endLine: 3, endColumn: 12}: {Article: "a  b.md", Span: at(0, 3, 9), EndLine: 3, EndColumn: 12},
		{file: "a.md", line: 3, column: 9, endLine: 3, endColumn: 9}:     {Article: "a.md", Span: at(0, 3, 9), EndLine: 2, EndColumn: 12},
		{file: "a.docx", within: "word/notes.xml:1:813"}:                 {Article: "a.docx", Span: Span{Part: "word/notes.xml", Line: 1, Column: 813}, EndLine: 1, EndColumn: 900},
		{file: "a␛.md", line: 1, column: 1, endLine: 1, endColumn: 1}:    {Article: "a\x1b.md", Span: Span{Line: 1}},
		{line: 3, column: 1, endLine: 3, endColumn: 4, within: "-"}:      {Article: "-", Span: at(0, 3, 1), EndLine: 3, EndColumn: 4},
		{line: 3, column: 1, endLine: 3, endColumn: 4, within: "https://x.example/"}: {
			Article: "https://x.example/", Span: at(0, 3, 1), EndLine: 3, EndColumn: 4,
		},
	} {
		require.Equal(t, want, spotOf(f))
	}
	require.Equal(t, "gone (word/notes.xml:1:813)", spot{within: "word/notes.xml:1:813"}.message(Finding{Message: "gone"}))
}
