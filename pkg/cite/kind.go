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
		rest := strings.TrimLeft(s[len(f.words):], " \u00a0.°º")
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

// readShortForm takes the words that stand for what was cited before, and the note that they name.
func (p *parse) readShortForm() {
	if kind, n := shortFormAt(p.words()); kind != "" {
		p.c.Kind = kind
		p.cut(n)
		return
	}
	if p.readNotesNamedFirst() || p.readShortFormInside() {
		return
	}
	label, at := p.t.noteNamed(p.body)
	if at.End == 0 {
		return
	}
	alone := p.isAlone(at.Range)
	switch {
	case alone && !at.supra, at.infra:
		p.c.Kind = CrossReference
	case at.supra && (label != "" || !alone), p.isBracketed(at.Range) && label != "", p.namesAlone(at.Start):
		p.c.Kind = Supra
		if p.namesNothing(alone, at.Start) {
			p.c.Kind = CrossReference // see note 4 above; and the discussion in note 4 above
		}
	default:
		return
	}
	p.c.Label = label
	p.shut(at.Range)
}

// shut makes a range a piece of its own that has been read.
func (p *parse) shut(r article.Range) {
	p.t.insert(atom{r, reference, "", false})
}

// readNotesNamedFirst reads a note about other notes: Notes 16–19: ibid.
func (p *parse) readNotesNamedFirst() bool {
	label, at := p.t.noteNamedAt(p.body.Start, p.body.End)
	if label == "" {
		return false
	}
	rest := strings.TrimLeft(p.t.s[at.End:p.body.End], ":, ")
	kind, n := shortFormAt(rest)
	if kind == "" {
		return false
	}
	p.c.Kind, p.c.Label = kind, label
	p.cut(p.body.End - len(rest) + n - p.body.Start)
	return true
}

// readShortFormInside reads Ruiz, op. cit., n. 1, p. 4 and Lee, id., p. 79. Behind an author, id. does what op. cit.
// does: it stands for what was cited of that author.
func (p *parse) readShortFormInside() bool {
	for i := p.body.Start; i < p.body.End; i = p.t.skip(i) {
		if a, ok := p.t.atomOver(i); ok {
			i = max(a.End-1, i)
			continue
		}
		if i == p.body.Start || p.t.s[i-1] != ' ' {
			continue
		}
		kind, n := shortFormAt(p.t.s[i:p.body.End])
		if kind == "" || kind == Idem {
			continue
		}
		before := strings.TrimRight(p.t.s[p.body.Start:i], " ")
		if kind == Ibid && (!strings.HasSuffix(before, ",") || names(before) == nil) {
			continue
		}
		if kind == Ibid {
			kind = OpCit
		}
		p.c.Kind = kind
		p.shut(article.Range{Start: i, End: min(i+n, p.body.End)})
		if label, at := p.t.noteNamed(article.Range{Start: i + n, End: p.body.End}); label != "" {
			p.c.Label = label
			p.shut(at.Range)
		}
		return true
	}
	return false
}

// isAlone tells whether nothing but a locator stands beside a range.
func (p *parse) isAlone(r article.Range) bool {
	before := strings.Trim(p.t.s[p.body.Start:r.Start], " ([")
	behind := strings.Trim(p.t.s[r.End:p.body.End], " )].,;:")
	return before == "" && (behind == "" || isLocator(behind) || !strings.ContainsAny(behind, "0123456789") && len(behind) < 40)
}

// namesNothing tells that the words before a reference to a note name no source.
func (p *parse) namesNothing(alone bool, at int) bool {
	if alone {
		return strings.HasPrefix(p.t.s[at:], "note")
	}
	before := p.t.s[p.body.Start:at]
	return startsLower(before) && len(p.t.within(article.Range{Start: p.body.Start, End: at})) == 0
}

func (p *parse) isBracketed(r article.Range) bool {
	b, ok := p.t.bracketOver(r.Start)
	if !ok || b.Start <= p.body.Start {
		return false
	}
	before := strings.ToLower(strings.Trim(p.t.s[b.Start+1:r.Start], " "))
	switch before {
	case "", "s.", "siehe", "wie", "see", "vgl.", "voir", "véase", "as in", "cf.", "above", "zit.":
		return true
	}
	return false
}

// namesAlone tells whether nothing but names stands before a place: Ruiz, n. 12.
func (p *parse) namesAlone(at int) bool {
	before := strings.TrimRight(p.t.s[p.body.Start:at], " ,([")
	if strings.HasSuffix(before, " s.") || strings.HasSuffix(before, " wie") {
		before = strings.TrimRight(before[:strings.LastIndexByte(before, ' ')], " ,")
	}
	return before != "" && len(p.t.within(article.Range{Start: p.body.Start, End: at})) == 0 && len(strings.Fields(before)) <= 3 && names(before) != nil
}

// setKind tells what the fields make of the words: a full citation, a short one, an author and a year, or commentary.
func (p *parse) setKind(l look) {
	c := p.c
	if p.entry {
		c.Kind = Full
		return
	}
	p.dropDoubtful()
	named, identified := len(c.Author) > 0 || len(c.Editor) > 0, p.identified()
	switch {
	case identified && (c.Kind == Commentary || c.Kind == Ibid || c.Kind == Idem):
		c.Kind = Full
	case c.Kind != Commentary:
	case c.Title == "" && c.ContainerTitle == "" && !named:
		if !p.isUnpublished() {
			p.clear()
			if !p.isListed(l) {
				return
			}
		}
		c.Kind = Full
	case c.Title == "" && c.ContainerTitle == "" && c.Issued != "":
		if !p.isAuthorDate() {
			p.clear()
			return
		}
		c.Kind = AuthorDate
	case c.Issued != "" || c.ContainerTitle != "" || c.Publisher != "" || c.Edition != "" || c.Volume != "":
		c.Kind = Full
	case c.Locator != "" || len(c.Author) == 1 && c.Author[0].Given == "" && c.Author[0].Family != "" && c.Title != "":
		c.Kind = Short
	case c.Title != "":
		c.Kind = Full
	}
}

