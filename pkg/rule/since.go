package rule

import (
	"slices"

	"github.com/ibidcheck/ibid/pkg/article"
)

// Earlier is an article as it was, and as it is now; Now is nil if it is there no more.
type Earlier struct{ Was, Now *article.Article }

// Since finds out which findings of an article are of old. A finding is known again as its fingerprint has it: by its rule
// and the words or the address that it is about. Of findings alike, and of the places of one, those are the same that stand
// in one sentence, or in notes to one; or else whose notes and sentences have most of their words in common, and neither
// of the two sentences is in both versions. For where a sentence is still there without its fault, that has been mended. In
// another article, the sentences alone must have most of their words in common.
type Since struct {
	now *ground
	// was is the article's own earlier version; nil if it had none.
	was   *ground
	found []Finding
	// places are where the findings stand, by what findings alike have in common.
	places map[string][]*place
}

// NewSince is about the findings of an article.
func NewSince(now *article.Article, found []Finding) *Since {
	s := &Since{now: groundOf(now), found: found}
	s.places = s.now.placesOf(found)
	return s
}

// Hold holds the findings against those that the article had, or another one that its words may come from. What the earlier
// version kept back itself, it did not have. What another one had and still has stays there; but one that is gone and most
// of whose words are here is this article under another name.
func (s *Since) Hold(e Earlier, had []Finding) {
	was := groundOf(e.Was)
	own := e.Now == s.now.Article || s.was == nil && e.Now == nil && mostlyIn(s.now.Article, e.Was)
	isLost := func(*place) bool { return true }
	if own {
		s.was = was
	} else {
		isLost = lostFrom(e.Now)
	}
	had = slices.DeleteFunc(slices.Clone(had), func(f Finding) bool { return f.Suppression != nil })
	for id, before := range was.placesOf(had) {
		open := slices.DeleteFunc(slices.Clone(s.places[id]), func(p *place) bool { return p.known || !own && !s.came(p) })
		if len(open) == 0 {
			continue
		}
		before = slices.DeleteFunc(before, func(p *place) bool { return !isLost(p) })
		s.pair(open, before, own)
	}
}

// lostFrom tells what has gone from an article, now or with it.
func lostFrom(now *article.Article) func(*place) bool {
	if now == nil {
		return func(p *place) bool { return !p.wide }
	}
	left := groundOf(now)
	return func(p *place) bool { return !p.wide && !left.says(p) }
}

// came tells whether the words at a place were not in the article before.
func (s *Since) came(p *place) bool { return s.was == nil || !s.was.says(p) }

// mostPaired bounds the places that are held against each other word by word.
const mostPaired = 300

// pair finds the places that are the same in two versions.
func (s *Since) pair(now, before []*place, own bool) {
	now, before = equal(now, before, func(p *place) []string { return []string{p.words} })
	now, before = equal(now, before, func(p *place) []string { return p.at })
	now = slices.DeleteFunc(now, func(n *place) bool { return !s.came(n) })
	alike := (*place).isLikeAt
	if own {
		before = slices.DeleteFunc(before, s.now.says)
		alike = (*place).isLike
	}
	if len(now) <= mostPaired && len(before) <= mostPaired {
		for _, n := range now {
			if i := slices.IndexFunc(before, func(b *place) bool { return alike(n, b) }); i >= 0 {
				n.known = true
				before = slices.Delete(before, i, i+1)
			}
		}
	}
}

// equal marks as known the places that have some words in common with one before, each with another one, and gives those
// that are left.
func equal(now, before []*place, words func(*place) []string) (newer, older []*place) {
	with := map[string][]*place{}
	for _, b := range before {
		for _, x := range words(b) {
			with[x] = append(with[x], b)
		}
	}
	for _, n := range now {
		for _, x := range words(n) {
			for !n.known && len(with[x]) > 0 {
				b := with[x][0]
				with[x] = with[x][1:]
				n.known, b.known = !b.known, true
			}
		}
	}
	isKnown := func(p *place) bool { return p.known }
	return slices.DeleteFunc(now, isKnown), slices.DeleteFunc(before, isKnown)
}

// Open tells whether some finding has nothing of old, so that other earlier versions may say more.
func (s *Since) Open() bool {
	for _, all := range s.places {
		for _, p := range all {
			if !p.known && s.found[p.row].Suppression == nil {
				return true
			}
		}
	}
	return false
}

// Settle marks the findings that are of old as unchanged. Where a fault has come to more places, the finding stands at one
// of these. Among findings alike, new ones have the last fingerprints, since a baseline knows the first.
func (s *Since) Settle() {
	for _, all := range s.places {
		var old, fresh, rows []int
		for len(all) > 0 {
			row, end := all[0].row, 1
			for end < len(all) && all[end].row == row {
				end++
			}
			rows = append(rows, row)
			if s.found[row].settle(all[:end]) {
				old = append(old, row)
			} else {
				fresh = append(fresh, row)
			}
			all = all[end:]
		}
		s.renumber(rows, slices.Concat(old, fresh))
	}
}

func (s *Since) renumber(rows, order []int) {
	fingerprints := make([]string, len(rows))
	for i, row := range rows {
		fingerprints[i] = s.found[row].Fingerprint
	}
	for i, row := range order {
		s.found[row].Fingerprint = fingerprints[i]
	}
}

// settle marks a finding, by what is known of its places, and tells whether something of it is of old. What is said of
// several notes, and not wrong at each of them, is of old if it was said of one.
func (f *Finding) settle(places []*place) bool {
	known := 0
	for _, p := range places {
		if p.known {
			known++
		}
	}
	switch {
	case known == 0:
		return false
	case f.Suppression != nil:
	case f.Places <= 1, known == len(places):
		f.Suppression = &Suppressed{By: Unchanged}
	default:
		f.Known = known
		i := slices.IndexFunc(places, func(p *place) bool { return !p.known })
		f.standAt(places[i].Span)
	}
	return true
}

// standAt has a finding stand at another one of its places.
func (f *Finding) standAt(s article.Span) {
	if i := slices.Index(f.Related, s); i >= 0 && f.Span != s {
		f.Related = slices.Concat([]article.Span{f.Span}, f.Related[:i], f.Related[i+1:])
		f.Span = s
	}
}
