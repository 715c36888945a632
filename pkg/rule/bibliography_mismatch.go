package rule

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// BibliographyMismatch tells of references and entries of the bibliography that do not meet.
var BibliographyMismatch = Rule{
	Name:    "bibliography-mismatch",
	Summary: "the text and the bibliography do not agree",
	Doc: `A reference in the text (Ruiz 2021) has no entry in the bibliography, so readers cannot find the source; or, as a
notice, an entry is cited nowhere. Mostly a year was mistyped, or one of the two was cut.

The rule speaks where most references have their entry, and most entries are cited: other bibliographies are lists for
further reading, or belong to notes. An entry whose author the text or a note names counts as cited.

Write the entry, correct the reference, or take the entry out.`,
	Group:    Structure,
	Severity: Warning,
	Bad: Example{Article: `The tide rose (Ruiz 2021). It fell (Lee 2019, 14). It rose again (Kim 2012).

References

Kim, Jo. 2021. Boats. Hull: Harbor Press.
Lee, Jo. 2019. Ports. Hull: Harbor Press.
Ruiz, Ana. 2021. Tide Tables. Hull: Harbor Press.
`},
	Good: Example{Article: `The tide rose (Ruiz 2021). It fell (Lee 2019, 14). It rose again (Kim 2021).

References

Kim, Jo. 2021. Boats. Hull: Harbor Press.
Lee, Jo. 2019. Ports. Hull: Harbor Press.
Ruiz, Ana. 2021. Tide Tables. Hull: Harbor Press.
`},
	Check: bibliographyMismatch,
}

func bibliographyMismatch(p *Pass) []Finding {
	a := p.Article
	cited := make([]bool, len(a.Entries))
	var unlisted []int
	for i, r := range a.References {
		if r.Entry == article.None {
			unlisted = append(unlisted, i)
		} else {
			cited[r.Entry] = true
		}
	}
	var all []Finding
	if len(unlisted)*2 < len(a.References) {
		all = p.unlisted(unlisted, cited)
	}
	var uncited []int
	for i, is := range cited {
		if !is {
			uncited = append(uncited, i)
		}
	}
	if len(uncited) == 0 || len(uncited)*2 > len(a.Entries) {
		return all
	}
	named := p.namesInText()
	for _, i := range uncited {
		if e := a.Entries[i]; !named[firstName(e.Text)] {
			f := p.written()[len(a.Notes)+i].at(article.Range{}, "nothing cites it; cite it, or take it out")
			f.Severity = Info
			all = append(all, f)
		}
	}
	return all
}

// unlisted are the findings of references without an entry, one for each label.
func (p *Pass) unlisted(references []int, cited []bool) []Finding {
	a := p.Article
	var all []Finding
	row := map[string]int{}
	meant := p.uncitedByName(cited)
	for _, i := range references {
		r := a.References[i]
		if at, ok := row[r.Label]; ok {
			all[at].Related = append(all[at].Related, r.Span)
			all[at].Places++
			continue
		}
		row[r.Label] = len(all)
		f := Finding{Span: r.Span, Places: 1, key: r.Label}
		f.Message = fmt.Sprintf("“%s” has no entry in the bibliography; write one, or correct the reference", r.Label)
		if e, ok := meant[firstName(r.Label)]; ok && e >= 0 {
			f.Message += fmt.Sprintf("; is “%s” meant, which nothing cites?", excerpt(a.Entries[e].Text, 40))
		}
		if r.Note != article.None {
			f.Notes = []int{r.Note}
		}
		all = append(all, f)
	}
	return all
}

// uncitedByName are the entries that nothing cites, by the names that they begin with; -1 for a name of several.
func (p *Pass) uncitedByName(cited []bool) map[string]int {
	byName := map[string]int{}
	for i, e := range p.Article.Entries {
		if cited[i] {
			continue
		}
		name := firstName(e.Text)
		if _, taken := byName[name]; taken || name == "" {
			i = -1
		}
		byName[name] = i
	}
	return byName
}

// firstName is the first word of a text that begins with a capital, mostly a family name; empty in scripts without
// capitals, which part words in other ways.
func firstName(text string) string {
	for word := range strings.FieldsFuncSeq(text, notLetter) {
		if prose.Capitalised(word) {
			return word
		}
	}
	return ""
}

func notLetter(c rune) bool { return !unicode.IsLetter(c) && !unicode.Is(unicode.Mn, c) }

// namesInText are the words with a capital in the text and the notes.
func (p *Pass) namesInText() map[string]bool {
	names := map[string]bool{"": true}
	collect := func(text string) {
		for word := range strings.FieldsFuncSeq(text, notLetter) {
			if prose.Capitalised(word) {
				names[word] = true
			}
		}
	}
	for _, x := range p.Article.Paragraphs {
		collect(x.Text)
	}
	for _, n := range p.Article.Notes {
		collect(n.Text)
	}
	return names
}
