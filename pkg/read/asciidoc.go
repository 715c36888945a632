package read

import (
	"regexp"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// ASCIIDoc is AsciiDoc as Asciidoctor reads it. Files that it includes are passed over.
var ASCIIDoc = Format{
	Name:       "asciidoc",
	Summary:    "AsciiDoc",
	Extensions: []string{".adoc", ".asciidoc", ".asc"},
	Sniff:      sniffASCIIDoc,
	Read:       readASCIIDoc,
}

// asciiDocStart is a document's title with an attribute entry below it, which no other text has.
var asciiDocStart = regexp.MustCompile(`^(?:\xEF\xBB\xBF)?(?://[^\n]*\n|:[\w-]+:[^\n]*\n|\s*\n)*= \S[^\n]*\n(?:[^\n:=]+\n){0,2}:[\w-]+:(?: |\r?\n)`)

func sniffASCIIDoc(head []byte) bool { return asciiDocStart.Match(head) }

func readASCIIDoc(source []byte, a *article.Article) error {
	d, err := decode(source)
	if err != nil {
		return err
	}
	if err := crowded(d.text, "footnote"); err != nil {
		return err
	}
	x := &asciiDoc{
		markup: markup{flowWriter: newFlowWriter(part{decoded: d, source: source}), references: true}, text: d.text, lines: markupLines(d.text), article: a,
		attributes: asciiDocAttributes(), notes: map[string]*asciiDocNote{}, entries: map[string]*asciiDocSource{}, budget: len(d.text) + 1<<16,
	}
	x.sources()
	for i := x.header(); i < len(x.lines); {
		i = x.line(i)
	}
	x.paragraphEnds()
	return x.finish().into(a, nil)
}

// asciiDoc reads a document line by line, and writes each paragraph when it ends.
type asciiDoc struct {
	markup
	text    string
	lines   []markupLine
	article *article.Article

	attributes map[string]string
	// budget is how many bytes attributes may still put into the words.
	budget int

	// paragraph is the lines of the one being read.
	paragraph []prose.Stretch
	// style is what the block attribute line above says that the next block is.
	style string
	// skipping is how many conditions are open below the first that does not hold.
	skipping int
	// table is the mark that ends the table being read, and cell the style of its cell.
	table string
	cell  byte
	// brackets are those of the run that is bracketed, see closer.
	bracketed *markupRun
	brackets  map[int]int

	// notes are those that have an identifier; numbered is how many of all have a number.
	notes    map[string]*asciiDocNote
	numbered int
	// entries are those of the bibliography, by their identifiers.
	entries map[string]*asciiDocSource
}

type asciiDocNote struct {
	writtenNote
	text string
}

// asciiDocAttributes are those that every document has (Asciidoctor, intrinsic attributes), as pages are made from it.
func asciiDocAttributes() map[string]string {
	return map[string]string{
		"empty": "", "sp": " ", "nbsp": "\u00A0", "zwsp": "\u200B", "wj": "\u2060", "apos": "'", "quot": `"`, "lsquo": "‘", "rsquo": "’",
		"ldquo": "“", "rdquo": "”", "deg": "°", "plus": "+", "brvbar": "¦", "vbar": "|", "amp": "&", "lt": "<", "gt": ">", "startsb": "[",
		"endsb": "]", "caret": "^", "asterisk": "*", "tilde": "~", "backslash": `\`, "backtick": "`", "two-colons": "::",
		"two-semicolons": ";;", "cpp": "C++", "cxx": "C++", "pp": "++", "asciidoctor": "", "backend": "html5", "backend-html5": "",
		"basebackend": "html", "basebackend-html": "", "doctype": "article", "doctype-article": "", "filetype": "html",
		"backend-html5-doctype-article": "", "basebackend-html-doctype-article": "", "filetype-html": "",
	}
}

func (x *asciiDoc) lineText(i int) string { return x.text[x.lines[i].Start:x.lines[i].End] }

var (
	asciiDocEntry     = regexp.MustCompile(`^:(!?\w[\w-]*!?):(?:[ \t]+(.*))?$`)
	asciiDocRevision  = regexp.MustCompile(`^(?:[vV]?(\d[\w.]*),)?\s*([^:,]+(?:, \d{4})?)?(?::.*)?$`)
	asciiDocCondition = regexp.MustCompile(`^(ifdef|ifndef|ifeval|endif)::(\S*?)\[(.*)\]$`)
	asciiDocMacro     = regexp.MustCompile(`^(?:include|image|video|audio|toc|bibliography|asciinema|plantuml|ditaa|gist|chart|counter2?)::\S*\[.*\]$`)
	asciiDocList      = regexp.MustCompile(`^(?:\*{1,6}|-|\.{1,6}|\d+\.|[a-zA-Z]\.|[ivxIVX]+\)|<(?:\d+|\.)>|•)[ \t]+`)
	asciiDocTerm      = regexp.MustCompile(`^(\S.*?|\S)(:::?:?|;;)(?:[ \t]+|$)`)
	asciiDocAdmonish  = regexp.MustCompile(`^(?:NOTE|TIP|IMPORTANT|CAUTION|WARNING):[ \t]+`)
	asciiDocCheckbox  = regexp.MustCompile(`^\[[ xX*]\][ \t]+`)
)

// header reads a document's title, the lines of its authors and of its revision below it, and its attributes.
func (x *asciiDoc) header() int {
	for i := 0; i < len(x.lines); {
		s := x.lineText(i)
		switch {
		case s == "", strings.HasPrefix(s, "//"), asciiDocEntry.MatchString(s), strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]"),
			asciiDocCondition.MatchString(s), asciiDocMacro.MatchString(s):
			i = x.line(i)
			continue
		case (strings.HasPrefix(s, "= ") || strings.HasPrefix(s, "# ")) && x.lines[i].indent == 0:
			return x.authors(i)
		}
		return i
	}
	return len(x.lines)
}

