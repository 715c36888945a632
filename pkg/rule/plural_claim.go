package rule

import (
	"fmt"
	"strings"
	"sync"

	"github.com/ibidcheck/ibid/pkg/article"
)

// PluralClaim tells of claims that speak of several sources and rest on one.
var PluralClaim = Rule{
	Name:    "plural-claim",
	Summary: "a claim speaks of several sources, and one stands behind it",
	Doc: `Phrases such as “studies show” and “several outlets reported” tell the reader of many witnesses. Where all notes of the
sentence lead to one document, there is one.

The document may itself sum up many: a review, a survey of the press. Then the sentence could say so.`,
	Group:    Dependence,
	Severity: Info,
	Bad: Example{Article: `Several outlets reported that the harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide.
`},
	Good: Example{Article: `Several outlets reported that the harbor was dredged in March.[1][2]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] Jo Lee, “Ports,” Coast Wire, May 9, 2021, https://coast.example/ports.
`},
	Check: pluralClaim,
}

func pluralClaim(p *Pass) []Finding {
	var all []Finding
	told := map[article.Span]bool{}
	behind := p.worksBehind()
	for _, c := range p.Article.Claims {
		phrase := pluralPhrase(c.Text)
		works := behind[c.Span]
		if phrase == "" || told[c.Span] || works.unsure || len(works.works) != 1 {
			continue
		}
		told[c.Span] = true
		w := p.Works[works.works[0]]
		f := Finding{Span: c.Span, Notes: works.notes, key: c.Text}
		f.Message = fmt.Sprintf("%s: the sentence says “%s”, and one document stands behind it, %s",
			p.standing(works.notes, article.None), phrase, p.shown(w))
		all = append(all, f)
	}
	return all
}

// pluralPhrases tell of several witnesses: a word for how many or none, a word for what they are, and a word for what
// they do, side by side. A dash stands for the word that may be missing.
const pluralPhrases = `
en | several many multiple numerous various two three recent some - | studies outlets newspapers sources reports surveys researchers experts analysts scholars investigations polls | show shows showed suggest suggested reported report say said found find confirm confirmed indicate indicated agree agreed have
de | mehrere viele zahlreiche verschiedene einige - | studien medien zeitungen quellen berichte umfragen forscher experten untersuchungen | zeigen zeigten berichten berichteten sagen sagten belegen belegten bestätigen bestätigten haben
fr | plusieurs nombreuses nombreux diverses des les | études médias journaux sources enquêtes rapports chercheurs experts | montrent montraient rapportent suggèrent indiquent affirment confirment ont
es | varios varias muchos muchas numerosos numerosas diversos diversas los las - | estudios medios periódicos fuentes informes encuestas investigadores expertos | muestran mostraron informaron indican sugieren afirman confirman dicen han
`

type pluralWords struct{ many, witnesses, verbs map[string]bool }

var pluralTable = sync.OnceValue(func() []pluralWords {
	var all []pluralWords
	for line := range strings.Lines(strings.TrimSpace(pluralPhrases)) {
		columns := strings.Split(line, "|")
		all = append(all, pluralWords{wordSet(columns[1]), wordSet(columns[2]), wordSet(columns[3])})
	}
	return all
})

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// pluralPhrase is the words of a sentence that tell of several witnesses, empty if none do. A word may stand between
// how many and what they are ("several local outlets"), and one between these and what they do ("studies also show").
func pluralPhrase(sentence string) string {
	shown := strings.Fields(sentence)
	words := make([]string, len(shown))
	for i, w := range shown {
		words[i] = strings.ToLower(strings.Trim(w, ".,;:“”\"'()«»"))
	}
	for _, t := range pluralTable() {
		for i, w := range words {
			if !t.witnesses[w] {
				continue
			}
			from, counted := i, false
			for back := 1; back <= 2 && back <= i; back++ {
				if t.many[words[i-back]] {
					from, counted = i-back, true
					break
				}
			}
			for to := i + 1; to < len(words) && to <= i+2; to++ {
				if t.verbs[words[to]] && (counted || t.many["-"] && i == 0) {
					return strings.Trim(strings.Join(shown[from:to+1], " "), "“\"«.,;:")
				}
			}
		}
	}
	return ""
}
