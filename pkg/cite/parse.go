package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// parse reads the fields of one citation.
type parse struct {
	t *text
	c *Citation
	// body is what is left to read.
	body   article.Range
	pieces []piece
	// used tells of each piece that it has been taken.
	used []bool
	// positional tells that the title was found by its place alone.
	positional bool
	// entry tells that a bibliography's entry is read.
	entry bool
}

// mostPieces is more than a citation has; of what has more, addresses and identifiers are read.
const mostPieces = 300

func (t *text) parse(r article.Range, entry bool) Citation {
	r = t.trimFunc(r, isSeparator)
	c := Citation{Kind: Commentary, Words: r, Raw: t.s[r.Start:r.End]}
	p := &parse{t: t, c: &c, body: r, entry: entry}
	p.cutBrackets()
	p.cutJoiner()
	p.cutSignal()
	if p.body.Start >= p.body.End {
		return c
	}
	l := t.look(p.body)
	if !entry && p.isCommentary(l) {
		p.clear()
		return c
	}
	p.readShortForm()
	p.cutRemark()
	p.split()
	p.readAddresses()
	if len(p.pieces) > mostPieces {
		p.setKind(l)
		return c
	}
	if p.c.Kind == Ibid {
		p.readNumbers()
	} else if behind, ok := p.readTitle(); ok {
		p.readNumbers()
		p.readPublication(behind)
	} else {
		p.readNumbers()
		p.readNames()
	}
	p.readDates()
	p.setType()
	p.setKind(l)
	return c
}

// cutRemark cuts off what ibid. says behind its locator: Ibid., p. 4: the board knew of it.
func (p *parse) cutRemark() {
	if p.c.Kind != Ibid {
		return
	}
	if at := strings.Index(p.words(), ": "); at >= 0 && !beginsTitle(strings.TrimLeft(p.words()[at+1:], " ")) {
		p.body.End = p.body.Start + at
	}
}

// isCommentary tells whether the body cites nothing. It cuts off the words that lead up to a source.
func (p *parse) isCommentary(l look) bool {
	if p.cutQuoted() {
		return false
	}
	led := l.wordy && p.cutLead() || (l.wordy || l.small > 2) && p.cutToColon()
	return !led && l.prose
}

// cutQuoted cuts off a quotation behind which a dash leads to where it is from: “…” —Ruiz, Tide Tables, p. 4.
func (p *parse) cutQuoted() bool {
	a, ok := p.t.atomOver(p.body.Start)
	if !ok || a.kind != quotation || a.Start != p.body.Start || a.End >= p.body.End {
		return false
	}
	rest := strings.TrimLeft(p.t.s[a.End:p.body.End], " .")
	source := strings.TrimLeft(rest, "—–― ")
	if !strings.HasPrefix(rest, "—") && !strings.HasPrefix(rest, "―") || !beginsTitle(source) {
		return false
	}
	p.body.Start = p.body.End - len(source)
	return true
}

// cutBrackets takes off brackets around the whole: (citing Ruiz, “Tide,” 3).
func (p *parse) cutBrackets() {
	b, ok := p.t.bracketOver(p.body.Start)
	if !ok || b.Start != p.body.Start {
		return
	}
	if rest := strings.TrimRight(p.t.s[b.End:max(p.body.End, b.End)], ". "); rest == "" && b.End <= p.body.End {
		p.body = p.t.trim(article.Range{Start: b.Start + 1, End: b.End - 1})
	}
}

func (p *parse) words() string { return p.t.s[p.body.Start:p.body.End] }

func (p *parse) cut(n int) {
	p.body = p.t.trimFunc(article.Range{Start: p.body.Start + n, End: p.body.End}, isSeparator)
}

func (p *parse) cutJoiner() {
	if p.body.Start > 0 {
		p.cut(joinerAt(p.words()))
	}
}

func (p *parse) cutSignal() {
	if strings.HasPrefix(strings.ToLower(p.words()), "s. ") {
		if label, at := p.t.noteNamedAt(p.body.Start+len("s. "), p.body.End); label != "" && at.End > 0 {
			p.c.Signal = p.words()[:len("s.")]
			p.cut(len("s. "))
			return
		}
	}
	if n := signalAt(p.words()); n > 0 {
		p.c.Signal = strings.TrimRight(p.words()[:n], ",: ")
		p.cut(n)
		p.cut(len(p.words()) - len(strings.TrimLeft(p.words(), ": ")))
	}
}

