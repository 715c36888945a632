package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/prose"
)

var latexHeadings = prose.Words(`part chapter section subsection subsubsection paragraph subparagraph addchap addsec minisec
	frametitle framesubtitle subtitle chapterauthor`)

// structure reads the commands that part a document.
func (r *latexReader) structure(in *latexInput, name string, _, end, limit int) (int, bool) {
	switch {
	case latexHeadings[name]:
		arg, after, ok := in.titled(end, limit)
		if !ok {
			return end, true
		}
		if name == "chapter" && !r.quiet {
			// The classes that have chapters count footnotes anew in each.
			r.notes.footnotes = 0
		}
		r.asHeading(func() { r.run(in, arg) })
		return after, true
	case name == "title", name == "author", name == "date":
		arg, after, ok := in.titled(end, limit)
		if ok {
			r.titleCommand(in, name, arg)
		}
		return after, true
	case name == "caption", name == "captionof", name == "abstract", name == "epigraph":
		if name == "captionof" {
			end = in.skip("m", end, limit)
		}
		arg, after, ok := in.titled(end, limit)
		if !ok {
			return end, true
		}
		r.flush()
		r.run(in, arg)
		r.flush()
		return after, true
	case name == "begin":
		return r.begin(in, end, limit), true
	case name == "end":
		return r.end(in, end, limit), true
	case name == "setcounter", name == "addtocounter", name == "stepcounter", name == "refstepcounter":
		return r.counter(in, name, end, limit)
	default:
		return r.breaks(in, name, end, limit)
	}
}

