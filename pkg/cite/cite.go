// Package cite turns notes into citations, and citations into works: it finds out which notes cite one document.
//
// It reads the article's tables and adds its own. It never fetches; what the web knows of addresses is handed to it as
// data. It joins two citations only for a reason that it can name, and leaves them apart in doubt.
package cite

import (
	"strings"
	"unicode"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/prose"
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
	// AuthorDate is a reference in the text to an entry of the bibliography.
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
	// Label is the number of the note that a supra or a cross-reference names.
	Label string
	// Raw is the citation's own words, blanks folded to one.
	Raw string
	// Source is what the citation's words say of the source.
	article.Source
}

// Citations finds the citations of an article: one for each address of a note, or one for the note if it has no
// address.
func Citations(a *article.Article) []Citation {
	all := make([]Citation, 0, len(a.Notes))
	for i := range a.Notes {
		all = append(all, ofNote(a, i)...)
	}
	return all
}

func ofNote(a *article.Article, i int) []Citation {
	note := a.Notes[i]
	links := distinct(a, note.Links)
	if len(links) == 0 {
		c := inNote(i, note.Span)
		c.Kind, c.Raw, c.Title = kindOf(note.Text), note.Text, titleIn(note.Text)
		return []Citation{c}
	}
	all := make([]Citation, 0, len(links))
	raw := splitBehind(note.Text, links)
	start := note.Span.Start
	for n, l := range links {
		end := min(max(l.Span.End, start), note.Span.End)
		if n == len(links)-1 {
			end = note.Span.End
		}
		c := inNote(i, article.Span{Part: note.Span.Part, Start: start, End: end})
		c.Kind, c.Raw, c.Title, c.URL = Full, raw[n], titleIn(raw[n]), l.URL
		all = append(all, c)
		start = end
	}
	return all
}

func inNote(i int, span article.Span) Citation {
	return Citation{Span: span, Note: i, Entry: article.None, Reference: article.None}
}

// distinct leaves out links to a document that an earlier link of the note leads to, as a title and the address behind
// it do.
func distinct(a *article.Article, links []int) []article.Link {
	var all []article.Link
	seen := map[string]bool{}
	for _, i := range links {
		key := addressKey(a.Links[i].URL)
		if !seen[key] {
			seen[key] = true
			all = append(all, a.Links[i])
		}
	}
	return all
}

// addressKey is the same for two addresses of one document; one that cannot be read is its own key.
func addressKey(address string) string {
	if key, ok := match.Address(address); ok {
		return key
	}
	return address
}

// splitBehind parts the words of a note behind each link but the last.
func splitBehind(text string, links []article.Link) []string {
	all := make([]string, len(links))
	for i, l := range links {
		cut := len(text)
		if i < len(links)-1 {
			for _, words := range []string{l.URL, l.Text} {
				if at := strings.Index(text, words); words != "" && at >= 0 {
					cut = at + len(words)
					break
				}
			}
		}
		all[i] = strings.TrimLeft(text[:cut], " ;,.")
		text = text[cut:]
	}
	return all
}

// kindOf tells the notes that stand for the one before: Ibid. and its German forms.
func kindOf(text string) Kind {
	text = strings.TrimLeftFunc(text, func(r rune) bool { return r == '(' || r == '[' || unicode.IsSpace(r) })
	if end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		text = text[:end]
	}
	switch strings.ToLower(text) {
	case "ibid", "ibidem", "ebd", "ebda", "ebenda":
		return Ibid
	default:
		return Full
	}
}

// titleIn is the first quotation in a citation, without its marks and the comma that American usage puts inside them.
func titleIn(text string) string {
	quotes := prose.Quoted(text, prose.Stretch{Start: 0, End: len(text)})
	if len(quotes) == 0 {
		return ""
	}
	return strings.TrimRight(prose.Unquote(text[quotes[0].Start:quotes[0].End]), ",;. ")
}
