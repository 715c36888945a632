package read

import (
	"sort"
	"strings"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// run writes the words of a stretch of an input.
func (r *latexReader) run(in *latexInput, s prose.Stretch) {
	if r.depth > deepestLaTeX {
		r.raw(in, s)
		return
	}
	r.depth++
	for i := s.Start; i < s.End; {
		if r.preamble {
			i = r.preambleStep(in, i, s.End)
		} else {
			i = r.step(in, i, s.End)
		}
	}
	r.depth--
}

// add writes text that stands for a stretch of the input.
func (r *latexReader) add(in *latexInput, text string, s prose.Stretch) {
	at := in.place(s)
	r.out.add(text, at.Start, at.End-at.Start)
}

// raw writes a stretch of the input as it is.
func (r *latexReader) raw(in *latexInput, s prose.Stretch) {
	first := sort.Search(len(in.copied), func(n int) bool { return in.copied[n].at+in.copied[n].size > s.Start })
	for _, c := range in.copied[first:] {
		if c.at >= s.End {
			break
		}
		if c.at > s.Start && c.at < s.End {
			r.add(in, in.text[s.Start:c.at], prose.Stretch{Start: s.Start, End: c.at})
			s.Start = c.at
		}
		if end := c.at + c.size; end > s.Start && end < s.End {
			r.add(in, in.text[s.Start:end], prose.Stretch{Start: s.Start, End: end})
			s.Start = end
		}
	}
	r.add(in, in.text[s.Start:s.End], s)
}

// unsearched writes a stretch as it is, in which nothing is looked for.
func (r *latexReader) unsearched(in *latexInput, s prose.Stretch) {
	r.silently(func() { r.raw(in, s) })
}

// latexSpecial are the characters that TeX or its fonts do not show as they are.
const latexSpecial = "\\{}$%&~`'-\",\n"

func (r *latexReader) step(in *latexInput, i, end int) int {
	text := in.text
	switch text[i] {
	case '\\':
		return r.control(in, i, end)
	case '{', '}':
		return i + 1
	case '$':
		return r.dollars(in, i, end)
	case '%':
		return r.comment(in, i, end)
	case '\n':
		return r.newline(in, i, end)
	case '&':
		if r.cells > 0 {
			r.flush()
			return i + 1
		}
		r.raw(in, prose.Stretch{Start: i, End: i + 1})
		return i + 1
	case '~', '`', '\'', '-', '"', ',':
		return r.ligature(in, i, end)
	}
	next := strings.IndexAny(text[i:end], latexSpecial)
	if next < 0 {
		next = end - i
	}
	r.raw(in, prose.Stretch{Start: i, End: i + next})
	return i + next
}

// comment steps over a comment, its line end, and the blanks that begin the next line.
func (r *latexReader) comment(in *latexInput, i, end int) int {
	i = min(end, lineEnd(in.text, i)+1)
	for i < end && (in.text[i] == ' ' || in.text[i] == '\t') {
		i++
	}
	if i < end && in.text[i] == '\n' {
		r.flush()
	}
	return i
}

// newline writes a line end: a blank, or, before a blank line, the end of a paragraph.
func (r *latexReader) newline(in *latexInput, i, end int) int {
	j := i + 1
	for j < end && (in.text[j] == ' ' || in.text[j] == '\t' || in.text[j] == '\r') {
		j++
	}
	if j < end && in.text[j] == '\n' {
		r.flush()
		return j
	}
	r.raw(in, prose.Stretch{Start: i, End: i + 1})
	return i + 1
}

// latexLigatures are what TeX's fonts make of several characters, the longest first.
var latexLigatures = []struct{ from, to string }{
	{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}, {"\"`", "„"}, {"\"'", "“"}, {",,", "„"}, {"`", "‘"}, {"'", "’"}, {"~", "\u00A0"},
}

func (r *latexReader) ligature(in *latexInput, i, end int) int {
	for _, l := range latexLigatures {
		if strings.HasPrefix(in.text[i:end], l.from) {
			r.add(in, l.to, prose.Stretch{Start: i, End: i + len(l.from)})
			return i + len(l.from)
		}
	}
	r.raw(in, prose.Stretch{Start: i, End: i + 1})
	return i + 1
}

// longestFormula bounds how far the end of a formula in the line is looked for.
const longestFormula = 10_000

func (r *latexReader) dollars(in *latexInput, i, end int) int {
	size := 1
	if strings.HasPrefix(in.text[i:end], "$$") {
		size = 2
	}
	delimiter := in.text[i : i+size]
	for j := i + size; j < min(end, i+longestFormula); j++ {
		switch in.text[j] {
		case '\\':
			j++
		case '$':
			if strings.HasPrefix(in.text[j:end], delimiter) {
				r.formula(in, prose.Stretch{Start: i, End: j + size})
				return j + size
			}
		case '\n':
			if size == 1 && strings.HasPrefix(strings.TrimLeft(in.text[j+1:min(end, j+100)], " \t\r"), "\n") {
				j = end
			}
		}
	}
	r.raw(in, prose.Stretch{Start: i, End: i + size})
	return i + size
}

// formula writes mathematics as it is written, with the notes in it.
func (r *latexReader) formula(in *latexInput, s prose.Stretch) {
	for {
		at := strings.Index(in.text[s.Start:s.End], `\footnote`)
		if at < 0 {
			r.unsearched(in, s)
			return
		}
		at += s.Start
		name, end := controlAt(in.text, at)
		after, ok := r.noteCommand(in, name, at, end, s.End)
		if !ok {
			after = end
		} else {
			r.unsearched(in, prose.Stretch{Start: s.Start, End: at})
		}
		s.Start = after
	}
}

func (r *latexReader) control(in *latexInput, at, limit int) int {
	name, end := controlAt(in.text, at)
	end = min(end, limit)
	if end < limit && in.text[end] == '*' && isLetterByte(name[0]) {
		end++
	}
	if m, own := r.macros[name]; own && !coreCommands[name] {
		if after, ok := r.expand(in, m, at, end, limit); ok {
			return after
		}
	}
	for _, try := range []func(*latexInput, string, int, int, int) (int, bool){
		r.noteCommand, r.linkCommand, r.structure, r.bibliographyCommand, r.takeIn, r.define, r.verbatim, r.slant, r.character, r.citation,
	} {
		if after, ok := try(in, name, at, end, limit); ok {
			return after
		}
	}
	if signature, known := silentArguments[name]; known {
		return in.skip(signature, end, limit)
	}
	return r.unknown(in, name, end, limit)
}

// unknown steps over the name of a command, and over options that stand before its arguments, which are words.
func (r *latexReader) unknown(in *latexInput, name string, end, limit int) int {
	for {
		_, after, ok := in.option(end, limit)
		if !ok || after >= limit || in.text[after] != '{' && in.text[after] != '[' {
			break
		}
		end = after
	}
	if !isLetterByte((name + " ")[0]) {
		return end
	}
	for end < limit && (in.text[end] == ' ' || in.text[end] == '\t') {
		end++
	}
	return end
}

// skip steps over arguments: o is an optional one, m a mandatory one, a one in round brackets or pointed ones.
func (in *latexInput) skip(signature string, i, limit int) int {
	for _, kind := range signature {
		switch kind {
		case 'o':
			_, i, _ = in.option(i, limit)
		case 'm':
			_, i, _ = in.argument(i, limit)
		case 'a':
			i = in.overlay(i, limit)
		}
	}
	return i
}

// overlay steps over <…> and (…) as beamer and booktabs write them.
func (in *latexInput) overlay(i, limit int) int {
	if i >= limit || in.text[i] != '<' && in.text[i] != '(' {
		return i
	}
	const longest = 60
	size := strings.IndexAny(in.text[i:min(limit, i+longest)], ">)\n")
	if size < 0 || in.text[i+size] == '\n' {
		return i
	}
	return i + size + 1
}

// preambleStep reads what comes before the document: macros, the title, the authors, the date.
func (r *latexReader) preambleStep(in *latexInput, i, end int) int {
	next := strings.IndexAny(in.text[i:end], `\%`)
	if next < 0 {
		return end
	}
	i += next
	if in.text[i] == '%' {
		return min(end, lineEnd(in.text, i)+1)
	}
	name, after := controlAt(in.text, i)
	after = min(after, end)
	if name == "begin" {
		env, behind := envAt(in.text, after)
		switch {
		case env == "document":
			r.preamble = false
			return behind
		case verbatimEnvironments[env]:
			_, behind = verbatimEnd(in.text, behind, env)
			return min(behind, end)
		}
		return after
	}
	if after < end && in.text[after] == '*' {
		after++
	}
	switch name {
	case "title", "subtitle", "author", "date", "iffalse":
		if arg, behind, ok := in.titled(after, end); ok || name == "iffalse" {
			r.preamble = false
			if name == "iffalse" {
				behind = in.afterFi(after, end)
			} else {
				r.titleCommand(in, name, arg)
			}
			r.preamble = true
			return behind
		}
		return after
	}
	if behind, ok := r.define(in, name, i, after, end); ok {
		return behind
	}
	if behind, ok := r.takeIn(in, name, i, after, end); ok {
		return behind
	}
	if name == "nocite" {
		after, _ = r.bibliographyCommand(in, name, i, after, end)
	}
	return after
}

// titled reads the argument of a heading, behind its short form.
func (in *latexInput) titled(i, limit int) (arg prose.Stretch, after int, ok bool) {
	i = in.skip("ao", i, limit)
	return in.braced(i, limit)
}

func (r *latexReader) titleCommand(in *latexInput, name string, arg prose.Stretch) {
	switch {
	case r.quiet:
	case name == "title":
		r.title(in, arg)
	case name == "author":
		r.authors(in, arg)
	case name == "date":
		r.date(in, arg)
	default:
		r.asHeading(func() { r.run(in, arg) })
	}
}

// afterFi is behind the \fi that ends the \iffalse before i.
func (in *latexInput) afterFi(i, limit int) int {
	start, depth := i, 1
	for i < limit && !in.unclosed["fi"] {
		next := strings.IndexByte(in.text[i:limit], '\\')
		if next < 0 {
			break
		}
		name, end := controlAt(in.text, i+next)
		switch {
		case name == "fi":
			depth--
		case name == "else" && depth == 1:
			return end
		case strings.HasPrefix(name, "if") && name != "iff":
			depth++
		}
		if i = min(end, limit); depth == 0 {
			return i
		}
	}
	if limit == len(in.text) {
		in.leave("fi")
	}
	return start
}

// leave keeps that what begins so is not closed, so that its end is not looked for again.
func (in *latexInput) leave(name string) {
	if in.unclosed == nil {
		in.unclosed = map[string]bool{}
	}
	in.unclosed[name] = true
}
