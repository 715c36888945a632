package read

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// bibliographyHeadings are what the list of an article's sources is called.
var bibliographyHeadings = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for name := range strings.SplitSeq(`references|reference list|list of references|bibliography|selected bibliography|select bibliography|
		works cited|works consulted|literature|literature cited|cited literature|sources|sources cited|references cited|
		references and further reading|bibliography and references|references and bibliography|
		literatur|literaturverzeichnis|quellen|quellenverzeichnis|quellen und literatur|quellen- und literaturverzeichnis|
		literatur- und quellenverzeichnis|literatur und quellen|literaturangaben|literaturliste|verwendete literatur|zitierte literatur|
		bibliographie|bibliografie|bibliographische angaben|références|references bibliographiques|références bibliographiques|
		ouvrages cités|œuvres citées|sources et bibliographie|bibliographie sélective|bibliografía|bibliografia|referencias|
		referencias bibliográficas|bibliografía citada|obras citadas|fuentes|fuentes y bibliografía|riferimenti|
		riferimenti bibliografici|opere citate|fonti|literatuur|literatuurlijst|geraadpleegde literatuur|bronnen|referenties|
		referências|referências bibliográficas|referências citadas|литература|список литературы|библиография|
		библиографический список|список использованной литературы|источники|источники и литература|参考文献|參考文獻|引用文献|文献|
		参考資料|참고문헌|litteratur|litteraturliste|referenser|referencer|referanser|källor|kilder|lähteet|kirjallisuus|bibliografi|
		literatura|piśmiennictwo|źródła|použitá literatura|irodalom|kaynakça|kaynaklar|βιβλιογραφία`, "|") {
		all[strings.TrimSpace(name)] = true
	}
	return all
})

// subheadings begin a part of a bibliography.
var bibliographyParts = prose.Words(`primary secondary sources literature archives archival unpublished published printed online web websites
	books articles journals newspapers interviews films internet primärquellen sekundärliteratur primärliteratur internetquellen
	onlinequellen forschungsliteratur quellen literatur archivalien sources secondaires primarias secundarias fuentes`)

// isBibliographyHeading tells whether a line says that a bibliography follows, by its own number or not.
func isBibliographyHeading(s string) bool {
	const longest, mostBlanks = 80, 7
	if len(s) > longest || strings.Count(s, " ") > mostBlanks || !mayNameBibliography(s) {
		return false
	}
	s = strings.TrimLeftFunc(prose.Fold(s), func(c rune) bool { return !unicode.IsLetter(c) })
	s = strings.TrimRight(s, " :.*_#=")
	if numeral, rest, ok := strings.Cut(s, ". "); ok && strings.Trim(numeral, "IVX") == "" {
		s = rest
	}
	return bibliographyHeadings()[strings.ToLower(s)]
}

// mayNameBibliography is a quick look at a line: most begin with a word in lower case, or end in the midst of a sentence.
func mayNameBibliography(s string) bool {
	for i, c := range s {
		if unicode.IsLetter(c) {
			return !unicode.IsLower(c) && i < len("VIII. 10.10 ")
		}
	}
	return false
}

// bibliographyByPattern takes what stands under the heading of a bibliography for its entries, if the article has no
// other ones. Rows are the lines of a text, or those of the blocks.
func bibliographyByPattern(f *flow, rows []row) {
	if len(f.entries) > 0 {
		return
	}
	isHeading := func(r row) bool { return isBibliographyHeading(f.text[r.Start:r.End]) }
	first := slices.IndexFunc(rows, isHeading)
	if first < 0 {
		return
	}
	rows = f.standing(rows[first:])
	headings := f.headings()
	var taken []prose.Stretch
	for i, r := range rows {
		if !isHeading(r) {
			continue
		}
		l := entryLines{text: f.text, rows: rows[i+1:], headings: headings, broken: f.broken}
		found := l.entries(l.end())
		if f.mostlyNotes(r, found) || f.broken && len(f.notes) > 2*len(found) && !l.mostlyNamed(l.rows[:len(found)]) {
			continue
		}
		f.entries = append(f.entries, found...)
		for _, e := range found {
			taken = append(taken, e.Stretch)
		}
	}
	f.withoutBlocks(taken)
	f.keyedReferences()
}

// headings are the headings by where they begin.
func (f *flow) headings() map[int]bool {
	all := map[int]bool{}
	for _, b := range f.blocks {
		if b.heading {
			all[b.Start] = true
		}
	}
	return all
}

// mostlyNotes tells whether more notes than entries stand under a heading: it is that of a numbered list.
func (f *flow) mostlyNotes(heading row, found []entryBlock) bool {
	if len(found) == 0 {
		return true
	}
	end := found[len(found)-1].End
	first := sort.Search(len(f.notes), func(i int) bool { return f.notes[i].Start >= heading.Start })
	behind := sort.Search(len(f.notes), func(i int) bool { return f.notes[i].Start >= end })
	return behind-first >= len(found)
}

