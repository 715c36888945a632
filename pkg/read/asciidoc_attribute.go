package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// longestAttribute bounds what one attribute may stand for, so that those that name each other do not grow without end.
const longestAttribute = 16 << 10

// entry reads an attribute entry, with the lines on which it goes on.
func (x *asciiDoc) entry(i int) int {
	m := asciiDocEntry.FindStringSubmatch(x.lineText(i))
	name, value := strings.ToLower(m[1]), m[2]
	const hardBreak = " +"
	for _, more := range []string{` \`, hardBreak} { // the latter is how AsciiDoc of old did it
		for strings.HasSuffix(value, more) && i+1 < len(x.lines) && !x.lines[i+1].blank() {
			i++
			value = strings.TrimSuffix(strings.TrimSuffix(value, more), hardBreak) + " " + x.lineText(i)
		}
	}
	if strings.Trim(name, "!") != name {
		delete(x.attributes, strings.Trim(name, "!"))
		return i + 1
	}
	value = runText(x.substituted(value, prose.Stretch{}))
	if len(value) > longestAttribute {
		value = ""
	}
	x.attributes[name] = value
	x.describe(name, value)
	return i + 1
}

func runText(r *markupRun) string { return r.text }

// describe takes what an attribute says of the document.
func (x *asciiDoc) describe(name, value string) {
	a := x.article
	switch name {
	case "author", "authors":
		a.Authors = markupPeople(value)
	case "revdate", "date", "docdate":
		if a.Published == "" {
			a.Published = markupDate(value)
		}
	case "lang":
		a.Lang = value
	case "doctitle", "title":
		if a.Title == "" {
			a.Title = value
		}
	}
}

// condition opens or closes a part of the document that is read only if an attribute is set or not.
func (x *asciiDoc) condition(kind, names, words string, l markupLine) {
	switch {
	case kind == "endif":
		x.skipping = max(0, x.skipping-1)
		return
	case x.skipping > 0:
		if words == "" || kind == "ifeval" {
			x.skipping++
		}
		return
	}
	holds := true
	if kind != "ifeval" {
		holds = x.defined(names) == (kind == "ifdef")
	}
	if words == "" || kind == "ifeval" {
		if !holds {
			x.skipping = 1
		}
		return
	}
	if holds && !asciiDocEntry.MatchString(words) && !asciiDocMacro.MatchString(words) {
		start := l.Start + strings.IndexByte(x.text[l.Start:l.End], '[') + 1
		x.paragraph = append(x.paragraph, prose.Stretch{Start: start, End: l.End - 1})
	} else if m := asciiDocEntry.FindStringSubmatch(words); holds && m != nil {
		x.attributes[strings.ToLower(m[1])] = m[2]
	}
}

// defined tells whether one of some attributes parted by commas is set, or all of those parted by plus signs.
func (x *asciiDoc) defined(names string) bool {
	if strings.Contains(names, "+") {
		for name := range strings.SplitSeq(names, "+") {
			if !hasKey(x.attributes, strings.ToLower(name)) {
				return false
			}
		}
		return true
	}
	for name := range strings.SplitSeq(names, ",") {
		if hasKey(x.attributes, strings.ToLower(name)) {
			return true
		}
	}
	return false
}

// run joins lines to a run in which attributes are replaced by what they stand for. Comment lines are left out already.
func (x *asciiDoc) run(all []prose.Stretch) *markupRun {
	plain := true
	for _, s := range all {
		plain = plain && strings.IndexByte(x.text[s.Start:s.End], '{') < 0
	}
	if plain {
		return runOf(x.text, all...)
	}
	var b flowBuilder
	for i, s := range all {
		if i > 0 {
			b.add("\n", b.last(), max(0, s.Start-b.last()))
		}
		x.substitute(&b, x.text[s.Start:s.End], s.Start, 1)
	}
	return b.run()
}

// substituted is a text with its attributes replaced, all of which stand for one place.
func (x *asciiDoc) substituted(s string, at prose.Stretch) *markupRun {
	var b flowBuilder
	x.substitute(&b, s, at.Start, 0)
	return b.run()
}

// substitute adds a text with its attributes replaced. Step is 1 if the text stands in the source byte by byte.
func (x *asciiDoc) substitute(b *flowBuilder, s string, from, step int) {
	for at := 0; at < len(s); {
		open := strings.IndexByte(s[at:], '{')
		if open < 0 {
			b.add(s[at:], from+at*step, (len(s)-at)*step)
			return
		}
		open += at
		end := strings.IndexAny(s[open+1:], "{} \n")
		value, ok := "", false
		if end >= 0 && s[open+1+end] == '}' && (open == 0 || s[open-1] != '\\') {
			value, ok = x.attributes[strings.ToLower(s[open+1:open+1+end])]
		}
		if !ok || len(value) > x.budget {
			b.add(s[at:open+1], from+at*step, (open+1-at)*step)
			at = open + 1
			continue
		}
		x.budget -= len(value)
		b.add(s[at:open], from+at*step, (open-at)*step)
		size := end + 2
		b.add(value, from+open*step, size*step)
		at = open + size
	}
}

func hasKey[V any](m map[string]V, key string) bool {
	_, ok := m[key]
	return ok
}
