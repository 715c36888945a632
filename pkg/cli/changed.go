package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/match"
)

// changes are the files of a repository that have changed since a revision.
type changes struct {
	git  git
	root string
	base string
	// before are their paths at the revision by what they are now, slashed and from the root; empty for what was not there.
	before map[string]string
	nested *repositories
	losses losses

	mu sync.Mutex
	// lost are the articles whose state at the revision git could not give, and why.
	lost []error
}

// changesSince asks git. The revision stands for where this branch left it.
func changesSince(ctx context.Context, rev, folder string) (*changes, error) {
	g := git{ctx: ctx, folder: folder}
	root, err := g.say("rev-parse", "--show-toplevel")
	if err != nil {
		return nil, fmt.Errorf("--new-from asks git, and %s is in no repository that it knows: %w", folder, err)
	}
	g.folder = filepath.FromSlash(strings.TrimRight(root, "\r\n"))
	commit, err := g.say("rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("--new-from %s: git knows no such revision; is the whole history there (fetch-depth: 0)?", rev)
	}
	base, err := g.say("merge-base", strings.TrimSpace(commit), "HEAD")
	if err != nil {
		return nil, fmt.Errorf("--new-from %s: git finds nothing that it has in common with HEAD; is the whole history there (fetch-depth: 0)?", rev)
	}
	c := &changes{git: g, root: resolved(g.folder), base: strings.TrimSpace(base), before: map[string]string{}, nested: newRepositories()}
	c.losses.now = map[string]string{}
	if err := c.ask(); err != nil {
		return nil, fmt.Errorf("--new-from %s: %w", rev, err)
	}
	return c, nil
}

// resolved is a path without symbolic links, if it can be told.
func resolved(path string) string {
	if whole, err := filepath.EvalSymlinks(path); err == nil {
		return whole
	}
	return path
}

func (c *changes) ask() error {
	named, err := c.git.say("diff", "--no-ext-diff", "--no-textconv", "--find-renames", "--name-status", "-z", c.base, "--")
	if err != nil {
		return err
	}
	c.takeNames(strings.Split(named, "\x00"))
	others, err := c.git.say("ls-files", "--others", "--exclude-standard", "-z")
	if err != nil {
		return err
	}
	for path := range strings.SplitSeq(others, "\x00") {
		if path != "" {
			c.before[path] = ""
		}
	}
	return nil
}

// takeNames notes the files that differ in more than their name.
func (c *changes) takeNames(fields []string) {
	for i := 0; i+1 < len(fields); i += 2 {
		status, path := fields[i], fields[i+1]
		before := path
		switch status[:1] {
		case "A":
			before = ""
		case "D":
			c.losses.now[path] = ""
			continue
		case "R", "C":
			if i++; i+1 >= len(fields) {
				return
			}
			path = fields[i+1]
		}
		if status == "R100" {
			continue
		}
		c.before[path] = before
		if status[0] != 'A' && status[0] != 'C' {
			c.losses.now[before] = path
		}
	}
}

// name is a file's path from the repository's root. What lies elsewhere has none, and neither has what lies in a repository
// of its own in there, such as a submodule.
func (c *changes) name(path string) (name string, ok bool) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return "", false
	}
	whole = resolved(whole)
	nearest := c.nested.rootOf(filepath.Dir(whole))
	if nearest != c.root && below(c.root, nearest) {
		return "", false
	}
	short, err := filepath.Rel(c.root, whole)
	return filepath.ToSlash(short), err == nil && below(c.root, whole)
}

// inputs are those that have changed, and those of which git cannot tell; foreign are these.
func (c *changes) inputs(all []ibid.Input) (changed []ibid.Input, foreign []string) {
	for _, in := range all {
		if !isFile(in.Path) { // reading it tells what is wrong, if anything is
			changed = append(changed, in)
			continue
		}
		name, ok := c.name(in.Path)
		if !ok {
			foreign = append(foreign, in.Path)
		}
		if _, differs := c.before[name]; differs || !ok {
			changed = append(changed, in)
		}
	}
	return changed, foreign
}

func isFile(path string) bool {
	if path == "-" || match.IsWeb(path) {
		return false
	}
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// source is an article as it was at the revision.
func (c *changes) source(path string) ([]byte, bool) {
	name, _ := c.name(path)
	before := c.before[name]
	if before == "" {
		return nil, false
	}
	source, err := c.at(before)
	if err != nil {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.lost = append(c.lost, fmt.Errorf("%s is checked as a whole: git does not give its earlier version: %w", path, err))
		return nil, false
	}
	return source, true
}

// at is what a file was at the revision, as it would lie on disk.
func (c *changes) at(before string) ([]byte, error) {
	source, err := c.git.say("cat-file", "--filters", c.base+":"+before)
	return []byte(source), err
}

// git is asked in a folder.
type git struct {
	ctx    context.Context
	folder string
}

// patience bounds one question to git.
const patience = time.Minute

// say runs git with what it must do alike whatever the user has configured.
func (g git) say(args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(g.ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "git", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "--no-pager", "--no-optional-locks")
	cmd.Args = append(cmd.Args, args...)
	cmd.Dir = g.folder
	cmd.Env = append(cmd.Environ(), "LC_ALL=C", "GIT_TERMINAL_PROMPT=0")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "", errors.New("there is no program git here; install it, or leave out --new-from")
	case ctx.Err() != nil:
		return "", fmt.Errorf("git gave no answer within %s", patience)
	case err != nil:
		said, _, _ := strings.Cut(strings.TrimSpace(errs.String()), "\n")
		return "", errors.New(cmp.Or(said, err.Error()))
	}
	return out.String(), nil
}
