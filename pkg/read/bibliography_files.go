package read

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// bibliography is the entries that an article can cite by their keys: those of the files of entries beside it, and those
// that it holds itself. Only what is cited becomes an entry of the article.
//
// A file that is missing, or cannot be read, has no entries; the article is none the worse for it.
type bibliography struct {
	files  *neighbours
	writer *flowWriter
	// tried are the names of files that have been looked for.
	tried  map[string]bool
	bibtex []*bibtexFile
	// size counts the bytes of the files.
	size int
	// csl are entries in CSL's form, by their keys.
	csl map[string]cslEntry
	// cited are the entries cited so far, by the keys that they were cited by; nil for one that is not there.
	cited map[string]*citedEntry
	// parents are the fields of entries that others inherit from, and inherited counts how often they did.
	parents   map[*bibtexEntry][]bibtexField
	inherited int
}

// citedEntry is an entry that the article cites.
type citedEntry struct {
	writtenEntry
	// names and year are what a mark shows of it.
	names, year string
	// at is where it stands in the part.
	at   prose.Stretch
	part int
	// file and bibtex are of an entry in a file of BibTeX's.
	file   *bibtexFile
	bibtex *bibtexEntry
}

// What is taken in is bounded: how many files of entries, how large they may be, and how many entries are cited. The
// largest bibliographies of whole disciplines have some 100,000 entries in 30 MB; nobody cites all of them.
const (
	mostBibliographies = 200
	largestBibTeX      = 32 << 20
	largestJSON        = 8 << 20
	largestYAML        = 2 << 20
	mostCited          = 50_000
)

func newBibliography(files *neighbours, writer *flowWriter) *bibliography {
	return &bibliography{files: files, writer: writer, tried: map[string]bool{}, csl: map[string]cslEntry{}, cited: map[string]*citedEntry{}}
}

// load reads a file of entries by the name that the article gives. BibTeX adds the extension to a name.
func (b *bibliography) load(name string) {
	name = neighbourName(name)
	names, most := []string{name}, largestBibTeX
	switch strings.ToLower(path.Ext(name)) {
	case ".bib", ".bibtex":
	case ".json":
		most = largestJSON
	case ".yaml", ".yml":
		most = largestYAML
	default:
		names = []string{name + ".bib", name}
	}
	for _, name := range names {
		if b.tried[name] || len(b.tried) == mostBibliographies {
			continue
		}
		b.tried[name] = true
		source, err := b.files.read(name, most-b.size)
		if err != nil {
			continue
		}
		b.files.size += len(source)
		b.size += len(source)
		if d, err := decode(source); err == nil {
			b.take(part{name: name, decoded: d, source: source})
			return
		}
	}
}

// take reads the entries of a part.
func (b *bibliography) take(p part) {
	n := len(b.writer.flow.parts)
	b.writer.flow.parts = append(b.writer.flow.parts, p)
	switch strings.ToLower(path.Ext(p.name)) {
	case ".json":
		b.addCSL(cslJSON(p.text), n)
	case ".yaml", ".yml":
		b.addCSL(cslYAML(p.text, 0), n)
	default:
		b.bibtex = append(b.bibtex, newBibtexFile(p.text, n))
	}
}

func (b *bibliography) addCSL(entries []cslEntry, part int) {
	for _, e := range entries {
		if _, known := b.csl[e.key]; !known {
			e.part = part
			b.csl[e.key] = e
		}
	}
}

// empty tells that there is no entry to cite.
func (b *bibliography) empty() bool { return len(b.bibtex) == 0 && len(b.csl) == 0 }

func (b *bibliography) findBibtex(key string) (*bibtexFile, *bibtexEntry) {
	if key == "" {
		return nil, nil
	}
	for _, f := range b.bibtex {
		if e := f.find(key); e != nil {
			return f, e
		}
	}
	return nil, nil
}

// cite finds the entry of a key, which is written at the end; nil if there is none.
func (b *bibliography) cite(key string) *citedEntry {
	c, known := b.cited[key]
	if known || len(b.cited) == mostCited {
		return c
	}
	if file, e := b.findBibtex(key); e != nil {
		if c = b.cited[e.key]; c == nil {
			c = b.citeBibtex(file, e)
			b.cited[e.key] = c
		}
	} else if e, ok := b.csl[key]; ok {
		c = &citedEntry{writtenEntry: writtenEntry{key: key, source: e.source}, part: e.part, at: e.Stretch}
		c.names, c.year = shownOf(e.source, false)
	}
	b.cited[key] = c
	return c
}

func (b *bibliography) citeBibtex(file *bibtexFile, e *bibtexEntry) *citedEntry {
	fields := b.fieldsOf(file, e)
	c := &citedEntry{
		writtenEntry: writtenEntry{key: e.key, source: fields.source(e.kind)}, part: file.part, at: e.Stretch, file: file, bibtex: e,
	}
	tokens := bibtexTokens(fields.raw("author"))
	c.names, c.year = shownOf(c.source, len(tokens) > 0 && tokens[len(tokens)-1] == "others")
	return c
}

