package live

import (
	"bytes"
	"strings"
	"unicode"

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
	text, own strings.Builder
	// hidden is the element whose text is not shown, aside how many open elements are not the page's own text.
	hidden string
	aside  int
	// heading collects a heading while it is open.
	heading *strings.Builder
	inTitle bool
	isLD    bool
}

func (r *documentReader) read(body []byte) {
	for tokens := html.NewTokenizer(bytes.NewReader(body)); ; {
		switch tokens.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			r.takeText(tokens)
		case html.StartTagToken, html.SelfClosingTagToken:
			r.keepCode(tokens.Raw())
			r.open(tokens)
		case html.EndTagToken:
			name, _ := tokens.TagName()
			r.close(string(name))
		}
	}
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
	if len(bytes.TrimSpace(raw)) == 0 {
		r.space(' ')
		return
	}
	text := string(tokens.Text())
	switch {
	case r.inTitle:
		r.title += text
		return
	case r.heading != nil:
		r.heading.WriteString(text)
	}
	if r.text.Len() < mostText {
		writeFolded(&r.text, text)
		if r.aside == 0 {
			writeFolded(&r.own, text)
		}
	}
}

func (r *documentReader) space(with byte) {
	endWith(&r.text, with)
	if r.aside == 0 {
		endWith(&r.own, with)
	}
	if r.heading != nil {
		r.heading.WriteByte(' ')
	}
}

// endWith parts what follows from what was written, unless it is parted already.
func endWith(b *strings.Builder, with byte) {
	if b.Len() == 0 {
		return
	}
	if last := b.String()[b.Len()-1]; last != '\n' && (last != ' ' || with == '\n') {
		b.WriteByte(with)
	}
}

// writeFolded makes one blank of several.
func writeFolded(b *strings.Builder, s string) {
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			endWith(b, ' ')
		case r == '\u00ad' || r == 0:
		default:
			b.WriteRune(r)
		}
	}
}

func (r *documentReader) open(tokens *html.Tokenizer) {
	tag := tokens.Token()
	if tag.Type == html.StartTagToken {
		switch tag.Data {
		case "script", "style", "noscript", "template", "svg", "textarea", "select":
			if r.hidden == "" {
				r.hidden = tag.Data
			}
		case "title":
			r.inTitle = r.hidden == "" && r.title == ""
		case "h1", "h2":
			r.heading = &strings.Builder{}
		}
		if isAside(tag.Data) {
			r.aside++
		}
	}
	if !isInline(tag.Data) {
		r.space('\n')
	}
	r.attributes(tag)
}

func (r *documentReader) attributes(tag html.Token) {
	switch tag.Data {
	case "html":
		r.lang = attribute(tag, "lang")
	case "script":
		r.scripts++
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
			if heading := fold(r.heading.String()); heading != "" {
				r.headings = append(r.headings, heading)
			}
			r.heading = nil
		}
	}
	if isAside(name) && r.aside > 0 {
		r.aside--
	}
	if !isInline(name) {
		r.space('\n')
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
