package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// plainText is the name of the format whose comments are among its words.
const plainText = "text"

// commentForm is one way in which a format writes comments.
type commentForm struct {
	open, close string
	// line tells that only blanks stand before the comment on its line.
	line bool
	// fence tells that the marks fill lines of their own, in small letters or capitals; hanging that a comment may begin on
	// the line behind its mark, and goes on for as long as lines are indented more.
	fence, hanging bool
}

var (
	htmlComment  = commentForm{open: "<!--", close: "-->"}
	textComments = []commentForm{{open: "[", close: "]", line: true}}
	texComments  = []commentForm{{open: "%"}, {open: `\begin{comment}`, close: `\end{comment}`, fence: true}}
	rstComments  = []commentForm{{open: "..", line: true, hanging: true}}
	adocComments = []commentForm{{open: "//", line: true}, {open: "////", close: "////", fence: true}}
	orgComments  = []commentForm{{open: "#", line: true}, {open: "#+begin_comment", close: "#+end_comment", fence: true}}
)

// commentForms are those of a format by its name; none if its comments are not found by how they look. Word processors
// keep them apart, and what looks like one in HTML may stand in a script.
func commentForms(format string) []commentForm {
	switch format {
	case "docx", "odt", "pdf", "html", "epub":
		return nil
	case "latex":
		return texComments
	case "rst":
		return rstComments
	case "asciidoc":
		return adocComments
	case "org":
		return orgComments
	case plainText:
		return textComments
	default:
		return []commentForm{htmlComment}
	}
}

// comment is one that is a word to this program.
type comment struct {
	prose.Stretch
	article.Directive
}

// commentsIn are the comments of a text that are words to this program.
func commentsIn(text string, forms []commentForm) []comment {
	var all []comment
	for at := 0; ; {
		i := indexFolded(text[at:], addressee)
		if i < 0 {
			return all
		}
		word := at + i
		at = word + len(addressee)
		for _, form := range forms {
			if c, ok := form.around(text, word); ok {
				all = append(all, c)
				at = max(at, c.End)
				break
			}
		}
	}
}

// indexFolded is where a word in small letters stands in a text in any; -1 if nowhere.
func indexFolded(text, word string) int {
	first := word[:1] + strings.ToUpper(word[:1])
	for at := 0; ; at++ {
		i := strings.IndexAny(text[at:], first)
		if i < 0 || at+i+len(word) > len(text) {
			return -1
		}
		at += i
		if strings.EqualFold(text[at:at+len(word)], word) {
			return at
		}
	}
}

// said is what a whole comment says to this program.
func (c commentForm) said(whole string) (article.Directive, bool) {
	inner, opened := strings.CutPrefix(whole, c.open)
	inner, closed := strings.CutSuffix(inner, c.close)
	if !opened || !closed {
		return article.Directive{}, false
	}
	return directiveIn(inner)
}

// mostComment bounds how far the ends of a comment are looked for.
const mostComment = 4096

// around is the comment that begins with a word of a text, if that is a word to this program.
func (c commentForm) around(text string, word int) (comment, bool) {
	start := c.begin(text, word)
	if start < 0 {
		return comment{}, false
	}
	size, closing := c.end(text[word:min(len(text), word+mostComment)], indentAt(text, start))
	if size < 0 {
		return comment{}, false
	}
	d, ok := directiveIn(text[word : word+size])
	return comment{prose.Stretch{Start: start, End: word + size + closing}, d}, ok
}

// begin is where a comment opens whose first word stands at a place, -1 if none does.
func (c commentForm) begin(text string, word int) int {
	before := strings.TrimRight(text[:word], " \t\r\n")
	start := len(before) - len(c.open)
	if start < 0 || !strings.EqualFold(before[start:], c.open) || strings.HasSuffix(before[:start], `\`) {
		return -1
	}
	for c.fence && start > 0 && before[start-1] == c.open[0] {
		start-- // a fence may have more marks than it needs
	}
	if (c.line || c.fence) && strings.TrimLeft(text[lineStart(text, start):start], " \t") != "" {
		return -1
	}
	ends := strings.Count(strings.ReplaceAll(text[len(before):word], "\r\n", "\n"), "\n")
	switch {
	case c.fence:
		if ends == 0 {
			return -1
		}
	case c.hanging:
		if ends > 1 || ends == 1 && indentAt(text, word) <= indentAt(text, start) {
			return -1
		}
	case ends > 0 && (c.line || c.close == ""):
		return -1
	}
	return start
}

// end is how long a comment's words are, and its closing mark behind them; -1 if it does not end.
func (c commentForm) end(rest string, indent int) (size, closing int) {
	line := upToLineEnd(rest)
	switch {
	case c.fence:
		size = indexFolded(rest, "\n"+c.close)
		return size, len("\n" + c.close)
	case c.hanging:
		return hangingEnd(rest, indent), 0
	case c.close == "":
		return len(strings.TrimRight(line, " \t")), 0
	case c.line:
		line = strings.TrimRight(line, " \t")
		if !strings.HasSuffix(line, c.close) {
			return -1, 0
		}
		return len(line) - len(c.close), len(c.close)
	default:
		return strings.Index(rest, c.close), len(c.close)
	}
}

// hangingEnd is where words end that go on for as long as lines are indented more than by some blanks.
func hangingEnd(rest string, indent int) int {
	end := len(upToLineEnd(rest))
	for end < len(rest) {
		next := end + 1
		if strings.HasPrefix(rest[end:], "\r\n") {
			next++
		}
		line := upToLineEnd(rest[next:])
		if words := strings.TrimLeft(line, " \t"); words == "" || len(line)-len(words) <= indent {
			break
		}
		end = next + len(line)
	}
	return len(strings.TrimRight(rest[:end], " \t\r\n"))
}

func upToLineEnd(text string) string {
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		return text[:i]
	}
	return text
}

func lineStart(text string, at int) int { return strings.LastIndexAny(text[:at], "\r\n") + 1 }

// indentAt is by how many blanks the line is indented on which a place lies.
func indentAt(text string, at int) int {
	start := lineStart(text, at)
	return len(text[start:at]) - len(strings.TrimLeft(text[start:at], " \t"))
}
