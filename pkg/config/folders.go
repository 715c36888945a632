package config

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Folders finds the configurations of folders, and reads each once. Its methods may be called for several articles at once.
type Folders struct {
	words Vocabulary

	mu sync.Mutex
	// nearest is the path of the configuration that holds in a folder, by the folder's whole path; empty if there is none.
	nearest map[string]string
	read    map[string]outcome
	// misnamed are files that nothing is read from, though their names look as if.
	misnamed []string
}

// outcome is what reading a file came to.
type outcome struct {
	conf *Config
	err  error
}

// NewFolders looks for configurations that nobody has named.
func NewFolders(v Vocabulary) *Folders {
	v.Found = true
	return &Folders{words: v, nearest: map[string]string{}, read: map[string]outcome{}}
}

// Find looks for a configuration upward from a folder: in the folder itself, then in those around it, up to the root of
// the repository or of the file system. It returns an empty path if there is none.
func (f *Folders) Find(folder string) (string, error) {
	whole, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.upward(whole), nil
}

// upward goes up until something is known, and notes it for the folders on its way.
func (f *Folders) upward(folder string) string {
	if path, known := f.nearest[folder]; known {
		return path
	}
	path := filepath.Join(folder, Name)
	if !isThere(path) {
		f.noteMisnamed(folder)
	}
	above := filepath.Dir(folder)
	switch {
	case isThere(path):
		path = Near(path)
	case above == folder || isThere(filepath.Join(folder, ".git")):
		path = ""
	default:
		path = f.upward(above)
	}
	f.nearest[folder] = path
	return path
}

// misnames are names that a configuration is given by mistake.
var misnames = [...]string{".ibid.yml", "ibid.yaml", "ibid.yml"}

func (f *Folders) noteMisnamed(folder string) {
	for _, name := range misnames {
		if path := filepath.Join(folder, name); isThere(path) {
			f.misnamed = append(f.misnamed, Near(path))
		}
	}
}

// Misnamed are the files that look as if they were meant as configurations of the folders that have been looked into.
func (f *Folders) Misnamed() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Sorted(slices.Values(f.misnamed))
}

// Around is the configuration that would hold in the folder of one if that were not there; empty if none would.
func (f *Folders) Around(path string) (string, error) {
	folder, err := filepath.Abs(filepath.Dir(path))
	if err != nil || isThere(filepath.Join(folder, ".git")) || filepath.Dir(folder) == folder {
		return "", err
	}
	return f.Find(filepath.Dir(folder))
}

// In is the configuration that holds in a folder; an empty one if there is none.
func (f *Folders) In(folder string) (*Config, error) {
	path, err := f.Find(folder)
	if err != nil {
		return nil, err
	}
	return f.Read(path)
}

// Read reads a configuration that was found; an empty path gives an empty one.
func (f *Folders) Read(path string) (*Config, error) {
	if path == "" {
		return &Config{}, nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	o, done := f.read[path]
	if !done {
		o.conf, o.err = Read(path, f.words)
		f.read[path] = o
	}
	return o.conf, o.err
}

// All are the configurations that have been read without fault, by their paths.
func (f *Folders) All() []*Config {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []*Config
	for _, o := range f.read {
		if o.err == nil {
			all = append(all, o.conf)
		}
	}
	slices.SortFunc(all, func(a, b *Config) int { return cmp.Compare(a.File, b.File) })
	return all
}

// isThere holds of a link that leads nowhere, too: reading it tells so.
func isThere(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Near is the path from the working directory, if that is not longer than the whole path.
func Near(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	short, err := filepath.Rel(here, path)
	if err != nil || strings.HasPrefix(short, filepath.Join("..", "..", "..")) {
		return path
	}
	return short
}
