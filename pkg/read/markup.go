package read

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/metadata"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// markupLine is one line of a source: its words without the blanks at either end, and how many columns it is indented.
// A blank line has no words.
type markupLine struct {
	prose.Stretch
	indent int
}

func (l markupLine) blank() bool { return l.Start == l.End }

// tabStop is how far apart tab stops are (docutils, tab_width; Org, tab-width).
const tabStop = 8

// markupLines splits a text at its line ends, be they LF, CR LF or CR.
func markupLines(text string) []markupLine {
	lines := make([]markupLine, 0, 16+len(text)/40)
	for at := 0; at < len(text); {
		end, next := len(text), len(text)
		if i := strings.IndexAny(text[at:], "\n\r"); i >= 0 {
			end, next = at+i, at+i+1
			if text[end] == '\r' && next < len(text) && text[next] == '\n' {
				next++
			}
		}
		lines = append(lines, markupLineAt(text, at, end))
		at = next
	}
	return lines
}

func markupLineAt(text string, at, end int) markupLine {
	l := markupLine{Stretch: prose.Stretch{Start: at, End: end}}
	for l.Start < end && (text[l.Start] == ' ' || text[l.Start] == '\t' || text[l.Start] == '\f' || text[l.Start] == '\v') {
		if text[l.Start] == '\t' {
			l.indent += tabStop - l.indent%tabStop
		} else {
			l.indent++
		}
		l.Start++
	}
	for l.End > l.Start && (text[l.End-1] == ' ' || text[l.End-1] == '\t') {
		l.End--
	}
	return l
}

// markupRun is words in which inline markup is looked for, with the places that they come from.
type markupRun struct {
	text   string
	pieces []piece
}

// runOf joins stretches of a source to a run. What stands between two of them counts as one line end.
func runOf(text string, all ...prose.Stretch) *markupRun {
	var b flowBuilder
	for i, s := range all {
		if i > 0 {
			b.add("\n", b.last(), max(0, s.Start-b.last()))
		}
		b.add(text[s.Start:s.End], s.Start, s.End-s.Start)
	}
	return b.run()
}

func (f *flowBuilder) run() *markupRun { return &markupRun{text: f.text.String(), pieces: f.pieces} }

// runAt is a run whose words all stand for one place in the source, as those of a substitution do.
func runAt(text string, from, extent int) *markupRun {
	return &markupRun{text: text, pieces: []piece{{size: len(text), from: from, extent: extent}}}
}

// place leads a stretch of a run back to the source.
func (r *markupRun) place(start, end int) prose.Stretch {
	if len(r.pieces) == 0 {
		return prose.Stretch{}
	}
	f := flow{pieces: r.pieces}
	s := prose.Stretch{Start: f.decodedStart(start)}
	s.End = s.Start
	if end > start {
		s.End = max(s.Start, f.decodedEnd(end))
	}
	return s
}

// markup writes the flow of a format in which markup stands among the words.
type markup struct {
	flowWriter
	// references are read: &amp; stands for one character.
	references bool
}

// emit writes a stretch of a run.
func (m *markup) emit(r *markupRun, start, end int) {
	i := sort.Search(len(r.pieces), func(i int) bool { return r.pieces[i].at+r.pieces[i].size > start })
	for ; i < len(r.pieces) && r.pieces[i].at < end; i++ {
		p := r.pieces[i]
		from, to := max(start, p.at), min(end, p.at+p.size)
		switch {
		case p.size != p.extent:
			m.out.add(r.text[from:to], p.from, p.extent)
		case m.references:
			m.emitReferences(r.text[from:to], p.from+from-p.at)
		default:
			m.out.add(r.text[from:to], p.from+from-p.at, to-from)
		}
	}
}

func (m *markup) emitReferences(s string, from int) {
	for {
		amp := strings.IndexByte(s, '&')
		if amp < 0 {
			m.out.add(s, from, len(s))
			return
		}
		m.out.add(s[:amp], from, amp)
		reference := characterReference(s[amp:])
		m.out.add(html.UnescapeString(reference), from+amp, len(reference))
		s, from = s[amp+len(reference):], from+amp+len(reference)
	}
}

// silent writes words in which nothing is looked for, as in code among words.
func (m *markup) silent(r *markupRun, start, end int) {
	m.silently(func() { m.emit(r, start, end) })
}

// link writes words that carry an address. Place is where the link stands in the decoded source, and at where the address
// does; empty if that is not known.
func (m *markup) link(url string, place, at prose.Stretch, words func()) {
	start := m.out.text.Len()
	words()
	m.addLinkAt(url, m.since(start), place, at)
}

// labelled begins a note with its label as it stands in the source.
func (m *markup) labelled(text string, label prose.Stretch) {
	m.out.add(text[label.Start:label.End], label.Start, label.End-label.Start)
	m.blank()
	m.skip()
}

// inlineNote puts a note off that takes up a stretch of the source.
func (m *markup) inlineNote(note *writtenNote, s prose.Stretch, write func()) {
	note.extent = s
	m.noteLater(note, func() {
		m.out.add("\n", s.Start, 0) // a note without words has its place, too
		write()
	})
}

// finish ends the flow.
func (m *markup) finish() *flow {
	f := m.flowWriter.finish()
	return f
}

// codeBlock writes lines in which nothing is looked for.
func (m *markup) codeBlock(text string, s prose.Stretch) {
	if s.Start < s.End {
		m.asCode(func() { m.emit(runOf(text, s), 0, s.End-s.Start) })
	}
}

