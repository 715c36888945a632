package cite

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// longestQuotation bounds in bytes how far the end of a quotation is searched for, mostUnclosed how many quotations
// without an end are looked at.
const longestQuotation, mostUnclosed = 3000, 20

// mostUnmatched is how many marks that nothing closes a note may have before marks are no longer looked at.
const mostUnmatched = 200

// closings are the marks that close what a mark opens (CLDR, delimiters).
func closings(mark string) []string {
	switch mark {
	case "“":
		return []string{"”"}
	case "„":
		return []string{"“", "”"}
	case "”":
		return []string{"”"}
	case "«":
		return []string{"»"}
	case "»":
		return []string{"«"}
	case "「":
		return []string{"」"}
	case "『":
		return []string{"』"}
	case "《":
		return []string{"》"}
	case `"`:
		return []string{`"`}
	case "``":
		return []string{"''", `"`}
	case "‘":
		return []string{"’"}
	case "‚":
		return []string{"‘", "’"}
	case "‹":
		return []string{"›"}
	case "›":
		return []string{"‹"}
	case "'":
		return []string{"'"}
	}
	return nil
}

// quotationAt reads a quotation that opens at i. One that is not closed is its mark alone, and is marked as open.
func (t *text) quotationAt(i int) (atom, bool) {
	_, size := utf8.DecodeRuneInString(t.s[i:])
	if strings.HasPrefix(t.s[i:], "``") {
		size = 2
	}
	mark := t.s[i : i+size]
	ends := closings(mark)
	if ends == nil || !t.opensQuotation(i, size) && (mark != `"` || !t.opensBehindComma(i)) {
		return atom{}, false
	}
	if t.unmatched >= mostUnmatched {
		return atom{}, false
	}
	single := mark == "‘" || mark == "'" || mark == "‚"
	end, closer := t.closingOf(i+size, mark, ends, single)
	if end > 0 {
		return atom{article.Range{Start: i, End: end + closer}, quotation, t.s[i+size : end], false}, true
	}
	t.unmatched++
	if single || mark == `"` || mark == "”" || mark == "»" || mark == "›" {
		return atom{}, false
	}
	return atom{article.Range{Start: i, End: i + size}, quotation, "", true}, true
}

// opensQuotation tells whether a mark stands where one opens: before a word, and not within or behind one. The marks
// that can only open do so anywhere.
func (t *text) opensQuotation(i, size int) bool {
	next, _ := utf8.DecodeRuneInString(t.s[i+size:])
	switch t.s[i : i+size] {
	case "“", "„", "「", "『", "《", "«":
		return i+size < len(t.s)
	}
	if prose.IsBlank(next) || i+size >= len(t.s) || strings.ContainsRune(",.;:)]", next) {
		return false
	}
	if i == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(t.s[:i])
	return prose.IsBlank(before) || strings.ContainsRune("([{—–/:", before)
}

// opensBehindComma tells of a mark with the blank before it left out: et al.,"Tide Tables".
func (t *text) opensBehindComma(i int) bool {
	if i == 0 || i+1 >= len(t.s) || t.s[i-1] != ',' && t.s[i-1] != ';' {
		return false
	}
	return isWordByte(t.s[i+1])
}

// closingOf finds the mark that closes a quotation. Quotations of the same marks within it are stepped over.
func (t *text) closingOf(from int, mark string, ends []string, single bool) (at, size int) {
	limit := min(len(t.s), from+longestQuotation)
	if single {
		return t.singleClosing(from, limit, ends)
	}
	depth := 0
	for i := from; i < limit; {
		c := t.s[i]
		if c < utf8.RuneSelf && c != '"' && c != '\'' {
			i++
			continue
		}
		for _, end := range ends {
			if !strings.HasPrefix(t.s[i:], end) || end == `"` && t.opensQuotation(i, 1) {
				continue
			}
			if depth == 0 || mark == "„" {
				return i, len(end)
			}
			depth--
			break
		}
		if strings.HasPrefix(t.s[i:], mark) && mark != `"` && mark != "”" && mark != "``" {
			depth++
		}
		_, size := utf8.DecodeRuneInString(t.s[i:])
		i += size
	}
	if depth > 0 { // one mark too many: the last that closes is taken
		for _, end := range ends {
			if at = strings.LastIndex(t.s[from:limit], end); at >= 0 {
				return from + at, len(end)
			}
		}
	}
	return 0, 0
}

