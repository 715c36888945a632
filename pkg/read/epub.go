package read

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"sort"
	"strings"

	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/metadata"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// EPUB is an electronic book (EPUB 2.0.1 and 3.3). The documents of its spine are one article: those that are not in the
// main order of reading come last, and those that only navigate are left out.
var EPUB = Format{
	Name:       "epub",
	Summary:    "an electronic book",
	Extensions: []string{".epub"},
	Sniff:      func([]byte) bool { return false },
	packed:     isEPUB,
	Read:       readEPUB,
}

func isEPUB(c *container) bool {
	if c.has("META-INF/container.xml") {
		return true
	}
	kind, err := c.part("mimetype")
	return err == nil && strings.HasPrefix(string(kind), "application/epub+zip")
}

func readEPUB(source []byte, a *article.Article) error {
	c, err := openContainer(source)
	if err != nil {
		return err
	}
	book, err := epubPackageOf(c)
	if err != nil {
		return err
	}
	documents, err := book.documents(c)
	if err != nil {
		return err
	}
	s, parts, err := epubSource(c, documents)
	if err != nil {
		return err
	}
	f := flowOfHTML(s, "")
	f.partition(parts)
	book.describe(a)
	a.Missing = book.missing
	return f.into(a, errors.New("there are no words in this book"))
}

// epubPackage is the package document of a book, which says what it consists of.
type epubPackage struct {
	*xmlPart
	folder string
	// missing are the documents of the spine that are not there.
	missing []string
}

// epubPackageOf finds the package document (EPUB Open Container Format 3.3, 4.2.6.3.1).
func epubPackageOf(c *container) (*epubPackage, error) {
	name := ""
	if c.has("META-INF/container.xml") {
		index, err := c.xmlPart("META-INF/container.xml")
		if err != nil {
			return nil, err
		}
		if file := index.root.find("rootfile"); file != nil {
			name = file.get("full-path")
		}
	}
	if !c.has(name) {
		if name = c.first(".opf"); name == "" {
			return nil, errors.New("META-INF/container.xml: it names no package document; was the book packed completely?")
		}
	}
	p, err := c.xmlPart(name)
	if err != nil {
		return nil, err
	}
	return &epubPackage{xmlPart: p, folder: path.Dir(name)}, nil
}

// first is the first name, in order, of a part with an extension; empty if there is none.
func (c *container) first(extension string) string {
	var all []string
	for name := range c.files {
		if strings.EqualFold(path.Ext(name), extension) {
			all = append(all, name)
		}
	}
	if len(all) == 0 {
		return ""
	}
	sort.Strings(all)
	return all[0]
}

// epubItem is an entry of the manifest.
type epubItem struct {
	name, kind, properties, fallback string
}

// documents are the names of the parts that hold the words, in the order of reading.
func (p *epubPackage) documents(c *container) ([]string, error) {
	items := map[string]epubItem{}
	for _, n := range p.root.findAll("item") {
		items[n.get("id")] = epubItem{
			name: resolvePart(p.folder, n.get("href")), kind: n.get("media-type"), properties: n.get("properties"), fallback: n.get("fallback"),
		}
	}
	locked, err := epubLocked(c)
	if err != nil {
		return nil, err
	}
	var main, aside []string
	known := map[string]bool{}
	for _, n := range p.root.findAll("itemref") {
		item := items[n.get("idref")]
		if !item.isDocument() {
			item = items[item.fallback]
		}
		navigates := prose.Words(item.properties)["nav"]
		if !item.isDocument() || navigates || known[item.name] {
			continue
		}
		if !c.has(item.name) {
			p.missing = append(p.missing, item.name)
			continue
		}
		if locked[item.name] {
			return nil, fmt.Errorf("%s: it is encrypted, and cannot be read; get the book without copy protection", item.name)
		}
		known[item.name] = true
		if n.get("linear") == "no" {
			aside = append(aside, item.name)
		} else {
			main = append(main, item.name)
		}
	}
	if len(main)+len(aside) == 0 {
		return nil, fmt.Errorf("%s: its spine names no document that is there; was the book packed completely?", p.name)
	}
	return append(main, aside...), nil
}

