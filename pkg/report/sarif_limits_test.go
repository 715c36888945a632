package report

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// noise is a report whose messages no compression makes smaller than three quarters.
func noise(findings, length int) *Report {
	r := sample()
	random := rand.New(rand.NewPCG(1, 2))
	words := make([]byte, length)
	for i := range findings {
		for k := range words {
			words[k] = byte(random.Uint32())
		}
		severity := []string{"info", "warning", "error"}[i%3]
		r.Findings = append(r.Findings, Finding{
			Rule: "dead-link", Severity: severity, Message: base64.StdEncoding.EncodeToString(words),
			Article: r.Articles[0].Path, Span: at(1, 1, 1), Fingerprint: fmt.Sprintf("%024x", i),
		})
	}
	return r
}

func gzipped(t *testing.T, text string) int {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, err := z.Write([]byte(text))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return out.Len()
}

// A log that is too large even when compressed loses its least grave results, no more than it must, and says how many.
func TestSARIFKeepsToTheSize(t *testing.T) {
	const most = 10_000_000
	r := noise(12_000, 1500)
	text := written(t, SARIF, r, Options{})
	size := gzipped(t, text)
	require.LessOrEqual(t, size, most)
	require.Greater(t, size, most*9/10, "more is left out than must be")
	requireSARIF(t, text)
	var log sarifLog
	require.NoError(t, json.Unmarshal([]byte(text), &log))
	run := log.Runs[0]
	kept := map[string]int{}
	for _, x := range run.Results {
		kept[x.Level]++
	}
	require.Equal(t, 4004, kept["error"])
	require.Positive(t, kept["warning"])
	require.Less(t, kept["warning"], 4000)
	require.Zero(t, kept["note"])
	notes := run.Invocations[0].ToolExecutionNotifications
	left := len(r.Findings) - len(run.Results)
	require.Equal(t, fmt.Sprintf("%d findings are left out: GitHub takes 10 MB of a file", left), notes[len(notes)-1].Message.Text)
}

// One that compression makes small enough is kept whole, and so is what is kept back if there is room for it.
func TestSARIFIsKeptWholeIfItFits(t *testing.T) {
	r := sample()
	one := r.Findings[0]
	for range 12_000 {
		one.Message += "x"[:len(one.Message)%2]
		r.Findings = append(r.Findings, one)
	}
	r.Suppressed = []Suppressed{{By: "baseline", Finding: one}}
	text := written(t, SARIF, r, Options{})
	require.Greater(t, len(text), sarifPacked)
	require.Len(t, jsonAt(t, text, "runs", 0, "results").([]any), len(r.Findings)+1)
	require.False(t, strings.Contains(text, "GitHub takes"))
}

// What does not fit though nothing is left of its results is written as it is, rather than not at all.
func TestSARIFWithoutResultsIsWritten(t *testing.T) {
	r := noise(30, 400_000)
	for _, f := range r.Findings[len(r.Findings)-30:] {
		r.Summary.Unread = append(r.Summary.Unread, Unread{Path: "a.txt", Error: f.Message})
	}
	text := written(t, SARIF, r, Options{})
	require.Empty(t, jsonAt(t, text, "runs", 0, "results"))
	require.Greater(t, gzipped(t, text), sarifPacked)
}
