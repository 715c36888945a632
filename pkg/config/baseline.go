package config

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// BaselineName is that of a baseline, beside the configuration.
const BaselineName = ".ibid-baseline.json"

// BaselineID is the name and version of a baseline's form.
const BaselineID = "ibid/baseline/1"

// Baseline is the findings that were there when it was written.
type Baseline struct {
	Schema   string  `json:"schema"`
	Findings []Known `json:"findings"`

	folder string

	mu sync.Mutex
	// left counts what has not been met yet, places is at how many places each stands, strays are what may have gone
	// elsewhere, by fingerprint.
	left   map[Known]int
	places map[Known]int
	strays map[string][]Known
	// checked are the articles that have been looked through, seen the findings that were kept back there by others.
	checked map[string]*article.Article
	seen    map[Known]bool
}

// Known is one of them. Article is a slashed path from the baseline's folder, or an address. Places is at how many places
// it stands, as rule.Finding has it; what was written before these were counted has none, and is known wherever it stands.
// Message is for people.
type Known struct {
	Article     string `json:"article"`
	Rule        string `json:"rule"`
	Fingerprint string `json:"fingerprint"`
	Places      int    `json:"places,omitempty"`
	Message     string `json:"message"`
}

// ReadBaseline reads a baseline.
func ReadBaseline(path string) (*Baseline, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("the baseline could not be read: %w", err)
	}
	b := &Baseline{folder: filepath.Dir(path)}
	if err := json.Unmarshal(withoutMark(source), b); err != nil {
		return nil, fmt.Errorf("%s is no baseline: %s; take it away, and ibid baseline writes it anew", path, notBaseline(err))
	}
	if b.Schema != BaselineID {
		return nil, fmt.Errorf("%s is no baseline that is known here: its schema is %q, not %s", path, b.Schema, BaselineID)
	}
	return b, nil
}

// notBaseline says in plain words why a file cannot be read as one.
func notBaseline(err error) string {
	if at, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Sprintf("it is no JSON from byte %d on", at.Offset)
	}
	if of, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && of.Field != "" {
		return fmt.Sprintf("%s in it is a JSON %s", of.Field, of.Value)
	}
	return "it is JSON of something else"
}

// NewBaseline makes a baseline of a run, to be written at a path. What the one before holds of articles that the run is
// not about is taken over, less what has gone with its file: to an article of the run, or from the folders that the run
// looked through.
func NewBaseline(path string, r *ibid.Result, before *Baseline, folders []string) *Baseline {
	b := &Baseline{Schema: BaselineID, Findings: []Known{}, folder: filepath.Dir(path)}
	if before == nil {
		before = &Baseline{folder: b.folder}
	}
	before.begin()
	checked := map[string]bool{}
	for _, c := range r.Articles {
		name := b.name(c.Article.Path)
		checked[name] = true
		for _, f := range c.Findings {
			before.take(name, f.Fingerprint)
			b.Findings = append(b.Findings, Known{name, f.Rule, f.Fingerprint, f.Places, f.Message})
		}
	}
	for _, k := range before.Findings {
		if !checked[k.Article] && before.stays(k, folders) {
			b.Findings = append(b.Findings, k)
		}
	}
	slices.SortStableFunc(b.Findings, func(x, y Known) int { return cmp.Compare(x.Article, y.Article) })
	return b
}

// stays tells whether an entry of an article that was not looked at is still to be known.
func (b *Baseline) stays(k Known, folders []string) bool {
	return b.isThere(k.Article) || b.left[k.key()] > 0 && !b.lay(k.Article, folders)
}

// Write writes the baseline, whole or not at all.
func (b *Baseline) Write(path string) error {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(b); err != nil {
		return fmt.Errorf("the baseline could not be written: %w", err)
	}
	file, err := os.CreateTemp(filepath.Dir(path), BaselineName+".*")
	if err != nil {
		return fmt.Errorf("the baseline could not be written: %w", err)
	}
	_, err = file.Write(text.Bytes())
	if err := errors.Join(err, file.Chmod(readable), file.Close()); err != nil {
		return errors.Join(fmt.Errorf("the baseline could not be written: %w", err), os.Remove(file.Name()))
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return errors.Join(fmt.Errorf("the baseline could not be written: %w", err), os.Remove(file.Name()))
	}
	return nil
}

// readable is for a file that is kept with the articles.
const readable fs.FileMode = 0o644

// Hide keeps back the findings of an article that the baseline knows, unless they stand at more places than it knows. A
// finding goes with its file when that is renamed.
// It may be called for several articles at once.
func (b *Baseline) Hide(c *ibid.Checked) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.begin()
	name := b.name(c.Article.Path)
	b.checked[name] = c.Article
	c.Suppress(func(f *rule.Finding) *rule.Suppressed {
		known, ok := b.take(name, f.Fingerprint)
		switch places := b.places[known]; {
		case !ok:
			return nil
		case places > 0 && places < f.Places:
			f.Known = places
			return nil
		default:
			return &rule.Suppressed{By: rule.InBaseline}
		}
	})
	for _, f := range c.Suppressed {
		b.seen[Known{Article: name, Fingerprint: f.Fingerprint}] = true
	}
}

