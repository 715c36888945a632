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

// folder writes files into a folder of its own, by their names below it.
func latexFolder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	}
	return dir
}

func readLaTeXFile(t *testing.T, path string) *article.Article {
	t.Helper()
	source, err := os.ReadFile(path)
	require.NoError(t, err)
	a, err := read.Article(source, path)
	require.NoError(t, err)
	return a
}

// Files taken in are parts of the article, in their place; those that are not there are passed over, and none outside
// the folder is read.
func TestLaTeXTakesInFiles(t *testing.T) {
	dir := latexFolder(t, map[string]string{
		"paper/main.tex": `\documentclass{book}\input{macros}\begin{document}
It rose.\footnote{Main.} \input{one} and fell.
\include{chapters/two}\input{../secret}\input{/etc/hostname}\input{link}\input{missing}\subfile{three.tex}
\end{document}\footnote{behind}`,
		"paper/macros.tex":       `\newcommand{\harbour}{Inlet}`,
		"paper/one.tex":          `At \harbour\footnote{One.}`,
		"paper/chapters/two.tex": `\chapter{Two} It stayed.\footnote{Two, \url{https://two.example/}.} \input{main} \include{chapters/two}`,
		"paper/three.tex":        `\documentclass[main]{subfiles}\begin{document}Three.\footnote{Three.}\end{document}\footnote{behind}`,
		"secret.tex":             `Secret.\footnote{Secret.}`,
	})
	require.NoError(t, os.Symlink(filepath.Join(dir, "secret.tex"), filepath.Join(dir, "paper", "link.tex")))
	a := readLaTeXFile(t, filepath.Join(dir, "paper", "main.tex"))
	var notes, parts []string
	for _, n := range a.Notes {
		notes = append(notes, n.Label+" "+n.Text)
		parts = append(parts, n.Span.Part)
		source, err := os.ReadFile(filepath.Join(dir, "paper", filepath.FromSlash(n.Span.Part+strings.Repeat("main.tex", len("x")-min(1, len(n.Span.Part))))))
		require.NoError(t, err)
		require.Equal(t, n.Text[:2], string(source[n.Span.Start:n.Span.Start+2]))
	}
	require.Equal(t, []string{"1 Main.", "2 One.", "1 Two, https://two.example/.", "2 Three."}, notes)
	require.Equal(t, []string{"", "one.tex", "chapters/two.tex", "three.tex"}, parts)
	require.Len(t, a.Markers, 4)
	require.Equal(t, "At Inlet and fell.", a.Claims[1].Text)
	require.Equal(t, "chapters/two.tex", a.Links[0].Span.Part)
	require.Equal(t, 1, a.Place(a.Notes[2].Span).Line)
}

// A document that is not in a file takes nothing in.
func TestLaTeXWithoutAFolder(t *testing.T) {
	for _, path := range []string{"-", "https://a.example/a.tex", ""} {
		a, err := read.Article([]byte("\\documentclass{article}\\begin{document}It rose.\\input{/etc/hostname}\\end{document}"), path)
		require.NoError(t, err)
		require.Equal(t, "latex", a.Format)
	}
}

