package rule

import (
	"fmt"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/match"
)

// DescribedTwice tells of documents that two notes describe differently.
var DescribedTwice = Rule{
	Name:    "described-twice",
	Summary: "one document is cited with differing authors or dates",
	Doc: `Where two notes cite one document, and give it different authors or dates, one of them is wrong. A date that is
merely less exact, a shorter list of authors, and initials are no difference. One day apart is only noted.

Where even the titles differ, see shared-url: then the notes may mean different documents.`,
	Group:    Dependence,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables of the Old Harbor,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] Ana Ruiz, “Tide Tables of the Old Harbor,” Harbor Review, May 13, 2022, https://review.example/tide.
`},
	Good: Example{Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables of the Old Harbor,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] A. Ruiz, “Tide Tables of the Old Harbor,” Harbor Review, May 2021, https://review.example/tide.
`},
	Check: describedTwice,
}

func describedTwice(p *Pass) []Finding {
	var all []Finding
	for _, w := range p.Works {
		first := article.None
		for _, i := range w.Citations {
			c := p.Citations[i]
			if c.Kind != cite.Full || c.Note == article.None {
				continue
			}
			if first == article.None {
				first = i
				continue
			}
			if f, ok := p.differing(first, i); ok {
				all = append(all, f)
				break
			}
		}
	}
	return all
}

// differing is a finding if two citations of one document give it other authors or another date.
func (p *Pass) differing(i, j int) (Finding, bool) {
	a, b := p.Citations[i], p.Citations[j]
	if describes(a) && describes(b) && differentDocuments(a, b) {
		return Finding{}, false
	}
	f := Finding{Span: b.Span, Related: []article.Span{a.Span}, Notes: []int{a.Note, b.Note}, key: a.Title + a.URL}
	where := noteLabels(p.Article, f.Notes)
	if apart, ok := daysApart(a.Issued, b.Issued); ok && apart > 0 {
		if apart == 1 {
			f.Severity = Info
		}
		f.Message = fmt.Sprintf("%s cite one document and date it differently: %s and %s", where, spoken(a.Issued), spoken(b.Issued))
		return f, true
	}
	if persons(a.Author) && persons(b.Author) && match.Names(names(a.Author), names(b.Author)) == match.Different {
		f.Message = fmt.Sprintf("%s cite one document and name different authors: %s and %s", where, a.Author[0], b.Author[0])
		return f, true
	}
	return Finding{}, false
}

// persons tells whether authors are named, and all of them as persons: an institution may stand beside any of its people.
func persons(all []article.Name) bool {
	for _, n := range all {
		if n.Family == "" {
			return false
		}
	}
	return len(all) > 0
}

func names(all []article.Name) []match.Name {
	out := make([]match.Name, len(all))
	for i, n := range all {
		out[i] = match.Name(n)
	}
	return out
}
