package rule

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// withoutComments is a fix that takes comments out of the source; nil if one of them cannot be taken out whole.
func (p *Pass) withoutComments(summary string, comments ...article.Span) *Fix {
	fix := &Fix{Summary: summary}
	for _, at := range comments {
		span, ok := p.takenWith(at)
		if !ok {
			return nil
		}
		was, ok := p.Article.Places[at.Part].Text(span.Start, span.End)
		if !ok {
			return nil
		}
		fix.Edits = append(fix.Edits, Edit{Span: span, Was: was})
	}
	return fix
}

// longestLine bounds how far the lines around a comment are looked at.
const longestLine = 4096

// takenWith is what goes with a comment: its line if it stands there alone, with one of two blank lines around it; the
// blanks before it if it stands among words.
func (p *Pass) takenWith(at article.Span) (article.Span, bool) {
	places := p.Article.Places[at.Part]
	before, ok := places.Text(at.Start-longestLine, at.Start)
	behind, known := places.Text(at.End, at.End+longestLine)
	said, read := places.Text(at.Start, at.End)
	if !ok || !known || !read {
		return at, false
	}
	lineStart := strings.LastIndexAny(before, "\r\n") + 1
	head, tail, rest := before[lineStart:], behind, ""
	if i := strings.IndexAny(behind, "\r\n"); i >= 0 {
		tail, rest = behind[:i], behind[i:]
	}
	headless := lineStart == 0 && at.Start > longestLine
	if strings.TrimSpace(head) == "" && strings.TrimSpace(tail) == "" && !headless {
		return p.lineTaken(at, before[:lineStart], head, tail, rest)
	}
	if !strings.HasSuffix(said, "-->") {
		return at, false // it is up to the line's end, and what it does to the line is not known
	}
	if strings.TrimSpace(tail) == "" || tail[0] == ' ' {
		at.Start -= len(head) - len(strings.TrimRight(head, " \t"))
	}
	return at, true
}

// lineTaken takes a line that holds a comment and nothing else. It leaves a blank line where the comment has parted two
// lines that would otherwise be of one paragraph.
func (p *Pass) lineTaken(at article.Span, above, head, tail, below string) (article.Span, bool) {
	lineEnd := len(lineEndOf(below))
	next := below[lineEnd:]
	blankAbove, blankBelow := endsBlank(above), isBlankLine(next)
	format := p.Article.Format
	if format == "rst" && indentsNext(next) {
		return at, false // what is indented below is of the comment
	}
	block, _ := p.Article.Places[at.Part].Text(at.Start, at.Start+len("////"))
	at.Start -= len(head)
	at.End += len(tail)
	if !blankAbove && !blankBelow && (!parts(format) || block == "////") {
		return at, true
	}
	at.End += lineEnd
	if blankAbove && blankBelow {
		blank := next[:len(next)-len(strings.TrimLeft(next, " \t"))]
		at.End += len(blank) + len(lineEndOf(next[len(blank):]))
	}
	return at, true
}

// parts tells whether a line with a comment is of the paragraph around it, as if it were not there.
func parts(format string) bool {
	return format == "latex" || format == "asciidoc" || format == "wikitext"
}

// lineEndOf is the line end that a text begins with.
func lineEndOf(s string) string {
	for _, end := range []string{"\r\n", "\n", "\r"} {
		if strings.HasPrefix(s, end) {
			return end
		}
	}
	return ""
}

// isBlankLine tells whether the first line of a text is blank, or is none.
func isBlankLine(s string) bool {
	s = strings.TrimLeft(s, " \t")
	return s == "" || lineEndOf(s) != ""
}

// endsBlank tells whether the last line of a text is blank, or is none. The text is empty or ends with a line end.
func endsBlank(s string) bool {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "\n"), "\r")
	s = strings.TrimRight(s, " \t")
	return s == "" || strings.HasSuffix(s, "\n") || strings.HasSuffix(s, "\r")
}

// indentsNext tells whether the first line of a text that is not blank is indented.
func indentsNext(s string) bool {
	rest := strings.TrimLeft(s, " \t\r\n")
	blanks := s[:len(s)-len(rest)]
	return rest != "" && strings.TrimRight(blanks, " \t") != blanks
}
