package read

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// authorDate is one source of an author-date reference as the words show it.
type authorDate struct {
	reference
	// names is the stretch of the authors' names or of what stands for them, which may begin with words that belong to the
	// sentence.
	names prose.Stretch
	year  citedYear
	// comma tells that one parts the names from the year, cued that a word such as “see” stands before them.
	comma, cued bool
	// bare tells that no brackets are around it, ambiguous that several entries fit it equally well.
	bare, ambiguous bool
}

// longestReference is how many bytes the brackets around references may hold.
const longestReference = 800

// authorDatesIn finds what has the form of an author-date reference in a stretch of words: in brackets, and, where bare
// ones are sought, without. Only the entries of the bibliography tell which of them are.
func authorDatesIn(text string, in prose.Stretch, bare bool) []authorDate {
	var all []authorDate
	at := in.Start
	for i := in.Start; i < in.End; {
		size := opensBracket(text[i:in.End])
		if size == 0 {
			i++
			continue
		}
		inner, next := bracketEnd(text, i+size, in.End)
		if next == 0 {
			i += size
			continue
		}
		found := bracketReferences(text, prose.Stretch{Start: i, End: next}, inner, in.Start)
		if bare {
			all = append(all, bareReferences(text, at, i, found)...)
			at = next
		}
		all = append(all, found...)
		i = next
	}
	if bare {
		all = append(all, bareReferences(text, at, in.End, nil)...)
	}
	return all
}

// opensBracket is the length of a bracket that may open a reference.
func opensBracket(s string) int {
	switch {
	case s[0] == '(' || s[0] == '[':
		return 1
	case s[0] == 0xEF && strings.HasPrefix(s, "（"):
		return len("（")
	}
	return 0
}

// bracketEnd finds what stands between a bracket that is open and that which closes it, and where to go on; 0 if it holds
// other round brackets than those around a year or an abbreviation, which are looked at by themselves.
func bracketEnd(text string, from, end int) (inner prose.Stretch, next int) {
	depth := 0
	for i := from; i < min(end, from+longestReference); i++ {
		switch c := text[i]; {
		case c == '(', c == '[' && depth > 0:
			return inner, 0
		case c == '[':
			depth++
		case c == ']' && depth > 0:
			depth--
		case c == ')' || c == ']':
			return prose.Stretch{Start: from, End: i}, i + 1
		case c == 0xEF && strings.HasPrefix(text[i:], "）"):
			return prose.Stretch{Start: from, End: i}, i + len("）")
		}
	}
	return inner, 0
}

// bracketReferences reads the references in brackets. The names may stand before these, behind start.
func bracketReferences(text string, brackets, inner prose.Stretch, start int) []authorDate {
	if len(yearsIn(text, inner.Start, inner.End, 1)) == 0 {
		return nil
	}
	p := referenceParser{text: text, whole: true}
	for from := inner.Start; from <= inner.End; {
		end := inner.End
		if i := strings.IndexAny(text[from:inner.End], ";"); i >= 0 {
			end = from + i
		}
		if from == inner.Start {
			p.before = prose.Stretch{Start: start, End: brackets.Start}
		}
		if end < inner.End && isNames(text, from, end) {
			p.pending = append(p.pending, from)
		} else {
			p.segment(from, end)
			p.pending = nil
		}
		p.before = prose.Stretch{}
		from = end + 1
	}
	for i := range p.found {
		if r := &p.found[i]; p.whole {
			r.group = brackets
		} else {
			r.group, r.narrative = r.yearAndOn(), true // the words around it are of the sentence
		}
	}
	return p.found
}

// bareReferences finds references without brackets between two offsets, as notes have them: those before the brackets of
// a reference whose names they would be are none.
func bareReferences(text string, from, to int, behind []authorDate) []authorDate {
	p := referenceParser{text: text}
	for len(behind) > 0 && behind[0].narrative && behind[0].names.Start < to {
		to = max(from, behind[0].names.Start)
		behind = behind[1:]
	}
	for _, y := range yearsIn(text, from, to, 64) {
		names := namesBefore(text, from, y.Start)
		if names.Start == names.End {
			continue
		}
		r := p.reference(names, y)
		r.bare, r.narrative = true, true
		r.Stretch = prose.Stretch{Start: names.Start, End: y.End}
		if locator := locatorAt(text, y.End, to); locator.End > locator.Start {
			r.locator = prose.Fold(text[locator.Start:locator.End])
			r.End = locator.End
		}
		r.group = r.yearAndOn()
		p.found = append(p.found, r)
		from = r.End
	}
	return p.found
}

// referenceParser reads what stands in brackets.
type referenceParser struct {
	text  string
	found []authorDate
	// before is where the names of the first reference may stand that has none in the brackets.
	before prose.Stretch
	// pending is where segments begin that are nothing but names, as semicolons part them: (RUIZ; LEE, 2021).
	pending []int
	// whole tells that nothing but references has been read.
	whole bool
}

