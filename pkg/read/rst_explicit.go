package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// explicit reads what begins with two dots: a footnote, a target, a substitution, a directive or a comment.
func (x *rst) explicit(i int) int {
	l := x.lines[i]
	rest := strings.TrimLeft(x.line(i)[2:], " ")
	at := l.End - len(rest)
	switch {
	case strings.HasPrefix(rest, "["):
		if label, ok := rstBrackets(rest); ok {
			return x.footnote(i, at, label)
		}
	case strings.HasPrefix(rest, "_"):
		if next := x.target(i, at+1); next > 0 {
			return next
		}
	case strings.HasPrefix(rest, "|"):
		if name, definition, ok := strings.Cut(rest[1:], "| "); ok {
			return x.substitution(i, name, l.End-len(definition))
		}
	}
	if name, argument, ok := strings.Cut(rest, "::"); ok && isDirective(name) && (argument == "" || argument[0] == ' ') {
		return x.directive(i, strings.ToLower(name), l.End-len(argument))
	}
	return x.comment(i)
}

// comment passes over a comment. One that is indented as the body of a note is part of it.
func (x *rst) comment(i int) int {
	next := x.skip(i)
	if x.opened != nil {
		x.opened.extent = prose.Stretch{Start: x.opened.head.Start, End: x.lines[next-1].End}
	}
	return next
}

// skip passes over a block with all that is indented below it.
func (x *rst) skip(i int) int {
	indent := x.lines[i].indent
	for i++; i < len(x.lines) && (x.lines[i].blank() || x.lines[i].indent > indent); i++ {
		if x.lines[i].blank() && x.lines[i-1].blank() && x.lines[i-1].indent > indent {
			break
		}
	}
	return i
}

// rstBrackets is what stands between the brackets with which a footnote begins.
func rstBrackets(s string) (string, bool) {
	end := strings.IndexByte(s, ']')
	if end < 2 || end+1 < len(s) && s[end+1] != ' ' {
		return "", false
	}
	label := s[1:end]
	return label, label == "*" || isRSTLabel(strings.TrimPrefix(label, "#"), label[0] == '#')
}

// isRSTLabel tells a simple reference name (letters, digits and single inner marks).
func isRSTLabel(s string, empty bool) bool {
	if s == "" {
		return empty
	}
	for _, c := range s {
		if !isWordOrUnderscore(c) && !strings.ContainsRune("-.:+", c) {
			return false
		}
	}
	return true
}

// isRSTFootnote tells the label of a footnote from that of a citation.
func isRSTFootnote(label string) bool {
	return label == "*" || label[0] == '#' || digitsOnly(label)
}

// footnote opens a note, or an entry that citations point to.
func (x *rst) footnote(i, at int, label string) int {
	l := x.lines[i]
	head := prose.Stretch{Start: at, End: at + len(label) + 2}
	x.opened, x.noteIndent = &rstNote{writtenNote: writtenNote{kind: article.Footnote}, mark: label, head: head}, l.indent
	if isRSTFootnote(label) {
		x.notes = append(x.notes, x.opened)
	} else {
		x.opened.entry = &writtenEntry{key: label}
		if name := rstName(label); x.entries[name] == nil {
			x.entries[name] = x.opened.entry
		}
	}
	x.add(rstItem{opensNote: true})
	all, next := x.body(i, head.End, l.indent)
	indent := l.indent
	if next-1 > i {
		indent = x.lines[next-1].indent
	}
	x.words(all, indent)
	return next
}

