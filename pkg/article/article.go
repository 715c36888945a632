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

	Sections     []Section
	Paragraphs   []Paragraph
	Claims       []Claim
	Markers      []Marker
	Notes        []Note
	References   []Reference
	Entries      []Entry
	Quotations   []Quotation
	Figures      []Figure
	Attributions []Attribution
	Links        []Link
	Directives   []Directive

	// Missing are the parts that the source names as its own and does not have, such as a chapter of a book. The tables
	// are of what is there.
	Missing []string

	// Places find lines and columns, by part.
	Places map[string]Places
}

// Place is the line and column at which a span begins.
func (a *Article) Place(s Span) Place { return a.Places[s.Part].Of(s.Start) }

// Section is what stands between two headings. What stands before the first heading is a section without a title.
type Section struct {
	// Span is that of the heading; of a section without a title, it is empty.
	Span Span
	// Title is the heading's words.
	Title string
}

// Paragraph is a run of words that no sentence leaves: a paragraph, a heading, an item of a list, a cell of a table.
type Paragraph struct {
	// Span covers its words and what carries its links.
	Span Span
	// Words are its own, with the markers in them.
	Words
	// Heading tells that it is one, Code that nothing in it is searched.
	Heading, Code bool
	// Section is an index in the article's table. A heading belongs to the section that it begins.
	Section int
	// Table is the number of the table of which it is a cell, from 1; 0 outside of tables.
	Table int
}

// Marker is a reference mark in the text: [16], ¹⁶, *.
type Marker struct {
	Span Span
	// Label is what the mark shows, without brackets: "16".
	Label string
	// Note, Claim and Paragraph are indices in the article's tables, or None. A marker in a note has no paragraph.
	Note, Claim, Paragraph int
}

// Reference is a mark in the text that points to an entry of the article's bibliography: one source of an author-date
// reference (Ruiz 2021, 14), or of a citation command.
type Reference struct {
	Span Span
	// Label is what the mark shows: "Ruiz 2021", or the entry's key if the source shows no more.
	Label string
	// Locator is the place within the source, as it is written: "14", "pp. 3–5".
	Locator string
	// Entry, Claim, Paragraph and Note are indices in the article's tables, or None. Note is that of the note in which
	// the reference stands.
	Entry, Claim, Paragraph, Note int
}

// Entry is one source in the article's bibliography.
type Entry struct {
	// Span covers the whole entry, and what carries its links.
	Span Span
	// Key is the name by which the source's format refers to it, empty where references are matched by their words.
	Key string
	Words
	// Source is what the format itself says of the fields; nil where only the words are there.
	Source *Source
	// Links are the indices of the links that stand in the entry.
	Links []int
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
	// Span reaches from the label to the last character of the note, and covers what carries its links.
	Span  Span
	Label string
	Kind  NoteKind
	// Words are the note without its label.
	Words
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
	// Markers, References, Quotations and Figures are indices in the article's tables.
	Markers, References, Quotations, Figures []int
	// Paragraph is the index of the paragraph that it stands in.
	Paragraph int
}

// Quotation is what stands between quotation marks in the text, notes left out.
type Quotation struct {
	// Span includes the quotation marks, Text does not.
	Span Span
	Text string
	// Claim is the index of a claim whose sentence holds the quotation, or None.
	Claim int
	// Paragraph is the index of the paragraph that it stands in.
	Paragraph int
}

// Figure is a number that states something, with its unit: "3.5 metres", "42 per cent", "$1.2 million". Years, dates,
// ordinals, the numbers of lists and of headings are none.
type Figure struct {
	Span Span
	Text string
	// Claim is the index of a claim whose sentence holds the figure, or None; Paragraph that of its paragraph.
	Claim, Paragraph int
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
	// Note and Entry are the indices of the note or the bibliography's entry that holds the link; both are None for a
	// link in the text.
	Note, Entry int
	// Words is where the link's words, or the address itself, stand in the text of its note or entry.
	Words Range
	// Address is where the source has the address that the link is made of: in an attribute, between brackets, or in the
	// words. Shown is where the words of such a link show the address once more. Either is empty where there is no such
	// place, or where a reader does not know it.
	Address, Shown Written
}

// Written is a stretch of the source as it reads there, decoded, with its escapes and character references.
type Written struct {
	Span Span
	Text string
}

// Directive is a word to this program in a comment of the source: "ibid: ignore dead-link -- the mirror is being moved".
type Directive struct {
	// Span is that of the comment, or of what it is attached to.
	Span Span
	// Verb is the first word, Rules what stands behind it up to the dashes, and Reason what stands behind these. None of
	// them is held against anything.
	Verb   string
	Rules  []string
	Reason string
	// Note and Paragraph are the indices of the one in which the comment stands, where the format shows that it is no part
	// of what stands around it; else None.
	Note, Paragraph int
}
