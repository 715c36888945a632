package config_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/config"
)

func TestWhatIsTooDeepIsNotRead(t *testing.T) {
	var indented strings.Builder
	for i := range 200 {
		indented.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	for name, c := range map[string]struct{ source, want string }{
		"brackets":              {"rules: " + strings.Repeat("[", 100_000), "x:1:58: this is nested deeper than any configuration"},
		"braces":                {"gap: 1s\nrules: " + strings.Repeat("{a: ", 10_000), "x:2:208: this is nested deeper"},
		"brackets in a quote":   {"a: 'x\nrules: " + strings.Repeat("[", 100), "x:2:58: this is nested deeper"},
		"closed in a quotation": {"rules: " + strings.Repeat("[\"]\", ", 12_000), "this is nested deeper"},
		"dashes":                {"rules:\n  " + strings.Repeat("- ", 10_000), "x:2:103: this is nested deeper"},
		"questions":             {"rules:\n  " + strings.Repeat("? ", 10_000), "x:2:103: this is nested deeper"},
		"margins":               {indented.String(), `x:1:1: unknown key "a"`},
		"size":                  {strings.Repeat("# a comment\n", 100_000), "x is larger than 1024 KB; that is no configuration"},
	} {
		_, err := config.Parse("x", []byte(c.source), vocabulary())
		require.ErrorContains(t, err, c.want, name)
	}
	large := strings.Repeat("# a comment\n", 10_000)
	_, err := config.Parse("x", []byte(large), vocabulary())
	require.NoError(t, err)
	words := vocabulary()
	words.Found = true
	_, err = config.Parse("x", []byte(large), words)
	require.ErrorContains(t, err, "x is larger than 64 KB; if you trust it, name it with --config")
}

func TestWhatTheLibraryQuotesIsShort(t *testing.T) {
	_, err := config.Parse("x", []byte(strings.Repeat(">", 10_000)), vocabulary())
	require.ErrorContains(t, err, "x:1:1: this is no YAML: ")
	require.Less(t, len(err.Error()), 200)
}
