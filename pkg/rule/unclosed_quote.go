package rule

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// UnclosedQuote tells of quotation marks without their other half in notes.
var UnclosedQuote = Rule{
	Name:    "unclosed-quote",
	Summary: "a quotation mark is never closed, or never opened",
	Doc: `In a note that the text calls, or in an entry of the bibliography, a quotation mark opens and nothing closes it, or
the other way round. Readers cannot tell where the title ends, and no program can.

The marks are those of all European languages, of Chinese and of Japanese. Single marks are left alone, since they are
apostrophes too, and so are straight marks behind numbers (5' 10"). Where each paragraph of a long quotation opens
anew, one mark closes all.

Set the missing mark.`,
	Group:    Form,
	Severity: Warning,
	Bad:      Example{Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables, Harbor Review, May 3, 2021.\n"},
	Good:     Example{Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “The ‘High’ Tide,” Harbor Review, May 3, 2021.\n"},
	Check:    unclosedQuote,
}

func unclosedQuote(p *Pass) []Finding {
	var all []Finding
	for i := range p.written() {
		w := &p.index.written[i]
		if !w.called {
			continue
		}
		q := quoteReader{text: p.unaddressed(w)}
		if r, opened, found := q.lonely(); found {
			all = append(all, w.at(r, lonelyMark("quotation mark", w.Text, r, opened)))
		}
	}
	return all
}

// lonelyMark says which half of a pair is missing, with the words beside the half that is there.
func lonelyMark(mark, text string, r article.Range, opened bool) string {
	if opened {
		return fmt.Sprintf("the %s before “%s” is never closed", mark, firstWords(text[r.End:]))
	}
	return fmt.Sprintf("the %s behind “%s” was never opened", mark, lastWords(text[:r.Start]))
}

// quoteReader goes through a text from mark to mark.
type quoteReader struct {
	text string
	open []quoteMark
	// missed are marks that were found to have no other half.
	missed []quoteMark
}

type quoteMark struct {
	at     article.Range
	mark   rune
	opened bool
}

// deepest is how many quotations may be open at once; more are no text.
const deepest = 50

// lonely is the first mark without its other half, and whether it opens.
func (q *quoteReader) lonely() (r article.Range, opened, found bool) {
	for i, c := range q.text {
		if c != '"' && c < 0xAB {
			continue
		}
		if len(q.open) > deepest {
			return r, false, false
		}
		if at := (article.Range{Start: i, End: i + utf8.RuneLen(c)}); !q.isInWord(at) {
			q.read(c, at)
		}
	}
	all := slices.Concat(q.missed, q.open)
	for _, m := range all {
		if !found || m.at.Start < r.Start {
			r, opened, found = m.at, m.opened, true
		}
	}
	return r, opened, found
}

func (q *quoteReader) read(c rune, at article.Range) {
	switch c {
	case '„', '「', '『':
		q.push(c, at)
	case '“':
		switch {
		case q.top() == '„':
			q.close(at, '„')
		case q.isBehindWord(at):
			q.close(at, '“') // the wrong half, and closed all the same
		default:
			q.push(c, at)
		}
	case '”':
		if !q.isOpen("“„”") && q.isBeforeWord(at) {
			q.push(c, at)
			return
		}
		q.close(at, '“', '„', '”')
	case '«', '»':
		if c == '»' && !q.isOpen("«") && q.isArrow(at) {
			return
		}
		other := map[rune]rune{'«': '»', '»': '«'}[c]
		if !q.isOpen(string(other)) && (c == '«' || q.isBeforeWord(at)) {
			q.push(c, at)
			return
		}
		q.close(at, other)
	case '」':
		q.close(at, '「')
	case '』':
		q.close(at, '『')
	case '"':
		q.straight(at)
	}
}

// straight reads a mark that opens and closes. Behind a number it is one of inches or seconds, if it closes nothing.
func (q *quoteReader) straight(at article.Range) {
	switch {
	case q.isOpen(`"`):
		q.close(at, '"')
	case q.isBehindWord(at) && q.isOpen("“„»«"):
		q.close(at, '“', '„', '»', '«') // the wrong mark, and closed all the same
	case q.isBeforeWord(at) && !strings.ContainsAny(q.text, "{}<>="):
		q.push('"', at)
	}
}

// push opens a quotation. Behind the end of a sentence it stands for the one that is open, as before each paragraph of
// a long quotation.
func (q *quoteReader) push(c rune, at article.Range) {
	m := quoteMark{at, c, true}
	if q.top() == c && prose.IsStop(prose.LastRune(strings.TrimRight(q.text[:at.Start], " "))) {
		q.open[len(q.open)-1] = m
		return
	}
	q.open = append(q.open, m)
}

// close closes the last quotation that one of the marks has opened; those opened within it are never closed.
func (q *quoteReader) close(at article.Range, openers ...rune) {
	for i := len(q.open) - 1; i >= 0; i-- {
		if slices.Contains(openers, q.open[i].mark) {
			q.missed = append(q.missed, q.open[i+1:]...)
			q.open = q.open[:i]
			return
		}
	}
	if c := runeBefore(q.text, at.Start); !unicode.IsDigit(c) && c != utf8.RuneError {
		q.missed = append(q.missed, quoteMark{at, openers[0], false})
	}
}

func (q *quoteReader) top() rune {
	if len(q.open) == 0 {
		return 0
	}
	return q.open[len(q.open)-1].mark
}

func (q *quoteReader) isOpen(openers string) bool {
	return slices.ContainsFunc(q.open, func(m quoteMark) bool { return strings.ContainsRune(openers, m.mark) })
}

// isArrow tells of a mark that points to the address behind it, which may have been made unreadable:
// » https://review.example/tide.
func (q *quoteReader) isArrow(at article.Range) bool {
	before := runeBefore(q.text, at.Start)
	behind := strings.TrimLeftFunc(q.text[at.End:], prose.IsBlank)
	return (at.Start == 0 || prose.IsBlank(before)) && (strings.HasPrefix(behind, "http") || strings.HasPrefix(behind, "www.") || strings.HasPrefix(behind, "xxxxxxxx"))
}

// isInWord tells of a mark in the middle of a word of letters, as bytes of another encoding look.
func (q *quoteReader) isInWord(at article.Range) bool {
	inner := func(c rune) bool {
		return c != utf8.RuneError && !isWide(c) && (unicode.IsLetter(c) || unicode.IsSymbol(c) || unicode.IsNumber(c))
	}
	return inner(runeBefore(q.text, at.Start)) && inner(runeAfter(q.text, at.End))
}

// isBeforeWord tells of a mark that stands as one that opens: behind a blank or a bracket, before no blank.
func (q *quoteReader) isBeforeWord(at article.Range) bool {
	before, after := runeBefore(q.text, at.Start), runeAfter(q.text, at.End)
	return at.End < len(q.text) && !prose.IsBlank(after) && !strings.ContainsRune(".,;:!?)]", after) &&
		(at.Start == 0 || prose.IsBlank(before) || strings.ContainsRune("([{—–-/‘'“«", before))
}

// isBehindWord tells of a mark that stands as one that closes.
func (q *quoteReader) isBehindWord(at article.Range) bool {
	before, after := runeBefore(q.text, at.Start), runeAfter(q.text, at.End)
	return at.Start > 0 && !prose.IsBlank(before) && !strings.ContainsRune("([{—–-/‘'“«", before) &&
		(at.End == len(q.text) || prose.IsBlank(after) || strings.ContainsRune(".,;:!?)]", after))
}