// segment reads what stands between two semicolons.
func (p *referenceParser) segment(from, end int) {
	at := from
	years := yearsIn(p.text, from, end, 32)
	if len(years) == 0 {
		p.whole = p.whole && isAside(p.text[from:end])
		return
	}
	for i, y := range years {
		if y.Start < at {
			continue
		}
		limit := end
		if i+1 < len(years) {
			limit = years[i+1].Start
		}
		at = p.year(at, y, limit, end)
	}
	p.whole = p.whole && isAside(p.text[at:end])
}

// isNames tells whether a segment is nothing but names.
func isNames(text string, from, end int) bool {
	names := namesBefore(text, from, end)
	return names.Start < names.End && !hasWords(text[from:names.Start]) && !isCue(text[from:end]) && len(yearsIn(text, from, end, 1)) == 0
}

// year reads a reference by its year: its names stand behind an offset or are those of the reference before it, and its
// locator before a limit, at which the next year or the segment ends.
func (p *referenceParser) year(at int, y citedYear, limit, end int) int {
	names := namesBefore(p.text, at, y.Start)
	lead := p.text[at:names.Start]
	if len(p.pending) > 0 && names.Start < names.End && !hasWords(lead) {
		names.Start = skipBlanks(p.text, p.pending[0], names.End)
		lead, p.pending = "", nil
	}
	r := p.reference(names, y)
	switch last := len(p.found) - 1; {
	case names.Start < names.End && (isCue(lead) || !hasWords(lead)):
		r.cued = hasWords(lead)
	case names.Start < names.End:
		p.whole = false
	case last >= 0 && isSeparator(lead) && p.before == (prose.Stretch{}):
		names = p.found[last].names
		r = p.reference(names, y)
		r.Start, r.narrative = y.Start, p.found[last].narrative
	case p.before.End > p.before.Start && (!hasWords(lead) || isCue(lead)):
		names = namesBefore(p.text, p.before.Start, p.before.End)
		if names.Start == names.End {
			p.whole = false
			return y.End
		}
		r = p.reference(names, y)
		r.Start, r.narrative = y.Start, true
	default:
		p.whole = p.whole && last >= 0 && isLocator(p.text[at:y.End])
		return y.End
	}
	p.before = prose.Stretch{}
	next := limit
	if limit < end {
		if following := namesBefore(p.text, y.End, limit); following.End > following.Start {
			next = following.Start
		}
	}
	r.End = y.End
	if locator := locatorAt(p.text, y.End, next); locator.End > locator.Start {
		r.locator = prose.Fold(p.text[locator.Start:locator.End])
		r.End = locator.End
	}
	p.found = append(p.found, r)
	return r.End
}

// yearAndOn is what of a reference stands behind its names.
func (a *authorDate) yearAndOn() prose.Stretch {
	if a.Start > a.names.Start {
		return a.Stretch
	}
	return prose.Stretch{Start: a.names.End, End: a.End}
}

func (p *referenceParser) reference(names prose.Stretch, y citedYear) authorDate {
	r := authorDate{names: names, year: y}
	r.Stretch = prose.Stretch{Start: names.Start, End: y.End}
	r.entry = article.None
	if names.End <= y.Start {
		r.comma = strings.Contains(p.text[names.End:y.Start], ",")
	}
	return r
}

// isSeparator tells what may part two years of one author.
func isSeparator(s string) bool {
	s = strings.Trim(s, " ,;&/\n\r\t\u00A0")
	return s == "" || connectors[strings.ToLower(s)]
}

// referenceCues are words that may stand before or behind a reference in its brackets.
var referenceCues = prose.Words(`see also cf cp e.g eg i.e ie for example instance compare but in particular especially esp quoted cited as from
	and with after following adapted based on source reviewed review further more contra discussed by both overview recently
	vgl siehe auch etwa z.b z u.a bspw beispielsweise zit zitiert nach bei dazu so hierzu weiterführend ausführlich insb insbesondere
	voir aussi par p.ex ainsi d'après selon véase ver por ejemplo citado apud cit cfr vedi anche ad es zie o.a bijvoorbeeld
	см ср например se jf t.ex emphasis added mine in original my translation hervorhebung im emphases s a b`)

func isCue(s string) bool {
	words := strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return prose.IsBlank(c) || strings.ContainsRune(",:()[]“”\"", c) })
	for _, w := range words {
		if !referenceCues[strings.Trim(w, ".")] {
			return false
		}
	}
	return len(words) > 0 && len(words) <= 7
}

