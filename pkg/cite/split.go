package cite

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// split parts the words of a note into the stretches of its citations, which cover them.
func (t *text) split() []article.Range {
	breaks := t.breaks()
	var all []article.Range
	start := 0
	for k, b := range breaks {
		if b.at <= start {
			continue
		}
		end := len(t.s)
		if k+1 < len(breaks) {
			end = breaks[k+1].at
		}
		left, right := article.Range{Start: start, End: b.at}, article.Range{Start: b.at, End: end}
		if b.at-start > longestCitation || t.parts(left, b.kind, right) {
			all = append(all, left)
			start = b.at
		}
	}
	return append(all, article.Range{Start: start, End: len(t.s)})
}

// longestCitation bounds in bytes how much is looked through for each place where the next citation may begin.
const longestCitation = 4000

// brk is a place where a citation may begin.
type brk struct {
	at   int
	kind breakKind
}

type breakKind uint8

const (
	semicolon breakKind = iota
	sentence
	signalled
	joined
	nested
	behindLink
)

// breaks finds the places where a citation may begin, in order.
func (t *text) breaks() []brk {
	all := t.sentenceBreaks()
	starts, next := len(all), 0
	for i := t.skipSignal(0); i < len(t.s); {
		for next < starts && all[next].at < i {
			next++
		}
		if next < starts && all[next].at == i {
			if k := t.skipSignal(i); k > i {
				i = k
				continue
			}
		}
		if a, ok := t.atomOver(i); ok {
			i = max(a.End, i+1)
			if a.kind == address {
				all = append(all, brk{t.behindAddress(i), behindLink})
			}
			continue
		}
		if b, ok := t.bracketOver(i); ok && b.Start == i {
			if t.isNested(b) {
				all = append(all, brk{b.Start, nested}, brk{t.behindStop(b.End), nested})
			}
			i = b.End
			continue
		}
		if kind, ok := t.breakAt(i); ok {
			at := i
			if kind == semicolon {
				_, size := utf8.DecodeRuneInString(t.s[i:])
				at += size
			}
			all = append(all, brk{at, kind})
			if n := signalAt(t.s[at:]); n > 0 {
				i = at + n
				continue
			}
		}
		i = t.skip(i)
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].at < all[j].at })
	return t.distinct(all)
}

// distinct leaves out breaks that nothing but blanks parts from the one before, unless that is a joining word.
func (t *text) distinct(all []brk) []brk {
	kept := all[:0]
	before := -1
	for _, b := range all {
		at := before
		before = b.at
		if at >= 0 {
			between := t.s[at:b.at]
			if strings.TrimFunc(between, isSeparator) == "" {
				continue
			}
			if k := joinerAt(between); k == len(between) {
				continue
			}
			if k := signalAt(between + " x"); b.kind == signalled && k > 0 && strings.TrimSpace(between[min(k, len(between)):]) == "" {
				continue
			}
		}
		kept = append(kept, b)
	}
	return kept
}

// skipSignal steps over a signal, so that its own words are no break.
func (t *text) skipSignal(i int) int { return i + signalAt(t.s[i:]) }

// behindAddress steps over what belongs to an address: its archived copy in brackets, and when it was looked at.
func (t *text) behindAddress(i int) int {
	for i < len(t.s) {
		rest := strings.TrimLeft(t.s[i:], " ,.;)]>")
		at := len(t.s) - len(rest)
		if a, ok := t.atomOver(at); ok && a.Start == at && (a.kind == accessed || a.kind == archived) {
			i = a.End
			continue
		}
		if b, ok := t.bracketOver(at); ok && b.Start == at && t.belongsToAddress(b) {
			i = b.End
			continue
		}
		break
	}
	return t.behindStop(i)
}

// belongsToAddress tells of brackets that hold an archived copy, or when an address was looked at.
func (t *text) belongsToAddress(r article.Range) bool {
	for _, a := range t.within(r) {
		if a.kind == address || a.kind == accessed || a.kind == archived {
			return true
		}
	}
	return false
}

func (t *text) breakAt(i int) (breakKind, bool) {
	c := t.s[i]
	switch {
	case c == ';' || strings.HasPrefix(t.s[i:], "；"):
		return semicolon, true
	case !isWordByte(c) && c < utf8.RuneSelf:
		return 0, false
	}
	before := strings.TrimRightFunc(t.s[:i], prose.IsBlank)
	if before == "" || len(before) == i && c < utf8.RuneSelf {
		return 0, false
	}
	if n := signalAt(t.s[i:]); n > 0 && leads(t.s[i:i+n]) {
		return signalled, true
	}
	if n := joinerAt(t.s[i:]); n > 0 {
		return joined, true
	}
	return 0, false
}

