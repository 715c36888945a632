package rule

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
)

// The kinds of identifiers, as they are written.
const (
	isbn  = "ISBN"
	issn  = "ISSN"
	orcid = "ORCID"
	doi   = "DOI"
	arxiv = "arXiv"
)

// identifier is a number or name by which a work or a person is known, as it is written.
type identifier struct {
	kind, text string
	at         article.Range
}

// wrong says why it cannot be right, empty if it can.
func (x identifier) wrong() string {
	switch x.kind {
	case isbn:
		return wrongISBN(digitsOf(x.text))
	case issn:
		return wrongISSN(digitsOf(x.text))
	case orcid:
		return wrongORCID(digitsOf(x.text))
	case doi:
		return wrongDOI(x.text)
	default:
		return wrongArXiv(x.text)
	}
}

// identifiersIn finds the identifiers that a text introduces by their names. DOIs within an address are the address's.
func identifiersIn(text string) []identifier {
	var all []identifier
	for _, name := range []struct {
		kind, word string
		read       func(text string, at int) (end int)
	}{
		{isbn, "ISBN", isbnEnd}, {issn, "ISSN", issnEnd}, {doi, "doi:", doiEnd}, {doi, "DOI:", doiEnd}, {doi, "DOI ", wholeDOIEnd}, {doi, "DOI\u00a0", wholeDOIEnd}, {arxiv, "arXiv:", arxivEnd},
	} {
		for at := 0; ; {
			i := strings.Index(text[at:], name.word)
			if i < 0 {
				break
			}
			at += i + len(name.word)
			start := skipTo(text, at)
			if end := name.read(text, start); end > start {
				all = append(all, identifier{name.kind, text[start:end], article.Range{Start: start, End: end}})
				at = end
			}
		}
	}
	return all
}

// skipTo steps over what stands between the name of an identifier and itself: "-13", ":", " (print)", blanks.
func skipTo(text string, at int) int {
	for _, form := range []string{"-13", "-10", "-L"} {
		if rest, ok := strings.CutPrefix(text[at:], form); ok && (rest == "" || !isDigit(rest[0])) {
			at += len(form)
		}
	}
	at = skipColon(text, at)
	if at < len(text) && text[at] == '(' {
		end := strings.IndexByte(text[at:min(len(text), at+len("(electronic version)"))], ')')
		if end > 0 && !hasDigits(text[at:at+end], 3) {
			return skipColon(text, at+end+1)
		}
	}
	return at
}

