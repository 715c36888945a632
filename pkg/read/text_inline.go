package read

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// unlabelled is a note in brackets that has no label and stands where its marker would: [Footnote: …].
type unlabelled struct {
	// at is where it stands in the source, brackets included, and words what it says.
	at, words prose.Stretch
	// mark and laid are its mark and its words in the flow; a note that is a paragraph of its own has no mark.
	mark, laid prose.Stretch
	apart      bool
}

// inlineNames are the names of noteNames that are never said of a remark of the text itself.
var inlineNames = []string{"Footnote", "Endnote", "Fußnote", "Fussnote", "Voetnoot", "Fotnot", "Fotnote", "Fodnote", "Przypis"}

// unlabelledIn finds the notes in brackets without a label.
func unlabelledIn(text string) []unlabelled {
	var all []unlabelled
	for at := 0; at < len(text); {
		open := strings.IndexByte(text[at:], '[')
		if open < 0 {
			break
		}
		at += open
		size := 0
		for _, name := range inlineNames {
			if rest := text[at+1 : min(len(text), at+1+len(name)+1)]; len(rest) == len(name)+1 && strings.EqualFold(rest, name+":") {
				size = 1 + len(rest)
			}
		}
		end := 0
		if size > 0 {
			end = noteBracketEnd(text[at:min(len(text), at+longestEnclosed)])
		}
		if end == 0 {
			at++
			continue
		}
		n := unlabelled{at: prose.Stretch{Start: at, End: at + end}}
		n.words = trimmed(text, prose.Stretch{Start: at + size, End: at + end - 1})
		n.apart = strings.HasSuffix(strings.TrimRight(text[:at], " \t"), "\n") && blankLine(text[at+end:])
		all = append(all, n)
		at += end
	}
	return all
}

// noteBracketEnd is the length of what a bracket at the beginning of a text encloses, itself included; 0 if it is not closed.
func noteBracketEnd(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// blankLine tells whether nothing follows in the line.
func blankLine(s string) bool {
	return strings.TrimSpace(firstOf(s, "\n")) == ""
}

// layOut makes the flow of a text. Notes that stand in the midst of its words are laid behind their paragraphs.
func (f *flow) layOut(text string) []unlabelled {
	f.text = text
	notes := unlabelledIn(text)
	if len(notes) == 0 {
		return nil
	}
	var b flowBuilder
	at, next := 0, 0
	for next < len(notes) {
		end := paragraphEnd(text, notes[next].at.End)
		first := next
		for ; next < len(notes) && notes[next].at.Start < end; next++ {
			n := &notes[next]
			b.add(text[at:n.at.Start], at, n.at.Start-at)
			at = n.at.End
			if !n.apart {
				n.mark.Start = b.text.Len()
				b.add(unseen, n.at.Start, n.words.Start-n.at.Start)
				n.mark.End = b.text.Len()
			}
			end = max(end, paragraphEnd(text, at))
		}
		b.add(text[at:end], at, end-at)
		at = end
		for i := range notes[first:next] {
			n := &notes[first+i]
			b.add("\n\n", b.last(), 0)
			n.laid.Start = b.text.Len()
			b.add(text[n.words.Start:n.words.End], n.words.Start, n.words.End-n.words.Start)
			n.laid.End = b.text.Len()
		}
		b.add("\n\n", b.last(), 0)
	}
	b.add(text[at:], at, len(text)-at)
	f.text, f.pieces = b.text.String(), b.pieces
	return notes
}

// paragraphEnd is where the paragraph ends that holds a place: before a blank line.
func paragraphEnd(text string, at int) int {
	for at < len(text) {
		end := lineEnd(text, at)
		if end == len(text) || blankLine(text[end+1:]) {
			return end
		}
		at = end + 1
	}
	return len(text)
}

// withUnlabelled adds notes without a label to the others. They are numbered in their order, with numbers that no other
// note bears.
func (f *flow) withUnlabelled(all []unlabelled) []mark {
	known := labelsOf(f.notes).known
	var marks []mark
	number := 0
	for _, n := range all {
		for number++; known[strconv.Itoa(number)]; number++ {
			continue
		}
		label := strconv.Itoa(number)
		f.notes = append(f.notes, noteBlock{Stretch: n.laid, label: label, kind: article.Footnote, words: []prose.Stretch{n.laid}})
		if !n.apart {
			marks = append(marks, mark{Stretch: n.mark, group: n.mark, label: label, note: n.laid.Start})
		}
	}
	slices.SortFunc(f.notes, func(a, b noteBlock) int { return cmp.Compare(a.Start, b.Start) })
	for i := range marks {
		marks[i].note = slices.IndexFunc(f.notes, func(b noteBlock) bool { return b.Start == marks[i].note })
	}
	return marks
}