// isNested tells whether brackets hold a citation of their own: (citing Ruiz, “Tide,” n. 3).
func (t *text) isNested(b article.Range) bool {
	inner := t.trim(article.Range{Start: b.Start + 1, End: b.End - 1})
	s := t.s[inner.Start:inner.End]
	n := signalAt(s)
	return n > 0 && leads(s[:n]) && inner.End-inner.Start > n+2 && !t.isOnlyReference(inner, n) && b.Start > 0
}

// behindStop steps over the punctuation that ends what stands before it.
func (t *text) behindStop(i int) int {
	return i + len(t.s[i:]) - len(strings.TrimLeft(t.s[i:], ".)]!?"))
}

// isOnlyReference tells of brackets that name a note and nothing else: (see note 4).
func (t *text) isOnlyReference(inner article.Range, signal int) bool {
	rest := t.trimFunc(article.Range{Start: inner.Start + signal, End: inner.End}, isSeparator)
	_, at := t.noteNamed(rest)
	return at.End > 0 && at.Start == rest.Start
}

// sentenceBreaks are where sentences begin, and where signals and short forms do behind a stop.
func (t *text) sentenceBreaks() []brk {
	shut := make([]prose.Stretch, 0, len(t.atoms))
	for _, a := range t.atoms {
		shut = append(shut, prose.Stretch{Start: a.Start, End: a.End})
	}
	var all []brk
	for i, s := range prose.Sentences(t.s, prose.Stretch{Start: 0, End: len(t.s)}, shut, nil) {
		if i > 0 {
			all = append(all, brk{s.Start, sentence})
		}
	}
	for i := 0; ; {
		at := strings.Index(t.s[i:], ". ")
		if at < 0 {
			break
		}
		i += at + 2
		s := t.s[i:]
		if s == "" || s[0] < 'A' || s[0] > 'Z' && s[0] < 0xC3 {
			continue
		}
		_, in := t.atomOver(i - 2)
		if n := signalAt(s); !in && (n > 0 || shortForm(s) != "") && !t.isNestedAt(i) {
			all = append(all, brk{i, sentence})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].at < all[j].at })
	return all
}

func (t *text) isNestedAt(i int) bool {
	_, in := t.bracketOver(i)
	return in
}

// parts tells whether a new citation, or commentary, begins between two stretches.
func (t *text) parts(left article.Range, kind breakKind, right article.Range) bool {
	l, r := t.look(left), t.look(right)
	switch kind {
	case nested:
		return !r.empty
	case semicolon:
		return t.partsAtSemicolon(left, l, r)
	case sentence:
		return t.partsAtStop(left, l, right, r) && !t.isCompanion(left, right.Start)
	case signalled:
		return !l.empty && !l.signalOnly && t.opensSource(right) && (l.source || l.short || l.dated || l.name || l.numbered) && !l.prose
	case joined:
		return !r.continues && ((l.linked || l.quoted && l.numbered) && (r.quoted || r.name && r.source) ||
			(l.short || l.located) && r.name && (r.source || r.located) && !l.wordy)
	case behindLink:
		return t.partsBehindLink(left, right) && !t.isCompanion(left, right.Start)
	}
	return false
}

// opensSource tells whether a source can begin behind the signal that a stretch begins with: no small letter follows,
// but for a short form or the number of a note.
func (t *text) opensSource(r article.Range) bool {
	n := signalAt(t.s[r.Start:r.End])
	rest := t.trimFunc(article.Range{Start: r.Start + n, End: r.End}, isSeparator)
	if rest.Start >= rest.End {
		return false
	}
	if !startsLower(t.s[rest.Start:rest.End]) || shortForm(t.s[rest.Start:rest.End]) != "" {
		return true
	}
	_, at := t.noteNamed(rest)
	_, isAtom := t.atomOver(rest.Start)
	return isAtom || at.End > 0 && at.Start == rest.Start || isParticle(t.wordAt(rest.Start, rest.End))
}

func (t *text) partsAtSemicolon(left article.Range, l, r look) bool {
	switch {
	case r.empty, l.empty:
		return false
	case r.signal, r.short:
		return true
	case r.continues, r.locator:
		return false
	case l.authors && !l.source && !l.dated && !l.short && r.inverted && strings.Contains(t.s[left.Start:left.End], ","):
		return false // Ruiz, Ana; Lee, Jo: Tide Tables
	}
	return true
}

