package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// Checkstyle is the format of the Java tool of that name (checkstyle.org), which many review tools read.
// What the run did not do stands in a comment at the top.
var Checkstyle = Format{
	Name:    "checkstyle",
	Summary: "for review tools that read Checkstyle's XML",
	Write:   writeCheckstyle,
}

type checkstyleReport struct {
	XMLName xml.Name         `xml:"checkstyle"`
	Version string           `xml:"version,attr"`
	Told    string           `xml:",comment"`
	Files   []checkstyleFile `xml:"file"`
}

type checkstyleFile struct {
	Name       string            `xml:"name,attr"`
	Errors     []checkstyleError `xml:"error"`
	Exceptions []string          `xml:"exception"`
}

type checkstyleError struct {
	Line     int    `xml:"line,attr"`
	Column   int    `xml:"column,attr,omitempty"`
	Severity string `xml:"severity,attr"`
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}

// checkstyleVersion is that of the Checkstyle whose form this is.
const checkstyleVersion = "4.3"

func writeCheckstyle(w io.Writer, r *Report, _ Options) error {
	out := checkstyleReport{Version: checkstyleVersion, Told: xmlComment(reservations(r))}
	byPath := map[string]int{}
	file := func(path string) *checkstyleFile {
		i, known := byPath[path]
		if !known {
			i = len(out.Files)
			byPath[path] = i
			out.Files = append(out.Files, checkstyleFile{Name: cleanPath(path)})
		}
		return &out.Files[i]
	}
	for _, a := range r.Articles {
		file(a.Path)
	}
	for _, f := range r.Findings {
		s := spotOf(f)
		into := file(f.Article)
		into.Errors = append(into.Errors, checkstyleError{
			Line: s.firstLine(), Column: s.column, Severity: severityOf(f.Severity).checkstyle(),
			Message: plainly(s.message(f)), Source: "ibid." + clean(f.Rule),
		})
	}
	for _, u := range r.Summary.Unread {
		into := file(u.Path)
		into.Exceptions = append(into.Exceptions, clean(u.Error))
	}
	return writeXML(w, out)
}

// xmlComment is what a report says of its gaps, for a comment: the form has no place for what is of no file. Two hyphens
// may not stand in a comment (XML 1.0, 2.5); markup need not be escaped in one, but not every tool knows that.
func xmlComment(says []string) string {
	if len(says) == 0 {
		return ""
	}
	var text strings.Builder
	_ = xml.EscapeText(&text, []byte(plainly(clean(strings.Join(says, "; "))))) // a Builder takes everything
	return " " + strings.ReplaceAll(text.String(), "--", "–") + " "
}

func (s severity) checkstyle() string {
	switch s.name {
	case "error", "warning":
		return s.name
	default:
		return "info"
	}
}

func writeXML(w io.Writer, document any) error {
	text, err := xml.MarshalIndent(document, "", "  ")
	if err != nil {
		return fmt.Errorf("write XML: %w", err)
	}
	// Runners obey some lines that hold number signs (see isLoggingCommand); a reference stands for the same character.
	_, err = io.WriteString(w, xml.Header+strings.ReplaceAll(string(text), "##", "#&#35;")+"\n")
	return err
}
