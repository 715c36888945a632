package read_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/ibidcheck/ibid/pkg/read"
)

func FuzzText(f *testing.F) {
	addCases(f, "text")
	f.Add([]byte("It rose.[1\n[1] a\n[1]\n1. 1.\n\f\r\r\n¹²³ ⁴,⁵–⁶\xff\xfe"))
	f.Add([]byte("a[1]–[3] “b[2] ”c. [4]\n\n[1] a\n[2] b\n[3] https://c.example/(d\n"))
	f.Fuzz(func(t *testing.T, source []byte) { requireReadable(t, source, "a.txt") })
}

func FuzzHTML(f *testing.F) {
	addCases(f, "html")
	f.Add([]byte("<p>a<sup><a href=#b id=c>1</a></sup>\uE0000\uE001<table><p id=b><a href=#c>1</a>d&amp;&#1;<plaintext>e"))
	f.Add([]byte("<a href=#a name=a>1</a><svg><a id=b href=#a>2<p></svg><template><a href=#b>3"))
	f.Fuzz(func(t *testing.T, source []byte) {
		requireReadable(t, append([]byte("<html>"), source...), "a.html")
	})
}

// addCases adds the inputs of the cases of a format as seeds.
func addCases(f *testing.F, folder string) {
	f.Helper()
	paths, err := filepath.Glob("testdata/" + folder + "/*.txtar")
	require.NoError(f, err)
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		require.NoError(f, err)
		f.Add(archive.Files[0].Data)
	}
}

// requireReadable holds for any source: it is read in bounded time or refused, and what comes out is sound.
func requireReadable(t *testing.T, source []byte, path string) {
	t.Helper()
	a, err := read.Article(source, path)
	if err != nil {
		return
	}
	requireIndices(t, a)
	for _, spans := range spansOf(a) {
		for _, s := range spans {
			require.LessOrEqual(t, 0, s.Start)
			require.LessOrEqual(t, s.Start, s.End)
			require.LessOrEqual(t, s.End, len(source))
			require.Positive(t, a.Place(s).Line)
		}
	}
}
