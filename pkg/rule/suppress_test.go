package rule_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/ibidcheck/ibid/pkg/rule"
)

// TestSuppressions runs all rules over the articles in testdata/suppressions. Of each it is written down, in the file
// behind it that bears its name and “says”, what the rules find that it names, what of that is suppressed, and what is
// said of the suppressions themselves.
func TestSuppressions(t *testing.T) {
	paths, err := filepath.Glob("testdata/suppressions/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			for _, c := range cases(t, archive) {
				c.compare(t, suppressed(t, c))
			}
			if *update {
				require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o644))
			}
		})
	}
}

func suppressed(t *testing.T, c *fixture) string {
	t.Helper()
	p := passOf(t, rule.Example{Article: c.article, Web: c.web}, c.name)
	about := []string{rule.BadSuppression.Name, rule.UnusedSuppression.Name}
	var b strings.Builder
	for _, f := range rule.Check(p, rule.All) {
		if !slices.Contains(about, f.Rule) && !strings.Contains(c.article, f.Rule) {
			continue
		}
		place := p.Article.Place(f.Span)
		fmt.Fprintf(&b, "%d:%d %s: %s", place.Line, place.Column, f.Rule, f.Message)
		if f.Suppression != nil {
			fmt.Fprintf(&b, " (suppressed: %s)", f.Suppression.Reason)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
