package rule

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// UncitedQuotation tells of quoted words without a source.
var UncitedQuotation = Rule{
	Name:    "uncited-quotation",
	Summary: "a paragraph quotes and cites nothing",
	Doc: `A paragraph has somebody's words between quotation marks, and neither a note nor a reference nor a link that leads to
where they stand.

Quotations of fewer than six words are left alone, since they are mostly names and words held at a distance, and so are
titles, and quotations that stand in a paragraph with a source as well.

Reporters quote whom they have spoken to, and say so in words, so the rule is off by default.

Cite where the words can be found.`,
	Group:    Claims,
	Severity: Info,
	Optional: true,
	Bad: Example{Article: `The Tide

The harbor was dredged in March.[1]

“We had no other choice left that year,” the board said.

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021.
`},
	Good: Example{Article: `The Tide

“We had no other choice left that year,” the board said.[1] The “tide” was high in “The Port and the Tide of Old Hull.”

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021.
`},
	Settings: []Setting{fewestQuoted},
	Check:    uncitedQuotation,
}

var fewestQuoted = Setting{Name: "words", Summary: "how many words a quotation must have", Default: 6, Least: 1}

func uncitedQuotation(p *Pass) []Finding {
	a := p.Article
	cites := p.citing()
	known := map[string]bool{}
	for _, q := range a.Quotations {
		if cites[q.Paragraph] {
			known[q.Text] = true
		}
	}
	var all []Finding
	for _, q := range a.Quotations {
		in := a.Paragraphs[q.Paragraph]
		if cites[q.Paragraph] || in.Heading || known[q.Text] || !isSaid(q.Text, p.count(fewestQuoted)) {
			continue
		}
		all = append(all, Finding{
			Span: q.Span, key: q.Text,
			Message: fmt.Sprintf("nothing in the paragraph says where “%s” was said; cite it", excerpt(q.Text, 40)),
		})
	}
	return all
}

// isSaid tells quoted words from titles and from words held at a distance. Most words of a title have a capital.
func isSaid(text string, fewest int) bool {
	words := strings.Fields(text)
	if len(words) < fewest {
		return strings.IndexFunc(text, isWide) >= 0 && len([]rune(text)) > 2*fewest
	}
	capitals, long := 0, 0
	for _, w := range words {
		if len(w) > 3 {
			long++
			if prose.Capitalised(strings.TrimLeft(w, "“‘'\"(")) {
				capitals++
			}
		}
	}
	return capitals*2 <= long
}

// isWide holds for scripts that write words without blanks between.
func isWide(c rune) bool { return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) }
