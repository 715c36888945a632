package metadata

import (
	"strings"

	"golang.org/x/net/html"
)

// page is what one pass over a document finds.
type page struct {
	scripts   []string
	metas     []pair
	canonical []string
	baseHref  string
	htmlLang  string
	titleText string
	headings  []string
	guesses   []guess
	// articles counts the article elements that stand in no other one and are no comments.
	articles int
	// titled is the number of the article that holds the first heading, 0 if it stands in none.
	titled int
}

// pair is a meta element with its name in lower case.
type pair struct{ name, content string }

// guess is a value that is only likely to be about the page itself.
type guess struct {
	field      field
	text, from string
	// article is the number of the outermost article that it stands in, from 1; 0 for none.
	article int
}

// place is what the elements around a node are.
type place struct {
	article int
	header  *bool // whether the header around it holds a heading; nil outside headers
	aside   bool  // in a comment section, navigation, aside, footer or template
	inBody  bool
}

// walk is the one pass. The parser refuses deeply nested documents, so that the recursion is bounded.
func (p *page) walk(n *html.Node, at place) {
	if n.Type == html.ElementNode && n.Namespace == "" {
		if !p.enter(n, &at) {
			return
		}
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		p.walk(child, at)
	}
}

// enter takes in an element, and tells whether to look inside.
func (p *page) enter(n *html.Node, at *place) bool {
	switch n.Data {
	case "html":
		p.htmlLang = attribute(n, "lang")
	case "script":
		if strings.EqualFold(strings.TrimSpace(mediaType(attribute(n, "type"))), "application/ld+json") && n.FirstChild != nil {
			p.scripts = append(p.scripts, n.FirstChild.Data)
		}
		return false
	case "style", "template", "noscript", "svg", "textarea", "select":
		return false
	case "meta":
		p.enterMeta(n, *at)
		return false
	case "link":
		p.enterLink(n, *at)
		return false
	case "base":
		if p.baseHref == "" {
			p.baseHref = attribute(n, "href")
		}
	case "title":
		if p.titleText == "" {
			p.titleText = text(n)
		}
		return false
	case "body":
		at.inBody = true
	default:
		if at.inBody {
			p.enterBody(n, at)
		}
	}
	return true
}

func mediaType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return s
}

// enterMeta takes metas wherever they stand: an element that may not stand in the head ends it for the parser, and
// leaves the rest of the author's head in the body.
func (p *page) enterMeta(n *html.Node, at place) {
	name := attribute(n, "property")
	if name == "" {
		name = attribute(n, "name")
	}
	if name == "" {
		name = attribute(n, "http-equiv")
	}
	content := strings.TrimSpace(attribute(n, "content"))
	if name != "" && content != "" && !at.aside {
		p.metas = append(p.metas, pair{strings.ToLower(strings.TrimSpace(name)), content})
	}
	if attribute(n, "itemprop") == "author" && !at.aside {
		p.guess(author, content, fromItemAuthor, at)
	}
}

func (p *page) enterLink(n *html.Node, at place) {
	if !at.aside && hasToken(attribute(n, "rel"), "canonical") {
		p.canonical = append(p.canonical, strings.TrimSpace(attribute(n, "href")))
	}
}

// enterBody takes in an element of the body that may hold a guess.
func (p *page) enterBody(n *html.Node, at *place) {
	if isAside(n) {
		at.aside = true
	}
	switch n.Data {
	case "article":
		if !at.aside && at.article == 0 {
			p.articles++
			at.article = p.articles
		}
	case "header":
		holds := holdsHeading(n)
		at.header = &holds
	case "h1":
		if heading := text(n); heading != "" && !at.aside {
			if len(p.headings) == 0 {
				p.titled = at.article
			}
			p.headings = append(p.headings, heading)
		}
	case "time":
		if (at.article > 0 || at.header != nil && *at.header) && !isRevision(n) {
			p.guess(date, attribute(n, "datetime"), fromTime, *at)
		}
	}
	p.enterAuthor(n, *at)
}

func (p *page) enterAuthor(n *html.Node, at place) {
	switch {
	case at.aside:
	case hasToken(attribute(n, "rel"), "author"):
		p.guess(author, text(n), fromRelAuthor, at)
	case hasToken(attribute(n, "itemprop"), "author"):
		p.guess(author, itemName(n), fromItemAuthor, at)
	case hasToken(attribute(n, "class"), "byline"):
		p.guess(author, beforeBar(text(n)), fromByline, at)
	}
}

func (p *page) guess(f field, text, from string, at place) {
	if text != "" && !at.aside {
		p.guesses = append(p.guesses, guess{f, text, from, at.article})
	}
}

// about tells whether a guess is about the page itself: on a page of several articles, only one in the article that
// holds the heading, or in none, is.
func (p *page) about(g guess) bool {
	return g.article == 0 || p.articles == 1 || g.article == p.titled
}

// isAside tells of the parts of a page that are about something else.
func isAside(n *html.Node) bool {
	switch n.Data {
	case "aside", "nav", "footer":
		return true
	case "main":
		return false
	}
	return isCommentToken(strings.ToLower(attribute(n, "id"))) || hasCommentToken(attribute(n, "class")) ||
		hasToken(attribute(n, "itemprop"), "comment") || strings.HasSuffix(attribute(n, "itemtype"), "schema.org/Comment")
}

func hasCommentToken(class string) bool {
	for token := range strings.FieldsSeq(class) {
		if isCommentToken(strings.ToLower(token)) {
			return true
		}
	}
	return false
}

// isCommentToken knows the names that sites give to comment sections. A class that merely tells of the state of
// comments ("comments-open") stands on whole articles and is none of them.
func isCommentToken(token string) bool {
	switch token {
	case "disqus_thread", "respond", "commentlist", "comment", "comments":
		return true
	}
	before, after, found := strings.Cut(token, "comment")
	if !found {
		return false
	}
	after = strings.TrimPrefix(after, "s")
	after = strings.TrimLeft(after, "-_")
	switch before {
	case "", "user-", "reader-", "article-", "post-", "js-", "wp-", "wp-block-":
	default:
		return false
	}
	switch after {
	case "", "list", "body", "content", "area", "section", "thread", "wrapper", "container", "item", "meta", "metadata", "author", "box", "template", "wrap":
		return true
	}
	return after[0] >= '0' && after[0] <= '9'
}

// isRevision tells of a time element that says when the text was changed.
func isRevision(n *html.Node) bool {
	if hasToken(attribute(n, "itemprop"), "dateModified") {
		return true
	}
	class := strings.ToLower(attribute(n, "class"))
	return (hasToken(class, "updated") || hasToken(class, "modified")) && !hasToken(class, "published")
}

func holdsHeading(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == "h1" {
			return true
		}
	}
	return false
}

// itemName is the name in a microdata item, or its whole text.
func itemName(n *html.Node) string {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && hasToken(attribute(d, "itemprop"), "name") {
			if content := attribute(d, "content"); content != "" {
				return content
			}
			return text(d)
		}
	}
	if content := attribute(n, "content"); content != "" {
		return content
	}
	return text(n)
}

// beforeBar cuts off what follows the names in a byline.
func beforeBar(s string) string {
	if i := strings.IndexAny(s, "|·•"); i >= 0 {
		return strings.TrimSpace(s[:i])
	}
	return s
}
