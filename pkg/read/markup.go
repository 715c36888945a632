package read

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/article"
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
	out  flowBuilder
	flow flow
	// open is where the block being written begins.
	open int
	// heading and code are of the block being written.
	heading, code bool
	// references are read: &amp; stands for one character.
	references bool
	// inNote is set while a note is written, laying while those that waited are.
	inNote, laying bool
	// waiting are the notes that were written in the block, to be laid down behind it.
	waiting []func()
	// written are the indices in the flow of the notes written, by the reader's own numbers.
	written map[int]int
}

// invisible stands for a reference mark in the words, and parts an address that is code. No reader sees it, and
// folding words drops it (U+2060, word joiner).
const invisible = "\u2060"

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

// silent writes words in which no address is looked for, as in code among words.
func (m *markup) silent(r *markupRun, start, end int) {
	for {
		i := strings.Index(r.text[start:end], "://")
		if i < 0 {
			m.emit(r, start, end)
			return
		}
		m.emit(r, start, start+i+1)
		m.out.add(invisible, m.out.last(), 0)
		start += i + 1
	}
}

// mark writes a reference mark in the place of a stretch of a run. The note is the reader's own number, or
// article.None.
func (m *markup) mark(r *markupRun, start, end int, label string, note int) {
	at := m.out.text.Len()
	place := r.place(start, end)
	m.out.add(invisible, place.Start, place.End-place.Start)
	s := prose.Stretch{Start: at, End: at + len(invisible)}
	m.flow.marks = append(m.flow.marks, mark{Stretch: s, group: s, label: label, note: note})
}

// link writes words that carry an address. Place is where the link stands in the decoded source.
func (m *markup) link(url string, place prose.Stretch, words func()) {
	start := m.out.text.Len()
	words()
	if isWeb(url) {
		m.flow.links = append(m.flow.links, hyperlink{
			Stretch: prose.Stretch{Start: start, End: m.out.text.Len()}, url: url, part: m.out.part, span: place,
		})
	}
}

func isWeb(url string) bool {
	scheme, rest, ok := strings.Cut(url, "://")
	return ok && rest != "" && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// flush ends the block being written, and lays down the notes that were written in it.
func (m *markup) flush() {
	m.endBlock()
	if m.inNote || m.laying {
		return
	}
	m.laying = true
	for len(m.waiting) > 0 {
		write := m.waiting[0]
		m.waiting = m.waiting[1:]
		write()
	}
	m.laying = false
}

// passed ends what is no block though marks stand in it.
func (m *markup) passed() {
	if m.out.text.Len() > m.open && !m.inNote {
		m.out.add("\n", m.out.last(), 0)
		m.open = m.out.text.Len()
	}
	m.flush()
}

func (m *markup) endBlock() {
	end := m.out.text.Len()
	if end > m.open {
		if !m.inNote {
			for _, s := range prose.AppendTrimmed(nil, m.out.text.String(), prose.Stretch{Start: m.open, End: end}) {
				m.flow.blocks = append(m.flow.blocks, block{Stretch: s, heading: m.heading, code: m.code})
			}
		}
		m.out.add("\n", m.out.last(), 0)
	}
	m.open = m.out.text.Len()
}

// markupNote is a note as a reader hands it over to be written.
type markupNote struct {
	// id is the reader's own number of the note.
	id    int
	label string
	kind  article.NoteKind
	// at is where the note begins in the decoded source, and head its label as it stands there.
	at   int
	head prose.Stretch
}

// note writes a note. Body writes its words.
func (m *markup) note(text string, n markupNote, body func()) {
	m.endBlock()
	m.inNote = true
	m.out.add("\n", n.at, 0)
	start := m.out.text.Len()
	m.out.add(text[n.head.Start:n.head.End], n.head.Start, n.head.End-n.head.Start)
	head := m.out.text.Len()
	if head > start {
		m.out.add(" ", m.out.last(), 0)
	}
	body()
	m.inNote = false
	all := m.out.text.String()
	words := trimmed(all, prose.Stretch{Start: head, End: len(all)})
	whole := prose.Stretch{Start: start, End: max(words.End, head)}
	if head == start {
		whole.Start = words.Start
	}
	m.written[n.id] = len(m.flow.notes)
	m.flow.notes = append(m.flow.notes, noteBlock{Stretch: whole, label: n.label, kind: n.kind, words: []prose.Stretch{words}})
	m.out.add("\n", m.out.last(), 0)
	m.open = m.out.text.Len()
	m.flush()
}

// finish gives the flow its text and the marks the indices of their notes, and fills the article's tables.
func (m *markup) finish(p part, a *article.Article) error {
	m.flush()
	f := &m.flow
	f.text, f.pieces, f.parts = m.out.text.String(), m.out.pieces, []part{p}
	if len(f.blocks)+len(f.notes) == 0 {
		return ErrEmpty
	}
	for i := range f.marks {
		if note, ok := m.written[f.marks[i].note]; ok {
			f.marks[i].note = note
		} else {
			f.marks[i].note = article.None
		}
	}
	f.place(a)
	assemble(f, a)
	return nil
}

// codeBlock writes lines in which nothing is looked for.
func (m *markup) codeBlock(text string, s prose.Stretch) {
	if s.Start >= s.End {
		return
	}
	m.flush()
	run := runOf(text, s)
	if m.inNote {
		m.silent(run, 0, len(run.text))
		m.flush()
		return
	}
	m.code = true
	m.out.add(run.text, s.Start, s.End-s.Start)
	m.flush()
	m.code = false
}

// markupScan is a scan through a stretch of a run: plain is where the words begin that are not written yet.
type markupScan struct {
	m          *markup
	run        *markupRun
	plain, end int
	// closings are the lengths of closing marks that are passed over, by their places.
	closings map[int]int
	// without are, by mark, a stretch in which none of it closes.
	without map[string]prose.Stretch
	depth   int
}

// deepestMarkup is how deep inline markup may be nested; what is deeper is read as plain words.
const deepestMarkup = 16

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

// beginsAddress tells whether a text begins with an address of the web.
func beginsAddress(s string) bool {
	for _, scheme := range []string{"http://", "https://"} {
		if len(s) > len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
			return true
		}
	}
	return false
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
