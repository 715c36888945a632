package read

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// latexInput is a file, or what a macro was expanded to, with its groups.
type latexInput struct {
	text string
	// braces and brackets are the places of { and } that belong together, by the first.
	braces []prose.Stretch
	// call and copied are of an expanded macro: where it was called, and what stands in the source as it does here.
	call   prose.Stretch
	copied []piece
	// unclosed are environments that are not closed.
	unclosed map[string]bool
	// level is how deep the macro stands in others.
	level int
}

func newLaTeXInput(text string) *latexInput {
	in := &latexInput{text: text}
	in.match()
	return in
}

// deepestGroup and mostGroups bound the memory that groups take; what is beyond is read as if it had none.
const (
	deepestGroup = 1 << 20
	mostGroups   = 1 << 22
)

// match pairs braces in one pass. Comments and verbatim text hold none.
func (in *latexInput) match() {
	var open []int
	text := in.text
	for i := 0; i < len(text); {
		next := strings.IndexAny(text[i:], `\{}%`)
		if next < 0 {
			break
		}
		i += next
		switch text[i] {
		case '%':
			i = lineEnd(text, i)
		case '\\':
			i = in.skipControl(i)
		case '{':
			if len(open) < deepestGroup {
				open = append(open, i)
			}
			i++
		case '}':
			if n := len(open); n > 0 && len(in.braces) < mostGroups {
				in.braces = append(in.braces, prose.Stretch{Start: open[n-1], End: i})
				open = open[:n-1]
			}
			i++
		}
	}
	sort.Slice(in.braces, func(i, j int) bool { return in.braces[i].Start < in.braces[j].Start })
}

// skipControl steps over a control sequence, and over what it takes verbatim.
func (in *latexInput) skipControl(i int) int {
	name, end := controlAt(in.text, i)
	switch {
	case name == "begin":
		env, after := envAt(in.text, end)
		if verbatimEnvironments[env] {
			_, end = verbatimEnd(in.text, after, env)
		}
	case name == "verb" || name == "lstinline" && !strings.HasPrefix(in.text[end:], "{"):
		if s, after, ok := delimited(in.text, end); ok && s.Start > 0 {
			end = after
		}
	case addressCommands[name]:
		at := skipOptional(in.text, end)
		if strings.HasPrefix(in.text[at:], "{") {
			if last := rawClose(in.text, at); last > 0 {
				in.braces = append(in.braces, prose.Stretch{Start: at, End: last})
				end = last + 1
			}
		}
	}
	return end
}

// longestLaTeXAddress bounds how far the end of an address is looked for.
const longestLaTeXAddress = 2048

// rawClose is the brace that closes the one at i where % is no comment; 0 if a blank line comes before it.
func rawClose(text string, i int) int {
	depth := 0
	for j := i; j < len(text) && j-i < longestLaTeXAddress; j++ {
		switch text[j] {
		case '\\':
			j++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return j
			}
		case '\n':
			if strings.HasPrefix(strings.TrimLeft(text[j+1:min(len(text), j+100)], " \t\r"), "\n") {
				return 0
			}
		}
	}
	return 0
}

// skipOptional steps over an optional argument without brackets in it, and blanks before a brace.
func skipOptional(text string, i int) int {
	at := i
	for at < len(text) && (text[at] == ' ' || text[at] == '\t') {
		at++
	}
	if at < len(text) && text[at] == '[' {
		if end := strings.IndexAny(text[at:], "]\n"); end > 0 && text[at+end] == ']' {
			return at + end + 1
		}
	}
	return at
}

// controlAt reads the control sequence at a backslash: its name, and where it has ended. Blanks behind are not taken.
func controlAt(text string, i int) (name string, end int) {
	j := i + 1
	for j < len(text) && (isLetterByte(text[j]) || text[j] == '@') {
		j++
	}
	if j > i+1 {
		return text[i+1 : j], j
	}
	if j >= len(text) {
		return "", j
	}
	_, size := utf8.DecodeRuneInString(text[j:])
	return text[j : j+size], j + size
}

// envAt reads the {name} behind \begin or \end.
func envAt(text string, i int) (name string, end int) {
	at := i
	for at < len(text) && (text[at] == ' ' || text[at] == '\t') {
		at++
	}
	if at >= len(text) || text[at] != '{' {
		return "", i
	}
	size := strings.IndexByte(text[at:min(len(text), at+100)], '}')
	if size < 0 {
		return "", i
	}
	return strings.TrimSpace(text[at+1 : at+size]), at + size + 1
}

// verbatimEnd finds where the content of a verbatim environment ends, and where what closes it does.
func verbatimEnd(text string, i int, env string) (content, end int) {
	closing := `\end{` + env + "}"
	at := strings.Index(text[i:], closing)
	if at < 0 {
		return len(text), len(text)
	}
	return i + at, i + at + len(closing)
}

