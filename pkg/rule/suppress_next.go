package rule

import (
	"github.com/ibidcheck/ibid/pkg/article"
)

// nextTo is what a comment covers that is for the next thing: the note, entry or paragraph in which it stands, or at the
// end of whose last line; or else the next one behind it. Headings are passed over unless they cite something. Of a
// table the whole is next, and its cells on one line belong together.
func (p *Pass) nextTo(d article.Directive) []article.Span {
	switch {
	case d.Note != article.None:
		return []article.Span{p.Article.Notes[d.Note].Span}
	case d.Paragraph != article.None:
		return []article.Span{p.Article.Paragraphs[d.Paragraph].Span}
	}
	n := p.surroundings(d.Span)
	switch {
	case len(n.around) > 0:
		return n.around
	case p.endsLine(d.Span, n):
		return p.rowAt(n.before, n.before.End)
	case n.next == nil:
		return nil
	default:
		return p.beginning(d.Span, n)
	}
}

// surroundings are the notes, entries and paragraphs at a comment: those around it, and the last before and the first
// behind it.
type surroundings struct {
	around       []article.Span
	before, next *neighbour
}

// neighbour is one of them, with the number of its table.
type neighbour struct {
	article.Span
	table int
}

func (p *Pass) surroundings(at article.Span) surroundings {
	var n surroundings
	for _, x := range p.Article.Notes {
		n.consider(at, neighbour{x.Span, 0})
	}
	for _, x := range p.Article.Entries {
		n.consider(at, neighbour{x.Span, 0})
	}
	if len(n.around) > 0 {
		return n
	}
	linking := p.linking()
	for i, x := range p.Article.Paragraphs {
		if !x.Code && (!x.Heading || linking[i]) {
			n.consider(at, neighbour{x.Span, x.Table})
		}
	}
	return n
}

func (n *surroundings) consider(at article.Span, x neighbour) {
	switch {
	case x.Part != at.Part:
	case x.Start < at.End && at.Start < x.End:
		n.around = append(n.around, x.Span)
	case x.Start >= at.End && (n.next == nil || x.Start < n.next.Start):
		n.next = &x
	case x.End <= at.Start && (n.before == nil || x.End > n.before.End):
		n.before = &x
	}
}

// linking are the paragraphs that have a mark, a reference or a link.
func (p *Pass) linking() map[int]bool {
	if p.index.linking != nil {
		return p.index.linking
	}
	all := map[int]bool{}
	for _, m := range p.Article.Markers {
		all[m.Paragraph] = true
	}
	for _, r := range p.Article.References {
		all[r.Paragraph] = true
	}
	for _, l := range p.Article.Links {
		if l.Note == article.None && l.Entry == article.None {
			all[p.paragraphAt(l.Span)] = true
		}
	}
	p.index.linking = all
	return all
}

// endsLine tells whether a comment stands at the end of a line, behind words and before none.
func (p *Pass) endsLine(at article.Span, n surroundings) bool {
	return n.before != nil && p.lineAt(at, n.before.End) == p.lineAt(at, at.Start) &&
		(n.next == nil || p.lineAt(at, n.next.Start) > p.lineAt(at, at.End))
}

// beginning is what comes next: a paragraph or a cell; all of a table that begins; or a row that begins on another line
// than that of the comment.
func (p *Pass) beginning(at article.Span, n surroundings) []article.Span {
	switch {
	case n.next.table == 0:
		return []article.Span{n.next.Span}
	case n.before == nil || n.before.table != n.next.table:
		return p.cells(n.next.table, func(article.Span) bool { return true })
	case p.lineAt(at, at.End) < p.lineAt(at, n.next.Start):
		return p.rowAt(n.next, n.next.Start)
	default:
		return []article.Span{n.next.Span}
	}
}

// rowAt is what stands on the line of an offset: a paragraph, or all the cells of its table there.
func (p *Pass) rowAt(x *neighbour, offset int) []article.Span {
	if x.table == 0 {
		return []article.Span{x.Span}
	}
	line := p.lineAt(x.Span, offset)
	return p.cells(x.table, func(cell article.Span) bool { return cell == x.Span || p.lineAt(cell, cell.Start) == line })
}

// cells are those of a table that are asked for.
func (p *Pass) cells(table int, which func(article.Span) bool) []article.Span {
	var all []article.Span
	for _, x := range p.Article.Paragraphs {
		if x.Table == table && which(x.Span) {
			all = append(all, x.Span)
		}
	}
	return all
}

// lineAt is the line of an offset in the part of a span.
func (p *Pass) lineAt(s article.Span, offset int) int {
	return p.Article.Place(article.Span{Part: s.Part, Start: offset}).Line
}
