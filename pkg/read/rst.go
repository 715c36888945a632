package read

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// RST is reStructuredText as docutils reads it. The roles of Sphinx are words.
var RST = Format{
	Name:       "rst",
	Summary:    "reStructuredText",
	Extensions: []string{".rst", ".rest"},
	Sniff:      sniffRST,
	Read:       readRST,
}

// rstStart is the header of a Python enhancement proposal, which some of them bear under the name .txt.
var rstStart = regexp.MustCompile(`^(?:\xEF\xBB\xBF)?PEP: \d+\r?\nTitle: `)

func sniffRST(head []byte) bool { return rstStart.Match(head) }

func readRST(source []byte, a *article.Article) error {
	d, err := decode(source)
	if err != nil {
		return err
	}
	if err := crowded(d.text, "]_", ".. ["); err != nil {
		return err
	}
	x := &rst{
		markup: markup{flowWriter: newFlowWriter(part{decoded: d, source: source})}, text: d.text, lines: markupLines(d.text), article: a,
		targets: map[string]string{}, substitutions: map[string]string{}, entries: map[string]*writtenEntry{},
		literal: article.None, quoting: article.None,
	}
	for i := x.header(); i < len(x.lines); {
		if l := x.lines[i]; l.blank() {
			i++
		} else {
			i = x.block(i)
		}
	}
	x.number()
	x.write()
	return x.finish().into(a, nil)
}

// rst reads a document in two passes: the blocks, with their notes, targets and substitutions; then the words in them.
type rst struct {
	markup
	text    string
	lines   []markupLine
	article *article.Article

	items []rstItem
	notes []*rstNote
	// opened is the note whose body is being read, noteIndent how far its beginning is indented.
	opened     *rstNote
	noteIndent int
	// literal is the indent of the paragraph whose literal block follows, or none.
	literal int
	// quoting is the indent of the directive whose body is a quotation, or none.
	quoting int
	// worded tells that the document has had a paragraph, behind which no field is of its head.
	worded bool

	targets       map[string]string
	anonymous     []string
	substitutions map[string]string
	// budget is how many bytes substitutions may still put into the words.
	budget int

	// automatic and symbols are the notes that take the references [#]_ and [*]_ one after another, named those
	// that have a name.
	automatic, symbols []*rstNote
	named              map[string]*rstNote
	// entries are what citations point to, by name.
	entries map[string]*writtenEntry
}

type rstItem struct {
	run           *markupRun
	note          *rstNote
	heading, code bool
	quoted        bool
	opensNote     bool
	// table is that of the table of which it is a cell.
	table int
}

// rstNote is a footnote as it is defined. Its mark is what stands in the brackets.
type rstNote struct {
	writtenNote
	mark string
	head prose.Stretch
	// entry is set for what citations point to, which is no note.
	entry *writtenEntry
}

func (x *rst) line(i int) string { return x.text[x.lines[i].Start:x.lines[i].End] }

func (x *rst) add(item rstItem) {
	item.note, item.quoted = x.opened, x.quoting != article.None
	x.items = append(x.items, item)
}

// block reads the block that begins with a line, and tells with which line the next begins.
func (x *rst) block(i int) int {
	l, s := x.lines[i], x.line(i)
	if x.opened != nil && l.indent <= x.noteIndent {
		x.opened = nil
	}
	if l.indent <= x.quoting {
		x.quoting = article.None
	}
	if x.literal != article.None {
		indent := x.literal
		x.literal = article.None
		if l.indent > indent {
			return x.literalBlock(i, indent)
		}
		if isRSTAdornment(s[:1]) && i+1 < len(x.lines) {
			return x.quotedBlock(i)
		}
	}
	switch {
	case s == "..", strings.HasPrefix(s, ".. "):
		return x.explicit(i)
	case strings.HasPrefix(s, "__ "):
		x.anonymous = append(x.anonymous, strings.TrimSpace(s[3:]))
		return i + 1
	case strings.HasPrefix(s, ">>> "):
		return x.quotedBlock(i)
	case isGridBorder(s):
		x.tables++
		return x.gridTable(i)
	case isSimpleBorder(s):
		x.tables++
		return x.simpleTable(i)
	case isRSTAdornment(s) && len(s) > 1:
		return x.overline(i)
	}
	if n := x.listMark(i); n > 0 {
		x.lines[i] = markupLineAt(x.text, l.Start+n, l.End)
		x.lines[i].indent += l.indent + n
		if x.lines[i].blank() {
			return i + 1
		}
		return x.block(i)
	}
	if name, size := rstField(s); size > 0 {
		return x.field(i, name, size)
	}
	return x.paragraph(i)
}

