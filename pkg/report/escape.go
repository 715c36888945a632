package report

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/match"
)

// literal writes words from outside so that GitHub-flavoured Markdown shows them as they are: no markup, no HTML, no
// cell border, no mention of users or issues, and no link but to the web. It cannot begin a line: there, letters and
// digits have a meaning too.
func literal(text string) string {
	words := strings.Split(clean(text), " ")
	for i, word := range words {
		url, rest := cutAddress(word)
		words[i] = escape(rest)
		if url != "" {
			words[i] = autolink(url) + words[i]
		}
	}
	return strings.Join(words, " ")
}

// cutAddress takes an address of the web off the beginning of a word; what is left is punctuation, or all of it.
func cutAddress(word string) (url, rest string) {
	url = strings.TrimRight(word, ".,;:!?)]”’\"'")
	if !match.IsWeb(url) {
		return "", word
	}
	return url, word[len(url):]
}

// escape puts a blank without a width where a backslash does not help: GitHub looks for mentions and addresses in what
// the backslashes have left.
func escape(word string) string {
	if !strings.ContainsFunc(word, isMarkup) {
		return word
	}
	var b strings.Builder
	for i, r := range word {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '@':
			b.WriteString("@&#8203;")
		case r == '#':
			b.WriteString("\\#&#8203;")
		case r == ':' && strings.HasPrefix(word[i:], "://"):
			b.WriteString(":&#8203;")
		case r != ':' && isMarkup(r):
			b.WriteString("\\" + string(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isMarkup(r rune) bool { return strings.ContainsRune("<>&@#:\\`*_[]|~$", r) }

// code writes a path or a name as code. HTML allows what backticks do not: any character, in a table too, and signs
// that a runner obeys.
func code(text string) string {
	text = clean(text)
	if text == "" || strings.ContainsAny(text, "`|<>&\\") || strings.Contains(text, "##") {
		return "<code>" + literal(text) + "</code>"
	}
	return "`" + text + "`"
}

// autolink writes an address as a hyperlink, if it is of the web, else as it stands.
func autolink(url string) string {
	if match.IsWeb(url) {
		return "<" + target(url) + ">"
	}
	return code(cleanAddress(url))
}
