package rule

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// BadIdentifier tells of identifiers that cannot be right.
var BadIdentifier = Rule{
	Name:    "bad-identifier",
	Summary: "an ISBN, ISSN, ORCID, DOI or arXiv number cannot be right",
	Doc: `The numbers by which books, journals, people and preprints are known guard themselves against slips: the last digit of
an ISBN (ISO 2108), an ISSN (ISO 3297) and an ORCID (ISO 7064, MOD 11-2) is reckoned from the others, and DOIs and arXiv
numbers have a form of their own. One that does not add up has been copied wrongly, and leads to another work or to none.

The rule reads what its own word or address introduces (ISBN 978…, doi:10…, arxiv.org/abs/…), in notes, in the
bibliography and in links. A number that is right in form may still be another work's.

Copy it anew from the work itself.`,
	Group:    Form,
	Severity: Warning,
	Bad:      Example{Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, Tide Tables (Hull, 2021), ISBN 978-0-306-40615-8.\n"},
	Good:     Example{Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, Tide Tables (Hull, 2021), ISBN 978-0-306-40615-7.\n"},
	Check:    badIdentifier,
}

func badIdentifier(p *Pass) []Finding {
	var all []Finding
	for i := range p.written() {
		w := &p.index.written[i]
		for _, x := range identifiersIn(w.Text) {
			if wrong := x.wrong(); wrong != "" {
				f := w.at(x.at, x.kind+" "+x.text+" "+wrong+"; copy it anew")
				f.key = x.kind + " " + x.text
				all = append(all, f)
			}
		}
	}
	for _, x := range p.addresses() {
		if id, ok := identifierOfURL(x.url); ok {
			if wrong := id.wrong(); wrong != "" {
				all = append(all, p.atAddress(x, id.kind+" "+id.text+" "+wrong+"; copy it anew: "+x.url))
			}
		}
	}
	return append(all, p.badFields()...)
}

// badFields are the findings of the fields that the format of the bibliography itself gives.
func (p *Pass) badFields() []Finding {
	var all []Finding
	for i, e := range p.Article.Entries {
		if e.Source == nil {
			continue
		}
		for _, field := range []struct{ kind, text string }{{isbn, e.Source.ISBN}, {issn, e.Source.ISSN}} {
			for _, text := range strings.FieldsFunc(field.text, func(c rune) bool { return strings.ContainsRune(" ,;/", c) }) {
				x := identifier{kind: field.kind, text: text}
				if wrong := x.wrong(); wrong != "" && !strings.Contains(e.Text, text) && hasDigits(text, 7) {
					f := p.written()[len(p.Article.Notes)+i].at(article.Range{}, x.kind+" "+x.text+" "+wrong+"; copy it anew")
					f.key = x.kind + " " + x.text
					all = append(all, f)
				}
			}
		}
	}
	return all
}

func hasDigits(s string, fewest int) bool {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n >= fewest
}