// citeAll cites every entry, as \nocite{*} does.
func (b *bibliography) citeAll() {
	for _, f := range b.bibtex {
		for _, e := range f.entries {
			b.cite(e.key)
		}
	}
	for key := range b.csl {
		b.cite(key)
	}
}

// label is what a mark shows of an entry: names and year, or else its key.
func (c *citedEntry) label() string {
	if c.names == "" {
		return c.key
	}
	return strings.TrimSpace(c.names + " " + c.year)
}

// spoken is what a sentence says that names the entry. It has no abbreviation, whose stop could be taken for an end.
func (c *citedEntry) spoken() string {
	return cmp.Or(strings.ReplaceAll(c.names, " et al.", " and others"), c.key)
}

// shownOf are the names and the year that a mark shows: Ruiz and Lee 2019. More tells that the names are not all.
func shownOf(s *article.Source, more bool) (names, year string) {
	people := s.Author
	if len(people) == 0 {
		people = s.Editor
	}
	if len(s.Issued) >= 4 && isDigitByte(s.Issued[0]) {
		year = s.Issued[:4]
	}
	family := func(i int) string { return cmp.Or(people[i].Family, people[i].Literal) }
	switch {
	case len(people) == 0:
		return "", year
	case len(people) > 2 || more:
		return family(0) + " et al.", year
	case len(people) == 2:
		return family(0) + " and " + family(1), year
	default:
		return family(0), year
	}
}

// write writes the entries that are cited, in the order of their files.
func (b *bibliography) write() {
	var all []*citedEntry
	for key, c := range b.cited {
		if c != nil && c.key == key && c.index == 0 && c.source != nil {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(x, y *citedEntry) int {
		return cmp.Or(cmp.Compare(x.part, y.part), cmp.Compare(x.at.Start, y.at.Start), cmp.Compare(x.key, y.key))
	})
	part := b.writer.out.part
	for _, c := range all {
		b.writer.out.part = c.part
		b.writer.entry(&c.writtenEntry, func() { b.writeEntry(c) })
	}
	b.writer.out.part = part
}

// writeEntry writes the words of an entry between where it begins and where it ends, so that all of it is spanned.
func (b *bibliography) writeEntry(c *citedEntry) {
	w := b.writer
	w.unseenLabel(prose.Stretch{Start: c.at.Start, End: min(c.at.Start+1, c.at.End)})
	if c.bibtex != nil {
		b.writeFields(b.fieldsOf(c.file, c.bibtex))
	} else {
		writeCSL(w, c)
	}
	w.out.part = c.part
	w.flush()
	w.unseenLabel(prose.Stretch{Start: max(c.at.Start, c.at.End-1), End: c.at.End})
}

// bibtexShown are the fields that are an entry's words, in the order of a usual reference.
var bibtexShown = []string{
	"author", "editor", "title", "subtitle", "journaltitle", "journal", "journalsubtitle", "booktitle", "booksubtitle", "maintitle", "series",
	"volume", "number", "issue", "edition", "publisher", "institution", "school", "organization", "location", "address", "date", "month",
	"year", "pages", "eprint", "doi", "url", "urldate", "howpublished", "note", "addendum",
}

// writeFields writes the fields of an entry, parted by stops.
func (b *bibliography) writeFields(fields bibtexFields) {
	w := b.writer
	for _, name := range bibtexShown {
		f := fields[name]
		if f == nil || len(w.out.pieces) > mostPieces || bibtexWords(f.raw()) == "" {
			continue
		}
		if text := w.out.text.String(); len(text) > w.open {
			if !strings.HasSuffix(text, ".") {
				w.out.add(".", w.out.last(), 0)
			}
			w.blank()
		}
		w.out.part = f.part
		if name == "url" {
			b.writeAddress(f)
			continue
		}
		for _, p := range f.value {
			one := bibtexWriter{flowBuilder: &w.out, piece: p}
			one.linked = func(address string, start int, at prose.Stretch) { w.addLink(address, w.since(start), at) }
			one.write()
		}
	}
}

func (b *bibliography) writeAddress(f *bibtexField) {
	w, start := b.writer, b.writer.out.text.Len()
	address := bibtexAddress(f.raw())
	at := prose.Stretch{Start: f.value[0].at.Start, End: f.value[len(f.value)-1].at.End}
	if address == f.raw() && len(f.value) == 1 && !f.value[0].named {
		w.out.add(address, at.Start, at.End-at.Start)
	} else {
		w.out.addInstead(address, at.Start, at.End-at.Start)
	}
	w.addLink(address, w.since(start), at)
}
