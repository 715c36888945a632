package read

import (
	"html"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// addressee is how a word to this program begins.
const addressee = "ibid:"

// plainText is the name of the format whose comments are among its words.
const plainText = "text"

// commentSyntax is how a format writes comments.
type commentSyntax struct {
	open, close string
	// line tells that a comment begins a line. Without close, it ends with its line.
	line bool
}

// commentSyntaxOf is that of a format by its name.
func commentSyntaxOf(format string) commentSyntax {
	switch format {
	case "latex":
		return commentSyntax{open: "%"}
	case "rst":
		return commentSyntax{open: "..", line: true}
	case "asciidoc":
		return commentSyntax{open: "//", line: true}
	case "org":
		return commentSyntax{open: "#", line: true}
	case plainText:
		return commentSyntax{open: "[", close: "]", line: true}
	case "odt":
		return commentSyntax{open: "<office:annotation", close: "</office:annotation>"}
	default:
		return commentSyntax{open: "<!--", close: "-->"}
	}
}

// directives finds the words to this program in the comments of the source. What a comment says is no part of the flow's
// words, which tells it from an example of one that the article shows.
func (f *flow) directives(a *article.Article) {
	if a.Format == "docx" || a.Format == "pdf" {
		return
	}
	syntax := commentSyntaxOf(a.Format)
	for n := range f.parts {
		text := f.parts[n].text
		for _, s := range syntax.comments(text) {
			if a.Format != plainText && f.hasWordsOf(n, s.Stretch) {
				continue
			}
			if d, ok := directiveIn(s.said); ok {
				d.Span = f.sourceSpan(n, s.Stretch)
				a.Directives = append(a.Directives, d)
			}
		}
	}
}

// hasWordsOf tells whether the flow has words from a stretch of a part.
func (f *flow) hasWordsOf(part int, s prose.Stretch) bool {
	return slices.ContainsFunc(f.pieces, func(p piece) bool {
		return p.part == part && p.from < s.End && p.from+p.extent > s.Start
	})
}

// comment is a comment that may be a word to this program, and what it says.
type comment struct {
	prose.Stretch
	said string
}

// comments are those of a text that have the word in them.
func (c commentSyntax) comments(text string) []comment {
	var all []comment
	for at := 0; ; {
		i := strings.Index(text[at:], addressee)
		if i < 0 {
			return all
		}
		word := at + i
		at = word + len(addressee)
		found, ok := c.around(text, word)
		if !ok {
			continue
		}
		all = append(all, found)
		at = max(at, found.End)
	}
}

// mostComment bounds how far the ends of a comment are looked for.
const mostComment = 4096

// around is the comment that begins with a word of a text.
func (c commentSyntax) around(text string, word int) (comment, bool) {
	start := c.before(text, word)
	if start < 0 {
		return comment{}, false
	}
	if lineStart := strings.LastIndexAny(text[:start], "\r\n") + 1; c.line && strings.TrimLeft(text[lineStart:start], " \t") != "" {
		return comment{}, false
	}
	rest := text[word:min(len(text), word+mostComment)]
	end := strings.Index(rest, c.close)
	if c.close == "" || c.line {
		line := rest
		if i := strings.IndexAny(rest, "\r\n"); i >= 0 {
			line = rest[:i]
		}
		line = strings.TrimRight(line, " \t")
		if !strings.HasSuffix(line, c.close) {
			return comment{}, false
		}
		end = len(line) - len(c.close)
	}
	if end < 0 {
		return comment{}, false
	}
	said := rest[:end]
	if c.isAnnotation() {
		said = html.UnescapeString(untagged(said))
	}
	return comment{prose.Stretch{Start: start, End: word + end + len(c.close)}, said}, true
}

// before is where a comment opens whose first word stands at a place, -1 if none does.
func (c commentSyntax) before(text string, word int) int {
	if c.isAnnotation() {
		from := max(0, word-mostComment)
		open := strings.LastIndex(text[from:word], c.open)
		if open < 0 || strings.Contains(text[from+open:word], c.close) {
			return -1
		}
		return from + open
	}
	head, ok := strings.CutSuffix(strings.TrimRight(text[:word], " \t\r\n"), c.open)
	if !ok || strings.HasSuffix(head, `\`) {
		return -1
	}
	if strings.ContainsAny(text[len(head):word], "\r\n") && (c.line || c.close == "") {
		return -1
	}
	return len(head)
}

// isAnnotation tells of comments that are elements, with the names of their authors before the words.
func (c commentSyntax) isAnnotation() bool {
	return strings.HasSuffix(c.close, ">") && c.close[0] == '<'
}

// untagged is markup without its tags.
func untagged(s string) string {
	var b strings.Builder
	for s != "" {
		before, behind, found := strings.Cut(s, "<")
		b.WriteString(before)
		if !found {
			break
		}
		_, s, _ = strings.Cut(behind, ">")
	}
	return b.String()
}

// directiveIn reads what a comment says. A reason stands behind two hyphens; word processors make a dash of them, and
// comments in XML cannot have them.
func directiveIn(said string) (article.Directive, bool) {
	said, ok := strings.CutPrefix(prose.Fold(said), addressee)
	if !ok {
		return article.Directive{}, false
	}
	order, reason := said, ""
	at, width := -1, 0
	for _, dash := range []string{"--", "—", "–"} {
		if i := strings.Index(said, dash); i >= 0 && (at < 0 || i < at) {
			at, width = i, len(dash)
		}
	}
	if at >= 0 {
		order, reason = said[:at], strings.TrimSpace(said[at+width:])
	}
	words := strings.FieldsFunc(order, func(c rune) bool { return c == ' ' || c == ',' })
	d := article.Directive{Reason: reason}
	if len(words) > 0 {
		d.Verb, d.Rules = words[0], words[1:]
	}
	return d, true
}

// withoutDirectives is a text without the lines that are words to this program, blanks in their place.
func withoutDirectives(text string) string {
	found := commentSyntaxOf(plainText).comments(text)
	if len(found) == 0 {
		return text
	}
	blank := []byte(text)
	for _, c := range found {
		for i := c.Start; i < c.End; i++ {
			blank[i] = ' '
		}
	}
	return string(blank)
}
