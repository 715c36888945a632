package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// orgScan reads the inline markup of one stretch of the source.
type orgScan struct {
	markupScan
	x *org
	// start is where the stretch begins, as a line does.
	start int
}

func (x *org) inline(start, end, depth int) {
	s := &orgScan{markupScan: markupScan{m: &x.markup, run: x.run, plain: start, end: end, depth: depth}, x: x, start: start}
	s.read(s.token)
}

// token reads what begins at a place, and tells where to go on; 0 if it is nothing but a character.
func (s *orgScan) token(i int) int {
	text := s.run.text[i:s.end]
	switch text[0] {
	case '=', '~':
		return s.verbatim(i)
	case '*', '/', '_', '+':
		return s.emphasised(i)
	case '[':
		switch {
		case strings.HasPrefix(text, "[["):
			return s.link(i)
		case strings.HasPrefix(text, "[fn:"):
			return s.reference(i)
		case strings.HasPrefix(text, "[cite"):
			return s.citation(i)
		}
	case 'c':
		if strings.HasPrefix(text, "cite") {
			return s.citationLink(i)
		}
	case '<':
		return s.angle(i)
	case 's':
		if strings.HasPrefix(text, "src_") {
			return s.source(i)
		}
	case '@':
		if strings.HasPrefix(text, "@@") {
			if end := s.find("@@", i+2, nil); end > 0 {
				s.take(i, end+2)
				return end + 2
			}
		}
	case '\\':
		if strings.HasPrefix(text, `\\`) {
			s.take(i, i+2)
			return i + 2
		}
	case 'h', 'H':
		if match.IsWeb(text) {
			return i + addressEnd(text, "[]")
		}
	}
	return 0
}

// opens and closes tell where emphasis may begin and end (Org, org-emphasis-regexp-components).
func (s *orgScan) opens(i int) bool {
	before := s.before(i)
	return (i == s.start || prose.IsBlank(before) || strings.ContainsRune("-–—({'\"[*/_+", before)) && !prose.IsBlank(s.after(i+1))
}

func (s *orgScan) closes(at int) bool {
	next := s.after(at + 1)
	return !prose.IsBlank(s.before(at)) && (prose.IsBlank(next) || strings.ContainsRune("-–—.,;:!?'\")}\\[]*/_+", next))
}

func (s *orgScan) verbatim(i int) int {
	if !s.opens(i) {
		return 0
	}
	end := s.find(s.run.text[i:i+1], i+2, s.closes)
	if end < 0 {
		return 0
	}
	s.take(i, end+1)
	s.m.silent(s.run, i+1, end)
	return end + 1
}

func (s *orgScan) emphasised(i int) int {
	switch mark := s.run.text[i : i+1]; {
	case !s.opens(i):
	case mark == "/":
		s.slanted(i, mark, s.closes)
	default:
		s.emphasis(i, mark, s.closes)
	}
	return i + 1
}

// source reads src_lang{code} and src_lang[options]{code}.
func (s *orgScan) source(i int) int {
	rest := s.run.text[i:min(s.end, i+1000)]
	open := strings.IndexByte(rest, '{')
	if open < 0 || strings.ContainsAny(rest[:open], "\n]") && !strings.Contains(rest[:open], "[") || isWordRune(s.before(i)) {
		return 0
	}
	end := strings.IndexByte(rest[open:], '}')
	if end < 0 {
		return 0
	}
	end += open
	s.take(i, i+end+1)
	s.m.silent(s.run, i+open+1, i+end)
	return i + end + 1
}

// angle reads <https://…> and passes over timestamps and targets.
func (s *orgScan) angle(i int) int {
	rest := s.run.text[i+1 : s.end]
	if match.IsWeb(rest) {
		if end := addressEnd(rest, ""); end < len(rest) && rest[end] == '>' {
			place := s.run.place(i+1, i+1+end)
			s.take(i, i+end+2)
			s.m.link(rest[:end], place, place, func() { s.m.emit(s.run, i+1, i+1+end) })
			return i + end + 2
		}
	}
	return 0
}

