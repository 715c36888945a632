package read

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// labels are the labels of the notes known, if any are.
type labels struct {
	known map[string]bool
	last  int
	// signs tells that letters or symbols are among them.
	signs bool
	// open is the bracket in which they stand if it is a round or a curly one.
	open byte
}

func labelsOf(notes []noteBlock) labels {
	l := labels{known: make(map[string]bool, len(notes))}
	for _, n := range notes {
		l.known[n.label] = true
		l.open = max(l.open, n.open)
		if i, err := strconv.Atoi(n.label); err == nil {
			l.last = max(l.last, i)
		} else if isSign(n.label) {
			l.signs = true
		}
	}
	return l
}

// marksIn finds the reference marks that the words of the blocks show: numbers in square brackets, superscript digits,
// and what the format says is raised. A bracketed year, a list index, an exponent or a unit is no mark.
func marksIn(f *flow, l labels) []mark {
	var found []mark
	terms := licencesIn(f.text)
	for _, b := range f.blocks {
		if b.code || isTerm(terms, b.Stretch) {
			continue
		}
		found = blockMarks(found, f.text, b.Stretch, l)
		if l.signs && (f.pieces == nil || isRunningText(f.text[b.Start:b.End])) {
			found = signMarks(found, f.text, b.Stretch, l)
		}
	}
	for _, r := range f.raised {
		found = append(found, raisedMarks(f.text, r, l)...)
	}
	found = slices.DeleteFunc(found, func(m mark) bool { return f.isCode(m.Stretch) })
	for i := range found {
		found[i].note = article.None
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].Start < found[j].Start })
	found = slices.CompactFunc(found, func(a, b mark) bool { return a.Start == b.Start && a.label == b.label })
	pairInOrder(found, f.notes)
	return found
}

// signMarks finds the letters in brackets and the symbols that are labels. A single capital letter is one that has lost
// its note, where its neighbours in the alphabet have theirs.
func signMarks(found []mark, text string, in prose.Stretch, l labels) []mark {
	for _, call := range signCalls(nil, text, in) {
		if !l.known[call.label] && !l.known[neighbour(call.label)] {
			continue
		}
		found = append(found, mark{Stretch: call.Stretch, group: call.Stretch, label: call.label})
	}
	return found
}

// neighbour is the capital letter before a single one.
func neighbour(label string) string {
	if len(label) != 1 || label[0] <= 'A' || label[0] > 'Z' {
		return ""
	}
	return string(label[0] - 1)
}

// pairInOrder ties marks to notes where several notes bear one label and as many marks do: the first mark to the first
// note, if each stands before its note.
func pairInOrder(marks []mark, notes []noteBlock) {
	byLabel := make(map[string][]int, len(notes))
	for i, n := range notes {
		byLabel[n.label] = append(byLabel[n.label], i)
	}
	if len(byLabel) == len(notes) {
		return
	}
	called := make(map[string][]int, len(byLabel))
	for i, m := range marks {
		called[m.label] = append(called[m.label], i)
	}
	for label, all := range byLabel {
		if len(all) == 1 || len(called[label]) != len(all) {
			continue
		}
		inOrder := true
		for i, n := range all {
			inOrder = inOrder && marks[called[label][i]].Start < notes[n].Start
		}
		for i, n := range all {
			if inOrder {
				marks[called[label][i]].note = n
			}
		}
	}
}

// blockMarks finds [12], [1][2], [1, 4], [1–3] and [1]–[3], and marks of superscript digits, ¹², ¹,³ and ¹⁻³.
func blockMarks(found []mark, text string, in prose.Stretch, l labels) []mark {
	first := len(found)
	for i := in.Start; i < in.End; {
		switch text[i] {
		case '[':
			marks, end := bracketList(text, prose.Stretch{Start: i, End: in.End})
			if len(marks) == 0 || !isMarkGroup(text, in, marks, l) {
				i++
				continue
			}
			if n := len(found); n > first {
				marks = joinRange(text, found[n-1], marks, l)
			}
			found = append(found, marks...)
			i = end
		case l.open: // never 0, which is in no text
			marks, end := bracketList(text, prose.Stretch{Start: i, End: in.End})
			if len(marks) > 0 && l.all(marks) && isRoundCall(text[in.Start:i], text[end:in.End], false) {
				found = append(found, marks...)
			}
			i = max(i+1, end)
		case 0xC2, 0xE2: // superscript digits begin so
			marks, size := superscriptList(text, prose.Stretch{Start: i, End: in.End}, l)
			if len(marks) > 0 && !isExponent(text[in.Start:i], marks[0].label) {
				group := prose.Stretch{Start: i, End: i + size}
				found = append(found, spanGroup(expandRanges(text, marks), group)...)
			}
			i += max(size, 1)
		default:
			i++
		}
	}
	return found
}

