package config

import (
	"path/filepath"
	"slices"
	"strings"
)

// paths are the options that name a file.
var paths = [...]string{"record", "replay", "history", "output", "baseline", "netrc"}

// NamesFile tells whether the value of an option is the path of a file. That of format may hold one.
func NamesFile(option string) bool { return slices.Contains(paths[:], option) }

// pathIn is the path that the value of an option names; empty if it names none.
func pathIn(option, value string) string {
	_, file, _ := strings.Cut(value, "=")
	switch {
	case option == "format":
		return file
	case !NamesFile(option) || value == "-":
		return ""
	default:
		return value
	}
}

// FromFolder is the value of an option that stands in a configuration in a folder: a path is from there, and is made one
// from the working directory.
func FromFolder(option, value, folder string) string {
	path := pathIn(option, value)
	if path == "" || filepath.IsAbs(path) {
		return value
	}
	return strings.TrimSuffix(value, path) + filepath.Join(folder, path)
}
