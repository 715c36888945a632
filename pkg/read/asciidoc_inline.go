package read

import (
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// asciiDocScan reads the inline markup of one run.
type asciiDocScan struct {
	markupScan
	x *asciiDoc
}

// inline writes a stretch of a run.
func (x *asciiDoc) inline(run *markupRun, start, end, depth int) {
	s := &asciiDocScan{markupScan: markupScan{m: &x.markup, run: run, plain: start, end: end, depth: depth}, x: x}
	s.read(s.token)
}

// token reads what begins at a place, and tells where to go on; 0 if it is nothing but a character.
func (s *asciiDocScan) token(i int) int {
	text := s.run.text[i:s.end]
	switch text[0] {
	case '\\':
		return s.escape(i)
	case '`':
		return s.verbatim(i, "`")
	case '+':
		if strings.HasPrefix(text, "+\n") && prose.IsBlank(s.before(i)) || text == "+" && prose.IsBlank(s.before(i)) {
			s.take(i, i+1)
			return i + 1
		}
		return s.verbatim(i, "+")
	case '$':
		if strings.HasPrefix(text, "$$") {
			return s.verbatim(i, "$$")
		}
	case '*', '_', '#':
		return s.emphasised(i)
	case '^', '~':
		return s.raised(i)
	case '<':
		return s.angle(i)
	case '[':
		return s.bracket(i)
	case '(':
		return s.indexTerm(i)
	case '"', '\'':
		return s.curved(i)
	case 'h', 'H':
		if match.IsWeb(text) {
			return s.address(i)
		}
	}
	if isLetterByte(text[0]) {
		return s.macro(i)
	}
	return 0
}

// escape takes a backslash off before what it keeps from being markup.
func (s *asciiDocScan) escape(i int) int {
	rest := s.run.text[i+1 : s.end]
	if rest == "" || rest[0] >= utf8.RuneSelf {
		return 0
	}
	switch {
	case strings.IndexByte("*_`#+^~[]<({\"'&", rest[0]) >= 0:
		s.take(i, i+1)
		n := len(rest) - len(strings.TrimLeft(rest, rest[:1]))
		return i + 1 + n
	case match.IsWeb(rest):
		s.take(i, i+1)
		return i + 1 + addressEnd(rest, "[]")
	case isLetterByte(rest[0]):
		if name, _, open, ok := macroAt(rest); ok && (asciiDocMacros[name] || name == "footnote" || name == "footnoteref") {
			s.take(i, i+1)
			return i + 2 + open
		}
	}
	return 0
}

// verbatim reads words between marks that set them in one width or pass them through.
func (s *asciiDocScan) verbatim(i int, mark string) int {
	text := s.run.text[i:s.end]
	n := len(text) - len(strings.TrimLeft(text, mark[:1]))
	mark = strings.Repeat(mark[:1], min(n, 3))
	if mark == "```" {
		mark = "``"
	}
	constrained := len(mark) == 1
	if constrained && (isWordOrUnderscore(s.before(i)) || prose.IsBlank(s.after(i+1))) {
		return 0
	}
	end := s.find(mark, i+len(mark)+1, func(at int) bool {
		return !constrained || !prose.IsBlank(s.before(at)) && !s.wordAt(at+1)
	})
	if end < 0 {
		return i + len(mark)
	}
	s.take(i, end+len(mark))
	s.m.silent(s.run, i+len(mark), end)
	return end + len(mark)
}

// wordAt tells whether a word goes on at a place. What an attribute stands for is put in later than marks are read.
func (s *asciiDocScan) wordAt(at int) bool {
	i := sort.Search(len(s.run.pieces), func(i int) bool { return s.run.pieces[i].at >= at })
	if i < len(s.run.pieces) && s.run.pieces[i].at == at && s.run.pieces[i].size != s.run.pieces[i].extent {
		return false
	}
	return isWordOrUnderscore(s.after(at))
}

// emphasised takes the marks off words that are set bold, slanted or highlighted.
func (s *asciiDocScan) emphasised(i int) int {
	mark := s.run.text[i : i+1]
	emphasis := s.emphasis
	if mark == "_" {
		emphasis = s.slanted
	}
	if i+1 < s.end && s.run.text[i+1] == mark[0] {
		emphasis(i, mark+mark, nil)
		return i + 2
	}
	if isWordOrUnderscore(s.before(i)) || prose.IsBlank(s.after(i+1)) {
		return 0
	}
	emphasis(i, mark, func(at int) bool { return !prose.IsBlank(s.before(at)) && !s.wordAt(at+1) })
	return i + 1
}

// raised takes the marks off words above or below the line, which hold no blanks.
func (s *asciiDocScan) raised(i int) int {
	rest := s.run.text[i+1 : s.end]
	end := strings.IndexFunc(rest, func(c rune) bool { return prose.IsBlank(c) || c == rune(s.run.text[i]) })
	if end <= 0 || rest[end] != s.run.text[i] {
		return 0
	}
	s.emphasis(i, s.run.text[i:i+1], nil)
	return i + 1
}

// curved turns "` and `" into quotation marks.
func (s *asciiDocScan) curved(i int) int {
	mark := s.run.text[i : i+1]
	if !strings.HasPrefix(s.run.text[i:s.end], mark+"`") || isWordOrUnderscore(s.before(i)) || prose.IsBlank(s.after(i+2)) || s.depth >= deepestMarkup {
		return 0
	}
	end := s.find("`"+mark, i+3, func(at int) bool { return !prose.IsBlank(s.before(at)) })
	if end < 0 {
		return 0
	}
	opening, closing := "“", "”"
	if mark == "'" {
		opening, closing = "‘", "’"
	}
	s.take(i, end+2)
	place := s.run.place(i, i+2)
	s.m.out.add(opening, place.Start, place.End-place.Start)
	s.x.inline(s.run, i+2, end, s.depth+1)
	place = s.run.place(end, end+2)
	s.m.out.add(closing, place.Start, place.End-place.Start)
	return end + 2
}

// angle reads <<id,words>> and the bracket before an address.
func (s *asciiDocScan) angle(i int) int {
	rest := s.run.text[i:s.end]
	if !strings.HasPrefix(rest, "<<") {
		if len(rest) > 1 && match.IsWeb(rest[1:]) {
			if end := addressEnd(rest[1:], ""); 1+end < len(rest) && rest[1+end] == '>' && !strings.ContainsAny(rest[1:1+end], "[]") {
				s.take(i, i+1)
				s.take(i+1+end, i+2+end)
				return i + 2 + end
			}
		}
		return 0
	}
	end := s.find(">>", i+2, nil)
	if end < 0 || strings.Contains(s.run.text[i:end], "<<<") {
		return i + 2
	}
	start := i + 2
	id, _, described := strings.Cut(s.run.text[start:end], ",")
	if described {
		start += len(id) + 1
	}
	s.take(i, end+2)
	if source := s.x.entries[strings.TrimPrefix(id, "#")]; source != nil {
		s.cite(source, i, end+2, start, end, described)
	} else {
		s.nested(start, end)
	}
	return end + 2
}

// nested reads the words within a macro.
func (s *asciiDocScan) nested(start, end int) {
	if s.depth >= deepestMarkup {
		s.m.emit(s.run, start, end)
		return
	}
	s.x.inline(s.run, start, end, s.depth+1)
}

// bracket reads [[anchors]] and the [roles] of highlighted words.
func (s *asciiDocScan) bracket(i int) int {
	rest := s.run.text[i:s.end]
	if strings.HasPrefix(rest, "[[[") {
		if end := strings.Index(rest[:min(len(rest), 200)], "]]]"); end > 0 {
			s.take(i, i+2)
			s.take(i+end+1, i+end+3)
			return i + end + 3
		}
		return 0
	}
	if strings.HasPrefix(rest, "[[") {
		if end := strings.Index(rest[:min(len(rest), 200)], "]]"); end > 2 && isLetterByte(rest[2]) {
			s.take(i, i+end+2)
			return i + end + 2
		}
		return 0
	}
	end := strings.IndexByte(rest[:min(len(rest), 100)], ']')
	if end > 1 && end+1 < len(rest) && strings.IndexByte("#*_`^~", rest[end+1]) >= 0 && (rest[1] == '.' || rest[1] == '#' || isLetterByte(rest[1])) &&
		strings.IndexByte(rest[1:end], ' ') < 0 {
		s.take(i, i+end+1)
		return i + end + 1
	}
	return 0
}

// indexTerm passes over (((terms))) and keeps the words of ((term)).
func (s *asciiDocScan) indexTerm(i int) int {
	rest := s.run.text[i:s.end]
	switch {
	case strings.HasPrefix(rest, "((("):
		if end := s.find(")))", i+3, nil); end > 0 {
			s.take(i, end+3)
			return end + 3
		}
		return i + 3
	case strings.HasPrefix(rest, "(("):
		if end := s.find("))", i+2, nil); end > 0 {
			s.take(i, i+2)
			s.closeAt(end, 2)
			return i + 2
		}
		return i + 2
	}
	return 0
}

// address reads an address, which may have its words in brackets behind it.
func (s *asciiDocScan) address(i int) int {
	text := s.run.text[i:s.end]
	end := addressEnd(text, "[]")
	if end < len(text) && text[end] == '[' {
		if closer := s.closer(i + end + 1); closer > 0 {
			s.linked(i, text[:end], i+end+1, closer)
			return closer + 1
		}
	}
	return i + end
}

// linked writes the words of a link that begins at i, or its address if it has none.
func (s *asciiDocScan) linked(i int, url string, start, end int) {
	place := s.run.place(i, end+1)
	at := strings.Index(s.run.text[i:end], url) + i
	s.take(i, end+1)
	start, end = linkWords(s.run.text, start, end)
	s.m.link(url, place, s.run.place(at, at+len(url)), func() {
		if start == end {
			s.m.emit(s.run, at, at+len(url))
			return
		}
		s.nested(start, end)
	})
}

// linkWords leaves out of the words of a link what says how it opens.
func linkWords(text string, start, end int) (int, int) {
	words := text[start:end]
	if strings.HasPrefix(words, `"`) {
		if i := strings.Index(words[1:], `"`); i >= 0 {
			return start + 1, start + 1 + i
		}
	}
	if i := strings.IndexByte(words, ','); i >= 0 && strings.Contains(words[i:], "=") {
		words = words[:i]
	}
	if i := strings.IndexByte(words, '='); i > 0 && strings.IndexFunc(words[:i], unicode.IsSpace) < 0 && (words[:i] == "role" || words[:i] == "window" || words[:i] == "id" || words[:i] == "opts") {
		words = ""
	}
	return start, start + len(strings.TrimSuffix(words, "^"))
}

// closer is where the bracket of a macro closes whose words begin at start: at the first that is not escaped and not of a
// macro within. -1 if none does.
func (s *asciiDocScan) closer(start int) int {
	if s.x.bracketed != s.run {
		s.x.bracketed, s.x.brackets = s.run, asciiDocBrackets(s.run.text)
	}
	if end, ok := s.x.brackets[start-1]; ok && end < s.end {
		return end
	}
	return -1
}

// asciiDocBrackets finds the closing brackets of macros and anchors, by the places of the opening ones.
func asciiDocBrackets(text string) map[int]int {
	closers := map[int]int{}
	var open []int
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case c == '[' && (i > 0 && opensMacro(text[:i]) || strings.HasPrefix(text[i:], "[[")):
			open = append(open, i)
		case c == ']' && len(open) > 0:
			closers[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
	}
	return closers
}

// opensMacro tells whether a bracket behind this text is that of a macro or an address: a word with a colon stands
// right before it.
func opensMacro(before string) bool {
	const longest = 512
	before = before[max(0, len(before)-longest):]
	word := before[strings.LastIndexAny(before, " \n\t")+1:]
	name, target, ok := strings.Cut(word, ":")
	if !ok || name == "" {
		return false
	}
	n := len(name)
	for n > 0 && (isLetterByte(name[n-1]) || isDigitByte(name[n-1])) {
		n--
	}
	name = name[n:]
	return asciiDocMacros[name] || strings.HasSuffix(name, "footnote") || strings.HasSuffix(name, "footnoteref") || (name == "http" || name == "https") && len(target) > 2
}

// asciiDocMacros are those whose words stand in brackets.
var asciiDocMacros = prose.Words(`link mailto xref image icon kbd btn menu pass stem latexmath asciimath indexterm indexterm2 anchor
	cite citenp counter counter2 footnoteref`)

// macroAt is the name and the target of the macro that a text begins with, and where its bracket opens.
func macroAt(s string) (name, target string, open int, ok bool) {
	const longest = 16
	n := 0
	for n < len(s) && n < longest && (isLetterByte(s[n]) || isDigitByte(s[n])) {
		n++
	}
	if n == len(s) || s[n] != ':' {
		return "", "", 0, false
	}
	name = s[:n]
	if !asciiDocMacros[name] && name != "footnote" {
		return "", "", 0, false
	}
	end := n + 1
	if strings.HasPrefix(s[end:], "++") {
		if closing := strings.Index(s[end+2:], "++["); closing >= 0 {
			return name, s[end+2 : end+2+closing], end + closing + 4, true
		}
	}
	spaced := name == "menu" || name == "image" || name == "link"
	for end < len(s) && s[end] != '[' && s[end] != ']' && s[end] != '\n' && (spaced || s[end] != ' ') {
		end++
	}
	if end == len(s) || s[end] != '[' {
		return "", "", 0, false
	}
	return name, s[n+1 : end], end, true
}

// macro reads name:target[words].
func (s *asciiDocScan) macro(i int) int {
	name, target, open, ok := macroAt(s.run.text[i:s.end])
	if !ok || name != "footnote" && name != "footnoteref" && isWordRune(s.before(i)) {
		return 0
	}
	start := i + open + 1
	end := s.closer(start)
	if end < 0 {
		return 0
	}
	switch name {
	case "footnote", "footnoteref":
		return s.footnote(i, name, target, start, end)
	case "link":
		s.linked(i, strings.Trim(target, "+"), start, end)
	case "mailto", "xref":
		s.take(i, end+1)
		start, end := linkWords(s.run.text, start, end)
		s.nested(start, end)
	case "kbd", "btn", "pass", "stem", "latexmath", "asciimath":
		s.take(i, end+1)
		s.m.silent(s.run, start, end)
	case "indexterm2":
		s.take(i, end+1)
		s.nested(start, end)
	case "cite", "citenp":
		return end + 1
	default:
		s.take(i, end+1)
	}
	return end + 1
}

// footnote reads footnote:[words], footnote:id[words], footnote:id[] and the older footnoteref:[id,words].
func (s *asciiDocScan) footnote(i int, name, id string, start, end int) int {
	if strings.IndexFunc(id, func(c rune) bool { return !isWordOrUnderscore(c) && c != '-' }) >= 0 || id == "" && start == end {
		return 0
	}
	if name == "footnoteref" {
		words := s.run.text[start:end]
		comma := strings.IndexByte(words, ',')
		if comma < 0 {
			comma = len(words)
		}
		id = strings.TrimSpace(words[:comma])
		start = min(end, start+comma+1)
	}
	s.take(i, end+1)
	known, ok := s.x.notes[id]
	switch words := s.run.text[start:end]; {
	case id != "" && ok && (start == end || words == known.text):
		s.m.unseenMark(s.run.place(i, end+1), known.label, &known.writtenNote)
	case start == end:
		s.m.unseenMark(s.run.place(i, end+1), id, nil)
	default:
		s.newNote(i, id, start, end, known)
	}
	return end + 1
}

// newNote numbers a note, and has it written behind the block. A second note with one identifier bears the number of the
// first.
func (s *asciiDocScan) newNote(i int, id string, start, end int, known *asciiDocNote) {
	x, run := s.x, s.run
	n := &asciiDocNote{writtenNote: writtenNote{kind: article.Footnote}, text: run.text[start:end]}
	if known != nil {
		n.label = known.label
	} else {
		x.numbered++
		n.label = strconv.Itoa(x.numbered)
		if id != "" {
			x.notes[id] = n
		}
	}
	x.unseenMark(run.place(i, start), n.label, &n.writtenNote)
	x.inlineNote(&n.writtenNote, run.place(start, end), func() { s.nested(start, end) })
}
