package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// isAddress tells of words that are an address.
func isAddress(s string) bool {
	return match.IsWeb(s) || strings.HasPrefix(s, "www.") || strings.HasPrefix(s, "doi.org/")
}

// identifierAt reads an address or an identifier that begins with the word at i.
func (t *text) identifierAt(i int) (atom, bool) {
	s := t.s[i:]
	switch s[0] {
	case 'h', 'H':
		if match.IsWeb(s) || hasPrefixFold(s, "ftp://") {
			return t.addressAt(i)
		}
		return t.labelledAt(i, "hdl:", handle, handleLength)
	case 'w', 'W':
		if hasPrefixFold(s, "www.") && len(s) > 4 {
			return t.addressAt(i)
		}
	case 'd', 'D':
		return t.labelledAt(i, "doi", doi, doiLength)
	case '1':
		if n := doiLength(s); n > 0 {
			return t.made(i, i, n, doi), true
		}
	case 'i', 'I':
		if a, ok := t.labelledAt(i, "isbn", isbn, isbnLength); ok {
			return a, true
		}
		return t.labelledAt(i, "issn", issn, issnLength)
	case 'e', 'E':
		return t.labelledAt(i, "eissn", issn, issnLength)
	case 'p', 'P':
		if a, ok := t.labelledAt(i, "pmcid", pmcid, pmcLength); ok {
			return a, true
		}
		if n := pmcLength(s); n > 3 && strings.HasPrefix(s, "PMC") {
			return t.made(i, i, n, pmcid), true
		}
		return t.labelledAt(i, "pmid", pmid, digitsLength)
	case 'a', 'A':
		return t.labelledAt(i, "arxiv", arxiv, arxivLength)
	case 'u', 'U':
		if hasPrefixFold(s, "urn:") && !hasPrefixFold(s, "urn:isbn:") {
			if n := urnLength(s); n > 0 {
				return t.made(i, i, n, handle), true
			}
		}
	}
	return atom{}, false
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// made is an atom that begins at start, and whose value begins at from and has n bytes.
func (t *text) made(start, from, n int, kind atomKind) atom {
	return atom{article.Range{Start: start, End: from + n}, kind, t.s[from : from+n], false}
}

// labelledAt reads an identifier behind its label: "DOI: 10.…", "ISBN 978…", "ISBN-13: 978…".
func (t *text) labelledAt(i int, label string, kind atomKind, length func(string) int) (atom, bool) {
	if !hasPrefixFold(t.s[i:], label) {
		return atom{}, false
	}
	at := i + len(label)
	if kind == isbn {
		for _, size := range [...]string{"-13", "-10", " 13:", " 10:"} {
			if strings.HasPrefix(t.s[at:], size) {
				at += len(size)
				break
			}
		}
	}
	rest := strings.TrimLeft(t.s[at:], ":\u00a0 ")
	rest = strings.TrimPrefix(rest, "preprint ")
	rest = strings.TrimLeft(strings.TrimPrefix(rest, "arXiv:"), " ")
	at = len(t.s) - len(rest)
	n := length(rest)
	if n == 0 {
		return atom{}, false
	}
	return t.made(i, at, n, kind), true
}

// addressAt reads an address that no link of the note has found.
func (t *text) addressAt(i int) (atom, bool) {
	end := i
	for end < len(t.s) {
		c, size := utf8.DecodeRuneInString(t.s[end:])
		if prose.IsBlank(c) || strings.ContainsRune("<>\"“”«»„‘’「」。，、；（）", c) {
			break
		}
		end += size
	}
	end = i + len(trimEnd(t.s[i:end]))
	if end-i < len("http://a") {
		return atom{}, false
	}
	return t.made(i, i, end-i, address), true
}

// trimEnd takes off punctuation that ends a sentence rather than an address, and brackets that it does not open.
func trimEnd(s string) string {
	for s != "" {
		switch last := s[len(s)-1]; {
		case strings.IndexByte(".,;:!?'*", last) >= 0:
		case last == ')' && strings.Count(s, "(") < strings.Count(s, ")"):
		case last == ']' && strings.Count(s, "[") < strings.Count(s, "]"):
		default:
			return s
		}
		s = s[:len(s)-1]
	}
	return s
}

// doiLength is how long a DOI is (ISO 26324): a prefix 10.NNNN, a slash, and a suffix that may hold any character. The
// old SICI of Wiley's has <, >, ; and brackets: angle brackets must be in pairs.
func doiLength(s string) int {
	if !strings.HasPrefix(s, "10.") {
		return 0
	}
	n := len("10.")
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '.') {
		n++
	}
	if n < len("10.1000") || n >= len(s)-1 || s[n] != '/' {
		return 0
	}
	end := n + 1
	for end < len(s) {
		c, size := utf8.DecodeRuneInString(s[end:])
		if prose.IsBlank(c) || strings.ContainsRune("\"“”«»„‘’「」。，、；（）", c) {
			break
		}
		end += size
	}
	suffix := trimEnd(s[n+1 : end])
	for strings.Count(suffix, "<") < strings.Count(suffix, ">") && strings.HasSuffix(suffix, ">") {
		suffix = trimEnd(strings.TrimSuffix(suffix, ">"))
	}
	if suffix == "" {
		return 0
	}
	return n + 1 + len(suffix)
}

