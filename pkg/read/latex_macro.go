package read

import (
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// latexMacro is a macro of the document's own.
type latexMacro struct {
	params int
	// optional tells that the first argument may be left out, for which preset then stands.
	optional bool
	preset   string
	body     string
}

const (
	// longestMacro is how long the body of a macro may be and be taken for simple.
	longestMacro = 2000
	// mostExpanded bounds what macros may be expanded to altogether, and deepestMacro how deep they may stand in each other.
	mostExpanded = 4 << 20
	deepestMacro = 12
)

// define reads definitions. The bodies are no words of the document.
func (r *latexReader) define(in *latexInput, name string, _, end, limit int) (int, bool) {
	switch name {
	case "newcommand", "renewcommand", "providecommand", "DeclareRobustCommand":
		return r.defineCommand(in, end, limit), true
	case "NewDocumentCommand", "RenewDocumentCommand", "DeclareDocumentCommand", "ProvideDocumentCommand":
		return in.skip("mmm", end, limit), true
	case "def", "gdef", "edef", "xdef":
		return r.defineTeX(in, end, limit), true
	case "let", "futurelet":
		return in.skip("m", in.afterEquals(in.skip("m", end, limit), limit), limit), true
	case "newenvironment", "renewenvironment":
		return in.skip("moomm", end, limit), true
	case "NewDocumentEnvironment":
		return in.skip("mmmm", end, limit), true
	case "urldef":
		return r.defineAddress(in, end, limit), true
	default:
		return 0, false
	}
}

func (in *latexInput) afterEquals(i, limit int) int {
	if i < limit && in.text[i] == '=' {
		return i + 1
	}
	return i
}

// defineCommand reads \newcommand{\name}[2][preset]{body}.
func (r *latexReader) defineCommand(in *latexInput, i, limit int) int {
	target, i, ok := in.argument(i, limit)
	if !ok {
		return i
	}
	var m latexMacro
	if count, after, ok := in.option(i, limit); ok {
		m.params, _ = strconv.Atoi(strings.TrimSpace(in.text[count.Start:count.End]))
		i = after
	}
	if preset, after, ok := in.option(i, limit); ok {
		m.optional, m.preset, i = true, in.text[preset.Start:preset.End], after
	}
	return r.defineBody(in, target, m, i, limit)
}

func (r *latexReader) defineBody(in *latexInput, target prose.Stretch, m latexMacro, i, limit int) int {
	body, after, ok := in.argument(i, limit)
	if !ok {
		return i
	}
	name := strings.TrimPrefix(strings.TrimSpace(in.text[target.Start:target.End]), `\`)
	m.body = strings.TrimSuffix(in.text[body.Start:body.End], `\xspace`)
	if name != "" && m.simple() {
		r.macros[name] = m
	} else {
		delete(r.macros, name)
	}
	return after
}

// simple tells a macro that stands for words, from one that is a program.
func (m latexMacro) simple() bool {
	if len(m.body) > longestMacro || m.params < 0 || m.params > 9 || strings.Contains(m.body, "##") {
		return false
	}
	for _, program := range []string{`\if`, `\else`, `\fi`, `\def`, `\gdef`, `\let`, `\expandafter`, `\csname`, `\catcode`, `\newcommand`, `\begin`, `\end`, `@`} {
		if strings.Contains(m.body, program) {
			return false
		}
	}
	return true
}

// defineTeX reads \def\name#1#2{body}.
func (r *latexReader) defineTeX(in *latexInput, i, limit int) int {
	target, i, ok := in.argument(i, limit)
	if !ok {
		return i
	}
	open := strings.IndexAny(in.text[i:limit], "{\n")
	if open < 0 || in.text[i+open] != '{' {
		return i
	}
	var m latexMacro
	pattern := in.text[i : i+open]
	m.params = strings.Count(pattern, "#")
	if strings.Trim(pattern, "#123456789") != "" {
		return in.skip("m", i+open, limit)
	}
	return r.defineBody(in, target, m, i+open, limit)
}

// defineAddress reads \urldef{\name}\url{address}.
func (r *latexReader) defineAddress(in *latexInput, i, limit int) int {
	target, i, ok := in.argument(i, limit)
	if !ok {
		return i
	}
	start := in.blanks(i, limit)
	after := in.skip("mm", i, limit)
	if name := strings.TrimPrefix(in.text[target.Start:target.End], `\`); name != "" && start < after {
		r.macros[name] = latexMacro{body: in.text[start:after]}
	}
	return after
}

// expand puts a macro in, and writes what it stands for. What it copies of its arguments keeps its place.
func (r *latexReader) expand(in *latexInput, m latexMacro, at, end, limit int) (int, bool) {
	if in.level >= deepestMacro {
		return 0, false
	}
	var args []prose.Stretch
	preset := -1
	i := end
	if m.optional {
		arg, after, ok := in.option(i, limit)
		if !ok {
			preset = 0
		}
		args, i = append(args, arg), after
	}
	for len(args) < m.params {
		arg, after, ok := in.argument(i, limit)
		if !ok {
			return 0, false
		}
		args, i = append(args, arg), after
	}
	size := m.size(args)
	if r.expanded+size > mostExpanded {
		return 0, false
	}
	r.expanded += size
	sub := &latexInput{call: in.place(prose.Stretch{Start: at, End: i}), level: in.level + 1}
	sub.text = m.fill(sub, in, args, preset)
	sub.match()
	r.run(sub, prose.Stretch{Start: 0, End: len(sub.text)})
	return i, true
}

// size is no less than what a macro is expanded to.
func (m latexMacro) size(args []prose.Stretch) int {
	longest := len(m.preset)
	for _, a := range args {
		longest = max(longest, a.End-a.Start)
	}
	return 1 + len(m.body) + strings.Count(m.body, "#")*longest
}

// fill puts the arguments into the body of a macro.
func (m latexMacro) fill(sub, in *latexInput, args []prose.Stretch, preset int) string {
	var b strings.Builder
	for rest := m.body; rest != ""; {
		before, behind, found := strings.Cut(rest, "#")
		b.WriteString(before)
		if !found || behind == "" {
			break
		}
		n := int(behind[0] - '1')
		rest = behind[1:]
		switch {
		case n < 0 || n >= len(args):
			b.WriteString("#" + behind[:1])
		case n == preset:
			b.WriteString(m.preset)
		default:
			sub.copy(&b, in, args[n])
		}
	}
	return b.String()
}

// copy writes an argument into the text of an expanded macro.
func (sub *latexInput) copy(b *strings.Builder, in *latexInput, arg prose.Stretch) {
	at := in.place(arg)
	if size := arg.End - arg.Start; size == at.End-at.Start && size > 0 {
		sub.copied = append(sub.copied, piece{at: b.Len(), size: size, from: at.Start, extent: size})
	}
	b.WriteString(in.text[arg.Start:arg.End])
}
