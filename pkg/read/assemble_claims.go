package read

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// caller is a mark or a reference: what a sentence rests on.
type caller struct {
	at, group prose.Stretch
	// mark and reference are indices in the flow; one of them is article.None.
	mark, reference int
	narrative       bool
}

// orderedCallers are all marks and references, in order of place.
func (b *assembler) orderedCallers() []caller {
	all := make([]caller, 0, len(b.f.marks)+len(b.f.references))
	for i, m := range b.f.marks {
		all = append(all, caller{at: m.Stretch, group: m.group, mark: i, reference: article.None})
	}
	if len(b.f.references) == 0 {
		return all
	}
	for i, r := range b.f.references {
		all = append(all, caller{at: r.Stretch, group: r.group, mark: article.None, reference: i, narrative: r.narrative})
	}
	slices.SortStableFunc(all, func(x, y caller) int { return cmp.Compare(x.at.Start, y.at.Start) })
	return all
}

// groups are what stands for the marks in the words.
func groups(marks []mark) []prose.Stretch {
	all := make([]prose.Stretch, len(marks))
	for i, m := range marks {
		all[i] = m.group
	}
	return all
}

// place is where callers stand together in a sentence.
type place struct {
	callers []caller
	group   prose.Stretch
	// narrative tells that it closes no clause.
	narrative bool
}

// mostPlaces is how many claims one sentence makes at most, since each holds its words.
const mostPlaces = 256

// appendPlaces parts the callers of a sentence. Those of one group stand at one place, and those in the group of another.
func appendPlaces(all []place, callers []caller) []place {
	first := 0
	for i, c := range callers {
		if n := len(all); n > 0 && (c.group == all[n-1].group || c.group.Start < all[n-1].group.End || n == mostPlaces) {
			last := &all[n-1]
			last.callers = callers[first : i+1]
			last.group.End = max(last.group.End, c.group.End)
			last.narrative = last.narrative && c.narrative
			continue
		}
		first = i
		all = append(all, place{callers: callers[i : i+1], group: c.group, narrative: c.narrative})
	}
	return all
}

// appendGroups are what stands for callers in the words, in order.
func appendGroups(all []prose.Stretch, callers []caller) []prose.Stretch {
	ordered := true
	for i, c := range callers {
		ordered = ordered && (i == 0 || callers[i-1].group.Start <= c.group.Start)
		all = append(all, c.group)
	}
	if !ordered {
		slices.SortStableFunc(all, func(x, y prose.Stretch) int {
			return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
		})
	}
	return all
}

// claims goes through marks and references block by block; each place with some makes a claim.
func (b *assembler) claims() {
	notes, entries := b.noteFinder(), b.entriesByKey()
	c := claimer{assembler: b, notes: notes, keys: entries}
	for i := 0; i < len(b.callers); {
		block, ok := b.f.blockAt(b.callers[i].at.Start)
		if !ok {
			c.call(b.callers[i], article.None, article.None)
			i++
			continue
		}
		j := i
		for j < len(b.callers) && b.callers[j].at.Start < b.f.blocks[block].End {
			j++
		}
		c.block(block, b.callers[i:j])
		i = j
	}
}

// claimer fills the tables of claims, markers and references.
type claimer struct {
	*assembler
	notes *noteFinder
	// keys are the entries by their keys.
	keys map[string]int
	// cut and places are those of the last block or sentence.
	cut    []prose.Stretch
	places []place
}

func (c *claimer) block(block int, callers []caller) {
	c.cut = appendGroups(c.cut[:0], callers)
	all := prose.Sentences(c.f.text, c.f.blocks[block].Stretch, prose.Quoted(c.f.text, c.f.blocks[block].Stretch), c.cut)
	quoted := 0
	for _, s := range all {
		n := 0
		for n < len(callers) && callers[n].at.Start < s.End {
			n++
		}
		if n > 0 && !c.nothingBut(s, callers[:n]) {
			quoted = c.sentence(block, s, callers[:n], quoted)
		} else {
			c.withoutClaim(callers[:n], block)
		}
		callers = callers[n:]
	}
	c.withoutClaim(callers, block)
}

