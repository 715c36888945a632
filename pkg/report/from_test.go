package report

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A saved report gives the very same in every format.
func TestReadGivesTheSame(t *testing.T) {
	for name, r := range map[string]*Report{"every": every(), "partial": partial(), "offline": offline(), "worse": filledWith("a\x00##[b] \u202e")} {
		for i := range r.Findings {
			if !isSeverity(r.Findings[i].Severity) {
				r.Findings[i].Severity = "info"
			}
		}
		r.Summary.Findings = countOf(r.Findings)
		for i := range r.Summary.Unread {
			r.Summary.Unread[i].Path = "a b.txt" // JSON has no way to write a path that is no UTF-8
		}
		back, err := Read(strings.NewReader(written(t, JSON, r, Options{})))
		require.NoError(t, err, name)
		for _, f := range Formats {
			require.Equal(t, written(t, f, r, Options{}), written(t, f, back, Options{}), "%s, %s", f.Name, name)
		}
	}
}

// Whoever takes findings out of a saved report gets a count and an exit status that agree.
func TestReadCountsAnew(t *testing.T) {
	r := sample()
	r.Findings = r.Findings[:2]
	back, err := Read(strings.NewReader(written(t, JSON, r, Options{})))
	require.NoError(t, err)
	require.Equal(t, Counts{Error: 1, Info: 1}, back.Summary.Findings)
}

func TestReadTellsWhatIsWrong(t *testing.T) {
	const rest = `"tool": {}, "summary": {}, "articles": [], "pages": [], `
	for text, want := range map[string]string{
		"":                             "it is empty; was the run cut off before its report was written?",
		" \n":                          "it is empty; was the run cut off before its report was written?",
		"<html>":                       "it is not JSON at byte 1: invalid character '<' looking for beginning of value; was it saved completely?",
		`{"schema": "ibid/report/1", `: "it is not JSON at byte 28: unexpected end of JSON input; was it saved completely?",
		"[]":                           "the whole at byte 1 is a JSON array, which does not belong there",
		"{}":                           "it is no report: its member schema is not ibid/report/1; write one with: ibid check --format json=FILE",
		`{"schema": 1}`:                "it is no report: its member schema is not ibid/report/1; write one with: ibid check --format json=FILE",
		`{"schema": "ibid/report/12"}`: `its form is "ibid/report/12", and this version reads ibid/report/1; read it with the version of ibid that wrote it`,
		`{"schema": "ibid/history/1"}`: "its form is ibid/history/1, which holds no findings; write one with: ibid check --format json=FILE",
		`{"schema": "ibid/report/1"}`:  "it has no member tool; was it changed by hand?",
		`{"schema": "ibid/report/1", ` + rest + `"findings": [{"severity": "fatal"}]}`:   `finding 1 has the severity "fatal"; the severities are error, warning, info`,
		`{"schema": "ibid/report/1", ` + rest + `"findings": [{"span": {"line": "3"}}]}`: "findings.span.line at byte 118 is a JSON string, which does not belong there",
	} {
		_, err := Read(strings.NewReader(text))
		require.EqualError(t, err, want, text)
	}
	_, err := Read(io.MultiReader(strings.NewReader("{"), broken{}))
	require.ErrorIs(t, err, errFull)
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errFull }

// Whatever can be read can be written in every format.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"schema":"ibid/report/1","tool":{},"summary":{},"articles":[{}],"pages":[{}],"findings":[{"severity":"info"}]}`))
	f.Add([]byte(`{"schema":"ibid/report/1","tool":null,"summary":{"unread":[{}],"coverage":{"partial":"x"}},"articles":[{"claims":[{"id":"c1","references":["r1"]}],"markers":[{"claim":"c1","note":"n1"},{"claim":"c1"}],"notes":[{"id":"n1"}],"citations":[{"id":"t1","note":"n1","work":"w9","url":"u"},{"reference":"r1"}],"works":[{"id":"w1","notes":["1","2"],"claims":["c1"]}]}],"pages":[{"url":"u","state":"live"}],"findings":[{"severity":"error","span":{"line":-3,"column":-1},"end_line":-9,"related":[{}],"notes":["1"]}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := Read(strings.NewReader(string(text)))
		if err != nil {
			return
		}
		for _, format := range Formats {
			out := written(t, format, r, Options{})
			switch format.Name {
			case "json", "jsonl", "sarif", "gitlab", "junit", "checkstyle":
				require.Equal(t, min(len(r.Findings), sarifResults), counted[format.Name](t, out), format.Name)
			}
		}
	})
}