// target reads “_name: address”. A target without an address is passed over. It gives 0 if this is no target.
func (x *rst) target(i, at int) int {
	l := x.lines[i]
	all, next := x.body(i, at, l.indent)
	var b strings.Builder
	for _, s := range all {
		b.WriteString(x.text[s.Start:s.End] + " ")
	}
	s := b.String()
	var name, address string
	if strings.HasPrefix(s, "`") {
		end := strings.Index(s, "`:")
		if end < 0 {
			return 0
		}
		name, address = s[1:end], s[end+2:]
	} else {
		end := strings.IndexByte(s, ':')
		for end > 0 && (s[end-1] == '\\' || end+1 < len(s) && s[end+1] != ' ') {
			more := strings.IndexByte(s[end+1:], ':')
			if more < 0 {
				end = -1
				break
			}
			end += more + 1
		}
		if end < 0 {
			return 0
		}
		name, address = s[:end], s[end+1:]
	}
	address = rstAddress(address)
	switch {
	case name == "_":
		x.anonymous = append(x.anonymous, address)
	case x.targets[rstName(name)] == "":
		x.targets[rstName(name)] = address
	}
	return next
}

// rstAddress is an address without the blanks and the backslashes in it.
func rstAddress(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "`") && strings.HasSuffix(s, "`_") {
		return s
	}
	return strings.ReplaceAll(strings.Join(strings.Fields(s), ""), `\`, "")
}

// substitution keeps the words that a name between two bars stands for.
func (x *rst) substitution(i int, name string, at int) int {
	all, next := x.body(i, at, x.lines[i].indent)
	run := runOf(x.text, all...)
	directive, words, ok := strings.Cut(run.text, "::")
	key := rstName(name)
	if _, known := x.substitutions[key]; ok && !known {
		words = strings.TrimSpace(words)
		if strings.TrimSpace(directive) != "replace" && strings.TrimSpace(directive) != "unicode" {
			words = ""
		}
		if strings.TrimSpace(directive) == "unicode" {
			words = " "
		}
		x.substitutions[key] = words
	}
	return max(next, x.skip(i))
}

func isDirective(name string) bool {
	return name != "" && isRSTLabel(name, false)
}

// rstCode are the directives whose body is no words of the article; those that are not shown among them.
var rstCode = prose.Words(`code code-block sourcecode literalinclude math raw parsed-literal highlight productionlist graphviz
	digraph graph plantuml mermaid doctest testcode testoutput testsetup testcleanup ipython csv-table index meta contents
	toctree include role default-role tabularcolumns currentmodule module automodule autoclass autofunction autosummary
	uml blockdiag seqdiag jupyter-execute prompt comment only-code console`)

// rstTitled are the directives whose argument is words.
var rstTitled = prose.Words(`note warning tip hint important caution danger error attention admonition topic sidebar rubric
	epigraph highlights pull-quote deprecated versionadded versionchanged versionremoved seealso todo table list-table
	container-title card dropdown tab canonical-doc superseded compound`)

// rstQuoting are the directives whose body is a quotation.
var rstQuoting = prose.Words("epigraph pull-quote")

// directive reads a directive: its options are passed over, and its body is read as code or goes on as blocks.
func (x *rst) directive(i int, name string, at int) int {
	l := x.lines[i]
	if rstCode[name] {
		end := x.skip(i)
		first := i + 1
		for first < end && x.lines[first].blank() {
			first++
		}
		if first < end {
			return x.literalBlock(first, l.indent)
		}
		return end
	}
	next := i + 1
	argument := prose.AppendTrimmed(nil, x.text, prose.Stretch{Start: at, End: l.End})
	for ; next < len(x.lines) && !x.lines[next].blank() && x.lines[next].indent > l.indent; next++ {
		if _, size := rstField(x.line(next)); size > 0 {
			break
		}
		if len(argument) == 0 || x.listMark(next) > 0 || strings.HasPrefix(x.line(next), "..") {
			break
		}
		argument = append(argument, x.lines[next].Stretch)
	}
	if rstQuoting[name] {
		x.quoting = l.indent
	}
	if rstTitled[name] {
		x.worded = true
		x.words(argument, l.indent)
	}
	for next < len(x.lines) && !x.lines[next].blank() && x.lines[next].indent > l.indent {
		if _, size := rstField(x.line(next)); size == 0 {
			break
		}
		_, next = x.body(next, x.lines[next].End, x.lines[next].indent)
	}
	return next
}
