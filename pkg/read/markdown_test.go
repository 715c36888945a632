package read_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/read"
)

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{
		"a[^1] b^[c [d](https://e.example) ^[f]]\n\n[^1]: g\n\n    h\n", "---\ntitle: [x\n---\na", "+++\na = [\n+++\n", "^[\n\n]", "[^",
		"<a href=https://e.example>x\n\n</a><p>", "{{{%}}", "- [^1]: x\n  - ^[y]\n", "| a[^1] |\n|-|\n| ^[b] |\n", "x^[^[^[a]]]", "\\[^1]\\",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		a, err := read.Article([]byte(source), "a.md")
		if err != nil {
			return
		}
		requireSpans(t, a, []byte(source))
		requireIndices(t, a)
	})
}

// Markdown that is large in one respect takes time in proportion to its size, or this would run into the test binary’s
// own time limit.
func TestLargeMarkdown(t *testing.T) {
	for name, source := range map[string]string{
		"notes":        strings.Repeat("a[^1] ^[b] ", 20_000) + "\n\n" + strings.Repeat("[^1]: c\n\n", 20_000),
		"open notes":   strings.Repeat("^[a ", 20_000),
		"quotations":   strings.Repeat("> ", 2_000) + "a",
		"one line":     strings.Repeat("a b ", 1<<20),
		"open anchors": strings.Repeat("<a href=https://e.example>", 20_000),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read.Article([]byte(source), "a.md")
			require.NoError(t, err)
		})
	}
}

func BenchmarkMarkdown(b *testing.B) {
	source := []byte(strings.Repeat("The *quay* is 3.5 metres long.[^tide] See [the wall](https://wall.example/a).\n\n", 500) +
		"[^tide]: Ana Ruiz, “Tide,” https://one.example/tide.\n")
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read.Article(source, "a.md"); err != nil {
			b.Fatal(err)
		}
	}
}