func (x *asciiDoc) authors(i int) int {
	x.headingLine(prose.Stretch{Start: x.lines[i].Start + 2, End: x.lines[i].End})
	for _, revision := range []bool{false, true} {
		i++
		for i < len(x.lines) && strings.HasPrefix(x.lineText(i), "//") && !strings.HasPrefix(x.lineText(i), "////") {
			i++
		}
		if i == len(x.lines) {
			return i
		}
		s := x.lineText(i)
		if s == "" || asciiDocEntry.MatchString(s) || asciiDocCondition.MatchString(s) || asciiDocMacro.MatchString(s) || strings.HasPrefix(s, "[") {
			return i
		}
		if m := asciiDocRevision.FindStringSubmatch(s); revision && m != nil {
			x.article.Published = markupDate(m[2])
		} else if !revision {
			x.article.Authors = markupPeople(s)
			x.attributes["author"] = strings.Join(x.article.Authors, ", ")
		} else {
			return i
		}
		x.headingLine(x.lines[i].Stretch)
	}
	return i + 1
}

// headingLine writes a title. The first is the document's.
func (x *asciiDoc) headingLine(s prose.Stretch) {
	x.paragraphEnds()
	run := x.run([]prose.Stretch{s})
	x.asHeading(func() {
		start := x.out.text.Len()
		x.inline(run, 0, len(run.text), 0)
		if x.article.Title == "" {
			x.article.Title = prose.Fold(x.out.text.String()[start:])
			x.attributes["doctitle"] = x.article.Title
		}
	})
}

