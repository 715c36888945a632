package report

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/rule"
)

// requireStandard holds a log to the schema of the standard. The library writes what a log leaves out as empty, where the
// schema has another default.
func requireStandard(t *testing.T, text string) {
	t.Helper()
	log, err := sarif.FromString(text)
	require.NoError(t, err)
	for _, run := range log.Runs {
		run.Language, run.Tool.Driver.Language, run.NewlineSequences = "en-US", "en-US", []string{"\r\n", "\n"}
	}
	require.NoError(t, log.Validate())
}

// requireSARIF holds a log to the schema of the standard, to the part of SARIF 2.1.0 that is used, without any other member
// (testdata/sarif.schema.json), and to what a schema cannot say: indices lead to what they name, and ids are unique.
func requireSARIF(t *testing.T, text string) {
	t.Helper()
	requireStandard(t, text)
	schema, err := os.ReadFile(filepath.Join("testdata", "sarif.schema.json"))
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource("sarif.json", doc))
	s, err := c.Compile("sarif.json")
	require.NoError(t, err)
	log := document(t, []byte(text))
	require.NoError(t, s.Validate(log))
	rules, artifacts := jsonAt(t, text, "runs", 0, "tool", "driver", "rules").([]any), artifactsOf(t, text)
	ids := map[any]bool{}
	for _, r := range rules {
		id := r.(map[string]any)["id"]
		require.False(t, ids[id], "a rule stands twice")
		ids[id] = true
	}
	for _, x := range jsonAt(t, text, "runs", 0, "results").([]any) {
		result := x.(map[string]any)
		require.Equal(t, result["ruleId"], rules[int(result["ruleIndex"].(float64))].(map[string]any)["id"])
		for _, l := range result["locations"].([]any) {
			at := l.(map[string]any)["physicalLocation"].(map[string]any)
			file := at["artifactLocation"].(map[string]any)
			require.Equal(t, file["uri"], artifacts[int(file["index"].(float64))])
			region := at["region"].(map[string]any)
			if end, ends := region["endLine"]; ends && end == region["startLine"] {
				require.GreaterOrEqual(t, region["endColumn"], region["startColumn"])
			}
		}
	}
}

func artifactsOf(t *testing.T, text string) []any {
	all, _ := jsonAt(t, text, "runs", 0, "artifacts").([]any)
	var uris []any
	for _, a := range all {
		uris = append(uris, a.(map[string]any)["location"].(map[string]any)["uri"])
	}
	return uris
}

func TestSARIFIsValid(t *testing.T) {
	for _, r := range []*Report{every(), sample(), partial(), offline(), keptBackReport(), {Tool: Tool{"ibid", "1"}}} {
		requireSARIF(t, written(t, SARIF, r, Options{}))
	}
}

func TestSARIFDescribesTheRules(t *testing.T) {
	described := sarifOf(&Report{}).Runs[0].Tool.Driver.Rules
	require.Len(t, described, len(rule.All))
	for i, r := range rule.All {
		d := described[i]
		require.Equal(t, r.Name, d.ID)
		require.Equal(t, r.Summary, d.ShortDescription.Text)
		require.Contains(t, d.Help.Text, d.FullDescription.Text[:10])
		require.Contains(t, d.Help.Markdown, strings.Trim(r.Bad.Article, "\n"))
		require.Equal(t, !r.Optional, d.DefaultConfiguration.Enabled)
		require.Equal(t, []string{string(r.Group)}, d.Properties.Tags)
	}
	require.Equal(t, "DoiAsUrl", pascal("doi-as-url"))
	levels := map[string]string{"error": "error", "warning": "warning", "info": "note", "of a later version": "note"}
	for severity, level := range levels {
		require.Equal(t, level, severityOf(severity).sarif())
	}
}

// The result of an article in parts is of its file, with the part beside it; related places are numbered.
func TestSARIFPlaces(t *testing.T) {
	run := sarifOf(sample()).Runs[0]
	part := run.Results[0]
	require.Equal(t, "articles/annex.docx", part.Locations[0].PhysicalLocation.ArtifactLocation.URI)
	require.Equal(t, sarifRegion{StartLine: 1}, *part.Locations[0].PhysicalLocation.Region)
	require.Equal(t, []sarifLogicalLocation{{"word/footnotes.xml:1:813"}}, part.Locations[0].LogicalLocations)
	orphan := run.Results[1]
	require.Equal(t, sarifRegion{StartLine: 130, StartColumn: 4, EndLine: 130, EndColumn: 44}, *orphan.Locations[0].PhysicalLocation.Region)
	require.Len(t, orphan.RelatedLocations, 2)
	require.Equal(t, 2, orphan.RelatedLocations[1].ID)
	require.Equal(t, sarifRegion{StartLine: 131, StartColumn: 60}, *orphan.RelatedLocations[1].PhysicalLocation.Region)
	require.Equal(t, "unicodeCodePoints", run.ColumnKind)
}

func TestSARIFTellsOfPartialRuns(t *testing.T) {
	invocation := sarifOf(partial()).Runs[0].Invocations[0]
	require.False(t, invocation.ExecutionSuccessful)
	require.Equal(t, "error", invocation.ToolExecutionNotifications[0].Level)
	require.Equal(t, "articles/missing.txt could not be read: no such file", invocation.ToolExecutionNotifications[0].Message.Text)
	require.Equal(t, sarifNotification{
		Level: "warning", Message: sarifText{Text: "PARTIAL: interrupted; 6 of 16 addresses visited"},
	}, invocation.ToolExecutionNotifications[2])
	require.True(t, sarifOf(offline()).Runs[0].Invocations[0].ExecutionSuccessful)
}

func TestSARIFKeepsToTheLimits(t *testing.T) {
	r := sample()
	one := Finding{Rule: "dead-link", Severity: "warning", Article: r.Articles[0].Path, Span: at(1, 1, 1), Related: make([]Span, 150)}
	for i := range sarifResults {
		one.Message = fmt.Sprintf("note %d: the page is gone, 404 Not Found; look for its new address: https://large.example/paper/%d?id=%x", i, i, i*7919)
		one.Fingerprint = fmt.Sprintf("%024x", i*104729)
		r.Findings = append(r.Findings, one)
		one.Related = nil
	}
	run := sarifOf(r).Runs[0]
	require.Len(t, run.Results, sarifResults)
	require.Equal(t, "error", run.Results[0].Level)
	for _, result := range run.Results {
		require.LessOrEqual(t, len(result.RelatedLocations), sarifRelated)
	}
	notes := run.Invocations[0].ToolExecutionNotifications
	require.Equal(t, "11 findings are left out: GitHub takes 25,000 results of a run", notes[len(notes)-1].Message.Text)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	require.NoError(t, SARIF.Write(z, r, Options{}))
	require.NoError(t, z.Close())
	require.Less(t, packed.Len(), 10_000_000)
}

func TestSARIFWords(t *testing.T) {
	require.Equal(t, `see {{0}} and [x\](https://evil.example) [ok]`, sarifMessage("see {0} and [x](https://evil.example) [ok]").Text)
	for path, want := range map[string]string{
		"a b/ä.txt":              "a%20b/%C3%A4.txt",
		"./a.txt":                "a.txt",
		"../a.txt":               "../a.txt",
		"javascript:alert(1)":    "javascript%3Aalert%281%29",
		"/srv/a#1.txt":           "file:///srv/a%231.txt",
		"-":                      "stdin",
		"https://x.example/a b":  "https://x.example/a%20b",
		"https://x.example/ä?q=": "https://x.example/%C3%A4?q=",
	} {
		require.Equal(t, want, uri(path))
	}
}
