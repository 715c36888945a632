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
}

// Known is one of them. Article is a slashed path from the baseline's folder, or an address. Message is for people.
type Known struct {
	Article     string `json:"article"`
	Rule        string `json:"rule"`
	Fingerprint string `json:"fingerprint"`
	Message     string `json:"message"`
}

// ReadBaseline reads a baseline.
func ReadBaseline(path string) (*Baseline, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("the baseline could not be read: %w", err)
	}
	b := &Baseline{folder: filepath.Dir(path)}
	d := json.NewDecoder(bytes.NewReader(source))
	if err := d.Decode(b); err != nil {
		return nil, fmt.Errorf("%s is no baseline: %w; ibid baseline writes it anew", path, err)
	}
	if b.Schema != BaselineID {
		return nil, fmt.Errorf("%s is no baseline that is known here: its schema is %q, not %s", path, b.Schema, BaselineID)
	}
	return b, nil
}

// NewBaseline makes a baseline of a run, to be written at a path. What the one before holds of articles that the run is
// not about, and that are still there, is taken over.
func NewBaseline(path string, r *ibid.Result, before *Baseline) *Baseline {
	b := &Baseline{Schema: BaselineID, Findings: []Known{}, folder: filepath.Dir(path)}
	checked := map[string]bool{}
	for _, c := range r.Articles {
		name := b.name(c.Article.Path)
		checked[name] = true
		for _, f := range c.Findings {
			b.Findings = append(b.Findings, Known{name, f.Rule, f.Fingerprint, f.Message})
		}
	}
	if before != nil {
		for _, k := range before.Findings {
			if !checked[k.Article] && before.isThere(k.Article) {
				b.Findings = append(b.Findings, k)
			}
		}
	}
	slices.SortStableFunc(b.Findings, func(x, y Known) int { return cmp.Compare(x.Article, y.Article) })
	return b
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

// Hide keeps back the findings of a run that the baseline knows, and notes which of those it knows occur no more. Ran
// tells whether a rule was on for an article. A finding goes with its file when that is renamed.
func (b *Baseline) Hide(r *ibid.Result, ran func(path, rule string) bool) {
	left := map[Known]int{}
	strays := map[string][]Known{}
	for _, k := range b.Findings {
		left[k.key()]++
	}
	checked := map[string]*ibid.Checked{}
	for i := range r.Articles {
		c := &r.Articles[i]
		name := b.name(c.Article.Path)
		checked[name] = c
		c.Suppress(func(f rule.Finding) *rule.Suppressed {
			return take(left, Known{Article: name, Fingerprint: f.Fingerprint})
		})
	}
	for _, k := range b.Findings {
		if left[k.key()] > 0 && checked[k.Article] == nil && !b.isThere(k.Article) {
			strays[k.Fingerprint] = append(strays[k.Fingerprint], k)
		}
	}
	for i := range r.Articles {
		r.Articles[i].Suppress(func(f rule.Finding) *rule.Suppressed {
			known := strays[f.Fingerprint]
			if len(known) == 0 {
				return nil
			}
			strays[f.Fingerprint] = known[1:]
			return take(left, known[0].key())
		})
	}
	b.resolve(r, left, checked, ran)
}

func (k Known) key() Known { return Known{Article: k.Article, Fingerprint: k.Fingerprint} }

func take(left map[Known]int, k Known) *rule.Suppressed {
	if left[k] == 0 {
		return nil
	}
	left[k]--
	return &rule.Suppressed{By: rule.InBaseline}
}

// resolve notes what occurs no more. A rule that did not run, and a link that could not be checked, show nothing.
func (b *Baseline) resolve(r *ibid.Result, left map[Known]int, checked map[string]*ibid.Checked, ran func(path, rule string) bool) {
	suppressed := map[Known]bool{}
	for name, c := range checked {
		for _, f := range c.Suppressed {
			suppressed[Known{Article: name, Fingerprint: f.Fingerprint}] = true
		}
	}
	for _, k := range b.Findings {
		c := checked[k.Article]
		path := k.Article
		if c != nil {
			path = c.Article.Path
		}
		if left[k.key()] == 0 || suppressed[k.key()] || c == nil && b.isThere(k.Article) || !ran(path, k.Rule) || !settled(r, c, k) {
			continue
		}
		left[k.key()]--
		r.Resolved = append(r.Resolved, ibid.Resolved{Path: path, Rule: k.Rule, Message: k.Message})
	}
}

// settled tells whether a rule has had its say: it did not need the web, or the web was asked and every link of the
// article, or of all if the article is there no more, could be checked.
func settled(r *ibid.Result, c *ibid.Checked, k Known) bool {
	of, err := rule.Lookup(k.Rule)
	if err != nil || !of.NeedsWeb {
		return true
	}
	if r.Offline || r.Partial != "" {
		return false
	}
	links := map[string]bool{}
	if c != nil {
		for _, l := range c.Article.Links {
			links[l.URL] = true
		}
	}
	return !slices.ContainsFunc(r.Visits, func(v ibid.Visit) bool {
		return (c == nil || links[v.URL]) && !v.Diagnosis.State.Checked()
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
	path := filepath.FromSlash(article)
	if !filepath.IsAbs(path) {
		path = filepath.Join(b.folder, path)
	}
	_, err := os.Stat(path)
	return err == nil
}
