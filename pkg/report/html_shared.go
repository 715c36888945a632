package report

import (
	"cmp"
	"slices"

	"github.com/ibidcheck/ibid/pkg/match"
)

// htmlShared is a work that several articles cite.
type htmlShared struct {
	Name string
	In   []htmlSharedIn
}

// htmlSharedIn is one of these articles, and where it cites the work.
type htmlSharedIn struct {
	Article, Anchor, Where string
}

// workKeys are what says that works of two articles are one document: identifiers, and addresses as far as they lead to
// one page. Titles alone do not say it.
func workKeys(w *Work) []string {
	var keys []string
	for _, url := range append(slices.Clone(w.URLs), w.Fields.URL) {
		if key, ok := match.Address(url); ok {
			keys = appendID(keys, key)
		}
	}
	if doi, ok := match.DOI(w.Fields.DOI); ok {
		keys = append(keys, "doi:"+doi)
	}
	if isbn, ok := match.ISBN(w.Fields.ISBN); ok {
		keys = append(keys, "isbn:"+isbn)
	}
	return keys
}

// sharedWorks are those with a key in common that stand in several articles, those in the most articles first.
func sharedWorks(all []htmlArticle) []htmlShared {
	if len(all) < 2 {
		return nil
	}
	var groups []*sharing
	byKey := map[string]*sharing{}
	for i := range all {
		for j := range all[i].Sources.Works {
			w := &all[i].Sources.Works[j]
			g := sharingOf(byKey, w.keys)
			if g == nil {
				g = &sharing{name: w.Name, articles: map[int]bool{}}
				groups = append(groups, g)
			}
			for _, k := range w.keys {
				byKey[k] = g
			}
			g.articles[i] = true
			g.in = append(g.in, htmlSharedIn{Article: all[i].Title, Anchor: w.Anchor, Where: w.Where()})
		}
	}
	groups = slices.DeleteFunc(groups, func(g *sharing) bool { return len(g.articles) < 2 })
	slices.SortStableFunc(groups, func(x, y *sharing) int { return cmp.Compare(len(y.articles), len(x.articles)) })
	shared := make([]htmlShared, len(groups))
	for i, g := range groups {
		shared[i] = htmlShared{Name: g.name, In: g.in}
	}
	return shared
}

// sharing is a work and the articles in which it was found so far.
type sharing struct {
	name     string
	articles map[int]bool
	in       []htmlSharedIn
}

func sharingOf(byKey map[string]*sharing, keys []string) *sharing {
	for _, k := range keys {
		if g := byKey[k]; g != nil {
			return g
		}
	}
	return nil
}
