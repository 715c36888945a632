package read

import (
	"cmp"
	"regexp"
	"strings"
	"sync"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// asciiDocSource is an entry of a bibliography: an item of a list that begins with [[[id]]] or [[[id,label]]]
// (Asciidoctor, bibliography).
type asciiDocSource struct {
	writtenEntry
	// shown is what stands between the brackets of a reference.
	shown string
}

var asciiDocAnchor = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^[ \t]*[*\-.]*[ \t]*\[\[\[([\pL_:][\pL\pN_\-:.]*)(?:,[ \t]*([^\]\n]+))?\]\]\]`)
})

// sources finds the entries, which stand behind the references to them.
func (x *asciiDoc) sources() {
	if !strings.Contains(x.text, "[[[") {
		return
	}
	for _, m := range asciiDocAnchor().FindAllStringSubmatch(x.text, -1) {
		if x.entries[m[1]] == nil {
			x.entries[m[1]] = &asciiDocSource{writtenEntry: writtenEntry{key: m[1]}, shown: cmp.Or(m[2], m[1])}
		}
	}
}

// source writes a run that is an entry, and tells whether it is.
func (x *asciiDoc) source(run *markupRun) bool {
	if !strings.HasPrefix(run.text, "[[[") {
		return false
	}
	m := asciiDocAnchor().FindStringSubmatchIndex(run.text)
	if m == nil || x.entries[run.text[m[2]:m[3]]] == nil {
		return false
	}
	x.flowWriter.entry(&x.entries[run.text[m[2]:m[3]]].writtenEntry, func() {
		x.unseenLabel(run.place(0, m[1]))
		x.inline(run, m[1], len(run.text), 0)
	})
	return true
}

// cite writes a reference: the label in brackets, or words of its own, which are part of the sentence.
func (s *asciiDocScan) cite(source *asciiDocSource, i, after, start, end int, described bool) {
	from := s.m.out.text.Len()
	if described {
		s.nested(start, end)
	} else {
		place := s.run.place(i, after)
		s.m.out.addInstead("["+source.shown+"]", place.Start, place.End-place.Start)
	}
	r := reference{Stretch: s.m.since(from), label: source.shown, key: source.key}
	r.group = r.Stretch
	if described {
		r.group = prose.Stretch{Start: r.End, End: r.End}
	}
	s.m.addReference(r, &source.writtenEntry)
}
