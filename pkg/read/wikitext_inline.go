package read

import (
	"regexp"
	"strings"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// wikiScan reads one stretch of the source.
type wikiScan struct {
	markupScan
	x *wiki
	// blocks tells that lines may begin headings, items and tables.
	blocks bool
	// slant is where in the flow italics have begun, counted from 1, and tagged where those between tags have; 0 without
	// any.
	slant, tagged int
}

func (x *wiki) scan(start, end int, blocks bool, depth int) {
	s := &wikiScan{markupScan: markupScan{m: &x.markup, run: x.run, plain: start, end: end, depth: depth}, x: x, blocks: blocks}
	s.read(func(i int) int {
		if blocks && (i == start || s.run.text[i-1] == '\n') {
			if n := s.line(i); n > i {
				return n
			}
		}
		return s.token(i)
	})
}

// flush ends the block at a place, and goes on at another.
func (s *wikiScan) flush(start, end int) int {
	s.take(start, end)
	s.m.flush()
	return end
}

// line reads what only stands at the beginning of a line, and tells where to go on; 0 if the line is words.
func (s *wikiScan) line(i int) int {
	rest := s.run.text[i:s.end]
	length := strings.IndexByte(rest, '\n')
	if length < 0 {
		length = len(rest)
	}
	line := rest[:length]
	trim := strings.TrimLeft(line, " \t\r")
	switch {
	case trim == "":
		return s.flush(i, min(i+length+1, s.end))
	case line[0] == '=':
		return s.heading(i, line)
	case strings.IndexByte("*#;:", line[0]) >= 0 && !strings.HasPrefix(strings.TrimLeft(line, ":"), "{|"):
		if strings.HasPrefix(strings.ToUpper(line), "#REDIRECT") {
			return s.flush(i, i+length)
		}
		return s.flush(i, i+length-len(strings.TrimLeft(line, "*#;: \t")))
	case strings.HasPrefix(line, "{{"), strings.HasPrefix(line, "[["):
		return s.aside(i)
	case strings.HasPrefix(line, "----"):
		return s.flush(i, i+length)
	case strings.HasPrefix(strings.TrimLeft(trim, ":"), "{|"):
		s.x.tables++
		defer s.m.inTable(true)
		return s.flush(i, i+length)
	case s.x.tables > 0 && (trim[0] == '|' || trim[0] == '!'):
		return s.row(i, length-len(trim), trim)
	case s.x.tables == 0 && line[0] == ' ' && !strings.Contains(line, "<ref") && !strings.Contains(line, "{{") && s.m.inNote == nil:
		s.flush(i, i+length)
		s.m.codeBlock(s.run.text, prose.Stretch{Start: i, End: i + length})
		return i + length
	}
	return 0
}

// aside reads a box or a picture that fills whole lines. The notes in it belong to no sentence around it.
func (s *wikiScan) aside(i int) int {
	text := s.run.text
	end, ok := s.x.pairs[i]
	if !ok || end+2 > s.end || end+2 < s.end && text[end+2] != '\n' && text[end+2] != '\r' {
		return 0
	}
	if text[i] == '[' {
		if target, _, _ := strings.Cut(text[i+2:end], "|"); !isWikiFile(target) {
			return 0
		}
	} else if name, _ := s.parameters(i+2, end); isWikiWords(name) {
		return 0
	}
	s.flush(i, end+2)
	s.drop(i+2, end)
	if s.m.inNote == nil {
		s.m.skip() // marks alone are no block
	}
	s.m.flush()
	return end + 2
}

func (s *wikiScan) heading(i int, line string) int {
	title := strings.TrimRight(wikiComment.ReplaceAllString(line, ""), " \t\r")
	level := 0
	for level < 6 && level < len(title)/2 && title[level] == '=' && title[len(title)-1-level] == '=' {
		level++
	}
	end := strings.LastIndexByte(line, '=') + 1 - level
	if level == 0 || end <= level {
		return 0
	}
	s.flush(i, i+len(line))
	s.m.asHeading(func() {
		start := s.m.out.text.Len()
		s.x.scan(i+level, i+end, false, s.depth+1)
		if words := s.m.out.text.String()[start:]; level == 1 && s.x.article.Title == "" && start == 0 {
			s.x.article.Title = prose.Fold(words)
		}
	})
	return i + len(line)
}

var wikiComment = regexp.MustCompile(`<!--.*?-->`)

// row reads the marks of a table's row, caption or cells at the beginning of a line. Their attributes are passed over.
func (s *wikiScan) row(i, indent int, line string) int {
	at := i + indent
	switch {
	case strings.HasPrefix(line, "|}"):
		s.x.tables--
		defer s.m.inTable(s.x.tables > 0)
		return s.flush(i, at+2)
	case strings.HasPrefix(line, "|-"):
		return s.flush(i, at+len(line))
	case strings.HasPrefix(line, "|+"):
		at++
	}
	return s.cell(i, at+1)
}

// cell ends the block at i, and goes on behind the attributes of the cell that begins at start.
func (s *wikiScan) cell(i, start int) int {
	rest := s.run.text[start:s.end]
	if end := strings.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	bar := strings.IndexByte(rest, '|')
	if bar > 0 && !strings.HasPrefix(rest[bar:], "||") && strings.Contains(rest[:bar], "=") && !strings.ContainsAny(rest[:bar], "[{<") {
		return s.flush(i, start+bar+1)
	}
	return s.flush(i, start)
}

// token reads what begins at a place, and tells where to go on; 0 if it is nothing but a character.
func (s *wikiScan) token(i int) int {
	text := s.run.text[i:s.end]
	switch text[0] {
	case '\'':
		if n := len(text) - len(strings.TrimLeft(text, "'")); n > 1 {
			kept := 0
			if n == 4 {
				kept = 1
			}
			s.take(i+kept, i+n)
			if n == 2 || n >= 5 {
				s.slant = s.italics(s.slant)
			}
			return i + n
		}
	case '[':
		if strings.HasPrefix(text, "[[") {
			return s.link(i)
		}
		return s.external(i)
	case '{':
		if strings.HasPrefix(text, "{{") {
			return s.braces(i)
		}
	case '<':
		return s.tag(i)
	case '_':
		if m := wikiSwitch.FindString(text[:min(len(text), 40)]); m != "" {
			s.take(i, i+len(m))
			return i + len(m)
		}
	case '|', '!':
		if s.blocks && s.x.tables > 0 && len(text) > 1 && text[1] == text[0] {
			return s.cell(i, i+2)
		}
	case 'h', 'H':
		if match.IsWeb(text) {
			end := addressEnd(text, "[]|{}")
			if quotes := strings.Index(text[:end], "''"); quotes > 0 {
				end = quotes
			}
			return i + end
		}
	}
	return 0
}

var wikiSwitch = regexp.MustCompile(`^__[A-Z]+__`)

// link reads [[page|words]]. Files and categories are passed over, but for the notes in their captions.
func (s *wikiScan) link(i int) int {
	end, ok := s.x.pairs[i]
	if !ok || end >= s.end {
		return i + 2
	}
	inner := s.run.text[i+2 : end]
	target, _, piped := strings.Cut(inner, "|")
	s.take(i, end+2)
	if isWikiFile(target) {
		s.drop(i+2, end)
		return end + 2
	}
	start := i + 2
	if piped {
		start += len(target) + 1
	} else if strings.HasPrefix(target, ":") {
		start++
	}
	words := func() {
		if s.depth >= deepestMarkup || match.IsWeb(s.run.text[start:end]) {
			s.m.emit(s.run, start, end)
		} else {
			s.x.scan(start, end, false, s.depth+1)
		}
	}
	if target = strings.TrimSpace(target); match.IsWeb(target) { // Gollum, the wiki of GitHub, allows this
		place := s.run.place(i+2, i+2+len(target))
		s.m.link(target, place, place, words)
	} else {
		words()
	}
	return end + 2
}

// isWikiFile tells the pages that are shown as pictures or not at all.
func isWikiFile(target string) bool {
	space, _, ok := strings.Cut(strings.TrimSpace(target), ":")
	if !ok {
		return false
	}
	switch strings.ToLower(strings.TrimSpace(space)) {
	case "file", "image", "category", "media", "datei", "bild", "kategorie", "fichier", "catégorie", "archivo", "categoría", "imagen":
		return true
	}
	return false
}

// external reads [https://… words].
func (s *wikiScan) external(i int) int {
	text := s.run.text[i:s.end]
	if len(text) < 2 || !match.IsWeb(text[1:]) {
		return 0
	}
	closer := s.find("]", i+1, nil)
	if closer < 0 {
		return 0
	}
	inner := s.run.text[i+1 : closer]
	size := addressEnd(inner, "[]|")
	if newline := strings.IndexByte(inner, '\n'); newline >= 0 || size < len(inner) && inner[size] != ' ' && inner[size] != '|' {
		return 0
	}
	url, place := inner[:size], s.run.place(i+1, i+1+size)
	start := i + 1 + size
	start += len(inner[size:]) - len(strings.TrimLeft(inner[size:], " "))
	if end := s.closer(start, closer); end > closer {
		closer = end
	}
	s.take(i, closer+1)
	s.m.link(url, place, place, func() {
		switch {
		case start == closer:
			s.m.emit(s.run, i+1, i+1+size)
		case s.depth >= deepestMarkup:
			s.m.emit(s.run, start, closer)
		default:
			s.x.scan(start, closer, false, s.depth+1)
		}
	})
	return closer + 1
}

// closer is the bracket that closes words in which links to pages may stand.
func (s *wikiScan) closer(start, first int) int {
	for i := start; i < first; i++ {
		if s.run.text[i] == '[' {
			if end, ok := s.x.pairs[i]; ok {
				if more := strings.IndexByte(s.run.text[end+2:s.end], ']'); more >= 0 && more < 500 {
					return end + 2 + more
				}
			}
		}
	}
	return first
}

// drop passes over what is not shown, but for the notes in it.
func (s *wikiScan) drop(start, end int) {
	if s.depth >= deepestMarkup {
		return
	}
	d := &wikiScan{markupScan: markupScan{m: s.m, run: s.run, plain: end, end: end, depth: s.depth + 1}, x: s.x}
	for i := start; i < end; {
		n := 0
		switch rest := s.run.text[i:end]; {
		case strings.HasPrefix(rest, "<"):
			if wikiTagName(rest) == "ref" || s.verbatimEnd(i) > 0 {
				n = d.tag(i)
			}
		case strings.HasPrefix(rest, "{{"):
			n = d.braces(i)
		}
		i = max(i+1, n)
	}
}

// verbatimEnd is where what is read as it stands ends, no farther than the scan; 0 if none begins here.
func (s *wikiScan) verbatimEnd(i int) int { return min(s.end, s.x.verbatim[i]) }

// tag reads what begins with <.
func (s *wikiScan) tag(i int) int {
	text := s.run.text
	if strings.HasPrefix(text[i:s.end], "<!--") {
		end := max(i+1, s.verbatimEnd(i))
		s.take(i, end)
		return end
	}
	name := wikiTagName(strings.Replace(text[i:min(s.end, i+24)], "</", "<", 1))
	if name == "" || !wikiElements[name] && s.verbatimEnd(i) == 0 {
		return 0
	}
	size := strings.IndexByte(text[i:s.end], '>') + 1
	if size == 0 {
		return 0
	}
	if end := s.verbatimEnd(i); end > 0 {
		return s.verbatim(i, name, size, end)
	}
	if name == "ref" {
		return s.reference(i, size)
	}
	open := text[i+1] != '/' && text[i+size-2] != '/'
	switch {
	case name == "references":
		s.flush(i, i+size)
		s.x.defining = open
	case (name == "code" || name == "tt" || name == "gallery" || name == "imagemap") && open:
		if end := s.find("</"+name, i+size, nil); end > 0 {
			closing := end + strings.IndexByte(text[end:s.end], '>') + 1
			s.take(i, max(closing, end))
			if name == "code" || name == "tt" {
				s.silentWords(i+size, end)
			}
			return max(closing, end)
		}
		s.take(i, i+size)
	case name == "br":
		s.take(i, i+size)
		s.m.out.add("\n", s.run.place(i, i).Start, 0)
	case blockElements[name]:
		s.flush(i, i+size)
		if name == "blockquote" {
			s.m.quotes(open)
		}
	default:
		s.take(i, i+size)
		if slantedElements[name] && (open || s.tagged > 0) {
			s.tagged = s.italics(s.tagged)
		}
	}
	return i + size
}

// italics ends those that have begun in the same line, or begins new ones.
func (s *wikiScan) italics(begun int) int {
	text := s.m.out.text.String()
	if begun == 0 || strings.IndexByte(text[begun-1:], '\n') >= 0 {
		return len(text) + 1
	}
	s.m.italic(begun - 1)
	return 0
}

// silentWords writes the words of code, without the tags that keep markup from being read in them.
func (s *wikiScan) silentWords(start, end int) {
	for start < end {
		open := strings.IndexByte(s.run.text[start:end], '<')
		if open < 0 {
			break
		}
		tag := start + open
		size := strings.IndexByte(s.run.text[tag:end], '>') + 1
		name := strings.Trim(s.run.text[tag:tag+size], "</ >")
		if name != "nowiki" && name != "ref" {
			size = 1
			s.m.silent(s.run, start, tag+1)
		} else {
			s.m.silent(s.run, start, tag)
		}
		start = tag + size
	}
	s.m.silent(s.run, start, end)
}

// wikiElements are those that may stand in wikitext.
var wikiElements = prose.Words(`ref references code tt br hr p div span b i u s small big sub sup em strong del ins blockquote
	center table tr td th tbody thead caption ul ol li dl dt dd abbr cite q kbd var samp dfn ruby rt rp rb bdi bdo font gallery
	imagemap noinclude includeonly onlyinclude poem section h1 h2 h3 h4 h5 h6 img a strike nobr mark time data translate tvar
	languages img figure`)

// verbatim writes or passes over an element in which no markup is read.
func (s *wikiScan) verbatim(i int, name string, size, end int) int {
	s.take(i, end)
	closing := strings.LastIndexByte(s.run.text[i:end], '<') + i
	start := i + size
	if closing < start {
		return end
	}
	switch name {
	case "nowiki", "math", "chem":
		s.m.silent(s.run, start, closing)
	case "pre", "syntaxhighlight", "source":
		if name != "pre" && strings.Contains(s.run.text[i:start], "inline") {
			s.m.silent(s.run, start, closing)
		} else {
			s.m.codeBlock(s.run.text, prose.Stretch{Start: start, End: closing})
		}
	}
	return end
}

var wikiAttribute = regexp.MustCompile(`(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/>]+))`)

// reference reads <ref>…</ref> and <ref name="…" />.
func (s *wikiScan) reference(i, size int) int {
	text := s.run.text
	tag := text[i : i+size]
	if strings.HasPrefix(tag, "</") {
		s.take(i, i+size)
		return i + size
	}
	c := wikiCall{mark: prose.Stretch{Start: i, End: i + size}}
	for _, m := range wikiAttribute.FindAllStringSubmatch(tag, -1) {
		c.set(m[1], m[2]+m[3]+m[4])
	}
	if strings.HasSuffix(tag, "/>") {
		s.take(i, i+size)
		s.x.call(c)
		return i + size
	}
	end := s.find("</ref", i+size, func(at int) bool { return !isLetterByte(text[min(at+len("</ref"), len(text)-1)]) })
	if end < 0 {
		s.take(i, i+size)
		return i + size
	}
	after := end + strings.IndexByte(text[end:s.end], '>') + 1
	if after <= end {
		after = s.end
	}
	for _, words := range prose.AppendTrimmed(nil, text, prose.Stretch{Start: i + size, End: end}) {
		c.words = words
	}
	s.take(i, after)
	s.x.call(c)
	return after
}

func (c *wikiCall) set(name, value string) {
	value = strings.TrimSpace(value)
	switch strings.ToLower(name) {
	case "name":
		c.name = value
	case "group":
		c.group = value
	case "follow":
		c.follow = value
	case "extends":
		c.extends = value
	}
}
