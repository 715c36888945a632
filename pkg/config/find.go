package config

import (
	"os"
	"path/filepath"
	"strings"
)

// Find looks for a configuration upward from a folder: in the folder itself, then in those around it, up to the root of
// the repository or of the file system. It returns an empty path if there is none.
func Find(folder string) (string, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	for {
		path := filepath.Join(folder, Name)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return near(path), nil
		}
		above := filepath.Dir(folder)
		if _, err := os.Stat(filepath.Join(folder, ".git")); err == nil || above == folder {
			return "", nil
		}
		folder = above
	}
}

// near is the path from the working directory, if that is not longer than the whole path.
func near(path string) string {
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
