package live

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/web"
)

const (
	// mostText bounds the text that is kept of a page, in bytes; mostCode the code.
	mostText = 1 << 20
	mostCode = 128 << 10
)

// document is what an HTML page shows to people, and the little of its code that tells what kind of page it is. Of
// anything else, all is empty.
type document struct {
	isHTML bool
	// title is that of the head; named are the titles in its meta elements.
	title string
	named []string
	// headings are those of the first two ranks.
	headings []string
	// text is all that is shown, blocks parted by line feeds; own is what of it stands outside menus, links and footers.
	text string
	own  string
	lang string
	// noindex tells that the page asks not to be found, notFree that it says that it is for sale.
	noindex, notFree bool
	password         bool
	scripts          int
	textWords        int
	ownWords         int

	// raw are tags and scripts, up to a bound; the others are made when they are first asked for.
	raw                           []byte
	lowered, plainOf, plainTitled string
}

// readDocument reads a page in one pass. The tokenizer, unlike the parser, minds no depth of nesting.
func readDocument(p *web.Page) *document {
	d := &document{}
	if p.Failure != nil || !isHTML(p) {
		return d
	}
	d.isHTML = true
	r := &documentReader{document: d}
	r.read(decoded(p))
	d.title, d.text, d.own = fold(d.title), strings.TrimSpace(r.text.String()), strings.TrimSpace(r.own.String())
	d.textWords, d.ownWords = countWords(d.text), countWords(d.own)
	return d
}

// documentReader is where the pass stands.
type documentReader struct {
	*document
	text, own folder
	// hidden is the element whose text is not shown, aside how many open elements are not the page's own text.
	hidden string
	aside  int
	// heading collects a heading while it is open.
	heading *folder
	inTitle bool
	isLD    bool
}

func (r *documentReader) read(body []byte) {
	for tokens := html.NewTokenizer(bytes.NewReader(body)); ; {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			return
		case html.TextToken:
			r.takeText(tokens)
		case html.StartTagToken, html.SelfClosingTagToken:
			r.keepCode(tokens.Raw())
			name, more := tokens.TagName()
			tag := elementOf(name)
			if kind == html.StartTagToken {
				r.open(tag)
			}
			if !isInline(tag) {
				r.part('\n')
			}
			if more && tag != "" {
				r.attributes(tag, tokens)
			}
		case html.EndTagToken:
			name, _ := tokens.TagName()
			r.close(elementOf(name))
		}
	}
}

// elementOf is the name of an element that matters here, and empty for all others: so that no name is copied.
func elementOf(name []byte) string {
	for _, known := range [...]string{
		"a", "b", "i", "em", "u", "s", "q", "h1", "h2", "span", "strong", "code", "nav", "header", "footer", "aside", "button", "title", "script",
		"style", "noscript", "template", "svg", "textarea", "select", "html", "input", "meta", "abbr", "bdi", "bdo", "cite", "font", "mark",
		"small", "sub", "sup", "var", "wbr",
	} {
		if string(name) == known {
			return known
		}
	}
	return ""
}

func (r *documentReader) keepCode(raw []byte) {
	if len(r.raw) < mostCode {
		r.raw = append(r.raw, raw[:min(len(raw), mostCode-len(r.raw))]...)
	}
}

func (r *documentReader) takeText(tokens *html.Tokenizer) {
	raw := tokens.Raw()
	switch {
	case r.hidden == "script":
		r.keepCode(raw)
		r.notFree = r.notFree || r.isLD && saysNotFree(raw)
		return
	case r.hidden != "":
		return
	}
	text := tokens.Text()
	switch {
	case r.inTitle:
		r.title += string(text)
		return
	case r.heading != nil:
		r.heading.add(text)
	}
	if len(r.text.text) < mostText {
		r.text.add(text)
		if r.aside == 0 {
			r.own.add(text)
		}
	}
}

// part parts what follows from what was read.
func (r *documentReader) part(with byte) {
	r.text.part(with)
	if r.aside == 0 {
		r.own.part(with)
	}
	if r.heading != nil {
		r.heading.part(' ')
	}
}

