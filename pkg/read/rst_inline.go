package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// rstScan reads the inline markup of one run.
type rstScan struct {
	markupScan
	x *rst
}

// inline writes a stretch of a run.
func (x *rst) inline(run *markupRun, start, end, depth int) {
	s := &rstScan{markupScan: markupScan{m: &x.markup, run: run, plain: start, end: end, depth: depth}, x: x}
	s.read(s.token)
}

// token reads what begins at a place, and tells where to go on; 0 if it is nothing but a character.
func (s *rstScan) token(i int) int {
	text := s.run.text[:s.end]
	switch c := text[i]; c {
	case '\\':
		return s.escape(i)
	case '`':
		if strings.HasPrefix(text[i:], "``") {
			return s.literal(i)
		}
		return s.phrase(i, i, "")
	case ':':
		if role, ok := rstRole(text[i:]); ok && s.opens(i, i+1) {
			return s.phrase(i, i+len(role)+2, role)
		}
	case '*':
		return s.star(i)
	case '|':
		return s.substitution(i)
	case '[':
		return s.reference(i)
	case '_':
		return s.underscore(i)
	case 'h', 'H':
		if match.IsWeb(text[i:]) {
			return s.address(i)
		}
	}
	return 0
}

// address passes over an address among words, which a backslash ends too. Underscores at its end are of it (docutils,
// URI pattern), which they are not elsewhere.
func (s *rstScan) address(i int) int {
	end := i + addressEnd(s.run.text[i:s.end], `\`)
	found := addressesIn(s.run.text, prose.Stretch{Start: i, End: end})
	if len(found) == 0 || !strings.HasPrefix(s.run.text[found[0].End:end], "_") {
		return end
	}
	last := found[0].End
	for last < end && s.run.text[last] == '_' {
		last++
	}
	s.take(i, last)
	place := s.run.place(i, last)
	s.m.link(s.run.text[i:last], place, place, func() { s.m.emit(s.run, i, last) })
	return last
}

func (s *rstScan) escape(i int) int {
	if i+1 >= s.end {
		return 0
	}
	c, size := utf8.DecodeRuneInString(s.run.text[i+1:])
	if prose.IsBlank(c) {
		s.take(i, i+1+size)
	} else {
		s.take(i, i+1)
	}
	return i + 1 + size
}

// opens tells whether inline markup may begin at a place: behind a blank or what opens a bracket, before what is no
// blank (docutils, inline markup recognition rules).
func (s *rstScan) opens(i, words int) bool {
	before, next := s.before(i), s.after(words)
	if prose.IsBlank(next) {
		return false
	}
	if prose.IsBlank(before) || before == '\\' || before == 0x200B {
		return true
	}
	if closer, ok := map[rune]rune{'"': '"', '\'': '\'', '(': ')', '[': ']', '{': '}', '<': '>'}[before]; ok {
		return next != closer
	}
	return before != '_' && !isWordRune(before) && (strings.ContainsRune("-:/", before) || before > unicode.MaxASCII && !unicode.IsLetter(before))
}

// closes tells whether a mark of some length at a place may close inline markup.
func (s *rstScan) closes(at, size int) bool {
	before, next := s.before(at), s.after(at+size)
	return !prose.IsBlank(before) && before != '\\' && (prose.IsBlank(next) || !isWordOrUnderscore(next))
}

func (s *rstScan) literal(i int) int {
	end := s.find("``", i+3, func(at int) bool {
		return s.after(at+2) != '`' && !prose.IsBlank(s.before(at)) && !isWordOrUnderscore(s.after(at+2))
	})
	if end < 0 || prose.IsBlank(s.after(i+2)) {
		return i + 2
	}
	s.take(i, end+2)
	s.m.silent(s.run, i+2, end)
	return end + 2
}

func (s *rstScan) star(i int) int {
	mark, emphasis := "*", s.slanted
	if strings.HasPrefix(s.run.text[i:s.end], "**") {
		mark, emphasis = "**", s.emphasis
	}
	if s.opens(i, i+len(mark)) {
		emphasis(i, mark, func(at int) bool { return s.closes(at, len(mark)) })
	}
	return i + len(mark)
}

// rstRole is the name of a role at the beginning of a text such as :pep:`8`.
func rstRole(s string) (string, bool) {
	end := strings.IndexByte(s[1:min(len(s), 64)], '`')
	if end < 2 || s[end] != ':' {
		return "", false
	}
	role := s[1:end]
	return role, strings.IndexFunc(role, func(c rune) bool { return !isWordOrUnderscore(c) && c != ':' && c != '-' && c != '.' && c != '+' }) < 0
}

