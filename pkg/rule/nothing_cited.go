package rule

import (
	"fmt"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// NothingCited tells of articles that give their readers nothing to look up.
var NothingCited = Rule{
	Name:    "nothing-cited",
	Summary: "the article has no notes and no links",
	Doc: `There is no note, no reference mark and no address in the article, so there is nothing whose source could be
visited. The finding says how many quotations stand there without one, and which sources the article names in words.

If the article was meant to have notes, they were lost on the way: was the right file saved? An article that is yet to be
written is left alone.`,
	Group:    Structure,
	Severity: Info,
	Bad:      Example{Article: "According to the Harbor Board, dredging began in March. “We had no choice,” it said.\n"},
	Good:     Example{Article: "Dredging began in March; see https://board.example/dredging.\n"},
	Check:    nothingCited,
}

func nothingCited(p *Pass) []Finding {
	a := p.Article
	if len(a.Notes)+len(a.Markers)+len(a.References)+len(a.Entries)+len(a.Links) > 0 {
		return nil
	}
	if len(a.Paragraphs) == 0 && a.Format != "pdf" { // the pages of a PDF without words may be pictures
		return nil
	}
	message := "the article has no notes and no links, so there is nothing to visit"
	if n := len(a.Quotations); n > 0 {
		message += "; " + without(n)
	}
	if names := sources(a); len(names) > 0 {
		message += "; it names in words: " + strings.Join(names, ", ")
	}
	return []Finding{{Message: message, wide: true}}
}

// sources are the names of the sources named in words, each once, in order.
func sources(a *article.Article) []string {
	var names []string
	seen := map[string]bool{}
	for _, x := range a.Attributions {
		if !seen[x.Source] {
			seen[x.Source] = true
			names = append(names, x.Source)
		}
	}
	return names
}

func without(quotations int) string {
	if quotations == 1 {
		return "1 quotation stands without a source"
	}
	return fmt.Sprintf("%d quotations stand without a source", quotations)
}
