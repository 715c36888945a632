package read

import (
	"cmp"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
)

// findEntries makes an entry of each item in a list of bibliographic references, or in a division that is one.
func (w *teiWalker) findEntries(root *xmlNode) {
	root.walk(func(n *xmlNode) bool {
		switch {
		case n.is("teiHeader", "note"):
			return false
		case n.is("bibl", "biblStruct", "biblFull") && inBibliography(n):
			w.entries[n] = &writtenEntry{key: n.get("id"), source: teiSource(n, w.text)}
			return false
		}
		return true
	})
}

func inBibliography(n *xmlNode) bool {
	if n.ancestor("listBibl") != nil {
		return true
	}
	div := n.ancestor("div", "div1", "div2", "div3", "div4")
	return div != nil && (strings.HasPrefix(div.get("type"), "bibl") || strings.HasPrefix(div.get("type"), "ref"))
}

// cited are the entries that an element in the words refers to, by their ids; those that the article does not have
// are nil.
func (w *teiWalker) cited(n *xmlNode) map[string]*writtenEntry {
	if !n.is("ref", "ptr", "xref", "xptr") || len(w.entries) == 0 {
		return nil
	}
	var found map[string]*writtenEntry
	for _, id := range strings.Fields(n.get("target")) {
		for _, target := range w.targets(n, id) {
			if entry := w.entries[target]; entry != nil {
				if found == nil {
					found = map[string]*writtenEntry{}
				}
				found[strings.TrimPrefix(id, "#")] = entry
			}
		}
	}
	return found
}

// citation writes the words of an element that refers to entries.
func (w *teiWalker) citation(n *xmlNode) {
	start := w.out.text.Len()
	w.children(n)
	if w.inEntry != nil {
		return
	}
	s := w.wordsSince(start)
	label := labelOf(n.words(w.text))
	cited := w.cited(n)
	for _, id := range strings.Fields(n.get("target")) {
		id = strings.TrimPrefix(id, "#")
		entry := cited[id]
		r := reference{Stretch: s, label: cmp.Or(label, id), entry: article.None, key: id}
		switch {
		case entry == nil:
		case s.Start == s.End:
			w.unseenReference(startTag(w.text, n), r, entry)
		default:
			w.addReference(r, entry)
		}
	}
}

// teiSource reads the fields of an entry; one of which only the words are marked has none.
func teiSource(n *xmlNode, text string) *article.Source {
	s := &article.Source{
		Author: teiPeople(n, "author", text), Editor: teiPeople(n, "editor", text), Publisher: fieldOf(n, text, "publisher"),
		PublisherPlace: fieldOf(n, text, "pubPlace"), Edition: fieldOf(n, text, "edition"),
	}
	for _, title := range n.findAll("title") {
		switch words := title.words(text); {
		case s.Title == "":
			s.Title = words
		case s.ContainerTitle == "" && title.get("level") != "s" && title.get("type") != "sub":
			s.ContainerTitle = words
		}
	}
	if date := n.find("date"); date != nil {
		s.Issued = cmp.Or(isoDate(date.get("when")), leadingYear(date.words(text)))
	}
	for _, scope := range n.findAll("biblScope") {
		teiScope(s, scope, text)
	}
	for _, id := range n.findAll("idno", "ref", "ptr") {
		teiIdentifier(s, id, text)
	}
	if isEmptySource(s) {
		return nil
	}
	if n.find("analytic") != nil && n.find("monogr") != nil {
		s.Type = "chapter"
		if title := n.find("monogr").find("title"); title != nil && title.get("level") == "j" {
			s.Type = "article-journal"
		}
	}
	return s
}

func teiPeople(n *xmlNode, role, text string) []article.Name {
	var all []article.Name
	for _, person := range n.findAll(role) {
		names := person.findAll("persName", "name")
		if len(names) == 0 {
			names = []*xmlNode{person}
		}
		for _, name := range names {
			var given []string
			for _, forename := range name.findAll("forename") {
				given = append(given, forename.words(text))
			}
			one := article.Name{Family: fieldOf(name, text, "surname"), Given: strings.Join(given, " ")}
			if one.Family == "" {
				one = article.Name{Literal: name.words(text)}
			}
			all = append(all, one)
		}
	}
	return all
}

// teiScope reads where in its container a source stands.
func teiScope(s *article.Source, scope *xmlNode, text string) {
	words := scope.words(text)
	switch strings.ToLower(scope.get("unit") + scope.get("type")) {
	case "volume", "vol":
		s.Volume = cmp.Or(s.Volume, words)
	case "issue", "number", "no":
		s.Issue = cmp.Or(s.Issue, words)
	case "page", "pages", "pp":
		if from, to := scope.get("from"), scope.get("to"); from != "" && to != "" {
			words = from + "–" + to
		}
		s.Page = cmp.Or(s.Page, words)
	}
}

func teiIdentifier(s *article.Source, n *xmlNode, text string) {
	words := n.words(text)
	switch strings.ToLower(n.get("type")) {
	case "doi":
		s.DOI = cmp.Or(s.DOI, bareDOI(words))
	case "pmid":
		s.PMID = cmp.Or(s.PMID, words)
	case "pmcid":
		s.PMCID = cmp.Or(s.PMCID, words)
	case "arxiv":
		s.ArXiv = cmp.Or(s.ArXiv, words)
	case "isbn":
		s.ISBN = cmp.Or(s.ISBN, words)
	case "issn":
		s.ISSN = cmp.Or(s.ISSN, words)
	default:
		if address := cmp.Or(n.get("target"), words); match.IsWeb(address) {
			s.URL = cmp.Or(s.URL, address)
		}
	}
}
