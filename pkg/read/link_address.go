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

// attributeAt is where the value of an attribute stands in a tag of HTML or XML: that of the first attribute with one of
// some local names (HTML Living Standard, 13.2.5.32 to 13.2.5.38; XML 1.0, 3.1). It is empty if the tag has none.
func attributeAt(text string, tag prose.Stretch, names ...string) prose.Stretch {
	i, end := tag.Start, tag.End
	over := func(passes func(c byte) bool) int {
		start := i
		for i < end && passes(text[i]) {
			i++
		}
		return start
	}
	over(func(c byte) bool { return !isTagBlank(c) })
	for i < end {
		over(func(c byte) bool { return isTagBlank(c) || c == '/' })
		from := over(func(c byte) bool { return !isTagBlank(c) && c != '=' && c != '>' && c != '/' })
		name := text[from:i]
		over(isTagBlank)
		if i >= end || text[i] != '=' {
			if i == from {
				return prose.Stretch{}
			}
			continue
		}
		i++
		over(isTagBlank)
		if i >= end {
			return prose.Stretch{}
		}
		var value prose.Stretch
		if quote := text[i]; quote == '"' || quote == '\'' {
			i++
			value.Start = over(func(c byte) bool { return c != quote })
			value.End = i
			i++
		} else {
			value.Start = over(func(c byte) bool { return !isTagBlank(c) && c != '>' })
			value.End = i
		}
		if isNamed(name, names) {
			return value
		}
	}
	return prose.Stretch{}
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