// isAside tells what in brackets is nothing but a reference: a cue, a mark, punctuation.
func isAside(s string) bool {
	s = strings.Trim(s, " .,;:\n\r\t\u00A0[]")
	return !hasWords(s) || digitsOnly(s) || isCue(s)
}

// locatorWords stand before the number of a page, a chapter or a figure.
var locatorWords = prose.Words(`p pp page pages s seite seiten bl fol f ff fn fns n nn note notes anm ch chs chap chaps chapter chapters
	kap kapitel cap caps vol vols volume bd band t tome fig figs figure figures abb abbildung tab table tables tabelle sec
	section § §§ para paras ¶ art arts app appendix part pt teil pág págs página páginas pag pagg pg pgs l ll line lines v
	vv hier here esp bes loc no nr с стр strophe sp col cols et seq passim and und et y e & to bis box rn rz st stanza
	supplement plate pl act scene book bk`)

// locatorAt is the locator that stands behind a year, up to a limit.
func locatorAt(text string, at, limit int) prose.Stretch {
	const longest = 60
	start := at
	for start < limit {
		c, size := utf8.DecodeRuneInString(text[start:limit])
		if !prose.IsBlank(c) && c != ',' && c != ':' {
			break
		}
		start += size
	}
	end := start
	if start == at {
		return prose.Stretch{Start: at, End: at}
	}
	numbered := false
	for i := start; i < min(limit, start+longest); {
		word := nextToken(text, i, limit)
		if word.Start == word.End {
			break
		}
		s := strings.ToLower(strings.Trim(text[word.Start:word.End], ".,:*"))
		switch {
		case isPlaceNumber(s):
			end, numbered = word.End, true
		case !locatorWords[s] || numbered && word.Start > end+len(", "):
			return locatorEnd(text, start, end)
		case s == "ff" || s == "f" || s == "passim":
			end, numbered = word.End, true
		}
		i = word.End
	}
	return locatorEnd(text, start, end)
}

func locatorEnd(text string, start, end int) prose.Stretch {
	for end > start && strings.IndexByte(",:; ", text[end-1]) >= 0 {
		end--
	}
	if end > start && text[end-1] == '.' && isDigitByte(text[end-2]) {
		end--
	}
	return prose.Stretch{Start: start, End: max(start, end)}
}

// nextToken is the next run without blanks.
func nextToken(text string, at, limit int) prose.Stretch {
	for at < limit {
		c, size := utf8.DecodeRuneInString(text[at:limit])
		if !prose.IsBlank(c) {
			break
		}
		at += size
	}
	end := at
	for end < limit {
		c, size := utf8.DecodeRuneInString(text[end:limit])
		if prose.IsBlank(c) || c == ')' || c == ']' || c == ';' {
			break
		}
		end += size
	}
	return prose.Stretch{Start: at, End: end}
}

// isPlaceNumber tells numbers, ranges and Roman numerals of pages, with what is stuck to them: 14, 3–5, 136f., S.3, xii.
func isPlaceNumber(s string) bool {
	if i := strings.IndexByte(s, '.'); i > 0 && locatorWords[s[:i]] {
		s = s[i+1:]
	}
	s = strings.TrimLeft(s, "§¶p")
	s = strings.TrimRight(s, "fnab.")
	if s == "" {
		return false
	}
	if strings.Trim(s, "ivxlc") == "" || strings.Trim(s, "ivxlc-–") == "" && len(s) > 1 {
		return true
	}
	return isDigitByte(s[0]) && strings.Trim(s, "0123456789-–‑—,.:/") == ""
}

func isLocator(s string) bool {
	l := locatorAt(" "+s, 0, len(s)+1)
	return l.End == len(s)+1
}

// authorDates finds the references in the words of an article that has a bibliography, in blocks and in notes. Those
// that the format's own references stand in only tell of these what they do not know of themselves.
func (f *flow) authorDates() {
	if len(f.entries) == 0 {
		return
	}
	var found []authorDate
	for _, b := range f.blocks {
		if !b.code {
			found = append(found, authorDatesIn(f.text, b.Stretch, false)...)
		}
	}
	for _, n := range f.notes {
		for _, s := range n.words {
			found = append(found, authorDatesIn(f.text, s, true)...)
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].Start < found[j].Start })
	found = f.unmarked(found)
	m := newEntryFinder(f)
	for i := range found {
		m.resolve(&found[i])
	}
	f.references = append(f.references, certainOnes(f, found)...)
}

// unmarked are those that none of the format's own references stands in. The others give these their groups, their
// labels and their locators.
func (f *flow) unmarked(found []authorDate) []authorDate {
	if len(f.references) == 0 {
		return found
	}
	own := f.references
	sort.SliceStable(own, func(i, j int) bool { return own[i].Start < own[j].Start })
	for i := range own {
		own[i].tidy(f.text)
	}
	var rest []authorDate
	for _, a := range found {
		i := sort.Search(len(own), func(i int) bool { return own[i].End > min(a.Start, a.names.Start) })
		if i == len(own) || own[i].Start >= a.End {
			rest = append(rest, a)
			continue
		}
		for ; i < len(own) && own[i].Start < a.End; i++ {
			own[i].take(a, f.text)
		}
	}
	for i := range own {
		own[i].inSentence(f.text)
	}
	return rest
}

