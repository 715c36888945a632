package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/picture"
)

// htmlSources says who rests on what in one article.
type htmlSources struct {
	Works []htmlWork
	// Repeated are the works that several notes or claims lean on, with their pictures; Once is the picture of the rest.
	Repeated []htmlWork
	Once     picture.Picture
	OnceSays string
	Shares   []htmlShares
	Timeline picture.Picture
	// Dates says in words what the time line shows.
	Dates string
	// Later are the works that are dated after the article.
	Later []htmlRef
}

// htmlWork is a work and what leans on it.
type htmlWork struct {
	Anchor, Name string
	// Said is what the citations say of it: who, where and when.
	Said      []string
	Notes     string
	Claims    []htmlRef
	Addresses []htmlAddress
	Reasons   []string
	Possibly  []htmlPossible
	Strip     picture.Picture
	keys      []string
	cited     int
}

// htmlPossible is another work that may be the same.
type htmlPossible struct {
	htmlRef
	Because string
}

// ClaimList is the anchors of the claims, for the script.
func (w htmlWork) ClaimList() string {
	all := make([]string, len(w.Claims))
	for i, c := range w.Claims {
		all[i] = c.Anchor
	}
	return strings.Join(all, " ")
}

// Where says which notes cite the work, and how many claims lean on it.
func (w htmlWork) Where() string {
	said := claims.count(len(w.Claims))
	if w.Notes == "" {
		return said
	}
	word := notes.many
	if !strings.ContainsAny(w.Notes, ",–") {
		word = notes.one
	}
	return word + "\u00a0" + w.Notes + " · " + said
}

func (b *builder) sources() {
	s := &b.out.Sources
	for i := range b.Works {
		s.Works = append(s.Works, b.work(&b.Works[i]))
	}
	b.strips()
	slices.SortStableFunc(s.Works, func(x, y htmlWork) int { return cmp.Compare(y.cited, x.cited) })
	for _, w := range s.Works {
		if w.cited > 1 {
			s.Repeated = append(s.Repeated, w)
		}
	}
	s.Shares = b.shares()
	b.timeline()
}

func (b *builder) work(w *Work) htmlWork {
	out := htmlWork{
		Anchor: b.anchor(w.ID), Name: b.workName(w), Said: saidOf(w.Fields), Notes: w.NoteRanges, keys: workKeys(w),
		cited: max(len(w.Notes), len(w.Claims)),
	}
	for _, id := range w.Claims {
		out.Claims = append(out.Claims, htmlRef{b.anchor(id), id[len(claimIDs):]})
	}
	for _, url := range w.URLs {
		out.Addresses = append(out.Addresses, newHTMLAddress(url, b.pages))
	}
	for _, e := range w.Edges {
		if !slices.Contains(out.Reasons, e.Because) {
			out.Reasons = append(out.Reasons, e.Because)
		}
	}
	for _, p := range w.Possibly {
		if other := b.works[p.Work]; other != nil {
			out.Possibly = append(out.Possibly, htmlPossible{htmlRef{b.anchor(p.Work), b.workName(other)}, p.Because})
		}
	}
	return out
}

// saidOf is who made a work, where it appeared and when.
func saidOf(s Source) []string {
	var all []string
	var people []string
	for _, n := range s.Author {
		people = append(people, n.String())
	}
	for _, said := range []string{names(people), s.ContainerTitle, s.Publisher, date(s.Issued)} {
		if clean(said) != "" && !slices.Contains(all, said) {
			all = append(all, said)
		}
	}
	return all
}

// strips draws for each work which claims lean on it, in the order of reading.
func (b *builder) strips() {
	s := &b.out.Sources
	place := make(map[string]int, len(b.Claims))
	for i, c := range b.Claims {
		place[c.ID] = i
	}
	noteAt := make(map[string]int, len(b.Notes))
	for i, n := range b.Notes {
		noteAt[n.ID] = i
	}
	ticks := b.ticks(place, noteAt)
	breaks := b.breaks()
	var once []picture.Tick
	works := 0
	for i := range s.Works {
		w := &s.Works[i]
		if w.cited > 1 {
			w.Strip = picture.Strip(
				"leaned on at claims "+claimRanges(w.Claims)+" of "+strconv.Itoa(len(b.Claims)), "several", len(b.Claims), breaks, ticks[b.Works[i].ID],
			)
			continue
		}
		if len(ticks[b.Works[i].ID]) > 0 {
			works++
		}
		once = append(once, ticks[b.Works[i].ID]...)
	}
	slices.SortStableFunc(once, func(x, y picture.Tick) int { return cmp.Compare(x.At, y.At) })
	if works > 0 {
		s.OnceSays = noun{"work cited once", "works cited once"}.count(works)
		s.Once = picture.Strip(s.OnceSays, "once", len(b.Claims), breaks, once)
	}
}

func claimRanges(all []htmlRef) string {
	labels := make([]string, len(all))
	for i, c := range all {
		labels[i] = c.Label
	}
	return cite.Ranges(labels)
}

// ticks are where claims lean on each work: by way of which note, and whether that is the next after the last one.
func (b *builder) ticks(place, noteAt map[string]int) map[string][]picture.Tick {
	ticks := map[string][]picture.Tick{}
	last := map[string]int{}
	citing := map[string][]string{}
	for note, cited := range b.onNote {
		for _, c := range cited {
			if c.Work != nil {
				citing[note] = appendID(citing[note], *c.Work)
			}
		}
	}
	for entry, cited := range b.onEntry {
		for _, c := range cited {
			if c.Work != nil {
				citing[entry] = appendID(citing[entry], *c.Work)
			}
		}
	}
	for _, m := range b.Markers {
		if m.Claim == nil || m.Note == nil {
			continue
		}
		at, note := place[*m.Claim], noteAt[*m.Note]
		for _, w := range citing[*m.Note] {
			before, again := last[w]
			ticks[w] = append(ticks[w], picture.Tick{
				At: at, Title: clean("note " + m.Label + ": claim " + strconv.Itoa(at+1)), Follows: again && note == before+1,
			})
			last[w] = note
		}
	}
	for _, r := range b.References {
		if r.Claim == nil || r.Entry == nil {
			continue
		}
		at := place[*r.Claim]
		for _, w := range citing[*r.Entry] {
			ticks[w] = append(ticks[w], picture.Tick{At: at, Title: clean(r.Label + ": claim " + strconv.Itoa(at+1))})
		}
	}
	return ticks
}

// breaks are the claims with which a new section begins.
func (b *builder) breaks() []int {
	var all []int
	for i, c := range b.Claims {
		if i > 0 && b.out.sections[c.ID] != b.out.sections[b.Claims[i-1].ID] {
			all = append(all, i)
		}
	}
	return all
}