// delimited reads what stands between two of the same character, as behind \verb, in one line.
func delimited(text string, i int) (inner prose.Stretch, end int, ok bool) {
	if i < len(text) && text[i] == '*' {
		i++
	}
	if i < len(text) && text[i] == '[' {
		i = skipOptional(text, i)
	}
	if i >= len(text) || text[i] == ' ' || text[i] == '\n' || isLetterByte(text[i]) {
		return prose.Stretch{}, i, false
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	start := i + size
	line := text[start:lineEnd(text, start)]
	length := strings.Index(line, text[i:start])
	if length < 0 {
		return prose.Stretch{}, i, false
	}
	return prose.Stretch{Start: start, End: start + length}, start + length + size, true
}

// lineEnd is where the line ends that holds an offset; the line end is no part of it.
func lineEnd(text string, i int) int {
	end := strings.IndexByte(text[i:], '\n')
	if end < 0 {
		return len(text)
	}
	return i + end
}

// group gives what stands between the brace at i and its counterpart.
func (in *latexInput) group(i int) (inner prose.Stretch, ok bool) {
	n := sort.Search(len(in.braces), func(n int) bool { return in.braces[n].Start >= i })
	if n == len(in.braces) || in.braces[n].Start != i {
		return prose.Stretch{}, false
	}
	return prose.Stretch{Start: i + 1, End: in.braces[n].End}, true
}

// blanks steps over blanks, one line end and comments, as TeX does before an argument.
func (in *latexInput) blanks(i, end int) int {
	lines := 0
	for i < end {
		switch in.text[i] {
		case ' ', '\t', '\r':
			i++
		case '\n':
			if lines++; lines > 1 {
				return i
			}
			i++
		case '%':
			i = min(end, lineEnd(in.text, i)+1)
		default:
			return i
		}
	}
	return i
}

// argument reads a mandatory argument: a group, or else one character or control sequence.
func (in *latexInput) argument(i, end int) (arg prose.Stretch, after int, ok bool) {
	at := in.blanks(i, end)
	if at >= end || in.text[at] == '}' {
		return prose.Stretch{Start: i, End: i}, i, false
	}
	if in.text[at] == '{' {
		inner, closed := in.group(at)
		if !closed || inner.End >= end {
			return prose.Stretch{Start: i, End: i}, i, false
		}
		return inner, inner.End + 1, true
	}
	if in.text[at] == '\\' {
		_, after = controlAt(in.text, at)
	} else {
		_, size := utf8.DecodeRuneInString(in.text[at:])
		after = at + size
	}
	return prose.Stretch{Start: at, End: min(after, end)}, min(after, end), true
}

// braced reads an argument only if it is a group that follows.
func (in *latexInput) braced(i, end int) (arg prose.Stretch, after int, ok bool) {
	at := in.blanks(i, end)
	if at >= end || in.text[at] != '{' {
		return prose.Stretch{}, i, false
	}
	return in.argument(at, end)
}

// option reads an optional argument [ ] at once behind i; braces hide brackets within.
func (in *latexInput) option(i, end int) (arg prose.Stretch, after int, ok bool) {
	at := i
	for at < end && (in.text[at] == ' ' || in.text[at] == '\t') {
		at++
	}
	if at >= end || in.text[at] != '[' {
		return prose.Stretch{}, i, false
	}
	const longest = 1024
	for j := at + 1; j < min(end, at+longest); j++ {
		switch in.text[j] {
		case ']':
			return prose.Stretch{Start: at + 1, End: j}, j + 1, true
		case '\\':
			j++
		case '{':
			inner, closed := in.group(j)
			if !closed {
				return prose.Stretch{}, i, false
			}
			j = inner.End
		case '\n':
			if k := in.blanks(j, end); k < end && in.text[k] == '\n' {
				return prose.Stretch{}, i, false
			}
		}
	}
	return prose.Stretch{}, i, false
}

// controls visits the control sequences of a stretch outside its groups, comments left out.
func (in *latexInput) controls(s prose.Stretch, visit func(name string, at, end int)) {
	for i := s.Start; i < s.End; {
		switch in.text[i] {
		case '%':
			i = lineEnd(in.text, i) + 1
		case '{':
			inner, ok := in.group(i)
			if !ok {
				i++
				continue
			}
			i = inner.End + 1
		case '\\':
			name, end := controlAt(in.text, i)
			visit(name, i, end)
			i = end
		default:
			i++
		}
	}
}

// splitAt splits a stretch at some control sequences outside its groups.
func (in *latexInput) splitAt(s prose.Stretch, names ...string) []prose.Stretch {
	var all []prose.Stretch
	start := s.Start
	in.controls(s, func(name string, at, end int) {
		if slices.Contains(names, name) {
			all = append(all, prose.Stretch{Start: start, End: at})
			start = end
		}
	})
	return append(all, prose.Stretch{Start: start, End: s.End})
}

// arguments are those of a command within a stretch.
func (in *latexInput) arguments(s prose.Stretch, command string) []prose.Stretch {
	var all []prose.Stretch
	in.controls(s, func(name string, _, end int) {
		if arg, _, ok := in.braced(end, s.End); ok && name == command {
			all = append(all, arg)
		}
	})
	return all
}

// document is where \begin{document} stands; -1 if it does not.
func (in *latexInput) document() int {
	const begin = `\begin{document}`
	for from := 0; ; {
		i := strings.Index(in.text[from:], begin)
		if i < 0 {
			return -1
		}
		i += from
		line := in.text[strings.LastIndexByte(in.text[:i], '\n')+1 : i]
		if !strings.Contains(strings.ReplaceAll(line, `\%`, ""), "%") {
			return i
		}
		from = i + len(begin)
	}
}

// place leads a stretch of the input back to the part.
func (in *latexInput) place(s prose.Stretch) prose.Stretch {
	if in.copied == nil && in.call == (prose.Stretch{}) {
		return s
	}
	n := sort.Search(len(in.copied), func(n int) bool { return in.copied[n].at > s.Start }) - 1
	if n >= 0 {
		c := in.copied[n]
		if s.End <= c.at+c.size && c.size == c.extent {
			return prose.Stretch{Start: c.from + s.Start - c.at, End: c.from + s.End - c.at}
		}
	}
	return in.call
}
