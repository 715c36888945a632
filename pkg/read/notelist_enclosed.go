package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// noteNames are what a note in brackets says that it is, as the transcribers of printed books write it in text without
// any structure: [Footnote 12: …].
var noteNames = prose.Words(`footnote note endnote fußnote fussnote anmerkung voetnoot noot nota fotnot fotnote fodnote alaviite przypis`)

// longestEnclosed is how many bytes a note in brackets may have before its bracket is taken for one never closed.
const longestEnclosed = 20_000

// enclosedNotes finds the notes in brackets that begin a row. What stands behind the closing bracket in its row is a row
// of its own again.
func enclosedNotes(text string, rows []row) []noteBlock {
	var notes []noteBlock
	after := 0
	for i, r := range rows {
		label, words, ok := enclosedLabel(text, r.Stretch)
		if !ok || r.Start < after {
			continue
		}
		end := enclosedEnd(text, rows, i)
		notes = append(notes, noteBlock{
			Stretch: prose.Stretch{Start: r.Start, End: end},
			label:   label,
			kind:    article.Footnote,
			words:   []prose.Stretch{trimmed(text, prose.Stretch{Start: words, End: withoutBracket(text, end)})},
		})
		after = end
		cutRow(text, rows[i:], end)
	}
	return notes
}

func withoutBracket(text string, end int) int {
	if text[end-1] == ']' {
		return end - 1
	}
	return end
}

// enclosedLabel reads what a note in brackets begins with.
func enclosedLabel(text string, r prose.Stretch) (label string, words int, ok bool) {
	if r.Start >= r.End || text[r.Start] != '[' {
		return "", 0, false
	}
	s := text[r.Start+1 : r.End]
	blank := strings.IndexByte(s, ' ')
	if blank < 0 || !noteNames[strings.ToLower(s[:blank])] {
		return "", 0, false
	}
	size := strings.IndexAny(s[blank+1:], ":.")
	if size <= 0 {
		return "", 0, false
	}
	label = strings.TrimSpace(s[blank+1 : blank+1+size])
	return label, r.Start + 1 + blank + 1 + size + 1, isNumeral(label) || isSign(label)
}

// isNumeral tells a number, or one with a letter behind it.
func isNumeral(s string) bool {
	digits := strings.TrimRightFunc(s, unicode.IsLower)
	if digits == "" || len(digits) > 4 || len(s) > len(digits)+1 {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}

// enclosedEnd is where the note in brackets that begins with a row ends: at the bracket that closes it, if it does so
// before the next such note, or else at the last row of its paragraph.
func enclosedEnd(text string, rows []row, head int) int {
	depth := 0
	paragraph := rows[head].End
	inFirst := true
	for i := head; i < len(rows) && rows[i].End-rows[head].Start < longestEnclosed; i++ {
		r := rows[i]
		if _, _, begins := enclosedLabel(text, r.Stretch); begins && i > head {
			break
		}
		if inFirst = inFirst && (i == head || !r.gap); inFirst {
			paragraph = r.End
		}
		for j := r.Start; j < r.End; j++ {
			switch text[j] {
			case '[':
				depth++
			case ']':
				depth--
				if depth == 0 {
					return j + 1
				}
			}
		}
		// A bracket within the note that is never closed leaves its own to stand at the end of a paragraph.
		if depth > 0 && text[r.End-1] == ']' && (i+1 == len(rows) || rows[i+1].gap) {
			return r.End
		}
	}
	return paragraph
}

// cutRow takes what stands before a place out of the row that holds it.
func cutRow(text string, rows []row, at int) {
	for i := range rows {
		r := &rows[i]
		if r.End <= at {
			continue
		}
		if r.Start < at {
			r.Stretch = trimmed(text, prose.Stretch{Start: at, End: r.End})
			r.gap = true
		}
		return
	}
}

// isSign tells a label that is no number: a letter, or one doubled when the alphabet is used up, or symbols.
func isSign(s string) bool { return letterRank(s) > 0 || isSymbols(s) }

// letterRank is the place of a letter in the alphabet; AA comes behind Z.
func letterRank(s string) int {
	switch len(s) {
	case 1:
		return letterPlace(s[0])
	case 2:
		first, second := letterPlace(s[0]), letterPlace(s[1])
		if first == 0 || second == 0 || s[0] != s[1] {
			return 0
		}
		return 26 + second
	default:
		return 0
	}
}

func letterPlace(c byte) int {
	switch {
	case c >= 'a' && c <= 'z':
		return int(c-'a') + 1
	case c >= 'A' && c <= 'Z':
		return int(c-'A') + 1
	default:
		return 0
	}
}

// isSymbols tells a label of the symbols that stand for notes; a sign is repeated when all have been used.
func isSymbols(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	if !isSymbol(first) || utf8.RuneCountInString(s) > 6 {
		return false
	}
	return strings.Trim(s[size:], string(first)) == ""
}

func isSymbol(c rune) bool {
	return c == '*' || c == '†' || c == '‡' || c == '§' || c == '¶' || c == '‖'
}
