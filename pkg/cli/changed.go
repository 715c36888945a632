package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// changes are what has changed in a repository since a revision, by slashed paths from its root.
type changes struct {
	git   git
	root  string
	base  string
	files map[string]changedLines
}

// changedLines are the lines that are new, or beside which some were taken out. Whole stands for a file without lines.
type changedLines struct {
	whole bool
	lines [][2]int
	// before is the file's path at the revision, empty if it was not there.
	before string
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
	c := &changes{git: g, root: g.folder, base: strings.TrimSpace(base), files: map[string]changedLines{}}
	if err := c.ask(); err != nil {
		return nil, fmt.Errorf("--new-from %s: %w", rev, err)
	}
	return c, nil
}

func (c *changes) ask() error {
	g, base := c.git, c.base
	named, err := g.say("diff", "--no-ext-diff", "--no-textconv", "--find-renames", "--name-status", "-z", base, "--")
	if err != nil {
		return err
	}
	c.takeNames(strings.Split(named, "\x00"))
	text, err := g.say("diff", "--no-ext-diff", "--no-textconv", "--no-color", "--find-renames", "--unified=0",
		"--src-prefix=a/", "--dst-prefix=b/", base, "--")
	if err != nil {
		return err
	}
	c.takeHunks(text)
	others, err := g.say("ls-files", "--others", "--exclude-standard", "-z")
	if err != nil {
		return err
	}
	for path := range strings.SplitSeq(others, "\x00") {
		c.files[path] = changedLines{whole: true}
	}
	return nil
}

// takeNames notes the files that differ. Of those, hunks tell the lines; what has none is no text, and differs as a whole.
func (c *changes) takeNames(fields []string) {
	for i := 0; i+1 < len(fields); i += 2 {
		status, path := fields[i], fields[i+1]
		before := path
		if strings.HasPrefix(status, "R") || strings.HasPrefix(status, "C") {
			if i++; i+1 >= len(fields) {
				return
			}
			path = fields[i+1]
		}
		if status != "R100" && !strings.HasPrefix(status, "D") {
			c.files[path] = changedLines{whole: true, before: before}
		}
	}
}

// takeHunks reads a diff without context.
func (c *changes) takeHunks(diff string) {
	header := regexp.MustCompile(`^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@`)
	path, inHead := "", false
	for line := range strings.SplitSeq(diff, "\n") {
		if strings.HasPrefix(line, "diff --git ") {
			path, inHead = "", true
			continue
		}
		if name, ok := strings.CutPrefix(line, "+++ "); ok && inHead {
			path, inHead = pathIn(name), false
			continue
		}
		m := header.FindStringSubmatch(line)
		if m == nil || path == "" {
			continue
		}
		from, _ := strconv.Atoi(m[1])
		count := 1
		if m[2] != "" {
			count, _ = strconv.Atoi(m[2])
		}
		to := from + count - 1
		if count == 0 {
			to = from + 1 // lines were taken out between these two
		}
		f := c.files[path]
		f.whole = false
		f.lines = append(f.lines, [2]int{from, to})
		c.files[path] = f
	}
}

// pathIn is the path in the head of a diff; git quotes those with unusual characters as C does.
func pathIn(name string) string {
	name = strings.TrimSuffix(strings.TrimRight(name, "\r"), "\t")
	if plain, err := strconv.Unquote(name); err == nil {
		name = plain
	}
	path, ok := strings.CutPrefix(name, "b/")
	if !ok {
		return ""
	}
	return path
}

// of is what has changed in a file, if anything has.
func (c *changes) of(path string) (changedLines, bool) {
	whole, err := filepath.Abs(path)
	if err == nil {
		whole, err = filepath.EvalSymlinks(whole)
	}
	if err != nil {
		return changedLines{whole: true}, true // reading it tells what is wrong
	}
	root, err := filepath.EvalSymlinks(c.root)
	if err != nil {
		root = c.root
	}
	short, err := filepath.Rel(root, whole)
	if err != nil || strings.HasPrefix(short, "..") {
		return changedLines{whole: true}, true // what is in no repository is always looked at
	}
	found, ok := c.files[filepath.ToSlash(short)]
	return found, ok
}

// inputs are those that have changed.
func (c *changes) inputs(all []ibid.Input) []ibid.Input {
	return slices.DeleteFunc(all, func(in ibid.Input) bool {
		if in.Path == "-" || match.IsWeb(in.Path) {
			return false
		}
		_, changed := c.of(in.Path)
		return !changed
	})
}

// narrow keeps back the findings that neither stand in changed lines, nor are about notes or claims that do, nor were not
// there before: what is taken out of an article may be missed anywhere in it.
func (c *changes) narrow(checked *ibid.Checked, h *house) {
	changed, _ := c.of(checked.Article.Path)
	if changed.whole || checked.Article.Path == "-" || match.IsWeb(checked.Article.Path) {
		return
	}
	before, known := c.findingsBefore(checked.Article.Path, changed, h)
	checked.Suppress(func(f *rule.Finding) *rule.Suppressed {
		if slices.ContainsFunc(about(checked.Article, *f), func(s article.Span) bool { return changed.touches(checked.Article, s) }) {
			return nil
		}
		if known && !before[f.Fingerprint] && !needsWeb(f.Rule) {
			return nil
		}
		return &rule.Suppressed{By: rule.Unchanged}
	})
}

// findingsBefore are the fingerprints of what the rules that need no web had to say of an article at the revision.
func (c *changes) findingsBefore(path string, changed changedLines, h *house) (fingerprints map[string]bool, known bool) {
	source, err := c.git.say("show", c.base+":"+changed.before)
	if err != nil {
		return nil, false
	}
	o := ibid.Options{}
	h.join(&o)
	r := ibid.Check(c.git.ctx, o, []ibid.Input{{Path: path, Source: func(context.Context) ([]byte, error) { return []byte(source), nil }}})
	if len(r.Articles) != 1 {
		return nil, false
	}
	fingerprints = map[string]bool{}
	for _, f := range slices.Concat(r.Articles[0].Findings, r.Articles[0].Suppressed) {
		fingerprints[f.Fingerprint] = true
	}
	return fingerprints, true
}

func needsWeb(name string) bool {
	r, err := rule.Lookup(name)
	return err == nil && r.NeedsWeb
}

// about are the places that a finding is about: its own, its notes and the claims that lean on these.
func about(a *article.Article, f rule.Finding) []article.Span {
	all := append([]article.Span{f.Span}, f.Related...)
	for _, n := range f.Notes {
		all = append(all, a.Notes[n].Span)
	}
	for _, m := range a.Markers {
		if m.Claim != article.None && slices.Contains(f.Notes, m.Note) {
			all = append(all, a.Claims[m.Claim].Span)
		}
	}
	return all
}

func (c changedLines) touches(a *article.Article, s article.Span) bool {
	if s.Part != "" {
		return true
	}
	first := a.Place(s).Line
	last := a.Place(article.Span{Start: max(s.Start, s.End-1)}).Line
	return slices.ContainsFunc(c.lines, func(l [2]int) bool { return l[0] <= last && first <= l[1] })
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
