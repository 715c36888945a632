package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// A comment is never longer than GitHub takes, and says what is missing from it.
func TestMarkdownFitsIntoAComment(t *testing.T) {
	crowded := large()
	for range 300 {
		crowded.Summary.Unread = append(crowded.Summary.Unread, Unread{Path: worse, Error: strings.Repeat(worse, 20)})
	}
	crowded.Findings[0].Message = strings.Repeat("|", 100_000)
	crowded.Findings[0].Severity = "error"
	for range 500 {
		crowded.Pages = append(crowded.Pages, Page{Unsaved: strings.Repeat("#", 900)})
	}
	for name, r := range map[string]*Report{"sample": sample(), "large": large(), "crowded": crowded} {
		text := written(t, Markdown, r, Options{})
		require.LessOrEqual(t, utf8.RuneCountInString(text), commentLimit, name)
		if name == "sample" {
			require.NotContains(t, text, "This report is cut")
			continue
		}
		require.Greater(t, utf8.RuneCountInString(text), commentLimit/4, name)
		require.Contains(t, text, "This report is cut: a comment holds 65536 characters. ", name)
		require.Equal(t, len(r.Findings), counted["markdown"](t, text), name)
		require.Contains(t, text, "\n| error |", name)
	}
	require.Contains(t, written(t, Markdown, crowded, Options{}), " inputs more could not be read.")
}
