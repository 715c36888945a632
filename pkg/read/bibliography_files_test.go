package read_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/read"
)

// No bibliography outside of the folder is read; one that is not there, or no file, has no entries, and the article is
// read for all that.
func TestBibliographyStaysInFolder(t *testing.T) {
	secret := "@book{secret, title = {Secret}}\n"
	dir := latexFolder(t, map[string]string{
		"secret.bib": secret, "secret.bbl": `\begin{thebibliography}{1}\bibitem{secret} Secret.\end{thebibliography}`,
		"paper/sub/own.bib": "@book{own, title = {Own}}\n", "paper/folder.bib/x": "",
		"paper/binary.bib": "\x00\x01\x02@book{secret, title = {Secret}}",
		"paper/main.tex":   `It rose.\cite{own,secret}\bibliography{sub/own,../secret,` + filepath.Join("/", "etc", "hostname") + `,link,folder,missing,binary}`,
		"paper/main.md":    "---\nbibliography: [sub/own.bib, ../secret.bib, link.bib, folder.bib, missing.bib, binary.bib]\n---\nIt rose [@own; @secret].\n",
		"paper/main.org":   "#+title: A\n#+bibliography: sub/own.bib\n#+bibliography: ../secret.bib\n#+bibliography: link.bib\nIt rose [cite:@own;@secret].\n",
	})
	require.NoError(t, os.Symlink(filepath.Join(dir, "secret.bib"), filepath.Join(dir, "paper", "link.bib")))
	require.NoError(t, os.Symlink(filepath.Join(dir, "secret.bbl"), filepath.Join(dir, "paper", "main.bbl")))
	for _, name := range []string{"main.tex", "main.md", "main.org"} {
		a := readLaTeXFile(t, filepath.Join(dir, "paper", name))
		require.Len(t, a.Entries, 1, name)
		require.Equal(t, "own", a.Entries[0].Key, name)
		require.Equal(t, "sub/own.bib", a.Entries[0].Span.Part, name)
		require.Len(t, a.References, 2, name)
		require.Equal(t, 0, a.References[0].Entry, name)
		require.Equal(t, article.None, a.References[1].Entry, name)
	}
}

// An article that comes from no folder has no bibliography beside it.
func TestBibliographyOfNoFolder(t *testing.T) {
	for _, path := range []string{"", "-", "https://harbor.example/paper.tex"} {
		a, err := read.Article([]byte(`\documentclass{article}\begin{document}It rose.\cite{ruiz}\bibliography{bibliography}\end{document}`), path)
		require.NoError(t, err)
		require.Len(t, a.References, 1)
		require.Empty(t, a.Entries)
	}
}

// Hostile bibliographies and citations are read in bounded time.
func TestBibliographyStress(t *testing.T) {
	many := "@book{k, title = {" + strings.Repeat("{", 100_000) + strings.Repeat("}", 100_000) + "}}\n" +
		"@book{n, author = {" + strings.Repeat("a and ", 100_000) + "}}\n@book{o, " + strings.Repeat("x = {y}, ", 100_000) + "}\n" +
		strings.Repeat("@book{", 100_000) + strings.Repeat("\n@book{d, ", 50_000) + strings.Repeat("@string{", 50_000)
	for name, source := range map[string]string{
		"a.tex": `\bibliography{b}` + strings.Repeat(`\cite{k,n,o,d}`, 20_000) + strings.Repeat(`\cite[{`, 300) + strings.Repeat(`\cites{k}`, 1000),
		"b.tex": `\bibliography{b}` + strings.Repeat(`\cite[{\cite[{`, 5000) + strings.Repeat("}]{k}", 10_000),
		"c.tex": `\begin{thebibliography}` + strings.Repeat(`\bibitem{x}`, 50_000) + strings.Repeat(`\bibitem[`, 20_000),
		"a.md":  "---\nbibliography: b.bib\n---\n" + strings.Repeat("[", 50_000) + strings.Repeat("[@k", 20_000) + strings.Repeat(" @k [", 20_000),
		"b.md":  "---\nbibliography: b.bib\n---\n" + strings.Repeat("[@k; @n, p. 3] @o ", 20_000),
		"a.org": "#+bibliography: b.bib\n" + strings.Repeat("[cite:@k;", 20_000) + strings.Repeat(" cite:k,n", 20_000) + strings.Repeat("[cite", 20_000),
		"a.rst": ".. [a] b\n\n" + strings.Repeat("[a]_ ", 50_000) + strings.Repeat("[a", 20_000),
		"a.adoc": "= A\n\n" + strings.Repeat("<<k>> ", 50_000) + strings.Repeat("<<k", 20_000) + "\n\n" +
			strings.Repeat("* [[[k]]] b\n", 20_000) + strings.Repeat("[[[", 20_000),
	} {
		t.Run(name, func(t *testing.T) {
			dir := latexFolder(t, map[string]string{name: "It rose.\n" + source, "b.bib": many})
			if name[2:] == "md" {
				dir = latexFolder(t, map[string]string{name: source, "b.bib": many})
			}
			begun := time.Now()
			a := readLaTeXFile(t, filepath.Join(dir, name))
			requireIndices(t, a)
			t.Log(time.Since(begun), len(a.References), len(a.Entries))
		})
	}
}