// link reads [[address][words]] and [[address]].
func (s *orgScan) link(i int) int {
	closer := s.find("]]", i+2, nil)
	if closer < 0 {
		return i + 2
	}
	inner := s.run.text[i+2 : closer]
	target, _, described := strings.Cut(inner, "][")
	if strings.ContainsAny(target, "[]") && !described {
		return i + 2
	}
	start, end := i+2, closer
	if described {
		start += len(target) + 2
	} else {
		start, end = i+2, i+2+len(target)
	}
	place := s.run.place(i, closer+2)
	s.take(i, closer+2)
	if command, keys, ok := strings.Cut(target, ":"); ok && orgCites[command] && !described {
		s.keys(command, start+len(command)+1, start+len(command)+1+len(keys))
		return closer + 2
	}
	url := s.x.address(target)
	s.m.link(url, place, s.run.place(i+2, i+2+len(target)), func() {
		switch {
		case described && match.IsWeb(s.run.text[start:end]) || s.depth >= deepestMarkup:
			s.m.emit(s.run, start, end)
		case described:
			s.x.inline(start, end, s.depth+1)
		case match.IsWeb(url):
			s.m.emit(s.run, start, end)
		case strings.HasPrefix(target, "file:"), strings.HasPrefix(target, "./"):
		default:
			s.m.emit(s.run, start, end)
		}
	})
	return closer + 2
}

// address is what a link's target stands for (Org manual, 4.3 and 4.7).
func (x *org) address(target string) string {
	if key, rest, ok := strings.Cut(target, ":"); ok && !match.IsWeb(target) && x.abbreviations[key] != "" {
		long := x.abbreviations[key]
		if strings.Contains(long, "%s") {
			target = strings.Replace(long, "%s", rest, 1)
		} else {
			target = long + rest
		}
	}
	return strings.ReplaceAll(strings.Join(strings.Fields(target), "%20"), `\`, "")
}

// reference reads [fn:label], [fn::words] and [fn:label:words].
func (s *orgScan) reference(i int) int {
	rest := s.run.text[i+len("[fn:") : s.end]
	n := 0
	for n < len(rest) && (isLetterByte(rest[n]) || isDigitByte(rest[n]) || rest[n] == '-' || rest[n] == '_') {
		n++
	}
	if n == len(rest) || rest[n] != ']' && rest[n] != ':' || rest[n] == ']' && n == 0 {
		return 0
	}
	label := rest[:n]
	start := i + len("[fn:") + n + 1
	if rest[n] == ']' {
		s.take(i, start)
		s.seen(label)
		s.m.unseenMark(s.run.place(i, start), label, s.x.named[label])
		return start
	}
	end := s.closer(start)
	if end < 0 || s.depth >= deepestMarkup {
		return start
	}
	s.take(i, end+1)
	s.inlineNote(i, label, start, end)
	return end + 1
}

// seen counts a note that is referred to for the first time.
func (s *orgScan) seen(label string) {
	if !s.x.references[label] {
		s.x.references[label] = true
		s.x.seen++
	}
}

// closer is where the bracket closes whose words begin at start; -1 if it does not.
func (s *orgScan) closer(start int) int {
	const longest = 1 << 14
	depth := 0
	for i := start; i < min(s.end, start+longest); i++ {
		switch s.run.text[i] {
		case '[':
			depth++
		case ']':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

func (s *orgScan) inlineNote(i int, label string, start, end int) {
	x, depth := s.x, s.depth
	note := &writtenNote{label: label, kind: article.Footnote}
	if label == "" {
		note.label = x.number()
	} else {
		s.seen(label)
		if x.named[label] == nil {
			x.named[label] = note
		}
	}
	x.unseenMark(s.run.place(i, start), note.label, note)
	x.inlineNote(note, prose.Stretch{Start: start, End: end}, func() { x.inline(start, end, depth+1) })
}
