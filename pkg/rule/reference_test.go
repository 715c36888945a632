package rule_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/rule"
)

// The reference beside the package is what the rules say of themselves.
func TestReference(t *testing.T) {
	const path = "README.md"
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(reference()), 0o644))
	}
	written, err := os.ReadFile(path)
	require.NoError(t, err)
	require.True(t, reference() == string(written), "the reference is stale; make docs writes it anew")
}

func reference() string {
	var b strings.Builder
	b.WriteString(`# The rules

Written by ` + "`make docs`" + ` from the rules themselves; ` + "`ibid rules NAME`" + ` says the same. Every rule is
on but those that are off by default. ` + "`ibid check --enable NAME`" + ` and ` + "`--disable NAME`" + ` change
that for a run. A rule that needs the web is silent offline.
`)
	for _, g := range groups {
		fmt.Fprintf(&b, "\n**%s**\n\n", g)
		for _, r := range rule.All {
			if r.Group == g {
				fmt.Fprintf(&b, "- [`%s`](#%s) (%s%s): %s\n", r.Name, r.Name, r.Severity, off(r), r.Summary)
			}
		}
	}
	for _, r := range rule.All {
		b.WriteString("\n" + rule.Explain(r))
	}
	return b.String()
}

func off(r rule.Rule) string {
	if r.Optional {
		return ", off by default"
	}
	return ""
}