func (t *text) partsAtStop(left article.Range, l look, right article.Range, r look) bool {
	switch {
	case r.empty, l.empty:
		return false
	case r.continues && !r.quoted && !r.signal && !r.short && r.source:
		return false
	case l.prose: // commentary of several sentences is joined again
		return true
	case r.signal, r.short:
		return true
	case r.accessed && !r.source, r.continues:
		return false
	case l.authors && !l.titled && !l.located: // a title follows the authors
		return false
	case r.prose:
		return true
	case l.linked && r.linked:
		return !r.bare && !t.sameDocument(left, right)
	case l.short:
		return true
	case r.quoted:
		return l.quoted || l.linked || !l.source && !l.dated && !l.numbered && l.small > 0
	case r.source || r.dated || r.numbered:
		return false
	}
	return r.lower && (l.located || l.dated || l.linked || l.quoted)
}

// sameDocument tells whether an address of one stretch is an address of the other.
func (t *text) sameDocument(left, right article.Range) bool {
	for _, a := range t.addresses(left) {
		for _, b := range t.addresses(right) {
			if addressKey(a) == addressKey(b) {
				return true
			}
		}
	}
	return false
}

// addresses are those that stand in a range, and those that its words lead to; archives are left out.
func (t *text) addresses(r article.Range) []string {
	var all []string
	for _, a := range t.within(r) {
		if a.kind == address && !isArchive(a.value) {
			all = append(all, a.value)
		}
	}
	for _, l := range t.linksWithin(r) {
		if !l.bare && !isArchive(l.url) {
			all = append(all, l.url)
		}
	}
	return all
}

// linksWithin are the links whose words begin in a range.
func (t *text) linksWithin(r article.Range) []placedLink {
	i := sort.Search(len(t.links), func(i int) bool { return t.links[i].Start >= r.Start })
	j := sort.Search(len(t.links), func(i int) bool { return t.links[i].Start >= r.End })
	return t.links[i:max(i, j)]
}

// partsBehindLink tells whether what follows an address describes another document, with an address of its own.
func (t *text) partsBehindLink(left, right article.Range) bool {
	before := t.addresses(left)
	behind := t.addressBehind(right.Start)
	return len(before) > 0 && behind != "" && addressKey(before[len(before)-1]) != addressKey(behind)
}

// addressBehind is the first address of no archive behind a place.
func (t *text) addressBehind(at int) string {
	for i := sort.Search(len(t.atoms), func(i int) bool { return t.atoms[i].Start >= at }); i < len(t.atoms); i++ {
		if a := t.atoms[i]; a.kind == address && !isArchive(a.value) {
			if all := t.addresses(article.Range{Start: at, End: a.Start}); len(all) > 0 {
				return all[0]
			}
			return a.value
		}
	}
	if all := t.addresses(article.Range{Start: at, End: len(t.s)}); len(all) > 0 {
		return all[0]
	}
	return ""
}

// look is what a stretch looks like.
type look struct {
	empty, signal, signalOnly, short bool
	// wordy tells that it has the words of a sentence, prose that it cites nothing as well.
	wordy, prose bool
	// small counts its words that have no capital and are no part of names.
	small int
	// quoted, italic, linked and identified tell what is in it; source that it has one of them.
	quoted, italic, linked, source bool
	dated, accessed, numbered      bool
	// continues tells that it goes on with what is before, locator that it is nothing but a number of pages.
	continues, locator bool
	// located tells that it ends with a locator.
	located bool
	// name tells that it begins with a word with a capital, authors that it is nothing but names (and a year), inverted
	// that a family name comes first; titled that a title is in it.
	name, authors, inverted, titled bool
	// bare tells that it is nothing but an address; lower that a long word of it has no capital.
	bare, lower bool
}

func (t *text) look(r article.Range) look {
	r = t.trimFunc(r, isSeparator)
	var l look
	if r.Start >= r.End {
		return look{empty: true}
	}
	s := t.s[r.Start:r.End]
	if n := joinerAt(s); n > 0 {
		r.Start += n
		s = s[n:]
	}
	if n := signalAt(s); n > 0 {
		l.signal = true
		r = t.trimFunc(article.Range{Start: r.Start + n, End: r.End}, isSeparator)
		if s = t.s[r.Start:r.End]; s == "" {
			l.signalOnly = true
			return l
		}
	}
	l.short = shortForm(s) != ""
	t.lookAtoms(&l, r)
	t.lookWords(&l, r)
	l.continues = t.continues(r)
	l.locator = isLocator(s)
	if comma := strings.LastIndexByte(s, ','); comma >= 0 {
		l.located = isLocator(s[comma+1:]) && !l.dated
	}
	return l
}