// all tells whether some marks bear labels that are known.
func (l labels) all(marks []mark) bool {
	return !slices.ContainsFunc(marks, func(m mark) bool { return !l.known[m.label] })
}

// bracketList reads a list of numbers in brackets, of whatever kind, at the beginning of a stretch.
func bracketList(text string, in prose.Stretch) (marks []mark, end int) {
	i := in.Start + 1
	for {
		i = skipBlanks(text, i, in.End)
		start := i
		for i < in.End && text[i] >= '0' && text[i] <= '9' {
			i++
		}
		if i == start || i-start > 4 {
			return nil, 0
		}
		marks = append(marks, mark{Stretch: prose.Stretch{Start: start, End: i}, label: text[start:i]})
		after := skipBlanks(text, i, in.End)
		if after >= in.End {
			return nil, 0
		}
		if text[after] == brackets[text[in.Start]] {
			return spanGroup(expandRanges(text, marks), prose.Stretch{Start: in.Start, End: after + 1}), after + 1
		}
		size := separator(text[after:in.End])
		if size == 0 {
			return nil, 0
		}
		i = after + size
	}
}

// separator is the length of what may stand between two numbers of one mark.
func separator(s string) int {
	for _, sep := range []string{",", ";", "–", "-", "‑", "—", "⁻", "⸴"} {
		if strings.HasPrefix(s, sep) {
			return len(sep)
		}
	}
	return 0
}

func skipBlanks(text string, i, end int) int {
	for i < end && (text[i] == ' ' || text[i] == '\n' || text[i] == '\t') {
		i++
	}
	return i
}

// spanGroup gives marks their common group; a single mark takes the brackets into its own span.
func spanGroup(marks []mark, group prose.Stretch) []mark {
	for i := range marks {
		marks[i].group = group
	}
	if len(marks) == 1 {
		marks[0].Stretch = group
	}
	return marks
}

// longestRange is how many notes a range of marks may span and still be taken for one.
const longestRange = 50

// expandRanges puts the marks in that a dash between two numbers stands for; each has the dash for its span.
func expandRanges(text string, marks []mark) []mark {
	all := marks[:1:1]
	for _, m := range marks[1:] {
		previous := all[len(all)-1]
		all = append(all, between(text, previous, m)...)
		all = append(all, m)
	}
	return all
}

func between(text string, a, b mark) []mark {
	gap := prose.Stretch{Start: a.End, End: b.Start}
	if gap.Start > gap.End || !isDash(strings.TrimSpace(text[gap.Start:gap.End])) {
		return nil
	}
	from, to := atoi(a.label), atoi(b.label)
	if to-from < 2 || to-from > longestRange {
		return nil
	}
	all := make([]mark, 0, to-from-1)
	for n := from + 1; n < to; n++ {
		all = append(all, mark{Stretch: gap, label: strconv.Itoa(n)})
	}
	return all
}

// atoi is the number of a label of digits.
func atoi(label string) int {
	n, _ := strconv.Atoi(label)
	return n
}

func isDash(s string) bool { return s == "-" || s == "–" || s == "‑" || s == "—" || s == "⁻" }

// joinRange puts the marks in that the dash of [1]–[3] stands for.
func joinRange(text string, last mark, marks []mark, l labels) []mark {
	first := marks[0]
	if first.group.Start-last.group.End > len(" – ") || last.label == "" {
		return marks
	}
	inner := between(text, mark{Stretch: last.group, label: last.label}, mark{Stretch: first.group, label: first.label})
	for i := range inner {
		if !l.known[inner[i].label] {
			return marks
		}
		inner[i].group = inner[i].Stretch
	}
	return append(inner, marks...)
}

// isMarkGroup tells bracketed numbers that refer to notes from others: all of them are labels, or, for a mark that has
// lost its note, a small number that follows a word closely.
func isMarkGroup(text string, in prose.Stretch, marks []mark, l labels) bool {
	group := marks[0].group
	if strings.HasPrefix(text[group.End:in.End], "(") || isLegend(text[group.End:in.End]) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[in.Start:group.Start])
	attached := group.Start > in.Start && !prose.IsBlank(before) && before != '[' && before != '('
	for _, m := range marks {
		if l.known[m.label] {
			if indexes(text[in.Start:group.Start]) {
				return false
			}
			continue
		}
		n, err := strconv.Atoi(m.label)
		if err != nil || n == 0 || n > 999 || l.last > 0 && n > 2*l.last+10 || m.label[0] == '0' {
			return false
		}
		if !attached || indexed(text[in.Start:group.Start]) {
			return false
		}
	}
	return true
}

// indexes tells a variable or a field with an index, x[1] and arr_[1], even where 1 is a label. A capital may be a name
// with a mark: hepatitis B[1].
func indexes(before string) bool {
	word := prose.WordBefore(before)
	if len(word) == 1 && word[0] >= 'b' && word[0] <= 'z' && strings.HasSuffix(before, word) {
		return !isElided(strings.TrimSuffix(before, word))
	}
	return strings.HasSuffix(before, "_") && !closesEmphasis(before)
}

