package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// bibtexFile is a bibliography as BibTeX (Patashnik, BibTeXing, 1988) and biblatex read it. It keeps where the entries
// stand, and reads their fields only when an entry is asked for: most files hold far more than one article cites.
//
// An entry that is not closed before the next one begins is left out, and costs no other.
type bibtexFile struct {
	text string
	// part is the number of the file among the parts of the flow.
	part    int
	entries []bibtexEntry
	// keys find the first entry of a key, folded without regard to capitals, as BibTeX does.
	keys, folded map[string]int
	strings      map[string]string
	// expanded is how many bytes the strings have.
	expanded int
}

// bibtexEntry is where an entry stands: all of it, and the fields behind the key.
type bibtexEntry struct {
	prose.Stretch
	kind, key string
	fields    prose.Stretch
}

// mostStrings bounds what the strings of a file may have altogether; one that would have more stays a name. Entries
// beyond mostEntries are left out.
const (
	mostStrings = 4 << 20
	mostEntries = 500_000
)

func newBibtexFile(text string, part int) *bibtexFile {
	b := &bibtexFile{text: text, part: part, keys: map[string]int{}, folded: map[string]int{}, strings: map[string]string{}}
	for i := 0; i < len(text); {
		at := strings.IndexByte(text[i:], '@')
		if at < 0 {
			break
		}
		i = b.object(i + at)
	}
	return b
}

// object reads what an @ begins, and tells where to go on.
func (b *bibtexFile) object(at int) int {
	if bibtexCommented(b.text, at) {
		return at + 1
	}
	open := bibtexBlanks(b.text, at+1)
	kind := bibtexName(b.text[open:])
	open = bibtexBlanks(b.text, open+len(kind))
	if kind == "" || open == len(b.text) || b.text[open] != '{' && b.text[open] != '(' {
		return at + 1
	}
	end, closed := bibtexEnd(b.text, open)
	kind = strings.ToLower(kind)
	switch {
	case !closed:
		return end
	case kind == "comment" || kind == "preamble":
	case kind == "string":
		b.define(prose.Stretch{Start: open + 1, End: end - 1})
	default:
		b.add(bibtexEntry{Stretch: prose.Stretch{Start: at, End: end}, kind: kind}, open+1)
	}
	return end
}

// bibtexCommented tells whether a line begins with a per cent sign before a place. BibTeX has no comments, but biber and
// those who write have.
func bibtexCommented(text string, at int) bool {
	const longest = 200
	line := text[max(0, at-longest):at]
	line = line[strings.LastIndexByte(line, '\n')+1:]
	return strings.HasPrefix(strings.TrimLeft(line, " \t"), "%")
}

// add keeps an entry whose key begins at a place.
func (b *bibtexFile) add(e bibtexEntry, at int) {
	inner := b.text[at : e.End-1]
	comma := strings.IndexByte(inner, ',')
	if comma < 0 {
		comma = len(inner)
	}
	e.key = strings.TrimSpace(inner[:comma])
	if e.key == "" || len(b.entries) == mostEntries || strings.ContainsAny(e.key, "{}=\"\n") {
		return
	}
	e.fields = prose.Stretch{Start: min(at+comma+1, e.End-1), End: e.End - 1}
	n := len(b.entries)
	b.entries = append(b.entries, e)
	if _, known := b.keys[e.key]; !known {
		b.keys[e.key] = n
	}
	if folded := strings.ToLower(e.key); folded != e.key {
		if _, known := b.folded[folded]; !known {
			b.folded[folded] = n
		}
	}
}

// find is the entry of a key; nil if there is none.
func (b *bibtexFile) find(key string) *bibtexEntry {
	n, ok := b.keys[key]
	if !ok {
		if n, ok = b.folded[strings.ToLower(key)]; !ok {
			if n, ok = b.keys[strings.ToLower(key)]; !ok {
				return nil
			}
		}
	}
	return &b.entries[n]
}

// define reads the inside of @string{name = value}. Strings in the value stand above, so that none can hold itself.
func (b *bibtexFile) define(s prose.Stretch) {
	for _, f := range b.read(s) {
		value := f.raw()
		if b.expanded += len(value); b.expanded > mostStrings {
			return
		}
		b.strings[f.name] = value
	}
}

// bibtexEnd is behind what closes the brace or parenthesis at open. A line that begins the next entry before that shows
// that it is not closed, and is where to go on.
func bibtexEnd(text string, open int) (end int, closed bool) {
	depth, round, quoted := 0, text[open] == '(', false
	for i := open; i < len(text); i++ {
		switch text[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 && !round {
				return i + 1, true
			}
		case '"':
			quoted = quoted != (round && depth == 0)
		case ')':
			if round && depth == 0 && !quoted {
				return i + 1, true
			}
		case '\n':
			if bibtexBegins(text, i+1) {
				return i + 1, false
			}
		}
	}
	return len(text), false
}

// bibtexBegins tells a line that begins an entry: a kind, a bracket, a key and a comma.
func bibtexBegins(text string, at int) bool {
	for at < len(text) && (text[at] == ' ' || text[at] == '\t') {
		at++
	}
	if at == len(text) || text[at] != '@' {
		return false
	}
	kind := bibtexName(text[at+1:])
	open := at + 1 + len(kind)
	if kind == "" || open == len(text) || text[open] != '{' && text[open] != '(' {
		return false
	}
	const longest = 200
	rest := text[open+1 : min(len(text), open+longest)]
	end := strings.IndexAny(rest, ",={}\"\n")
	return end >= 0 && (rest[end] == ',' || strings.EqualFold(kind, "string") && rest[end] == '=')
}

// bibtexName is the name that a text begins with: of a kind, a field or a string.
func bibtexName(s string) string {
	n := strings.IndexAny(s, " \t\r\n{}()=,#\"%'@\\")
	if n < 0 {
		n = len(s)
	}
	return s[:n]
}

func bibtexBlanks(text string, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\n') {
		i++
	}
	return i
}
