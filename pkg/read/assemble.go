package read

import (
	"sort"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// assemble fills the tables of an article from its flow. Marks and notes that the format's structure does not show are
// taken from the flow as the reader found them in the words.
func assemble(f *flow, a *article.Article) {
	b := assembler{f: f, a: a}
	b.notes()
	b.links()
	b.quotations()
	b.claims()
	b.attributions()
}

type assembler struct {
	f *flow
	a *article.Article
	// quotes are the quotations of each block, by the block's index.
	quotes [][]prose.Stretch
	// firstQuotation is the index in the article's table of each block's first quotation.
	firstQuotation []int
}

func (b *assembler) notes() {
	for _, n := range b.f.notes {
		b.a.Notes = append(b.a.Notes, article.Note{
			Span: b.f.span(n.Stretch), Label: n.label, Kind: n.kind, Text: b.words(n.words, nil),
		})
	}
}

// words are the folded words of some stretches, without what is cut from them.
func (b *assembler) words(all []prose.Stretch, cuts []prose.Stretch) string {
	if len(all) == 1 && len(cuts) == 0 {
		return prose.Fold(b.f.text[all[0].Start:all[0].End])
	}
	var s strings.Builder
	for i, w := range all {
		if i > 0 {
			s.WriteByte(' ')
		}
		at := w.Start
		for _, c := range cuts {
			if c.Start >= at && c.End <= w.End {
				s.WriteString(b.f.text[at:c.Start])
				at = c.End
			}
		}
		s.WriteString(b.f.text[at:w.End])
	}
	return prose.Fold(s.String())
}

// links collects the hyperlinks of the format and the addresses in the words, in order of place. An address that
// stands in a hyperlink's own words is that hyperlink.
func (b *assembler) links() {
	all := append([]hyperlink(nil), b.f.links...)
	sort.SliceStable(all, func(i, j int) bool { return all[i].Start < all[j].Start })
	covered := all
	for _, s := range b.stretches() {
		for _, found := range addressesIn(b.f.text, s) {
			if !linkedAt(covered, found) {
				all = append(all, hyperlink{
					Stretch: found, url: b.f.text[found.Start:found.End], part: b.f.partAt(found.Start), span: b.decoded(found),
				})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].Start < all[j].Start })
	for _, l := range all {
		text := prose.Fold(b.f.text[l.Start:l.End])
		if text == l.url {
			text = ""
		}
		note := b.noteAt(l.Start)
		b.a.Links = append(b.a.Links, article.Link{Span: b.f.sourceSpan(l.part, l.span), URL: l.url, Text: text, Note: note})
		if note != article.None {
			b.a.Notes[note].Links = append(b.a.Notes[note].Links, len(b.a.Links)-1)
		}
	}
}

// stretches are all words in which addresses are looked for.
func (b *assembler) stretches() []prose.Stretch {
	all := make([]prose.Stretch, 0, len(b.f.blocks)+len(b.f.notes))
	for _, block := range b.f.blocks {
		if !block.code {
			all = append(all, block.Stretch)
		}
	}
	for _, n := range b.f.notes {
		all = append(all, n.words...)
	}
	return all
}

func (b *assembler) decoded(s prose.Stretch) prose.Stretch {
	return prose.Stretch{Start: b.f.decodedStart(s.Start), End: b.f.decodedEnd(s.End)}
}

// linkedAt tells whether an address stands in the words of a hyperlink.
func linkedAt(links []hyperlink, s prose.Stretch) bool {
	i := sort.Search(len(links), func(i int) bool { return links[i].End > s.Start })
	return i < len(links) && links[i].Start < s.End
}

func (b *assembler) noteAt(at int) int {
	notes := b.f.notes
	i := sort.Search(len(notes), func(i int) bool { return notes[i].End > at })
	if i < len(notes) && notes[i].Start <= at {
		return i
	}
	return article.None
}

func (b *assembler) quotations() {
	b.quotes = make([][]prose.Stretch, len(b.f.blocks))
	b.firstQuotation = make([]int, len(b.f.blocks))
	for i, block := range b.f.blocks {
		b.firstQuotation[i] = len(b.a.Quotations)
		if block.code {
			continue
		}
		b.quotes[i] = prose.Quoted(b.f.text, block.Stretch)
		for _, q := range b.quotes[i] {
			b.a.Quotations = append(b.a.Quotations, article.Quotation{
				Span: b.f.span(q), Text: prose.Unquote(b.words([]prose.Stretch{q}, b.cuts(q))), Claim: article.None,
			})
		}
	}
}

// cuts are the reference marks within a stretch.
func (b *assembler) cuts(in prose.Stretch) []prose.Stretch {
	i := sort.Search(len(b.f.marks), func(i int) bool { return b.f.marks[i].group.Start >= in.Start })
	var all []prose.Stretch
	for ; i < len(b.f.marks) && b.f.marks[i].group.End <= in.End; i++ {
		if g := b.f.marks[i].group; len(all) == 0 || all[len(all)-1] != g {
			all = append(all, g)
		}
	}
	return all
}

// claims goes through the marks block by block; each place with marks makes a claim.
func (b *assembler) claims() {
	notes := b.noteFinder()
	for i := 0; i < len(b.f.marks); {
		block, ok := b.blockAt(b.f.marks[i].Start)
		if !ok {
			b.marker(b.f.marks[i], notes, article.None)
			i++
			continue
		}
		j := i
		for j < len(b.f.marks) && b.f.marks[j].Start < b.f.blocks[block].End {
			j++
		}
		b.blockClaims(block, b.f.marks[i:j], notes)
		i = j
	}
}

func (b *assembler) blockAt(at int) (int, bool) {
	blocks := b.f.blocks
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].End > at })
	return i, i < len(blocks) && blocks[i].Start <= at
}