// markupScan is a scan through a stretch of a run: plain is where the words begin that are not written yet.
type markupScan struct {
	m          *markup
	run        *markupRun
	plain, end int
	// closings are the lengths of closing marks that are passed over, by their places.
	closings map[int]int
	// slants are where in the flow the words begin that are set in italics, by the places of their closing marks.
	slants map[int]int
	// without are, by mark, a stretch in which none of it closes.
	without map[string]prose.Stretch
	depth   int
}

// deepestMarkup is how deep inline markup may be nested; what is deeper is read as plain words.
const deepestMarkup = 16

// read goes through the stretch. Token reads what begins at a place, and tells where to go on; 0 if it is nothing but a
// character.
func (s *markupScan) read(token func(int) int) {
	for i := s.plain; i < s.end; {
		n := s.closing(i)
		if n == 0 {
			n = token(i)
		}
		i = max(i+1, n)
	}
	s.take(s.end, s.end)
}

// take writes the words up to start, and goes on at end.
func (s *markupScan) take(start, end int) {
	if start > s.plain {
		s.m.emit(s.run, s.plain, start)
	}
	s.plain = end
}

// find is where a mark stands next at or behind from, for which is holds; -1 if nowhere. Marks once not found are not
// looked for again, so that many of them cost no more than one.
func (s *markupScan) find(sought string, from int, is func(int) bool) int {
	if w, ok := s.without[sought]; ok && from >= w.Start && s.end <= w.End {
		return -1
	}
	for at := from; at < s.end; {
		i := strings.Index(s.run.text[at:s.end], sought)
		if i < 0 {
			break
		}
		at += i
		if is == nil || is(at) {
			return at
		}
		at++
	}
	if s.without == nil {
		s.without = map[string]prose.Stretch{}
	}
	s.without[sought] = prose.Stretch{Start: from, End: s.end}
	return -1
}

// emphasis takes a mark of emphasis off both ends of the words that it encloses, if it closes.
func (s *markupScan) emphasis(at int, mark string, closes func(int) bool) {
	if end := s.find(mark, at+len(mark)+1, closes); end >= 0 {
		s.take(at, at+len(mark))
		s.closeAt(end, len(mark))
	}
}

// slanted takes the marks of italics off the words that they enclose, if they close.
func (s *markupScan) slanted(at int, mark string, closes func(int) bool) {
	end := s.find(mark, at+len(mark)+1, closes)
	if end < 0 {
		return
	}
	s.take(at, at+len(mark))
	s.closeAt(end, len(mark))
	if s.slants == nil {
		s.slants = map[int]int{}
	}
	s.slants[end] = s.m.out.text.Len()
}

// closeAt has a closing mark passed over when the scan comes to it.
func (s *markupScan) closeAt(at, size int) {
	if s.closings == nil {
		s.closings = map[int]int{}
	}
	s.closings[at] = size
}

// closing passes over a closing mark of emphasis, and is where to go on, or 0.
func (s *markupScan) closing(at int) int {
	n := s.closings[at]
	if n == 0 {
		return 0
	}
	s.take(at, at+n)
	if start, ok := s.slants[at]; ok {
		s.m.italic(start)
	}
	return at + n
}

// before and after are the characters at either side of a place in the run; blanks at its ends.
func (s *markupScan) before(at int) rune {
	if at == 0 {
		return ' '
	}
	c, _ := utf8.DecodeLastRuneInString(s.run.text[:at])
	return c
}

func (s *markupScan) after(at int) rune {
	if at >= s.end {
		return ' '
	}
	c, _ := utf8.DecodeRuneInString(s.run.text[at:])
	return c
}

func isWordOrUnderscore(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_' }

// addressEnd is where an address that begins here ends at the latest: at a blank, a quotation mark or a bracket that no
// address holds.
func addressEnd(s string, more string) int {
	end := strings.IndexFunc(s, func(c rune) bool {
		return prose.IsBlank(c) || c == '<' || c == '>' || c == '"' || c == '`' || strings.ContainsRune(more, c)
	})
	if end < 0 {
		return len(s)
	}
	return end
}

// markupPeople reads the names in a line of authors, which may have their electronic addresses beside them.
func markupPeople(s string) []string {
	var all []string
	for _, one := range strings.FieldsFunc(s, func(c rune) bool { return c == ',' || c == ';' || c == '\n' }) {
		if name, ok := mailbox(one); ok {
			one = name
		}
		one = strings.TrimFunc(one, func(c rune) bool { return unicode.IsSpace(c) || c == '"' })
		if one != "" && !strings.Contains(one, "@") {
			all = append(all, metadata.Names(one)...)
		}
	}
	return all
}

// mailbox is the name in “Ana Ruiz <ana@ex.example>” or “ana@ex.example (Ana Ruiz)”.
func mailbox(s string) (string, bool) {
	name, _, ok := strings.Cut(s, "<")
	if ok {
		return name, true
	}
	address, rest, ok := strings.Cut(s, "(")
	if ok && strings.Contains(address, "@") {
		return strings.TrimRight(strings.TrimSpace(rest), ")"), true
	}
	return s, false
}

// markupDate is the ISO form of a date as a header gives it, empty if it is none.
func markupDate(s string) string {
	s = strings.Trim(s, "<>[]() \t$")
	if iso, ok := metadata.Date(s); ok {
		return iso
	}
	for _, field := range strings.Fields(s) {
		if iso, ok := metadata.Date(field); ok && len(iso) == len("2006-01-02") {
			return iso
		}
	}
	return ""
}