func (i epubItem) isDocument() bool {
	switch i.kind {
	case "application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/html+xml":
		return true
	}
	switch strings.ToLower(path.Ext(i.name)) {
	case ".xhtml", ".html", ".htm":
		return !strings.HasPrefix(i.kind, "image/")
	}
	return false
}

// epubLocked are the parts that are encrypted (EPUB Open Container Format 3.3, 4.2.6.3.2); fonts often are, and matter
// not.
func epubLocked(c *container) (map[string]bool, error) {
	all := map[string]bool{}
	if !c.has("META-INF/encryption.xml") {
		return all, nil
	}
	p, err := c.xmlPart("META-INF/encryption.xml")
	if err != nil {
		return nil, err
	}
	for _, n := range p.root.findAll("CipherReference") {
		all[resolvePart("", n.get("URI"))] = true
	}
	return all, nil
}

// resolvePart is the name of the part that a reference within a folder leads to.
func resolvePart(folder, reference string) string {
	reference, _, _ = strings.Cut(reference, "#")
	if decoded, err := url.PathUnescape(reference); err == nil {
		reference = decoded
	}
	if strings.HasPrefix(reference, "/") {
		return path.Clean(strings.TrimLeft(reference, "/"))
	}
	return path.Join(folder, reference)
}

// mostBookTags and largestBook bound the memory that a book takes. The longest books stay below that by a fifth.
const (
	mostBookTags = 500_000
	largestBook  = 48 << 20
)

var errBook = fmt.Errorf("its documents have more than %d MB or %d tags, which is too large for an article; split it", largestBook>>20, mostBookTags)

// epubSource parses the documents, and puts them into one tree under names that are their own in the whole book.
func epubSource(c *container, documents []string) (*htmlSource, []part, error) {
	book := &htmlSource{root: &html.Node{Type: html.DocumentNode}, placed: map[*html.Node][]int{}, commentAt: map[*html.Node]prose.Stretch{}, book: true}
	var parts []part
	var text strings.Builder
	tags := 0
	for _, name := range documents {
		source, err := c.part(name)
		if err != nil {
			return nil, nil, err
		}
		d, err := decodeHTML(source)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		tags += strings.Count(d.text, "<")
		if tags > mostBookTags || text.Len()+len(d.text) > largestBook {
			return nil, nil, errBook
		}
		s, err := parseXHTML(d.text)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		book.take(s, name, text.Len())
		parts = append(parts, part{name: name, source: source, decoded: d, comments: s.comments})
		text.WriteString(d.text)
		text.WriteByte('\n')
	}
	book.text = text.String()
	return book, parts, nil
}

// take moves a document, whose text stands at an offset of the book's, under the root of the book.
func (s *htmlSource) take(d *htmlSource, name string, at int) {
	for n, runs := range d.placed {
		for i := range runs {
			if runs[i] != blanks {
				runs[i] += len(s.runs)
			}
		}
		s.placed[n] = runs
	}
	for _, run := range d.runs {
		s.runs = append(s.runs, prose.Stretch{Start: run.Start + at, End: run.End + at})
	}
	for n, c := range d.commentAt {
		s.commentAt[n] = prose.Stretch{Start: c.Start + at, End: c.End + at}
	}
	walk(d.root, func(n *html.Node) {
		if n.Type == html.ElementNode {
			nameInBook(n, name, at)
		}
	})
	for c := d.root.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			d.root.RemoveChild(c)
			s.root.AppendChild(c)
		}
		c = next
	}
}

// anchorAttribute is given to an element that links can lead to: its name in the whole book.
const anchorAttribute = "data-ibid-anchor"

