package read_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/fixtures"
	"github.com/ibidcheck/ibid/pkg/read"
)

func BenchmarkText(b *testing.B) {
	b.Run("article", func(b *testing.B) { benchmark(b, fixture(b, "harbor/harbor.txt"), "harbor.txt") })
	b.Run("book", func(b *testing.B) { benchmark(b, book(b), "book.txt") })
}

func BenchmarkHTML(b *testing.B) {
	b.Run("article", func(b *testing.B) { benchmark(b, fixture(b, "harbor/harbor.html"), "harbor.html") })
	b.Run("book", func(b *testing.B) { benchmark(b, bookHTML(b), "book.html") })
}

func benchmark(b *testing.B, source []byte, path string) {
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := read.Article(source, path)
		require.NoError(b, err)
	}
}

func fixture(tb testing.TB, name string) []byte {
	tb.Helper()
	source, err := fixtures.FS.ReadFile(name)
	require.NoError(tb, err)
	return source
}

// chapters is how often the fixture is repeated to make a book of several megabytes.
const chapters = 300

// book is the fixture's text over and over, with one list of notes.
func book(tb testing.TB) []byte {
	source := fixture(tb, "harbor/harbor.txt")
	notes := bytes.Index(source, []byte("\n[1] ")) + 1
	require.Positive(tb, notes)
	return append(bytes.Repeat(source[:notes], chapters), source[notes:]...)
}

var noteItem = regexp.MustCompile(`(?s)<li id="fn\d+".*?</li>`)

// bookHTML is the paragraphs of the fixture's page over and over, each time with notes of its own.
func bookHTML(tb testing.TB) []byte {
	source := string(fixture(tb, "harbor/harbor.html"))
	begin := strings.Index(source, "</header>\n\n      <p>") + len("</header>\n")
	items := noteItem.FindAllStringIndex(source, -1)
	require.NotEmpty(tb, items)
	first, last := items[0][0], items[len(items)-1][1]
	end := strings.LastIndex(source[:first], "</p>") + len("</p>")
	require.Positive(tb, begin)
	var all, notes strings.Builder
	all.WriteString(source[:begin])
	for n := range chapters {
		prefix := strings.Repeat("c", 1+n/26) + string(rune('a'+n%26))
		chapter := strings.NewReplacer(`"#fn`, `"#`+prefix+"fn", `id="fn`, `id="`+prefix+"fn")
		all.WriteString(chapter.Replace(source[begin:end]))
		notes.WriteString(chapter.Replace(source[first:last]))
	}
	all.WriteString(source[end:first])
	all.WriteString(notes.String())
	all.WriteString(source[last:])
	return []byte(all.String())
}