func skipColon(text string, at int) int {
	for at < len(text) && (text[at] == ' ' || text[at] == ':') || strings.HasPrefix(text[at:], "\u00a0") {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}

// isbnEnd reads groups of digits up to ten or thirteen in all, parted by hyphens or blanks.
func isbnEnd(text string, at int) int {
	digits, end := 0, at
	for i := at; i < len(text); {
		group := i
		for i < len(text) && (isDigit(text[i]) || digits == 9 && (text[i]|0x20) == 'x') {
			i++
			digits++
		}
		if i == group {
			break
		}
		end = i
		long := strings.HasPrefix(text[at:], "97") && digits == 10 && hyphenLength(text[i:]) > 0
		if digits >= 13 || digits == 10 && !long {
			break
		}
		i += hyphenLength(text[i:])
	}
	switch {
	case digits == 10 || digits == 13:
		return end
	case digits > 8 && !strings.Contains(text[at:end], " "):
		return end
	}
	return at
}

// hyphenLength is the size of the hyphen, dash or blank at the beginning of a text, 0 without one.
func hyphenLength(s string) int {
	for _, hyphen := range []string{"-", " ", "\u2010", "\u2011", "–", "\u00a0"} {
		if strings.HasPrefix(s, hyphen) {
			return len(hyphen)
		}
	}
	return 0
}

func issnEnd(text string, at int) int {
	end := at
	digits := 0
	for end < len(text) && digits < 8 {
		switch {
		case isDigit(text[end]) || digits == 7 && (text[end]|0x20) == 'x':
			digits++
			end++
		case digits == 4 && hyphenLength(text[end:]) > 0:
			end += hyphenLength(text[end:])
		default:
			return at
		}
	}
	if digits < 8 || end < len(text) && isLetterOrDigit(text[end]) {
		return at
	}
	return end
}

// doiEnd reads what stands for a DOI. Words behind "doi:" are none.
func doiEnd(text string, at int) int {
	s := trimDOI(text[at:wordEnd(text[:min(len(text), at+longestDOI)], at)])
	if s == "" || !isDigit(s[0]) {
		return at
	}
	return at + len(s)
}

// wholeDOIEnd is doiEnd behind the bare word, which may be said of anything: only what has the form of a DOI counts.
func wholeDOIEnd(text string, at int) int {
	end := doiEnd(text, at)
	if !isDOI(text[at:end]) {
		return at
	}
	return end
}

func arxivEnd(text string, at int) int {
	end := at
	for end < len(text) && (isLetterOrDigit(text[end]) || strings.IndexByte("./-", text[end]) >= 0) {
		end++
	}
	s := strings.TrimRight(text[at:end], "./-")
	if !hasDigits(s, 4) {
		return at
	}
	return at + len(s)
}

// identifierOfURL is the identifier that an address of doi.org, orcid.org or arxiv.org is made of.
func identifierOfURL(url string) (identifier, bool) {
	host, path := strings.TrimPrefix(hostOf(url), "www."), strings.TrimPrefix(pathOf(url), "/")
	path, _, _ = strings.Cut(path, "?")
	path = strings.TrimRight(path, "/")
	switch host {
	case "doi.org", "dx.doi.org":
		return identifier{kind: doi, text: path}, looksLikeDOI(path)
	case "orcid.org":
		return identifier{kind: orcid, text: path}, len(path) >= 15 && strings.Count(path, "-") == 3 && isDigit(path[0])
	case "arxiv.org":
		kind, id, ok := strings.Cut(path, "/")
		return identifier{kind: arxiv, text: strings.TrimSuffix(id, ".pdf")}, ok && (kind == "abs" || kind == "pdf") && hasDigits(id, 4)
	}
	return identifier{}, false
}

// looksLikeDOI leaves out what else the resolver leads on: handles, short DOIs (10/abc), names of other kinds.
func looksLikeDOI(path string) bool {
	return strings.HasPrefix(path, "10.") || strings.HasPrefix(strings.ToLower(path), "http") ||
		len(path) > len("1000/x") && digitsBefore(path, '/') >= 4
}

// digitsBefore is how many digits a text begins with, if one character stands right behind them; otherwise 0.
func digitsBefore(s string, behind byte) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	if n == len(s) || s[n] != behind {
		return 0
	}
	return n
}

// digitsOf are the digits of a number, and its X, without what parts them.
func digitsOf(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case isDigit(c):
			b.WriteByte(c)
		case c|0x20 == 'x':
			b.WriteByte('X')
		}
	}
	return b.String()
}

// wrongISBN follows ISO 2108: ten digits of which the last is modulo 11, or thirteen modulo 10 behind 978 or 979.
func wrongISBN(digits string) string {
	switch len(digits) {
	case 10:
		return wrongCheck(digits, mod11(digits[:9], 10))
	case 13:
		if !strings.HasPrefix(digits, "978") && !strings.HasPrefix(digits, "979") {
			return "begins with neither 978 nor 979"
		}
		sum := 0
		for i := range 12 {
			sum += int(digits[i]-'0') * (1 + i%2*2)
		}
		return wrongCheck(digits, strconv.Itoa((10-sum%10)%10))
	default:
		return "has " + strconv.Itoa(len(digits)) + " digits, and not 10 or 13"
	}
}

