package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// RIS is the format of reference managers (Research Information Systems, RIS Format Specifications, 2011): lines of a
// tag, two blanks, a hyphen, a blank and a value, each ended by CR and LF.
var RIS = ExtractFormat{
	Name:    "ris",
	Summary: "the works, for reference managers",
	Write:   writeRIS,
}

func writeRIS(w io.Writer, e *Extract) error {
	out := bufio.NewWriter(w)
	for _, x := range exports(e) {
		for _, line := range x.risLines() {
			if line[1] != "" {
				_, _ = fmt.Fprintf(out, "%s  - %s\r\n", line[0], line[1])
			}
		}
		_, _ = out.WriteString("ER  - \r\n\r\n")
	}
	return out.Flush()
}

// risLines are the tags and values, the type first, as the specification wants.
func (x *exported) risLines() [][2]string {
	lines := [][2]string{{"TY", risType(x.Type)}, {"ID", x.key}}
	for _, n := range x.Author {
		lines = append(lines, [2]string{"AU", risName(n)})
	}
	for _, n := range x.Editor {
		lines = append(lines, [2]string{"ED", risName(n)})
	}
	year := ""
	if points := datePoints(x.Issued); len(points) > 0 {
		year = fmt.Sprintf("%04d", points[0].year)
	}
	first, last := pageRange(x.Page)
	lines = append(lines, [][2]string{
		{"TI", x.Title},
		{"T2", strings.ReplaceAll(x.ContainerTitle, "*", "")},
		{"PB", x.Publisher},
		{"CY", x.PublisherPlace},
		{"PY", year},
		{"DA", risDate(x.Issued)},
		{"Y2", risDate(x.Accessed)},
		{"ET", x.Edition},
		{"VL", x.Volume},
		{"IS", x.Issue},
		{"SP", first},
		{"EP", last},
		{"DO", x.DOI},
	}...)
	if x.ISBN != "" {
		lines = append(lines, [2]string{"SN", x.ISBN})
	} else {
		lines = append(lines, [2]string{"SN", x.ISSN})
	}
	if x.ArXiv != "" {
		lines = append(lines, [2]string{"M1", "arXiv:" + x.ArXiv})
	}
	if x.PMID != "" {
		lines = append(lines, [2]string{"AN", "PMID: " + x.PMID})
	}
	if x.PMCID != "" {
		lines = append(lines, [2]string{"C2", x.PMCID})
	}
	return append(lines, [2]string{"UR", x.URL}, [2]string{"L4", x.ArchiveURL})
}

func risType(csl string) string {
	switch csl {
	case "article-journal", "review", "review-book":
		return "JOUR"
	case "article-newspaper":
		return "NEWS"
	case "article-magazine":
		return "MGZN"
	case "book":
		return "BOOK"
	case "chapter":
		return "CHAP"
	case "entry-encyclopedia":
		return "ENCYC"
	case "entry-dictionary":
		return "DICT"
	case "paper-conference":
		return "CPAPER"
	case "report":
		return "RPRT"
	case "thesis":
		return "THES"
	case "webpage":
		return "ELEC"
	case "post-weblog":
		return "BLOG"
	case "legal_case":
		return "CASE"
	case "legislation", "bill":
		return "STAT"
	case "hearing":
		return "HEAR"
	case "patent":
		return "PAT"
	case "dataset":
		return "DATA"
	case "motion_picture", "broadcast":
		return "VIDEO"
	case "personal_communication", "interview":
		return "PCOMM"
	case "manuscript", "article":
		return "UNPB"
	}
	return "GEN"
}

// risName is a name with the family first. The specification forbids asterisks in names, and a comma parts the family
// from the rest, so that an institution can have none.
func risName(n Name) string {
	name := n.Family
	switch {
	case n.Literal != "":
		name = strings.ReplaceAll(n.Literal, ",", "")
	case n.Given != "":
		name += ", " + n.Given
	}
	return strings.ReplaceAll(name, "*", "")
}

// risDate is YYYY/MM/DD/other; the slashes stay where a part is not known.
func risDate(edtf string) string {
	points := datePoints(edtf)
	if len(points) == 0 {
		return ""
	}
	p := points[0]
	month, day, other := "", "", ""
	if p.month > 0 {
		month = fmt.Sprintf("%02d", p.month)
	}
	if p.day > 0 {
		day = fmt.Sprintf("%02d", p.day)
	}
	if p.season > 0 {
		other = [...]string{"", "Spring", "Summer", "Autumn", "Winter"}[min(p.season, 4)]
	}
	return fmt.Sprintf("%04d/%s/%s/%s", p.year, month, day, other)
}

func pageRange(s string) (first, last string) {
	if i := strings.IndexAny(s, "-–"); i > 0 {
		return strings.TrimSpace(s[:i]), strings.TrimLeft(s[i:], "-– ")
	}
	return s, ""
}
