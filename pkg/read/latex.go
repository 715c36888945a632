package read

import (
	"bytes"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/metadata"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// LaTeX is a manuscript in LaTeX, or a part of one. Files that it takes in are read from its own folder and below.
//
// The source is read as it is written: macros of the document's own are put in where they are simple, and TeX's own
// programming is not run.
var LaTeX = Format{
	Name:       "latex",
	Summary:    "a manuscript in LaTeX",
	Extensions: []string{".tex", ".latex", ".ltx"},
	Sniff:      sniffLaTeX,
	Read:       readLaTeX,
}

// sniffLaTeX tells a whole document; a part of one shows itself by its extension.
func sniffLaTeX(head []byte) bool {
	head = bytes.ReplaceAll(head, []byte{0}, nil)
	for line := range strings.Lines(strings.TrimPrefix(string(head), "\uFEFF")) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '%' {
			continue
		}
		for _, start := range []string{`\documentclass`, `\documentstyle`, `\RequirePackage`, `\PassOptionsToPackage`, `\DocumentMetadata`} {
			if strings.HasPrefix(line, start) {
				return true
			}
		}
		return false
	}
	return false
}

func readLaTeX(source []byte, a *article.Article) error {
	d, err := decode(source)
	if err != nil {
		return err
	}
	if err := crowded(d.text, `\footnote`, `\endnote`); err != nil {
		return err
	}
	r := newLaTeXReader(a)
	defer r.files.close()
	r.flow.parts = []part{{decoded: d, source: source}}
	r.file(0)
	r.flush()
	r.settleCitations()
	r.bibliography.write()
	return r.finish().into(a, nil)
}

// latexReader writes the flow of a LaTeX document.
type latexReader struct {
	flowWriter
	a     *article.Article
	files latexFiles
	// preamble tells that \begin{document} has not come yet.
	preamble bool
	macros   map[string]latexMacro
	// expanded is how many bytes macros have been expanded to.
	expanded int
	// depth is how deep arguments, macros and files are nested.
	depth int
	notes latexNotes
	// bibliography has the files of entries that the document names.
	bibliography *bibliography
	// quiet tells that words are collected for the metadata, without notes.
	quiet bool
	// cells counts the open environments in which & parts cells.
	cells int
}

func newLaTeXReader(a *article.Article) *latexReader {
	r := &latexReader{
		a: a, macros: map[string]latexMacro{}, files: latexFiles{neighbours: neighbours{path: a.Path}, parts: map[string]int{}},
		notes: latexNotes{waiting: map[string][]*writtenMark{}, named: map[string]*writtenNote{}},
	}
	r.bibliography = newBibliography(&r.files.neighbours, &r.flowWriter)
	return r
}

// deepestLaTeX is how deep arguments may be nested; what is deeper is read without regard to its macros.
const deepestLaTeX = 200

// file reads a part: its preamble, if it has one, and its body.
func (r *latexReader) file(n int) {
	part := r.out.part
	r.out.part = n
	in := newLaTeXInput(r.flow.parts[n].text)
	r.bibliographies(in.text)
	outer := r.preamble
	begin := in.document()
	if begin >= 0 || strings.Contains(in.text, `\documentclass`) && n == 0 {
		r.preamble = true
	}
	r.run(in, prose.Stretch{Start: 0, End: len(in.text)})
	if begin >= 0 {
		r.preamble = outer
	}
	r.out.part = part
}

// title reads the title for the metadata, and writes it.
func (r *latexReader) title(in *latexInput, arg prose.Stretch) {
	if r.a.Title == "" {
		r.a.Title = r.plain(in, arg)
	}
	r.asHeading(func() { r.run(in, arg) })
}

func (r *latexReader) date(in *latexInput, arg prose.Stretch) {
	if r.a.Published == "" {
		r.a.Published = isoDate(r.plain(in, arg))
	}
	r.asHeading(func() { r.run(in, arg) })
}

// authors reads the names: those parted by \and, the first line of each, without what is said of them.
func (r *latexReader) authors(in *latexInput, arg prose.Stretch) {
	for _, one := range in.splitAt(arg, "and", "And", "AND") {
		blocks := in.arguments(one, "IEEEauthorblockN")
		if len(blocks) == 0 {
			blocks = in.splitAt(one, `\`, "newline", "affiliation", "affil", "institute", "email", "IEEEauthorblockA")[:1]
		}
		for _, b := range blocks {
			r.addAuthors(strings.Trim(r.plain(in, b), " ,;"))
		}
	}
	r.asHeading(func() { r.run(in, arg) })
}

func (r *latexReader) addAuthors(line string) {
	if line == "" {
		return
	}
	names := metadata.Names(line)
	if len(names) == 0 {
		names = []string{line}
	}
	r.a.Authors = append(r.a.Authors, names...)
}

// plain is the words of an argument without notes and marks.
func (r *latexReader) plain(in *latexInput, arg prose.Stretch) string {
	writer, quiet, preamble := r.flowWriter, r.quiet, r.preamble
	r.flowWriter = newFlowWriter(writer.flow.parts...)
	r.quiet, r.preamble = true, false
	r.run(in, arg)
	words := prose.Fold(strings.ReplaceAll(r.out.text.String(), unseen, ""))
	r.flowWriter, r.quiet, r.preamble = writer, quiet, preamble
	return words
}
