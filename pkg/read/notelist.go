package read

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// row is a line of a text, or a block of a format that has blocks.
type row struct {
	prose.Stretch
	// gap tells that something parts it from the row before: a blank line, or the end of a block.
	gap bool
	// indent is how many blanks the line begins with.
	indent int
	// number is that of an item in a list whose numbers stand nowhere in the words.
	number int
	// block tells that the row is one of a format that has blocks, among which are captions, buttons and forms.
	block bool
}

// noteStyle is how a list of notes writes its labels.
type noteStyle int

const (
	noNote      noteStyle = iota
	bracketed             // [12] …
	dotted                // 12. …
	parenthesed           // 12) …
	rounded               // (12) …
	curled                // {12} …
	bare                  // 12 …
	superscripted
	noteStyles
)

// open is the bracket in which labels of a style stand, 0 if they stand in none.
func (s noteStyle) open() byte {
	switch s {
	case rounded:
		return '('
	case curled:
		return '{'
	default:
		return 0
	}
}

// lead is how a row begins, if it can begin a note.
type lead struct {
	style noteStyle
	label int
	// words is where the label has ended.
	words int
	// padded is the label as it is printed, where zeros stand before it.
	padded string
}

// noteList is a list of notes in the rows of a text.
type noteList struct {
	style noteStyle
	heads []int // rows at which its notes begin
	calls int   // how many of its labels the text before it calls
	after int   // the row behind its last note
	// headed tells that a heading says what it is.
	headed bool
}

// notesIn finds the lists of notes in rows, and what of the text they take. A list is one when the text before it calls
// its labels, in its words or by raised numbers, or when it stands under a heading that says so; a numbered list in the
// text is none. What follows the last note is no part of it.
//
// Notes in brackets and notes with letters or symbols are found beside them. Where there are notes in brackets that say
// what they are, other numbered rows are none.
func notesIn(text string, rows []row, raised []prose.Stretch) (notes []noteBlock, taken []prose.Stretch) {
	notes, taken = byPlace(enclosedNotes(text, rows))
	if len(notes) == 0 {
		notes, taken = listedNotes(text, rows, raised)
	}
	return byPlace(append(notes, signedNotes(text, rows, taken)...))
}

func listedNotes(text string, rows []row, raised []prose.Stretch) (notes []noteBlock, taken []prose.Stretch) {
	leads := make([]lead, len(rows))
	leading := false
	for i, r := range rows {
		leads[i] = leadOf(text, r)
		leading = leading || leads[i].style != noNote
	}
	terms := licencesIn(text)
	for i, r := range rows {
		if isTerm(terms, r.Stretch) {
			leads[i] = lead{}
		}
	}
	if !leading {
		return nil, nil
	}
	dropWrapped(text, rows, leads)
	f := listFinder{text: text, rows: rows, leads: leads, calls: callsIn(text, rows, leads, raised)}
	f.countCalls()
	for _, list := range f.lists() {
		notes = append(notes, f.notes(list)...)
	}
	if len(notes) == 0 {
		notes = roundNotes(text, rows, leads)
	}
	return byPlace(notes)
}

func (f *listFinder) notes(list noteList) []noteBlock {
	all := make([]noteBlock, 0, len(list.heads))
	for i, head := range list.heads {
		all = append(all, f.note(list, i, head))
	}
	return all
}

// dropWrapped takes calls that begin a row only because it was wrapped there for no beginnings of notes: those in the
// midst of a paragraph that no note begins, behind a row that is not complete, or where the label begins a paragraph
// elsewhere.
func dropWrapped(text string, rows []row, leads []lead) {
	begins := map[int]bool{}
	for i, l := range leads {
		if l.style == bracketed && rows[i].gap {
			begins[l.label] = true
		}
	}
	if len(begins) == 0 {
		return
	}
	inNote := false
	for i, l := range leads {
		noted := l.style == bracketed
		if rows[i].gap || isNotesHeading(text[rows[i].Start:rows[i].End]) {
			inNote = noted
			continue
		}
		if !noted || inNote {
			continue
		}
		before := text[rows[i-1].Start:rows[i-1].End]
		if !isNotesHeading(before) && (begins[l.label] || !isComplete(before)) {
			leads[i] = lead{}
		} else {
			inNote = true
		}
	}
}

