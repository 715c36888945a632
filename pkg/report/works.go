package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ExtractFormat is one way of writing what is in articles.
type ExtractFormat struct {
	// Name is what --format takes, Summary a phrase for the help.
	Name    string
	Summary string
	Write   func(io.Writer, *Extract) error
}

// ExtractFormats are all of them; the first is the default. All but the first write the works alone.
var ExtractFormats = []ExtractFormat{
	{"json", "all tables, in the form that the JSON Schema describes", WriteExtract},
	CSLJSON,
	BibTeX,
	RIS,
}

// LookupExtract finds a format of extracts by its name.
func LookupExtract(name string) (ExtractFormat, error) {
	known := make([]string, len(ExtractFormats))
	for i, f := range ExtractFormats {
		if f.Name == name {
			return f, nil
		}
		known[i] = f.Name
	}
	return ExtractFormat{}, fmt.Errorf("unknown format %q; the formats are %s", name, enumerate(known))
}

// exported is a work as programs for references take it: with a key, and with fields that are safe to write.
type exported struct {
	key string
	Source
}

// exports are the works of all articles.
func exports(e *Extract) []exported {
	var all []exported
	taken := map[string]bool{}
	for _, a := range e.Articles {
		for _, w := range a.Works {
			x := exported{Source: plainSource(w)}
			x.key = x.unusedKey(taken)
			taken[x.key] = true
			all = append(all, x)
		}
	}
	return all
}

// unusedKey tells works apart whose keys would be one, in their order.
func (x *exported) unusedKey(taken map[string]bool) string {
	key := x.stableKey()
	for n := 2; taken[key]; n++ {
		key = x.stableKey() + "-" + strconv.Itoa(n)
	}
	return key
}

// stableKey is made of author, year and title: "ruiz-2021-tide-tables". It stays the same while these do. A work
// without letters of the Latin script in them has a digest of all that is said of it instead.
func (x *exported) stableKey() string {
	var parts []string
	names := x.Author
	if len(names) == 0 {
		names = x.Editor
	}
	if len(names) > 0 {
		parts = append(parts, firstWords(1, names[0].Family, names[0].Literal)...)
	}
	if year := yearOf(x.Issued); year != "" {
		parts = append(parts, year)
	}
	const words = 3
	parts = append(parts, firstWords(words, x.Title)...)
	if strings.Trim(strings.Join(parts, ""), "0123456789") == "" {
		sum := sha256.Sum256(fmt.Appendf(nil, "%q", []string{x.Title, x.URL, x.DOI, x.ISBN, x.ContainerTitle, fmt.Sprint(x.Author)}))
		parts = append(parts, "work", hex.EncodeToString(sum[:4]))
	}
	return strings.Join(parts, "-")
}

// firstWords are the first words of the texts, in small letters of ASCII; words that are short and common are left out.
func firstWords(most int, texts ...string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(strings.Join(texts, " "))) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ø':
			b.WriteByte('o')
		case r == 'ł':
			b.WriteByte('l')
		case r == 'æ':
			b.WriteString("ae")
		case r == '\'' || r == '’' || r >= 0x300 && r < 0x370:
		default:
			b.WriteByte(' ')
		}
	}
	var kept []string
	for _, w := range strings.Fields(b.String()) {
		if len(kept) < most && (len(w) > 3 || !isCommon(w)) {
			kept = append(kept, w)
		}
	}
	return kept
}

func isCommon(w string) bool {
	switch w {
	case "the", "a", "an", "of", "and", "in", "on", "for", "to", "der", "die", "das", "le", "la", "les", "el", "los", "van", "von", "de", "du", "und":
		return true
	}
	return false
}

// yearOf is the first year in a date.
func yearOf(edtf string) string {
	edtf = strings.TrimPrefix(edtf, "[")
	if len(edtf) < 4 || strings.Trim(edtf[:4], "0123456789") != "" {
		return ""
	}
	return edtf[:4]
}

// plainSource is what is said of a work, with nothing in it that a program could take for something else: control
// characters and line ends are gone. A work without a title in its fields has the one that is shown.
func plainSource(w Work) Source {
	s := w.Fields
	if s.Title == "" {
		s.Title = w.Title
	}
	if s.URL == "" && len(w.URLs) > 0 {
		s.URL = w.URLs[0]
	}
	s.Author, s.Editor = plainNames(s.Author), plainNames(s.Editor)
	for _, field := range []*string{
		&s.Type, &s.Title, &s.ContainerTitle, &s.Publisher, &s.PublisherPlace, &s.Issued, &s.Accessed, &s.Volume, &s.Issue, &s.Page,
		&s.Edition, &s.DOI, &s.ISBN, &s.ISSN, &s.PMID, &s.PMCID, &s.ArXiv,
	} {
		*field = withoutControls(*field)
	}
	s.URL, s.ArchiveURL = cleanAddress(s.URL), cleanAddress(s.ArchiveURL)
	return s
}

func plainNames(all []Name) []Name {
	var kept []Name
	for _, n := range all {
		n = Name{Family: withoutControls(n.Family), Given: withoutControls(n.Given), Literal: withoutControls(n.Literal)}
		if n != (Name{}) {
			kept = append(kept, n)
		}
	}
	return kept
}

// withoutControls folds blanks to one, and leaves out control characters, what reorders text, and bytes that are none.
func withoutControls(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\v' || r == '\f' || r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029:
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0 || isReordering(r) || isInvisible(r) || r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

// datePoint is a date taken apart; what is not known is 0.
type datePoint struct {
	year, month, day int
	season           int
}

// datePoints takes a date in EDTF apart: one point, or the two ends of a range. Of several possible dates, what they
// have in common is known.
func datePoints(edtf string) []datePoint {
	if inner, ok := strings.CutPrefix(edtf, "["); ok {
		return common(strings.Split(strings.TrimSuffix(inner, "]"), ","))
	}
	var points []datePoint
	for part := range strings.SplitSeq(edtf, "/") {
		if p, ok := point(part); ok && len(points) < 2 {
			points = append(points, p)
		}
	}
	return points
}

func common(dates []string) []datePoint {
	var one datePoint
	for i, d := range dates {
		p, ok := point(strings.TrimSpace(d))
		switch {
		case !ok:
			return nil
		case i == 0:
			one = p
		case p.year != one.year:
			return nil
		case p.month != one.month:
			one.month, one.day, one.season = 0, 0, 0
		case p.day != one.day:
			one.day = 0
		}
	}
	return []datePoint{one}
}

func point(s string) (datePoint, bool) {
	parts := strings.Split(strings.TrimRight(s, "?~%"), "-")
	var numbers [3]int
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || i == len(numbers) {
			return datePoint{}, false
		}
		numbers[i] = n
	}
	p := datePoint{year: numbers[0], month: numbers[1], day: numbers[2]}
	if p.month > 20 { // 21 to 24 are the seasons (EDTF, level 1)
		p.season, p.month = p.month-20, 0
	}
	return p, p.year > 0
}
