package read

import (
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// latexBibliography are the commands that name files of entries. They may stand behind all that cites them.
var latexBibliography = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\\(?:bibliography|addbibresource|addglobalbib|addsectionbib|nobibliography\*?)\s*(?:\[[^\]\n]*\]\s*)?\{([^{}]*)\}`)
})

// bibliographies reads the files of entries that a file names.
func (r *latexReader) bibliographies(text string) {
	if !strings.Contains(text, "bib") {
		return
	}
	for _, m := range latexBibliography().FindAllStringSubmatchIndex(text, -1) {
		if latexCommented(text, m[0]) {
			continue
		}
		for name := range strings.SplitSeq(text[m[2]:m[3]], ",") {
			if name = strings.TrimSpace(name); name != "" && !strings.ContainsAny(name, "\\#%\x00\n") {
				r.bibliography.load(name)
			}
		}
	}
}

// latexCommented tells whether a place stands in a comment, which begins not far before it.
func latexCommented(text string, at int) bool {
	const longest = 1000
	line := text[max(0, at-longest):at]
	line = line[strings.LastIndexByte(line, '\n')+1:]
	return strings.Contains(strings.ReplaceAll(line, `\%`, ""), "%")
}

// printed reads the list of entries that BibTeX has made, if there is no file of entries to read.
func (r *latexReader) printed() {
	if base := filepath.Base(r.files.path); r.bibliography.empty() && !r.quiet {
		r.input(strings.TrimSuffix(base, filepath.Ext(base)) + ".bbl")
	}
}

// bibliographyCommand reads the commands that make entries, or have them printed.
func (r *latexReader) bibliographyCommand(in *latexInput, name string, at, end, limit int) (int, bool) {
	switch name {
	case "bibliography", "printbibliography":
		r.flush()
		if name == "printbibliography" { // biblatex prints nothing that could be read here
			return in.skip("o", end, limit), true
		}
		r.printed()
		return in.skip("m", end, limit), true
	case "nocite":
		keys, after, ok := in.braced(end, limit)
		if ok && !r.quiet {
			r.citeSilently(in.text[keys.Start:keys.End])
		}
		return after, true
	case "bibitem":
		return r.bibitem(in, at, end, limit)
	default:
		return 0, false
	}
}

func (r *latexReader) citeSilently(keys string) {
	for key := range strings.SplitSeq(keys, ",") {
		if key = strings.TrimSpace(key); key == "*" {
			r.bibliography.citeAll()
		} else if key != "" {
			r.bibliography.cite(key)
		}
	}
}

// bibitem reads \bibitem[label]{key} and the words behind it, up to the next or the end of the list.
func (r *latexReader) bibitem(in *latexInput, at, end, limit int) (int, bool) {
	option, behind, labelled := in.option(end, limit)
	key, behind, ok := in.braced(behind, limit)
	r.flush()
	if !ok || r.quiet {
		return behind, true
	}
	name := strings.TrimSpace(in.text[key.Start:key.End])
	c := r.bibliography.cite(name)
	if c == nil {
		c = &citedEntry{writtenEntry: writtenEntry{key: name}}
		r.bibliography.cited[name] = c
	}
	if labelled && c.names == "" {
		c.names, c.year = bibitemLabel(r.plain(in, option))
	}
	stop := in.itemEnd(behind, limit)
	r.entry(&c.writtenEntry, func() {
		r.unseenLabel(in.place(prose.Stretch{Start: at, End: behind}))
		r.run(in, prose.Stretch{Start: behind, End: stop})
	})
	return stop, true
}

// itemEnd is where the item of a bibliography ends whose words begin at i.
func (in *latexInput) itemEnd(i, limit int) int {
	end := limit
	for at := i; ; {
		next := strings.Index(in.text[at:end], `\bibitem`)
		if next < 0 {
			break
		}
		if at += next; !latexCommented(in.text, at) {
			end = at
			break
		}
		at += len(`\bibitem`)
	}
	if n := strings.Index(in.text[i:end], `\end{thebibliography}`); n >= 0 {
		end = i + n
	}
	return end
}

// natbibLabel is the label that natbib's styles write: Ruiz and Lee(2019)Ruiz, Lee.
var natbibLabel = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(.+?)\s*\((\d{4}[a-z]?|[^()]{2,12})\)`) })

func bibitemLabel(label string) (names, year string) {
	if m := natbibLabel().FindStringSubmatch(label); m != nil {
		return strings.Trim(m[1], " ,"), m[2]
	}
	return label, ""
}
