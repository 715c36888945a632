package read

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// flow is the words of an article in reading order, whatever the format, as one string of UTF-8, with the structure
// that the format knows of. Every reader makes a flow; what follows from the words alone is found in one way for all
// formats (assemble). All offsets are of the flow's text.
type flow struct {
	text string
	// blocks are the paragraphs, headings and the like of the text, in order. Notes are in none of them.
	blocks []block
	// marks and notes are those that the format's structure shows; with none, they are looked for in the words.
	marks []mark
	notes []noteBlock
	// rows are the lines of a format that has no blocks of its own.
	rows []row
	// broken tells that blocks may have been parted where a page or a column ends.
	broken bool
	// raised are runs that stand above the line and may be marks.
	raised []prose.Stretch
	// entries are the bibliography's, in no block and no note; references are the marks that point to them.
	entries    []entryBlock
	references []reference
	// code are runs within blocks and notes that are read but not searched for marks, addresses or quotations.
	code []prose.Stretch
	// italics are the runs that the format sets so.
	italics []prose.Stretch
	// links are hyperlinks; addresses that stand in the words are found later.
	links []hyperlink
	// muted are stretches of the parts that are neither words nor comments, and have what looks like a comment.
	muted []extent
	// pieces lead back to the parts; without any, the text is that of the only part.
	pieces []piece
	parts  []part
}

// part is a member of a container, or the whole source of a format of a single file, which has no name.
type part struct {
	name   string
	source []byte
	decoded
	// comments are those that may be words to this program, of a format whose reader tells them from what looks like one.
	comments []prose.Stretch
}

// block is a run of words that no sentence leaves.
type block struct {
	prose.Stretch
	heading bool
	// code is read by no rule: no marks, no quotations, no addresses.
	code bool
	// quoted tells that the format sets the block apart as a quotation, which needs no quotation marks.
	quoted bool
	// table is the number of the table of which the block is a cell, from 1; 0 outside of tables.
	table int
	// extent is what of the source is known to be of the block beyond its words.
	extent extent
}

// mark is one reference mark. Group is what stands for it in the words, brackets and neighbours included ("[1, 4]"),
// and is no part of a claim.
type mark struct {
	prose.Stretch
	group prose.Stretch
	label string
	// note is the index of the note in the flow, or article.None to have it looked up by its label.
	note int
}

// noteBlock is one note: the stretch from its label to its end, and the pieces of it that are its words.
type noteBlock struct {
	prose.Stretch
	label string
	kind  article.NoteKind
	words []prose.Stretch
	// open is the bracket in which the label stands, and its marks with it, if it is another than a square one.
	open byte
	// extent is what of the source is known to be of the note beyond its words.
	extent extent
}

// extent is a stretch of a part of the source, with the markup in it; empty where it is not known.
type extent struct {
	prose.Stretch
	part int
}

// take widens an extent to hold another stretch of its part, too.
func (e *extent) take(part int, s prose.Stretch) {
	if e.Start < e.End && e.part == part {
		s = prose.Stretch{Start: min(e.Start, s.Start), End: max(e.End, s.End)}
	}
	*e = extent{s, part}
}

// entryBlock is one entry of the bibliography: its whole stretch, and the pieces of it that are its words.
type entryBlock struct {
	prose.Stretch
	key    string
	words  []prose.Stretch
	source *article.Source
}

// reference is a mark that points to one entry. Group is what stands for it in the words, brackets and neighbours
// included, and is no part of a claim; an empty one at the beginning of the text is not known yet.
type reference struct {
	prose.Stretch
	group          prose.Stretch
	label, locator string
	// entry is the index of the entry in the flow, or article.None to have it looked up by the key.
	entry int
	key   string
	// narrative tells that the sentence itself names the source, as in “Ruiz (2021) writes”: such a reference closes no
	// clause.
	narrative bool
}

// hyperlink is an address that the format itself marks as a link. Span is its place in a decoded part, and address where
// the address stands there, empty if that is not known.
type hyperlink struct {
	prose.Stretch
	url           string
	part          int
	span, address prose.Stretch
}

// piece maps a run of the flow's text to a run of the decoded source: byte by byte if both are equally long, else as
// a whole.
type piece struct {
	at, size     int
	from, extent int
	part         int
}

// flowBuilder collects the words of a flow whose text is not the source's own.
type flowBuilder struct {
	text   strings.Builder
	pieces []piece
	// part is where the words come from.
	part int
}

// add appends text that stands at a place of the decoded source.
func (f *flowBuilder) add(text string, from, extent int) {
	if text == "" {
		return
	}
	n := len(f.pieces)
	if n > 0 {
		last := &f.pieces[n-1]
		if last.size == last.extent && len(text) == extent && last.from+last.extent == from && last.part == f.part {
			last.size += len(text)
			last.extent += extent
			f.text.WriteString(text)
			return
		}
	}
	if n > mostPieces && f.pieces[n-1].widen(text, from, extent, f.part) {
		f.text.WriteString(text)
		return
	}
	f.pieces = append(f.pieces, piece{at: f.text.Len(), size: len(text), from: from, extent: extent, part: f.part})
	f.text.WriteString(text)
}

