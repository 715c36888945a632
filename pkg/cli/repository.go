package cli

import (
	"os"
	"path/filepath"
)

// repositories finds the roots of the git repositories in which files lie, each folder looked at once.
type repositories struct {
	// home is the root of the one in which the run is made, empty if it is made in none.
	home string
	root map[string]string
}

func newRepositories() *repositories {
	r := &repositories{root: map[string]string{}}
	if folder, err := os.Getwd(); err == nil {
		r.home = r.rootOf(folder)
	}
	return r
}

// rootOf is the nearest folder upward that is the root of a repository, empty if there is none. That of a worktree or a
// submodule has a file .git, others have a folder of this name.
func (r *repositories) rootOf(folder string) string {
	if root, known := r.root[folder]; known {
		return root
	}
	root := ""
	if _, err := os.Stat(filepath.Join(folder, ".git")); err == nil {
		root = folder
	} else if up := filepath.Dir(folder); up != folder {
		root = r.rootOf(up)
	}
	r.root[folder] = root
	return root
}

// here is the working directory, with slashes and from the root of its repository; empty at the root, and in none.
func (r *repositories) here() string {
	folder, err := os.Getwd()
	if err != nil || r.home == "" || folder == r.home {
		return ""
	}
	short, err := filepath.Rel(r.home, folder)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(short)
}

// rooted names a file, with slashes, from the root of the repository in which the run is made, or else of its own; what
// lies in none, or is not there, keeps its path. A submodule is a folder of the repository that has it.
func (r *repositories) rooted(path string) string {
	whole, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if _, err := os.Stat(whole); err != nil {
		return path
	}
	for _, root := range []string{r.home, r.rootOf(filepath.Dir(whole))} {
		if short, err := filepath.Rel(root, whole); err == nil && below(root, whole) {
			return filepath.ToSlash(short)
		}
	}
	return path
}

// below tells whether a path lies in a folder; in none if that is empty.
func below(folder, path string) bool {
	short, err := filepath.Rel(folder, path)
	return folder != "" && err == nil && filepath.IsLocal(short)
}
