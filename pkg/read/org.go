package read

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// Org is Org mode. Subtrees that are commented out are passed over, as its exporters do.
var Org = Format{
	Name:       "org",
	Summary:    "Org mode",
	Extensions: []string{".org"},
	Sniff:      sniffOrg,
	Read:       readOrg,
}

// orgStart is a keyword of a document's head in the first line, which no other text has.
var orgStart = regexp.MustCompile(`^(?:\xEF\xBB\xBF)?(?:#\s[^\n]*\n|\s*\n)*(?i:#\+(?:title|author|date|options|startup|setupfile|language|export_[a-z_]+|latex_[a-z_]+|html_[a-z_]+|hugo_[a-z_]+|filetags|email|begin_[a-z]+):? |:PROPERTIES:\r?\n)`)

func sniffOrg(head []byte) bool { return orgStart.Match(head) }

func readOrg(source []byte, a *article.Article) error {
	d, err := decode(source)
	if err != nil {
		return err
	}
	if err := crowded(d.text, "[fn:"); err != nil {
		return err
	}
	x := &org{
		markup: markup{flowWriter: newFlowWriter(part{decoded: d, source: source})}, text: d.text, lines: markupLines(d.text), article: a,
		run: runOf(d.text, prose.Stretch{Start: 0, End: len(d.text)}), taken: map[string]bool{}, named: map[string]*writtenNote{}, references: map[string]bool{}, abbreviations: map[string]string{},
	}
	for _, m := range orgLabel.FindAllStringSubmatch(d.text, -1) {
		x.taken[m[1]] = true
	}
	x.files.path = a.Path
	defer x.files.close()
	x.bibliographies()
	for i := 0; i < len(x.lines); {
		i = x.block(i)
	}
	x.flush()
	x.bibliography.write()
	return x.finish().into(a, nil)
}

// org reads a document block by block. Its paragraphs are whole stretches of the source, so that there is but one run.
type org struct {
	markup
	text    string
	lines   []markupLine
	article *article.Article
	run     *markupRun

	// taken are the labels that the source gives; numbers of notes without one pass over them.
	taken map[string]bool
	// seen is how many notes have been referred to, references the labels of those.
	seen       int
	references map[string]bool
	// abbreviations stand for the beginnings of addresses.
	abbreviations map[string]string
	// named are the notes that have a label and were written where they are referred to.
	named map[string]*writtenNote
	// bibliography has the entries that the document names.
	bibliography *bibliography
	files        neighbours
}

var (
	orgLabel      = regexp.MustCompile(`\[fn:([\w-]+)[\]:]`)
	orgDefinition = regexp.MustCompile(`^\[fn:([\w-]+)\]`)
	orgKeyword    = regexp.MustCompile(`^#\+(\w[\w-]*)(?:\[.*?\])?:[ \t]*(.*)$`)
	orgBegin      = regexp.MustCompile(`(?i)^#\+begin_(\S+)`)
	orgHeading    = regexp.MustCompile(`^\*+[ \t]+(?:(?:TODO|DONE|NEXT|WAITING|CANCELLED)[ \t]+)?(?:\[#[A-Z0-9]\][ \t]*)?`)
	orgTags       = regexp.MustCompile(`[ \t]+:[\w@#%:]+:$`)
	orgItem       = regexp.MustCompile(`^(?:[-+*]|\d+[.)]|[a-zA-Z][.)])(?:[ \t]+|$)(?:\[@\d+\][ \t]*)?(?:\[[ X-]\][ \t]+)?`)
	orgDrawer     = regexp.MustCompile(`^:[\w-]+:$`)
	orgPlanning   = regexp.MustCompile(`^(?:CLOSED|DEADLINE|SCHEDULED|CLOCK):[ \t]*[<\[]`)
)

func (x *org) line(i int) string { return x.text[x.lines[i].Start:x.lines[i].End] }