// leadOf reads the label that a row begins with.
func leadOf(text string, r row) lead {
	s := text[r.Start:r.End]
	if r.number > 0 {
		return lead{style: dotted, label: r.number, words: r.Start}
	}
	if s == "" {
		return lead{}
	}
	if digits, size := superscript(s); size > 0 {
		return leadWith(superscripted, digits, r.Start+size)
	}
	style := bare
	i := 0
	switch s[0] {
	case '[':
		style, i = bracketed, 1
	case '(':
		style, i = rounded, 1
	case '{':
		style, i = curled, 1
	}
	start := i
	for i < len(s) && i-start < 5 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	digits := s[start:i]
	if digits == "" || len(digits) > 4 {
		return lead{}
	}
	switch rest := s[i:]; {
	case style != bare && strings.HasPrefix(rest, string(rune(brackets[s[0]]))):
		i++
	case style == bare && strings.HasPrefix(rest, ")"):
		style, i = parenthesed, i+1
	case style == bare && strings.HasPrefix(rest, "."):
		style, i = dotted, i+1
	case style != bare:
		return lead{}
	}
	if i < len(s) && (s[i] == '.' || s[i] == ':') && style == bracketed {
		i++
	}
	if !labelEnds(s[i:], style) {
		return lead{}
	}
	return leadWith(style, digits, r.Start+i)
}

// labelEnds tells whether what follows a label can be the words of a note. Those of a label in brackets may follow at
// once or in the next row; a legend explains its numbers by a sign of equality.
func labelEnds(rest string, style noteStyle) bool {
	words := strings.TrimSpace(rest)
	c, _ := utf8.DecodeRuneInString(rest)
	if style != bracketed {
		return prose.IsBlank(c) && words != ""
	}
	return words == "" || prose.IsBlank(c) && words[0] != '=' || c == '_' || c == '“' || c == '"' || unicode.IsUpper(c)
}

func leadWith(style noteStyle, digits string, words int) lead {
	n, err := strconv.Atoi(digits)
	if err != nil || n == 0 || digits[0] == '0' && style != bracketed {
		return lead{}
	}
	l := lead{style: style, label: n, words: words}
	if digits[0] == '0' {
		l.padded = digits
	}
	return l
}

// call is a place in the text that may refer to a note.
type call struct{ at, label int }

// callsIn finds all that may refer to a note, in order of place, the beginnings of notes left out.
func callsIn(text string, rows []row, leads []lead, raised []prose.Stretch) []call {
	var calls []call
	for i, r := range rows {
		from := r.Start
		if leads[i].style == bracketed || leads[i].style == superscripted {
			from = leads[i].words
		}
		calls = rowCalls(calls, text, prose.Stretch{Start: from, End: r.End})
	}
	if len(raised) == 0 {
		return calls
	}
	for _, r := range raised {
		if n, err := strconv.Atoi(strings.Trim(text[r.Start:r.End], " []()")); err == nil {
			calls = append(calls, call{r.Start, n})
		}
	}
	sort.SliceStable(calls, func(i, j int) bool { return calls[i].at < calls[j].at })
	return calls
}

func rowCalls(calls []call, text string, in prose.Stretch) []call {
	for i := in.Start; i < in.End; {
		switch text[i] {
		case '[':
			marks, end := bracketList(text, prose.Stretch{Start: i, End: in.End})
			if isLegend(text[max(i, end):in.End]) {
				marks = nil
			}
			for _, m := range marks {
				n, _ := strconv.Atoi(m.label)
				calls = append(calls, call{i, n})
			}
			i = max(i+1, end)
		case 0xC2, 0xE2: // superscript digits begin so
			digits, size := superscript(text[i:in.End])
			if n, err := strconv.Atoi(digits); err == nil {
				calls = append(calls, call{i, n})
			}
			i += max(size, 1)
		default:
			i++
		}
	}
	return calls
}

