package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// addressOf is where the source has the address of a link, and where the link's words show it besides.
func (f *flow) addressOf(l hyperlink) (address, shown article.Written) {
	address = f.written(l, l.address)
	words := prose.AppendTrimmed(nil, f.text, l.Stretch)
	if address.Text == "" || len(words) != 1 || f.text[words[0].Start:words[0].End] != l.url || f.partAt(l.Start) != l.part {
		return address, shown
	}
	at := prose.Stretch{Start: f.decodedStart(words[0].Start), End: f.decodedEnd(words[0].End)}
	if at != l.address {
		shown = f.written(l, at)
	}
	return address, shown
}

// written is how a link's address reads at a place of its part.
func (f *flow) written(l hyperlink, at prose.Stretch) article.Written {
	text := f.parts[l.part].text
	if at.Start >= at.End || at.End > len(text) {
		return article.Written{}
	}
	w := article.Written{Span: f.sourceSpan(l.part, at), Text: l.url}
	if raw := text[at.Start:at.End]; raw != l.url {
		w.Text = strings.Clone(raw) // so that the tables do not hold the whole text
	}
	return w
}

// attributeAt is where the value of an attribute stands in a start tag of HTML or XML: that of the first attribute with one
// of some local names. It is empty if the tag has none.
func attributeAt(text string, tag prose.Stretch, names ...string) prose.Stretch {
	t := tagScan{text: text[:tag.End], at: tag.Start}
	t.over(func(c byte) bool { return !isTagBlank(c) })
	for {
		name, value, ok := t.next()
		if !ok || isNamed(name, names) {
			return value
		}
	}
}

// tagScan goes through the attributes of a start tag as browsers do (HTML Living Standard, 13.2.5.32 to 13.2.5.38). What is
// well-formed XML reads the same.
type tagScan struct {
	text string
	at   int
}

// over passes over characters, and is where the first of them stands.
func (t *tagScan) over(passes func(byte) bool) int {
	start := t.at
	for t.at < len(t.text) && passes(t.text[t.at]) {
		t.at++
	}
	return start
}

// next is the next attribute; one without a value has an empty one.
func (t *tagScan) next() (name string, value prose.Stretch, ok bool) {
	t.over(func(c byte) bool { return isTagBlank(c) || c == '/' })
	start := t.over(func(c byte) bool { return !isTagBlank(c) && c != '=' && c != '>' && c != '/' })
	name = t.text[start:t.at]
	t.over(isTagBlank)
	if t.at >= len(t.text) || t.text[t.at] != '=' {
		return name, prose.Stretch{}, name != ""
	}
	t.at++
	t.over(isTagBlank)
	if t.at >= len(t.text) {
		return name, prose.Stretch{}, false
	}
	quote := t.text[t.at]
	if quote != '"' && quote != '\'' {
		value.Start = t.over(func(c byte) bool { return !isTagBlank(c) && c != '>' })
		value.End = t.at
		return name, value, true
	}
	t.at++
	value.Start = t.over(func(c byte) bool { return c != quote })
	value.End = t.at
	t.at++
	return name, value, true
}

func isTagBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// isNamed tells whether an attribute has one of some names, whatever its prefix.
func isNamed(attribute string, names []string) bool {
	local := attribute[strings.LastIndexByte(attribute, ':')+1:]
	for _, name := range names {
		if strings.EqualFold(local, name) {
			return true
		}
	}
	return false
}
