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

// where says where a citation stands: "note 4", the entry of the bibliography, "in the text".
func (p *Pass) where(citation int) string {
	switch c := p.Citations[citation]; {
	case c.Note != article.None:
		return noteLabels(p.Article, []int{c.Note})
	case c.Entry != article.None:
		return entryName(p.Article.Entries[c.Entry])
	default:
		return "in the text"
	}
}

// inNotes names notes for a message, or says that there are none.
func (p *Pass) inNotes(notes []int) string {
	if len(notes) == 0 {
		return "in the text"
	}
	return noteLabels(p.Article, notes)
}
