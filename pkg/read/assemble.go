package read

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// assemble fills the tables of an article from its flow. Marks and notes that the format's structure does not show are
// taken from the flow as the reader found them in the words.
func assemble(f *flow, a *article.Article) {
	if len(f.entries) == 0 {
		bibliographyByPattern(f, f.lines())
	}
	f.authorDates()
	b := assembler{f: f, a: a}
	b.joinMarks()
	b.marks = groups(f.marks)
	b.groupReferences()
	b.callers = b.orderedCallers()
	b.paragraphs()
	b.notes()
	b.entries()
	b.links()
	b.quotations()
	b.figures()
	b.claims()
	b.attributions()
}

// into fills an article from the flow; one without words has the error for its kind of source, if that is one.
func (f *flow) into(a *article.Article, empty error) error {
	switch {
	case len(f.blocks)+len(f.notes)+len(f.entries) == 0 && empty != nil:
		return empty
	case len(f.blocks) > mostParagraphs || len(f.notes) > mostNotes || len(f.marks) > mostNotes:
		return errMany
	}
	f.place(a)
	assemble(f, a)
	f.directives(a)
	return nil
}

// mostParagraphs and mostNotes bound the memory that the tables take; there may be as many markers as notes. The longest
// books have a tenth of it.
const (
	mostParagraphs = 300_000
	mostNotes      = 100_000
	mostLines      = 1_500_000
)

var errMany = fmt.Errorf("it has more than %d paragraphs, or more than %d notes or markers, which is too many for an article; split it", mostParagraphs, mostNotes)

// crowded refuses a text that must come to more than that, by the marks of its notes, of which each may have one at its
// marker and one of its own, and by its blank lines: before anything is made of it.
func crowded(text string, marks ...string) error {
	notes := 0
	for _, m := range marks {
		notes += strings.Count(text, m)
	}
	if notes > 2*mostNotes || strings.Count(text, "\n\n")+strings.Count(text, "\n\r\n") > mostParagraphs || strings.Count(text, "\n") > mostLines {
		return errMany
	}
	return nil
}

type assembler struct {
	f *flow
	a *article.Article
	// quotes are the quotations of each block, by the block's index.
	quotes [][]prose.Stretch
	// firstQuotation is the index in the article's table of each block's first quotation.
	firstQuotation []int
	// passages are the words of the notes, by their indices, and entryPassages those of the entries.
	passages, entryPassages []passage
	// marks are the groups of the marks; callers are marks and references, in order of place.
	marks   []prose.Stretch
	callers []caller
	// figured are the figures of the article's table.
	figured []prose.Stretch
}

// paragraphs fills the tables of paragraphs, which are the flow's blocks, and of the sections that their headings begin.
func (b *assembler) paragraphs() {
	b.a.Paragraphs = slices.Grow(b.a.Paragraphs, len(b.f.blocks))
	for i, block := range b.f.blocks {
		span := b.f.span(block.Stretch)
		if block.heading {
			b.a.Sections = append(b.a.Sections, article.Section{Span: span, Title: b.f.words(block.Stretch, b.marks)})
		} else if i == 0 {
			b.a.Sections = append(b.a.Sections, article.Section{Span: article.Span{Part: span.Part, Start: span.Start, End: span.Start}})
		}
		b.a.Paragraphs = append(b.a.Paragraphs, article.Paragraph{
			Span: span, Words: b.f.passage([]prose.Stretch{block.Stretch}).Words,
			Heading: block.heading, Code: block.code, Section: len(b.a.Sections) - 1, Table: block.table,
		})
	}
}

func (b *assembler) notes() {
	b.passages = make([]passage, 0, len(b.f.notes))
	b.a.Notes = slices.Grow(b.a.Notes, len(b.f.notes))
	b.a.Markers = slices.Grow(b.a.Markers, len(b.f.marks))
	for _, n := range b.f.notes {
		p := b.f.passage(n.words)
		b.passages = append(b.passages, p)
		b.a.Notes = append(b.a.Notes, article.Note{Span: b.f.span(n.Stretch), Label: n.label, Kind: n.kind, Words: p.Words})
	}
}

