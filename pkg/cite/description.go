package cite

import (
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
)

// description is what a citation says of a document besides its identifiers, prepared for comparison.
type description struct {
	citation int
	title    match.Title
	authors  []match.Name
	// who is a key of the authors, family that of the first.
	who, family string
	issued      string
	// container, publisher, edition, volume and issue are as they are written, but for an edition's number.
	container, publisher, edition, volume, issue string
	// first and last are pages, both 0 if they are no numbers.
	first, last int
	// genre is a kind of text that is easily taken for another under the same title.
	genre string
	// all is a key of everything here: two descriptions with one key say the same.
	all string
}

// describe prepares what a citation says. ok is false if it gives no title to tell the document by.
func (g *graph) describe(i int) (d *description, ok bool) {
	c, title := &g.citations[i], g.title(i)
	if title.Whole == "" {
		return nil, false
	}
	d = &description{
		citation: i, title: title, authors: authors(c), issued: c.Issued, container: c.ContainerTitle, publisher: c.Publisher,
		edition: editionNumber(c.Edition), volume: match.Key(c.Volume), issue: match.Key(c.Issue), genre: genreOf(c),
	}
	d.first, d.last = pages(c.Page)
	var who strings.Builder
	for n, name := range d.authors {
		if n == 0 {
			d.family = match.FamilyKey(name)
		}
		who.WriteString(match.Key(name.Given) + "," + match.Key(name.Family+name.Literal) + ";")
	}
	d.who = who.String()
	if title.Whole == match.Key(d.container) || len(d.authors) == 1 && title.Whole == match.Key(d.authors[0].Family+d.authors[0].Literal) {
		return nil, false // the name of a paper or an author, for want of a title
	}
	d.all = strings.Join([]string{
		title.Whole, title.Main, d.who, d.issued, match.Key(d.container), match.Key(d.publisher), d.edition, d.volume, d.issue,
		strconv.Itoa(d.first), strconv.Itoa(d.last), d.genre, c.Type,
	}, "\x00")
	return d, true
}

// authors are those of a source, or its editors if it has none.
func authors(c *Citation) []match.Name {
	all := c.Author
	if len(all) == 0 {
		all = c.Editor
	}
	names := make([]match.Name, 0, len(all))
	for _, n := range all {
		if n != (article.Name{}) {
			names = append(names, match.Name{Family: n.Family, Given: n.Given, Literal: n.Literal})
		}
	}
	return names
}

// isPerson tells whether an author's name is taken apart, as a person's.
func (d *description) isPerson() bool { return len(d.authors) > 0 && d.authors[0].Family != "" }

// isDay tells whether the date is a whole one.
func (d *description) isDay() bool { return len(d.issued) == len("2024-07-29") && d.issued[0] != '[' }

// editionNumber is the number in an edition, in digits or in words; what has none is taken as it is.
func editionNumber(s string) string {
	for _, w := range match.Words(s) {
		if n := strings.TrimSuffix(match.Number(w), "."); n != "" {
			return strings.TrimRight(n, "abcdefghijklmnopqrstuvwxyz")
		}
	}
	return match.Key(s)
}

// pages reads a range of pages. The end may leave out the digits that it shares with the beginning: 145–9.
func pages(s string) (first, last int) {
	numbers := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if len(numbers) == 0 || len(numbers) > 2 || len(numbers[0]) > 6 || len(numbers[len(numbers)-1]) > 6 {
		return 0, 0
	}
	from, to := numbers[0], numbers[len(numbers)-1]
	if len(to) < len(from) {
		to = from[:len(from)-len(to)] + to
	}
	first, _ = strconv.Atoi(from)
	last, _ = strconv.Atoi(to)
	return first, last
}

// genres are words around a title that tell a text from another of the same title.
func genreOf(c *Citation) string {
	rest := " " + strings.Join(match.Words(without(c.Raw, c.Title, c.ContainerTitle, c.Publisher)), " ") + " "
	for _, g := range [...]struct{ name, words string }{
		{"press release", " press release | news release | media release | pressemitteilung | communique de presse | comunicado de prensa | nota de prensa | comunicato stampa "},
		{"preprint", " preprint | working paper | discussion paper | document de travail | arbeitspapier | documento de trabajo "},
		{"review", " review of | book review | rezension | compte rendu | resena | recension "},
		{"correction", " correction | corrigendum | erratum | retraction "},
		{"summary", " executive summary | abstract | summary | zusammenfassung | resume | resumen | policy brief "},
		{"recording", " podcast | video | audio | radio broadcast | youtube "},
		{"transcript", " transcript "},
		{"appendix", " appendix | annex | supplement | anhang | annexe | supplementary "},
		{"slides", " slides | presentation | poster | powerpoint "},
		{"thesis", " thesis | dissertation | diss | phd | these de doctorat | tesis "},
		{"data", " dataset | data set | database "},
		{"translation", " trans | translated by | ubersetzt von | ubers | traduit par | trad "},
	} {
		for words := range strings.SplitSeq(g.words, "|") {
			if strings.Contains(rest, words) {
				return g.name
			}
		}
	}
	return kindOfText(c.Type)
}

// kindOfText gives the CSL types that set a text apart from another of the same title.
func kindOfText(csl string) string {
	switch csl {
	case "article":
		return "preprint"
	case "review", "review-book":
		return "review"
	case "thesis", "dataset":
		return csl
	case "motion_picture", "broadcast", "song":
		return "recording"
	}
	return ""
}

func without(s string, parts ...string) string {
	for _, p := range parts {
		if p != "" {
			s = strings.Replace(s, p, " ", 1)
		}
	}
	return s
}