// block reads the block that begins with a line, and tells with which line the next begins.
func (x *org) block(i int) int {
	l, s := x.lines[i], x.line(i)
	switch {
	case s == "":
		return i + 1
	case l.indent == 0 && s[0] == '*' && orgHeading.MatchString(s):
		return x.heading(i)
	case s == "#", strings.HasPrefix(s, "# "):
		return i + 1
	case strings.HasPrefix(s, "#+"):
		return x.keyword(i)
	case orgDrawer.MatchString(s):
		return x.drawer(i)
	case orgPlanning.MatchString(s):
		return i + 1
	case strings.HasPrefix(s, ": "), s == ":":
		return x.fixed(i)
	case s[0] == '|':
		return x.table(i)
	case strings.Trim(s, "-") == "" && len(s) >= 5:
		return i + 1
	case l.indent == 0 && orgDefinition.MatchString(s) && x.inNote == nil:
		return x.definition(i)
	}
	if n := len(orgItem.FindString(s)); n > 0 && (s[0] != '*' || l.indent > 0) {
		x.lines[i].Start += n
		x.lines[i].indent += n
		if x.lines[i].blank() {
			return i + 1
		}
	}
	return x.paragraph(i)
}

// heading reads a heading, and passes over the whole subtree if it is commented out.
func (x *org) heading(i int) int {
	l, s := x.lines[i], x.line(i)
	level := len(s) - len(strings.TrimLeft(s, "*"))
	start := l.Start + len(orgHeading.FindString(s))
	end := l.End - len(orgTags.FindString(s))
	if words := x.text[start:max(start, end)]; words == "COMMENT" || strings.HasPrefix(words, "COMMENT ") {
		for i++; i < len(x.lines); i++ {
			t := x.line(i)
			if x.lines[i].indent == 0 && strings.HasPrefix(t, "*") && orgHeading.MatchString(t) && len(t)-len(strings.TrimLeft(t, "*")) <= level {
				break
			}
		}
		return i
	}
	x.asHeading(func() { x.inline(start, max(start, end), 0) })
	return i + 1
}

// orgCode are the blocks whose content is no words. Those with other names hold paragraphs.
var orgCode = prose.Words("src example export comment")

// keyword reads what begins with #+: a block, or a line that says something of the document.
func (x *org) keyword(i int) int {
	s := x.line(i)
	if m := orgBegin.FindStringSubmatch(s); m != nil {
		name := strings.ToLower(m[1])
		if !orgCode[name] {
			if name == "quote" {
				x.quotes(true)
			}
			return i + 1
		}
		return x.codeUntil(i, "#+end_"+name, name == "src" || name == "example")
	}
	m := orgKeyword.FindStringSubmatch(s)
	if strings.EqualFold(s, "#+end_quote") {
		x.quotes(false)
	}
	if m == nil {
		return i + 1
	}
	switch name, value := strings.ToLower(m[1]), m[2]; name {
	case "title":
		start := x.lines[i].End - len(value)
		x.asHeading(func() {
			at := x.out.text.Len()
			x.inline(start, x.lines[i].End, 0)
			x.article.Title = prose.Fold(x.article.Title + " " + x.out.text.String()[at:])
		})
	case "link":
		if key, address, ok := strings.Cut(value, " "); ok {
			x.abbreviations[strings.Trim(key, `"`)] = strings.TrimSpace(address)
		}
	case "author":
		x.article.Authors = append(x.article.Authors, markupPeople(value)...)
	case "date":
		x.article.Published = markupDate(value)
	case "language":
		x.article.Lang = value
	case "caption":
		x.flush()
		x.inline(x.lines[i].End-len(value), x.lines[i].End, 0)
		x.flush()
	}
	return i + 1
}

// codeUntil passes over a block to the line that ends it. Without such a line it is no block.
func (x *org) codeUntil(i int, end string, shown bool) int {
	first := i + 1
	for n := first; n < len(x.lines); n++ {
		if strings.EqualFold(x.line(n), end) {
			if shown && n > first {
				x.codeBlock(x.text, prose.Stretch{Start: x.lines[first].Start, End: x.lines[n-1].End})
			}
			return n + 1
		}
		if x.lines[n].indent == 0 && strings.HasPrefix(x.line(n), "*") && orgHeading.MatchString(x.line(n)) {
			break
		}
	}
	return first
}

// drawer passes over a drawer. Without an end it is a line like others.
func (x *org) drawer(i int) int {
	for n := i + 1; n < len(x.lines) && !strings.HasPrefix(x.line(n), "* "); n++ {
		if strings.EqualFold(x.line(n), ":end:") {
			return n + 1
		}
		if x.line(n) != "" && orgDrawer.MatchString(x.line(n)) {
			break
		}
	}
	return i + 1
}