// isAuthorDate tells a reference such as Ruiz 2021 from a place and a year, which a comma parts: Genoa, 1507. With a
// comma there must be a signal, a page or brackets.
func (p *parse) isAuthorDate() bool {
	for _, x := range p.pieces {
		if x.kind == date {
			return x.before != ',' || p.c.Locator != "" || p.c.Signal != "" || x.depth > 0 || p.c.Words.Start < p.body.Start
		}
	}
	return false
}

// identified tells whether an address or an identifier says which document is meant.
func (p *parse) identified() bool {
	c := p.c
	return c.URL != "" || c.DOI != "" || c.ISBN != "" || c.ISSN != "" || c.PMID != "" || c.PMCID != "" || c.ArXiv != ""
}

// clear takes back the fields of what turns out to cite nothing.
func (p *parse) clear() {
	p.c.Source, p.c.Locator = article.Source{}, ""
}

// isListed tells of words that name a source without saying what is what: NARA, RG 59, box 12; Exodus 20:3–5. It is a
// citation, but nothing in it is sure.
func (p *parse) isListed(l look) bool {
	if l.wordy || l.small > 2 || !l.name || p.hasAtom(archived) {
		return false
	}
	s := p.words()
	return strings.ContainsAny(s, "0123456789") && len(s) > len("p. 4") && !isLocator(s) || l.authors && strings.Contains(s, ", ")
}

func (p *parse) hasAtom(kind atomKind) bool {
	for _, x := range p.pieces {
		if x.kind == kind {
			return true
		}
	}
	return false
}

// dropDoubtful takes back a title that is more likely to be words quoted from somewhere: nothing else tells of a source,
// or it begins with a small letter, is several sentences, or stands in the midst of a sentence.
func (p *parse) dropDoubtful() {
	c := p.c
	if c.Title == "" || c.Kind != Commentary {
		return
	}
	named := len(c.Author) > 0 || len(c.Editor) > 0
	published := c.Issued != "" || c.ContainerTitle != "" || c.Publisher != "" || c.Volume != ""
	strong := named && (published || p.identified()) || p.identified() && !p.sentenced()
	weak := startsLower(c.Title) || len(c.Title) > longestTitle || hasSentences(c.Title)
	switch {
	case strong, !weak && named, !weak && published && !p.sentenced():
		return
	case !weak && !p.sentenced() && (c.Locator != "" || p.onlyTitle() && (c.Signal != "" || isTitleCase(c.Title))):
		return
	}
	c.Title = ""
	if !p.identified() {
		p.c.Source = article.Source{Accessed: c.Accessed}
		c.Locator = ""
	}
}

// longestTitle is in bytes.
const longestTitle = 300

// hasSentences tells of words that are more than one sentence.
func hasSentences(s string) bool {
	return len(prose.Sentences(s, prose.Stretch{Start: 0, End: len(s)}, nil, nil)) > 1 && len(strings.Fields(s)) > 6
}

// sentenced tells whether the title stands in a sentence: words without a capital, which are no names, stand before it
// or go on behind it.
func (p *parse) sentenced() bool {
	for i, x := range p.pieces {
		if x.kind != words || x.value == p.c.Title || p.used[i] && len(p.c.Author) > 0 {
			continue
		}
		lower := 0
		for w := range strings.FieldsSeq(x.value) {
			if startsLower(w) && !isParticle(w) && joinerAt(w+" ") == 0 {
				lower++
			}
		}
		if lower > 1 && !p.used[i] || lower > 0 && p.used[i] && !isLocator(x.value) && i == 0 {
			return true
		}
	}
	return false
}

// isTitleCase tells of a few words of which the long ones have capitals.
func isTitleCase(s string) bool {
	fields := strings.Fields(s)
	for _, w := range fields {
		if len(w) > 4 && startsLower(w) {
			return false
		}
	}
	return len(fields) > 0 && len(fields) <= 15
}

// onlyTitle tells whether there is nothing beside the title.
func (p *parse) onlyTitle() bool {
	for i := range p.pieces {
		if !p.used[i] {
			return false
		}
	}
	return true
}

// isUnpublished tells of what has a date and says of what kind it is: Author interview, Kim, 2 May 2021.
func (p *parse) isUnpublished() bool {
	if len(p.c.Issued) < len("2021-05") {
		return false
	}
	lower := strings.ToLower(p.words())
	for _, kind := range [...]string{
		"interview", "letter", "e-mail", "email", "speech", "testimony", "hearing", "personal communication", "conversation", "memo", "press release", "statement",
		"telegram", "minutes", "entretien", "gespräch", "brief an", "entrevista", "carta", "lettre", "lettera", "intervista", "remarks", "transcript", "tweet",
		"post", "message", "lecture", "report", "diary", "press conference", "briefing",
	} {
		if strings.Contains(lower, kind) {
			return true
		}
	}
	return false
}

func startsLower(s string) bool {
	c, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "‘'“\"([…. "))
	return unicode.IsLower(c)
}
