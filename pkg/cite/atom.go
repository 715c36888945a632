package cite

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/metadata"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// atom is a piece of a text that nothing parts: a quotation, words in italics, an address, an identifier, a date.
type atom struct {
	article.Range
	kind atomKind
	// value is what the atom says: the address, the identifier, the date in EDTF, the quotation without its marks.
	value string
	// open tells of a quotation that its text does not close, and of a date of which only a year is written.
	open bool
}

type atomKind uint8

const (
	quotation atomKind = iota
	italic
	address
	doi
	isbn
	issn
	pmid
	pmcid
	arxiv
	handle
	date
	accessed
	archived
	// reference is words that name another note, or stand for what was cited before.
	reference
)

// text is the words of a note or an entry, with what stands in them.
type text struct {
	article.Words
	s     string
	atoms []atom
	links []placedLink
	// shut is the brackets outside of all atoms, the outermost only.
	shut []article.Range
	// unclosed are the places of marks that open a quotation which nothing closes.
	unclosed []int
	// unmatched counts the marks for which no closing one was found.
	unmatched int
}

// placedLink is a link whose words stand in the text.
type placedLink struct {
	article.Range
	url string
	// bare tells that the words are the address itself.
	bare bool
}

func newText(a *article.Article, words article.Words, links []int) *text {
	t := &text{Words: words, s: words.Text}
	for _, i := range links {
		l := a.Links[i]
		if isIdentifierName(l.Text) {
			continue // it leads to what the identifier is, as in encyclopedias
		}
		t.links = append(t.links, placedLink{clip(l.Words, len(t.s)), l.URL, l.Text == "" || isAddress(l.Text)})
	}
	sort.SliceStable(t.links, func(i, j int) bool { return t.links[i].Start < t.links[j].Start })
	t.scan()
	t.addItalics()
	t.addDates()
	t.closeQuotations()
	t.dropCompanions()
	t.shut = t.brackets()
	return t
}

// isIdentifierName knows the names of identifiers, and of what keeps copies.
func isIdentifierName(words string) bool {
	switch strings.ToLower(strings.Trim(words, " :.")) {
	case "isbn", "issn", "doi", "pmid", "pmc", "arxiv", "bibcode", "oclc", "jstor", "s2cid", "lccn", "hdl", "zbl", "mr", "ssrn", "wayback machine":
		return true
	}
	return false
}

func clip(r article.Range, n int) article.Range {
	start := min(max(r.Start, 0), n)
	return article.Range{Start: start, End: min(max(r.End, start), n)}
}

// scan finds addresses, identifiers and quotations in one pass.
func (t *text) scan() {
	link := 0
	for i := 0; i < len(t.s); {
		for link < len(t.links) && (t.links[link].Start < i || !t.links[link].bare || t.links[link].Start == t.links[link].End) {
			link++
		}
		if link < len(t.links) && t.links[link].Start == i {
			i = t.add(atom{t.links[link].Range, address, t.links[link].url, false})
			continue
		}
		a, ok := t.atomAt(i)
		if ok && link < len(t.links) && a.kind != quotation && a.End > t.links[link].Start {
			ok = false
		}
		if ok {
			if a.open {
				t.unclosed = append(t.unclosed, i)
				i = a.End
			} else {
				i = t.add(a)
			}
			continue
		}
		i = t.skip(i)
	}
}

// skip steps over a character, or over the rest of a word that begins no atom.
func (t *text) skip(i int) int {
	if c := t.s[i]; c >= utf8.RuneSelf {
		_, size := utf8.DecodeRuneInString(t.s[i:])
		return i + size
	}
	if !isWordByte(t.s[i]) {
		return i + 1
	}
	for i < len(t.s) && isWordByte(t.s[i]) {
		i++
	}
	return i
}

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func (t *text) add(a atom) int {
	t.atoms = append(t.atoms, a)
	return max(a.End, a.Start+1)
}

func (t *text) atomAt(i int) (atom, bool) {
	c := t.s[i]
	switch {
	case c == '"' || c == '\'' || c == '`' || c == 0xC2 || c == 0xE2 || c == 0xE3:
		return t.quotationAt(i)
	case c == '_':
		return t.underscored(i)
	case isWordByte(c):
		return t.identifierAt(i)
	}
	return atom{}, false
}

// addItalics adds what stands in italics, unless it is in another atom or holds one.
func (t *text) addItalics() {
	if len(t.Italics) == 0 {
		return
	}
	n := len(t.atoms)
	for _, r := range t.Italics {
		r = t.trim(clip(r, len(t.s)))
		if r.Start >= r.End || t.overlaps(r, n) || isNoTitle(t.s[r.Start:r.End]) {
			continue
		}
		t.atoms = append(t.atoms, atom{r, italic, t.s[r.Start:r.End], false})
	}
	t.sort()
}

