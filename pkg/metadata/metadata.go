// Package metadata reads what a page says of itself: its title, authors, date, address and language.
//
// It reports every value with where it came from, most trusted first, and guesses only where the page's own metadata
// is silent. It does not fetch, does not look for the page's main text, and leaves out what it cannot read rather than
// hand on something doubtful. Date, which reads dates as people print them, stands here because articles need it too.
package metadata

import (
	"slices"

	"github.com/PuerkitoBio/goquery"
)

// Value is something that a page says of itself.
type Value struct {
	Text string
	// From is where it says so: "json-ld", "og:title", "title".
	From string
}

// Metadata is what a page says of itself. Each list begins with what is trusted most, and can be empty.
type Metadata struct {
	// Titles are without the name of the site, where that can be told apart.
	Titles []Value
	// Names are the authors, one a value.
	Names []Value
	// Dates are those of publication, in ISO 8601, no more exact than given.
	Dates []Value
	// Addresses are where the page says that it is to be found: absolute, http or https.
	Addresses []Value
	// Languages are BCP 47 tags.
	Languages []Value
}

// Of reads the metadata of a document. base is the address that it came from, which relative addresses are resolved
// against; it may be empty.
func Of(doc *goquery.Document, base string) Metadata {
	if doc == nil || doc.Selection == nil {
		return Metadata{}
	}
	seen := &page{}
	for _, root := range doc.Nodes {
		seen.walk(root, place{})
	}
	c := &collection{base: seen.baseAddress(base), own: base}
	c.addLinkedData(seen)
	c.addMetas(seen)
	c.addGuesses(seen)
	return c.sorted()
}

// Title is the most trusted title, or empty.
func (m Metadata) Title() string { return first(m.Titles) }

// Authors are the names that the most trusted source gives, in its order.
func (m Metadata) Authors() []string {
	var names []string
	for _, v := range m.Names {
		if v.From == m.Names[0].From {
			names = append(names, v.Text)
		}
	}
	return names
}

// Published is the most trusted date of publication, in ISO 8601, or empty.
func (m Metadata) Published() string { return first(m.Dates) }

// Canonical is the most trusted address, or empty.
func (m Metadata) Canonical() string { return first(m.Addresses) }

// Language is the most trusted language, or empty.
func (m Metadata) Language() string { return first(m.Languages) }

func first(values []Value) string {
	if len(values) == 0 {
		return ""
	}
	return values[0].Text
}

// field is one of the lists of Metadata.
type field int

const (
	title field = iota
	author
	date
	address
	language
	fields
)

// trust is the order in which sources are believed, the first most. A source that is not listed comes last.
var trust = [...]string{
	fromCanonical, // RFC 6596: this is what it is for
	fromLinkedData, fromLinkedPage,
	"citation_title", "citation_author", "citation_authors", "citation_publication_date", "citation_date", "citation_online_date",
	"citation_abstract_html_url", "citation_public_url", "citation_fulltext_html_url", "citation_language",
	fromHTML,
	"og:title", "og:url", "article:published_time", "article:author", "og:locale",
	"dc.title", "dc.creator", "dc.date.issued", "dc.date", "dc.language",
	"dcterms.title", "dcterms.creator", "dcterms.issued", "dcterms.date", "dcterms.created", "dcterms.language",
	"author", "content-language",
	fromHeading, fromTitle, fromRelAuthor, fromItemAuthor, fromByline, fromTime,
}

// The sources that are no named meta elements.
const (
	fromLinkedData = "json-ld"
	fromLinkedPage = "json-ld page"
	fromHTML       = "html lang"
	fromCanonical  = "link rel=canonical"
	fromHeading    = "h1"
	fromTitle      = "title"
	fromRelAuthor  = "rel=author"
	fromItemAuthor = "itemprop=author"
	fromByline     = "byline"
	fromTime       = "time"
)

// collection gathers values in the order they are met.
type collection struct {
	// base resolves addresses; own is where the page came from.
	base, own string
	lists     [fields][]Value
}

func (c *collection) add(f field, text, from string) {
	v := Value{Text: text, From: from}
	if text != "" && !slices.Contains(c.lists[f], v) {
		c.lists[f] = append(c.lists[f], v)
	}
}

func (c *collection) sorted() Metadata {
	for _, list := range c.lists {
		slices.SortStableFunc(list, func(a, b Value) int { return rank(a.From) - rank(b.From) })
	}
	return Metadata{
		Titles: c.lists[title], Names: c.lists[author], Dates: c.lists[date],
		Addresses: c.lists[address], Languages: c.lists[language],
	}
}

func rank(from string) int {
	if i := slices.Index(trust[:], from); i >= 0 {
		return i
	}
	return len(trust)
}