// cutLead cuts off the words that lead up to a signal: The figures are drawn from …
func (p *parse) cutLead() bool {
	for i := p.body.Start; i < p.body.End; i = p.t.skip(i) {
		if a, ok := p.t.atomOver(i); ok {
			i = max(a.End-1, i)
			continue
		}
		if i == p.body.Start || p.t.s[i-1] != ' ' {
			continue
		}
		n := signalAt(p.t.s[i:p.body.End])
		if n == 0 || !leads(p.t.s[i:i+n]) && !strings.HasSuffix(p.t.s[i:i+n], "from") {
			continue
		}
		if l := p.t.look(p.t.trim(article.Range{Start: i + n, End: p.body.End})); l.source || l.name || l.short {
			p.body.Start = i
			p.cutSignal()
			return true
		}
	}
	return false
}

// cutToColon cuts off a sentence that ends with a colon before the names of authors and a title: More is found in: …
func (p *parse) cutToColon() bool {
	for i := p.body.Start; i < p.body.End; i = p.t.skip(i) {
		if a, ok := p.t.atomOver(i); ok {
			i = max(a.End-1, i)
			continue
		}
		if p.t.s[i] != ':' || i+2 >= p.body.End || p.t.s[i+1] != ' ' {
			continue
		}
		rest := p.t.trim(article.Range{Start: i + 1, End: p.body.End})
		for _, a := range p.t.within(rest) {
			if a.kind != quotation && a.kind != italic || a.Start == rest.Start {
				break
			}
			if names(p.t.s[rest.Start:a.Start]) != nil {
				p.body = rest
				return true
			}
			break
		}
	}
	return false
}

// piece is an atom, or words between separators.
type piece struct {
	atom
	// before is the separator that stands before the piece: a comma, a full stop, an opening bracket; 0 if none does.
	before rune
	// depth is in how many brackets it stands.
	depth int
}

const words = atomKind(255)

// split parts the body into pieces.
func (p *parse) split() {
	p.pieces = p.pieces[:0]
	t, depth, before := p.t, 0, rune(0)
	start := p.body.Start
	flush := func(end int) {
		if r := t.trim(article.Range{Start: start, End: end}); r.Start < r.End {
			p.pieces = append(p.pieces, piece{atom{r, words, t.s[r.Start:r.End], false}, before, depth})
			before = 0
		}
	}
	for i := p.body.Start; i < p.body.End; {
		if a, ok := t.atomOver(i); ok {
			flush(i)
			p.pieces = append(p.pieces, piece{p.inBody(a), before, depth})
			i, before = max(a.End, i+1), 0
			start = i
			continue
		}
		c, size := utf8.DecodeRuneInString(t.s[i:])
		if !t.separates(c, i, p.body) {
			i += size
			continue
		}
		flush(i)
		before = c
		switch c {
		case '(', '[', '（':
			depth++
		case ')', ']', '）':
			depth = max(depth-1, 0)
		}
		i += size
		start = i
	}
	flush(p.body.End)
	p.used = make([]bool, len(p.pieces))
}

// inBody cuts off what an atom has outside of the body, as italics have that begin before the signal.
func (p *parse) inBody(a atom) atom {
	if a.Start >= p.body.Start && a.End <= p.body.End {
		return a
	}
	a.Start, a.End = max(a.Start, p.body.Start), min(a.End, p.body.End)
	if a.kind == italic {
		a.value = p.t.s[a.Start:a.End]
	}
	return a
}

