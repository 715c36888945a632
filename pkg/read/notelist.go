package read

import (
	"sort"
	"strconv"
	"strings"
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
}

// noteStyle is how a list of notes writes its labels.
type noteStyle int

const (
	noNote      noteStyle = iota
	bracketed             // [12] …
	dotted                // 12. …
	parenthesed           // 12) … and (12) …
	bare                  // 12 …
	superscripted
	noteStyles
)

// lead is how a row begins, if it can begin a note.
type lead struct {
	style noteStyle
	label int
	// words is where the label has ended.
	words int
}

// noteList is a list of notes in the rows of a text.
type noteList struct {
	style noteStyle
	heads []int // rows at which its notes begin
	calls int   // how many of its labels the text before it calls
	after int   // the row behind its last note
}

// notesIn finds the lists of notes in rows. A list is one when the text before it calls its labels, or when it stands
// under a heading that says so; a numbered list in the text is none. What follows the last note is no part of it.
func notesIn(text string, rows []row) (notes []noteBlock, taken []prose.Stretch) {
	leads := make([]lead, len(rows))
	leading := false
	for i, r := range rows {
		leads[i] = leadOf(text, r)
		leading = leading || leads[i].style != noNote
	}
	if !leading {
		return nil, nil
	}
	f := listFinder{text: text, rows: rows, leads: leads, calls: callsIn(text, rows, leads)}
	for _, list := range f.lists() {
		first := len(notes)
		for i, head := range list.heads {
			end := list.after
			if i+1 < len(list.heads) {
				end = list.heads[i+1]
			}
			notes = append(notes, f.note(head, end))
		}
		taken = append(taken, prose.Stretch{Start: notes[first].Start, End: notes[len(notes)-1].End})
	}
	return notes, taken
}

