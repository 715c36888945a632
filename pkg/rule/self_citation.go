package rule

import (
	"fmt"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
)

// SelfCitation tells where the article's authors, or its site, cite themselves.
var SelfCitation = Rule{
	Name:    "self-citation",
	Summary: "a source is by one of the article’s own authors, or at its own site",
	Doc: `A claim that rests on its author's own word has no second witness. Nothing is wrong with citing oneself; the
reader should see it.

An author is known by the family name and the first name or its initial. The article's own site is only known if the
article says where it is published.`,
	Group:    Dependence,
	Severity: Info,
	Bad: Example{Article: `Tide Tables

By Ana Ruiz

The harbor was dredged in March.[1]

[1] Ana Ruiz, “Ports,” Harbor Review, May 3, 2021, https://review.example/ports.
`},
	Good: Example{Article: `Tide Tables

By Ana Ruiz

The harbor was dredged in March.[1]

[1] Jo Lee, “Ports,” Harbor Review, May 3, 2021, https://review.example/ports.
`},
	Check: selfCitation,
}

func selfCitation(p *Pass) []Finding {
	site := domainOf(p.Article.URL)
	if isPlatform(hostOf(p.Article.URL)) {
		site = ""
	}
	var all []Finding
	for _, w := range p.Works {
		i := w.Citations[0]
		by, at := p.ownAuthor(w.Author), site != "" && w.URL != "" && domainOf(w.URL) == site
		var what string
		switch {
		case by != "" && at:
			what = fmt.Sprintf("this is by the article’s own author %s, at the article’s own site", by)
		case by != "":
			what = fmt.Sprintf("this is by the article’s own author %s", by)
		case at:
			what = fmt.Sprintf("this is at the article’s own site, %s", site)
		default:
			continue
		}
		f := p.about(i, what)
		if len(w.Notes) > 0 {
			f.Notes = w.Notes
			f.Message = noteLabels(p.Article, w.Notes) + ": " + what
		}
		all = append(all, f)
	}
	return all
}

// ownAuthor is the article's author who is among those of a source, empty if none is.
func (p *Pass) ownAuthor(names []article.Name) string {
	for _, own := range p.Article.Authors {
		for _, n := range names {
			if n.Family != "" && samePerson(own, n) {
				return own
			}
		}
	}
	return ""
}

// samePerson tells whether a name as a byline gives it may be that of an author: the family name is the same, and so are
// the first names as far as both are given.
func samePerson(byline string, n article.Name) bool {
	if n.Given == "" || !strings.Contains(strings.TrimSpace(byline), " ") {
		return false
	}
	return match.Names([]match.Name{{Literal: byline}}, []match.Name{match.Name(n)}) >= match.Shorter
}
