package cli

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/read"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// losses are the articles of a repository that have lost words since a revision, or are gone, by these words. They are
// looked for when they are first asked for.
type losses struct {
	sync.Once
	// now are the paths of what is there of files that have changed, by what they were; empty for what is gone.
	now map[string]string
	// names are what they were, with are their rows in all by the words of a note, an entry or a paragraph.
	names []string
	all   []rule.Earlier
	with  map[string][]int
}

// mostSources bounds the articles of which another one is taken to be made.
const mostSources = 8

// elsewhere gives the earlier versions of the articles from which an article's words may have come, the likeliest first.
// Words that have gone to several articles are known in each.
func (c *changes) elsewhere(now *article.Article) []rule.Earlier {
	name, ok := c.name(now.Path)
	if !ok || !isFile(now.Path) {
		return nil
	}
	c.losses.Do(c.findLosses)
	shared := map[int]int{}
	for _, words := range rule.WordsOf(now) {
		for _, row := range c.losses.with[words] {
			if c.losses.names[row] != c.before[name] {
				shared[row]++
			}
		}
	}
	rows := slices.SortedFunc(maps.Keys(shared), func(x, y int) int { return cmp.Or(shared[y]-shared[x], x-y) })
	var all []rule.Earlier
	for _, row := range rows[:min(mostSources, len(rows))] {
		all = append(all, c.losses.all[row])
	}
	return all
}

func (c *changes) findLosses() {
	l := &c.losses
	l.with = map[string][]int{}
	for _, name := range slices.Sorted(maps.Keys(l.now)) {
		if !read.Known(name) {
			continue
		}
		e, ok := c.earlier(name, l.now[name])
		if !ok {
			continue
		}
		left := map[string]bool{}
		if e.Now != nil {
			for _, words := range rule.WordsOf(e.Now) {
				left[words] = true
			}
		}
		lost := slices.DeleteFunc(rule.WordsOf(e.Was), func(words string) bool { return left[words] })
		if len(lost) == 0 {
			continue
		}
		slices.Sort(lost)
		for _, words := range slices.Compact(lost) {
			l.with[words] = append(l.with[words], len(l.all))
		}
		l.names, l.all = append(l.names, name), append(l.all, e)
	}
}

// earlier reads what a file was and what it is. Nothing is taken from one of which either cannot be read: what an article
// still has must be known.
func (c *changes) earlier(name, now string) (rule.Earlier, bool) {
	source, err := c.at(name)
	if err != nil {
		return rule.Earlier{}, false
	}
	var e rule.Earlier
	if e.Was, err = read.Article(source, name); err != nil {
		return e, false
	}
	if now == "" {
		return e, true
	}
	if source, err = os.ReadFile(filepath.Join(c.root, filepath.FromSlash(now))); err != nil {
		return e, false
	}
	e.Now, err = read.Article(source, now)
	return e, err == nil
}
