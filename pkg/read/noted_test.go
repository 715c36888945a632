package read_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/read"
)

// Where a name tells nothing, notes show the format.
func TestFormatByNotes(t *testing.T) {
	const note = "Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide."
	for _, c := range []struct {
		name, format, text string
		notes              int
	}{
		{"Markdown", "markdown", "It rose.[^1]\n\n[^1]: " + note + "\n", 1},
		{"Markdown with words for labels", "markdown", "# Tide\n\nIt rose.[^tide-1]\n\n   [^tide-1]:\n    " + note + "\n", 1},
		{"Org", "org", "* Tide\nIt rose.[fn:1]\n\n[fn:1] " + note + "\n", 1},
		{"Org in the text", "org", "It rose.[fn:: " + note + "]\n", 1},
		{"reStructuredText", "rst", "Tide\n====\n\nIt rose. [1]_\n\n.. [1] " + note + "\n", 1},
		{"reStructuredText, counted by itself", "rst", "It rose. [#]_\n\n.. [#] " + note + "\n", 1},
		{"AsciiDoc", "asciidoc", "== Tide\n\nIt rose.footnote:[" + note + "]\n", 1},
		{"AsciiDoc by name", "asciidoc", "It rose.footnote:tide[" + note + "] It fell.footnote:tide[]\n", 1},
		{"wikitext", "wikitext", "'''Tide''' rose.<ref>{{cite web |url=https://review.example/tide |title=Tide Tables}}</ref>\n", 1},
		{"wikitext by name", "wikitext", "It rose.<ref name=\"tide\">" + note + "</ref>\n\n== Notes ==\n<references />\n", 1},
		{"LaTeX", "latex", "\\section{Tide}\nIt rose.\\footnote{Ana Ruiz, \\emph{Tide Tables}, 14.}\n", 1},

		{"text", "text", "It rose.[1]\n\n[1] " + note + "\n", 1},
		{"a set of characters", "text", "Write [^a-z] for all but letters, and [^0-9]: it takes what is no digit.\n", 0},
		{"a definition without a mark", "text", "It rose.\n\n[^1]: " + note + "\n", 0},
		{"a list that begins with two full stops", "text", "It rose.[1]\n\n.. [1] is behind this.\n", 0},
		{"an underscore", "text", "The field a[1]_low is read, and a[2]_high.\n", 0},
		{"the word footnote", "text", "See footnote: [the one above], and footnote 3.\n", 0},
		{"a tag", "text", "Write <ref> and </ref> around it; <ref>so</ref> it is done.\n", 0},
		{"one command", "text", "In LaTeX, \\footnote{so} makes a note.\n", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, path := range []string{"-", "manuscript", "https://review.example/raw"} {
				a, err := read.Article([]byte(c.text), path)
				require.NoError(t, err)
				require.Equal(t, c.format, a.Format)
				require.Len(t, a.Notes, c.notes)
			}
			a, err := read.Article([]byte(c.text), "a.txt")
			require.NoError(t, err)
			require.Equal(t, "text", a.Format, "a name that tells comes first")
		})
	}
}
