package read

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// DOCX is a Word document (ECMA-376, Office Open XML, in its transitional and its strict form). Footnotes and endnotes
// are Word's own; if there are none, notes typed by hand are found by pattern as in text. Deletions that are tracked,
// comments, headers and footers are no part of the article.
var DOCX = Format{
	Name:       "docx",
	Summary:    "a Word document",
	Extensions: []string{".docx", ".docm"},
	Sniff:      func([]byte) bool { return false },
	packed:     isDOCX,
	Read:       readDOCX,
}

var errNoWords = errors.New("there are no words in this document")

// isDOCX tells a Word document from other packages of Office by the type of its main part.
func isDOCX(c *container) bool {
	if c.has("word/document.xml") {
		return true
	}
	types, err := c.part("[Content_Types].xml")
	if err != nil {
		return false
	}
	for _, kind := range []string{"wordprocessingml.document.main", "wordprocessingml.template.main", "ms-word.document.", "ms-word.template."} {
		if strings.Contains(string(types), kind) {
			return true
		}
	}
	return false
}

func readDOCX(source []byte, a *article.Article) error {
	c, err := openContainer(source)
	if err != nil {
		return err
	}
	r := &docxReader{container: c}
	if err := r.open(); err != nil {
		return err
	}
	w := newDOCXWriter(r)
	f := w.write()
	r.describe(a, w)
	if err := f.into(a, errNoWords); err != nil {
		return err
	}
	r.directives(f, a)
	return nil
}

// docxReader holds the parts of a document.
type docxReader struct {
	container *container
	// main is the document itself. Stories are the parts that hold words of the article, the main one first.
	main    *docxPart
	stories []*docxPart
	notes   []*docxNote
	// byID are the notes of each kind by their ids; an id may stand for several.
	byID      map[article.NoteKind]map[string][]*docxNote
	styles    docxStyles
	numbering docxLists
	sections  []docxSection
	core      *xmlPart
}

// docxPart is an XML part of the package.
type docxPart struct {
	*xmlPart
	// index is that in the flow's parts.
	index int
	// relations are the part's relationships by their ids.
	relations map[string]docxRelation
}

// docxRelation leads from a part to another one, or out of the package (Open Packaging Conventions, 6.5).
type docxRelation struct {
	kind, target string
	external     bool
}

func (r *docxReader) open() error {
	name := "word/document.xml"
	top, err := r.relations("", "_rels/.rels")
	if err != nil {
		return err
	}
	for _, relation := range top {
		if relation.kind == "officeDocument" && !relation.external {
			name = relation.target
		}
	}
	if r.main, err = r.story(name); err != nil {
		return err
	}
	if r.main.root.find("body") == nil {
		return fmt.Errorf("%s: this is no document of Word; is it another format under this name?", name)
	}
	if err := r.openNotes(); err != nil {
		return err
	}
	if err := r.openStyles(); err != nil {
		return err
	}
	if r.core, err = r.related(top, "core-properties"); err != nil {
		r.core = nil // they say nothing of the words
	}
	return nil
}

// openNotes reads the parts that hold notes.
func (r *docxReader) openNotes() error {
	r.byID = map[article.NoteKind]map[string][]*docxNote{article.Footnote: {}, article.Endnote: {}}
	for _, kind := range []article.NoteKind{article.Footnote, article.Endnote} {
		for _, relation := range r.main.relations {
			if relation.kind != string(kind)+"s" || relation.external || !r.container.has(relation.target) {
				continue
			}
			p, err := r.story(relation.target)
			if err != nil {
				return err
			}
			if r.collectNotes(p, kind); len(r.notes) > mostNotes {
				return errMany
			}
			break
		}
	}
	return nil
}

func (r *docxReader) openStyles() error {
	var roots [3]*xmlNode
	for i, kind := range []string{"styles", "numbering", "settings"} {
		p, err := r.related(r.main.relations, kind)
		if err != nil {
			return err
		}
		if p != nil {
			roots[i] = p.root
		}
	}
	r.styles = docxStylesOf(roots[0])
	r.numbering = docxListsOf(roots[1])
	r.sections = docxSectionsOf(r.main.root, roots[2])
	return nil
}

// story opens a part that holds words.
func (r *docxReader) story(name string) (*docxPart, error) {
	opened, err := r.container.xmlPart(name)
	if err != nil {
		return nil, err
	}
	p := &docxPart{xmlPart: opened, index: len(r.stories)}
	folder := path.Dir(name)
	if p.relations, err = r.relations(folder, path.Join(folder, "_rels", path.Base(name)+".rels")); err != nil {
		return nil, err
	}
	r.stories = append(r.stories, p)
	return p, nil
}

// related opens the part of a kind that relations lead to; nil if there is none.
func (r *docxReader) related(relations map[string]docxRelation, kind string) (*xmlPart, error) {
	for _, relation := range relations {
		if relation.kind == kind && !relation.external && r.container.has(relation.target) {
			return r.container.xmlPart(relation.target)
		}
	}
	return nil, nil
}

// relations reads a part's relationships; their targets are made names of parts. Kinds are the last words of the types,
// which the transitional and the strict form share.
func (r *docxReader) relations(folder, name string) (map[string]docxRelation, error) {
	all := map[string]docxRelation{}
	if !r.container.has(name) {
		return all, nil
	}
	p, err := r.container.xmlPart(name)
	if err != nil {
		return nil, err
	}
	for _, n := range p.root.findAll("Relationship") {
		relation := docxRelation{kind: path.Base(n.get("Type")), target: n.get("Target"), external: n.get("TargetMode") == "External"}
		if !relation.external {
			if strings.HasPrefix(relation.target, "/") {
				relation.target = strings.TrimPrefix(relation.target, "/")
			} else {
				relation.target = path.Join(folder, relation.target)
			}
		}
		all[n.get("Id")] = relation
	}
	return all, nil
}

// describe takes what the document says of itself from its core properties, and from paragraphs of the styles Title
// and Author if those say nothing. The day on which it was saved last is the nearest that a manuscript has to a date.
func (r *docxReader) describe(a *article.Article, w *docxWriter) {
	a.Title, a.Authors, a.Lang = w.title, w.authors, w.spoken.main()
	if r.core == nil {
		return
	}
	property := func(name string) string {
		if n := r.core.root.find(name); n != nil {
			return n.words(r.core.text)
		}
		return ""
	}
	if title := property("title"); title != "" {
		a.Title = title
	}
	if authors := docxNames(property("creator")); len(authors) > 0 {
		a.Authors = authors
	}
	for _, name := range []string{"modified", "created"} {
		if date := property(name); a.Published == "" && len(date) >= len("2006-01-02") && date > "1980-01-02" {
			a.Published = date[:len("2006-01-02")]
		}
	}
	if a.Lang == "" {
		a.Lang = property("language")
	}
}

// docxNames parts the names of a property, which Office parts by semicolons.
func docxNames(s string) []string {
	var all []string
	for name := range strings.SplitSeq(s, ";") {
		if name = prose.Fold(name); name != "" {
			all = append(all, name)
		}
	}
	return all
}