// silentRoles show no words of the article's own.
var silentRoles = prose.Words("math code raw index sub-code download-code")

// phrase reads words between backquotes: a reference, or words that have a role.
func (s *rstScan) phrase(i, open int, role string) int {
	if role == "" && !s.opens(i, i+1) {
		return 0
	}
	end := s.find("`", open+2, func(at int) bool { return s.before(at) != '\\' && !prose.IsBlank(s.before(at)) })
	if end < 0 {
		return 0
	}
	rest := s.run.text[end+1 : s.end]
	switch {
	case role == "" && strings.HasPrefix(rest, "__"):
		s.take(i, end+3)
		s.hyperlink(prose.Stretch{Start: i, End: end + 3}, prose.Stretch{Start: open + 1, End: end}, true)
		return end + 3
	case role == "" && strings.HasPrefix(rest, "_"):
		s.take(i, end+2)
		s.hyperlink(prose.Stretch{Start: i, End: end + 2}, prose.Stretch{Start: open + 1, End: end}, false)
		return end + 2
	case role == "" && strings.HasPrefix(rest, ":"):
		if behind, size := rstField(rest); size > 0 || strings.HasSuffix(behind, ":") {
			role = behind
			s.take(i, end+1+len(role)+2)
			s.role(role, open+1, end)
			return s.plain
		}
	}
	s.take(i, end+1)
	s.role(role, open+1, end)
	return end + 1
}

// role writes words that have a role. What they refer to stands between < and >, and is not shown.
func (s *rstScan) role(role string, start, end int) {
	words := s.run.text[start:end]
	if open := strings.LastIndexByte(words, '<'); open > 0 && strings.HasSuffix(words, ">") {
		words = strings.TrimRight(words[:open], " \n")
		s.m.silent(s.run, start, start+len(words))
		return
	}
	switch {
	case role == "pep", role == "rfc":
		s.m.out.add(strings.ToUpper(role)+" ", s.run.place(start, start).Start, 0)
	case role != "" && strings.HasPrefix(words, "~"):
		start += strings.LastIndexByte(words, '.') + 1
		if s.run.text[start] == '~' {
			start++
		}
	case role != "" && strings.HasPrefix(words, "!"):
		start++
	}
	write := s.m.emit
	if silentRoles[role] || role != "" {
		write = s.m.silent
	}
	if slantedRoles[role] {
		s.m.italicised(func() { write(s.run, start, end) })
		return
	}
	write(s.run, start, end)
}

// slantedRoles are set in italics; the first is that of words between backquotes without a role, which are titles
// (docutils, DEFAULT_INTERPRETED_ROLE).
var slantedRoles = map[string]bool{"": true, "title-reference": true, "title": true, "t": true, "emphasis": true}

// hyperlink writes `words <address>`_ or `words`_.
func (s *rstScan) hyperlink(whole, in prose.Stretch, anonymous bool) {
	words := s.run.text[in.Start:in.End]
	name := rstName(words)
	var address string
	var at prose.Stretch
	if open := strings.LastIndexByte(words, '<'); open >= 0 && strings.HasSuffix(words, ">") {
		at = s.run.place(in.Start+open+1, in.End-1)
		address = rstAddress(words[open+1 : len(words)-1])
		words = strings.TrimRight(words[:open], " \n")
		if words == "" {
			words = address
			in.Start += open + 1
		}
		name = rstName(words)
		if strings.HasSuffix(address, "_") && !strings.Contains(address, "/") {
			address = s.x.resolve(address)
		}
		if s.x.targets[name] == "" && !anonymous {
			s.x.targets[name] = address
		}
		in.End = in.Start + len(words)
	} else if anonymous {
		address = s.x.nextAnonymous()
	} else {
		address = s.x.resolve(name + "_")
	}
	s.m.link(address, s.run.place(whole.Start, whole.End), at, func() { s.m.emit(s.run, in.Start, in.End) })
}

// nextAnonymous is the address of the next reference with two underscores.
func (x *rst) nextAnonymous() string {
	if len(x.anonymous) == 0 {
		return ""
	}
	address := x.anonymous[0]
	x.anonymous = x.anonymous[1:]
	return x.resolve(address)
}

// resolve follows names to an address. A name that ends with an underscore is of another target.
func (x *rst) resolve(address string) string {
	const most = 8 // targets that refer to one another stop here
	for range most {
		if !strings.HasSuffix(address, "_") || strings.Contains(address, "://") {
			return address
		}
		name := rstName(strings.Trim(strings.TrimSuffix(address, "_"), "`"))
		next, ok := x.targets[name]
		if !ok {
			return ""
		}
		address = next
	}
	return ""
}

