package report

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/match"
)

// spot is where a CI service shows a finding: a file, and places in it. A service shows the lines of files and nothing
// else. The lines of a member of a DOCX, ODT or EPUB, or of a page of a PDF, are none of its file's, so such a finding is
// of the whole file, and within tells the rest.
type spot struct {
	// file is the article's path, with slashes; empty if the article is no file: an address, or standard input.
	file string
	// line and column are the beginning, endLine and endColumn the place behind the last character; 0 for the whole file.
	line, column, endLine, endColumn int
	// within is what file and line leave out.
	within string
}

func spotOf(f Finding) spot {
	s := spotIn(f.Article, f.Span)
	if s.line > 0 {
		s.endLine, s.endColumn = f.EndLine, f.EndColumn
		if s.endLine < s.line || s.endLine == s.line && s.endColumn < s.column {
			s.endLine, s.endColumn = s.line, s.column
		}
	}
	return s
}

// spotIn is where a span begins.
func spotIn(article string, at Span) spot {
	s := spot{file: cleanPath(fileOf(article)), line: max(at.Line, 0), column: max(at.Column, 1)}
	if s.file == "" {
		s.within = article
	}
	if at.Part != "" {
		s.line, s.column = 0, 0
		s.within = fmt.Sprintf("%s:%d:%d", at.Part, at.Line, at.Column)
	}
	return s
}

// fileOf is empty for what is no file.
func fileOf(article string) string {
	if article == "-" || match.IsWeb(article) {
		return ""
	}
	return filepath.ToSlash(article)
}

// cleanPath keeps a path as it is, two blanks included, so that a service finds the file; but no service is to be given what
// a terminal obeys.
func cleanPath(path string) string {
	if strings.ContainsFunc(path, func(r rune) bool { return !isOrdinary(r) }) {
		return clean(path)
	}
	return path
}

// message is the finding's, safe to print, with what the file and the line leave out.
func (s spot) message(f Finding) string {
	if s.within == "" {
		return clean(f.Message)
	}
	return clean(f.Message) + " (" + clean(s.within) + ")"
}

// firstLine is the line for services that want one.
func (s spot) firstLine() int { return max(s.line, 1) }

// named is the file, or the article's name if it is none.
func (s spot) named(f Finding) string {
	if s.file == "" {
		return cleanPath(f.Article)
	}
	return s.file
}

// gravestFirst are all findings by severity, then in the order of the report. Services that show only some show these.
func gravestFirst(r *Report) []Finding { return bySeverity(slices.Clone(r.Findings)) }
