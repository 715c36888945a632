package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
)

// names reads the authors before a title; nil if they are not surely names.
func names(s string) []article.Name {
	s = strings.TrimRight(strings.TrimSpace(s), ",:; ")
	s, others := withoutOthers(s)
	if s == "" {
		return nil
	}
	if isInstitution(s) {
		return []article.Name{{Literal: s}}
	}
	parts := nameParts(s)
	if inverted := invertedNames(parts); inverted != nil {
		return inverted
	}
	all := make([]article.Name, 0, len(parts))
	for _, part := range parts {
		n, ok := person(part)
		if !ok {
			return nil
		}
		all = append(all, n)
	}
	if len(all) > 1 && !others {
		for _, n := range all {
			if n.Given == "" && n.Family == "" {
				continue
			}
		}
	}
	return all
}

// withoutOthers cuts off et al. and its like.
func withoutOthers(s string) (string, bool) {
	for _, end := range [...]string{"et al.", "et al", "and others", "u. a.", "u.a.", "и др.", "и др", "et alii", "y otros", "y otras", "e outros", "i in.", "ほか"} {
		if rest, ok := strings.CutSuffix(s, end); ok && rest != "" && (rest[len(rest)-1] == ' ' || rest[len(rest)-1] == ',' || rest[len(rest)-1] >= utf8.RuneSelf) {
			return strings.TrimRight(rest, ", "), true
		}
	}
	return s, false
}

// nameParts parts a list of names.
func nameParts(s string) []string {
	var parts []string
	start := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == ',' || s[i] == ';':
			parts = appendName(parts, s[start:i])
			start = i + 1
		case s[i] == ' ':
			if n := joinerAt(s[i+1:]); n > 0 {
				parts = appendName(parts, s[start:i])
				i += n
				start = i + 1
			}
		}
	}
	return appendName(parts, s[start:])
}

func appendName(parts []string, s string) []string {
	s = strings.TrimSpace(s)
	if n := joinerAt(s); n > 0 {
		s = strings.TrimSpace(s[n:])
	}
	switch strings.ToLower(strings.TrimRight(s, ".")) {
	case "":
		return parts
	case "jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "esq", "dr":
		return parts
	}
	return append(parts, s)
}

// invertedNames reads lists of names of which the first, or every one, has the family name first.
func invertedNames(parts []string) []article.Name {
	if len(parts) < 2 || !isFamily(parts[0]) || !isGiven(parts[1]) {
		return nil
	}
	all := []article.Name{{Family: parts[0], Given: parts[1]}}
	for i := 2; i < len(parts); i++ {
		if i+1 < len(parts) && isFamily(parts[i]) && isGiven(parts[i+1]) {
			all = append(all, article.Name{Family: parts[i], Given: parts[i+1]})
			i++
			continue
		}
		n, ok := person(parts[i])
		if !ok || n.Given == "" {
			return nil
		}
		all = append(all, n)
	}
	return all
}

func isFamily(s string) bool {
	words := strings.Fields(s)
	capitals := 0
	for _, w := range words {
		if isParticle(w) {
			continue
		}
		if !isNameWord(w) || isInitials(w) {
			return false
		}
		capitals++
	}
	return capitals == 1 || capitals == 2 && len(words) == 2 && false
}

// isGiven tells of given names or initials, with the particles that can stand behind them.
func isGiven(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 3 {
		return false
	}
	initials := 0
	for i, w := range words {
		switch {
		case isInitials(w):
			initials++
		case i > 0 && isParticle(w):
		case !isNameWord(w):
			return false
		}
	}
	return initials > 0 || len(words) == 1
}

// isInitials tells of A., A.B., A.-B., A and AB.
func isInitials(w string) bool {
	letters := 0
	for _, c := range w {
		switch {
		case unicode.IsUpper(c):
			letters++
		case c == '.' || c == '-' || c == '‐' || c == '‑':
		case letters == 1 && strings.HasSuffix(w, ".") && len(w) <= 5: // Yu., Ch.
		default:
			return false
		}
	}
	return letters > 0 && (letters <= 2 || strings.Count(w, ".") >= letters-1)
}

