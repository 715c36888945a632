package read

import (
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// bibtexField is a field of an entry, or a string, as the file has it.
type bibtexField struct {
	// name is in lower case.
	name  string
	value []bibtexPiece
	// part is the number of the file.
	part int
}

// bibtexPiece is one of the pieces that # joins to a value.
type bibtexPiece struct {
	text string
	at   prose.Stretch
	// named tells that the text is that of a string, whose name stands in its place.
	named bool
}

// raw is the whole value.
func (f *bibtexField) raw() string {
	if len(f.value) == 1 {
		return f.value[0].text
	}
	var b strings.Builder
	for _, p := range f.value {
		b.WriteString(p.text)
	}
	return b.String()
}

// A value that is longer, or of more pieces, is none that an entry shows.
const (
	longestValue = 64 << 10
	mostValues   = 100
)

func (f *bibtexField) size() int {
	size := 0
	for _, p := range f.value {
		size += len(p.text)
	}
	return size
}

// read reads name = value, parted by commas. What is no field is passed over.
func (b *bibtexFile) read(s prose.Stretch) []bibtexField {
	var all []bibtexField
	for i := s.Start; ; {
		for i = bibtexBlanks(b.text, i); i < s.End && b.text[i] == ','; {
			i = bibtexBlanks(b.text, i+1)
		}
		if i >= s.End || len(all) == mostBibtexFields {
			return all
		}
		name := bibtexName(b.text[i:s.End])
		at := bibtexBlanks(b.text, i+len(name))
		if name == "" || at >= s.End || b.text[at] != '=' {
			i = b.afterValue(i, s.End)
			continue
		}
		f := bibtexField{name: strings.ToLower(name), part: b.part}
		if f.value, i = b.value(at+1, s.End); len(f.value) > 0 && len(f.value) <= mostValues && f.size() <= longestValue {
			all = append(all, f)
		}
	}
}

// afterValue passes over what cannot be read, up to the next comma outside of braces.
func (b *bibtexFile) afterValue(i, limit int) int {
	for depth := 0; i < limit; i++ {
		switch b.text[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ',':
			if depth <= 0 {
				return i
			}
		}
	}
	return limit
}

// value reads pieces joined by #.
func (b *bibtexFile) value(i, limit int) (pieces []bibtexPiece, end int) {
	for {
		i = bibtexBlanks(b.text, i)
		if i >= limit {
			return pieces, limit
		}
		p, after, ok := b.piece(i, limit)
		if !ok {
			return pieces, b.afterValue(i, limit)
		}
		pieces = append(pieces, p)
		if i = bibtexBlanks(b.text, after); i >= limit || b.text[i] != '#' {
			return pieces, min(i, limit)
		}
		i++
	}
}

func (b *bibtexFile) piece(i, limit int) (p bibtexPiece, end int, ok bool) {
	switch b.text[i] {
	case '{', '"':
		depth := 0
		for j := i; j < limit; j++ {
			switch c := b.text[j]; {
			case c == '{':
				depth++
			case c == '}':
				depth--
			case c != '"' || j == i:
				continue
			}
			if depth == 0 && b.text[j] != '{' && (b.text[i] == '{') == (b.text[j] == '}') {
				return bibtexPiece{text: b.text[i+1 : j], at: prose.Stretch{Start: i + 1, End: j}}, j + 1, true
			}
		}
		return p, limit, false
	}
	name := bibtexName(b.text[i:limit])
	if name == "" {
		return p, i, false
	}
	p = bibtexPiece{text: name, at: prose.Stretch{Start: i, End: i + len(name)}}
	if value, known := b.strings[strings.ToLower(name)]; known {
		p.text, p.named = value, true
	}
	return p, p.at.End, true
}

// bibtexFields are the fields of an entry, its own and inherited ones, by name.
type bibtexFields map[string]*bibtexField

// raw is a field's value, without the blanks at its ends.
func (f bibtexFields) raw(name string) string {
	if field := f[name]; field != nil {
		return strings.TrimSpace(field.raw())
	}
	return ""
}

// What entries may inherit is bounded: how far, from how many others, and how many fields each has.
const (
	deepestInheritance = 8
	mostParents        = 64
	mostInherited      = 100_000
	mostBibtexFields   = 200
)

// fieldsOf reads the fields of an entry, with those that it inherits (biblatex manual, 2.4.1 and 3.13.6).
func (b *bibliography) fieldsOf(file *bibtexFile, e *bibtexEntry) bibtexFields {
	parents := 0
	return b.withInherited(e.kind, file.read(e.fields), 0, &parents)
}

// withInherited adds to fields those of the entries that they name.
func (b *bibliography) withInherited(kind string, own []bibtexField, depth int, parents *int) bibtexFields {
	fields := bibtexFields{}
	for i := range own {
		if fields[own[i].name] == nil {
			fields[own[i].name] = &own[i]
		}
	}
	if depth == deepestInheritance {
		return fields
	}
	keys := append(strings.Split(fields.raw("xdata"), ","), fields.raw("crossref"))
	for i, key := range keys {
		file, parent := b.findBibtex(strings.TrimSpace(key))
		if parent == nil || *parents == mostParents || b.inherited == mostInherited {
			continue
		}
		*parents++
		b.inherited++
		given := b.withInherited(parent.kind, b.parentFields(file, parent), depth+1, parents)
		if i == len(keys)-1 {
			given = asInherited(given, kind)
		}
		for name, f := range given {
			if fields[name] == nil {
				fields[name] = f
			}
		}
	}
	return fields
}

// parentFields are the fields of an entry that others inherit from, read once.
func (b *bibliography) parentFields(file *bibtexFile, e *bibtexEntry) []bibtexField {
	fields, known := b.parents[e]
	if !known {
		fields = file.read(e.fields)
		if b.parents == nil {
			b.parents = map[*bibtexEntry][]bibtexField{}
		}
		b.parents[e] = fields
	}
	return fields
}

// asInherited are the fields of a whole as its parts have them: its title is theirs of the container.
func asInherited(whole bibtexFields, kind string) bibtexFields {
	container := "book"
	if kind == "article" {
		container = "journal"
	}
	given := bibtexFields{}
	for name, f := range whole {
		switch {
		case name == "title" || name == "subtitle":
			if whole[container+name] == nil {
				given[container+name] = f
			}
		case name == "author" && kind != "inbook", slices.Contains(notInherited, name):
		default:
			given[name] = f
		}
	}
	return given
}

// notInherited say something of an entry alone (biblatex manual, appendix B).
var notInherited = []string{
	"crossref", "xdata", "xref", "ids", "key", "keywords", "note", "abstract", "doi", "url", "urldate", "pages", "titleaddon", "shorttitle",
}
