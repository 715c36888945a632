// Package article holds the tables of an article under check: its claims, markers, notes, quotations and links.
//
// It is data only. A reader (package read) fills the tables, every later stage reads them, and nobody edits them.
// The package does no input or output and makes no judgement.
package article

// Span is a half-open range of bytes in the article's source, as it lies on disk: before any decoding, so that an
// editor can be sent to the very place.
type Span struct {
	// Part names the member of a container (word/footnotes.xml in a DOCX); empty for a format of a single file.
	Part string
	// Start is the offset of the first byte, End that behind the last, both from 0.
	Start, End int
}

// None is the index of nothing, where a table refers to a row of another one.
const None = -1

// Article is one document under check. Its tables are in the order of the source, and refer to each other by index.
type Article struct {
	// Path is the article's name as the user gave it: a file, "-" for standard input, or an address.
	Path string
	// Format is the name of the reader that read it: "text", "html".
	Format string
	// Lang is a BCP 47 tag as the document itself declares it, empty if it does not.
	Lang string
	// Title and Authors are as the document gives them.
	Title   string
	Authors []string
	// Published is an ISO 8601 date, no more exact than is known (2024-10-22, 2024-10, 2024), empty if unknown.
	Published string
	// URL is where the article itself says that it is published.
	URL string

	Claims       []Claim
	Markers      []Marker
	Notes        []Note
	Quotations   []Quotation
	Attributions []Attribution
	Links        []Link

	// Places find lines and columns, by part.
	Places map[string]Places
}

// Place is the line and column at which a span begins.
func (a *Article) Place(s Span) Place { return a.Places[s.Part].Of(s.Start) }

// Marker is a reference mark in the text: [16], ¹⁶, *.
type Marker struct {
	Span Span
	// Label is what the mark shows, without brackets: "16".
	Label string
	// Note and Claim are indices in the article's tables, or None.
	Note, Claim int
}

// NoteKind tells where a note stands.
type NoteKind string

// The kinds of notes.
const (
	Endnote  NoteKind = "endnote"
	Footnote NoteKind = "footnote"
)

// Note is what a marker points to.
type Note struct {
	// Span reaches from the label to the last character of the note.
	Span  Span
	Label string
	Kind  NoteKind
	// Text is the note without its label, blanks folded to one.
	Text string
	// Links are the indices of the links that stand in the note.
	Links []int
}

// Claim is the sentence that carries markers at one place. A sentence with markers at several places makes several
// claims, which differ in their clauses.
type Claim struct {
	// Span covers the whole sentence.
	Span Span
	// Text is the sentence without its markers, blanks folded to one.
	Text string
	// Clause is the part of the sentence that the markers close, when that is not the whole sentence: from the
	// sentence's beginning or the marker before, up to these. Otherwise it is empty.
	Clause string
	// Markers and Quotations are indices in the article's tables.
	Markers, Quotations []int
}

// Quotation is what stands between quotation marks in the text, notes left out.
type Quotation struct {
	// Span includes the quotation marks, Text does not.
	Span Span
	Text string
	// Claim is the index of a claim whose sentence holds the quotation, or None.
	Claim int
}

// Attribution is a place where the text names a source in words ("according to the Harbor Board"), with or without a
// note.
type Attribution struct {
	// Span covers the source's name.
	Span Span
	// Source is the name. A short form that the text makes clear (initials of a name that stands elsewhere) is
	// given as the long one.
	Source string
	// Cue is the words that show it to be a source: "according to", "reported".
	Cue string
}

// Link is a URL in the article or in its notes.
type Link struct {
	Span Span
	// URL is as written, with nothing normalised.
	URL string
	// Text is the words that carry the link, empty for a bare address.
	Text string
	// Note is the index of the note that holds the link, or None for a link in the text.
	Note int
}
