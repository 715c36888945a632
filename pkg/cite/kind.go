package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// shortForm is the short form that a text begins with, empty if there is none.
func shortForm(s string) Kind {
	s = strings.TrimLeftFunc(s, func(c rune) bool { return c == '(' || c == '[' || prose.IsBlank(c) })
	kind, _ := shortFormAt(s)
	return kind
}

// shortForms are the words that stand for what was cited before. Of two that begin alike the longer stands first.
var shortForms = [...]struct {
	words string
	kind  Kind
}{
	{"ibidem", Ibid},
	{"ibid", Ibid},
	{"ib.", Ibid},
	{"ebenda", Ibid},
	{"ebd", Ibid},
	{"ebda", Ibid},
	{"idem", Idem},
	{"eadem", Idem},
	{"id.", Ibid},
	{"ders.", Idem},
	{"dies.", Idem},
	{"derselbe", Idem},
	{"dieselbe", Idem},
	{"op. cit", OpCit},
	{"op cit", OpCit},
	{"opus cit", OpCit},
	{"ob. cit", OpCit},
	{"obra citada", OpCit},
	{"art. cit", OpCit},
	{"ouvr. cité", OpCit},
	{"a. a. o", OpCit},
	{"a.a.o", OpCit},
	{"loc. cit", LocCit},
	{"loc cit", LocCit},
	{"art. cité", OpCit},
	{"там же", Ibid},
	{"указ. соч", OpCit},
	{"ibíd", Ibid},
	{"ibídem", Ibid},
	{"ivi", Ibid},
	{"同上", Ibid},
	{"同前", Ibid},
	{"tamże", Ibid},
	{"cit.", ""},
}

// shortFormAt reads a short form that a text begins with.
func shortFormAt(s string) (kind Kind, length int) {
	c, _ := utf8.DecodeRuneInString(s)
	c = unicode.ToLower(c)
	for _, f := range shortForms {
		first, _ := utf8.DecodeRuneInString(f.words)
		if first != c || !hasPrefixFold(s, f.words) || f.kind == "" || !endsWord(s, len(f.words)) {
			continue
		}
		rest := s[len(f.words):]
		if strings.HasPrefix(rest, "’") || strings.HasPrefix(rest, ":") {
			continue
		}
		if f.words == "ivi" && !strings.HasPrefix(rest, ",") {
			continue
		}
		length = len(f.words)
		if strings.HasPrefix(rest, ".") {
			length++
		}
		return f.kind, length
	}
	return "", 0
}

// references are what names another note: the words before its number, and those behind.
var references = [...]struct {
	words string
	// supra tells that the words by themselves say so; others lead to a note only with a number behind them.
	supra, infra bool
}{
	{"supra notes", true, false},
	{"supra note", true, false},
	{"supra nn.", true, false},
	{"supra n.", true, false},
	{"supra fn.", true, false},
	{"supra", true, false},
	{"infra notes", false, true},
	{"infra note", false, true},
	{"infra n.", false, true},
	{"infra", false, true},
	{"above notes", true, false},
	{"above note", true, false},
	{"above n.", true, false},
	{"below note", false, true},
	{"below n.", false, true},
	{"footnotes", false, false},
	{"footnote", false, false},
	{"fn.", false, false},
	{"fn", false, false},
	{"endnote", false, false},
	{"notes", false, false},
	{"note", false, false},
	{"nn.", false, false},
	{"n.", false, false},
	{"anmerkung", false, false},
	{"anm.", false, false},
	{"fußnote", false, false},
	{"fußn.", false, false},
	{"fßn.", false, false},
	{"nota", false, false},
	{"nt.", false, false},
	{"сноска", false, false},
	{"прим.", false, false},
	{"примечание", false, false},
	{"註", false, false},
	{"注", false, false},
}

// backReference finds the number of a note that the words of a range name, empty if they name none.
func (t *text) backReference(r article.Range) string {
	label, _ := t.noteNamed(r)
	return label
}

// named is a reference to another note.
type named struct {
	article.Range
	supra, infra bool
}

