package report

import (
	"bufio"
	"io"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// screen lays out words in lines of a width. Everything that comes from outside goes through clean on its way here.
type screen struct {
	// w keeps its first error for Flush.
	w     *bufio.Writer
	style style
	width int
	// blank: the last line was, or there is none yet.
	blank bool
}

const (
	defaultWidth = 100
	// Below minWidth columns would be of single letters, above maxWidth lines too long for the eye.
	minWidth = 20
	maxWidth = 120
	// besides is the least width of a text beside its lead, as is half the screen; with less, it goes beneath.
	besides = 30
	indent  = 2
)

func newScreen(w io.Writer, o Options) *screen {
	width := o.Width
	if width <= 0 {
		width = defaultWidth
	}
	return &screen{bufio.NewWriter(w), style{o.Color, o.Hyperlinks}, min(max(width, minWidth), maxWidth), true}
}

// row is a line of a table: lead in columns, and paragraphs beside or beneath them.
type row struct {
	lead []words
	body []words
}

// words are a paragraph or a column.
type words struct {
	text string
	tone tone
	// most is the number of lines to show at most; 0 shows all.
	most int
	// closing ends the last line, even of a text that was cut; tail follows the text as a word, in faint.
	closing, tail string
	// address: the text is an address, which before introduces. right: a column is flush right.
	address, right bool
	before         string
}

// table writes rows with their columns aligned.
func (s *screen) table(margin int, rows []row) {
	var columns []int
	bodies := false
	for _, r := range rows {
		bodies = bodies || len(r.body) > 0
		for i, w := range r.lead {
			if i == len(columns) {
				columns = append(columns, 0)
			}
			columns[i] = max(columns[i], ansi.StringWidth(clean(w.text)))
		}
	}
	start := margin
	for _, c := range columns {
		start += c + 2
	}
	if bodies && s.width-start < max(besides, s.width/2) {
		s.beneath(margin, rows)
		return
	}
	for _, r := range rows {
		s.beside(margin, start, columns, r)
	}
}

func (s *screen) beside(margin, start int, columns []int, r row) {
	var line strings.Builder
	line.WriteString(blanks(margin))
	for i, w := range r.lead {
		text := unglue(clean(w.text))
		pad := blanks(columns[i] - ansi.StringWidth(text))
		if w.right {
			line.WriteString(pad)
			pad = ""
		}
		line.WriteString(s.style.paint(w.tone, text) + pad + "  ")
	}
	if len(r.body) == 0 {
		s.line(line.String())
	}
	for _, w := range r.body {
		for _, l := range s.lines(w, s.width-start) {
			s.line(line.String() + l)
			line.Reset()
			line.WriteString(blanks(start))
		}
	}
}

func (s *screen) beneath(margin int, rows []row) {
	for _, r := range rows {
		s.lead(margin, r.lead)
		for _, w := range r.body {
			s.paragraph(margin+indent, w)
		}
	}
}

// lead writes columns in one line if they fit, else each in its own.
func (s *screen) lead(margin int, columns []words) {
	line, width := blanks(margin), margin
	for i, w := range columns {
		text := unglue(clean(w.text))
		width += ansi.StringWidth(text)
		if i > 0 && text != "" {
			line, width = line+" · ", width+3
		}
		line += s.style.paint(w.tone, text)
	}
	if width <= s.width {
		s.line(line)
		return
	}
	for _, w := range columns {
		s.paragraph(margin, w)
	}
}

// paragraph writes words between the margin and the width.
func (s *screen) paragraph(margin int, w words) {
	for _, l := range s.lines(w, s.width-margin) {
		s.line(blanks(margin) + l)
	}
}

// items writes phrases with dots between them, never broken before a dot.
func (s *screen) items(margin int, t tone, phrases []string) {
	var text []string
	for _, p := range phrases {
		if p = clean(p); p != "" {
			text = append(text, p)
		}
	}
	s.paragraph(margin, words{text: strings.Join(text, string(noBreak)+"· "), tone: t})
}

// lines are the lines of a paragraph, painted.
func (s *screen) lines(w words, width int) []string {
	if w.address {
		return []string{w.before + s.style.address(w.text, width-ansi.StringWidth(w.before))}
	}
	width -= ansi.StringWidth(w.closing)
	tail := clean(w.tail)
	lines := fill(clean(w.text)+" "+tail, width, w.most)
	last := len(lines) - 1
	for i, l := range lines {
		end := ""
		if i == last {
			if body, ends := strings.CutSuffix(l, tail); ends {
				l, end = body, s.style.paint(faint, tail)
			}
			l += w.closing
		}
		lines[i] = s.style.paint(w.tone, s.style.link(l, width)) + end
	}
	return lines
}

func (s *screen) line(text string) {
	_, _ = s.w.WriteString(disarm(strings.TrimRight(text, " ")) + "\n")
	s.blank = false
}

// disarm breaks what GitHub's and Azure's runners take for a command in a log, with a backslash that people can see: "::"
// at the beginning of a line, blanks apart, and "##[" and "##vso[" anywhere (see isLoggingCommand).
func disarm(line string) string {
	if !strings.Contains(line, "::") && !strings.Contains(line, "##") {
		return line
	}
	if words := strings.TrimLeftFunc(line, unicode.IsSpace); strings.HasPrefix(ansi.Strip(words), "::") {
		line = strings.Replace(line, "::", `\::`, 1)
	}
	return unarmed(line)
}

func unarmed(text string) string {
	if !strings.Contains(text, "##") {
		return text
	}
	return strings.NewReplacer("##[", `#\#[`, "##vso[", `#\#vso[`).Replace(text)
}

// gap sets off what follows by one blank line.
func (s *screen) gap() {
	if !s.blank {
		_ = s.w.WriteByte('\n')
	}
	s.blank = true
}

// rule is drawn between articles.
func (s *screen) rule() {
	s.gap()
	s.line(s.style.paint(faint, strings.Repeat("─", s.width)))
	s.gap()
}

func blanks(n int) string { return strings.Repeat(" ", max(n, 0)) }

// unglue turns the blanks that kept words together into plain ones, for whoever copies them.
func unglue(text string) string { return strings.ReplaceAll(text, string(noBreak), " ") }
