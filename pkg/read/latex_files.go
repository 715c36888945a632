package read

import (
	"path"
	"slices"
)

// latexFiles are the files that a document takes in.
type latexFiles struct {
	neighbours
	// parts are the numbers of the parts read, by name.
	parts map[string]int
	// reading are the names of the files being read.
	reading []string
	// taken counts the files taken in, repeated ones included.
	taken int
}

// mostFiles is how many files a document may take in. The largest books have a few hundred.
const mostFiles = 2000

// input reads a file that the document takes in. What cannot be read is passed over: it may be written only when the
// document is typeset.
func (r *latexReader) input(name string) {
	f := &r.files
	n, name := r.partOf(neighbourName(name))
	if n < 0 || slices.Contains(f.reading, name) || f.taken >= mostFiles || f.size > MaxBytes {
		return
	}
	f.taken++
	f.size += len(r.flow.parts[n].text)
	f.reading = append(f.reading, name)
	r.depth++
	r.file(n)
	r.depth--
	f.reading = f.reading[:len(f.reading)-1]
}

// partOf is the part of a file, as TeX looks for it: with .tex behind its name, or as it is named.
func (r *latexReader) partOf(name string) (n int, found string) {
	names := []string{name + ".tex", name}
	if path.Ext(name) == ".tex" {
		names = names[1:]
	}
	for _, name := range names {
		if n, known := r.files.parts[name]; known {
			return n, name
		}
		source, err := r.files.read(name, MaxBytes)
		if err != nil {
			continue
		}
		d, err := decode(source)
		if err != nil {
			continue
		}
		n := len(r.flow.parts)
		r.flow.parts = append(r.flow.parts, part{name: name, decoded: d, source: source})
		r.files.parts[name] = n
		return n, name
	}
	return -1, name
}