// literalBlock is code that reaches for as long as lines are indented.
func (x *rst) literalBlock(i, indent int) int {
	first, last := i, i
	for ; i < len(x.lines) && (x.lines[i].blank() || x.lines[i].indent > indent); i++ {
		if !x.lines[i].blank() {
			last = i
		}
	}
	x.add(rstItem{run: runOf(x.text, prose.Stretch{Start: x.lines[first].Start, End: x.lines[last].End}), code: true})
	return i
}

// quotedBlock is code that reaches to the next blank line.
func (x *rst) quotedBlock(i int) int {
	first := i
	for i < len(x.lines) && !x.lines[i].blank() {
		i++
	}
	x.add(rstItem{run: runOf(x.text, prose.Stretch{Start: x.lines[first].Start, End: x.lines[i-1].End}), code: true})
	return i
}

// overline reads a title between two lines, or passes over a line that only parts what stands around it.
func (x *rst) overline(i int) int {
	if i+2 < len(x.lines) && !x.lines[i+1].blank() && x.line(i+2) == x.line(i) {
		x.title(i + 1)
		return i + 3
	}
	if len(x.line(i)) < 4 {
		return x.paragraph(i)
	}
	return i + 1
}

func (x *rst) title(i int) {
	run := runOf(x.text, x.lines[i].Stretch)
	if x.article.Title == "" && !x.worded {
		x.article.Title = prose.Fold(rstPlain(run.text))
	}
	x.add(rstItem{run: run, heading: true})
}

