package read

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// signed is a place that bears a letter in brackets or a symbol: a row that may be a note, or a call of one.
type signed struct {
	prose.Stretch
	label string
}

// signFinder finds notes whose labels are letters or symbols. These say little by themselves: bullets and emphasis look
// like them. So each needs a call of its own in the text before it.
type signFinder struct {
	text string
	rows []row
	// heads are the rows that may be notes, by index, and leads how they begin.
	heads []int
	leads []signed
	calls []signed
	// called is the place of the call of each head that has one.
	called []int
}

// signedNotes finds the notes of rows that begin with a letter in brackets or a symbol.
func signedNotes(text string, rows []row, taken []prose.Stretch) []noteBlock {
	f := signFinder{text: text, rows: rows}
	f.findHeads(taken)
	if len(f.heads) == 0 {
		return nil
	}
	f.findCalls()
	f.pair()
	var notes []noteBlock
	for i, head := range f.heads {
		if f.called[i] < 0 {
			continue
		}
		end := rows[f.endOf(i)-1].End
		notes = append(notes, noteBlock{
			Stretch: prose.Stretch{Start: rows[head].Start, End: end},
			label:   f.leads[i].label,
			kind:    article.Endnote,
			words:   []prose.Stretch{{Start: skipBlanks(text, f.leads[i].End, end), End: end}},
		})
	}
	return notes
}

func (f *signFinder) findHeads(taken []prose.Stretch) {
	inHead := false
	for i, r := range f.rows {
		if r.Start >= r.End || touches(taken, r.Stretch) {
			inHead = false
			continue
		}
		lead, ok := signLead(f.text, r.Stretch)
		ok = ok && !f.framed(i, lead)
		inHead = ok && (r.gap || inHead) || inHead && !r.gap
		if ok && inHead {
			f.heads = append(f.heads, i)
			f.leads = append(f.leads, lead)
		}
	}
}

// framed tells symbols that frame the words of a paragraph, *** as these ***, and belong to no note.
func (f *signFinder) framed(head int, lead signed) bool {
	if len(lead.label) < 2 || lead.label[0] != '*' {
		return false
	}
	end := head + 1
	for end < min(len(f.rows), head+longestNote) && !f.rows[end].gap {
		end++
	}
	return strings.Contains(f.text[lead.End:f.rows[end-1].End], lead.label)
}

// signLead reads a letter or symbols in brackets, or bare symbols, at the beginning of a row.
func signLead(text string, r prose.Stretch) (signed, bool) {
	lead, ok := bracketedSign(text, r, r.Start)
	if ok {
		return lead, true
	}
	s := text[r.Start:r.End]
	c, size := utf8.DecodeRuneInString(s)
	if !isSymbol(c) {
		return signed{}, false
	}
	end := len(s) - len(strings.TrimLeft(s, string(c)))
	rest := strings.TrimSpace(s[end:])
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case rest == "" || isSymbol(next) || end > 6*size:
		return signed{}, false
	case len(rest) == len(s)-end && strings.ContainsRune(rest, c): // *emphasis*
		return signed{}, false
	}
	return signed{prose.Stretch{Start: r.Start, End: r.Start + end}, s[:end]}, true
}

// bracketedSign reads a letter or symbols in brackets at a place; a letter supplied in a word is none: [b]ut, tackl[e].
func bracketedSign(text string, in prose.Stretch, at int) (signed, bool) {
	if at >= in.End || text[at] != '[' {
		return signed{}, false
	}
	size := strings.IndexByte(text[at:min(in.End, at+len("[******]")+12)], ']')
	if size < 2 || !isSign(text[at+1:at+size]) {
		return signed{}, false
	}
	label := text[at+1 : at+size]
	end := at + size + 1
	next, _ := utf8.DecodeRuneInString(text[end:in.End])
	if end < in.End && (unicode.IsLetter(next) && !isSymbols(label) || strings.ContainsRune("([=^", next)) {
		return signed{}, false
	}
	return signed{prose.Stretch{Start: at, End: end}, label}, true
}

func (f *signFinder) findCalls() {
	next := 0
	for i, r := range f.rows {
		in := r.Stretch
		if next < len(f.heads) && f.heads[next] == i {
			in.Start = f.leads[next].End
			next++
		}
		if !r.block || isRunningText(f.text[r.Start:r.End]) {
			f.calls = signCalls(f.calls, f.text, in)
		}
	}
}

// shortestText is how many bytes a block has at least that is taken for a paragraph.
const shortestText = 80

// isRunningText tells a paragraph from captions, buttons and the like, whose stars mark offers and fields to fill in.
func isRunningText(s string) bool { return len(s) >= shortestText && strings.ContainsAny(s, ".!?。") }

