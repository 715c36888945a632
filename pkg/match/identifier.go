package match

import (
	"net/url"
	"strings"
)

// DOI gives the one form of a DOI, in lower case and without a prefix or an address around it: DOIs differ in case
// alone never (DOI Handbook, 2.4). ok is false for what is none.
func DOI(s string) (doi string, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, prefix := range [...]string{"https://", "http://", "dx.", "www.", "doi.org/", "doi:", "doi "} {
		s = strings.TrimSpace(strings.TrimPrefix(s, prefix))
	}
	if strings.Contains(s, "%") {
		if plain, err := url.PathUnescape(s); err == nil {
			s = plain
		}
	}
	s = strings.TrimRight(s, ".,;:")
	registrant, suffix, found := strings.Cut(s, "/")
	if !found || suffix == "" || !strings.HasPrefix(registrant, "10.") || len(registrant) < len("10.1000") {
		return "", false
	}
	if strings.Trim(registrant, "0123456789.") != "" || strings.ContainsAny(suffix, " \t") {
		return "", false
	}
	return s, true
}

// ISBN gives the thirteen digits of an ISBN of ten or thirteen (ISO 2108). valid tells whether its length and its
// check digit are right; if not, its digits are given as they are.
func ISBN(s string) (isbn string, valid bool) {
	digits := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return r
		case r == 'x' || r == 'X':
			return 'X'
		}
		return -1
	}, strings.TrimPrefix(strings.TrimPrefix(s, "ISBN-13"), "ISBN-10"))
	switch len(digits) {
	case 10:
		if checksum10(digits)%11 != 0 || strings.Contains(digits[:9], "X") {
			return digits, false
		}
		body := "978" + digits[:9]
		return body + string(rune('0'+(10-checksum13(body)%10)%10)), true
	case 13:
		return digits, checksum13(digits)%10 == 0 && !strings.Contains(digits, "X")
	}
	return digits, false
}

func checksum10(digits string) int {
	sum := 0
	for i := range len(digits) {
		value := int(digits[i] - '0')
		if digits[i] == 'X' {
			value = 10
		}
		sum += (10 - i) * value
	}
	return sum
}

func checksum13(digits string) int {
	sum := 0
	for i := range len(digits) {
		weight := 1
		if i%2 == 1 {
			weight = 3
		}
		sum += weight * int(digits[i]-'0')
	}
	return sum
}

// ArXiv gives an arXiv identifier without its version, and the version: all versions are of one work. Both schemes are
// read, that of April 2007 (2101.00001) and the one before (hep-th/9901001; the subject class is no part of it), with
// the prefix or without.
func ArXiv(s string) (id, version string, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	s = strings.TrimSpace(strings.TrimPrefix(s, "arxiv:"))
	s, _, _ = strings.Cut(s, " ")
	s = strings.TrimRight(strings.TrimSuffix(s, ".pdf"), ".,;")
	id = s
	if v := strings.LastIndexByte(s, 'v'); v > 0 && v < len(s)-1 && isDigits(s[v+1:]) {
		id, version = s[:v], s[v+1:]
	}
	if month, rest, found := strings.Cut(id, "."); found && len(month) == 4 && isDigits(month) && isDigits(rest) && (len(rest) == 4 || len(rest) == 5) {
		return id, version, true
	}
	archive, rest, found := strings.Cut(id, "/")
	archive, _, _ = strings.Cut(archive, ".")
	if found && archive != "" && len(rest) == 7 && isDigits(rest) && strings.Trim(archive, "abcdefghijklmnopqrstuvwxyz-") == "" {
		return archive + "/" + rest, version, true
	}
	return "", "", false
}

// PMID gives the digits of a PubMed identifier, PMCID those of one of PubMed Central.
func PMID(s string) (string, bool) {
	return numbered(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "pmid"))
}

// PMCID gives the digits of an identifier of PubMed Central.
func PMCID(s string) (string, bool) {
	s = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "pmcid")
	return numbered(strings.TrimPrefix(strings.TrimLeft(s, ": "), "pmc"))
}

func numbered(s string) (string, bool) {
	s = strings.TrimLeft(strings.Trim(s, ": .,;"), "0")
	if len(s) > 10 || !isDigits(s) {
		return "", false
	}
	return s, true
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// Identifiers are those that an address carries in itself.
type Identifiers struct{ DOI, ArXiv, PMID, PMCID string }

// InAddress finds the identifier that an address of a resolver, a repository or a publisher stands for. Publishers are
// believed where they write a whole DOI behind the segment "doi", as their common platforms do.
func InAddress(address string) Identifiers {
	key, ok := Address(address)
	if !ok {
		return Identifiers{}
	}
	start := pathStart(key)
	host, path := key[len("https://"):start], key[start:]
	path, _ = cutAny(path, "?#")
	var ids Identifiers
	switch host {
	case "doi.org", "dx.doi.org":
		ids.DOI, _ = DOI(strings.TrimPrefix(path, "/"))
	case "arxiv.org", "export.arxiv.org":
		if _, rest, found := strings.Cut(path[1:], "/"); found {
			ids.ArXiv, _, _ = ArXiv(rest)
		}
	case "pubmed.ncbi.nlm.nih.gov":
		ids.PMID, _ = PMID(strings.Trim(path, "/"))
	case "ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov", "europepmc.org":
		ids.PMID, ids.PMCID = medline(path)
	default:
		ids.DOI = doiInPath(path)
	}
	return ids
}

func medline(path string) (pmid, pmcid string) {
	if rest, found := strings.CutPrefix(path, "/pubmed/"); found {
		pmid, _ = PMID(rest)
	}
	for segment := range strings.SplitSeq(path, "/") {
		if strings.HasPrefix(strings.ToLower(segment), "pmc") {
			if id, ok := PMCID(segment); ok {
				return pmid, id
			}
		}
	}
	return pmid, ""
}

func doiInPath(path string) string {
	_, rest, found := strings.Cut(path, "/doi/")
	if !found {
		return ""
	}
	if !strings.HasPrefix(rest, "10.") {
		_, rest, _ = strings.Cut(rest, "/") // doi/full/, doi/abs/, doi/pdf/
	}
	if doi, ok := DOI(rest); ok {
		return doi
	}
	return ""
}
