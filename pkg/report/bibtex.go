package report

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
)

// BibTeX is the format of LaTeX, read by BibTeX and by biber alike: the classical fields, and date, url and doi as
// biblatex has them.
var BibTeX = ExtractFormat{
	Name:    "bibtex",
	Summary: "the works, for LaTeX",
	Write:   writeBibTeX,
}

func writeBibTeX(w io.Writer, e *Extract) error {
	out := bufio.NewWriter(w)
	for i, x := range exports(e) {
		if i > 0 {
			_ = out.WriteByte('\n')
		}
		_, _ = fmt.Fprintf(out, "@%s{%s,\n", bibType(x.Type), x.key)
		for _, f := range x.bibFields() {
			switch {
			case f[1] == "":
			case f[0] == "month": // a name that the style defines
				_, _ = fmt.Fprintf(out, "  %s = %s,\n", f[0], f[1])
			default:
				_, _ = fmt.Fprintf(out, "  %s = {%s},\n", f[0], f[1])
			}
		}
		_, _ = out.WriteString("}\n")
	}
	return out.Flush()
}

// bibType is the type of entry that comes nearest.
func bibType(csl string) string {
	switch csl {
	case "article-journal", "article-newspaper", "article-magazine", "review", "review-book":
		return "article"
	case "book":
		return "book"
	case "chapter", "entry", "entry-encyclopedia", "entry-dictionary":
		return "incollection"
	case "paper-conference":
		return "inproceedings"
	case "report":
		return "techreport"
	case "thesis":
		return "phdthesis"
	case "manuscript":
		return "unpublished"
	}
	return "misc"
}

// bibFields are the fields, in order; those without a value are left out by the writer.
func (x *exported) bibFields() [][2]string {
	kind := bibType(x.Type)
	container, publisher := "booktitle", "publisher"
	switch kind {
	case "article":
		container = "journal"
	case "misc":
		container = "howpublished"
	case "techreport":
		publisher = "institution"
	case "phdthesis":
		publisher = "school"
	}
	title := ""
	if x.Title != "" {
		title = "{" + texWords(x.Title) + "}" // as it is written: styles would make its capitals small
	}
	fields := [][2]string{
		{"author", bibNames(x.Author)},
		{"editor", bibNames(x.Editor)},
		{"title", title},
		{container, texWords(x.ContainerTitle)},
		{publisher, texWords(x.Publisher)},
		{"address", texWords(x.PublisherPlace)},
		{"edition", texWords(x.Edition)},
		{"volume", texWords(x.Volume)},
		{"number", texWords(x.Issue)},
		{"pages", strings.NewReplacer("–", "--", "-", "--").Replace(strings.ReplaceAll(texWords(x.Page), "--", "-"))},
	}
	fields = append(fields, bibDate(x.Issued)...)
	fields = append(fields, [][2]string{
		{"doi", verbatim(x.DOI)},
		{"isbn", texWords(x.ISBN)},
		{"issn", texWords(x.ISSN)},
		{"url", verbatim(x.URL)},
		{"urldate", bibDay(x.Accessed)},
	}...)
	if x.ArXiv != "" {
		fields = append(fields, [2]string{"eprint", verbatim(x.ArXiv)}, [2]string{"archiveprefix", "arXiv"})
	}
	return append(fields, [2]string{"pmid", verbatim(x.PMID)}, [2]string{"pmcid", verbatim(x.PMCID)}, [2]string{"note", x.bibNote()})
}

// bibNote tells where a copy is kept.
func (x *exported) bibNote() string {
	if x.ArchiveURL == "" {
		return ""
	}
	return `Archived at \url{` + verbatim(x.ArchiveURL) + "}"
}

// bibDate gives the date for biblatex, and year and month for BibTeX.
func bibDate(edtf string) [][2]string {
	points := datePoints(edtf)
	if len(points) == 0 {
		return nil
	}
	first := points[0]
	months := [...]string{"", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
	month := ""
	if first.month < len(months) {
		month = months[first.month]
	}
	return [][2]string{{"date", bibDay(edtf)}, {"year", fmt.Sprintf("%04d", first.year)}, {"month", month}}
}

// bibDay is a date as biblatex reads it.
func bibDay(edtf string) string {
	var ends []string
	for _, p := range datePoints(edtf) {
		end := fmt.Sprintf("%04d", p.year)
		switch {
		case p.season > 0:
			end += fmt.Sprintf("-%02d", 20+p.season)
		case p.month > 0:
			end += fmt.Sprintf("-%02d", p.month)
		}
		if p.day > 0 {
			end += fmt.Sprintf("-%02d", p.day)
		}
		ends = append(ends, end)
	}
	return strings.Join(ends, "/")
}

// bibNames joins names with "and". Braces keep those in one piece that BibTeX would take apart: institutions, and parts
// with a comma or an "and" of their own.
func bibNames(all []Name) string {
	names := make([]string, 0, len(all))
	for _, n := range all {
		switch {
		case n.Literal != "":
			names = append(names, "{"+texWords(n.Literal)+"}")
		case n.Given == "":
			names = append(names, whole(n.Family, true))
		default:
			names = append(names, whole(n.Family, false)+", "+whole(n.Given, false))
		}
	}
	return strings.Join(names, " and ")
}

// joined finds what BibTeX would part names at.
var joined = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i),|(^|\s)and(\s|$)`) })

func whole(part string, alone bool) string {
	if joined().MatchString(part) || alone && strings.Contains(part, " ") || strings.EqualFold(part, "others") {
		return "{" + texWords(part) + "}"
	}
	return texWords(part)
}

// texWords writes words so that TeX shows them as they are. BibTeX counts braces even behind a backslash, so that they
// are written by their names.
func texWords(s string) string {
	return texEscapes().Replace(s)
}

var texEscapes = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer(
		`\`, `\textbackslash{}`, "{", `\textbraceleft{}`, "}", `\textbraceright{}`, "$", `\$`, "&", `\&`, "#", `\#`, "%", `\%`, "_", `\_`,
		"^", `\textasciicircum{}`, "~", `\textasciitilde{}`, "\u00a0", "~",
	)
})

// verbatim writes an address or an identifier, in which biblatex takes every character as it is. Braces that have no
// partner would end the field, and what would end or comment out a line of TeX is encoded as addresses do.
func verbatim(s string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20").Replace(s)
}