func (t *text) sort() {
	sort.SliceStable(t.atoms, func(i, j int) bool { return t.atoms[i].Start < t.atoms[j].Start })
}

// insert adds an atom at its place.
func (t *text) insert(a atom) {
	i := sort.Search(len(t.atoms), func(i int) bool { return t.atoms[i].Start >= a.Start })
	t.atoms = slices.Insert(t.atoms, i, a)
}

func (t *text) overlaps(r article.Range, n int) bool {
	i := sort.Search(n, func(i int) bool { return t.atoms[i].End > r.Start })
	return i < n && t.atoms[i].Start < r.End
}

// addDates finds the dates between the other atoms.
func (t *text) addDates() {
	n, from := len(t.atoms), 0
	for i := 0; i <= n; i++ {
		to := len(t.s)
		if i < n {
			to = t.atoms[i].Start
		}
		if from < to {
			t.datesIn(from, to)
		}
		if i < n {
			from = t.atoms[i].End
		}
	}
	if len(t.atoms) > n {
		t.sort()
	}
}

func (t *text) datesIn(from, to int) {
	for _, d := range metadata.Dates(t.s[from:to]) {
		a := atom{article.Range{Start: from + d.Start, End: from + d.End}, date, d.EDTF, d.Year}
		if d.Year && t.isNumberOfSomething(from, a.Range) {
			continue
		}
		if d.Year {
			a.Range = t.withLetter(a.Range, to)
		}
		a.Range, a.kind = t.labelled(from, to, a.Range)
		t.atoms = append(t.atoms, a)
	}
	t.undated(from, to)
}

// brackets finds round and square brackets outside of atoms that are closed.
func (t *text) brackets() []article.Range {
	var all []article.Range
	var open []byte
	start := 0
	for i := 0; i < len(t.s); i++ {
		if a, ok := t.atomOver(i); ok && a.kind != date && a.kind != accessed && a.kind != archived {
			i = a.End - 1
			continue
		}
		switch c := t.s[i]; c {
		case '(', '[':
			if len(open) == 0 {
				start = i
			}
			open = append(open, c+1+(c&2)>>1) // ')' is '('+1, ']' is '['+2
		case ')', ']':
			if n := len(open); n > 0 && open[n-1] == c {
				if open = open[:n-1]; n == 1 {
					all = append(all, article.Range{Start: start, End: i + 1})
				}
			}
		}
	}
	return all
}

// atomOver is the atom that holds a byte.
func (t *text) atomOver(at int) (atom, bool) {
	i := sort.Search(len(t.atoms), func(i int) bool { return t.atoms[i].End > at })
	if i < len(t.atoms) && t.atoms[i].Start <= at {
		return t.atoms[i], true
	}
	return atom{}, false
}

// bracketOver is the bracket that holds a byte.
func (t *text) bracketOver(at int) (article.Range, bool) {
	i := sort.Search(len(t.shut), func(i int) bool { return t.shut[i].End > at })
	if i < len(t.shut) && t.shut[i].Start <= at {
		return t.shut[i], true
	}
	return article.Range{}, false
}

// within are the atoms of a range.
func (t *text) within(r article.Range) []atom {
	i := sort.Search(len(t.atoms), func(i int) bool { return t.atoms[i].Start >= r.Start })
	j := sort.Search(len(t.atoms), func(i int) bool { return t.atoms[i].Start >= r.End })
	return t.atoms[i:max(i, j)]
}

// trim takes blanks off the ends of a range.
func (t *text) trim(r article.Range) article.Range {
	return t.trimFunc(r, prose.IsBlank)
}

// trimFunc takes characters off the ends of a range. A range that ends before it begins is empty.
func (t *text) trimFunc(r article.Range, drop func(rune) bool) article.Range {
	r.End = max(r.Start, r.End)
	s := t.s[r.Start:r.End]
	left := strings.TrimLeftFunc(s, drop)
	r.Start += len(s) - len(left)
	r.End = r.Start + len(strings.TrimRightFunc(left, drop))
	return r
}

// isNoTitle tells of words that stand in italics without being a title.
func isNoTitle(s string) bool {
	s = strings.TrimRight(strings.ToLower(s), ".,;: ")
	switch s {
	case "ibid", "ibidem", "id", "idem", "op. cit", "loc. cit", "supra", "infra", "et al", "see", "see also", "but see", "cf", "in", "v", "vs",
		"and", "passim", "ebd", "ebenda", "a. a. o", "vgl", "siehe", "voir", "véase", "et", "citing", "quoting", "quoted in", "cited in", "compare",
		"with", "accord", "e.g", "contra":
		return true
	}
	return strings.IndexFunc(s, unicode.IsLetter) < 0
}
