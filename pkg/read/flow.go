package read

import (
	"sort"
	"strings"

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
	// raised are runs that stand above the line and may be marks.
	raised []prose.Stretch
	// links are hyperlinks; addresses that stand in the words are found later.
	links []hyperlink
	// pieces lead back to the source.
	pieces []piece
	decoded
}

// block is a run of words that no sentence leaves.
type block struct {
	prose.Stretch
	heading bool
	// code is read by no rule: no marks, no quotations, no addresses.
	code bool
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
}

// hyperlink is an address that the format itself marks as a link. Span is its place in the decoded source.
type hyperlink struct {
	prose.Stretch
	url  string
	span prose.Stretch
}

// piece maps a run of the flow's text to a run of the decoded source: byte by byte if both are equally long, else as
// a whole.
type piece struct {
	at, size     int
	from, extent int
}

// flowBuilder collects the words of a flow whose text is not the source's own.
type flowBuilder struct {
	text   strings.Builder
	pieces []piece
}

// add appends text that stands at a place of the decoded source.
func (f *flowBuilder) add(text string, from, extent int) {
	if text == "" {
		return
	}
	n := len(f.pieces)
	if n > 0 {
		last := &f.pieces[n-1]
		if last.size == last.extent && len(text) == extent && last.from+last.extent == from {
			last.size += len(text)
			last.extent += extent
			f.text.WriteString(text)
			return
		}
	}
	f.pieces = append(f.pieces, piece{at: f.text.Len(), size: len(text), from: from, extent: extent})
	f.text.WriteString(text)
}

// span leads a stretch of the flow back to the source. An empty stretch gives an empty span at its place.
func (f *flow) span(s prose.Stretch) article.Span {
	start := f.decodedStart(s.Start)
	end := start
	if s.End > s.Start {
		end = f.decodedEnd(s.End)
	}
	return f.sourceSpan(prose.Stretch{Start: start, End: end})
}

// sourceSpan is the span in the source of a stretch of the decoded source.
func (f *flow) sourceSpan(s prose.Stretch) article.Span {
	return article.Span{Start: f.source(s.Start), End: f.source(s.End)}
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