// line reads a line, with the whole of the block that it opens if that is code or a comment, and tells where to go on.
func (x *asciiDoc) line(i int) int {
	l, s := x.lines[i], x.lineText(i)
	if m := asciiDocCondition.FindStringSubmatch(s); m != nil && l.indent == 0 {
		x.condition(m[1], m[2], m[3], l)
		return i + 1
	}
	switch {
	case x.skipping > 0:
		return i + 1
	case s == "" || s == "+" && l.indent == 0:
		x.paragraphEnds()
		return i + 1
	case l.indent == 0 && strings.HasPrefix(s, "//"):
		if isFence(s, '/') {
			x.paragraphEnds()
			return x.fenced(i, false)
		}
		if !strings.HasPrefix(s, "///") {
			return i + 1
		}
	}
	if l.indent == 0 {
		if next := x.fence(i); next > 0 {
			return next
		}
	}
	if x.table != "" {
		x.tableLine(l)
		return i + 1
	}
	if next := x.special(i); next > 0 {
		return next
	}
	return x.words(i)
}

// isFence tells a line that is nothing but four marks of a kind, or more.
func isFence(s string, c byte) bool {
	return len(s) >= 4 && s[0] == c && strings.Trim(s, s[:1]) == ""
}

// fence reads the line that opens or closes a block, if it is one; it gives 0 if not.
func (x *asciiDoc) fence(i int) int {
	s := x.lineText(i)
	if i > 0 && x.underlined(i) {
		title := x.paragraph[0]
		x.paragraph = nil
		x.headingLine(title)
		return i + 1
	}
	switch {
	case isFence(s, '-'), isFence(s, '.'), isFence(s, '+'), strings.HasPrefix(s, "```") && len(x.paragraph) == 0 && x.table == "":
		if x.table != "" && x.cell != 'a' {
			return 0
		}
		x.paragraphEnds()
		return x.fenced(i, x.style != "comment")
	case s == "--" && isSilentStyle(x.style):
		x.paragraphEnds()
		return x.fenced(i, x.style != "comment")
	case s == "--", isFence(s, '='), isFence(s, '*'), isFence(s, '_'):
		silent := isSilentStyle(x.style) && s != "--"
		x.paragraphEnds()
		if silent {
			return x.fenced(i, x.style != "comment")
		}
		if s[0] == '_' {
			x.quotes(!x.look.quoted)
		}
		x.style = ""
		return i + 1
	case len(s) > 3 && strings.ContainsRune("|,:!", rune(s[0])) && strings.Trim(s[1:], "=") == "":
		x.paragraphEnds()
		x.style = ""
		switch x.table {
		case "":
			x.table = s
			x.inTable(true)
		case s:
			x.table = ""
			x.inTable(false)
		}
		x.cell = 0
		return i + 1
	}
	return 0
}

// isSilentStyle tells a block whose content is no words.
func isSilentStyle(style string) bool {
	switch style {
	case "source", "listing", "literal", "stem", "latexmath", "asciimath", "pass", "comment", "ditaa", "plantuml", "graphviz", "mermaid",
		"wavedrom", "bytefield", "svgbob", "vega", "d2", "a2s", "blockdiag", "seqdiag":
		return true
	}
	return false
}

// underlined tells whether a line makes the single line above it a title (two-line titles: the lengths differ by one at
// most).
func (x *asciiDoc) underlined(i int) bool {
	s := x.lineText(i)
	if len(x.paragraph) != 1 || len(s) < 2 || !strings.ContainsRune("=-~^+", rune(s[0])) || strings.Trim(s, s[:1]) != "" {
		return false
	}
	title := []rune(x.text[x.paragraph[0].Start:x.paragraph[0].End])
	d := len(title) - len(s)
	return x.paragraph[0] == x.lines[i-1].Stretch && d >= -1 && d <= 1 && isWordRune(title[0]) && x.table == ""
}

// fenced reads to the line that closes a block, and writes what is between as code if it is shown.
func (x *asciiDoc) fenced(i int, shown bool) int {
	x.style = ""
	mark := x.lineText(i)
	if strings.HasPrefix(mark, "```") {
		mark = "```"
	}
	first := i + 1
	for i++; i < len(x.lines) && (x.lines[i].indent > 0 || x.lineText(i) != mark); i++ {
		continue
	}
	if shown && first < i {
		x.codeBlock(x.text, prose.Stretch{Start: x.lines[first].Start, End: x.lines[i-1].End})
	}
	return i + 1
}