// begin counts what the baseline knows. Strays are of articles that are no longer where they were.
func (b *Baseline) begin() {
	if b.left != nil {
		return
	}
	b.left, b.places, b.strays = map[Known]int{}, map[Known]int{}, map[string][]Known{}
	b.checked, b.seen = map[string]*article.Article{}, map[Known]bool{}
	there := map[string]bool{}
	for _, k := range b.Findings {
		if _, asked := there[k.Article]; !asked {
			there[k.Article] = b.isThere(k.Article)
		}
		b.left[k.key()]++
		b.places[k.key()] = k.Places
		if !there[k.Article] {
			b.strays[k.Fingerprint] = append(b.strays[k.Fingerprint], k.key())
		}
	}
}

func (k Known) key() Known { return Known{Article: k.Article, Fingerprint: k.Fingerprint} }

// take finds what is known of a finding, and notes that it has been met.
func (b *Baseline) take(article, fingerprint string) (known Known, ok bool) {
	all := append([]Known{{Article: article, Fingerprint: fingerprint}}, b.strays[fingerprint]...)
	i := slices.IndexFunc(all, func(k Known) bool { return b.left[k] > 0 })
	if i < 0 {
		return Known{}, false
	}
	b.left[all[i]]--
	return all[i], true
}

// Resolve notes what occurs no more, once all articles have been through Hide. Ran tells whether a rule was on for an
// article. A rule that did not run, and a link that could not be checked, show nothing. Of an article whose file is gone,
// it notes something only if the run looked through a folder in which that lay: elsewhere, it may have another name.
func (b *Baseline) Resolve(r *ibid.Result, folders []string, ran func(path, rule string) bool) {
	b.begin()
	if r.Partial != "" || len(r.Unread) > 0 {
		folders = nil // what was not read may be what is gone, under another name
	}
	for _, k := range b.Findings {
		a := b.checked[k.Article]
		path := b.path(k.Article)
		if a != nil {
			path = a.Path
		}
		if b.left[k.key()] == 0 || b.seen[k.key()] || !ran(path, k.Rule) || !settled(r, a, k) {
			continue
		}
		if a == nil && (b.isThere(k.Article) || !b.lay(k.Article, folders)) {
			continue
		}
		b.left[k.key()]--
		r.Resolved = append(r.Resolved, ibid.Resolved{Path: path, Rule: k.Rule, Message: k.Message})
	}
}

// settled tells whether a rule has had its say: it did not need the web, or the web was asked and every link of the
// article, or of all if the article is there no more, could be checked.
func settled(r *ibid.Result, a *article.Article, k Known) bool {
	of, err := rule.Lookup(k.Rule)
	if err != nil || !of.NeedsWeb {
		return true
	}
	if r.Offline || r.Partial != "" {
		return false
	}
	links := map[string]bool{}
	if a != nil {
		for _, l := range a.Links {
			links[l.URL] = true
		}
	}
	return !slices.ContainsFunc(r.Visits, func(v ibid.Visit) bool {
		return (a == nil || links[v.URL]) && !v.Diagnosis.State.Checked()
	})
}

// name is what an article is called in the baseline.
func (b *Baseline) name(path string) string {
	if path == "-" || match.IsWeb(path) {
		return path
	}
	folder, err := filepath.Abs(b.folder)
	if err != nil {
		return filepath.ToSlash(path)
	}
	whole, err := filepath.Abs(path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	short, err := filepath.Rel(folder, whole)
	if err != nil {
		return filepath.ToSlash(whole)
	}
	return filepath.ToSlash(short)
}

// isThere tells whether the file of an article is; what is no file always is.
func (b *Baseline) isThere(article string) bool {
	if article == "-" || match.IsWeb(article) {
		return true
	}
	_, err := os.Stat(b.path(article))
	return err == nil
}

// path is that of an article's file; an address stays one.
func (b *Baseline) path(article string) string {
	path := filepath.FromSlash(article)
	if filepath.IsAbs(path) || article == "-" || match.IsWeb(article) {
		return article
	}
	return filepath.Join(b.folder, path)
}

// lay tells whether an article's file lies or lay in one of some folders, at whatever depth.
func (b *Baseline) lay(article string, folders []string) bool {
	path, err := filepath.Abs(b.path(article))
	return err == nil && slices.ContainsFunc(folders, func(folder string) bool {
		whole, err := filepath.Abs(folder)
		if err != nil {
			return false
		}
		short, err := filepath.Rel(whole, path)
		return err == nil && filepath.IsLocal(short)
	})
}
