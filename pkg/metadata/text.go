package metadata

import (
	"strings"

	"golang.org/x/net/html"
)

// longestText bounds a value, in bytes: what is longer is no title and no name.
const longestText = 1000

// text is what an element shows, blanks folded to one; empty if it is too long.
func text(n *html.Node) string {
	var b strings.Builder
	writeText(&b, n)
	if b.Len() > longestText {
		return ""
	}
	return fold(b.String())
}

func writeText(b *strings.Builder, n *html.Node) {
	for child := n.FirstChild; child != nil && b.Len() <= longestText; child = child.NextSibling {
		switch {
		case child.Type == html.TextNode:
			b.WriteString(child.Data)
		case child.Type != html.ElementNode || child.Data == "script" || child.Data == "style" || child.Data == "noscript" || child.Data == "svg":
		case isInline(child.Data):
			writeText(b, child)
		default:
			b.WriteByte(' ')
			writeText(b, child)
			b.WriteByte(' ')
		}
	}
}

// isInline tells of elements that part no words.
func isInline(name string) bool {
	switch name {
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "var", "wbr":
		return true
	}
	return false
}

// fold makes one blank of several, none at the ends, and drops soft hyphens.
func fold(s string) string {
	if strings.Contains(s, "\u00ad") {
		s = strings.ReplaceAll(s, "\u00ad", "")
	}
	return strings.Join(strings.Fields(s), " ")
}

// plain is text out of an attribute or a script, where sites often leave character references.
func plain(s string) string {
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	return fold(s)
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// hasToken tells whether a list of words parted by blanks holds one, whatever its case.
func hasToken(list, token string) bool {
	if len(list) < len(token) {
		return false
	}
	for word := range strings.FieldsSeq(list) {
		if strings.EqualFold(word, token) {
			return true
		}
	}
	return false
}