func isNameWord(w string) bool {
	c, _ := utf8.DecodeRuneInString(strings.TrimPrefix(strings.TrimPrefix(w, "d’"), "d'"))
	if !unicode.IsUpper(c) {
		return false
	}
	return !strings.ContainsAny(w, "0123456789@/:&!?") && !isOffice(strings.ToLower(strings.Trim(w, ".,")))
}

// person reads a name in its usual order: Ana Ruiz, J. M. de la Cruz.
func person(s string) (article.Name, bool) {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 6 {
		return article.Name{}, false
	}
	for i, w := range words {
		if !isNameWord(w) && !isInitials(w) && (i == len(words)-1 || !isParticle(w)) {
			return article.Name{}, false
		}
	}
	if len(words) == 1 {
		return article.Name{Family: s}, !isInitials(s) || len(s) > 2
	}
	family := len(words) - 1
	for family > 1 && isParticle(words[family-1]) {
		family--
	}
	if isInitials(words[family]) {
		return article.Name{}, false
	}
	return article.Name{Given: strings.Join(words[:family], " "), Family: strings.Join(words[family:], " ")}, true
}

// isInstitution tells whether words name a body rather than persons.
func isInstitution(s string) bool {
	for w := range strings.FieldsFuncSeq(s, func(c rune) bool { return !unicode.IsLetter(c) && c != '’' && c != '\'' && c != '-' }) {
		if isOffice(strings.ToLower(w)) {
			return true
		}
	}
	return !strings.Contains(s, " ") && len(s) >= 2 && len(s) <= 8 && strings.ToUpper(s) == s && strings.IndexFunc(s, func(c rune) bool { return !unicode.IsUpper(c) }) < 0
}

// isOffice tells of words that names of bodies have and names of persons have not.
func isOffice(w string) bool {
	switch w {
	case "university", "college", "institute", "institution", "school", "academy", "department", "ministry", "office", "bureau", "agency", "committee",
		"subcommittee", "commission", "council", "board", "center", "centre", "centers", "centres", "association", "society", "foundation", "organization",
		"organisation", "group", "team", "company", "corporation", "inc", "ltd", "llc", "gmbh", "partners", "press", "news", "times", "post", "magazine",
		"journal", "review", "daily", "media", "network", "service", "services", "administration", "government", "national", "international", "federal",
		"library", "museum", "bank", "fund", "union", "court", "of", "for", "the", "at", "on", "in", "u.s", "us", "uk", "un", "eu", "united", "states", "house",
		"senate", "congress", "parliament", "watch", "rights", "nations", "world", "global", "european", "american", "party", "police", "army", "navy", "force",
		"authority", "authorities", "republic", "kingdom", "city", "county", "state", "district", "church", "hospital", "clinic", "laboratory", "lab", "labs",
		"research", "studies", "policy", "security", "defense", "defence", "intelligence", "project", "program", "programme", "initiative", "alliance",
		"coalition", "federation", "league", "club", "trust", "institut", "universität", "université", "universidad", "università", "universidade", "ministerium",
		"bundesministerium", "bundesamt", "amt", "verband", "verein", "gesellschaft", "stiftung", "kommission", "rat", "für", "und", "ministère", "ministerio",
		"ministero", "comisión", "commissione", "consejo", "conseil", "oficina", "instituto", "istituto", "asociación", "fundación", "fondation", "agence", "agencia",
		"associated", "reuters", "staff", "editors", "editorial", "wire", "radio", "tv", "television", "broadcasting", "herald", "tribune", "gazette", "chronicle",
		"observer", "guardian", "economist", "министерство", "институт", "университет", "комитет", "комиссия", "совет", "agents", "agent", "chief", "sheriff",
		"mayor", "director", "secretary", "president", "minister", "senator", "author", "interview", "testimony", "hearing", "sector":
		return true
	}
	return false
}