// noteNamed finds where the words of a range name another note: supra note 12, s. Anm. 12, note 4 above.
func (t *text) noteNamed(r article.Range) (label string, at named) {
	for i := r.Start; i < r.End; {
		if a, ok := t.atomOver(i); ok {
			i = max(a.End, i+1)
			continue
		}
		c, size := utf8.DecodeRuneInString(t.s[i:])
		if !unicode.IsLetter(c) {
			i += size
			continue
		}
		if label, at = t.noteNamedAt(i, r.End); at.End > 0 {
			return label, at
		}
		if c < utf8.RuneSelf {
			i += max(len(t.wordAt(i, r.End)), 1)
		} else {
			i += size
		}
	}
	return "", named{}
}

func (t *text) noteNamedAt(i, end int) (label string, at named) {
	s := t.s[i:end]
	c, _ := utf8.DecodeRuneInString(s)
	c = unicode.ToLower(c)
	for _, f := range references {
		first, _ := utf8.DecodeRuneInString(f.words)
		if first != c || !hasPrefixFold(s, f.words) || !endsWord(s, len(f.words)) {
			continue
		}
		rest := strings.TrimLeft(s[len(f.words):], " . °º")
		n := numbersLength(rest)
		if n == 0 && !f.supra && !f.infra {
			continue
		}
		label = rest[:n]
		at = named{article.Range{Start: i, End: end - len(rest) + n}, f.supra, f.infra}
		if n == 0 {
			at.End = i + len(f.words)
		}
		behind := strings.TrimLeft(t.s[at.End:end], " ")
		for _, word := range [...]string{"above", "supra", "oben", "ci-dessus", "below", "infra", "unten", "ci-dessous"} {
			if strings.HasPrefix(behind, word) && endsWord(behind, len(word)) {
				at.End = end - len(behind) + len(word)
				at.supra = at.supra || word != "below" && word != "infra" && word != "unten" && word != "ci-dessous"
				at.infra = !at.supra
				break
			}
		}
		return label, at
	}
	return "", named{}
}

// numbersLength is how long the numbers of notes are that a text begins with: 12, 16–19, 1a.
func numbersLength(s string) int {
	n := digitsLength(s)
	if n == 0 || n > 4 {
		return 0
	}
	rest := s[n:]
	for _, dash := range [...]string{"–", "-", "—"} {
		if strings.HasPrefix(rest, dash) {
			if m := digitsLength(rest[len(dash):]); m > 0 {
				return n + len(dash) + m
			}
		}
	}
	return n
}

// readShortForm takes a short form at the beginning of the body or behind its first words, and the note that it names.
func (p *parse) readShortForm() {
	s := p.words()
	if label, at := p.t.noteNamed(p.body); at.End > 0 {
		if at.supra || at.infra || label != "" && at.Start == p.body.Start {
			p.c.Label = label
			p.c.Kind = CrossReference
			if at.supra && at.Start > p.body.Start {
				p.c.Kind = Supra
			}
		}
	}
	if kind, n := shortFormAt(s); kind != "" {
		p.c.Kind = kind
		p.cut(n)
	}
}

// setKind tells what is left: a full citation, a short one or commentary.
func (p *parse) setKind(l look) {
	c := p.c
	identified := c.URL != "" || c.DOI != "" || c.ISBN != "" || c.PMID != "" || c.PMCID != "" || c.ArXiv != ""
	switch {
	case identified:
		c.Kind = Full
	case c.Kind != Commentary:
	case c.Title == "" && len(c.Author) == 0 && c.Locator == "" && c.Issued == "" && !l.source:
		if l.authors && strings.Contains(p.words(), ",") {
			c.Kind = Full
		}
	case c.Issued != "" || c.ContainerTitle != "" || c.Publisher != "":
		c.Kind = Full
	case c.Locator != "" || len(c.Author) == 1 && c.Author[0].Given == "" && c.Title != "":
		c.Kind = Short
	default:
		c.Kind = Full
	}
}
