package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// brackets are those in which labels stand that say little by themselves, with what closes them: (12) counts points of an
// argument, examples and equations too. So they are marks only where notes bear them.
var brackets = map[byte]byte{'(': ')', '{': '}', '[': ']'}

// roundNotes finds the lists of notes whose labels, and whose calls, stand in round or curly brackets: (12) and {12}.
// Without a heading that says what they are, the calls must stand at once behind words.
func roundNotes(text string, rows []row, leads []lead) []noteBlock {
	for _, style := range []noteStyle{rounded, curled} {
		for _, attached := range []bool{true, false} {
			f := listFinder{text: text, rows: rows, leads: leads, calls: roundCalls(text, rows, leads, style, attached)}
			f.countCalls()
			for _, heads := range f.runs(style) {
				if list, ok := f.judge(style, heads); ok && list.calls > 0 && (attached || list.headed) {
					return f.notes(list)
				}
			}
		}
	}
	return nil
}

// roundCalls finds what may call a note by its label in round or curly brackets.
func roundCalls(text string, rows []row, leads []lead, style noteStyle, attached bool) []call {
	open := style.open()
	var calls []call
	for i, r := range rows {
		from := r.Start
		if leads[i].style == style {
			from = leads[i].words
		}
		for at := from; at < r.End; at++ {
			if text[at] != open {
				continue
			}
			in := prose.Stretch{Start: at, End: r.End}
			marks, end := bracketList(text, in)
			if len(marks) == 0 || !isRoundCall(text[from:at], text[end:r.End], attached) {
				continue
			}
			for _, m := range marks {
				calls = append(calls, call{at, atoi(m.label)})
			}
		}
	}
	return calls
}

// isRoundCall tells a label in round or curly brackets that calls a note from one that counts points or is an argument:
// it stands at once behind a word or its punctuation, or, if that is not asked for, before punctuation.
func isRoundCall(before, behind string, attached bool) bool {
	c, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(behind)
	ends := behind == "" || strings.ContainsRune(".,;:!?”’\"", next)
	switch {
	case before == "":
		return false
	case prose.IsBlank(c):
		return !attached && ends
	case unicode.IsDigit(c), isWordRune(next):
		return false // § 5(1), x(1)y
	case unicode.IsLetter(c):
		return utf8.RuneCountInString(prose.WordBefore(before)) > 1
	default:
		return strings.ContainsRune(".,;:!?”’\"»)", c)
	}
}