func (r *documentReader) open(tag string) {
	switch tag {
	case "script", "style", "noscript", "template", "svg", "textarea", "select":
		r.scripts += weight(tag == "script")
		if r.hidden == "" {
			r.hidden = tag
		}
	case "title":
		r.inTitle = r.hidden == "" && r.title == ""
	case "h1", "h2":
		r.heading = &folder{}
	}
	if isAside(tag) {
		r.aside++
	}
}

func (r *documentReader) attributes(name string, tokens *html.Tokenizer) {
	switch name {
	case "html", "script", "input", "meta":
	default:
		return
	}
	tag := html.Token{Data: name}
	for more := true; more; {
		var key, value []byte
		key, value, more = tokens.TagAttr()
		tag.Attr = append(tag.Attr, html.Attribute{Key: string(key), Val: string(value)})
	}
	switch name {
	case "html":
		r.lang = attribute(tag, "lang")
	case "script":
		r.isLD = strings.EqualFold(strings.TrimSpace(attribute(tag, "type")), "application/ld+json")
	case "input":
		r.password = r.password || strings.EqualFold(attribute(tag, "type"), "password")
	case "meta":
		r.meta(tag)
	}
}

func (r *documentReader) meta(tag html.Token) {
	name := strings.ToLower(attribute(tag, "property") + attribute(tag, "name"))
	switch content := fold(attribute(tag, "content")); name {
	case "og:title", "citation_title", "dc.title", "twitter:title", "dcterms.title":
		r.named = append(r.named, content)
	case "robots":
		r.noindex = r.noindex || strings.Contains(strings.ToLower(content), "noindex")
	}
}

func (r *documentReader) close(name string) {
	if name == r.hidden {
		r.hidden = ""
		r.isLD = false
	}
	switch name {
	case "title":
		r.inTitle = false
	case "h1", "h2":
		if r.heading != nil {
			if heading := strings.TrimSpace(r.heading.String()); heading != "" {
				r.headings = append(r.headings, heading)
			}
			r.heading = nil
		}
	}
	if isAside(name) && r.aside > 0 {
		r.aside--
	}
	if !isInline(name) {
		r.part('\n')
	}
}

// isAside tells of the elements that a page shares with others of its site, or that lead away from it.
func isAside(name string) bool {
	switch name {
	case "nav", "header", "footer", "aside", "a", "button":
		return true
	}
	return false
}

// isInline tells of elements that part no words.
func isInline(name string) bool {
	switch name {
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "var", "wbr":
		return true
	}
	return false
}

func attribute(tag html.Token, name string) string {
	for _, a := range tag.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// saysNotFree reads the mark of withheld articles (schema.org, isAccessibleForFree).
func saysNotFree(script []byte) bool {
	_, after, ok := bytes.Cut(script, []byte(`"isAccessibleForFree"`))
	if !ok {
		return false
	}
	after = bytes.ToLower(bytes.TrimLeft(after[:min(len(after), 40)], " \t\r\n:\""))
	return bytes.HasPrefix(after, []byte("false")) || bytes.HasPrefix(after, []byte("http://schema.org/false"))
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// titles are what the page calls itself: in its head, its meta elements and its headings.
func (d *document) titles() []string {
	all := make([]string, 0, 1+len(d.named)+len(d.headings))
	if d.title != "" {
		all = append(all, d.title)
	}
	return append(append(all, d.named...), d.headings...)
}

// isApp tells of a page that is made by its scripts: it has some, and next to nothing to show without them.
func (d *document) isApp() bool {
	return d.isHTML && d.scripts > 0 && d.textWords < 15 && !d.password
}

// code is tags and scripts in lower case.
func (d *document) code() string {
	if d.lowered == "" {
		d.lowered = string(bytes.ToLower(d.raw))
	}
	return d.lowered
}

// plain and plainTitles are the text and the titles for phrases to be looked for in.
func (d *document) plain() string {
	if d.plainOf == "" {
		d.plainOf = plainText(d.text)
	}
	return d.plainOf
}

func (d *document) plainTitles() string {
	if d.plainTitled == "" {
		d.plainTitled = plainText(strings.Join(d.titles(), " | "))
	}
	return d.plainTitled
}
