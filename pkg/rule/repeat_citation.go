package rule

import (
	"fmt"

	"github.com/ibidcheck/ibid/pkg/cite"
)

// RepeatCitation tells which claims rest on one document.
var RepeatCitation = Rule{
	Name:    "repeat-citation",
	Summary: "several notes cite one document",
	Doc: `A reader counts notes as so many sources. Where several of them cite one document, the claims that they stand
behind rest on that document alone: if it errs, all of them fall.

Two notes cite one document when their addresses are the same but for what does not matter (the scheme, “www.”, a
trailing slash, tracking parameters), when the web leads both to one page, when a DOI, an ISBN or another identifier is
the same, or when they describe it alike: authors, title and date. “Ibid.” and other short forms cite what they stand
for. Consecutive notes are named as a run.

Nothing is wrong with citing a document twice. Look at the claims that the finding lists: is there a second source for
those that the article stands or falls with?`,
	Group:    Dependence,
	Severity: Info,
	Bad: Example{Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, http://www.review.example/tide/?utm_source=letter.
`},
	Good: Example{Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] Jo Lee, “Ports,” Coast Wire, May 9, 2021, https://coast.example/ports.
`},
	Settings: []Setting{repeatingNotes},
	Check:    repeatCitation,
}

var repeatingNotes = Setting{Name: "notes", Summary: "how many notes must cite the document", Default: 2, Least: 2}

func repeatCitation(p *Pass) []Finding {
	var all []Finding
	for _, w := range p.Works {
		if len(w.Notes) < p.count(repeatingNotes) {
			continue
		}
		f := Finding{Span: p.Article.Notes[w.Notes[0]].Span, Notes: w.Notes, key: p.nameOf(w)}
		for _, c := range w.Claims {
			f.Related = append(f.Related, p.Article.Claims[c].Span)
		}
		f.Message = fmt.Sprintf("%s cite one document, %s; %s on it",
			noteLabels(p.Article, w.Notes), p.shown(w), lean(w.Claims))
		all = append(all, f)
	}
	return all
}

// nameOf tells a work from others of its article: by its address, or else by the words that cite it first.
func (p *Pass) nameOf(w cite.Work) string {
	if len(w.URLs) > 0 {
		return w.URLs[0]
	}
	return p.Citations[w.Citations[0]].Raw
}

// shown names a work for a message: by its title, its address, or the words that cite it.
func (p *Pass) shown(w cite.Work) string {
	switch {
	case w.Title != "":
		return "“" + w.Title + "”"
	case len(w.URLs) > 0:
		return w.URLs[0]
	}
	return "“" + excerpt(p.Citations[w.Citations[0]].Raw, 60) + "”"
}

func lean(claims []int) string {
	switch len(claims) {
	case 0:
		return "no claim leans"
	case 1:
		return "1 claim leans"
	default:
		return fmt.Sprintf("%d claims lean", len(claims))
	}
}
