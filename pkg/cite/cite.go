// Package cite turns notes into citations, and citations into works: it finds out which notes cite one document.
//
// It reads the article's tables and adds its own. It never fetches; what the web knows of addresses is handed to it as
// data. It joins two citations only for a reason that it can name, and leaves them apart in doubt.
package cite

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
)

// Kind is the form of a citation.
type Kind string

// The kinds of citations.
const (
	// Full stands by itself.
	Full Kind = "full"
	// Short names again what a full citation has named: Ruiz, “Tide Tables,” 14.
	Short Kind = "short"
	// Ibid stands for the source cited just before, Idem for its author alone.
	Ibid Kind = "ibid"
	Idem Kind = "idem"
	// OpCit and LocCit name an author, and stand for what was cited of them before.
	OpCit  Kind = "opcit"
	LocCit Kind = "loccit"
	// Supra names a note in which the source is cited: supra note 12, n. 12, s. Anm. 12.
	Supra Kind = "supra"
	// CrossReference leads to another note and cites nothing itself: See note 4 above.
	CrossReference Kind = "cross-reference"
	// AuthorDate is an author and a year, which refer to an entry of the bibliography: in the text, or in a note.
	AuthorDate Kind = "author-date"
	// Commentary is words of a note that cite nothing.
	Commentary Kind = "commentary"
)

// Citation is one reference to one source: in a note, in a bibliography's entry, or in the text.
type Citation struct {
	Span article.Span
	// Note, Entry and Reference are indices in the article's tables; the one that holds the citation is not
	// article.None.
	Note, Entry, Reference int
	// Words is where the citation stands in the text of its note or entry.
	Words article.Range
	Kind  Kind
	// Signal is what leads to the citation, as it is written: "See", "But see", "quoted in".
	Signal string
	// Locator is the place within the source, as it is written: "14", "pp. 3–5", "at 17".
	Locator string
	// Label is the number of the note that a supra or a cross-reference names, or of that behind op. cit.; of a
	// reference in the text, it is what its mark shows.
	Label string
	// Raw is the citation's own words, blanks folded to one.
	Raw string
	// Source is what the citation's words say of the source.
	article.Source
}

// Citations finds the citations of an article: those of its notes, then those of its bibliography, then the author-date
// references in its text. Every note makes at least one, be it of commentary; the ranges of a note's citations are in
// order and leave out nothing but blanks, commas and semicolons.
func Citations(a *article.Article) []Citation {
	all := make([]Citation, 0, len(a.Notes)+len(a.Entries)+len(a.References))
	for i, n := range a.Notes {
		t := newText(a, n.Words, n.Links)
		first := len(all)
		for _, r := range t.split() {
			c := t.parse(r, false)
			c.Note, c.Entry, c.Reference = i, article.None, article.None
			if last := len(all) - 1; c.Kind == Commentary && last >= first && all[last].Kind == Commentary {
				c.Words.Start = all[last].Words.Start // one commentary, of several sentences
				c.Raw = t.s[c.Words.Start:c.Words.End]
				all = all[:last]
			}
			c.Span = spanOf(n, c.Words)
			all = append(all, c)
		}
	}
	for i, e := range a.Entries {
		all = append(all, ofEntry(a, i, e))
	}
	for i, r := range a.References {
		all = append(all, ofReference(i, r))
	}
	return all
}

// ofEntry reads an entry of the bibliography. What its format says of the fields is taken, and its words fill what that
// leaves open.
func ofEntry(a *article.Article, i int, e article.Entry) Citation {
	t := newText(a, e.Words, e.Links)
	c := t.parse(article.Range{Start: 0, End: len(t.s)}, true)
	c.Kind = Full
	c.Note, c.Entry, c.Reference = article.None, i, article.None
	c.Span = e.Span
	if e.Source != nil {
		c.Source = filled(*e.Source, c.Source)
	}
	return c
}

// filled is a source with what another knows where it says nothing.
func filled(s, words article.Source) article.Source {
	for _, f := range [...]struct{ field, value *string }{
		{&s.Type, &words.Type},
		{&s.Title, &words.Title},
		{&s.ContainerTitle, &words.ContainerTitle},
		{&s.Publisher, &words.Publisher},
		{&s.PublisherPlace, &words.PublisherPlace},
		{&s.Issued, &words.Issued},
		{&s.Accessed, &words.Accessed},
		{&s.Volume, &words.Volume},
		{&s.Issue, &words.Issue},
		{&s.Page, &words.Page},
		{&s.Edition, &words.Edition},
		{&s.URL, &words.URL},
		{&s.DOI, &words.DOI},
		{&s.ISBN, &words.ISBN},
		{&s.ISSN, &words.ISSN},
		{&s.PMID, &words.PMID},
		{&s.PMCID, &words.PMCID},
		{&s.ArXiv, &words.ArXiv},
		{&s.ArchiveURL, &words.ArchiveURL},
	} {
		set(f.field, *f.value)
	}
	if len(s.Author) == 0 && len(s.Editor) == 0 {
		s.Author, s.Editor = words.Author, words.Editor
	}
	return s
}

// ofReference reads an author-date reference: the names and the year that its label shows.
func ofReference(i int, r article.Reference) Citation {
	c := Citation{Span: r.Span, Note: article.None, Entry: article.None, Reference: i, Kind: AuthorDate, Locator: r.Locator, Label: r.Label, Raw: r.Label}
	t := &text{s: r.Label}
	t.addDates()
	if len(t.atoms) == 1 && t.atoms[0].kind == date {
		c.Issued = t.atoms[0].value
		c.Author = names(strings.TrimRight(r.Label[:t.atoms[0].Start], " ,(["))
	}
	return c
}

// spanOf is where a range of a note stands; the whole note, if its words do not know where they stand.
func spanOf(n article.Note, r article.Range) article.Span {
	if len(n.Runs) == 0 {
		return n.Span
	}
	s := n.SpanOf(r)
	if s.Part != n.Span.Part {
		return s
	}
	s.Start = min(max(s.Start, n.Span.Start), n.Span.End)
	s.End = min(max(s.End, s.Start), n.Span.End)
	return s
}

// addressKey is the same for two addresses of one document; one that cannot be read is its own key.
func addressKey(address string) string {
	if key, ok := match.Address(address); ok {
		return key
	}
	return address
}