// links collects the hyperlinks of the format and the addresses in the words, in order of place. An address that
// stands in a hyperlink's own words is that hyperlink.
func (b *assembler) links() {
	all := append([]hyperlink(nil), b.f.links...)
	sort.SliceStable(all, func(i, j int) bool { return all[i].Start < all[j].Start })
	covered := all
	for _, s := range b.stretches() {
		for _, found := range addressesIn(b.f.text, s) {
			if !linkedAt(covered, found) && !b.f.isCode(found) {
				at := b.decoded(found)
				all = append(all, hyperlink{
					Stretch: found, url: printed(b.f.text[found.Start:found.End]), part: b.f.partAt(found.Start), span: at, address: at,
				})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y hyperlink) int {
		return cmp.Or(cmp.Compare(x.part, y.part), cmp.Compare(x.span.Start, y.span.Start))
	})
	for _, l := range all {
		text := prose.Fold(b.f.text[l.Start:l.End])
		if text == l.url {
			text = ""
		}
		link := article.Link{
			Span: b.f.sourceSpan(l.part, l.span), URL: l.url, Text: text, Note: b.noteAt(l.Start), Entry: b.f.entryAt(l.Start),
		}
		link.Address, link.Shown = b.f.addressOf(l)
		if l.Start < l.End {
			b.widen(l, link)
		}
		switch {
		case link.Note != article.None:
			link.Words = b.passages[link.Note].rangeOf(l.Stretch)
			note := &b.a.Notes[link.Note]
			note.Links = append(note.Links, len(b.a.Links))
		case link.Entry != article.None:
			link.Words = b.entryPassages[link.Entry].rangeOf(l.Stretch)
			entry := &b.a.Entries[link.Entry]
			entry.Links = append(entry.Links, len(b.a.Links))
		}
		b.a.Links = append(b.a.Links, link)
	}
}

// widen has the span of a note, an entry or a paragraph cover a link whose words stand there.
func (b *assembler) widen(l hyperlink, link article.Link) {
	var span *article.Span
	if link.Note != article.None {
		span = &b.a.Notes[link.Note].Span
	} else if link.Entry != article.None {
		span = &b.a.Entries[link.Entry].Span
	} else if i, ok := b.f.blockAt(l.Start); ok {
		span = &b.a.Paragraphs[i].Span
	}
	if span != nil && span.Part == link.Span.Part {
		span.Start, span.End = min(span.Start, link.Span.Start), max(span.End, link.Span.End)
	}
}

// stretches are all words in which addresses are looked for.
func (b *assembler) stretches() []prose.Stretch {
	all := make([]prose.Stretch, 0, len(b.f.blocks)+len(b.f.notes)+len(b.f.entries))
	for _, block := range b.f.blocks {
		if !block.code {
			all = append(all, block.Stretch)
		}
	}
	for _, n := range b.f.notes {
		all = append(all, n.words...)
	}
	for _, e := range b.f.entries {
		all = append(all, e.words...)
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
		b.quotes[i] = b.quotesIn(block)
		for _, q := range b.quotes[i] {
			b.a.Quotations = append(b.a.Quotations, article.Quotation{
				Span: b.f.span(q), Text: b.unquoted(q), Claim: article.None, Paragraph: i,
			})
		}
	}
}

// quotesIn are the quotations of a block: what stands between quotation marks, or the whole of a block that is quoted,
// of which those within are part.
func (b *assembler) quotesIn(block block) []prose.Stretch {
	if block.quoted && !block.heading {
		return []prose.Stretch{block.Stretch}
	}
	return prose.Quoted(b.f.text, block.Stretch)
}

// unquoted are the words of a quotation without its marks. One that the format sets apart may have none.
func (b *assembler) unquoted(q prose.Stretch) string {
	words := b.f.words(q, b.marks)
	if in := (prose.Stretch{End: len(words)}); slices.Contains(prose.Quoted(words, in), in) {
		return prose.Unquote(words)
	}
	return words
}

// joinMarks makes one group of marks that only commas or dashes part, so that these are no part of a claim.
func (b *assembler) joinMarks() {
	marks := b.f.marks
	for i := 0; i < len(marks); {
		j := i + 1
		for j < len(marks) && (marks[j].group == marks[j-1].group || b.f.parted(marks[j-1].group, marks[j].group)) {
			j++
		}
		group := marks[i].group
		for _, m := range marks[i:j] {
			group.End = max(group.End, m.group.End)
		}
		for ; i < j; i++ {
			marks[i].group = group
		}
	}
}

// noteFinder finds the notes of marks by their labels. It is asked for the marks in order of place.
type noteFinder struct {
	notes map[string][]labelled
	// passes is how often the marks count from 1, pass how often they have, and last the label before.
	passes, pass int
	last         string
	// text is where the last mark stands.
	text int
}

type labelled struct{ at, note int }

func (b *assembler) noteFinder() *noteFinder {
	f := &noteFinder{notes: make(map[string][]labelled, len(b.f.notes))}
	for i, n := range b.f.notes {
		f.notes[n.label] = append(f.notes[n.label], labelled{n.Start, i})
	}
	for _, m := range b.f.marks {
		f.step(m)
		f.text = m.Start
	}
	f.passes, f.pass, f.last = f.pass, 0, ""
	return f
}

func (f *noteFinder) step(m mark) {
	if m.label == "1" && f.last != "" && f.last != "1" {
		f.pass++
	}
	f.last = m.label
}

// find gives the next note behind a mark that bears its label, or else the last before it, since numbers may begin anew
// in each chapter. Where the notes of all chapters stand at the end, each chapter has its own.
func (f *noteFinder) find(m mark) int {
	f.step(m)
	notes := f.notes[m.label]
	if len(notes) == 0 {
		return article.None
	}
	if len(notes) == f.passes+1 && notes[0].at > f.text {
		return notes[f.pass].note
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
