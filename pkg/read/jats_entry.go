package read

import (
	"cmp"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
)

// findEntries makes an entry of the bibliography of each ref.
func (w *jatsWalker) findEntries(root *xmlNode) {
	for _, ref := range root.all("ref") {
		w.entries[ref] = &writtenEntry{key: ref.get("id"), source: jatsSource(ref, w.text)}
	}
}

// citation writes the words of an xref to the bibliography, which is a reference to each of the entries that it names.
func (w *jatsWalker) citation(xref *xmlNode) {
	start := w.out.text.Len()
	w.children(xref)
	s := w.wordsSince(start)
	label := labelOf(xref.words(w.text))
	if w.inEntry != nil || s.Start == s.End {
		return
	}
	for _, id := range strings.Fields(xref.get("rid")) {
		r := reference{Stretch: s, label: cmp.Or(label, id), entry: article.None, key: id}
		w.addReference(r, w.entryWith(xref, id))
	}
}

// entryWith is the entry with an id, or the one that holds the citation with it; nil if there is none.
func (w *jatsWalker) entryWith(from *xmlNode, id string) *writtenEntry {
	for _, n := range w.near(from, id, jatsScopes...) {
		if !n.is("ref") {
			n = n.ancestor("ref")
		}
		if n != nil {
			return w.entries[n]
		}
	}
	return nil
}

// jatsTypes are the CSL types of publication types, of which JATS recommends some values and PubMed Central others.
var jatsTypes = map[string]string{
	"journal": "article-journal", "book": "book", "web": "webpage", "webpage": "webpage", "website": "webpage",
	"confproc": "paper-conference", "conf-proc": "paper-conference", "conference": "paper-conference", "thesis": "thesis",
	"report": "report", "newspaper": "article-newspaper", "magazine": "article-magazine", "preprint": "article",
	"data": "dataset", "database": "dataset", "software": "software", "patent": "patent", "legal-doc": "legislation",
	"blog": "post-weblog", "video": "motion_picture",
}

// jatsSource reads the fields of an entry: of its first citation, the one whose elements say most if it stands there in
// two forms. An entry of which only the words are marked has none.
func jatsSource(ref *xmlNode, text string) *article.Source {
	c := ref.find("element-citation")
	if c == nil {
		c = ref.find("nlm-citation", "mixed-citation", "citation", "product")
	}
	if c == nil {
		return nil
	}
	s := &article.Source{
		Author: jatsPeople(c, "author", text), Editor: jatsPeople(c, "editor", text),
		Publisher: fieldOf(c, text, "publisher-name"), PublisherPlace: fieldOf(c, text, "publisher-loc"),
		Issued: jatsIssued(c, text), Volume: fieldOf(c, text, "volume"), Issue: fieldOf(c, text, "issue"),
		Page: jatsPages(c, text), Edition: fieldOf(c, text, "edition"), ISBN: fieldOf(c, text, "isbn"), ISSN: fieldOf(c, text, "issn"),
	}
	s.Title = cmp.Or(fieldOf(c, text, "article-title"), fieldOf(c, text, "chapter-title"), fieldOf(c, text, "data-title"))
	whole := fieldOf(c, text, "source")
	if s.Title == "" {
		s.Title = whole
	} else {
		s.ContainerTitle = whole
	}
	if accessed := c.find("date-in-citation"); accessed != nil {
		s.Accessed = cmp.Or(isoDate(accessed.get("iso-8601-date")), isoDate(accessed.words(text)))
	}
	for _, id := range c.findAll("pub-id", "ext-link", "uri") {
		jatsIdentifier(s, id, text)
	}
	if isEmptySource(s) {
		return nil
	}
	s.Type = jatsTypes[strings.ToLower(cmp.Or(c.get("publication-type"), c.get("citation-type")))]
	if s.Type == "book" && s.ContainerTitle != "" {
		s.Type = "chapter"
	}
	return s
}

// isEmptySource tells that nothing is said of a source.
func isEmptySource(s *article.Source) bool {
	return s.Title+s.ContainerTitle+s.Issued+s.Publisher+s.URL+s.DOI == "" && len(s.Author) == 0
}

// fieldOf are the words of the first element below a node with one of some names.
func fieldOf(n *xmlNode, text string, names ...string) string {
	if found := n.find(names...); found != nil {
		return strings.TrimRight(found.words(text), " ,;")
	}
	return ""
}

// jatsPeople are the names of a group of persons, or those that stand in none.
func jatsPeople(c *xmlNode, kind, text string) []article.Name {
	var all []article.Name
	for _, n := range c.all("name") {
		if jatsRole(n) == kind {
			all = append(all, article.Name{Family: fieldOf(n, text, "surname"), Given: fieldOf(n, text, "given-names")})
		}
	}
	for _, n := range c.findAll("string-name", "collab") {
		if jatsRole(n) != kind {
			continue
		}
		name := article.Name{Family: fieldOf(n, text, "surname"), Given: fieldOf(n, text, "given-names")}
		if name.Family == "" {
			name = article.Name{Literal: strings.TrimRight(n.words(text), " ,;:")}
		}
		all = append(all, name)
	}
	return all
}

// jatsRole is what somebody named in a citation has done.
func jatsRole(n *xmlNode) string {
	if group := n.ancestor("person-group"); group != nil {
		return cmp.Or(group.get("person-group-type"), "author")
	}
	return "author"
}

func jatsIssued(c *xmlNode, text string) string {
	if date := c.find("date"); date != nil && date.child("year") != nil {
		return jatsCalendar(date, text)
	}
	if iso := jatsCalendar(c, text); iso != "" {
		return iso
	}
	if year := c.find("year"); year != nil {
		return cmp.Or(isoDate(year.get("iso-8601-date")), leadingYear(year.words(text)))
	}
	return ""
}

// leadingYear is the year in “2021a” or “(2021)”, empty if there is none.
func leadingYear(s string) string {
	s = strings.TrimLeft(s, "([ c©")
	if len(s) < len("2021") {
		return ""
	}
	return isoDate(s[:len("2021")])
}

func jatsPages(c *xmlNode, text string) string {
	first, last := fieldOf(c, text, "fpage"), fieldOf(c, text, "lpage")
	if first != "" && last != "" && first != last {
		return first + "–" + last
	}
	return cmp.Or(first, fieldOf(c, text, "page-range"), fieldOf(c, text, "elocation-id"))
}

// jatsIdentifier reads an identifier or an address.
func jatsIdentifier(s *article.Source, n *xmlNode, text string) {
	words := strings.TrimSpace(cmp.Or(n.words(text), n.get("href")))
	switch strings.ToLower(n.get("pub-id-type") + n.get("ext-link-type")) {
	case "doi":
		s.DOI = cmp.Or(s.DOI, bareDOI(words))
	case "pmid":
		s.PMID = cmp.Or(s.PMID, words)
	case "pmcid", "pmc":
		s.PMCID = cmp.Or(s.PMCID, words)
	case "arxiv":
		s.ArXiv = cmp.Or(s.ArXiv, words)
	case "isbn":
		s.ISBN = cmp.Or(s.ISBN, words)
	default:
		if address := strings.TrimSpace(cmp.Or(n.get("href"), words)); match.IsWeb(address) {
			s.URL = cmp.Or(s.URL, address)
		}
	}
}

// bareDOI is a DOI without the resolver's address or the scheme before it.
func bareDOI(s string) string {
	if i := strings.Index(s, "10."); i >= 0 {
		return s[i:]
	}
	return s
}
