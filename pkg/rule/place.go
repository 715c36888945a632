package rule

import (
	"github.com/ibidcheck/ibid/pkg/article"
)

// about is a finding on one citation: it stands there, and its message begins with where that is.
func (p *Pass) about(citation int, message string) Finding {
	c := p.Citations[citation]
	f := Finding{Span: c.Span, Message: p.where(citation) + ": " + message, key: c.URL}
	if f.key == "" {
		f.key = c.Raw
	}
	if c.Note != article.None {
		f.Notes = []int{c.Note}
	}
	return f
}

// where says where a citation stands.
func (p *Pass) where(citation int) string {
	c := p.Citations[citation]
	if c.Note == article.None {
		return p.standing(nil, c.Entry)
	}
	return p.standing([]int{c.Note}, c.Entry)
}

// standing says where something stands, for a message: in notes, or else in an entry of the bibliography, or else "in the
// text". The entry is an index or article.None.
func (p *Pass) standing(notes []int, entry int) string {
	switch {
	case len(notes) > 0:
		return noteLabels(p.Article, notes)
	case entry != article.None:
		return entryName(p.Article.Entries[entry])
	default:
		return "in the text"
	}
}
