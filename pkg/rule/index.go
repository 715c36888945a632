package rule

import (
	"cmp"
	"sort"

	"github.com/ibidcheck/ibid/pkg/article"
)

// index is what several rules look up in an article. Each table is made when the first of them asks.
type index struct {
	addresses []addressed
	written   []written
	citing    []bool
	linking   map[int]bool
}

// addressed is an address of the article, with all places where it stands.
type addressed struct {
	url, host string
	links     []int
}

// addresses are the distinct addresses of the article, in order of their first places.
func (p *Pass) addresses() []addressed {
	if p.index.addresses != nil {
		return p.index.addresses
	}
	all := make([]addressed, 0, len(p.Article.Links))
	row := make(map[string]int, len(p.Article.Links))
	for i, l := range p.Article.Links {
		n, ok := row[l.URL]
		if !ok {
			n = len(all)
			row[l.URL] = n
			all = append(all, addressed{url: l.URL, host: hostOf(l.URL)})
		}
		all[n].links = append(all[n].links, i)
	}
	p.index.addresses = all
	return all
}

// isCited tells whether an address stands in a note or in an entry of the bibliography.
func (p *Pass) isCited(x addressed) bool {
	for _, l := range x.links {
		if link := p.Article.Links[l]; link.Note != article.None || link.Entry != article.None {
			return true
		}
	}
	return false
}

// written is the words in which sources are cited: those of a note, or of an entry of the bibliography.
type written struct {
	article.Words
	span article.Span
	// links are the indices of the links in the words.
	links []int
	// note is the index of the note, article.None for an entry.
	note int
	// name is such as "note 25".
	name string
	// called tells that a marker leads to it, or that it is an entry. What nothing calls may be a list of another kind.
	called bool
	// claim is the first whose marker leads to it, or article.None.
	claim int
	// masked is what unaddressed has made, once it was asked.
	masked string
}

// written are the notes and then the entries.
func (p *Pass) written() []written {
	a := p.Article
	if p.index.written != nil {
		return p.index.written
	}
	all := make([]written, 0, len(a.Notes)+len(a.Entries))
	for i, n := range a.Notes {
		all = append(all, written{Words: n.Words, span: n.Span, links: n.Links, note: i, claim: article.None, name: "note " + n.Label})
	}
	for _, e := range a.Entries {
		all = append(all, written{Words: e.Words, span: e.Span, links: e.Links, note: article.None, name: entryName(e), claim: article.None, called: true})
	}
	for _, m := range a.Markers {
		if m.Note != article.None {
			w := &all[m.Note]
			if !w.called {
				w.claim = m.Claim
			}
			w.called = true
		}
	}
	p.index.written = all
	return all
}

// paragraphAt is the index of the paragraph that holds a place, or article.None.
func (p *Pass) paragraphAt(s article.Span) int {
	all := p.Article.Paragraphs
	i := sort.Search(len(all), func(i int) bool {
		return cmp.Or(cmp.Compare(all[i].Span.Part, s.Part), cmp.Compare(all[i].Span.End, s.Start+1)) >= 0
	})
	if i < len(all) && all[i].Span.Part == s.Part && all[i].Span.Start <= s.Start {
		return i
	}
	return article.None
}