// reference reads [1]_, [#]_, [#name]_ and [*]_, and the name of a citation.
func (s *rstScan) reference(i int) int {
	const longest = 200
	text := s.run.text[i:min(s.end, i+longest)]
	end := strings.IndexByte(text, ']')
	if end < 2 || !strings.HasPrefix(text[end:], "]_") || isWordOrUnderscore(s.after(i+end+2)) {
		return 0
	}
	label := text[1:end]
	if label != "*" && !isRSTLabel(strings.TrimPrefix(label, "#"), label[0] == '#') {
		return 0
	}
	after := i + end + 2
	if !isRSTFootnote(label) {
		return s.citation(i, after, label)
	}
	note, label := s.x.noteOf(label)
	s.take(i, after)
	s.m.unseenMark(s.run.place(i, after), label, note)
	return after
}

// citation reads [CIT2002]_. Where nothing of that kind is defined, it is words.
func (s *rstScan) citation(i, after int, label string) int {
	s.take(i, after)
	start := s.m.out.text.Len()
	s.m.emit(s.run, i, after-1)
	if len(s.x.entries) > 0 {
		group := s.m.since(start)
		s.m.addReference(reference{
			Stretch: prose.Stretch{Start: group.Start + 1, End: group.End - 1}, group: group, label: label, key: label,
		}, s.x.entries[rstName(label)])
	}
	return after
}

// noteOf is the note that a reference means, and its label. A reference that comes too late for an automatic note
// keeps what it shows.
func (x *rst) noteOf(label string) (*writtenNote, string) {
	next := func(all *[]*rstNote) (*writtenNote, string) {
		if len(*all) == 0 {
			return nil, label
		}
		n := (*all)[0]
		*all = (*all)[1:]
		return &n.writtenNote, n.label
	}
	switch {
	case label == "#":
		return next(&x.automatic)
	case label == "*":
		return next(&x.symbols)
	case label[0] == '#':
		if n, ok := x.named[rstName(label[1:])]; ok {
			return &n.writtenNote, n.label
		}
		return nil, label
	default:
		return nil, label
	}
}

// underscore reads the end of a reference of one word, name_ or name__, and the beginning of an inline target.
func (s *rstScan) underscore(i int) int {
	text := s.run.text[:s.end]
	if strings.HasPrefix(text[i:], "_`") && s.opens(i, i+2) {
		if end := s.find("`", i+3, nil); end > 0 {
			s.take(i, i+2)
			s.take(end, end+1)
			return end + 1
		}
		return 0
	}
	end := i + 1
	if end < s.end && text[end] == '_' {
		end++
	}
	if end < s.end && (isWordOrUnderscore(s.after(end)) || text[end] == '`') {
		return end
	}
	start := i
	for start > s.plain {
		c, size := utf8.DecodeLastRuneInString(text[:start])
		inner := strings.ContainsRune("-.:+_", c)
		if !isWordRune(c) && !inner || inner && start == i {
			break
		}
		start -= size
	}
	start += len(text[start:i]) - len(strings.TrimLeft(text[start:i], "-.:+_"))
	if start == i || start == s.plain && start > 0 && !s.opens(start, start) {
		return 0
	}
	var address string
	if end-i == 2 {
		address = s.x.nextAnonymous()
	} else if address = s.x.targets[rstName(text[start:i])]; address == "" {
		return 0
	} else {
		address = s.x.resolve(address)
	}
	s.take(start, end)
	s.m.link(address, s.run.place(start, end), prose.Stretch{}, func() { s.m.emit(s.run, start, i) })
	return end
}

// substitution reads |name| and writes what it stands for, at the place of the name.
func (s *rstScan) substitution(i int) int {
	if !s.opens(i, i+1) || s.depth >= deepestMarkup || len(s.x.substitutions) == 0 {
		return 0
	}
	end := s.find("|", i+2, func(at int) bool { return !prose.IsBlank(s.before(at)) })
	if end < 0 {
		return 0
	}
	words, ok := s.x.substitutions[rstName(s.run.text[i+1:end])]
	if !ok || len(words) > s.x.budget {
		return 0
	}
	s.x.budget -= len(words)
	after := end + 1
	for after < s.end && s.run.text[after] == '_' && after < end+3 {
		after++
	}
	s.take(i, after)
	place := s.run.place(i, after)
	s.x.inline(runAt(words, place.Start, place.End-place.Start), 0, len(words), s.depth+1)
	return after
}
