package report

import (
	"io"

	"github.com/ibidcheck/ibid/pkg/ibid"
)

// JSONL is the format for programs that read while the run goes on.
var JSONL = Format{
	Name:    "jsonl",
	Summary: "for other programs, a line of JSON for each article, finding and page, as articles finish",
	Write: func(w io.Writer, r *Report, _ Options) error {
		l := NewLines(w, r.Tool)
		byArticle, rest := foundIn(r)
		for i := range r.Articles {
			a := &r.Articles[i]
			l.article(a, byArticle[a.Path])
			delete(byArticle, a.Path)
		}
		l.findings(rest)
		return l.End(r)
	},
}

// Lines writes a report as JSON Lines (jsonlines.org) while it comes about: a line that names the form, one for each
// article with its findings behind it, one for each page, and the summary. The rows are those of the JSON form; the
// member type tells which.
type Lines struct {
	w io.Writer
	// err is the first error, for End to return.
	err error
}

// NewLines begins a report.
func NewLines(w io.Writer, tool Tool) *Lines {
	l := &Lines{w: w}
	l.line(struct {
		Type   string `json:"type"`
		Schema string `json:"schema"`
		Tool   Tool   `json:"tool"`
	}{"run", SchemaID, tool})
	return l
}

// Article writes an article that has been checked, and its findings.
func (l *Lines) Article(c ibid.Checked) {
	a := tables(c)
	l.article(&a, findings(c))
}

// End writes the pages and the summary of a report whose articles have been written.
func (l *Lines) End(r *Report) error {
	for _, p := range wholePages(r.Pages) {
		l.line(struct {
			Type string `json:"type"`
			Page
		}{"page", p})
	}
	l.line(struct {
		Type string `json:"type"`
		Summary
	}{"summary", wholeSummary(r.Summary)})
	return l.err
}

func (l *Lines) article(a *Article, found []Finding) {
	l.line(struct {
		Type string `json:"type"`
		Article
	}{"article", wholeArticles([]Article{*a})[0]})
	l.findings(found)
}

func (l *Lines) findings(all []Finding) {
	for _, f := range wholeFindings(all) {
		l.line(struct {
			Type string `json:"type"`
			Finding
		}{"finding", f})
	}
}

func (l *Lines) line(row any) {
	if l.err == nil {
		l.err = encodeJSON(l.w, row, "")
	}
}

// foundIn gives the findings of each article of the report, and those in none of them.
func foundIn(r *Report) (byArticle map[string][]Finding, rest []Finding) {
	byArticle = make(map[string][]Finding, len(r.Articles))
	for _, a := range r.Articles {
		byArticle[a.Path] = nil
	}
	for _, f := range r.Findings {
		if _, listed := byArticle[f.Article]; listed {
			byArticle[f.Article] = append(byArticle[f.Article], f)
		} else {
			rest = append(rest, f)
		}
	}
	return byArticle, rest
}