// isElided tells that what follows is the end of a word: the genitive of Lund’s[1].
func isElided(before string) bool {
	c, _ := utf8.DecodeLastRuneInString(before)
	return c == '\'' || c == '’'
}

// longestEmphasis is how far back the low line is looked for that opens words in _italics_.
const longestEmphasis = 1000

// closesEmphasis tells the low line behind words in _italics_ from one in a name.
func closesEmphasis(before string) bool {
	s := before[max(0, len(before)-longestEmphasis) : len(before)-1]
	i := strings.LastIndexByte(s, '_')
	if i < 0 || i+1 == len(s) {
		return false
	}
	outside, _ := utf8.DecodeLastRuneInString(s[:i])
	inside, _ := utf8.DecodeRuneInString(s[i+1:])
	return !isWordRune(outside) && !prose.IsBlank(inside)
}

// indexed tells a variable with an index, x[1], from a word with a mark.
func indexed(before string) bool {
	word := prose.WordBefore(before)
	if len(word) == 1 && isElided(strings.TrimSuffix(before, word)) {
		return false
	}
	return len(word) <= 1 && word != "" && word != "I" && word != "a" || strings.HasSuffix(before, "_") && !closesEmphasis(before)
}

// superscriptList reads superscript numbers that are labels, parted by commas or dashes. Without any, its size is that
// of the digits to pass over.
func superscriptList(text string, in prose.Stretch, l labels) (marks []mark, size int) {
	for i := in.Start; i < in.End; {
		label, digits := superscript(text[i:in.End])
		if digits == 0 {
			break
		}
		if !l.known[label] {
			return marks, max(size, i+digits-in.Start)
		}
		marks = append(marks, mark{Stretch: prose.Stretch{Start: i, End: i + digits}, label: label})
		size = i + digits - in.Start
		i += digits
		i += separator(text[i:in.End])
	}
	return marks, size
}

// superscript reads superscript digits (Unicode: Latin-1 Supplement and Superscripts and Subscripts). More of them than
// a label has give no digits, but their size.
func superscript(s string) (digits string, size int) {
	const longestLabel = 4
	var label [longestLabel]byte
	n := 0
	for _, c := range s {
		d := superscriptDigit(c)
		if d < 0 {
			break
		}
		if n < longestLabel {
			label[n] = "0123456789"[d]
		}
		n++
		size += utf8.RuneLen(c)
	}
	if n > longestLabel {
		return "", size
	}
	return string(label[:n]), size
}

func superscriptDigit(c rune) int {
	switch {
	case c == '¹':
		return 1
	case c == '²':
		return 2
	case c == '³':
		return 3
	case c == '⁰', c >= '⁴' && c <= '⁹':
		return int(c - '⁰')
	default:
		return -1
	}
}

// isExponent tells km², 10⁶ and x³ from a mark behind a word.
func isExponent(before, label string) bool {
	c, _ := utf8.DecodeLastRuneInString(before)
	word := prose.WordBefore(before)
	switch {
	case before == "" || prose.IsBlank(c):
		return true
	case unicode.IsDigit(c):
		return len(word) != 4 || word[0] != '1' && word[0] != '2'
	case len(label) == 1 && units[word]:
		return true
	default:
		return unicode.IsLetter(c) && utf8.RuneCountInString(word) == 1
	}
}

var units = prose.Words("m km cm mm dm hm nm µm ft in mi yd s min h ha Hz kg g K mol sec ft/s m/s")

// raisedMarks reads what the format sets above the line: numbers that are labels, alone or in a list.
func raisedMarks(text string, r prose.Stretch, l labels) []mark {
	inner := strings.Trim(text[r.Start:r.End], " \t\n[]()")
	if inner == "" || len(inner) > 20 {
		return nil
	}
	start := r.Start + strings.Index(text[r.Start:r.End], inner)
	var marks []mark
	for i := start; i < start+len(inner); {
		j := i
		for j < start+len(inner) && text[j] >= '0' && text[j] <= '9' {
			j++
		}
		if j == i || !l.known[text[i:j]] {
			return nil
		}
		marks = append(marks, mark{Stretch: prose.Stretch{Start: i, End: j}, label: text[i:j]})
		i = skipBlanks(text, j, start+len(inner))
		if i < start+len(inner) {
			size := separator(text[i:])
			if size == 0 {
				return nil
			}
			i = skipBlanks(text, i+size, start+len(inner))
		}
	}
	if len(marks) == 1 && isExponent(strings.TrimRight(text[:r.Start], " \u00A0"), marks[0].label) {
		return nil
	}
	return spanGroup(expandRanges(text, marks), r)
}
