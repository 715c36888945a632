package read

import (
	"strings"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// citationWriter writes the citations of a markup that cites by keys (@ruiz2021), which stand in a text whose stretches
// have places in the decoded source.
type citationWriter struct {
	*flowWriter
	bibliography *bibliography
	text         string
	place        func(prose.Stretch) prose.Stretch
}

// citationItem is one reference: [before @key behind]. Without a key it is words alone.
type citationItem struct {
	before, at, behind prose.Stretch
	key                string
}

// put writes words that stand at a stretch of the text.
func (w citationWriter) put(words string, s prose.Stretch) {
	at := w.place(s)
	w.out.add(words, at.Start, at.End-at.Start)
}

// instead writes words that stand for those of a stretch of the text.
func (w citationWriter) instead(words string, s prose.Stretch) {
	at := w.place(s)
	w.out.addInstead(words, at.Start, at.End-at.Start)
}

// written writes words as they stand in the text.
func (w citationWriter) written(s prose.Stretch) {
	if strings.TrimSpace(w.text[s.Start:s.End]) != "" {
		w.put(w.text[s.Start:s.End], s)
	}
}

// inBrackets writes references that are no part of the sentence.
func (w citationWriter) inBrackets(items []citationItem, around prose.Stretch) {
	first, start := len(w.references), w.out.text.Len()
	w.put("[", prose.Stretch{Start: around.Start, End: around.Start + 1})
	w.items(items)
	w.put("]", prose.Stretch{Start: around.End - 1, End: around.End})
	w.groupReferences(first, w.since(start))
}

// inSentence writes the names that a sentence speaks of; and in brackets, which are no part of it, the year and what is
// said behind, up to an offset of the text.
func (w citationWriter) inSentence(item citationItem, behind []citationItem, end int) {
	entry := w.bibliography.cite(item.key)
	r := reference{label: item.key, key: item.key, narrative: true}
	spoken, year := item.key, ""
	if entry != nil {
		r.label, spoken, year = entry.label(), entry.spoken(), entry.year
	}
	start := w.out.text.Len()
	w.instead(spoken, item.at)
	r.Stretch = w.since(start)
	if len(behind) > 0 && behind[0].key == "" {
		r.locator = w.locator(behind[0].behind)
	}
	after := prose.Stretch{Start: item.at.End, End: item.at.End}
	w.put(" ", after)
	first, group := len(w.references), w.out.text.Len()
	w.addReference(r, writtenOf(entry))
	w.put("["+year, after)
	if len(behind) > 0 {
		w.put(", ", after)
	}
	w.items(behind)
	w.put("]", prose.Stretch{Start: end, End: end})
	w.groupReferences(first, w.since(group))
}

func (w citationWriter) items(items []citationItem) {
	for i, item := range items {
		if i > 0 {
			w.put("; ", prose.Stretch{Start: item.before.Start, End: item.before.Start})
		}
		w.written(item.before)
		if item.key != "" {
			w.item(item)
		}
		w.written(item.behind)
	}
}

func (w citationWriter) item(item citationItem) {
	entry := w.bibliography.cite(item.key)
	r := reference{label: item.key, key: item.key, locator: w.locator(item.behind)}
	if entry != nil {
		r.label = entry.label()
	}
	start := w.out.text.Len()
	w.instead(r.label, item.at)
	r.Stretch = w.since(start)
	w.addReference(r, writtenOf(entry))
}

// locator is the place within the source that is said behind a key.
func (w citationWriter) locator(s prose.Stretch) string {
	return prose.Fold(strings.Trim(w.text[s.Start:s.End], " ,{}\n"))
}

// groupReferences gives the references written since the first one group.
func (w *flowWriter) groupReferences(first int, group prose.Stretch) {
	for i := first; i < len(w.references); i++ {
		w.references[i].group = group
	}
}

// citationParts parts what stands in brackets at semicolons.
func citationParts(text string, s prose.Stretch) []prose.Stretch {
	var all []prose.Stretch
	for at := s.Start; ; {
		end := strings.IndexByte(text[at:s.End], ';')
		if end < 0 {
			return append(all, prose.Stretch{Start: at, End: s.End})
		}
		all = append(all, prose.Stretch{Start: at, End: at + end})
		at += end + 1
	}
}

// citationIn finds the key in a stretch.
func citationIn(text string, s prose.Stretch) (citationItem, bool) {
	for at := s.Start; ; at++ {
		i := strings.IndexByte(text[at:s.End], '@')
		if i < 0 {
			return citationItem{}, false
		}
		at += i
		size := citationKey(text[at+1 : s.End])
		if before, _ := utf8.DecodeLastRuneInString(text[s.Start:at]); size == 0 || isWordOrUnderscore(before) {
			continue
		}
		item := citationItem{
			before: prose.Stretch{Start: s.Start, End: at}, at: prose.Stretch{Start: at, End: at + 1 + size},
			behind: prose.Stretch{Start: at + 1 + size, End: s.End}, key: strings.Trim(text[at+1:at+1+size], "{}"),
		}
		if at > s.Start && text[at-1] == '-' { // the author stands in the sentence already
			item.before.End--
			item.at.Start--
		}
		return item, true
	}
}

// from moves an item of a part of a text to its place in the whole.
func (c citationItem) from(offset int) citationItem {
	for _, s := range []*prose.Stretch{&c.before, &c.at, &c.behind} {
		s.Start, s.End = s.Start+offset, s.End+offset
	}
	return c
}

// citationKey is the length of the key that a text begins with: letters, digits, underscores and single marks between
// them; or anything in braces.
func citationKey(s string) int {
	if len(s) > 0 && s[0] == '{' {
		if end := strings.IndexAny(s, "}\n"); end > 1 && s[end] == '}' {
			return end + 1
		}
		return 0
	}
	n := 0
	for n < len(s) {
		c, size := utf8.DecodeRuneInString(s[n:])
		if n > 0 && strings.ContainsRune(":.#$%&-+?<>~/", c) {
			if c, more := utf8.DecodeRuneInString(s[n+1:]); isWordOrUnderscore(c) {
				n += 1 + more
				continue
			}
		}
		if !isWordOrUnderscore(c) {
			return n
		}
		n += size
	}
	return n
}
