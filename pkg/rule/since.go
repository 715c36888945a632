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
	v := versionOf(now, was)
	for id, rows := range after {
		v.settle(found, rows, before[id])
	}
}

// version is an article held against an earlier one.
type version struct {
	*article.Article
	// notes are those of whose words or callers some are new, written are where notes and entries stand, paragraphs where
	// these do; all with whether their words are new.
	notes               []bool
	written, paragraphs []stretch
}

// stretch is a place of an article, and whether its words are new.
type stretch struct {
	article.Span
	isNew bool
}

func versionOf(now, was *article.Article) *version {
	words := wordsOf(was)
	v := &version{Article: now}
	for _, n := range now.Notes {
		v.notes = append(v.notes, !words[n.Text])
		v.written = append(v.written, stretch{n.Span, !words[n.Text]})
	}
	for _, e := range now.Entries {
		v.written = append(v.written, stretch{e.Span, !words[e.Text]})
	}
	for _, p := range now.Paragraphs {
		v.paragraphs = append(v.paragraphs, stretch{p.Span, !words[unnumbered(p.Text)]})
	}
	for _, m := range now.Markers {
		if m.Note != article.None && m.Paragraph != article.None && v.paragraphs[m.Paragraph].isNew {
			v.notes[m.Note] = true
		}
	}
	for _, all := range [][]stretch{v.written, v.paragraphs} {
		slices.SortStableFunc(all, func(x, y stretch) int { return compareStarts(x.Span, y.Span) })
	}
	return v
}

func compareStarts(x, y article.Span) int {
	return cmp.Or(cmp.Compare(x.Part, y.Part), cmp.Compare(x.Start, y.Start))
}

// wordsOf are those of an article's notes, entries and paragraphs.
func wordsOf(a *article.Article) map[string]bool {
	all := map[string]bool{}
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
func (v *version) settle(found []Finding, rows []int, before []Finding) {
	if len(before) == 0 {
		return
	}
	news := max(0, len(rows)-len(before))
	order := slices.Clone(rows)
	if news > 0 {
		order = v.newLast(found, rows)
	}
	for i, row := range order[:len(order)-news] {
		f := &found[row]
		switch known := before[i].Places; {
		case f.Suppression != nil:
		case f.Places <= known:
			f.Suppression = &Suppressed{By: Unchanged}
		default:
			f.Known = known
			v.standAtNew(f)
		}
	}
}

// newLast puts the findings that stand among new words last, and gives out the fingerprints in that order.
func (v *version) newLast(found []Finding, rows []int) []int {
	var old, fresh []int
	fingerprints := make([]string, len(rows))
	for i, row := range rows {
		fingerprints[i] = found[row].Fingerprint
		if v.isNew(found[row]) {
			fresh = append(fresh, row)
		} else {
			old = append(old, row)
		}
	}
	order := slices.Concat(old, fresh)
	for i, row := range order {
		found[row].Fingerprint = fingerprints[i]
	}
	return order
}

// isNew tells whether a finding stands among words that were not there, or is about notes that were not, or that such
// words call.
func (v *version) isNew(f Finding) bool {
	return v.isNewAt(f.Span) || slices.ContainsFunc(f.Notes, func(n int) bool { return v.notes[n] })
}

func (v *version) isNewAt(s article.Span) bool {
	for _, all := range [][]stretch{v.written, v.paragraphs} {
		i, exact := slices.BinarySearchFunc(all, s, func(x stretch, s article.Span) int { return compareStarts(x.Span, s) })
		if !exact {
			i--
		}
		if i >= 0 && all[i].Part == s.Part && s.Start < all[i].End {
			return all[i].isNew
		}
	}
	return false
}

// standAtNew has a finding stand at the first of its places that is new.
func (v *version) standAtNew(f *Finding) {
	places := append([]article.Span{f.Span}, f.Related...)
	if i := slices.IndexFunc(places, v.isNewAt); i > 0 {
		f.Span = places[i]
		f.Related = slices.Delete(places, i, i+1)
	}
}