// inSentence tells of a reference that no brackets are around whether the sentence names the source: then its names stay.
func (r *reference) inSentence(text string) {
	if r.group != (prose.Stretch{}) || bracketsAround(text, r.Stretch) != r.Stretch {
		return
	}
	if a, ok := r.asAuthorDate(text); ok {
		r.group, r.narrative = a.yearAndOn(), true
	}
}

// asAuthorDate reads a reference that shows names and a year and nothing else.
func (r *reference) asAuthorDate(text string) (authorDate, bool) {
	years := yearsIn(text, r.Start, r.End, 2)
	if len(years) != 1 || years[0].End != r.End {
		return authorDate{}, false
	}
	a := authorDate{reference: *r, names: namesBefore(text, r.Start, years[0].Start), year: years[0]}
	return a, a.names.Start == r.Start && a.names.End > a.names.Start
}

// tidy makes the label of a reference that shows names and a year of these: “Ruiz 2021” of “Ruiz, 2021”.
func (r *reference) tidy(text string) {
	if a, ok := r.asAuthorDate(text); ok {
		r.label = a.shown(text)
	}
}

// take gives a reference of the format what the words say of it.
func (r *reference) take(a authorDate, text string) {
	if r.Start < a.names.End && r.End > a.names.Start {
		a.names.Start = max(a.names.Start, r.Start)
	}
	if r.group == (prose.Stretch{}) {
		r.group, r.narrative = a.group, a.narrative
	}
	if r.locator == "" {
		r.locator = a.locator
	}
	if shown := prose.Fold(text[r.Start:r.End]); strings.Contains(shown, a.year.year) && !strings.Contains(r.label, a.year.year+a.year.letter+" ") {
		r.label = a.shown(text)
	}
}

// shown is the label of a reference: its names and its year.
func (a authorDate) shown(text string) string {
	names := prose.Fold(text[a.names.Start:a.names.End])
	names = strings.TrimSuffix(strings.TrimSuffix(names, "’s"), "'s")
	return strings.TrimRight(names, " ,") + " " + prose.Fold(text[a.year.Start:a.year.End])
}

// certainOnes are the references that have found their entries, and of the others those whose form leaves no doubt, if
// they are the smaller part.
func certainOnes(f *flow, found []authorDate) []reference {
	resolved, commas, brackets := len(f.references), 0, 0
	for _, a := range found {
		if a.entry == article.None {
			continue
		}
		resolved++
		if !a.narrative {
			brackets++
			if a.comma {
				commas++
			}
		}
	}
	lost := 0
	var all []reference
	for _, a := range found {
		if a.entry == article.None {
			if !a.ambiguous && !a.isCertain(f.text, commas*2 > brackets) {
				continue
			}
			lost++
		}
		a.label = a.shown(f.text)
		all = append(all, a.reference)
	}
	if lost < resolved {
		return all
	}
	kept := all[:0]
	for _, r := range all {
		if r.entry != article.None {
			kept = append(kept, r)
		}
	}
	return kept
}

var months = prose.Words(`january february march april may june july august september october november december jan feb mar apr jun jul aug
	sep sept oct nov dec spring summer autumn fall winter januar februar märz mai juni juli oktober dezember frühjahr sommer
	herbst enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janvier février mars
	avril juin juillet août septembre octobre novembre décembre gennaio febbraio aprile maggio giugno luglio settembre
	ottobre novembre dicembre figure fig table version edition vol volume no nr since until before after about circa ca
	stand ab bis seit um the in from since`)

// isCertain tells whether brackets hold a reference although the bibliography has no entry for it: a name that is no
// month, or several, and a year, written as the article's other references are.
func (a *authorDate) isCertain(text string, comma bool) bool {
	if a.narrative || a.bare || a.comma != comma {
		return false
	}
	names := strings.Fields(strings.ToLower(text[a.names.Start:a.names.End]))
	for _, w := range names {
		if months[strings.Trim(w, ".,")] {
			return false
		}
	}
	c, _ := utf8.DecodeRuneInString(text[a.names.Start:])
	several := len(names) > 1 && (connectors[names[1]] || strings.HasSuffix(names[len(names)-1], "al."))
	titled := len(names) == 1 && strings.ToUpper(text[a.names.Start:a.names.End]) != text[a.names.Start:a.names.End]
	return unicode.IsLetter(c) && (several || titled) && len(a.year.year) == len("2021")
}
