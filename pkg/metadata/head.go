package metadata

import (
	"net/url"
	"strings"

	"github.com/ibidcheck/ibid/pkg/match"
)

// addMetas takes in what the head says: meta elements, the canonical link, the document's language.
func (c *collection) addMetas(p *page) {
	site, confirm := p.meta("og:site_name"), p.confirming()
	for _, m := range p.metas {
		name := strings.TrimPrefix(m.name, "dc:")
		if len(name) < len(m.name) {
			name = "dc." + name
		}
		name = strings.Replace(name, "dcterms:", "dcterms.", 1)
		f, ok := fieldOf(name)
		if !ok {
			continue
		}
		switch f {
		case title:
			c.add(title, withoutSite(plain(m.content), site, confirm), name)
		case author:
			c.addNames(m.content, name)
		case date:
			c.addDate(m.content, name)
		case address:
			c.addAddress(m.content, name)
		case language:
			c.addLanguage(m.content, name)
		}
	}
	for _, href := range p.canonical {
		c.addAddress(href, fromCanonical)
	}
	c.addLanguage(p.htmlLang, fromHTML)
}

// fieldOf says what a meta element of a name tells: Highwire's names for scholarly pages, OpenGraph, Dublin Core with
// its old and new prefix, and the plain author.
func fieldOf(name string) (field, bool) {
	switch name {
	case "citation_title", "og:title", "dc.title", "dcterms.title":
		return title, true
	case "citation_author", "citation_authors", "article:author", "dc.creator", "dcterms.creator", "author":
		return author, true
	case "citation_publication_date", "citation_date", "citation_online_date", "article:published_time",
		"dc.date", "dc.date.issued", "dcterms.issued", "dcterms.date", "dcterms.created":
		return date, true
	case "citation_abstract_html_url", "citation_public_url", "citation_fulltext_html_url", "og:url":
		return address, true
	case "citation_language", "og:locale", "dc.language", "dcterms.language", "content-language":
		return language, true
	}
	return 0, false
}

// meta is the first meta element of a name.
func (p *page) meta(name string) string {
	for _, m := range p.metas {
		if m.name == name {
			return plain(m.content)
		}
	}
	return ""
}

// confirming are the words that confirm a title: the heading, if there is one only, and OpenGraph's title.
func (p *page) confirming() []string {
	var words []string
	if len(p.headings) == 1 {
		words = append(words, p.headings[0])
	}
	if og := p.meta("og:title"); og != "" {
		words = append(words, og)
	}
	return words
}

// addGuesses takes in what the page shows its readers.
func (c *collection) addGuesses(p *page) {
	if len(p.headings) == 1 {
		c.add(title, p.headings[0], fromHeading)
	}
	c.add(title, withoutSite(p.titleText, p.meta("og:site_name"), p.confirming()), fromTitle)
	for _, g := range p.guesses {
		if !p.about(g) {
			continue
		}
		switch {
		case g.field == date:
			c.addDate(g.text, g.from)
		case g.from != fromByline || !strings.ContainsAny(g.text, "0123456789"): // a byline with a date or a count
			c.addNames(g.text, g.from)
		}
	}
}

func (c *collection) addNames(s, from string) {
	catalogued := strings.HasPrefix(from, "citation_") || strings.HasPrefix(from, "dc")
	for _, name := range splitNames(plain(s), catalogued) {
		c.add(author, name, from)
	}
}

// addDate reads 2021/05 too where Highwire's names allow it (Google Scholar's guidelines: 2019/12/31, 2010).
func (c *collection) addDate(s, from string) {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(from, "citation_") && len(s) > 4 && s[4] == '/' {
		parts := strings.Split(s, "/")
		if len(parts) == 2 && len(parts[1]) == 1 {
			parts[1] = "0" + parts[1]
		}
		s = strings.Join(parts, "-")
	}
	if iso, ok := Date(s); ok {
		c.add(date, iso, from)
	}
}

// addAddress leaves out what is no http address, and a site's home page that a page other than the home page names
// as its own: a fault of templates.
func (c *collection) addAddress(s, from string) {
	s = strings.TrimSpace(s)
	if s == "" {
		return
	}
	if base, err := url.Parse(c.base); err == nil && c.base != "" {
		resolved, err := base.Parse(s)
		if err != nil {
			return
		}
		s = resolved.String()
	}
	if _, ok := match.Address(s); !ok {
		return
	}
	if match.IsHome(s) && c.own != "" && !match.IsHome(c.own) {
		return
	}
	c.add(address, s, from)
}

// baseAddress is what relative addresses are resolved against: the base element if there is one (HTML, 4.2.3).
func (p *page) baseAddress(own string) string {
	if p.baseHref == "" {
		return own
	}
	base, err := url.Parse(own)
	if err != nil {
		return own
	}
	resolved, err := base.Parse(strings.TrimSpace(p.baseHref))
	if err != nil {
		return own
	}
	return resolved.String()
}

// addLanguage takes tags as BCP 47 writes them, and OpenGraph's with an underscore. Of a list it takes the first.
func (c *collection) addLanguage(s, from string) {
	s, _, _ = strings.Cut(s, ",")
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	if isLanguageTag(s) {
		c.add(language, s, from)
	}
}

// isLanguageTag checks the shape of a tag: a language of two or three letters, then subtags of up to eight characters.
func isLanguageTag(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if part == "" || len(part) > 8 || i == 0 && (len(part) < 2 || len(part) > 3) {
			return false
		}
		for _, r := range part {
			letter, digit := 'a' <= r|0x20 && r|0x20 <= 'z', '0' <= r && r <= '9'
			if !letter && (!digit || i == 0) {
				return false
			}
		}
	}
	return true
}
