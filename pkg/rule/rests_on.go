package rule

import (
	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
)

// restsOn is what a sentence rests on.
type restsOn struct {
	notes, works []int
	// unsure tells that not all of it is known.
	unsure bool
}

// worksBehind are the works that each sentence's markers and references lead to, by the sentence's span.
func (p *Pass) worksBehind() map[article.Span]*restsOn {
	all := make(map[article.Span]*restsOn, len(p.Article.Claims))
	for _, c := range p.Article.Claims {
		all[c.Span] = &restsOn{}
	}
	in, unsure := p.worksInNotes()
	for _, m := range p.Article.Markers {
		if m.Claim == article.None {
			continue
		}
		r := all[p.Article.Claims[m.Claim].Span]
		if m.Note == article.None {
			r.unsure = true
			continue
		}
		r.notes = appendNew(r.notes, m.Note)
		r.unsure = r.unsure || unsure[m.Note]
		for _, w := range in[m.Note] {
			r.works = appendNew(r.works, w)
		}
	}
	for i, c := range p.Citations {
		if c.Reference == article.None || p.Article.References[c.Reference].Claim == article.None {
			continue
		}
		r := all[p.Article.Claims[p.Article.References[c.Reference].Claim].Span]
		if p.Of[i] == article.None {
			r.unsure = true
		} else {
			r.works = appendNew(r.works, p.Of[i])
		}
	}
	return all
}

// worksInNotes are the works that each note cites, and which notes cite something that is not known.
func (p *Pass) worksInNotes() (in [][]int, unsure []bool) {
	in = make([][]int, len(p.Article.Notes))
	unsure = make([]bool, len(p.Article.Notes))
	for i, c := range p.Citations {
		switch {
		case c.Note == article.None:
		case p.Of[i] != article.None:
			in[c.Note] = append(in[c.Note], p.Of[i])
		case c.Kind != cite.Commentary:
			unsure[c.Note] = true
		}
	}
	return in, unsure
}

func appendNew(all []int, n int) []int {
	for _, x := range all {
		if x == n {
			return all
		}
	}
	return append(all, n)
}