// fixed reads lines that begin with a colon, which are code.
func (x *org) fixed(i int) int {
	first := i
	for i < len(x.lines) && (x.line(i) == ":" || strings.HasPrefix(x.line(i), ": ")) {
		i++
	}
	x.codeBlock(x.text, prose.Stretch{Start: x.lines[first].Start, End: x.lines[i-1].End})
	return i
}

// table writes the rows of a table.
func (x *org) table(i int) int {
	x.asTable(func() {
		for i < len(x.lines) && strings.HasPrefix(x.line(i), "|") {
			i = x.tableRow(i)
		}
	})
	return i
}

// tableRow writes the cells of one row.
func (x *org) tableRow(i int) int {
	l := x.lines[i]
	if strings.HasPrefix(x.line(i), "|-") {
		return i + 1
	}
	for at := l.Start + 1; at < l.End; {
		end := strings.IndexByte(x.text[at:l.End], '|')
		if end < 0 {
			end = l.End - at
		}
		if open := strings.LastIndex(x.text[at:at+end], "[["); open >= 0 && !strings.Contains(x.text[at+open:at+end], "]]") {
			if more := strings.Index(x.text[at+end:l.End], "]]"); more >= 0 {
				end += more + 2
			}
		}
		for _, s := range prose.AppendTrimmed(nil, x.text, prose.Stretch{Start: at, End: at + end}) {
			x.flush()
			x.inline(s.Start, s.End, 0)
			x.flush()
		}
		at += end + 1
	}
	return i + 1
}

// paragraph reads the lines up to one that is blank or begins another block.
func (x *org) paragraph(i int) int {
	first := i
	for i++; i < len(x.lines) && !x.lines[i].blank() && !x.interrupts(i); i++ {
		continue
	}
	x.flush()
	x.inline(x.lines[first].Start, x.lines[i-1].End, 0)
	x.flush()
	return i
}

func (x *org) interrupts(i int) bool {
	l, s := x.lines[i], x.line(i)
	switch s[0] {
	case '*':
		return l.indent == 0 && orgHeading.MatchString(s) || l.indent > 0 && orgItem.MatchString(s)
	case '#':
		return s == "#" || strings.HasPrefix(s, "# ") || strings.HasPrefix(s, "#+")
	case ':':
		return s == ":" || strings.HasPrefix(s, ": ") || orgDrawer.MatchString(s)
	case '|':
		return true
	case '[':
		return l.indent == 0 && orgDefinition.MatchString(s)
	}
	return orgItem.MatchString(s) && (s[0] == '-' || s[0] == '+' || isDigitByte(s[0]) && l.indent >= x.lines[i-1].indent-4)
}

// definition reads a note that stands by itself: up to two blank lines, the next definition or a heading.
func (x *org) definition(i int) int {
	label := orgDefinition.FindStringSubmatch(x.line(i))[1]
	end := i + 1
	for ; end < len(x.lines); end++ {
		l := x.lines[end]
		if l.blank() && (end+1 == len(x.lines) || x.lines[end+1].blank()) {
			break
		}
		if s := x.line(end); l.indent == 0 && s != "" && (orgDefinition.MatchString(s) || s[0] == '*' && orgHeading.MatchString(s)) {
			break
		}
	}
	head := prose.Stretch{Start: x.lines[i].Start, End: x.lines[i].Start + len("[fn:]") + len(label)}
	lines := x.lines
	x.lines = lines[:end]
	x.note(&writtenNote{label: label, kind: article.Footnote}, func() {
		x.labelled(x.text, head)
		x.lines[i] = markupLineAt(x.text, head.End, x.lines[i].End)
		for n := i; n < end; {
			n = x.block(n)
		}
	})
	x.lines = lines
	x.flush()
	return end
}

// number is the label of a note that has none of its own: where it comes in the order of first references, as exporters
// number, unless the source gives that number to another.
func (x *org) number() string {
	for {
		x.seen++
		if n := strconv.Itoa(x.seen); !x.taken[n] {
			return n
		}
	}
}