// breaks reads the commands that end a paragraph, an item or a line.
func (r *latexReader) breaks(in *latexInput, name string, end, limit int) (int, bool) {
	switch name {
	case "par", "item", "newpage", "clearpage", "maketitle", "hline", "midrule", "toprule", "bottomrule",
		"tabularnewline", "ex", "pagebreak", "cleardoublepage":
		r.flush()
	case `\`, "newline", "linebreak":
		if r.cells > 0 {
			r.flush()
		} else {
			r.blank()
		}
	default:
		return 0, false
	}
	switch name {
	case "item":
		end = in.overlay(end, limit)
		if option, after, ok := in.option(end, limit); ok {
			r.run(in, option)
			r.blank()
			return after, true
		}
	case `\`:
		return r.lineEnd(in, end, limit), true
	case "linebreak", "pagebreak":
		return in.skip("o", end, limit), true
	}
	return end, true
}

// lineEnd steps over the star and the distance behind \\, but not over words in brackets.
func (r *latexReader) lineEnd(in *latexInput, end, limit int) int {
	if end < limit && in.text[end] == '*' {
		end++
	}
	option, after, ok := in.option(end, limit)
	if ok && strings.ContainsAny(in.text[option.Start:option.End], "0123456789") && !strings.Contains(in.text[option.Start:option.End], " ") {
		return after
	}
	return end
}

// verbatimEnvironments hold what TeX does not read.
var verbatimEnvironments = prose.Words(`verbatim verbatim* Verbatim Verbatim* lstlisting minted alltt comment filecontents filecontents*
	BVerbatim LVerbatim SaveVerbatim VerbatimOut spverbatim tikzpicture pgfpicture circuitikz asy luacode luacode*
	sagesilent codeblock pycode`)

var mathEnvironments = prose.Words(`equation equation* align align* alignat alignat* gather gather* multline multline* eqnarray eqnarray*
	displaymath math flalign flalign* dmath dmath* IEEEeqnarray IEEEeqnarray* split`)

// cellEnvironments are those in which & parts cells.
var cellEnvironments = prose.Words("tabular tabular* tabularx tabulary longtable supertabular xltabular tblr longtblr array")

// inlineEnvironments break no paragraph.
var inlineEnvironments = prose.Words(`CJK CJK* otherlanguage* small footnotesize scriptsize tiny large Large normalsize it bf em sf tt
	english german ngerman french spanish arabic Arabic hebrew greek russian latin onehalfspace spacing sloppypar`)

// quotingEnvironments set their words apart as a quotation.
var quotingEnvironments = prose.Words("quote quotation quoting displayquote blockquote")

// environmentArguments are the arguments of environments that are no words, as skip reads them.
var environmentArguments = map[string]string{
	"tabular": "om", "tabular*": "mom", "tabularx": "mom", "tabulary": "mom", "xltabular": "omm", "longtable": "om",
	"supertabular": "om", "tblr": "om", "longtblr": "om", "array": "om", "minipage": "ooom", "figure": "o", "figure*": "o", "table": "o",
	"table*": "o", "sidewaystable": "o", "sidewaysfigure": "o", "wrapfigure": "omom", "wraptable": "omom",
	"multicols": "mo", "multicols*": "mo", "thebibliography": "m", "list": "mm", "adjustwidth": "mm", "enumerate": "ao",
	"itemize": "ao", "description": "ao", "compactitem": "o", "compactenum": "o", "inparaenum": "o", "frame": "ao",
	"quoting": "o", "displayquote": "oo", "tcolorbox": "o", "mdframed": "o", "algorithm": "o", "algorithmic": "o", "subfigure": "oom", "subtable": "oom",
	"CJK": "omm", "CJK*": "omm", "otherlanguage": "m", "otherlanguage*": "om", "spacing": "m", "column": "m", "columns": "o",
	"letter": "m", "adjustbox": "m", "landscape": "", "appendices": "", "threeparttable": "o", "tablenotes": "o",
	"resizebox": "mm", "scope": "o", "textblock": "m", "textblock*": "m", "addmargin": "om", "varwidth": "om",
}

func (r *latexReader) begin(in *latexInput, i, limit int) int {
	env, after := envAt(in.text, i)
	if after > limit {
		return i
	}
	switch {
	case verbatimEnvironments[env]:
		return min(limit, r.verbatimEnvironment(in, env, after))
	case mathEnvironments[env]:
		return r.mathEnvironment(in, env, prose.Stretch{Start: after, End: limit})
	case env == "document":
		r.preamble = false
		return after
	}
	if !inlineEnvironments[env] {
		r.flush()
	}
	if quotingEnvironments[env] {
		r.quotes(true)
	}
	if cellEnvironments[env] {
		r.cells++
		r.inTable(true)
	}
	if env == "minipage" && !r.quiet {
		r.notes.boxes = append(r.notes.boxes, 0)
	}
	after = in.skip(environmentArguments[env], after, limit)
	if env == "thebibliography" {
		return in.itemEnd(after, limit) // what stands before the first entry sets how they look
	}
	return after
}

func (r *latexReader) end(in *latexInput, i, limit int) int {
	env, after := envAt(in.text, i)
	switch {
	case env == "document":
		r.flush()
		return limit
	case cellEnvironments[env]:
		r.cells = max(0, r.cells-1)
		r.inTable(r.cells > 0)
	case env == "minipage" && len(r.notes.boxes) > 0 && !r.quiet:
		r.notes.boxes = r.notes.boxes[:len(r.notes.boxes)-1]
	}
	if !inlineEnvironments[env] {
		r.flush()
	}
	if quotingEnvironments[env] {
		r.quotes(false)
	}
	return min(after, limit)
}

// verbatimEnvironment writes code, but for what is shown nowhere.
func (r *latexReader) verbatimEnvironment(in *latexInput, env string, i int) int {
	end, after := verbatimEnd(in.text, i, env)
	if env == "comment" || strings.HasPrefix(env, "filecontents") || env == "sagesilent" {
		return after
	}
	r.asCode(func() { r.raw(in, prose.Stretch{Start: i, End: end}) })
	return after
}

// mathEnvironment writes a formula. It stands within its sentence.
func (r *latexReader) mathEnvironment(in *latexInput, env string, s prose.Stretch) int {
	closing := `\end{` + env + "}"
	if in.unclosed[env] {
		return s.Start
	}
	end := strings.Index(in.text[s.Start:s.End], closing)
	if end < 0 {
		if s.End == len(in.text) {
			in.leave(env)
		}
		return s.Start
	}
	r.blank()
	r.formula(in, prose.Stretch{Start: s.Start, End: s.Start + end})
	r.blank()
	return s.Start + end + len(closing)
}

// takeIn reads the commands that take in other files.
func (r *latexReader) takeIn(in *latexInput, name string, _, end, limit int) (int, bool) {
	folder := ""
	switch name {
	case "input", "include", "subfile", "subfileinclude", "InputIfFileExists":
	case "import", "subimport", "inputfrom", "includefrom":
		arg, after, ok := in.braced(end, limit)
		if !ok {
			return end, true
		}
		folder, end = strings.TrimSpace(in.text[arg.Start:arg.End]), after
	default:
		return 0, false
	}
	arg, after, ok := in.braced(end, limit)
	if !ok {
		return end, true
	}
	if file := strings.TrimSpace(in.text[arg.Start:arg.End]); file != "" && !r.quiet && !strings.ContainsAny(file, "\\{}#\x00\n") {
		if name == "include" {
			r.flush()
		}
		if folder != "" {
			file = strings.TrimSuffix(folder, "/") + "/" + file
		}
		r.input(file)
	}
	return after, true
}

// verbatim reads code within a line, and formulas in brackets.
func (r *latexReader) verbatim(in *latexInput, name string, _, end, limit int) (int, bool) {
	var inner prose.Stretch
	var after int
	var ok bool
	switch name {
	case "verb":
		inner, after, ok = delimited(in.text, end)
	case "lstinline":
		_, after, _ = in.option(end, limit)
		if inner, after, ok = in.braced(after, limit); !ok {
			inner, after, ok = delimited(in.text, end)
		}
	case "mintinline":
		inner, after, ok = in.braced(in.skip("om", end, limit), limit)
	case "(", "[":
		closing := map[string]string{"(": `\)`, "[": `\]`}[name]
		if n := strings.Index(in.text[end:min(limit, end+longestFormula)], closing); n >= 0 {
			r.blankIf(name == "[")
			r.formula(in, prose.Stretch{Start: end, End: end + n})
			r.blankIf(name == "[")
			return end + n + len(closing), true
		}
		return end, true
	case "iffalse":
		return in.afterFi(end, limit), true
	default:
		return 0, false
	}
	if !ok || after > limit {
		return end, true
	}
	r.unsearched(in, inner)
	return after, true
}

func (r *latexReader) blankIf(wanted bool) {
	if wanted {
		r.blank()
	}
}