// addInstead appends text that stands for other words of the source, which may happen to be as long.
func (f *flowBuilder) addInstead(text string, from, extent int) {
	first := len(text)
	if first == extent {
		_, first = utf8.DecodeRuneInString(text)
	}
	f.add(text[:first], from, extent)
	f.add(text[first:], from+extent, 0)
}

// mostPieces bounds the memory that the way back to the source takes. Beyond, words lead back to a greater stretch.
const mostPieces = 1 << 20

// widen takes words that stand within or behind a piece into it, which then stands for its stretch as a whole.
func (p *piece) widen(text string, from, extent, part int) bool {
	size, end := p.size+len(text), max(p.from+p.extent, from+extent)
	if part != p.part || from < p.from || size == end-p.from { // or else it would lead back byte by byte
		return false
	}
	p.size, p.extent = size, end-p.from
	return true
}

// span leads a stretch of the flow back to the source. An empty stretch gives an empty span at its place. A stretch that
// runs from one part into another is cut at the end of the first.
func (f *flow) span(s prose.Stretch) article.Span {
	from := f.partAt(s.Start)
	start := f.decodedStart(s.Start)
	end := start
	if s.End > s.Start {
		end = f.decodedEnd(s.End)
	}
	if f.partAt(max(s.End-1, s.Start)) != from {
		end = len(f.parts[from].text)
	}
	return f.sourceSpan(from, prose.Stretch{Start: start, End: max(start, end)})
}

// isCode tells whether a stretch lies in a run of code.
func (f *flow) isCode(s prose.Stretch) bool {
	i := sort.Search(len(f.code), func(i int) bool { return f.code[i].End > s.Start })
	return i < len(f.code) && f.code[i].Start < s.End
}

// sourceSpan is the span in the source of a stretch of a decoded part.
func (f *flow) sourceSpan(n int, s prose.Stretch) article.Span {
	p := &f.parts[n]
	return article.Span{Part: p.name, Start: p.offset(s.Start), End: p.offset(s.End)}
}

func (f *flow) partAt(at int) int {
	if f.pieces == nil {
		return 0
	}
	return f.pieces[f.pieceAt(at)].part
}

// place gives an article what finds its lines and columns.
func (f *flow) place(a *article.Article) {
	a.Places = make(map[string]article.Places, len(f.parts))
	for _, p := range f.parts {
		if p.widths != nil {
			a.Places[p.name] = article.NewPlacesOf(p.source, p.widths)
		} else {
			a.Places[p.name] = article.NewPlaces(p.source, p.encoding)
		}
	}
}

func (f *flow) decodedStart(at int) int {
	if f.pieces == nil {
		return at
	}
	i := f.pieceAt(at)
	p := f.pieces[i]
	if p.size == p.extent {
		return p.from + min(at-p.at, p.extent)
	}
	if at >= p.at+p.size {
		return p.from + p.extent
	}
	return p.from
}

func (f *flow) decodedEnd(at int) int {
	if f.pieces == nil {
		return at
	}
	p := f.pieces[f.pieceAt(at-1)]
	if p.size == p.extent {
		return p.from + min(at-p.at, p.extent)
	}
	return p.from + p.extent
}

func (f *flow) pieceAt(at int) int {
	return max(0, sort.Search(len(f.pieces), func(i int) bool { return f.pieces[i].at > at })-1)
}

// words are the folded words of a stretch without some groups in it, which are in order, and without the blank that parts
// a group from the punctuation behind it.
func (f *flow) words(in prose.Stretch, without []prose.Stretch) string {
	i := sort.Search(len(without), func(i int) bool { return without[i].Start >= in.Start })
	if i == len(without) || without[i].Start >= in.End {
		return prose.Fold(f.text[in.Start:in.End])
	}
	if g := without[i]; g.End == in.End {
		return prose.Fold(strings.TrimRightFunc(f.text[in.Start:g.Start], prose.IsBlank))
	}
	var s strings.Builder
	at := in.Start
	for ; i < len(without) && without[i].End <= in.End; i++ {
		g := without[i]
		if g.Start < at {
			continue
		}
		before := f.text[at:g.Start]
		if c, _ := utf8.DecodeRuneInString(f.text[g.End:in.End]); g.End == in.End || strings.ContainsRune(".,;:!?”’)", c) {
			before = strings.TrimRightFunc(before, prose.IsBlank)
		}
		s.WriteString(before)
		at = g.End
	}
	s.WriteString(f.text[at:in.End])
	return prose.Fold(s.String())
}

// blockAt is the index of the block at an offset.
func (f *flow) blockAt(at int) (int, bool) {
	i := sort.Search(len(f.blocks), func(i int) bool { return f.blocks[i].End > at })
	return i, i < len(f.blocks) && f.blocks[i].Start <= at
}

// parted tells whether two marks stand at one place, with nothing between them that is read.
func (f *flow) parted(x, y prose.Stretch) bool {
	if y.Start < x.End {
		return false
	}
	if strings.Trim(f.text[x.End:y.Start], " ,;–-\u00A0\n\t\r") != "" {
		return false
	}
	block, ok := f.blockAt(x.Start)
	return !ok || y.Start < f.blocks[block].End
}