// rstPlain takes the marks of inline markup out of a title.
func rstPlain(s string) string {
	return strings.NewReplacer("``", "", "`", "", "**", "", `\`, "").Replace(s)
}

// paragraph reads a paragraph, a title with its underline, or a line block.
func (x *rst) paragraph(i int) int {
	l := x.lines[i]
	if i+1 < len(x.lines) && x.underlines(i) {
		x.title(i)
		return i + 2
	}
	var all []prose.Stretch
	first := i
	for ; i < len(x.lines) && !x.lines[i].blank() && x.lines[i].indent == l.indent; i++ {
		s := x.lines[i].Stretch
		if strings.HasPrefix(x.text[s.Start:s.End], "| ") && strings.HasPrefix(x.line(first), "| ") {
			s.Start += 2
		}
		all = append(all, s)
	}
	x.worded = true
	x.words(all, l.indent)
	return i
}

// words adds a paragraph. If it ends with two colons, a literal block follows.
func (x *rst) words(all []prose.Stretch, indent int) {
	if len(all) == 0 {
		return
	}
	last := &all[len(all)-1]
	s := x.text[last.Start:last.End]
	if strings.HasSuffix(s, "::") {
		x.literal = indent
		last.End--
		if before := strings.TrimRight(s[:len(s)-2], " \t"); len(before) < len(s)-2 || before == "" {
			last.End = last.Start + len(before)
		}
	}
	if run := runOf(x.text, all...); strings.TrimSpace(run.text) != "" {
		x.add(rstItem{run: run})
	}
}

// underlines tells whether the line behind one makes it a title (docutils, RSTStates: a short underline counts from four
// characters on).
func (x *rst) underlines(i int) bool {
	next := x.lines[i+1]
	s := x.line(i + 1)
	if next.indent != 0 || x.lines[i].indent != 0 || !isRSTAdornment(s) {
		return false
	}
	return len(s) >= 4 || len(s) >= utf8.RuneCountInString(x.line(i))
}

// isRSTAdornment tells a line of one and the same mark of punctuation.
func isRSTAdornment(s string) bool {
	if s == "" || !strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", rune(s[0])) {
		return false
	}
	return strings.Trim(s, s[:1]) == ""
}

// listMark is how long the mark is with which an item of a list begins, 0 if the line begins none. A line that begins
// with a number is an item only if what follows is one too, is blank or is indented as the item's words are.
func (x *rst) listMark(i int) int {
	s := x.line(i)
	for _, bullet := range []string{"* ", "- ", "+ ", "• ", "‣ ", "⁃ "} {
		if strings.HasPrefix(s, bullet) {
			return len(bullet) + len(s[len(bullet):]) - len(strings.TrimLeft(s[len(bullet):], " "))
		}
	}
	if s == "-" || s == "*" || s == "+" {
		return 1
	}
	n := rstEnumerator(s)
	if n == 0 || i+1 == len(x.lines) || x.lines[i+1].blank() {
		return n
	}
	next := x.lines[i+1]
	if next.indent > x.lines[i].indent || next.indent == x.lines[i].indent && rstEnumerator(x.line(i+1)) > 0 {
		return n
	}
	return 0
}

// rstEnumerator is the length of “1. ”, “(a) ”, “iv) ” or “#. ” at the beginning of a line, 0 if there is none.
func rstEnumerator(s string) int {
	i := 0
	if strings.HasPrefix(s, "(") {
		i = 1
	}
	start := i
	for i < len(s) && (isDigitByte(s[i]) || isLetterByte(s[i]) || s[i] == '#') && i-start < 5 {
		i++
	}
	word := s[start:i]
	if word == "" || i+1 >= len(s) || s[i] != '.' && s[i] != ')' || s[i+1] != ' ' || start == 1 && s[i] != ')' {
		return 0
	}
	roman := strings.Trim(strings.ToLower(word), "ivxlcdm") == ""
	if !digitsOnly(word) && word != "#" && len(word) > 1 && !roman {
		return 0
	}
	return i + 2 + len(s[i+2:]) - len(strings.TrimLeft(s[i+2:], " "))
}

// rstField is the name and the length of “:name: ” at the beginning of a line.
func rstField(s string) (name string, size int) {
	if len(s) < 3 || s[0] != ':' || s[1] == ':' || s[1] == ' ' {
		return "", 0
	}
	end := strings.Index(s[1:], ":")
	for end >= 0 && s[end] == '\\' {
		more := strings.Index(s[end+2:], ":")
		if more < 0 {
			return "", 0
		}
		end += more + 1
	}
	if end < 0 || end+2 < len(s) && s[end+2] != ' ' {
		return "", 0
	}
	return s[1 : end+1], end + 2
}

// field reads one field. Those at the head of a document tell its author and its date.
func (x *rst) field(i int, name string, size int) int {
	l := x.lines[i]
	all, next := x.body(i, l.Start+size, l.indent)
	if !x.worded && l.indent == 0 {
		if run := runOf(x.text, all...); x.describe(name, prose.Fold(run.text)) {
			x.add(rstItem{run: run, heading: true})
			return next
		}
	}
	x.words(all, l.indent)
	return next
}

// describe takes what a field of a document's head says, and tells whether it was one of those.
func (x *rst) describe(name, value string) bool {
	a := x.article
	switch strings.ToLower(name) {
	case "title":
		a.Title = value
	case "author", "authors":
		a.Authors = append(a.Authors, markupPeople(value)...)
	case "date", "created":
		if a.Published == "" {
			a.Published = markupDate(value)
		}
	case "lang", "language":
		a.Lang = value
	default:
		return false
	}
	return true
}

// body collects the words that begin at an offset of a line and go on with the lines below for as long as these are
// indented more, up to a blank line.
func (x *rst) body(i, start, indent int) (all []prose.Stretch, next int) {
	all = prose.AppendTrimmed(nil, x.text, prose.Stretch{Start: min(start, x.lines[i].End), End: x.lines[i].End})
	for i++; i < len(x.lines) && !x.lines[i].blank() && x.lines[i].indent > indent; i++ {
		all = append(all, x.lines[i].Stretch)
	}
	return all, i
}

// header reads the fields with which a Python enhancement proposal begins, as an electronic letter does.
func (x *rst) header() int {
	i := 0
	for i < len(x.lines) && !x.lines[i].blank() {
		name, _, ok := strings.Cut(x.line(i), ":")
		if x.lines[i].indent == 0 && (!ok || strings.IndexFunc(name, isNoHeaderName) >= 0 || name == "") || i == 0 && name != "PEP" {
			return 0
		}
		i++
	}
	for at := 0; at < i; {
		name, _, _ := strings.Cut(x.line(at), ":")
		all, next := x.body(at, x.lines[at].Start+len(name)+1, 0)
		run := runOf(x.text, all...)
		x.describe(name, run.text)
		if run.text != "" {
			x.add(rstItem{run: run, heading: true})
		}
		at = next
	}
	x.article.Title = prose.Fold(x.article.Title)
	return i
}

func isNoHeaderName(c rune) bool { return c != '-' && (c > unicode.MaxASCII || !unicode.IsLetter(c)) }

// number gives the notes their labels as docutils does (transforms.references.Footnotes): automatic numbers pass over
// those that are taken, and symbols are doubled when all are used.
func (x *rst) number() {
	taken := map[string]bool{}
	for _, n := range x.notes {
		taken[n.mark] = true
	}
	x.named = map[string]*rstNote{}
	next := 1
	for _, n := range x.notes {
		switch {
		case n.mark == "*":
			n.label = rstSymbol(len(x.symbols))
			x.symbols = append(x.symbols, n)
		case n.mark[0] != '#':
			n.label = n.mark
		default:
			for taken[strconv.Itoa(next)] {
				next++
			}
			n.label = strconv.Itoa(next)
			next++
			if n.mark == "#" {
				x.automatic = append(x.automatic, n)
			} else if name := rstName(n.mark[1:]); x.named[name] == nil {
				x.named[name] = n
			}
		}
	}
}

// rstSymbol is the nth symbol of a footnote.
func rstSymbol(n int) string {
	symbols := []string{"*", "†", "‡", "§", "¶", "#", "♠", "♥", "♦", "♣"}
	return strings.Repeat(symbols[n%len(symbols)], min(n/len(symbols), 3)+1)
}

// rstName is the name of a reference as names are compared.
func rstName(s string) string {
	return strings.ToLower(prose.Fold(strings.ReplaceAll(s, `\`, "")))
}

// write writes the blocks with their words, those of a note together.
func (x *rst) write() {
	x.budget = len(x.text) + 1<<16
	for i := 0; i < len(x.items); {
		first := x.items[i]
		if first.note == nil {
			x.writeItem(first)
			i++
			continue
		}
		end := i + 1
		for end < len(x.items) && x.items[end].note == first.note {
			end++
		}
		body := x.items[i:end]
		words := func() {
			x.labelled(x.text, first.note.head)
			for _, item := range body {
				x.writeItem(item)
			}
		}
		if entry := first.note.entry; entry != nil {
			x.entry(entry, words)
		} else {
			x.note(&first.note.writtenNote, words)
		}
		i = end
	}
}

func (x *rst) writeItem(item rstItem) {
	x.flush()
	x.look.table = item.table
	switch {
	case item.opensNote:
	case item.code:
		x.asCode(func() { x.emit(item.run, 0, len(item.run.text)) })
	case item.heading:
		x.asHeading(func() { x.inline(item.run, 0, len(item.run.text), 0) })
	default:
		x.asQuotation(item.quoted, func() { x.inline(item.run, 0, len(item.run.text), 0) })
	}
}