func (c *claimer) withoutClaim(callers []caller, block int) {
	for _, caller := range callers {
		c.call(caller, article.None, block)
	}
}

// nothingBut tells of a sentence that is a reference and no words, as below a quotation set apart: it claims nothing.
func (c *claimer) nothingBut(s prose.Stretch, callers []caller) bool {
	if callers[0].mark != article.None {
		return false
	}
	c.cut = appendGroups(c.cut[:0], callers)
	return !hasWords(c.f.words(s, c.cut))
}

// sentence makes the claims of a sentence, which share its words and its quotations. Quoted is how many quotations of
// the block have been dealt with; the new number comes back.
func (c *claimer) sentence(block int, s prose.Stretch, callers []caller, quoted int) int {
	c.cut = appendGroups(c.cut[:0], callers)
	cut := c.cut
	claim := article.Claim{Span: c.f.span(s), Text: c.f.words(s, cut), Paragraph: block}
	quotes := c.quotes[block]
	for ; quoted < len(quotes) && quotes[quoted].Start < s.End; quoted++ {
		if quotes[quoted].End > s.Start {
			q := c.firstQuotation[block] + quoted
			c.a.Quotations[q].Claim = len(c.a.Claims)
			claim.Quotations = append(claim.Quotations, q)
		}
	}
	claim.Figures = c.figuresOf(s, len(c.a.Claims))
	from, clause := s.Start, ""
	c.places = appendPlaces(c.places[:0], callers)
	for _, p := range c.places {
		one := claim
		if !p.narrative {
			clause = c.clause(s, from, p, cut, clause)
			one.Clause = clause
			from = p.group.End
		}
		for _, caller := range p.callers {
			if caller.mark == article.None {
				one.References = append(one.References, len(c.a.References))
			} else {
				one.Markers = append(one.Markers, len(c.a.Markers))
			}
			c.call(caller, len(c.a.Claims), block)
		}
		c.a.Claims = append(c.a.Claims, one)
	}
	return quoted
}

// clause is what the callers at a place of a sentence close, if that is not the whole sentence: the words from the place
// before, or what that closes if no words stand between the two.
func (c *claimer) clause(sentence prose.Stretch, from int, p place, cut []prose.Stretch, before string) string {
	if from == sentence.Start && !hasWords(c.f.text[min(p.group.End, sentence.End):sentence.End]) {
		return ""
	}
	words := prose.Stretch{Start: from, End: max(from, p.group.Start)}
	if from > sentence.Start && !hasWords(c.f.text[words.Start:words.End]) {
		return before
	}
	return strings.TrimLeft(c.f.words(words, cut), " ,;:.–—-)")
}

// call adds a marker or a reference to its table.
func (c *claimer) call(caller caller, claim, paragraph int) {
	if caller.mark == article.None {
		c.reference(c.f.references[caller.reference], claim, paragraph)
		return
	}
	m := c.f.marks[caller.mark]
	note := m.note
	if note == article.None {
		note = c.notes.find(m)
	}
	c.a.Markers = append(c.a.Markers, article.Marker{
		Span: c.f.span(m.Stretch), Label: m.label, Note: note, Claim: claim, Paragraph: paragraph,
	})
}

func (c *claimer) reference(r reference, claim, paragraph int) {
	entry := r.entry
	if entry == article.None && r.key != "" {
		if found, ok := c.keys[r.key]; ok {
			entry = found
		}
	}
	c.a.References = append(c.a.References, article.Reference{
		Span: c.f.span(r.Stretch), Label: r.label, Locator: r.locator, Entry: entry, Claim: claim, Paragraph: paragraph,
		Note: c.noteAt(r.Start),
	})
}
