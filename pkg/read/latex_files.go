package read

import (
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// latexFiles are the files that a document takes in. Nothing outside the document's folder is read, by no path and by no
// symbolic link.
type latexFiles struct {
	path string
	root *os.Root
	// parts are the numbers of the parts read, by name.
	parts map[string]int
	// reading are the names of the files being read.
	reading []string
	// taken and size count the files taken in, and their bytes, repeated ones included.
	taken, size int
}

// mostFiles is how many files a document may take in. The largest books have a few hundred.
const mostFiles = 2000

func (f *latexFiles) close() {
	if f.root != nil {
		_ = f.root.Close() // it was only read from
	}
}

// input reads a file that the document takes in. What cannot be read is passed over: it may be written only when the
// document is typeset.
func (r *latexReader) input(name string) {
	f := &r.files
	name = path.Clean(strings.Trim(strings.TrimSpace(name), `"`))
	if !filepath.IsLocal(filepath.FromSlash(name)) || f.path == "" || f.path == "-" || strings.Contains(f.path, "://") {
		return
	}
	n, name := r.partOf(name)
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
		source, err := r.files.read(name)
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

func (f *latexFiles) read(name string) ([]byte, error) {
	if f.root == nil {
		root, err := os.OpenRoot(filepath.Dir(f.path))
		if err != nil {
			return nil, err
		}
		f.root = root
	}
	info, err := f.root.Stat(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > MaxBytes-int64(f.size) || name == filepath.Base(f.path) {
		return nil, os.ErrInvalid
	}
	file, err := f.root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, MaxBytes))
}