// withoutBlocks takes out of the blocks what is no part of the text.
func (f *flow) withoutBlocks(taken []prose.Stretch) {
	if len(taken) == 0 {
		return
	}
	kept := f.blocks[:0:0]
	for _, b := range f.blocks {
		if !touches(taken, b.Stretch) {
			kept = append(kept, b)
		}
	}
	f.blocks = kept
}

// lines are the rows in which a bibliography is looked for: those of a text, or else of the blocks, if there is a heading.
func (f *flow) lines() []row {
	if f.rows != nil {
		return f.rows
	}
	headed := false
	for _, b := range f.blocks {
		headed = headed || isBibliographyHeading(f.text[b.Start:b.End])
	}
	if !headed {
		return nil
	}
	rows := make([]row, 0, len(f.blocks))
	for _, b := range f.blocks {
		rows = append(rows, blockRows(f.text, b, 0)...)
	}
	return rows
}

// standing are the rows that stand in blocks: others are of notes.
func (f *flow) standing(rows []row) []row {
	kept := make([]row, 0, len(rows))
	for _, r := range rows {
		if _, ok := f.blockAt(r.Start); ok {
			kept = append(kept, r)
		}
	}
	return kept
}

// entryLines are the rows behind the heading of a bibliography.
type entryLines struct {
	text     string
	rows     []row
	headings map[int]bool
	// broken tells that blocks may have been parted where a page or a column ends.
	broken bool
}

func (l *entryLines) line(i int) string { return l.text[l.rows[i].Start:l.rows[i].End] }

// end is the row at which the bibliography ends: the next heading, or rows that are no entries.
func (l *entryLines) end() int {
	const mostStrange = 3
	end, strange := 0, 0
	for i := range l.rows {
		s := l.line(i)
		switch {
		case isBibliographyHeading(s), isNotesHeading(s) && !saysSource(s):
			return end
		case saysSource(s) && !isProse(s) || l.opens(i):
			end, strange = i+1, 0
		case l.headings[l.rows[i].Start] && l.rows[i].gap && !isBibliographyPart(s):
			return end
		default:
			strange++
		}
		if strange > mostStrange {
			return end
		}
	}
	return end
}

// next is the row behind another, empty at the end.
func (l *entryLines) next(i int) string {
	if i+1 < len(l.rows) {
		return l.line(i + 1)
	}
	return ""
}

func isBibliographyPart(s string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimLeft(s, "0123456789. ")), " ")
	return len(s) < 60 && bibliographyParts[strings.TrimRight(first, ":.")]
}

// opens tells whether a row is the beginning of an entry that goes on in the next: names that run to its end.
func (l *entryLines) opens(i int) bool {
	s := l.line(i)
	return strings.ContainsAny(s, ",/;") && !isComplete(s) && (continuesEntry(s, l.next(i)) || saysSource(l.next(i)))
}

// saysSource tells whether words can be of an entry: they have a year or an address.
func saysSource(s string) bool {
	return strings.Contains(s, "://") || strings.Contains(s, "doi") || strings.Contains(s, "www.") || len(yearsIn(s, 0, len(s), 1)) > 0
}

// isProse tells a paragraph from an entry: it is long, or begins with words in lower case as no name does.
func isProse(s string) bool {
	const longest, shortest, first = 1500, 200, 6
	if len(s) > longest {
		return true
	}
	words := strings.Fields(s[:min(len(s), shortest)])
	capitals := 0
	for _, w := range words[:min(first, len(words))] {
		c, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "(“\"‘„«[_*"))
		if !unicode.IsLower(c) {
			capitals++
		}
	}
	return len(s) > shortest && capitals < 2
}

// continuesEntry tells whether a row of its own goes on with an entry.
func continuesEntry(before, s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	last := prose.LastRune(strings.TrimRight(before, " "))
	return unicode.IsLower(c) && !strings.HasPrefix(s, "van ") && !strings.HasPrefix(s, "von ") && !strings.HasPrefix(s, "de ") ||
		c == '(' && len(yearsIn(s, 0, min(len(s), len("(2021a)")), 1)) > 0 || strings.ContainsRune(":,-–/&", last)
}

// entries joins the rows before an end to entries, if most of these say a source.
func (l *entryLines) entries(end int) []entryBlock {
	rows := l.rows[:end]
	begins := l.begins(rows)
	var found []entryBlock
	said := 0
	for i := 0; i < len(rows); {
		j := i + 1
		for j < len(rows) && !begins(j) {
			j++
		}
		e := l.entry(rows[i:j])
		numbered := leadOf(l.text, rows[i]).style != noNote
		switch s := l.text[e.Start:e.End]; {
		case numbered, isProse(s):
		case saysSource(s):
			said++
			found = append(found, e)
		case j > i+1 || !l.headings[rows[i].Start]:
			found = append(found, e)
		}
		i = j
	}
	if said*5 < len(found)*3 || said == 0 {
		return nil
	}
	return found
}

