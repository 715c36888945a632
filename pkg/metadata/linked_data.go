package metadata

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/match"
)

// node is an object of JSON-LD.
type node = map[string]any

// addLinkedData takes in what JSON-LD says of the document, in the vocabulary of schema.org.
func (c *collection) addLinkedData(p *page) {
	graph := &graph{byID: map[string]node{}}
	for _, script := range p.scripts {
		for _, value := range readJSON(script) {
			graph.add(value)
		}
	}
	site, confirm := p.meta("og:site_name"), p.confirming()
	for _, article := range c.ownArticles(graph.articles) {
		c.addNode(graph, article, fromLinkedData, func(s string) string { return s })
	}
	for _, webPage := range graph.pages {
		c.addNode(graph, webPage, fromLinkedPage, func(s string) string { return withoutSite(s, site, confirm) })
	}
}

// graph holds the objects that stand at the top of a script or in its @graph. Objects within others are about other
// things: a breadcrumb, a list of articles, a comment.
type graph struct {
	articles, pages []node
	byID            map[string]node
}

func (g *graph) add(value any) {
	switch v := value.(type) {
	case []any:
		for _, entry := range v {
			g.add(entry)
		}
	case node:
		if inner, ok := v["@graph"]; ok {
			g.add(inner)
		}
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			g.byID[id] = v
		}
		switch kindOf(v) {
		case articleNode:
			g.articles = append(g.articles, v)
		case pageNode:
			g.pages = append(g.pages, v)
		}
	}
}

type nodeKind int

const (
	otherNode nodeKind = iota
	articleNode
	pageNode
)

// kindOf tells documents in their own right from pages that hold something. schema.org names all kinds of article,
// but for a few, with the ending Article or Posting.
func kindOf(v node) nodeKind {
	kind := otherNode
	for _, name := range texts(v["@type"]) {
		name = name[strings.LastIndexAny(name, "/:#")+1:]
		switch {
		case strings.HasSuffix(name, "Article"), strings.HasSuffix(name, "Posting") && name != "JobPosting":
			return articleNode
		}
		switch name {
		case "Report", "Thesis", "Book", "Chapter", "Dataset", "DigitalDocument", "LegalDocument", "Legislation", "APIReference":
			return articleNode
		case "WebPage", "ItemPage", "AboutPage", "FAQPage", "CreativeWork":
			kind = pageNode
		}
	}
	return kind
}

// ownArticles are those about the page itself. A page with several, of several titles, is likely a list: then only
// one that names the page's address counts.
func (c *collection) ownArticles(articles []node) []node {
	if len(articles) < 2 || oneTitle(articles) {
		return articles
	}
	var own []node
	for _, a := range articles {
		for _, address := range nodeAddresses(a) {
			if match.SameAddress(address, c.own) {
				own = append(own, a)
				break
			}
		}
	}
	return own
}

func oneTitle(articles []node) bool {
	for _, a := range articles[1:] {
		if !strings.EqualFold(nodeTitle(a), nodeTitle(articles[0])) {
			return false
		}
	}
	return true
}

func (c *collection) addNode(g *graph, v node, from string, cut func(string) string) {
	c.add(title, cut(nodeTitle(v)), from)
	authors := v["author"]
	if authors == nil {
		authors = v["creator"]
	}
	for _, name := range g.names(authors, 0) {
		c.addNames(name, from)
	}
	for _, printed := range texts(v["datePublished"]) {
		c.addDate(printed, from)
	}
	for _, printed := range nodeAddresses(v) {
		c.addAddress(printed, from)
	}
	for _, tag := range texts(v["inLanguage"]) {
		c.addLanguage(tag, from)
	}
}

func nodeTitle(v node) string {
	for _, key := range [...]string{"headline", "name"} {
		for _, s := range texts(v[key]) {
			if s = plain(s); s != "" && len(s) <= longestText {
				return s
			}
		}
	}
	return ""
}

// nodeAddresses are the addresses of the document, as a text or as an object with an @id.
func nodeAddresses(v node) []string {
	addresses := texts(v["url"])
	switch main := v["mainEntityOfPage"].(type) {
	case string:
		addresses = append(addresses, main)
	case node:
		if id, ok := main["@id"].(string); ok {
			addresses = append(addresses, id)
		}
	}
	return addresses
}

// texts are the strings in a value that may be one string or a list.
func texts(value any) []string {
	switch v := value.(type) {
	case string:
		return []string{v}
	case []any:
		var all []string
		for _, entry := range v {
			if s, ok := entry.(string); ok {
				all = append(all, s)
			}
		}
		return all
	}
	return nil
}

// names are those of authors: texts, objects with a name, references to an object elsewhere, or a list of these.
func (g *graph) names(value any, depth int) []string {
	const deepest = 4 // a list of references to objects whose name is a list
	if depth > deepest {
		return nil
	}
	switch v := value.(type) {
	case string:
		return []string{v}
	case []any:
		var all []string
		for _, entry := range v {
			all = append(all, g.names(entry, depth+1)...)
		}
		return all
	case node:
		if name := v["name"]; name != nil {
			return g.names(name, depth+1)
		}
		if id, ok := v["@id"].(string); ok && g.byID[id] != nil {
			return g.names(g.byID[id]["name"], depth+1)
		}
		if given, family := firstText(v["givenName"]), firstText(v["familyName"]); family != "" {
			return []string{strings.TrimSpace(given + " " + family)}
		}
	}
	return nil
}

func firstText(value any) string {
	for _, s := range texts(value) {
		return s
	}
	return ""
}
