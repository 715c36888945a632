package read

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// blockElements part paragraphs from one another (HTML Living Standard, 15.3, display: block and tables).
var blockElements = prose.Words(`address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
	figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search
	section summary table tbody td tfoot th thead title tr ul`)

func isBlock(n *html.Node) bool { return n.Type == html.ElementNode && blockElements[n.Data] }

func isInline(n *html.Node) bool { return n.Type != html.ElementNode || !blockElements[n.Data] }

// silentElements show no words of the article.
var silentElements = prose.Words(`script style noscript template head svg math iframe object embed audio video canvas select
	datalist button input textarea map title meta link img picture source track`)

// furniture are elements of the page around an article.
var (
	furnitureElements = prose.Words("nav footer form dialog menu")
	furnitureRoles    = prose.Words(`navigation banner contentinfo complementary search dialog alert menu menubar toolbar`)
	furnitureNames    = prose.Words(`nav navbar navigation menu sidebar comments comment-list commentlist comment-respond
		comments-area disqus_thread respond related related-posts related-articles recommended share sharing social
		social-share sharedaddy newsletter subscribe subscription breadcrumb breadcrumbs cookie cookies cookie-banner
		pagination pager advertisement advert ads promo popup modal masthead site-header site-footer skip-link toc tags
		tag-list post-navigation screen-reader-text visually-hidden sr-only jp-relatedposts`)
)

// isQuotation tells whether a block is quoted: a blockquote is, or stands in one, but for the line that names its source. One
// that holds most of the article indents it.
func (w *htmlWalker) isQuotation(n *html.Node) bool {
	switch n.Data {
	case "blockquote":
		return w.quoted || w.tree.textLength(n)*2 < w.length
	case "footer", "figcaption":
		return false
	default:
		return w.quoted
	}
}

// isFurniture tells what is no part of the article: navigation, comments, related articles, what is not shown. An
// element that holds notes, or the greater part of the text, is part of it whatever it is called.
func (w *htmlWalker) isFurniture(n *html.Node) bool {
	if n.Type != html.ElementNode || n == w.main {
		return false
	}
	if silentElements[n.Data] || hasAttribute(n, "hidden") || attribute(n, "aria-hidden") == "true" && isBlock(n) {
		return true
	}
	if w.source.book {
		return n.Data == "nav" || has(n, "pagebreak", "doc-pagebreak")
	}
	suspect := furnitureElements[n.Data] || furnitureRoles[attribute(n, "role")] || n.Data == "aside" ||
		namedFurniture(n) || n.Data == "header" && !standsIn(n, "article", "main")
	return suspect && !w.holdsNote(n) && w.tree.textLength(n)*2 < w.length
}

func namedFurniture(n *html.Node) bool {
	if isInline(n) {
		return false
	}
	for _, name := range append(strings.Fields(attribute(n, "class")), attribute(n, "id")) {
		if furnitureNames[strings.ToLower(name)] {
			return true
		}
	}
	return strings.HasSuffix(attribute(n, "itemtype"), "schema.org/Comment")
}

func (w *htmlWalker) holdsNote(n *html.Node) bool {
	from, to := w.tree.within(n)
	return w.notes.begun.in(from, to) > 0
}

func hasAttribute(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// standsIn tells whether an element stands in one of the named ones.
func standsIn(n *html.Node, names ...string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, name := range names {
			if p.Data == name {
				return true
			}
		}
	}
	return false
}

// mainOf finds the element that holds the article: what the document marks as its body, if that is most of the text,
// else the whole body.
func mainOf(t *htmlTree) *html.Node {
	body := t.root
	var marked []*html.Node
	for _, n := range t.nodes {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "body":
			body = n
		case attribute(n, "itemprop") == "articleBody", n.Data == "article", n.Data == "main", attribute(n, "role") == "main":
			marked = append(marked, n)
		}
	}
	best, longest := body, 0
	for _, n := range marked {
		if length := t.paragraphLength(n); length > longest {
			best, longest = n, length
		}
	}
	if longest*2 < t.paragraphLength(body) {
		return body
	}
	return best
}
