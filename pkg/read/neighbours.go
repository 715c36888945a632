package read

import (
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// neighbours are the files that lie beside an article. Nothing outside the article's folder is read, by no path and by
// no symbolic link.
type neighbours struct {
	// path is the article's.
	path string
	root *os.Root
	// size counts the bytes taken in, those of a file taken in again included.
	size int
}

func (f *neighbours) close() {
	if f.root != nil {
		_ = f.root.Close() // it was only read from
	}
}

// neighbourName is the name of a file as an article gives it.
func neighbourName(name string) string { return path.Clean(strings.Trim(strings.TrimSpace(name), `"`)) }

// read gives the bytes of a file, if there is such a one of no more than most bytes, and MaxBytes are not exceeded by
// all together.
func (f *neighbours) read(name string, most int) ([]byte, error) {
	most = min(most, MaxBytes-f.size)
	if !filepath.IsLocal(filepath.FromSlash(name)) || f.path == "" || f.path == "-" || strings.Contains(f.path, "://") {
		return nil, os.ErrInvalid
	}
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
	if !info.Mode().IsRegular() || info.Size() > int64(most) || name == filepath.Base(f.path) {
		return nil, os.ErrInvalid
	}
	file, err := f.root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, int64(most)))
}
