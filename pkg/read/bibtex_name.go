package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
)

// mostNameWords is how many words of one field of names are read.
const mostNameWords = 20_000

// bibtexNames reads a field of names, parted by “and” outside of braces (BibTeXing, 4). “and others” names nobody.
func bibtexNames(raw string) []article.Name {
	var all []article.Name
	var words []string
	flush := func() {
		if name := bibtexPerson(words); name.String() != "" && name.Literal != "others" {
			all = append(all, name)
		}
		words = nil
	}
	for _, word := range bibtexTokens(raw) {
		if strings.EqualFold(word, "and") {
			flush()
		} else {
			words = append(words, word)
		}
	}
	flush()
	return all
}

// bibtexTokens are the words of a value, parted by blanks outside of braces.
func bibtexTokens(raw string) []string {
	var all []string
	start, depth := 0, 0
	for i := 0; i <= len(raw) && len(all) < mostNameWords; i++ {
		switch {
		case i == len(raw) || depth <= 0 && strings.IndexByte(" \t\r\n~", raw[i]) >= 0:
			if i > start {
				all = append(all, raw[start:i])
			}
			start = i + 1
		case raw[i] == '{':
			depth++
		case raw[i] == '}':
			depth--
		}
	}
	return all
}

// bibtexPerson reads one name: First von Last; von Last, First; von Last, Jr, First; or biblatex's family=…, given=….
// One that stands wholly in braces is that of an institution.
func bibtexPerson(words []string) article.Name {
	raw := strings.Join(words, " ")
	if strings.HasPrefix(raw, "{") && !strings.HasPrefix(raw, `{\`) && bibtexArgument(raw, 0) == len(raw) {
		return article.Name{Literal: bibtexWords(raw)}
	}
	parts := bibtexCommas(raw)
	switch {
	case len(parts) == 1:
		return bibtexInOrder(words)
	case strings.Contains(parts[0], "="):
		return bibtexExtended(parts)
	default:
		return bibtexParts(parts[0], parts[len(parts)-1])
	}
}

// bibtexParts makes a name of its parts. That of a person with no given name may as well be an institution's.
func bibtexParts(family, given string) article.Name {
	name := article.Name{Family: bibtexWords(family), Given: bibtexWords(given)}
	if name.Given == "" {
		return article.Name{Literal: name.Family}
	}
	return name
}

// bibtexExtended reads names as biber's extended format has them (biblatex manual, 3.4).
func bibtexExtended(parts []string) article.Name {
	given := map[string]string{}
	for _, part := range parts {
		name, value, _ := strings.Cut(part, "=")
		given[strings.ToLower(strings.TrimSpace(name))] = strings.Trim(strings.TrimSpace(value), `"`)
	}
	return bibtexParts(strings.TrimSpace(given["prefix"]+" "+given["family"]), given["given"])
}

// bibtexCommas parts a name at its commas outside of braces.
func bibtexCommas(raw string) []string {
	var all []string
	start, depth := 0, 0
	for i := range len(raw) {
		switch raw[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ',':
			if depth == 0 {
				all = append(all, raw[start:i])
				start = i + 1
			}
		}
	}
	return append(all, raw[start:])
}

// bibtexInOrder reads First von Last. The particle begins at the first word in small letters; without one, the last
// word is the family's name.
func bibtexInOrder(words []string) article.Name {
	last := len(words) - 1
	if last <= 0 {
		return article.Name{Literal: bibtexWords(strings.Join(words, " "))}
	}
	for i, word := range words[:last] {
		if i > 0 && isSmall(word) {
			last = i
			break
		}
	}
	return bibtexParts(strings.Join(words[last:], " "), strings.Join(words[:last], " "))
}

// isSmall tells a word that begins with a small letter. One in braces counts as a capital.
func isSmall(word string) bool {
	if strings.HasPrefix(word, "{") && !strings.HasPrefix(word, `{\`) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(bibtexWords(word))
	return unicode.IsLower(c)
}
