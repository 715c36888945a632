package report

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// keptBackReport has one finding that counts, and one kept back for each cause there is.
func keptBackReport() *Report {
	r := sample()
	all := r.Findings
	r.Findings = all[:1]
	r.Suppressed = []Suppressed{
		{"article", "the mirror is being moved", all[1]},
		{"article", "", all[2]},
		{"baseline", "", all[3]},
		{"unchanged", "", all[4]},
	}
	r.Summary.Findings = countOf(r.Findings)
	return r
}

func TestSARIFSuppressions(t *testing.T) {
	results := sarifOf(keptBackReport()).Runs[0].Results
	require.Len(t, results, 5)
	// Present and empty: this one is known not to be suppressed.
	require.NotNil(t, results[0].Suppressions)
	require.Empty(t, results[0].Suppressions)
	for i, want := range []sarifSuppression{
		{"inSource", "the mirror is being moved"},
		{"inSource", "suppressed in the article, without a reason"},
		{"external", "known from the baseline"},
		{"external", "of old, from before the change"},
	} {
		require.Equal(t, []sarifSuppression{want}, results[i+1].Suppressions)
	}
	for _, result := range sarifOf(every()).Runs[0].Results {
		require.Nil(t, result.Suppressions)
	}
	hidden := keptBackReport()
	hidden.Suppressed[0].Reason = hostile
	requireSARIF(t, written(t, SARIF, hidden, Options{}))
	require.Equal(t, clean(hostile), sarifOf(hidden).Runs[0].Results[1].Suppressions[0].Justification)
}

// What counts comes first; what is kept back has the room behind it, and is not said to be missing.
func TestSARIFSuppressionsKeepToTheLimits(t *testing.T) {
	r := keptBackReport()
	for len(r.Findings) < sarifResults-2 {
		r.Findings = append(r.Findings, r.Findings[0])
	}
	run := sarifOf(r).Runs[0]
	require.Len(t, run.Results, sarifResults)
	require.Len(t, run.Results[sarifResults-2].Suppressions, 1)
	require.Empty(t, run.Results[sarifResults-3].Suppressions)
	for _, n := range run.Invocations[0].ToolExecutionNotifications {
		require.NotContains(t, n.Message.Text, "left out: GitHub")
	}
	r.Findings = append(r.Findings, r.Findings[:10]...)
	require.Empty(t, sarifOf(r).Runs[0].Results[sarifResults-1].Suppressions)
}

// JUnit's failures are what fails the run.
func TestJUnitFollowsFailOn(t *testing.T) {
	r := every()
	errors, warnings := r.Summary.Findings.Error, r.Summary.Findings.Warning
	require.Positive(t, warnings)
	for word, failed := range map[string]int{"": errors, "error": errors, "warning": errors + warnings, "never": 0} {
		r.Summary.FailOn = word
		require.Equal(t, failed, junitOf(t, written(t, JUnit, r, Options{})).failed, word)
	}
}
