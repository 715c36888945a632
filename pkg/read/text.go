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

// Text is plain text: paragraphs by lines or by blank lines, and a list of notes at the end.
var Text = Format{
	Name:       "text",
	Summary:    "plain text with a list of notes",
	Extensions: []string{".txt", ".text"},
	Sniff:      func([]byte) bool { return false },
	Read:       readText,
}

func readText(source []byte, a *article.Article) error {
	d, err := decode(source)
	if err != nil {
		return err
	}
	if strings.Count(d.text, "\n[") > 2*mostNotes {
		return errMany
	}
	f := &flow{parts: []part{{decoded: d, source: source}}}
	inline := f.layOut(withoutDirectives(d.text))
	rows := rowsOf(f.text)
	var laid []prose.Stretch
	for _, n := range inline {
		laid = append(laid, n.laid)
	}
	f.notes, _ = notesIn(f.text, without(rows, laid), nil)
	marks := f.withUnlabelled(inline)
	_, taken := byPlace(f.notes)
	f.rows = rows
	f.blocks = paragraphs(f.text, rows, taken)
	f.marks = append(marksIn(f, labelsOf(f.notes)), marks...)
	sort.SliceStable(f.marks, func(i, j int) bool { return f.marks[i].Start < f.marks[j].Start })
	f.underlined()
	frontMatter(f, a, taken)
	return f.into(a, nil)
}

// without leaves out the rows of what is taken already.
func without(rows []row, taken []prose.Stretch) []row {
	if len(taken) == 0 {
		return rows
	}
	return slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return touches(taken, r.Stretch) })
}

// rowsOf splits a text into its lines that are not blank. Line ends and blanks at either end are no part of a row.
func rowsOf(text string) []row {
	rows := make([]row, 0, 16+len(text)/80)
	gap := true
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		rows, gap = appendRows(rows, text, prose.Stretch{Start: at, End: end}, gap)
		at = end + 1
	}
	return rows
}

// appendRows adds a line, or several where lone carriage returns part it.
func appendRows(rows []row, text string, line prose.Stretch, gap bool) ([]row, bool) {
	for {
		end := line.End
		if cr := strings.IndexByte(text[line.Start:line.End], '\r'); cr >= 0 {
			end = line.Start + cr
		}
		all := prose.AppendTrimmed(nil, text, prose.Stretch{Start: line.Start, End: end})
		if len(all) == 1 {
			indent := all[0].Start - line.Start
			rows = append(rows, row{Stretch: all[0], gap: gap || strings.IndexByte(text[line.Start:all[0].Start], '\f') >= 0, indent: indent})
			gap = false
		} else {
			gap = true
		}
		if end == line.End || end+1 == line.End {
			return rows, gap
		}
		line.Start = end + 1
	}
}

// paragraphs joins rows to blocks, those of the notes left out. In a text whose lines are long each row is a paragraph;
// in one wrapped by hand a paragraph ends at a blank line, an indented row, or a row that is short for no other reason.
func paragraphs(text string, rows []row, taken []prose.Stretch) []block {
	width := 0
	for _, r := range rows {
		width = max(width, r.End-r.Start)
	}
	var blocks []block
	for i, r := range rows {
		for len(taken) > 0 && taken[0].End <= r.Start {
			taken = taken[1:]
		}
		if len(taken) > 0 && taken[0].Start <= r.Start {
			continue
		}
		n := len(blocks)
		if i > 0 && n > 0 && width <= widestPage && rows[i-1].End == blocks[n-1].End && goesOn(text, rows[i-1], r, width) {
			blocks[n-1].End = r.End
			blocks[n-1].heading = false
			continue
		}
		blocks = append(blocks, block{Stretch: r.Stretch, heading: isHeading(text, r)})
	}
	return blocks
}

// goesOn tells whether a row of wrapped text is of the same paragraph as the row before it.
func goesOn(text string, before, r row, width int) bool {
	if r.gap || r.indent > before.indent {
		return false
	}
	word, _, _ := strings.Cut(text[r.Start:r.End], " ")
	full := before.End-before.Start+1+len(word) > width*2/3
	return full || !isComplete(text[before.Start:before.End]) && !prose.Capitalised(word)
}

// longestHeading is how many bytes a heading may have.
const longestHeading = 120

// isHeading tells a heading by its looks: a short line that does not end as a sentence does.
func isHeading(text string, r row) bool {
	s := text[r.Start:r.End]
	if len(s) > longestHeading {
		return false
	}
	c, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "”’\"'"))
	return unicode.IsLetter(c) || unicode.IsDigit(c) || c == ')' || c == ':'
}