// isbnLength is how long an ISBN of 10 or 13 digits is, with its hyphens or blanks. Whether its check digit is right is
// not looked at: a wrong one is told of by a rule.
func isbnLength(s string) int {
	digits, end := 0, 0
	for i, c := range s {
		switch {
		case c >= '0' && c <= '9' || (c == 'X' || c == 'x') && digits == 9:
			if digits++; digits == 10 || digits == 13 {
				end = i + 1
			}
		case c == '-' || c == '‐' || c == '‑' || c == '–' || c == ' ' && i > 0:
		default:
			return end
		}
		if digits == 13 {
			break
		}
	}
	return end
}

func issnLength(s string) int {
	if len(s) < 9 || s[4] != '-' && !strings.HasPrefix(s[4:], "–") {
		return 0
	}
	n := 4 + 1
	if s[4] != '-' {
		n = 4 + len("–")
	}
	if len(s) < n+4 || digitsLength(s[:4]) != 4 || digitsLength(s[n:n+3]) != 3 {
		return 0
	}
	if c := s[n+3]; c == 'X' || c == 'x' || c >= '0' && c <= '9' {
		return n + 4
	}
	return 0
}

func digitsLength(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

func pmcLength(s string) int {
	if !hasPrefixFold(s, "PMC") {
		return 0
	}
	n := digitsLength(s[3:])
	if n == 0 {
		return 0
	}
	return 3 + n
}

// arxivLength is how long an arXiv identifier is: 2105.01234v2 since 2007, math.GT/0309136 before
// (info.arxiv.org/help/arxiv_identifier.html).
func arxivLength(s string) int {
	end := len(s)
	if i := strings.IndexFunc(s, func(c rune) bool {
		return c >= utf8.RuneSelf || !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '.' && c != '/' && c != '-'
	}); i >= 0 {
		end = i
	}
	id := strings.TrimRight(s[:end], "./-")
	if !isArxiv(id) {
		return 0
	}
	return len(id)
}

func isArxiv(id string) bool {
	if n := len(id); n > 2 {
		if v := strings.LastIndexByte(id, 'v'); v > 0 && v < n-1 && digitsLength(id[v+1:]) == n-v-1 {
			id = id[:v]
		}
	}
	if archive, number, found := strings.Cut(id, "/"); found {
		return len(number) == 7 && digitsLength(number) == 7 && archive != "" && strings.ToLower(archive[:1]) == archive[:1]
	}
	month, number, found := strings.Cut(id, ".")
	return found && len(month) == 4 && digitsLength(month) == 4 && (len(number) == 4 || len(number) == 5) && digitsLength(number) == len(number)
}

func handleLength(s string) int {
	n := digitsLength(s)
	if n == 0 || n >= len(s) || s[n] != '/' && s[n] != '.' {
		return 0
	}
	return len(tokenOf(s))
}

func urnLength(s string) int {
	token := tokenOf(s)
	if strings.Count(token, ":") < 2 {
		return 0
	}
	return len(token)
}

// tokenOf is what stands before the next blank, without the punctuation at its end.
func tokenOf(s string) string {
	if i := strings.IndexFunc(s, func(c rune) bool { return prose.IsBlank(c) || c == '”' || c == '>' }); i >= 0 {
		s = s[:i]
	}
	return trimEnd(s)
}