// signCalls finds the letters in brackets and the symbols that may call a note. A symbol does behind a word, unless it
// closes words that one like it opens, as in *emphasis*.
func signCalls(calls []signed, text string, in prose.Stretch) []signed {
	open := 0
	for i := in.Start; i < in.End; {
		switch text[i] {
		case '[':
			if call, ok := bracketedSign(text, in, i); ok {
				calls = append(calls, call)
				i = call.End
				continue
			}
		case '*', 0xC2, 0xE2: // † and its like begin so
			c, size := utf8.DecodeRuneInString(text[i:in.End])
			if !isSymbol(c) {
				break
			}
			run := len(text[i:in.End]) - len(strings.TrimLeft(text[i:in.End], string(c)))
			run -= run % size
			at := prose.Stretch{Start: i, End: i + run}
			switch sideOf(text, in, at) {
			case opens:
				open++
			case closes:
				if open > 0 && c == '*' {
					open--
				} else {
					calls = append(calls, signed{at, text[i : i+run]})
				}
			}
			i += run
			continue
		}
		i++
	}
	return calls
}

type side int

const (
	neither side = iota
	opens
	closes
)

// sideOf tells whether symbols stand before a word or behind one.
func sideOf(text string, in, at prose.Stretch) side {
	before, _ := utf8.DecodeLastRuneInString(text[in.Start:at.Start])
	behind, _ := utf8.DecodeRuneInString(text[at.End:in.End])
	blankBefore := at.Start == in.Start || prose.IsBlank(before) || strings.ContainsRune("([{“‘\"_", before) && isWordRune(behind)
	blankBehind := at.End == in.End || prose.IsBlank(behind)
	switch {
	case blankBefore && !blankBehind:
		return opens
	case !blankBefore && (blankBehind || !isWordRune(behind)):
		return closes
	default:
		return neither
	}
}

// pair gives each head the first call before it that bears its label and has no note yet. Of a row of heads with one
// label more than there are calls of it, none is a note: they are the items of a list.
func (f *signFinder) pair() {
	f.called = make([]int, len(f.heads))
	for i := range f.called {
		f.called[i] = -1
	}
	pending := map[string][]int{}
	next, rank := 0, 0
	for i := 0; i < len(f.heads); {
		j := f.clusterEnd(i)
		for ; next < len(f.calls) && f.calls[next].Start < f.rows[f.heads[j-1]].Start; next++ {
			call := f.calls[next]
			pending[call.label] = append(pending[call.label], call.Start)
		}
		bulleted := f.bulleted(i, j, pending)
		for ; i < j; i++ {
			label := f.leads[i].label
			n := letterRank(label)
			if len(pending[label]) == 0 || bulleted[label] || n > 1 && n > rank+2 || pending[label][0] > f.rows[f.heads[i]].Start {
				continue
			}
			if n > 0 {
				rank = n
			}
			f.called[i] = pending[label][0]
			pending[label] = pending[label][1:]
		}
	}
}

// clusterEnd is the index behind the last of the heads that follow each other with nothing but their own paragraphs
// between them.
func (f *signFinder) clusterEnd(i int) int {
	j := i + 1
	for j < len(f.heads) {
		for k := f.heads[j-1] + 1; k < f.heads[j]; k++ {
			if f.rows[k].gap {
				return j
			}
		}
		j++
	}
	return j
}

// bulleted are the labels that more heads bear than the text calls.
func (f *signFinder) bulleted(from, to int, pending map[string][]int) map[string]bool {
	count := map[string]int{}
	for _, lead := range f.leads[from:to] {
		count[lead.label]++
	}
	found := map[string]bool{}
	for label, n := range count {
		found[label] = n > 1 && n > len(pending[label])
	}
	return found
}

// endOf finds the row behind a note: that of its paragraph, or, where the text has called the next note already, that
// before the next one.
func (f *signFinder) endOf(i int) int {
	head := f.heads[i]
	end := head + 1
	nextHead := len(f.rows)
	if i+1 < len(f.heads) {
		nextHead = f.heads[i+1]
	}
	for end < nextHead && !f.rows[end].gap {
		end++
	}
	if nextHead == len(f.rows) || f.called[i+1] < 0 || f.called[i+1] > f.rows[head].Start || nextHead-head > longestNote {
		return end
	}
	for k := end; k < nextHead; k++ {
		if f.rows[k].gap && isHeading(f.text, f.rows[k]) {
			return end
		}
	}
	if at := sort.Search(len(f.calls), func(n int) bool { return f.calls[n].Start >= f.rows[end-1].End }); at < len(f.calls) &&
		f.calls[at].Start < f.rows[nextHead].Start {
		return end
	}
	return nextHead
}

// byPlace puts notes in the order in which they stand, and tells what they take of the text.
func byPlace(notes []noteBlock) ([]noteBlock, []prose.Stretch) {
	slices.SortFunc(notes, func(a, b noteBlock) int { return a.Start - b.Start })
	taken := make([]prose.Stretch, len(notes))
	for i, n := range notes {
		taken[i] = n.Stretch
	}
	return notes, taken
}