// special reads a line that is no words of a paragraph, or begins a new one; it gives 0 if it is neither.
func (x *asciiDoc) special(i int) int {
	l, s := x.lines[i], x.lineText(i)
	flushLeft := l.indent == 0
	switch {
	case flushLeft && s[0] == ':' && asciiDocEntry.MatchString(s) && len(x.paragraph) == 0:
		return x.entry(i)
	case flushLeft && isASCIIDocAttributes(s):
		x.paragraphEnds()
		x.blockAttributes(s)
		return i + 1
	case flushLeft && strings.HasSuffix(s, "]") && asciiDocMacro.MatchString(s):
		x.paragraphEnds()
		return i + 1
	case flushLeft && (s == "'''" || s == "---" || s == "***" || s == "<<<" || s == "- - -" || s == "* * *"):
		x.paragraphEnds()
		return i + 1
	case flushLeft && len(s) > 1 && s[0] == '.' && s[1] != '.' && s[1] != ' ' && len(x.paragraph) == 0:
		style := x.style
		x.asHeading(func() { x.write([]prose.Stretch{{Start: l.Start + 1, End: l.End}}) })
		x.style = style
		return i + 1
	}
	if n := asciiDocHeading(s); n > 0 && flushLeft && (len(x.paragraph) == 0 || s[0] == '=') {
		x.headingLine(prose.Stretch{Start: l.Start + n, End: l.End})
		return i + 1
	}
	return 0
}

// asciiDocHeading is how long the mark of a section's title is.
func asciiDocHeading(s string) int {
	rest := strings.TrimLeft(s, s[:1])
	n := len(s) - len(rest)
	if s[0] != '=' && s[0] != '#' || n > 6 || !strings.HasPrefix(rest, " ") {
		return 0
	}
	return n + 1
}

// isASCIIDocAttributes tells a block attribute line or an anchor.
func isASCIIDocAttributes(s string) bool {
	if len(s) < 2 || s[0] != '[' || s[len(s)-1] != ']' {
		return false
	}
	if strings.HasPrefix(s, "[[") {
		return strings.HasSuffix(s, "]]") && !strings.HasPrefix(s, "[[[")
	}
	c := s[1]
	return c == ']' || strings.IndexByte("#.,\"'%{", c) >= 0 || isLetterByte(c) || c >= 0x80 || c == '_' || isDigitByte(c) && strings.Contains(s, "=")
}

func (x *asciiDoc) blockAttributes(s string) {
	if strings.HasPrefix(s, "[[") {
		return
	}
	style := strings.TrimSpace(s[1 : len(s)-1])
	if i := strings.IndexAny(style, ",%#."); i >= 0 {
		if i == 0 && style[0] == ',' {
			style = "source" // [,ruby] is short for [source,ruby]
			i = len(style)
		}
		style = style[:i]
	}
	if style != "" {
		x.style = style
	}
}

// words adds a line to the paragraph being read, or begins one.
func (x *asciiDoc) words(i int) int {
	l, s := x.lines[i], x.lineText(i)
	if n := len(asciiDocList.FindString(s)); n > 0 {
		x.paragraphEnds()
		n += len(asciiDocCheckbox.FindString(s[n:]))
		x.paragraph = []prose.Stretch{{Start: l.Start + n, End: l.End}}
		return i + 1
	}
	if m := asciiDocTerm.FindStringSubmatchIndex(s); m != nil && !strings.Contains(s[:m[3]], "::") {
		x.paragraphEnds()
		x.write([]prose.Stretch{{Start: l.Start, End: l.Start + m[3]}})
		x.paragraph = prose.AppendTrimmed(nil, x.text, prose.Stretch{Start: l.Start + m[1], End: l.End})
		return i + 1
	}
	if len(x.paragraph) == 0 && (isSilentStyle(x.style) || l.indent > 0 && !x.inTerm(i)) {
		return x.literal(i)
	}
	if len(x.paragraph) == 0 {
		l.Start += len(asciiDocAdmonish.FindString(s))
	}
	x.paragraph = append(x.paragraph, l.Stretch)
	return i + 1
}