func (b *assembler) blockClaims(block int, marks []mark, notes noteFinder) {
	all := prose.Sentences(b.f.text, b.f.blocks[block].Stretch, b.quotes[block], groups(marks))
	claimed := 0
	for _, s := range all {
		var places [][]mark
		for len(marks) > 0 && marks[0].Start < s.End {
			n := 1
			for n < len(marks) && marks[n].Start < s.End && b.adjacent(marks[n-1], marks[n]) {
				n++
			}
			places = append(places, marks[:n])
			marks = marks[n:]
		}
		first := len(b.a.Claims)
		for i, place := range places {
			b.claim(s, places, i, place, notes)
		}
		if len(places) > 0 {
			claimed = b.quotationsOf(block, s, claimed, first)
		}
	}
	for _, m := range marks {
		b.marker(m, notes, article.None)
	}
}

// groups are what stands for the marks in the words.
func groups(marks []mark) []prose.Stretch {
	all := make([]prose.Stretch, len(marks))
	for i, m := range marks {
		all[i] = m.group
	}
	return all
}

// adjacent tells whether two marks stand at one place, with nothing between them that is read.
func (b *assembler) adjacent(x, y mark) bool {
	if x.group == y.group || y.group.Start <= x.group.End {
		return true
	}
	return strings.Trim(b.f.text[x.group.End:y.group.Start], " ,;–-\u00A0\n") == ""
}

func (b *assembler) claim(sentence prose.Stretch, places [][]mark, i int, marks []mark, notes noteFinder) {
	claim := len(b.a.Claims)
	from := sentence.Start
	if i > 0 {
		before := places[i-1]
		from = before[len(before)-1].group.End
	}
	clause := prose.Stretch{Start: from, End: marks[0].group.Start}
	c := article.Claim{Span: b.f.span(sentence), Text: b.words([]prose.Stretch{sentence}, b.cuts(sentence))}
	rest := b.words([]prose.Stretch{{Start: marks[len(marks)-1].group.End, End: sentence.End}}, nil)
	if i > 0 || hasWords(rest) {
		c.Clause = strings.TrimLeft(b.words([]prose.Stretch{clause}, nil), " ,;:.–—-)")
	}
	for _, m := range marks {
		c.Markers = append(c.Markers, len(b.a.Markers))
		b.marker(m, notes, claim)
	}
	b.a.Claims = append(b.a.Claims, c)
}

func hasWords(s string) bool {
	for _, c := range s {
		if isWordRune(c) {
			return true
		}
	}
	return false
}

func (b *assembler) marker(m mark, notes noteFinder, claim int) {
	note := m.note
	if note == article.None {
		note = notes.find(m)
	}
	b.a.Markers = append(b.a.Markers, article.Marker{Span: b.f.span(m.Stretch), Label: m.label, Note: note, Claim: claim})
}

// quotationsOf ties the quotations of a sentence to the claims that begin at first, and goes on from the one at which
// it stopped before.
func (b *assembler) quotationsOf(block int, s prose.Stretch, from, first int) int {
	quotes := b.quotes[block]
	for ; from < len(quotes) && quotes[from].Start < s.End; from++ {
		if quotes[from].Start < s.Start {
			continue
		}
		q := b.firstQuotation[block] + from
		b.a.Quotations[q].Claim = first
		for c := first; c < len(b.a.Claims); c++ {
			b.a.Claims[c].Quotations = append(b.a.Claims[c].Quotations, q)
		}
	}
	return from
}

// noteFinder finds the note of a mark by its label: the next one behind it that bears it, since numbers may begin
// anew in each part of an article, or else the last before it.
type noteFinder map[string][]labelled

type labelled struct{ at, note int }

func (b *assembler) noteFinder() noteFinder {
	all := make(noteFinder, len(b.f.notes))
	for i, n := range b.f.notes {
		all[n.label] = append(all[n.label], labelled{n.Start, i})
	}
	return all
}

func (all noteFinder) find(m mark) int {
	notes := all[m.label]
	if len(notes) == 0 {
		return article.None
	}
	i := sort.Search(len(notes), func(i int) bool { return notes[i].at > m.Start })
	return notes[min(i, len(notes)-1)].note
}

func (b *assembler) attributions() {
	for _, found := range attributionsIn(b.f.text, b.f.blocks) {
		b.a.Attributions = append(b.a.Attributions, article.Attribution{
			Span: b.f.span(found.Stretch), Source: found.source, Cue: found.cue,
		})
	}
}