// entry is one of some rows.
func (l *entryLines) entry(rows []row) entryBlock {
	e := entryBlock{Stretch: prose.Stretch{Start: rows[0].Start, End: rows[len(rows)-1].End}}
	for _, r := range rows {
		if n := len(e.words); n > 0 && !r.block {
			e.words[n-1].End = r.End
			continue
		}
		e.words = append(e.words, r.Stretch)
	}
	if key := keyAt(l.text, e.words[0]); key.End > key.Start {
		e.key = l.text[key.Start:key.End]
		e.words[0].Start = skipBlanks(l.text, key.End+1, e.words[0].End)
	}
	return e
}

// keyAt is the key in square brackets that begins an entry, [RFC2119] or [Rui21], without the brackets; empty if there
// is none.
func keyAt(text string, s prose.Stretch) prose.Stretch {
	const longest = 30
	end := strings.IndexByte(text[s.Start:min(s.End, s.Start+longest)], ']')
	none := prose.Stretch{Start: s.Start, End: s.Start}
	if end < len("[ab") || text[s.Start] != '[' || digitsOnly(text[s.Start+1:s.Start+end]) || s.Start+end+1 == s.End {
		return none
	}
	key := prose.Stretch{Start: s.Start + 1, End: s.Start + end}
	if strings.ContainsFunc(text[key.Start:key.End], func(c rune) bool { return c == '[' || c == '(' || c == '\n' }) {
		return none
	}
	return key
}

// keyedReferences are the keys of entries that stand in square brackets in the text.
func (f *flow) keyedReferences() {
	keys := map[string]bool{}
	for _, e := range f.entries {
		keys[e.key] = e.key != ""
	}
	delete(keys, "")
	if len(keys) == 0 {
		return
	}
	for _, b := range f.blocks {
		if !b.code {
			f.references = append(f.references, keysIn(f.text, b.Stretch, keys)...)
		}
	}
	for _, n := range f.notes {
		for _, s := range n.words {
			f.references = append(f.references, keysIn(f.text, s, keys)...)
		}
	}
}

// keysIn finds [RFC2119] and [RFC2119, RFC3986].
func keysIn(text string, in prose.Stretch, keys map[string]bool) []reference {
	const longest = 200
	var all []reference
	for i := in.Start; i < in.End; i++ {
		if text[i] != '[' {
			continue
		}
		size := strings.IndexByte(text[i:min(in.End, i+longest)], ']')
		if size < 0 {
			continue
		}
		group := prose.Stretch{Start: i, End: i + size + 1}
		for at := i + 1; at < i+size; {
			end := i + size
			if n := strings.IndexAny(text[at:end], ",;"); n >= 0 {
				end = at + n
			}
			if s := trimmed(text, prose.Stretch{Start: at, End: end}); keys[text[s.Start:s.End]] {
				key := text[s.Start:s.End]
				all = append(all, reference{Stretch: s, group: group, label: key, entry: article.None, key: key})
			}
			at = end + 1
		}
	}
	return all
}

// begins tells at which rows entries begin: those behind a blank line or at the end of a block, and those that stand
// further out than others, or where lines are wrapped, those behind a complete row. Of blocks, which a format may have
// parted, one can go on with that before it.
func (l *entryLines) begins(rows []row) func(int) bool {
	least, widest, gaps := 1<<30, 0, 0
	hangs := false
	for i, r := range rows {
		least, widest = min(least, r.indent), max(widest, r.End-r.Start)
		if r.gap {
			gaps++
		}
		hangs = hangs || i > 0 && !r.gap && r.indent > rows[i-1].indent
	}
	broken := l.broken && l.mostlyNamed(rows)
	inset := len(rows) > 0 && rows[0].indent > least
	return func(i int) bool {
		r, before := rows[i], l.line(i-1)
		switch {
		case r.block:
			s := l.line(i)
			names := l.headings[rows[i-1].Start] && !saysSource(before) && strings.ContainsAny(before, ",/")
			if broken && len(yearsIn(s, 0, len(s), 1)) == 0 {
				return false
			}
			return !names && !continuesEntry(before, s)
		case r.gap:
			return true
		case inset:
			return r.indent > least
		case hangs:
			return r.indent == least
		case widest > widestPage:
			return true
		case gaps > 1:
			return false
		}
		c, _ := utf8.DecodeRuneInString(l.line(i))
		return isComplete(before) && (unicode.IsUpper(c) || unicode.Is(unicode.Lo, c) || c == '—')
	}
}

// mostlyNamed tells whether most rows begin with names and a year.
func (l *entryLines) mostlyNamed(rows []row) bool {
	named := 0
	for i := range rows {
		s := l.line(i)
		years := yearsIn(s, 0, len(s), 1)
		if len(years) > 0 && namesBefore(s, 0, years[0].Start).Start == 0 {
			named++
		}
	}
	return named*4 >= len(rows)*3
}