// singleClosing finds a single mark that closes, which is an apostrophe too: it stands behind a word and before
// punctuation, or else before a blank with no better one to come.
func (t *text) singleClosing(from, limit int, ends []string) (at, size int) {
	for i := from; i < limit; i++ {
		for _, end := range ends {
			if !strings.HasPrefix(t.s[i:], end) {
				continue
			}
			next, _ := utf8.DecodeRuneInString(t.s[i+len(end):])
			before, _ := utf8.DecodeLastRuneInString(t.s[:i])
			switch {
			case i == from || prose.IsBlank(before):
			case i+len(end) == len(t.s), strings.ContainsRune(",.;:!?)]", next), strings.ContainsRune(",.", before):
				return i, len(end)
			case prose.IsBlank(next) && at == 0 && t.s[i-1] != 's':
				at, size = i, len(end)
			case prose.IsBlank(next) && strings.HasPrefix(t.s[i+len(end)+1:], "("), prose.IsBlank(next) && strings.HasPrefix(t.s[i+len(end)+1:], "in "):
				return i, len(end)
			}
		}
	}
	return at, size
}

// underscored reads words between underscores, as plain text writes italics: _Harbor Review_.
func (t *text) underscored(i int) (atom, bool) {
	const longest = 250
	if i > 0 && isWordByte(t.s[i-1]) || i+2 >= len(t.s) || t.s[i+1] == ' ' || t.s[i+1] == '_' {
		return atom{}, false
	}
	for end := i + 2; end < min(len(t.s), i+longest); end++ {
		if t.s[end] != '_' || t.s[end-1] == ' ' || end+1 < len(t.s) && isWordByte(t.s[end+1]) {
			continue
		}
		if value := t.s[i+1 : end]; !isNoTitle(value) {
			return atom{article.Range{Start: i, End: end + 1}, italic, value, false}, true
		}
		break
	}
	return atom{}, false
}

// closeQuotations gives an end to what nothing closes: the title goes on to the last comma before the next atom, since
// what stands between that and a date or an address is the title's container; or to the atom, if there is no comma.
func (t *text) closeQuotations() {
	for _, start := range t.unclosed[:min(len(t.unclosed), mostUnclosed)] {
		if _, in := t.atomOver(start); in {
			continue
		}
		_, size := utf8.DecodeRuneInString(t.s[start:])
		next := len(t.s)
		if i := sort.Search(len(t.atoms), func(i int) bool { return t.atoms[i].Start >= start }); i < len(t.atoms) {
			next = t.atoms[i].Start
		}
		words := strings.TrimRight(t.s[start+size:next], " ,;.")
		if comma := strings.LastIndex(words, ", "); comma > 0 {
			words = words[:comma]
		}
		if words == "" {
			continue
		}
		r := article.Range{Start: start, End: start + size + len(words)}
		t.insert(atom{r, quotation, words, true})
	}
}

// titled is the words of a quotation as a title: without the punctuation that American usage puts inside the marks.
func titled(s string) string {
	s = strings.TrimFunc(s, prose.IsBlank)
	s = strings.TrimRight(s, ",; ")
	for _, end := range [...]string{"’", "'", "”", "“", "»"} {
		inner, ok := strings.CutSuffix(s, end)
		if !ok {
			continue
		}
		if cut := strings.TrimRight(inner, ","); cut != inner {
			s = cut + end
		}
	}
	if strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "..") && !endsAbbreviated(s) {
		s = s[:len(s)-1]
	}
	return strings.TrimRight(s, " ,;:")
}

// endsAbbreviated tells that the last stop belongs to the last word: U.S., Inc.
func endsAbbreviated(s string) bool {
	word := prose.WordBefore(s[:len(s)-1])
	if strings.Contains(word, ".") {
		return true
	}
	switch word {
	case "Inc", "Corp", "Co", "Ltd", "Jr", "Sr", "Bros", "etc", "al":
		return true
	}
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsUpper(r)
}
