package read

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// ODT is a text document of LibreOffice and other tools (OpenDocument 1.3, part 3). Tracked deletions, comments, headers
// and footers are no part of the article.
var ODT = Format{
	Name:       "odt",
	Summary:    "an OpenDocument text",
	Extensions: []string{".odt", ".ott"},
	Sniff:      func([]byte) bool { return false },
	packed:     isODT,
	Read:       readODT,
}

func isODT(c *container) bool {
	if !c.has("mimetype") {
		return c.has("content.xml") && c.has("META-INF/manifest.xml")
	}
	kind, err := c.part("mimetype")
	return err == nil && strings.HasPrefix(string(kind), "application/vnd.oasis.opendocument.text")
}

func readODT(source []byte, a *article.Article) error {
	c, err := openContainer(source)
	if err != nil {
		return err
	}
	if err := odtLocked(c); err != nil {
		return err
	}
	content, err := c.xmlPart("content.xml")
	if err != nil {
		return err
	}
	body := content.root.find("body")
	if body == nil || body.child("text") == nil {
		return errors.New("content.xml: this is no text document; is it another format under this name?")
	}
	if body.count("note") > mostNotes {
		return errMany
	}
	w := &odtWriter{part: content, spoken: spokenLanguages{}, ids: map[string]*writtenNote{}, counts: map[string]int{}, references: map[*writtenMark]string{}}
	if err := w.open(c); err != nil {
		return err
	}
	f := w.write(body.child("text"))
	w.describe(c, a)
	if err := f.into(a, errNoWords); err != nil {
		return err
	}
	w.directives(f, a)
	return nil
}

// odtLocked tells a document that is kept under a password, whose parts are no XML then.
func odtLocked(c *container) error {
	if !c.has("META-INF/manifest.xml") {
		return nil
	}
	manifest, err := c.xmlPart("META-INF/manifest.xml")
	if err != nil {
		return err
	}
	for _, entry := range manifest.root.findAll("file-entry") {
		path := entry.get("full-path")
		if (path == "content.xml" || path == "encrypted-package") && entry.child("encryption-data") != nil {
			return errors.New("it is locked with a password; save it without one")
		}
	}
	return nil
}

// xmlPart is a part of a container that is XML.
type xmlPart struct {
	name   string
	source []byte
	decoded
	root *xmlNode
}

// xmlPart unpacks and parses a part. The error names it.
func (c *container) xmlPart(name string) (*xmlPart, error) {
	p := &xmlPart{name: name}
	var err error
	if p.source, err = c.part(name); err != nil {
		return nil, err
	}
	if p.decoded, err = decode(p.source); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if p.root, err = parseXML(p.text); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return p, nil
}

// describe takes what the document says of itself from meta.xml. Its dates are those on which it was written; the last
// one is the nearest that a manuscript has to a date.
func (w *odtWriter) describe(c *container, a *article.Article) {
	a.Lang = w.spoken.main()
	a.Title = w.title
	if !c.has("meta.xml") {
		return
	}
	meta, err := c.xmlPart("meta.xml")
	if err != nil {
		return // it says nothing of the words
	}
	property := func(name string) string {
		if n := meta.root.find(name); n != nil {
			return n.words(meta.text)
		}
		return ""
	}
	if title := property("title"); title != "" {
		a.Title = title
	}
	for _, name := range []string{"initial-creator", "creator"} {
		if author := property(name); author != "" && a.Authors == nil {
			a.Authors = []string{author}
		}
	}
	for _, name := range []string{"date", "creation-date"} {
		if date := property(name); len(date) >= len("2006-01-02") && a.Published == "" {
			a.Published = date[:len("2006-01-02")]
		}
	}
	if a.Lang == "" {
		a.Lang = property("language")
	}
}
