package rule

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/ibidcheck/ibid/pkg/article"
)

// Since marks the findings of an article that it had in an earlier version as well, at as many places, as unchanged. A
// finding is known again as its fingerprint has it: by its rule and the words or the address that it is about. What the
// earlier version kept back itself, it did not have. Where a fault has come to more places, the finding stands at one of
// these.
func Since(now *article.Article, found []Finding, was *article.Article, had []Finding) {
	before, after := map[string][]Finding{}, map[string][]int{}
	for _, f := range had {
		if f.Suppression == nil {
			before[f.id()] = append(before[f.id()], f)
		}
	}
	for i := range found {
		after[found[i].id()] = append(after[found[i].id()], i)
	}
	words := wordsOf(was)
	for id, rows := range after {
		words.settle(now, found, rows, before[id])
	}
}

// words are those of an article's notes, entries and paragraphs.
type words map[string]bool

func wordsOf(a *article.Article) words {
	all := words{}
	for _, n := range a.Notes {
		all[n.Text] = true
	}
	for _, e := range a.Entries {
		all[e.Text] = true
	}
	for _, p := range a.Paragraphs {
		all[unnumbered(p.Text)] = true
	}
	return all
}

// unnumbered is a paragraph without digits: its markers have others when notes are renumbered.
func unnumbered(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsDigit(c) {
			return -1
		}
		return c
	}, text)
}

// settle marks those of some findings alike that were there before. If there are more of them now, those are new that
// stand among new words, or else the last ones; these then have the last fingerprints, since a baseline knows the first.
func (w words) settle(a *article.Article, found []Finding, rows []int, before []Finding) {
	if len(before) == 0 {
		return
	}
	news := max(0, len(rows)-len(before))
	order := slices.Clone(rows)
	if news > 0 {
		fingerprints := make([]string, len(rows))
		fresh := make(map[int]bool, len(rows))
		for i, row := range rows {
			fingerprints[i], fresh[row] = found[row].Fingerprint, w.isNew(a, found[row])
		}
		slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(rank(fresh[x]), rank(fresh[y])) })
		for i, row := range order {
			found[row].Fingerprint = fingerprints[i]
		}
	}
	for i, row := range order[:len(order)-news] {
		f := &found[row]
		switch known := before[i].Places; {
		case f.Suppression != nil:
		case f.Places <= known:
			f.Suppression = &Suppressed{By: Unchanged}
		default:
			f.Known = known
			w.standAtNew(a, f)
		}
	}
}

func rank(last bool) int {
	if last {
		return 1
	}
	return 0
}

// isNew tells whether a finding stands among words that were not there, or is about notes that were not, or that such
// words call.
func (w words) isNew(a *article.Article, f Finding) bool {
	return w.isNewAt(a, f.Span) || slices.ContainsFunc(f.Notes, func(n int) bool {
		return !w[a.Notes[n].Text] || slices.ContainsFunc(a.Markers, func(m article.Marker) bool {
			return m.Note == n && w.isNewAt(a, m.Span)
		})
	})
}

func (w words) isNewAt(a *article.Article, s article.Span) bool {
	here := func(x article.Span) bool { return x.Part == s.Part && x.Start <= s.Start && s.Start < x.End }
	for _, n := range a.Notes {
		if here(n.Span) {
			return !w[n.Text]
		}
	}
	for _, e := range a.Entries {
		if here(e.Span) {
			return !w[e.Text]
		}
	}
	i := slices.IndexFunc(a.Paragraphs, func(p article.Paragraph) bool { return here(p.Span) })
	return i >= 0 && !w[unnumbered(a.Paragraphs[i].Text)]
}

// standAtNew has a finding stand at the first of its places that is new.
func (w words) standAtNew(a *article.Article, f *Finding) {
	places := append([]article.Span{f.Span}, f.Related...)
	i := slices.IndexFunc(places, func(s article.Span) bool { return w.isNewAt(a, s) })
	if i > 0 {
		f.Span = places[i]
		f.Related = slices.Delete(places, i, i+1)
	}
}
