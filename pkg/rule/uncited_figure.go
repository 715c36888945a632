package rule

import (
	"fmt"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// UncitedFigure tells of paragraphs whose numbers rest on nothing.
var UncitedFigure = Rule{
	Name:    "uncited-figure",
	Summary: "a paragraph gives figures and cites nothing",
	Doc: `A paragraph says how much, how many or how long, and has neither a note nor a reference nor a link from which a reader
could learn where that comes from.

Figures are numbers with what they count or measure (42 per cent, $1.2 million, 80 ships); dates, times and the numbers
of sections, pages and names are none. A number that stands in a paragraph with a source as well counts as cited. Cells of
tables and other lines without a sentence are left alone. The finding is one for each paragraph.

Many articles state figures that everybody knows or that the author has counted, so the rule is off by default.

Cite the source of the figures, or say that they are your own.`,
	Group:    Claims,
	Severity: Info,
	Optional: true,
	Bad: Example{Article: `The Tide

The harbor was dredged in March.[1]

It cost $4.2 million, and 80 ships had to wait for 12 days.

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021.
`},
	Good: Example{Article: `The Tide

The harbor was dredged in March 2021. It cost $4.2 million, and 80 ships had to wait for 12 days.[1]

Nobody had asked for the $4.2 million, and section 12 says so.

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021.
`},
	Check: uncitedFigure,
}

func uncitedFigure(p *Pass) []Finding {
	a := p.Article
	cites := p.citing()
	known := map[string]bool{}
	for _, f := range a.Figures {
		if cites[f.Paragraph] {
			known[numberIn(f.Text)] = true
		}
	}
	var all []Finding
	for i := 0; i < len(a.Figures); {
		in := a.Figures[i].Paragraph
		j := i
		var news []int
		for ; j < len(a.Figures) && a.Figures[j].Paragraph == in; j++ {
			if !known[numberIn(a.Figures[j].Text)] {
				news = append(news, j)
			}
		}
		i = j
		if len(news) == 0 || cites[in] || !hasSentence(a.Paragraphs[in].Text) {
			continue
		}
		f := Finding{Span: a.Figures[news[0]].Span, key: a.Paragraphs[in].Text}
		texts := make([]string, len(news))
		for k, n := range news {
			texts[k] = a.Figures[n].Text
			if k > 0 {
				f.Related = append(f.Related, a.Figures[n].Span)
			}
		}
		f.Message = fmt.Sprintf("nothing in the paragraph says where %s %s from; cite the source", quotedList(texts), comes(len(texts)))
		all = append(all, f)
	}
	return all
}

// numberIn is a figure without what it counts.
func numberIn(figure string) string {
	return strings.TrimFunc(figure, func(c rune) bool { return c < '0' || c > '9' })
}

func comes(n int) string {
	if n == 1 {
		return "comes"
	}
	return "come"
}

// quotedList is such as “80 ships”, “12 days” and 2 more.
func quotedList(texts []string) string {
	const shown = 3
	var parts []string
	for _, t := range texts[:min(shown, len(texts))] {
		parts = append(parts, "“"+t+"”")
	}
	switch rest := len(texts) - shown; {
	case rest > 0:
		return strings.Join(parts, ", ") + fmt.Sprintf(" and %d more", rest)
	case len(parts) == 1:
		return parts[0]
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}

// citing tells of each paragraph whether a marker, a reference or a link stands in it.
func (p *Pass) citing() []bool {
	if p.index.citing != nil {
		return p.index.citing
	}
	a := p.Article
	cites := make([]bool, len(a.Paragraphs))
	mark := func(paragraph int) {
		if paragraph != article.None {
			cites[paragraph] = true
		}
	}
	for _, m := range a.Markers {
		mark(m.Paragraph)
	}
	for _, r := range a.References {
		mark(r.Paragraph)
	}
	for _, l := range a.Links {
		if l.Note == article.None && l.Entry == article.None {
			mark(p.paragraphAt(l.Span))
		}
	}
	p.index.citing = cites
	return cites
}

// hasSentence tells a paragraph from a cell of a table, a caption of a few words, or the line of an author.
func hasSentence(text string) bool {
	return strings.Count(text, " ") > 5 && strings.ContainsAny(text, ".!?") || strings.ContainsAny(text, "。！？")
}
