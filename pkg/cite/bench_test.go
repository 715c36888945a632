package cite_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
)

// BenchmarkCitations parses the notes of the table, of every style and language: see the last column.
func BenchmarkCitations(b *testing.B) {
	a := &article.Article{}
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(b, err)
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(b, err)
		for _, f := range archive.Files {
			note, _, _ := strings.Cut(strings.TrimSpace(string(f.Data)), "\n\n")
			words, links := marked(note)
			n := article.Note{Words: words, Span: article.Span{End: len(words.Text)}}
			for _, l := range links {
				n.Links = append(n.Links, len(a.Links))
				a.Links = append(a.Links, l)
			}
			a.Notes = append(a.Notes, n)
		}
	}
	b.ReportAllocs()
	citations := 0
	for b.Loop() {
		citations += len(cite.Citations(a))
	}
	b.ReportMetric(float64(citations)/b.Elapsed().Seconds(), "citations/s")
}

// A note may be a whole book. The time of one byte must stay the same from size to size: see the last column.
func BenchmarkLongNote(b *testing.B) {
	for _, piece := range []string{
		"The board closed the port in May. ", "See Ruiz, “Tide,” 14; ", "https://review.example/t ", "A (b; “c” ", "“", "Ibid. ", "Ruiz, Ana; ", "cf. ",
	} {
		for _, n := range []int{1_000, 4_000} {
			b.Run(fmt.Sprintf("%.10s/%d", piece, n), func(b *testing.B) {
				text := strings.Repeat(piece, n)
				a := &article.Article{Notes: []article.Note{{Words: article.Words{Text: text}}}}
				for b.Loop() {
					cite.Citations(a)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(text)), "ns/byte")
			})
		}
	}
}