// leadOf reads the label that a row begins with.
func leadOf(text string, r row) lead {
	s := text[r.Start:r.End]
	if r.number > 0 {
		return lead{dotted, r.number, r.Start}
	}
	if s == "" {
		return lead{}
	}
	if digits, size := superscript(s); size > 0 {
		return leadWith(superscripted, digits, r.Start+size)
	}
	style := bare
	i := 0
	if s[0] == '[' || s[0] == '(' {
		style, i = bracketed, 1
		if s[0] == '(' {
			style = parenthesed
		}
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
	case style == bracketed && strings.HasPrefix(rest, "]"), style == parenthesed && strings.HasPrefix(rest, ")"):
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
	if c, _ := utf8.DecodeRuneInString(s[i:]); !prose.IsBlank(c) || strings.TrimSpace(s[i:]) == "" {
		return lead{}
	}
	return leadWith(style, digits, r.Start+i)
}

func leadWith(style noteStyle, digits string, words int) lead {
	n, err := strconv.Atoi(digits)
	if err != nil || n == 0 || digits[0] == '0' {
		return lead{}
	}
	return lead{style, n, words}
}

// call is a place in the text that may refer to a note.
type call struct{ at, label int }

// callsIn finds all that may refer to a note, the beginnings of notes left out.
func callsIn(text string, rows []row, leads []lead) []call {
	var calls []call
	for i, r := range rows {
		from := r.Start
		if leads[i].style == bracketed || leads[i].style == superscripted {
			from = leads[i].words
		}
		calls = append(calls, rowCalls(text, prose.Stretch{Start: from, End: r.End})...)
	}
	return calls
}

func rowCalls(text string, in prose.Stretch) []call {
	var calls []call
	for i := in.Start; i < in.End; {
		next := strings.IndexAny(text[i:in.End], "[¹²³⁴⁵⁶⁷⁸⁹")
		if next < 0 {
			break
		}
		i += next
		if text[i] != '[' {
			digits, size := superscript(text[i:in.End])
			if n, err := strconv.Atoi(digits); err == nil {
				calls = append(calls, call{i, n})
			}
			i += max(size, 1)
			continue
		}
		marks, end := bracketList(text, prose.Stretch{Start: i, End: in.End})
		for _, m := range marks {
			n, _ := strconv.Atoi(m.label)
			calls = append(calls, call{i, n})
		}
		i = max(i+1, end)
	}
	return calls
}

type listFinder struct {
	text  string
	rows  []row
	leads []lead
	calls []call
}

// lists finds the lists in order of place; where two would overlap, that whose labels are called more often stands.
func (f *listFinder) lists() []noteList {
	var all []noteList
	for style := bracketed; style < noteStyles; style++ {
		for _, heads := range f.runs(style) {
			if list, ok := f.judge(style, heads); ok {
				all = append(all, list)
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		if all[i].calls != all[j].calls {
			return all[i].calls > all[j].calls
		}
		return len(all[i].heads) > len(all[j].heads)
	})
	var kept []noteList
	for _, list := range all {
		if !overlaps(kept, list) {
			kept = append(kept, list)
		}
	}
	sort.Slice(kept, func(i, j int) bool { return kept[i].heads[0] < kept[j].heads[0] })
	return kept
}

func overlaps(kept []noteList, list noteList) bool {
	for _, k := range kept {
		if list.heads[0] < k.after && k.heads[0] < list.after {
			return true
		}
	}
	return false
}

// longestGap is how many labels may be missing between two notes of one list.
const longestGap = 4

// runs finds rows of one style whose labels go up.
func (f *listFinder) runs(style noteStyle) [][]int {
	var all [][]int
	var run []int
	for i, l := range f.leads {
		if l.style != style {
			continue
		}
		if n := len(run); n > 0 {
			step := l.label - f.leads[run[n-1]].label
			if step >= 0 && step <= longestGap && (step > 0 || style == bracketed) {
				run = append(run, i)
				continue
			}
			if l.label != 1 {
				continue
			}
			all = append(all, run)
			run = nil
		}
		run = append(run, i)
	}
	if len(run) > 0 {
		all = append(all, run)
	}
	return all
}

// judge tells a list of notes from other numbered rows.
func (f *listFinder) judge(style noteStyle, heads []int) (noteList, bool) {
	list := noteList{style: style, heads: heads}
	called := f.called(heads)
	list.calls = len(called)
	headed := heads[0] > 0 && isNotesHeading(f.text[f.rows[heads[0]-1].Start:f.rows[heads[0]-1].End])
	first := f.leads[heads[0]].label
	enough := list.calls*2 >= len(heads) && list.calls > 0
	listed := style == bracketed && len(heads) >= 2 && first == 1 && heads[0] >= len(f.rows)/2
	if !enough && !listed && (!headed || list.calls == 0 && !f.cites(heads)) {
		return list, false
	}
	last := heads[len(heads)-1]
	list.after = f.endOf(last, len(f.rows), heads)
	return list, true
}

// called collects the labels of a list that the text before it calls.
func (f *listFinder) called(heads []int) map[int]bool {
	own := make(map[int]bool, len(heads))
	for _, h := range heads {
		own[f.leads[h].label] = true
	}
	called := make(map[int]bool, len(heads))
	for _, c := range f.calls {
		if c.at >= f.rows[heads[0]].Start {
			break
		}
		if own[c.label] {
			called[c.label] = true
		}
	}
	return called
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

func (f *listFinder) note(head, next int) noteBlock {
	end := next
	if next-head > longestNote {
		end = f.endOf(head, next, []int{head})
	}
	l := f.leads[head]
	words := prose.Stretch{Start: skipBlanks(f.text, l.words, f.rows[end-1].End), End: f.rows[end-1].End}
	return noteBlock{
		Stretch: prose.Stretch{Start: f.rows[head].Start, End: words.End},
		label:   strconv.Itoa(l.label),
		kind:    article.Endnote,
		words:   []prose.Stretch{words},
	}
}

// endOf finds the row behind the note that begins at head and has no other note behind it to end it.
func (f *listFinder) endOf(head, limit int, heads []int) int {
	width := f.width(heads)
	for i := head + 1; i < limit; i++ {
		r := f.rows[i]
		if r.indent > f.rows[head].indent {
			continue
		}
		if r.gap || !f.continues(head, i, width) {
			return i
		}
	}
	return limit
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

// continues tells whether a row goes on with the note that begins at head: the row before is not complete, or was
// wrapped because the next word would not fit, or the note still lacks its address and the row is one.
func (f *listFinder) continues(head, i, width int) bool {
	before := f.text[f.rows[i-1].Start:f.rows[i-1].End]
	s := f.text[f.rows[i].Start:f.rows[i].End]
	if isAddress(s) && !strings.Contains(f.text[f.rows[head].Start:f.rows[i-1].End], "://") {
		return true
	}
	if !isComplete(before) {
		return true
	}
	word, _, _ := strings.Cut(s, " ")
	return width <= widestPage && len(before)+1+len(word) > width
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
