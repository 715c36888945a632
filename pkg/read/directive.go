package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// directives finds the words to this program in the comments of the source. What a comment says is no part of the flow's
// words, which tells it from an example of one that the article shows.
func (f *flow) directives(a *article.Article) {
	var words, extents *coverage
	for n := range f.parts {
		for _, c := range f.parts[n].directives(a.Format) {
			if words == nil {
				words, extents = f.wordsOfParts(), f.extentsOfParts()
			}
			if a.Format != plainText && words.touches(n, c.Stretch) {
				continue
			}
			f.addDirective(a, n, c, extents)
		}
	}
}

// directives are the comments of a part that are words to this program.
func (p *part) directives(format string) []comment {
	if forms := commentForms(format); forms != nil {
		return commentsIn(p.text, forms)
	}
	var all []comment
	for _, s := range p.comments {
		if d, ok := htmlComment.said(p.text[s.Start:s.End]); ok {
			all = append(all, comment{s, d})
		}
	}
	return all
}

// addDirective adds what a comment says to the article, with the note or the paragraph in which it stands.
func (f *flow) addDirective(a *article.Article, part int, c comment, extents *coverage) {
	d := c.Directive
	d.Span, d.Note, d.Paragraph = f.sourceSpan(part, c.Stretch), article.None, article.None
	if i := extents.innermost(part, c.Stretch); i >= len(f.notes) {
		d.Paragraph = i - len(f.notes)
	} else if i >= 0 {
		d.Note = i
	}
	a.Directives = append(a.Directives, d)
}

// directiveIn reads what a comment says. A reason stands behind two hyphens; word processors make a dash of them, and
// comments in XML cannot have them.
func directiveIn(said string) (article.Directive, bool) {
	said, ok := addressed(prose.Fold(said))
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
	words := strings.FieldsFunc(strings.ToLower(order), func(c rune) bool { return c == ' ' || c == ',' })
	d := article.Directive{Reason: reason}
	if len(words) > 0 {
		d.Verb, d.Rules = words[0], words[1:]
	}
	return d, true
}

// addressee is how a word to this program begins, before a colon.
const addressee = "ibid"

// addressed is what a comment says to this program. Without the colon, with a blank before it or in capitals it may be
// about a note that says ibid., and counts where it goes on as an order does.
func addressed(said string) (order string, ok bool) {
	if order, ok := strings.CutPrefix(said, addressee+":"); ok {
		return order, true
	}
	if len(said) < len(addressee) || !strings.EqualFold(said[:len(addressee)], addressee) {
		return "", false
	}
	order = said[len(addressee):]
	behind, colon := strings.CutPrefix(strings.TrimLeft(order, " "), ":")
	if !colon && !strings.HasPrefix(order, " ") {
		return "", false
	}
	words := strings.Fields(strings.ToLower(behind))
	switch {
	case len(words) == 0:
		return "", false
	case strings.HasPrefix(words[0], "ignore"):
		return behind, colon || len(words) > 1 && strings.Contains(strings.Trim(words[1], "-"), "-") // as the names of rules do
	default:
		return behind, colon && words[0] == "end" && len(words) == 1
	}
}

// withoutDirectives is a text without the lines that are words to this program, blanks in their place.
func withoutDirectives(text string) string {
	found := commentsIn(text, commentForms(plainText))
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