// inTerm tells whether an indented line stands right below a term, so that it is its description.
func (x *asciiDoc) inTerm(i int) bool {
	for i--; i >= 0 && x.lines[i].blank(); i-- {
		continue
	}
	if i < 0 {
		return false
	}
	m := asciiDocTerm.FindStringIndex(x.lineText(i))
	return m != nil && m[1] == len(x.lineText(i))
}

// literal reads a paragraph that is code.
func (x *asciiDoc) literal(i int) int {
	first := i
	for i++; i < len(x.lines) && !x.lines[i].blank() && x.lineText(i) != "+"; i++ {
		continue
	}
	if x.style != "comment" {
		x.codeBlock(x.text, prose.Stretch{Start: x.lines[first].Start, End: x.lines[i-1].End})
	}
	x.style = ""
	return i
}

// paragraphEnds writes the paragraph being read.
func (x *asciiDoc) paragraphEnds() {
	if len(x.paragraph) == 0 {
		return
	}
	all := x.paragraph
	quoted := x.look.quoted || x.style == "quote"
	x.paragraph = nil
	x.style = ""
	x.asQuotation(quoted, func() { x.write(all) })
}

func (x *asciiDoc) write(all []prose.Stretch) {
	x.flush()
	run := x.run(all)
	if !x.source(run) {
		x.inline(run, 0, len(run.text), 0)
	}
	x.flush()
}

// tableLine parts a line of a table into its cells.
func (x *asciiDoc) tableLine(l markupLine) {
	separator := x.table[0]
	if separator == ',' || separator == ':' {
		x.write([]prose.Stretch{l.Stretch})
		return
	}
	at := l.Start
	for i := l.Start; i < l.End; i++ {
		if x.text[i] != separator || i > l.Start && x.text[i-1] == '\\' {
			continue
		}
		before := strings.TrimRight(x.text[at:i], " \t")
		spec := asciiDocCellSpec(before)
		x.paragraph = prose.AppendTrimmed(x.paragraph, x.text, prose.Stretch{Start: at, End: at + len(before) - len(spec)})
		x.cellEnds()
		x.cell = 0
		if spec != "" {
			x.cell = spec[len(spec)-1]
		}
		at = i + 1
	}
	x.paragraph = prose.AppendTrimmed(x.paragraph, x.text, prose.Stretch{Start: at, End: l.End})
}

func (x *asciiDoc) cellEnds() {
	if x.cell == 'l' && len(x.paragraph) > 0 {
		x.codeBlock(x.text, prose.Stretch{Start: x.paragraph[0].Start, End: x.paragraph[len(x.paragraph)-1].End})
		x.paragraph = nil
	}
	x.paragraphEnds()
}

// asciiDocCellSpec is what stands before a cell's bar to say how many cells it spans and how it is set, as in “2+^e|”.
func asciiDocCellSpec(s string) string {
	i := strings.LastIndexAny(s, " \t") + 1
	spec := s[i:]
	rest := spec
	digits := strings.TrimLeft(rest, "0123456789.")
	if len(digits) < len(rest) {
		if digits == "" || digits[0] != '+' && digits[0] != '*' {
			digits = "0" + rest
		} else {
			digits = digits[1:]
		}
		rest = digits
	}
	rest = strings.TrimLeft(rest, "<^>.")
	if len(rest) == 1 && strings.IndexByte("adehlmsv", rest[0]) >= 0 {
		rest = ""
	}
	if rest != "" {
		return ""
	}
	return spec
}
