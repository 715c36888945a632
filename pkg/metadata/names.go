package metadata

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName is in characters: what is longer is a sentence about the authors.
const longestName = 80

// splitNames gives the names in a line of authors. It takes the line apart only where it is clearly a list, for a
// comma may part a surname from a first name, and an "and" may belong to the name of an authority. catalogued is for
// sources that write "Ruiz Lopez, Ana Maria" and give each author a line: there one comma parts no two persons.
func splitNames(line string, catalogued bool) []string {
	line = strings.Trim(withoutBy(line), " ,;|")
	if looksLikeStyle(line) {
		return nil
	}
	var names []string
	for part := range strings.SplitSeq(line, ";") {
		for _, name := range splitList(part, catalogued) {
			if name = fold(name); isName(name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// splitList splits at commas, "and" and "&" if all that comes out of it are persons.
func splitList(line string, catalogued bool) []string {
	var names []string
	items := strings.Split(strings.ReplaceAll(line, " & ", " and "), " and ")
	for _, item := range items {
		parts := commaParts(item)
		if catalogued && len(items) == 1 && len(parts) == 2 {
			return []string{line}
		}
		for i, part := range parts {
			switch {
			case looksLikePerson(part):
				names = append(names, part)
			case i == 0 || !hasJob(part):
				return []string{line}
			}
		}
	}
	return names
}

// commaParts splits at commas. Degrees after a name go, Jr. and the like stay with their name.
func commaParts(line string) []string {
	var parts []string
	for part := range strings.SplitSeq(line, ",") {
		part = strings.TrimSpace(part)
		switch {
		case part == "" || isDegree(part):
		case isGeneration(part) && len(parts) > 0:
			parts[len(parts)-1] += ", " + part
		default:
			parts = append(parts, part)
		}
	}
	return parts
}

// withoutBy cuts off "By" and its like, with or without a colon.
func withoutBy(line string) string {
	line = strings.TrimSpace(line)
	for _, prefix := range [...]string{"written by", "posted by", "by", "authors:", "author:"} {
		if len(line) <= len(prefix) || !strings.EqualFold(line[:len(prefix)], prefix) {
			continue
		}
		rest := line[len(prefix):]
		if cut := strings.TrimLeft(rest, ": "); len(cut) < len(rest) {
			return cut
		}
	}
	return line
}

// looksLikePerson tells of two to five words with capitals, some of them particles, none a word of offices.
func looksLikePerson(s string) bool {
	name, _, _ := strings.Cut(s, ",")
	words := strings.Fields(name)
	if len(words) < 2 || len(words) > 5 || hasJob(name) || hasOffice(name) {
		return false
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		particle := i < len(words)-1 && isParticle(w)
		if strings.ContainsAny(w, "0123456789@/") || !particle && !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

func isParticle(w string) bool {
	switch w {
	case "de", "del", "della", "di", "da", "dos", "das", "do", "du", "des", "la", "le", "van", "von", "der", "den", "zu", "zur", "ten", "ter",
		"bin", "ibn", "al", "el", "y", "e", "af", "av":
		return true
	}
	return false
}

// hasJob tells whether a word says what someone does.
func hasJob(s string) bool {
	return hasWord(s, func(w string) bool {
		switch w {
		case "editor", "editors", "reporter", "reporters", "correspondent", "correspondents", "writer", "writers", "staff", "contributor", "columnist",
			"journalist", "professor", "director", "fellow", "analyst", "chief", "senior", "manager", "assistant", "producer", "researcher", "lecturer":
			return true
		}
		return false
	})
}

// hasOffice tells whether a word names a body of people, or joins the words of such a name.
func hasOffice(s string) bool {
	return hasWord(s, func(w string) bool {
		switch w {
		case "university", "college", "institute", "institution", "school", "academy", "department", "ministry", "office", "bureau", "agency",
			"committee", "subcommittee", "commission", "council", "board", "center", "centre", "centers", "association", "society", "foundation",
			"organization", "organisation", "group", "team", "company", "corporation", "inc", "ltd", "llc", "gmbh", "partners", "press", "news", "times",
			"post", "magazine", "journal", "review", "daily", "media", "network", "service", "services", "administration", "government", "national",
			"international", "federal", "library", "museum", "bank", "fund", "union", "court", "of", "for", "the", "at", "on", "in":
			return true
		}
		return false
	})
}

func hasWord(s string, is func(string) bool) bool {
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if is(strings.ToLower(w)) {
			return true
		}
	}
	return false
}

func isDegree(s string) bool {
	switch strings.ReplaceAll(strings.ToLower(s), ".", "") {
	case "phd", "md", "jd", "dphil", "msc", "bsc", "ma", "ba", "mba", "mph", "mpp", "rn", "dds", "esq", "llm", "mscr", "dvm", "pharmd", "edd", "cpa":
		return true
	}
	return false
}

func isGeneration(s string) bool {
	switch strings.ToLower(strings.TrimSuffix(s, ".")) {
	case "jr", "sr", "ii", "iii", "iv":
		return true
	}
	return false
}

// isName leaves out addresses, machine words, blurbs and what has no letter.
func isName(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > longestName || strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return false
	}
	lower := strings.ToLower(s)
	if strings.HasPrefix(lower, "www.") || strings.HasPrefix(s, "/") || strings.ContainsAny(s, "<>=@#\\:_") {
		return false
	}
	switch lower {
	case "by", "undefined", "null", "none", "[object object]":
		return false
	}
	return true
}

// looksLikeStyle tells of rules of CSS, which broken templates leave in metadata and bylines.
func looksLikeStyle(s string) bool {
	return strings.ContainsAny(s, "{}") || strings.HasPrefix(s, ".") || strings.HasPrefix(s, "#") ||
		strings.Contains(s, ":") && strings.Contains(s, ";") || strings.Contains(s, "!important")
}