// nameInBook gives an element of a document its name in the book, and a link within the book the name of its target.
// Links to other pages stay.
func nameInBook(n *html.Node, document string, at int) {
	id := attribute(n, "id")
	if id == "" && n.Data == "a" {
		id = attribute(n, "name")
	}
	for i := range n.Attr {
		switch a := &n.Attr[i]; {
		case a.Key == offsetAttribute:
			span := anchorSpan(n)
			a.Val = fmt.Sprintf("%d-%d", span.Start+at, span.End+at)
		case a.Key == "href" && n.Data == "a":
			a.Val = hrefInBook(a.Val, document)
		}
	}
	if id != "" || n.Data == "body" {
		n.Attr = append(n.Attr, html.Attribute{Key: anchorAttribute, Val: document + "#" + id})
	}
}

func hrefInBook(href, document string) string {
	href = strings.TrimSpace(href)
	before, fragment, _ := strings.Cut(href, "#")
	if href == "" || hasScheme(before) || strings.HasPrefix(before, "//") {
		return href
	}
	if before != "" {
		document = resolvePart(path.Dir(document), before)
	}
	return "#" + document + "#" + fragment
}

// hasScheme tells whether an address begins with a scheme (RFC 3986, 3.1).
func hasScheme(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c == ':':
			return i > 0
		case !isLetterByte(c) && (i == 0 || !isDigitByte(c) && c != '+' && c != '-' && c != '.'):
			return false
		}
	}
	return false
}

// partition leads the words of a flow back to the parts, whose texts follow each other in the text of the whole with a
// line end between them.
func (f *flow) partition(parts []part) {
	f.parts = parts
	starts := make([]int, len(parts))
	for i := 1; i < len(parts); i++ {
		starts[i] = starts[i-1] + len(parts[i-1].text) + 1
	}
	at := func(offset int) int {
		return max(0, sort.Search(len(starts), func(i int) bool { return starts[i] > offset })-1)
	}
	for i := range f.pieces {
		p := &f.pieces[i]
		p.part = at(p.from)
		p.from -= starts[p.part]
	}
	for i := range f.links {
		l := &f.links[i]
		l.part = at(l.span.Start)
		l.span.Start -= starts[l.part]
		l.span.End -= starts[l.part]
	}
	move := func(e *extent) {
		e.part = at(e.Start)
		e.Start -= starts[e.part]
		e.End -= starts[e.part]
	}
	for i := range f.notes {
		move(&f.notes[i].extent)
	}
	for i := range f.blocks {
		move(&f.blocks[i].extent)
	}
}

// describe takes what the package says of the book. Creators in other roles than that of an author are left out, as
// long as somebody is left.
func (p *epubPackage) describe(a *article.Article) {
	meta := p.root.find("metadata")
	if meta == nil {
		return
	}
	words := func(name string) string {
		if n := meta.find(name); n != nil {
			return n.words(p.text)
		}
		return ""
	}
	a.Title, a.Lang = words("title"), words("language")
	var others []string
	for _, n := range meta.findAll("creator") {
		name := n.words(p.text)
		switch {
		case name == "":
		case p.isAuthor(meta, n):
			a.Authors = append(a.Authors, name)
		default:
			others = append(others, name)
		}
	}
	if a.Authors == nil {
		a.Authors = others
	}
	for _, n := range meta.findAll("date") {
		event := n.get("event")
		if date, ok := metadata.Date(n.words(p.text)); ok && (a.Published == "" && event != "modification" || event == "publication") {
			a.Published = date
		}
	}
}

// isAuthor reads the role of a creator, which EPUB 2 gives as an attribute and EPUB 3 as a property that refines it.
func (p *epubPackage) isAuthor(meta, creator *xmlNode) bool {
	roles := []string{}
	if role := creator.get("role"); role != "" {
		roles = append(roles, role)
	}
	for _, n := range meta.findAll("meta") {
		if n.get("property") == "role" && n.get("refines") == "#"+creator.get("id") {
			roles = append(roles, n.words(p.text))
		}
	}
	for _, role := range roles {
		if role == "aut" {
			return true
		}
	}
	return len(roles) == 0
}
