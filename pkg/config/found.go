package config

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A configuration that was found lies with the articles, and came from whoever sent them. It may say what is looked for,
// and how gently the web is asked. It may neither open the machine's network, nor send its secrets anywhere, nor name
// files outside of its own folder: for that, somebody at the machine has to name the configuration.

// opening are the options that let a run reach what is private to the machine: its network, and the keys in its environment,
// which go to the archive that save names, wherever that is said to be.
var opening = [...]string{"allow-host", "allow-network", "header", "save"}

// refused says why a found configuration may not give an option a value; empty if it may.
func (r *reader) refused(option, value string) string {
	if !r.words.Found {
		return ""
	}
	if slices.Contains(opening[:], option) {
		return option + " reaches what is private to this machine; " + r.trusting()
	}
	if path := pathIn(option, value); path != "" && !isWithin(filepath.Dir(r.conf.File), path) {
		return path + " leads out of the folder of the configuration; " + r.trusting()
	}
	return ""
}

func (r *reader) trusting() string {
	return fmt.Sprintf("if you trust %s, name it with --config", r.conf.File)
}

// isWithin tells whether a path leads to a place in a folder or below, and not into what git keeps there. Symbolic links
// are followed; one that leads nowhere yet could be made to lead anywhere.
func isWithin(folder, path string) bool {
	if !filepath.IsLocal(path) {
		return false
	}
	folder, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return false
	}
	there, behind := filepath.Join(folder, path), ""
	for there != folder {
		if _, err := os.Lstat(there); err == nil {
			break
		}
		behind = filepath.Join(filepath.Base(there), behind)
		there = filepath.Dir(there)
	}
	if there, err = filepath.EvalSymlinks(there); err != nil {
		return false
	}
	inside, err := filepath.Rel(folder, filepath.Join(there, behind))
	parts := strings.Split(filepath.ToSlash(strings.ToLower(inside)), "/")
	return err == nil && filepath.IsLocal(inside) && !slices.Contains(parts, ".git")
}
