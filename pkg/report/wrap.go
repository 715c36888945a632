package report

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"
)

// piece is what a line is never broken inside. A glued piece follows the one before without a blank.
type piece struct {
	text  string
	width int
	glued bool
}

// fill breaks text into lines of at most width columns, and into no more than most lines if most is not 0; if words
// had to go, the last line ends in an ellipsis. Only an address may be wider than the line: broken, it could be neither
// copied nor followed.
func fill(text string, width, most int) []string {
	var lines []string
	var line []piece
	taken := 0
	for _, p := range pieces(text, width) {
		need := p.width
		if !p.glued && len(line) > 0 {
			need++
		}
		if len(line) == 0 || taken+need <= width {
			line, taken = append(line, p), taken+need
			continue
		}
		if len(lines)+1 == most {
			return append(lines, cut(line, taken, width))
		}
		lines = append(lines, join(line))
		p.glued = false
		line, taken = append(line[:0], p), p.width
	}
	return append(lines, join(line))
}

// cut ends a line in an ellipsis, at the expense of its last words.
func cut(line []piece, taken, width int) string {
	const ellipsis = 2 // with the blank before it
	for len(line) > 1 && taken+ellipsis > width {
		last := line[len(line)-1]
		taken -= last.width
		if !last.glued {
			taken--
		}
		line = line[:len(line)-1]
	}
	text, last := join(line), line[len(line)-1]
	switch {
	case len(line) == 1 && taken+ellipsis > width && !isAddress(text):
		return ansi.Truncate(text, width-1, "") + "…"
	case len(line) > 1 && last.glued:
		return text + "…"
	default:
		return text + " …"
	}
}

func join(line []piece) string {
	var b strings.Builder
	for i, p := range line {
		if i > 0 && !p.glued {
			b.WriteByte(' ')
		}
		// Blanks that hold words together have done so by now.
		b.WriteString(strings.ReplaceAll(p.text, string(noBreak), " "))
	}
	return b.String()
}

// pieces are the words of text. A word of a script without blanks, or one too long for the line, is several.
func pieces(text string, width int) []piece {
	var all []piece
	for word := range strings.SplitSeq(text, " ") {
		if word == "" {
			continue
		}
		w := ansi.StringWidth(word)
		if w > width && strings.ContainsRune(word, noBreak) {
			all = append(all, pieces(strings.ReplaceAll(word, string(noBreak), " "), width)...)
			continue
		}
		if isAddress(word) || w <= width && !strings.ContainsFunc(word, isIdeographic) {
			all = append(all, piece{word, w, false})
			continue
		}
		all = append(all, split(word, width)...)
	}
	return all
}

func isAddress(word string) bool { return strings.Contains(word, "://") }

// isIdeographic tells, roughly, of the scripts that are written without blanks and broken nearly anywhere.
func isIdeographic(r rune) bool { return r >= 0x2e80 }

// split breaks a word where Unicode Standard Annex 14 allows it, and where it has to be to fit the line.
func split(word string, width int) []piece {
	var all []piece
	var now piece
	end := func() {
		if now.text != "" {
			all = append(all, now)
		}
		now = piece{glued: true}
	}
	state := -1
	for word != "" {
		var cluster string
		var boundaries int
		cluster, word, boundaries, state = uniseg.StepString(word, state)
		w := ansi.StringWidth(cluster)
		if now.width+w > width {
			end()
		}
		now.text, now.width = now.text+cluster, now.width+w
		if boundaries&uniseg.MaskLine != uniseg.LineDontBreak {
			end()
		}
	}
	end()
	return all
}