// wrongISSN follows ISO 3297: eight digits, of which the last is modulo 11.
func wrongISSN(digits string) string {
	if len(digits) != 8 {
		return "has " + strconv.Itoa(len(digits)) + " digits, and not 8"
	}
	return wrongCheck(digits, mod11(digits[:7], 8))
}

// mod11 is the check digit of digits whose weights fall from the highest to 2.
func mod11(digits string, highest int) string {
	sum := 0
	for i := range len(digits) {
		if !isDigit(digits[i]) {
			return "?"
		}
		sum += int(digits[i]-'0') * (highest - i)
	}
	return tenAsX((11 - sum%11) % 11)
}

// wrongORCID follows ISO 7064, MOD 11-2.
func wrongORCID(digits string) string {
	if len(digits) != 16 {
		return "has " + strconv.Itoa(len(digits)) + " digits, and not 16"
	}
	total := 0
	for i := range 15 {
		if !isDigit(digits[i]) {
			return "has an X within"
		}
		total = (total + int(digits[i]-'0')) * 2
	}
	return wrongCheck(digits, tenAsX((12-total%11)%11))
}

func tenAsX(n int) string {
	if n == 10 {
		return "X"
	}
	return strconv.Itoa(n)
}

func wrongCheck(digits, want string) string {
	if last := digits[len(digits)-1:]; last != want {
		return "does not add up: with these digits the last would be " + want
	}
	return ""
}

// wrongDOI follows the DOI Handbook, 2.2 (ISO 26324): "10.", the registrant's number, which may have parts, a slash, and
// a suffix of whatever its registrant likes.
func wrongDOI(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		s = plain // an address may write the slash as %2F
	}
	switch prefix, suffix, _ := strings.Cut(s, "/"); {
	case strings.HasPrefix(strings.ToLower(s), "http"):
		return "begins with an address; the resolver's own stands before it already"
	case !strings.HasPrefix(prefix, "10."):
		return "does not begin with 10."
	case suffix == "":
		return "has nothing behind its prefix"
	case !isDOI(s):
		return "has an impossible prefix"
	}
	return ""
}

// isDOI tells whether a text has the form of a DOI.
func isDOI(s string) bool {
	prefix, suffix, _ := strings.Cut(s, "/")
	registrant, ok := strings.CutPrefix(prefix, "10.")
	if !ok || suffix == "" || len(registrant) < 4 {
		return false
	}
	for part := range strings.SplitSeq(registrant, ".") {
		if part == "" || strings.Trim(part, "0123456789") != "" {
			return false
		}
	}
	return true
}

// wrongArXiv follows info.arxiv.org/help/arxiv_identifier.html: since April 2007 year, month and a number of four
// digits, of five since 2015; before that the archive and seven digits, the first four of which are year and month.
func wrongArXiv(s string) string {
	archive, number, old := strings.Cut(s, "/")
	if !old {
		number = archive
	}
	if i := strings.LastIndexByte(number, 'v'); i > 0 && strings.Trim(number[i+1:], "0123456789") == "" {
		number = number[:i]
	}
	month, count, dotted := strings.Cut(number, ".")
	if old {
		if len(number) != 7 || strings.Trim(number, "0123456789") != "" {
			return "" // other paths of the site
		}
		month, count = number[:4], number[4:]
	}
	if len(month) != 4 || strings.Trim(month+count, "0123456789") != "" || !dotted && !old {
		return ""
	}
	switch m, five := month[2:], month >= "1501"; {
	case m < "01" || m > "12":
		return "names a month " + m
	case old && month > "0703" && month < "9107":
		return "has a form that ended in March 2007"
	case !old && month < "0704":
		return "has a form that began in April 2007"
	case !old && five && len(count) != 5:
		return "has " + strconv.Itoa(len(count)) + " digits behind its dot, and not 5"
	case !old && !five && len(count) != 4:
		return "has " + strconv.Itoa(len(count)) + " digits behind its dot, and not 4"
	}
	return ""
}