// Sources that would be large or without an end if they were run take time in proportion to their size.
func TestLaTeXHostile(t *testing.T) {
	bomb := `\def\a{lol}`
	for c := 'b'; c < 'z'; c++ {
		bomb += `\def\` + string(c) + `{` + strings.Repeat(`\`+string(c-1), 10) + `}`
	}
	cases := map[string]string{
		"expansion":                 bomb + `\y`,
		"a macro of itself":         `\def\a{x \a}\def\b{\b\b}\a \b`,
		"a macro in its argument":   `\newcommand{\a}[1]{\a{#1#1}}\a{xxxxxxxx}`,
		"a macro that multiplies":   `\newcommand{\a}[1]{` + strings.Repeat("#1", 900) + `}` + strings.Repeat(`\a{`, 10) + strings.Repeat("x-", 1000) + strings.Repeat("}", 10),
		"open notes":                strings.Repeat(`\footnote{`, 100_000),
		"nested notes":              strings.Repeat(`a\footnote{`, 20_000) + strings.Repeat("}", 20_000),
		"nested links":              strings.Repeat(`\href{https://a.example}{`, 50_000) + strings.Repeat("}", 50_000),
		"nested quotations":         strings.Repeat(`\enquote{`, 50_000) + strings.Repeat("}", 50_000),
		"braces":                    strings.Repeat("{", 500_000) + strings.Repeat("}", 500_000),
		"dollars":                   strings.Repeat("a $ \n\n", 100_000),
		"open formulas":             strings.Repeat(`\begin{equation}`, 50_000),
		"open brackets":             strings.Repeat(`\footnote[`, 50_000),
		"open formulas in brackets": strings.Repeat(`\(`, 50_000),
		"open conditions":           strings.Repeat(`\iffalse `, 10_000),
		"open addresses":            strings.Repeat(`\url{`, 50_000),
		"marks without notes":       strings.Repeat(`It rose.\footnotemark `, 50_000),
		"notes":                     strings.Repeat("It rose.\\footnote{A note.}\n\n", 50_000),
		"notes in a paragraph":      strings.Repeat("It rose.\\footnote{A note.} ", 20_000),
		"environments":              strings.Repeat(`\begin{minipage}`, 50_000),
		"backslashes":               strings.Repeat(`\`, 500_001),
		"verbatim":                  strings.Repeat(`\begin{verbatim}`, 50_000),
		"accents":                   strings.Repeat(`\'`, 200_000),
		"options":                   strings.Repeat(`\x[`, 100_000),
	}
	for name, source := range cases {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			_, err := read.Article([]byte("It rose.\n"+source), "a.tex")
			require.NoError(t, err)
			t.Log(time.Since(begun))
		})
	}
}

// Files that take each other in, and files taken in over and over, come to an end.
func TestLaTeXCycles(t *testing.T) {
	files := map[string]string{"main.tex": `Main.\input{a}\input{main}`, "a.tex": `A.\footnote{A.}\input{b}`, "b.tex": `B.\input{a}`}
	a := readLaTeXFile(t, filepath.Join(latexFolder(t, files), "main.tex"))
	require.Len(t, a.Notes, 1)
	files = map[string]string{"main.tex": `\input{f0}`}
	for i := range 20 {
		next := "f" + string(rune('0'+(i+1)/10)) + string(rune('0'+(i+1)%10))
		name := "f" + string(rune('0'+i/10)) + string(rune('0'+i%10))
		files[name+".tex"] = strings.Repeat(`\input{`+next+`} `, 4) + "x"
	}
	files["main.tex"] = `Main.\input{f00}`
	readLaTeXFile(t, filepath.Join(latexFolder(t, files), "main.tex"))
}

func FuzzLaTeX(f *testing.F) {
	addCases(f, "latex")
	f.Add([]byte(`\newcommand{\a}[2][x]{\footnote{#1\url{#2}}}\a[b]{c}\a{d}\footnotemark[\ref{q}]\'{\i}\begin{tabular}{l}a&b\\[2pt]\end{tabular}$x`))
	f.Add([]byte("\\title{a\\thanks{b}}\\author{a \\and b}\\begin{document}\\verb|a\\end{document}%\n\n\\[x\\footnotemark\\]\\footnotetext{y}"))
	f.Fuzz(func(t *testing.T, source []byte) { requireReadable(t, source, "a.tex") })
}

func BenchmarkLaTeX(b *testing.B) {
	one := "\\section{Tides}\nThe \\emph{tide} of 1990 rose by 3\\,m, ``at once''.\\footnote{Ana Ruiz, \\emph{Ports} (1991), 9, \\url{https://ex.example/a\\_b}.}\n" +
		strings.Repeat("It is said that the harbour board met in May -- and that it sat for an hour \\cite{lee}.\n", 8) + "\n"
	source := []byte("\\documentclass{article}\\begin{document}\n" + strings.Repeat(one, 2000) + "\\end{document}\n")
	benchmarkSource(b, source, "a.tex")
}