func isSeparator(c rune) bool {
	return prose.IsBlank(c) || c == ';' || c == ',' || c == '；' || c == '，'
}

func (t *text) lookAtoms(l *look, r article.Range) {
	for _, a := range t.within(r) {
		switch a.kind {
		case quotation:
			l.quoted, l.source, l.titled = true, true, true
		case italic:
			l.italic, l.source, l.titled = true, true, true
		case date:
			l.dated = true
		case accessed:
			l.accessed = true
		case archived:
		case address:
			l.linked, l.source = true, true
			l.bare = a.Start == r.Start && a.End >= r.End-1
		default:
			l.source = true
		}
	}
	if len(t.linksWithin(r)) > 0 {
		l.linked, l.source = true, true
	}
}

// lookWords reads the words outside of atoms.
func (t *text) lookWords(l *look, r article.Range) {
	first, verbs, lower, capitals, others := true, 0, 0, 0, 0
	for i := r.Start; i < r.End; {
		if b, ok := t.bracketOver(i); ok && b.Start == i && i > r.Start && b.End <= r.End {
			i = b.End
			continue
		}
		if a, ok := t.atomOver(i); ok {
			i = max(a.End, i+1)
			first = false
			continue
		}
		c, size := utf8.DecodeRuneInString(t.s[i:])
		if !unicode.IsLetter(c) {
			l.numbered = l.numbered || unicode.IsDigit(c)
			i += size
			continue
		}
		word := t.wordAt(i, r.End)
		i += len(word)
		switch {
		case unicode.IsUpper(c):
			if first {
				l.name = true
				l.inverted = i < len(t.s) && t.s[i] == ','
			}
			capitals++
		case isParticle(word) || joinerAt(word+" ") > 0 || word == "al" || word == "ed" || word == "eds" || word == "hrsg":
		default:
			lower++
			l.lower = l.lower || len(word) >= 4
			if isVerb(word) {
				verbs++
			}
		}
		if isVerb(strings.ToLower(word)) && unicode.IsUpper(c) && first {
			others++
		}
		first = false
	}
	l.authors = l.name && lower == 0 && capitals > 0 && !l.source
	l.small = lower
	l.wordy = verbs > 0 && lower > 1 || others > 0 && lower > 0
	l.prose = !l.linked && !l.short && l.wordy && (!l.quoted || lower > 3)
}

func (t *text) wordAt(i, end int) string {
	s := t.s[i:end]
	if n := strings.IndexFunc(s, func(c rune) bool { return !unicode.IsLetter(c) && c != '’' && c != '\'' && c != '-' }); n >= 0 {
		return s[:n]
	}
	return s
}

// continues tells whether a stretch can only go on with the citation before it.
func (t *text) continues(r article.Range) bool {
	if a, ok := t.atomOver(r.Start); ok && a.Start == r.Start {
		return a.kind != quotation && a.kind != italic && (a.kind != address || a.End >= r.End-1)
	}
	s := t.s[r.Start:r.End]
	switch s[0] {
	case '(', '[', '/', '-', '&', '+', '=':
		return true
	}
	if s[0] >= '0' && s[0] <= '9' || strings.HasPrefix(s, "–") || strings.HasPrefix(s, "—") {
		return true
	}
	for _, start := range continuations {
		if hasPrefixFold(s, start) && endsWord(s, len(start)) {
			return true
		}
	}
	return false
}

// continuations are words that begin a part of a citation.
var continuations = [...]string{
	"accessed", "available", "retrieved", "archived", "archive", "doi", "url", "isbn", "issn", "pmid", "pmcid", "online", "in:", "in", "vol", "volume", "no.",
	"pp", "p.", "ed.", "eds", "edited by", "translated", "trans.", "last accessed", "last visited", "last updated", "last modified", "updated", "published",
	"accessible", "access", "print", "web", "ms", "paper presented", "working paper", "discussion paper", "phd", "master’s thesis", "dissertation",
	"abgerufen", "zugriff", "zuletzt", "letzter", "verfügbar", "stand", "hrsg.", "hg.", "bd.", "aufl.", "online verfügbar", "abrufbar",
	"consulté", "disponible", "en ligne", "page consultée", "dir.", "éd.", "trad.", "récupéré", "fecha de consulta", "recuperado", "consultado",
	"disponibile", "disponível", "acesso", "acessado", "url:", "режим доступа", "дата обращения", "т.", "с.", "№", "n.d", "s.l", "s.n", "doi:", "available at",
	"at", "reprinted", "reprint", "revised", "2nd", "epub", "suppl",
}
