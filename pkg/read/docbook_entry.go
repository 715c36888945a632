package read

import (
	"cmp"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
)

// findEntries makes an entry of each biblioentry and bibliomixed. What begins one as its abbreviation is its key, since
// a citation names it so.
func (w *docBookWalker) findEntries(top *xmlNode) {
	top.walk(func(n *xmlNode) bool {
		if !n.is("biblioentry", "bibliomixed") {
			return true
		}
		id := n.get("id")
		entry := &writtenEntry{key: id, source: docBookSource(n, w.text)}
		if abbrev := n.child("abbrev"); abbrev != nil {
			short := labelOf(abbrev.words(w.text))
			entry.key = cmp.Or(entry.key, short)
			w.name(short, entry)
		}
		w.name(id, entry)
		w.entries[n] = entry
		return false
	})
}

func (w *docBookWalker) name(name string, entry *writtenEntry) {
	if w.named[name] == nil && name != "" {
		w.named[name] = entry
	}
}

// cited is the entry that an element in the words refers to, nil if it refers to none: a citation by its words, the
// others by an id.
func (w *docBookWalker) cited(n *xmlNode) *writtenEntry {
	switch {
	case len(w.named) == 0:
		return nil
	case n.is("citation"):
		return w.named[labelOf(n.words(w.text))]
	case n.is("biblioref", "xref", "link"):
		return w.named[cmp.Or(n.get("linkend"), strings.TrimPrefix(n.get("href"), "#"))]
	}
	return nil
}

// citation writes the words of an element that refers to an entry.
func (w *docBookWalker) citation(n *xmlNode) {
	entry := w.cited(n)
	start := w.out.text.Len()
	w.children(n)
	if w.inEntry != nil {
		return
	}
	s := w.wordsSince(start)
	r := reference{
		Stretch: s, label: cmp.Or(labelOf(n.words(w.text)), n.get("xreflabel"), entry.key), entry: article.None, key: entry.key,
		locator: cmp.Or(n.get("begin"), n.get("units")),
	}
	if s.Start == s.End {
		w.unseenReference(startTag(w.text, n), r, entry)
		return
	}
	w.addReference(r, entry)
}

// docBookSource reads the fields of an entry; one of which only the words are marked has none.
func docBookSource(n *xmlNode, text string) *article.Source {
	s := &article.Source{
		Publisher: fieldOf(n, text, "publishername", "orgname"), Edition: fieldOf(n, text, "edition"),
		Volume: fieldOf(n, text, "volumenum"), Issue: fieldOf(n, text, "issuenum"), Page: fieldOf(n, text, "artpagenums", "pagenums"),
		Issued: leadingYear(fieldOf(n, text, "pubdate", "date")), ISBN: fieldOf(n, text, "isbn"), ISSN: fieldOf(n, text, "issn"),
	}
	for _, person := range n.findAll("author", "editor", "corpauthor") {
		name := docBookPerson(person, text)
		if person.is("editor") {
			s.Editor = append(s.Editor, name)
		} else {
			s.Author = append(s.Author, name)
		}
	}
	for _, title := range n.findAll("title", "citetitle") {
		switch words := docBookWords(title, text); {
		case s.Title == "":
			s.Title = words
		case s.ContainerTitle == "":
			s.ContainerTitle = words
		}
	}
	for _, id := range n.findAll("biblioid", "ulink", "link", "releaseinfo", "bibliosource") {
		docBookIdentifier(s, id, text)
	}
	if isEmptySource(s) {
		return nil
	}
	return s
}

func docBookPerson(n *xmlNode, text string) article.Name {
	name := article.Name{Family: fieldOf(n, text, "surname"), Given: fieldOf(n, text, "firstname", "givenname")}
	if name.Family == "" {
		return article.Name{Literal: n.words(text)}
	}
	return name
}

func docBookIdentifier(s *article.Source, n *xmlNode, text string) {
	words := n.words(text)
	switch n.get("class") {
	case "doi":
		s.DOI = cmp.Or(s.DOI, bareDOI(words))
	case "isbn":
		s.ISBN = cmp.Or(s.ISBN, words)
	case "issn":
		s.ISSN = cmp.Or(s.ISSN, words)
	default:
		if address := cmp.Or(n.get("url"), n.get("href"), words); match.IsWeb(address) {
			s.URL = cmp.Or(s.URL, address)
		}
	}
}
