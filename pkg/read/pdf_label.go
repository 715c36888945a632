package read

import (
	"strings"
	"unicode"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// pdfLabel is how a line begins, if it can begin a note.
type pdfLabel struct {
	label string
	// glyphs is how many characters the label takes, brackets and stop included.
	glyphs int
	// raised tells that the label stands above the line or is set smaller, as only notes' labels are.
	raised bool
	number int
}

// pdfNoteSigns are the signs that notes without numbers bear, in their usual order (Chicago Manual of Style, 14.25).
const pdfNoteSigns = "*∗⁎†‡§¶‖#"

// raises tells whether a character stands above the line: set higher, and smaller.
func (l *pdfLine) raises(g *pdfGlyph) bool {
	up := g.base - l.base
	return up > 0.12*l.size && g.size < 0.92*l.size || up > 0.25*l.size && g.size <= l.size*1.01
}

// label reads the label that a line begins with.
func (l *pdfLine) label() (pdfLabel, bool) {
	i := 0
	for i < len(l.glyphs) && i < 8 && (l.raises(&l.glyphs[i]) || superscriptDigit(l.glyphs[i].c) >= 0) {
		i++
	}
	if i > 0 && i < len(l.glyphs) {
		return pdfLabelOf(l.glyphs[:i], i, true)
	}
	if len(l.glyphs) > 1 && strings.ContainsRune(pdfNoteSigns, l.glyphs[0].c) {
		i = 1
		for i < len(l.glyphs) && l.glyphs[i].c == l.glyphs[0].c {
			i++
		}
		if i < len(l.glyphs) && i <= 4 {
			return pdfLabelOf(l.glyphs[:i], i, false)
		}
		return pdfLabel{}, false
	}
	return l.plainLabel()
}

// plainLabel reads a label that is set as the words are: 1. and 1) and [1] and (1), and 1 before a blank.
func (l *pdfLine) plainLabel() (pdfLabel, bool) {
	i, open := 0, rune(0)
	if c := l.glyphs[0].c; c == '[' || c == '(' {
		i, open = 1, c
	}
	start := i
	for i < len(l.glyphs) && i-start < 4 && unicode.IsDigit(l.glyphs[i].c) && (i == start || !l.glyphs[i].blank) {
		i++
	}
	end := i
	if start == end || end-start > 3 || i >= len(l.glyphs) {
		return pdfLabel{}, false
	}
	switch c := l.glyphs[i].c; {
	case open == '[' && c == ']', open == '(' && c == ')', open == 0 && (c == '.' || c == ')' || c == ']') && !l.glyphs[i].blank:
		i++
		if i >= len(l.glyphs) || open == 0 && !l.glyphs[i].blank {
			return pdfLabel{}, false
		}
	case open != 0 || !l.glyphs[i].blank:
		return pdfLabel{}, false
	}
	return pdfLabelOf(l.glyphs[start:end], i, false)
}

// pdfLabelOf makes a label of characters: a number, one sign or several of the same, or one small letter.
func pdfLabelOf(glyphs []pdfGlyph, length int, raised bool) (pdfLabel, bool) {
	var b strings.Builder
	for i := range glyphs {
		c := glyphs[i].c
		if d := superscriptDigit(c); d >= 0 {
			c = []rune("0123456789")[d]
		}
		if c == '∗' || c == '⁎' {
			c = '*'
		}
		b.WriteRune(c)
	}
	l := pdfLabel{label: strings.Trim(b.String(), ".,()[]: "), glyphs: length, raised: raised}
	if l.label == "" || len(l.label) > 12 {
		return l, false
	}
	for _, c := range l.label {
		if c < '0' || c > '9' {
			l.number = 0
			return l, isNoteSign(l.label) || raised && len(l.label) == 1 && unicode.IsLower(c)
		}
		l.number = l.number*10 + int(c-'0')
	}
	return l, l.number > 0 && l.label[0] != '0' && len(l.label) <= 4
}

// isNoteSign tells a sign, or the same sign several times.
func isNoteSign(s string) bool {
	c := []rune(s)[0]
	return strings.ContainsRune(pdfNoteSigns, c) && strings.Trim(s, string(c)) == ""
}

// pdfNotesHeadings are the headings of lists of notes. Lists of references and bibliographies are none.
var pdfNotesHeadings = prose.Words(`notes note endnotes endnote footnotes anmerkungen fußnoten fussnoten endnoten
	notas noten eindnoten voetnoten fotnoter noter przypisy примечания сноски`)

// isPDFNotesHeading tells whether a line is the heading of a list of notes, numbered or not.
func isPDFNotesHeading(s string) bool {
	s = strings.ToLower(strings.Trim(s, " .:0123456789"))
	return pdfNotesHeadings[s] || s == "notes and references" || s == "notes de bas de page" || s == "notas al pie"
}
