package rule

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// ShortFormStyle tells of short forms that the manual of the house does not use.
var ShortFormStyle = Rule{
	Name:    "short-form-style",
	Summary: "a short form is one that the house’s style does not use",
	Doc: `The manuals agree on few things less than on the words for what was cited before. This rule is silent until the
house has chosen a style:

- chicago prefers the author and a short title to “ibid.”, and has it in place of “op. cit.” and “loc. cit.” (17th edition,
  14.34 and 14.36; 18th, 13.37 and 13.39).
- mhra names the source in the shortest form that is clear, in place of “op. cit.” and “loc. cit.” (3rd edition, 11.3; 4th,
  7.12). “Ibid.” is left alone.
- bluebook has “id.” in place of “ibid.” and “supra note” in place of “op. cit.” and “loc. cit.” (rules 4.1 and 4.2).
- apa gives the author and the year each time, in place of “ibid.”, “op. cit.” and “loc. cit.” (7th edition, 8.16).
- news says nothing of them.

What is only quoted or spoken about, the forms of other languages, and an article that is not in English are left alone.
The finding is one for each form, with all its places, so that a baseline holds when notes come and go. Where it is certain
what the first of them stands for, the message says how to write it.`,
	Group:    Form,
	Severity: Info,
	Bad: Example{Style: Chicago, Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] Ibid.
`},
	Good: Example{Style: Chicago, Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] Ruiz, “Tide Tables.”
`},
	Check: shortFormStyle,
}

func shortFormStyle(p *Pass) []Finding {
	var all []Finding
	for _, u := range unwantedForms {
		if u.style != p.Style {
			continue
		}
		if f, ok := p.unwantedPlaces(u); ok {
			all = append(all, f)
		}
	}
	if len(all) == 0 || !p.isEnglish() {
		return nil
	}
	return all
}

// unwantedPlaces is a finding at all places of a form.
func (p *Pass) unwantedPlaces(u unwanted) (Finding, bool) {
	f := Finding{key: u.form}
	var spans []article.Span
	short, in := "", 0
	for i, c := range p.Citations {
		form, at := p.formOf(c)
		if form != u.form {
			continue
		}
		span := c.Span
		if n := p.Article.Notes[c.Note]; len(n.Runs) > 0 {
			span = n.SpanOf(at)
		}
		spans = append(spans, span)
		if !slices.Contains(f.Notes, c.Note) {
			f.Notes = append(f.Notes, c.Note)
		}
		if short == "" {
			short, in = p.shortened(u, p.Antecedents[i].Citation), c.Note
		}
	}
	if len(spans) == 0 {
		return Finding{}, false
	}
	f.Span, f.Related = spans[0], spans[1:]
	f.Message = fmt.Sprintf("%s: “%s” stands where the style %s %s", p.someNotes(f.Notes), u.form, u.style, u.instead)
	switch {
	case short != "" && len(spans) == 1:
		f.Message += "; write " + short
	case short != "":
		f.Message += "; in note " + p.Article.Notes[in].Label + " write " + short
	}
	return f, true
}

// mostNamed is how many notes a message names one by one.
const mostNamed = 12

// someNotes names notes, of many only the first.
func (p *Pass) someNotes(notes []int) string {
	if len(notes) <= mostNamed {
		return noteLabels(p.Article, notes)
	}
	return fmt.Sprintf("%s and %d others", noteLabels(p.Article, notes[:1]), len(notes)-1)
}

// shortened names a source, of which a citation is known, as a style does that has named it before. It is empty if the
// source is not certain, or its fields are not all there as they are written.
func (p *Pass) shortened(u unwanted, citation int) string {
	if citation == article.None || p.Citations[citation].Kind != cite.Full {
		return ""
	}
	c := p.Citations[citation]
	switch u.style {
	case Chicago, MHRA:
		by, title := familiesOf(c, "and"), shortTitle(c)
		if by != "" && title != "" {
			return by + ", " + title
		}
	case APA:
		by := familiesOf(c, "&")
		if by != "" && len(c.Issued) >= len("2021") && strings.Trim(c.Issued[:4], "0123456789") == "" {
			return by + ", " + c.Issued[:4]
		}
	case Bluebook:
		by := familiesOf(c, "&")
		if u.form == opCit && by != "" && c.Note != article.None {
			return by + ", supra note " + p.Article.Notes[c.Note].Label
		}
	}
	return ""
}

// familiesOf are the family names of one author or two, as the manuals join them; empty for institutions, and for more,
// of which the manuals and their editions name different numbers.
func familiesOf(c cite.Citation, and string) string {
	if len(c.Author) == 0 || len(c.Author) > 2 {
		return ""
	}
	names := make([]string, len(c.Author))
	for i, n := range c.Author {
		if n.Family == "" || n.Given == "" || !strings.Contains(c.Raw, n.Family) {
			return ""
		}
		names[i] = n.Family
	}
	return strings.Join(names, " "+and+" ")
}

// longestShortTitle is how many characters a title may have to be repeated as it is. Which of its words a longer one is
// shortened to is for its author.
const longestShortTitle = 50

