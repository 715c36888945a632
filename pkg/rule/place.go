package rule

import (
	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
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

// nameOf names a work: by its title, or else by its address, or by the words that cite it.
func (p *Pass) nameOf(w cite.Work) string {
	switch {
	case w.Title != "":
		return "“" + w.Title + "”"
	case w.URL != "":
		return w.URL
	}
	return "“" + excerpt(p.Citations[w.Citations[0]].Raw, 60) + "”"
}

// inNotes names notes for a message, or says that there are none.
func (p *Pass) inNotes(notes []int) string {
	if len(notes) == 0 {
		return "in the text"
	}
	return noteLabels(p.Article, notes)
}
