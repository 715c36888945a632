package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// GitHub is the format for the log of a workflow: commands that its runner turns into annotations
// (docs.github.com/actions/reference/workflow-commands-for-github-actions). A runner shows ten of each severity for a
// step, so the gravest come first. The step's summary is Markdown.
var GitHub = Format{
	Name:    "github",
	Summary: "for the log of a GitHub workflow, which shows annotations in pull requests",
	Write:   writeGitHub,
}

func writeGitHub(w io.Writer, r *Report, o Options) error {
	r = rooted(r, o)
	out := bufio.NewWriter(w)
	for _, u := range r.Summary.Unread {
		command(out, "error", spot{file: cleanPath(fileOf(u.Path))}, "ibid", clean(u.Path)+": "+clean(u.Error))
	}
	for _, f := range gravestFirst(r) {
		s := spotOf(f)
		command(out, severityOf(f.Severity).github(), s, "ibid: "+f.Rule, s.message(f))
	}
	for _, says := range reservations(r) {
		command(out, "notice", spot{}, "ibid", says)
	}
	_, _ = out.WriteString(plainly(outcome(r)) + "\n")
	return out.Flush()
}

// github is the command for a severity. One of a later version is a notice: it must not fail to be shown.
func (s severity) github() string {
	switch s.name {
	case "error", "warning":
		return s.name
	default:
		return "notice"
	}
}

// command leaves errors to Flush, which returns the first.
func command(out *bufio.Writer, name string, s spot, title, message string) {
	at := ""
	if s.file != "" {
		at = "file=" + property(s.file) + ","
	}
	if s.line > 0 {
		at += fmt.Sprintf("line=%d,col=%d,", s.line, s.column)
	}
	_, _ = fmt.Fprintf(out, "::%s %stitle=%s::%s\n", name, at, property(clean(title)), data(plainly(clean(message))))
}

// data and property are the escapes of github.com/actions/toolkit, packages/core/src/command.ts: nothing in the article
// can end the command or begin another.
func data(text string) string {
	text = unarmed(text)
	if !strings.ContainsAny(text, "%\r\n") {
		return text
	}
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

func property(text string) string {
	text = data(text)
	if !strings.ContainsAny(text, ":,") {
		return text
	}
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(text)
}
