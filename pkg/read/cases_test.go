package read_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/tools/txtar"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/read"
)

var update = flag.Bool("update", false, "write what is read into the expect files of the cases")

// TestCases reads the input of each case in testdata and compares what comes out with its expect file. See
// testdata/README.md for how a case is written.
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/*/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(strings.TrimPrefix(path, "testdata/"), ".txtar"), func(t *testing.T) {
			c := loadCase(t, path)
			a, err := read.Article(c.source, c.name)
			if err == nil {
				requireSound(t, a, c)
			}
			c.compare(t, printed(a, err))
		})
	}
}

// testCase is one file: an input, what changes it before it is read, and what must come out.
type testCase struct {
	path, name string
	source     []byte
	// beside are the files beside the article, by name.
	beside map[string][]byte
	expect string
	// directives are the lines of the comment of the form “name: value”.
	directives map[string]string
	archive    *txtar.Archive
}

func loadCase(t *testing.T, path string) *testCase {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	require.NoError(t, err)
	last := len(archive.Files) - 1
	require.Positive(t, last, "a case has an input and an expect file")
	require.Equal(t, "expect", archive.Files[last].Name)
	c := &testCase{
		path: path, name: archive.Files[0].Name, expect: string(archive.Files[last].Data),
		directives: map[string]string{}, archive: archive,
	}
	if last > 1 {
		c.putBeside(t, archive.Files[1:last])
	}
	for line := range strings.Lines(string(archive.Comment)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && directives[name] {
			c.directives[name] = value
		}
	}
	c.source = c.encode(t, archive.Files[0].Data)
	return c
}

// putBeside writes files into a folder, in which the article then lies.
func (c *testCase) putBeside(t *testing.T, files []txtar.File) {
	t.Helper()
	dir := t.TempDir()
	c.name = filepath.Join(dir, c.name)
	c.beside = map[string][]byte{}
	for _, f := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644))
		c.beside[f.Name] = f.Data
	}
}

var directives = map[string]bool{"encoding": true, "line ends": true, "bytes": true, "known failure": true}

var byteEscape = regexp.MustCompile(`\\x[0-9a-f]{2}`)

// encode applies the directives to an input.
func (c *testCase) encode(t *testing.T, input []byte) []byte {
	t.Helper()
	if ends := c.directives["line ends"]; ends != "" {
		input = bytes.ReplaceAll(input, []byte("\n"), []byte(map[string]string{"crlf": "\r\n", "cr": "\r"}[ends]))
	}
	if c.directives["bytes"] == "escaped" {
		input = byteEscape.ReplaceAllFunc(input, func(s []byte) []byte {
			var b byte
			_, err := fmt.Sscanf(string(s), `\x%02x`, &b)
			require.NoError(t, err)
			return []byte{b}
		})
	}
	switch name := c.directives["encoding"]; name {
	case "", "utf-8":
		return input
	case "utf-8 with mark":
		return append([]byte("\uFEFF"), input...)
	case "utf-16le", "utf-16be":
		return inUTF16(string(input), name == "utf-16be", false)
	case "utf-16le with mark", "utf-16be with mark":
		return inUTF16(string(input), name == "utf-16be with mark", true)
	default:
		encoding, err := htmlindex.Get(name)
		require.NoError(t, err, name)
		encoded, err := encoding.NewEncoder().Bytes(input)
		require.NoError(t, err)
		return encoded
	}
}

func inUTF16(s string, big, mark bool) []byte {
	units := utf16.Encode([]rune(s))
	if mark {
		units = append([]uint16{0xFEFF}, units...)
	}
	var all []byte
	for _, u := range units {
		if big {
			all = append(all, byte(u>>8), byte(u))
		} else {
			all = append(all, byte(u), byte(u>>8))
		}
	}
	return all
}

// kinds are the kinds of lines in an expect file. “no” lines say that there are none of a kind.
var kinds = []string{"error", "format", "title", "authors", "published", "url", "lang", "marker", "note", "reference", "entry", "italic", "link", "quote", "source"}

func kindOfLine(line string) string {
	word := strings.TrimPrefix(line, "no ")
	if i := strings.IndexAny(word, " :"); i >= 0 {
		word = word[:i]
	}
	return word
}

// compare holds the kinds of lines that the case expects against what was read.
func (c *testCase) compare(t *testing.T, got []string) {
	t.Helper()
	var want []string
	present := map[string]bool{}
	for line := range strings.Lines(c.expect) {
		if line = strings.TrimSpace(line); line != "" {
			want = append(want, line)
			require.Contains(t, kinds, kindOfLine(line), line)
			present[kindOfLine(line)] = true
		}
	}
	var chosen []string
	for _, line := range got {
		if kind := kindOfLine(line); present[kind] || len(present) == 0 && kind != "format" && !strings.HasPrefix(line, "no ") {
			chosen = append(chosen, line)
		}
	}
	known, failing := c.directives["known failure"]
	switch {
	case failing && strings.Join(want, "\n") == strings.Join(chosen, "\n"):
		require.Fail(t, "a known failure passes now; take the line out of the case", known)
	case failing:
	case *update:
		c.archive.Files[len(c.archive.Files)-1].Data = []byte(strings.Join(chosen, "\n") + "\n")
		require.NoError(t, os.WriteFile(c.path, txtar.Format(c.archive), 0o644))
	default:
		require.Equal(t, strings.Join(want, "\n"), strings.Join(chosen, "\n"))
	}
}

// printed gives the tables of an article as lines.
func printed(a *article.Article, err error) []string {
	if err != nil {
		return []string{"error: " + err.Error()}
	}
	lines := []string{"format: " + a.Format}
	line := func(kind, value string) {
		if value == "" {
			lines = append(lines, "no "+kind)
		} else {
			lines = append(lines, kind+": "+value)
		}
	}
	line("title", a.Title)
	line("authors", strings.Join(a.Authors, "; "))
	line("published", a.Published)
	line("url", a.URL)
	line("lang", a.Lang)
	tables := [][]string{}
	for _, table := range []struct {
		kind  string
		size  int
		print func(int) string
	}{
		{"marker", len(a.Markers), func(i int) string { return printedMarker(a, a.Markers[i]) }},
		{"note", len(a.Notes), func(i int) string { return printedNote(a, a.Notes[i]) }},
		{"reference", len(a.References), func(i int) string { return printedReference(a, a.References[i]) }},
		{"entry", len(a.Entries), func(i int) string { return printedEntry(a, a.Entries[i]) }},
		{"italic", len(italicsOf(a)), func(i int) string { return "italic " + italicsOf(a)[i] }},
		{"link", len(a.Links), func(i int) string { return printedLink(a, a.Links[i]) }},
		{"quote", len(a.Quotations), func(i int) string { return fields("quote "+a.Quotations[i].Text, claimed(a.Quotations[i])) }},
		{"source", len(a.Attributions), func(i int) string { return fields("source "+a.Attributions[i].Source, a.Attributions[i].Cue) }},
	} {
		if table.size == 0 {
			tables = append(tables, []string{"no " + table.kind})
		}
		for i := range table.size {
			tables = append(tables, []string{table.print(i)})
		}
	}
	for _, table := range tables {
		lines = append(lines, table...)
	}
	return lines
}

// fields joins what is not empty.
func fields(all ...string) string {
	s := strings.Join(all, " | ")
	for strings.HasSuffix(s, " | ") {
		s = strings.TrimSuffix(s, " | ")
	}
	return s
}

func claimed(q article.Quotation) string {
	if q.Claim == article.None {
		return ""
	}
	return "in a claim"
}

func printedMarker(a *article.Article, m article.Marker) string {
	head := fmt.Sprintf("marker %s -> %s", m.Label, noteName(a, m.Note))
	if m.Claim == article.None {
		return head
	}
	return fields(head, a.Claims[m.Claim].Text, a.Claims[m.Claim].Clause)
}

// noteName is a note's label; the second note of one label is 3#2.
func noteName(a *article.Article, note int) string {
	if note == article.None {
		return "none"
	}
	nth := 1
	for _, n := range a.Notes[:note] {
		if n.Label == a.Notes[note].Label {
			nth++
		}
	}
	if nth == 1 {
		return a.Notes[note].Label
	}
	return fmt.Sprintf("%s#%d", a.Notes[note].Label, nth)
}

func printedNote(a *article.Article, n article.Note) string {
	var urls []string
	for _, l := range n.Links {
		urls = append(urls, a.Links[l].URL)
	}
	kind := ""
	if n.Kind == article.Footnote {
		kind = " (footnote)"
	}
	return fields("note "+n.Label+kind+": "+n.Text, strings.Join(urls, " "))
}

func printedReference(a *article.Article, r article.Reference) string {
	head := fmt.Sprintf("reference %s -> %s", r.Label, entryName(a, r.Entry))
	switch {
	case r.Note != article.None:
		return fields(head, r.Locator, "in note "+noteName(a, r.Note))
	case r.Claim == article.None:
		return fields(head, r.Locator)
	}
	return fields(head, r.Locator, a.Claims[r.Claim].Text, a.Claims[r.Claim].Clause)
}

// entryName is an entry's key, or its number for want of one.
func entryName(a *article.Article, entry int) string {
	switch {
	case entry == article.None:
		return "none"
	case a.Entries[entry].Key != "":
		return a.Entries[entry].Key
	}
	return fmt.Sprint(entry + 1)
}

func printedEntry(a *article.Article, e article.Entry) string {
	var urls []string
	for _, l := range e.Links {
		urls = append(urls, a.Links[l].URL)
	}
	source := ""
	if e.Source != nil {
		var b strings.Builder
		encoder := json.NewEncoder(&b)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(e.Source); err != nil {
			return err.Error()
		}
		source = strings.TrimSpace(b.String())
	}
	head := "entry: "
	if e.Key != "" {
		head = "entry " + e.Key + ": "
	}
	return fields(head+e.Text, strings.Join(urls, " "), source)
}

// italicsOf are the words in italics, note by note.
func italicsOf(a *article.Article) []string {
	var all []string
	for i, n := range a.Notes {
		for _, r := range n.Italics {
			all = append(all, n.Text[r.Start:r.End]+" | note "+noteName(a, i))
		}
	}
	return all
}

func printedLink(a *article.Article, l article.Link) string {
	where := "text"
	if l.Note != article.None {
		where = "note " + noteName(a, l.Note)
	}
	if l.Entry != article.None {
		where = "entry " + entryName(a, l.Entry)
	}
	return "link " + fields(l.URL, l.Text) + " | " + where
}

// requireSound checks what holds for every article.
func requireSound(t *testing.T, a *article.Article, c *testCase) {
	t.Helper()
	requireSpans(t, a, c.source)
	requireIndices(t, a)
	for _, e := range a.Entries {
		if part := e.Span.Part; part != "" {
			require.LessOrEqual(t, e.Span.End, len(c.beside[part]))
			require.Contains(t, string(c.beside[part][e.Span.Start:e.Span.End]), e.Key)
			requireLeadsBack(t, e.Words, c.beside[part])
		}
	}
	if e := c.directives["encoding"]; e != "" && !strings.HasPrefix(e, "utf-8") || c.directives["bytes"] != "" {
		return
	}
	for _, m := range a.Markers {
		if s := string(c.source[m.Span.Start:m.Span.End]); strings.HasPrefix(s, "[") {
			require.Contains(t, s, m.Label)
		}
	}
	for _, n := range a.Notes {
		s := strings.ReplaceAll(html.UnescapeString(string(c.source[n.Span.Start:n.Span.End])), "\u00AD", "")
		if len(n.Runs) == 0 || n.Runs[0].End-n.Runs[0].Start == n.Runs[0].Span.End-n.Runs[0].Span.Start {
			require.Contains(t, s, firstWord(n.Text), "note %s", n.Label)
		}
		requireLeadsBack(t, n.Words, c.source)
	}
	for _, e := range a.Entries {
		if e.Span.Part == "" {
			requireLeadsBack(t, e.Words, c.source)
		}
	}
	for _, l := range a.Links {
		if a.Format == "text" {
			require.Equal(t, l.URL, invisible.Replace(string(c.source[l.Span.Start:l.Span.End])))
		}
	}
}

// invisible takes off what typesetting puts into addresses.
var invisible = strings.NewReplacer("\u00AD", "", "\u200B", "", "\u200C", "", "\u200D", "", "\u2060", "", "\uFEFF", "")

// requireLeadsBack holds each run of a text against what stands in the source, and all runs against the text.
func requireLeadsBack(t *testing.T, w article.Words, source []byte) {
	t.Helper()
	at := 0
	for _, run := range w.Runs {
		require.Empty(t, strings.TrimSpace(w.Text[at:run.Start]), "between the runs of %q", w.Text)
		at = run.End
		stands := string(source[run.Span.Start:run.Span.End])
		escaped := strings.ContainsAny(stands, `\&`) || strings.Contains(stands, "---") // it may be as long as its character
		if len(stands) == run.End-run.Start && !escaped {
			require.Equal(t, w.Text[run.Start:run.End], stands)
		}
	}
	require.Equal(t, len(w.Text), at)
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(strings.TrimLeftFunc(s, func(c rune) bool { return !unicode.IsLetter(c) }), " ")
	if i := strings.IndexFunc(word, func(c rune) bool { return !unicode.IsLetter(c) }); i >= 0 {
		word = word[:i]
	}
	return word
}

// spansOf are the spans of each table.
func spansOf(a *article.Article) map[string][]article.Span {
	tables := map[string][]article.Span{}
	for _, m := range a.Markers {
		tables["marker"] = append(tables["marker"], m.Span)
	}
	for _, n := range a.Notes {
		tables["note"] = append(tables["note"], n.Span)
	}
	for _, r := range a.References {
		tables["reference"] = append(tables["reference"], r.Span)
	}
	for _, e := range a.Entries {
		tables["entry"] = append(tables["entry"], e.Span)
	}
	for _, x := range a.Claims {
		tables["claim"] = append(tables["claim"], x.Span)
	}
	for _, q := range a.Quotations {
		tables["quotation"] = append(tables["quotation"], q.Span)
	}
	for _, l := range a.Links {
		tables["link"] = append(tables["link"], l.Span)
	}
	for _, x := range a.Attributions {
		tables["attribution"] = append(tables["attribution"], x.Span)
	}
	return tables
}

// requireSpans checks the spans that lie in the article itself, not in files beside it.
func requireSpans(t require.TestingT, a *article.Article, source []byte) {
	lines := bytes.Count(source, []byte("\n")) + bytes.Count(source, []byte("\r")) + 1
	for name, spans := range spansOf(a) {
		spans = slices.DeleteFunc(spans, func(s article.Span) bool { return s.Part != "" })
		last := 0
		for i, s := range spans {
			require.LessOrEqual(t, 0, s.Start, name)
			require.LessOrEqual(t, s.Start, s.End, name)
			require.LessOrEqual(t, s.End, len(source), name)
			require.LessOrEqual(t, last, s.Start, "%s %d is out of order", name, i)
			last = s.Start
			if i > 200 {
				continue
			}
			place := a.Place(s)
			require.GreaterOrEqual(t, place.Line, 1, name)
			require.LessOrEqual(t, place.Line, lines, name)
			require.GreaterOrEqual(t, place.Column, 1, name)
			require.LessOrEqual(t, place.Column, len(source)+1, name)
		}
	}
}

func requireIndices(t require.TestingT, a *article.Article) {
	for i, m := range a.Markers {
		require.Less(t, m.Note, len(a.Notes))
		require.Less(t, m.Claim, len(a.Claims))
		require.GreaterOrEqual(t, m.Note, article.None)
		if m.Claim != article.None {
			require.Contains(t, a.Claims[m.Claim].Markers, i)
		}
	}
	requireReferenceIndices(t, a)
	for i, n := range a.Notes {
		for _, l := range n.Links {
			require.Equal(t, i, a.Links[l].Note)
		}
	}
	for i, l := range a.Links {
		if l.Note != article.None {
			require.Contains(t, a.Notes[l.Note].Links, i)
		}
		if l.Entry != article.None {
			require.Contains(t, a.Entries[l.Entry].Links, i)
		}
	}
	for i, c := range a.Claims {
		for _, m := range c.Markers {
			require.Equal(t, i, a.Markers[m].Claim)
		}
		for _, r := range c.References {
			require.Equal(t, i, a.References[r].Claim)
		}
		for _, q := range c.Quotations {
			require.Less(t, q, len(a.Quotations))
		}
	}
}

func requireReferenceIndices(t require.TestingT, a *article.Article) {
	for i, r := range a.References {
		require.Less(t, r.Entry, len(a.Entries))
		require.GreaterOrEqual(t, r.Entry, article.None)
		require.Less(t, r.Paragraph, len(a.Paragraphs))
		require.Less(t, r.Note, len(a.Notes))
		if r.Claim != article.None {
			_, held := slices.BinarySearch(a.Claims[r.Claim].References, i)
			require.True(t, held, "the claim of reference %d does not hold it", i)
		}
	}
	for i, e := range a.Entries {
		for _, l := range e.Links {
			require.Equal(t, i, a.Links[l].Entry)
		}
	}
}