// isLegend tells that a number in brackets is explained at once: [4] = closed.
func isLegend(behind string) bool {
	return strings.HasPrefix(strings.TrimLeft(behind, " "), "=")
}

type listFinder struct {
	text  string
	rows  []row
	leads []lead
	calls []call
	// first is where each label is called first.
	first map[int]int
	// times is how often each label is called.
	times map[int]int
	// passes is how often the text counts its calls from 1.
	passes int
}

func (f *listFinder) countCalls() {
	f.first = map[int]int{}
	f.times = map[int]int{}
	f.passes = 1
	last := 0
	for _, c := range f.calls {
		f.times[c.label]++
		if _, known := f.first[c.label]; !known {
			f.first[c.label] = c.at
		}
		if c.label == 1 && last > 1 {
			f.passes++
		}
		last = c.label
	}
}

// lists finds the lists in order of place. There are no more of them than times that the text counts its calls from 1,
// but for those under a heading: the others are numbered lists of the text, as is one written otherwise than the best list
// if that answers the same calls. Those whose labels are called more often
// stand before the others, and later ones before earlier ones.
func (f *listFinder) lists() []noteList {
	var all []noteList
	for style := bracketed; style < noteStyles; style++ {
		for _, heads := range f.runs(style) {
			if list, ok := f.judge(style, heads); ok {
				all = append(all, list)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b noteList) int {
		return cmp.Or(cmp.Compare(b.rank(), a.rank()), cmp.Compare(b.calls, a.calls),
			cmp.Compare(len(b.heads), len(a.heads)), cmp.Compare(b.heads[0], a.heads[0]))
	})
	var kept []noteList
	for _, list := range all {
		if len(kept) >= f.passes && !list.headed || list.style != all[0].style && f.answered(list, all[0]) {
			continue
		}
		i := sort.Search(len(kept), func(i int) bool { return kept[i].after > list.heads[0] })
		if i == len(kept) || kept[i].heads[0] >= list.after {
			kept = slices.Insert(kept, i, list)
		}
	}
	return kept
}

// answered tells whether a list has all the labels of another one, and the text calls most of them.
func (f *listFinder) answered(list, best noteList) bool {
	if best.calls*2 < len(best.heads) || len(best.heads) < len(list.heads) {
		return false
	}
	known := make(map[int]bool, len(best.heads))
	for _, h := range best.heads {
		known[f.leads[h].label] = true
	}
	for _, h := range list.heads {
		if !known[f.leads[h].label] {
			return false
		}
	}
	return true
}

// rank puts a list first that has both a heading and calls for most of its notes.
func (l noteList) rank() int {
	if l.headed && l.calls*2 >= len(l.heads) {
		return 1
	}
	return 0
}

// longestGap is how many labels may be missing between two notes of one list.
const longestGap = 4

// runs finds rows of one style whose labels go up.
func (f *listFinder) runs(style noteStyle) [][]int {
	var all [][]int
	var run []int
	last := 0
	for i, l := range f.leads {
		if l.style != style {
			continue
		}
		step := l.label - last
		switch {
		case len(run) > 0 && step <= longestGap && (step > 0 || step == 0 && style == bracketed):
			run = append(run, i)
			last = l.label
		case len(run) > 0 && style == bracketed && f.isSlip(i, last):
			run = append(run, i)
		case len(run) == 0 || l.label == 1:
			if len(run) > 0 {
				all = append(all, run)
			}
			run = []int{i}
			last = l.label
		}
	}
	if len(run) > 0 {
		all = append(all, run)
	}
	return all
}

// isSlip tells a label that is mistyped: the one behind it goes on from those before.
func (f *listFinder) isSlip(i, last int) bool {
	for _, l := range f.leads[i+1:] {
		if l.style == bracketed {
			return l.label == last+2
		}
	}
	return false
}

// judge tells a list of notes from other numbered rows.
func (f *listFinder) judge(style noteStyle, heads []int) (noteList, bool) {
	list := noteList{style: style, heads: heads, calls: f.called(heads)}
	list.headed = heads[0] > 0 && isNotesHeading(f.text[f.rows[heads[0]-1].Start:f.rows[heads[0]-1].End])
	first := f.leads[heads[0]].label
	enough := list.calls*2 >= len(heads) && list.calls > 0
	listed := style == bracketed && len(heads) >= 2 && first == 1 && heads[0] >= len(f.rows)/2 && (len(f.calls) > 0 || f.cites(heads))
	if !enough && !listed && (!list.headed || list.calls == 0 && !f.cites(heads)) {
		return list, false
	}
	last := heads[len(heads)-1]
	list.after = f.endOf(last, len(f.rows), heads)
	return list, true
}

// called counts the labels of a list that the text before it calls; one that several notes bear as often as it is called.
func (f *listFinder) called(heads []int) int {
	n := 0
	used := make(map[int]int, len(heads))
	for _, h := range heads {
		label := f.leads[h].label
		if at, ok := f.first[label]; ok && at < f.rows[h].Start && used[label] < f.times[label] {
			n++
			used[label]++
		}
	}
	return n
}

// cites tells whether most rows of a list hold an address or a quoted title, as notes do.
func (f *listFinder) cites(heads []int) bool {
	n := 0
	for i, h := range heads {
		end := len(f.text)
		if i+1 < len(heads) {
			end = f.rows[heads[i+1]].Start
		} else if h+2 < len(f.rows) {
			end = f.rows[h+2].Start
		}
		if s := f.text[f.rows[h].Start:end]; strings.Contains(s, "://") || strings.Contains(s, "“") {
			n++
		}
	}
	return n*2 > len(heads)
}

var notesHeadings = prose.Words(`notes note endnotes footnotes references sources bibliography citations anmerkungen fußnoten
	endnoten quellen literatur einzelnachweise références sources bibliographie notas referencias fuentes riferimenti
	fonti bibliografia noten bronnen`)

func isNotesHeading(s string) bool {
	s = strings.Trim(s, " \t:.—–-#*=_")
	return len(s) < 60 && notesHeadings[strings.ToLower(prose.WordBefore(s))] && len(strings.Fields(s)) <= 4
}

// longestNote is how many rows a note between two others may have before its end is looked for.
const longestNote = 40

// note is the nth note of a list. Where text that calls other notes stands between it and the next one, as at the end
// of a page, it ends before that.
func (f *listFinder) note(list noteList, nth, head int) noteBlock {
	end := list.after
	if nth+1 < len(list.heads) {
		end = list.heads[nth+1]
		if e := f.endOf(head, end, []int{head}); e < end && (end-head > longestNote || f.callsLater(e, end, f.leads[head].label)) {
			end = e
		}
	}
	l := f.leads[head]
	words := prose.Stretch{Start: skipBlanks(f.text, l.words, f.rows[end-1].End), End: f.rows[end-1].End}
	return noteBlock{
		Stretch: prose.Stretch{Start: f.rows[head].Start, End: words.End},
		label:   cmp.Or(l.padded, strconv.Itoa(l.label)),
		kind:    article.Endnote,
		words:   []prose.Stretch{words},
		open:    l.style.open(),
	}
}

// callsLater tells whether rows call a note behind that with a label, which may bear the same one again.
func (f *listFinder) callsLater(from, to, label int) bool {
	i := sort.Search(len(f.calls), func(i int) bool { return f.calls[i].at >= f.rows[from].Start })
	for ; i < len(f.calls) && f.calls[i].at < f.rows[to].Start; i++ {
		if c := f.calls[i].label; c > label || c == label && to < len(f.rows) && f.leads[to].label == label {
			return true
		}
	}
	return false
}

// endOf finds the row behind the note that begins at head and has no other note behind it to end it.
func (f *listFinder) endOf(head, limit int, heads []int) int {
	width := f.width(heads)
	for i := head + 1; i < min(limit, head+longestNote); i++ {
		r := f.rows[i]
		if f.leads[i].label == 1 && f.leads[i].style == f.leads[head].style {
			return i
		}
		if i == head+1 && f.leads[head].words == f.rows[head].End {
			continue // the label has a row of its own
		}
		if r.indent > f.rows[head].indent && (!r.gap || r.indent <= f.deepestIndent(head)) {
			continue
		}
		if r.gap && !f.awaitsAddress(head, i) || !f.continues(heads, i, width) {
			return i
		}
	}
	return min(limit, head+longestNote)
}

// deepestIndent is how far a paragraph of the note that begins at head may be indented: about as far as its words are.
// A row that stands further in is set in the middle, as the headings of chapters are.
func (f *listFinder) deepestIndent(head int) int {
	const leeway = 4
	return f.rows[head].indent + f.leads[head].words - f.rows[head].Start + leeway
}

// awaitsAddress tells whether a row is the address that the note before it has announced: it has none of its own, and
// ends in the midst of a sentence.
func (f *listFinder) awaitsAddress(head, i int) bool {
	return isAddress(f.line(i)) && !f.hasAddress(head, i) && !isComplete(f.line(i-1))
}

func (f *listFinder) line(i int) string { return f.text[f.rows[i].Start:f.rows[i].End] }

func (f *listFinder) hasAddress(from, to int) bool {
	return strings.Contains(f.text[f.rows[from].Start:f.rows[to-1].End], "://")
}

// width is the length of the longest row in the list, which tells where its lines wrap.
func (f *listFinder) width(heads []int) int {
	longest := 0
	for i := heads[0]; i <= heads[len(heads)-1]; i++ {
		longest = max(longest, f.rows[i].End-f.rows[i].Start)
	}
	return longest
}

// widestPage is the longest line that is taken for one wrapped by hand.
const widestPage = 120

// continues tells whether a row goes on with the last note of a list: the row before is not complete, or was wrapped
// because the next word would not fit, or the note still lacks its address and the row is one. Behind a note that ends as
// a sentence does, an address of its own row is the article's, unless other notes are written so too.
func (f *listFinder) continues(heads []int, i, width int) bool {
	last := heads[len(heads)-1]
	if !isComplete(f.line(i - 1)) {
		return true
	}
	s := f.line(i)
	if isAddress(s) {
		return !f.hasAddress(last, i) && f.addressRow(heads)
	}
	word, _, _ := strings.Cut(s, " ")
	return width <= widestPage && len(f.line(i-1))+1+len(word) > width
}

// addressRow tells whether an address stands below the words of a note before the last, in a row of its own.
func (f *listFinder) addressRow(heads []int) bool {
	for n, head := range heads[:len(heads)-1] {
		if i := head + 1; i < heads[n+1] && isAddress(f.line(i)) {
			return true
		}
	}
	return false
}

// isComplete tells whether a row can be the last of its note: it ends as a sentence does, or with an address.
func isComplete(s string) bool {
	s = strings.TrimRight(s, " \t")
	c, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "”’\"')]»"))
	if prose.IsStop(c) {
		return true
	}
	found := addressesIn(s, prose.Stretch{Start: 0, End: len(s)})
	return len(found) > 0 && found[len(found)-1].End >= len(s)-1
}

// isAddress tells whether a row is one address and nothing else, but for a full stop.
func isAddress(s string) bool {
	s = strings.TrimRight(strings.TrimSpace(s), ".")
	if strings.ContainsAny(s, " \t") {
		return false
	}
	found := addressesIn(s, prose.Stretch{Start: 0, End: len(s)})
	return len(found) == 1 && found[0].Start == 0 && found[0].End == len(s)
}