// separates tells whether a character parts pieces.
func (t *text) separates(c rune, i int, in article.Range) bool {
	switch c {
	case ',', ';', '(', ')', '[', ']', '（', '）', '，', '；', '。', '、', '|':
		return c != ',' || !t.isInNumber(i)
	case '.':
		return t.isFullStop(i, in)
	case '?', '!':
		return i+2 < in.End && t.s[i+1] == ' ' && beginsTitle(t.s[i+2:in.End])
	case ':':
		if t.isTime(i) {
			return false
		}
		rest := strings.TrimLeft(t.s[i+1:in.End], "\u00a0 ")
		return rest == "" || isDigit(rest[0]) || len(rest) > 1 && rest[0] == 'e' && isDigit(rest[1]) // e5499 is an electronic page
	case '–', '—', '-', '/':
		if c == '/' && i > in.Start && (strings.HasPrefix(t.s[i-1:], " // ") || strings.HasPrefix(t.s[i-1:], "// ")) {
			return true
		}
		size := utf8.RuneLen(c)
		return i > in.Start && i+size < in.End && t.s[i-1] == ' ' && t.s[i+size] == ' '
	}
	return false
}

// isTime tells of a colon within hours, minutes and seconds: 1:02:03, and behind "at" also 2:03.
func (t *text) isTime(i int) bool {
	from, to := i, i
	for from > 0 && (isDigit(t.s[from-1]) || t.s[from-1] == ':') {
		from--
	}
	for to < len(t.s) && (isDigit(t.s[to]) || t.s[to] == ':') {
		to++
	}
	parts := strings.Split(t.s[from:to], ":")
	for k, part := range parts {
		if k > 0 && len(part) != 2 || len(part) > 2 {
			return false
		}
	}
	return len(parts) == 3 || len(parts) == 2 && (strings.HasSuffix(t.s[:from], "at ") || isClock(firstBytes(t.s[from:], to-from+5)))
}

// firstBytes is the beginning of a text, blanks at its end left out.
func firstBytes(s string, n int) string { return strings.TrimRight(s[:min(n, len(s))], " ,") }

// isShouted tells of a short word in capitals.
func isShouted(word string) bool {
	return word != "" && len(word) <= 5 && word[0] >= 'A' && word[0] <= 'Z' && strings.ToUpper(word) == word
}

func (t *text) isInNumber(i int) bool {
	return i > 0 && i+1 < len(t.s) && isDigit(t.s[i-1]) && isDigit(t.s[i+1])
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isFullStop tells whether a stop ends a part of a citation, rather than an abbreviation or an initial.
func (t *text) isFullStop(i int, in article.Range) bool {
	if i+1 < in.End && !prose.IsBlank(rune(t.s[i+1])) && t.s[i+1] != 0xC2 {
		return false
	}
	word := prose.WordBefore(t.s[in.Start:i])
	if word == "" {
		return true
	}
	first, size := utf8.DecodeRuneInString(word)
	if len(word) <= 2 && isDigit(word[0]) && isEdition(word+t.s[i:min(in.End, i+len(". Auflage"))]) {
		return false
	}
	if strings.Contains(word, ".") && !unicode.IsDigit(first) || size == len(word) && unicode.IsLetter(first) {
		return i+1 >= in.End
	}
	if isShouted(word) && i+2 < in.End && isShouted(t.wordAt(i+2, in.End)) { // FLA. ST. U. L. REV.
		return false
	}
	switch strings.ToLower(word) {
	case "ed", "edn", "aufl", "éd", "изд":
		before := prose.WordBefore(strings.TrimSuffix(t.s[in.Start:i], word))
		return i+1 >= in.End || before != "" && isDigit(before[0])
	case "al":
		return i+1 >= in.End || i+2 < in.End && beginsTitle(t.s[i+2:in.End]) && !isDigit(t.s[i+2])
	case "p", "pp", "vol", "vols", "no", "nos", "nr", "eds", "trans", "tr", "jr", "sr", "dr", "st", "mt", "bd", "bde", "hrsg", "hg", "pt", "ch", "chap",
		"sec", "art", "par", "para", "fig", "fn", "nn", "anm", "rep", "sen", "gov", "gen", "prof", "mr", "mrs", "ms", "vs", "dept", "univ", "inc", "corp", "co", "jg", "dir",
		"núm", "vol.", "pág", "págs", "rev", "ser", "suppl", "rn", "abs", "т", "с", "вып", "№", "др", "cf", "ibid", "op", "cit", "loc", "ca", "approx":
		return i+1 >= in.End
	}
	return true
}