// shortTitle is the title without its subtitle, in the quotation marks that the citation gives it; empty if it is long.
func shortTitle(c cite.Citation) string {
	at := strings.Index(c.Raw, c.Title)
	if c.Title == "" || at < 0 {
		return ""
	}
	title, _, _ := strings.Cut(c.Title, ":")
	title = strings.TrimRight(title, " .,")
	if utf8.RuneCountInString(title) > longestShortTitle || strings.ContainsAny(title, "“”\"()[]") {
		return ""
	}
	switch runeBefore(c.Raw, at) {
	case '“', '"':
		return "“" + title + "”"
	case '‘', '\'':
		return "‘" + title + "’"
	}
	return title
}

// latinForms are the words of the forms. What other languages have in their place is theirs.
var latinForms = [...]struct{ words, form string }{
	{"ibidem", ibid},
	{"ibid", ibid},
	{"op. cit", opCit},
	{"op cit", opCit},
	{"loc. cit", locCit},
	{"loc cit", locCit},
}

// formOf is the form in which a citation of a note stands for what was cited before, and where its words are in the
// note's; empty if it is none of those of which manuals speak, or only spoken about.
func (p *Pass) formOf(c cite.Citation) (form string, at article.Range) {
	if c.Note == article.None || c.Kind != cite.Ibid && c.Kind != cite.OpCit && c.Kind != cite.LocCit {
		return "", at
	}
	text := p.Article.Notes[c.Note].Text
	quoted := prose.Quoted(text, prose.Stretch{Start: 0, End: len(text)})
	for i := c.Words.Start; i < c.Words.End; i++ {
		if isLetterOrDigit(text[i]) && i > 0 && unicode.IsLetter(runeBefore(text, i)) {
			continue
		}
		if form, length := formAt(text[i:c.Words.End]); form != "" {
			at = article.Range{Start: i, End: i + length}
			within := func(q prose.Stretch) bool { return q.Start <= i && i < q.End }
			if slices.ContainsFunc(quoted, within) || !cites(text[c.Words.Start:i], text[at.End:c.Words.End]) {
				return "", article.Range{}
			}
			return form, at
		}
	}
	return "", article.Range{}
}

// formAt is the form with which a text begins, and the length of its words with their stop.
func formAt(text string) (form string, length int) {
	for _, f := range latinForms {
		if len(text) < len(f.words) || !strings.EqualFold(text[:len(f.words)], f.words) {
			continue
		}
		length = len(f.words)
		if unicode.IsLetter(runeAfter(text, length)) {
			continue
		}
		if strings.HasPrefix(text[length:], ".") {
			length++
		}
		return f.form, length
	}
	return "", 0
}

// locatorWords may stand behind a short form, in small letters. Any other word there makes a sentence of it.
var locatorWords = [...]string{
	"p", "pp", "at", "vol", "vols", "ch", "chap", "chapter", "n", "nn", "note", "notes", "fn", "para", "paras", "sec", "sect",
	"section", "art", "no", "nos", "line", "lines", "l", "ll", "f", "ff", "fol", "fols", "col", "cols", "bk", "book", "pt", "part",
	"page", "pages", "passim", "supra", "above", "s", "ss", "v", "i", "ii", "iii", "iv", "vi", "vii", "viii", "ix", "x", "xi", "xii",
}

// leadingWords may stand before a short form, in small letters and without a comma.
var leadingWords = [...]string{"in", "see", "also", "cf", "and", "or", "from", "but", "with", "compare", "generally", "by"}

// cites tells whether the words before and behind a short form leave it a citation: what is spoken about is the subject
// or the object of a sentence.
func cites(before, behind string) bool {
	before = strings.TrimRight(before, " \u00a0")
	last := prose.WordBefore(before)
	if unicode.IsLower(runeAfter(last, 0)) && !strings.HasSuffix(last, ".") && !slices.Contains(leadingWords[:], last) {
		return false
	}
	behind = strings.TrimLeft(behind, " \u00a0,")
	word := behind
	if i := strings.IndexFunc(behind, func(c rune) bool { return !unicode.IsLetter(c) }); i >= 0 {
		word = behind[:i]
	}
	return !unicode.IsLower(runeAfter(word, 0)) || slices.Contains(locatorWords[:], word)
}

// fewestEnglish is the share of the, of, and, to among an article's words from which it is taken for English: its prose
// has more than twice as many, that of other languages next to none.
const fewestEnglish = 0.05

// isEnglish tells whether the article is in English, by what it says of itself and by its words: what a document says
// of itself is often the language of the program that wrote it.
func (p *Pass) isEnglish() bool {
	if lang := p.Article.Lang; lang != "" && lang != "en" && !strings.HasPrefix(strings.ToLower(lang), "en-") {
		return false
	}
	const most = 2000
	words, english := 0, 0
	count := func(text string) {
		for word := range strings.FieldsSeq(text) {
			if words++; words > most {
				return
			}
			switch strings.ToLower(word) {
			case "the", "of", "and", "to":
				english++
			}
		}
	}
	for _, c := range p.Article.Claims {
		count(c.Text)
	}
	return float64(english) >= fewestEnglish*float64(min(words, most)) && english > 0
}
