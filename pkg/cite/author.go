package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
)

// longestNames is in bytes, for some physics papers name hundreds.
const longestNames = 8000

// names reads the authors before a title, in whatever order their parts stand; nil if they are not surely names.
func names(s string) []article.Name {
	s = withoutGenitive(withoutStop(withoutOthers(strings.TrimRight(strings.TrimSpace(s), ",:;–—/ ：、，"))))
	if s == "" || len(s) > longestNames || isGenre(s) || isShortName(s) {
		return nil
	}
	if isInstitution(s) {
		if at := strings.Index(s, " (@"); at > 0 {
			s = s[:at]
		}
		return []article.Name{{Literal: strings.TrimRight(s, ".")}}
	}
	parts := nameParts(s)
	if inverted := invertedNames(s, parts); inverted != nil {
		return inverted
	}
	all := make([]article.Name, 0, len(parts))
	for _, part := range parts {
		n, ok := initialled(part)
		if !ok {
			n, ok = person(part)
		}
		if !ok || len(parts) > 1 && n.Given == "" && !isSingle(parts) {
			return nil
		}
		all = append(all, n)
	}
	return all
}

// withoutStop cuts off a full stop that ends the list and not an initial or an abbreviation.
func withoutStop(s string) string {
	if !strings.HasSuffix(s, ".") || endsAbbreviated(s) {
		return s
	}
	return s[:len(s)-1]
}

// isSingle tells of a list of names of one word each: Ruiz and Lee.
func isSingle(parts []string) bool {
	for _, part := range parts {
		if n, ok := person(part); !ok || n.Given != "" {
			return false
		}
	}
	return true
}

// isShortName tells of short forms and signals that stand where names do.
func isShortName(s string) bool {
	return shortForm(s) != "" || signalAt(s) == len(s)
}

// withoutOthers cuts off et al. and its like.
func withoutOthers(s string) string {
	for _, end := range [...]string{
		"et al.", "et al", "and others", "u. a.", "u.a.", "и др.", "и др", "et alii", "y otros", "y otras", "e outros", "i in.", "ほか", "et coll.", "e.a.",
		"[et al.]", "[и др.]", "m.fl.", "и соавт.",
	} {
		rest, ok := strings.CutSuffix(s, end)
		if !ok {
			continue
		}
		if cut := strings.TrimRight(rest, " ,"); cut != "" && (cut != rest || end == "ほか") {
			return cut
		}
	}
	return s
}

// nameParts parts a list of names at commas, semicolons, slashes and "and".
func nameParts(s string) []string {
	var parts []string
	start := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == ',' || s[i] == ';' || s[i] == '/':
			parts = appendName(parts, s[start:i])
			start = i + 1
		case strings.HasPrefix(s[i:], "、") || strings.HasPrefix(s[i:], "・"):
			parts = appendName(parts, s[start:i])
			start = i + len("、")
		case s[i] == ' ':
			if n := joinerAt(s[i+1:]); n > 0 && !isSpanishJoiner(s[:i], s[i+1:]) {
				parts = appendName(parts, s[start:i])
				i += n
				start = i + 1
			}
		}
	}
	return appendName(parts, s[start:])
}

// isSpanishJoiner tells the "y" within a Spanish name, which joins two surnames: José Ortega y Gasset.
func isSpanishJoiner(before, rest string) bool {
	if !strings.HasPrefix(rest, "y ") && !strings.HasPrefix(rest, "e ") {
		return false
	}
	return len(strings.Fields(rest)) == 2 && len(strings.Fields(before[strings.LastIndexByte(before, ',')+1:])) >= 2
}

func appendName(parts []string, s string) []string {
	s = strings.TrimSpace(s)
	if n := joinerAt(s); n > 0 {
		s = strings.TrimSpace(s[n:])
	}
	if s == "" || isGeneration(s) {
		return parts
	}
	return append(parts, withoutTitle(s))
}

// isGeneration tells of what stands behind a name and is left out: Jr., III, PhD.
func isGeneration(s string) bool {
	switch strings.ToLower(strings.ReplaceAll(s, ".", "")) {
	case "jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "mp", "jd", "rn":
		return true
	}
	return false
}

// withoutTitle cuts off what stands before a name: Dr., Prof.
func withoutTitle(s string) string {
	for {
		word, rest, found := strings.Cut(s, " ")
		if !found {
			return s
		}
		switch strings.ToLower(strings.TrimRight(word, ".")) {
		case "dr", "prof", "mr", "mrs", "ms", "sir", "dame", "lord", "lady", "rev", "hon", "rep", "sen", "gov", "herr", "frau", "mme", "m":
			if strings.ToLower(word) == "m." && len(strings.Fields(rest)) > 0 && word != "M" {
				return s
			}
			s = rest
			continue
		}
		return s
	}
}

// invertedNames reads lists of names of which the first, or every one, has the family name first: Ruiz, Ana, and Jo
// Lee; Ruiz, A., & Lee, J.
func invertedNames(s string, parts []string) []article.Name {
	if len(parts) < 2 || !isInverted(s, parts, 0) {
		return nil
	}
	all := []article.Name{{Family: parts[0], Given: parts[1]}}
	for i := 2; i < len(parts); i++ {
		if isInverted(s, parts, i) {
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

// isInverted tells whether a part is a family name and the next one, behind a comma, the given names that go with it. Two
// words are a family name only before initials or a single word, for two persons may stand there.
func isInverted(s string, parts []string, i int) bool {
	if i+1 >= len(parts) || !isFamily(parts[i]) || !isGiven(parts[i+1]) || !strings.Contains(s, parts[i]+", "+parts[i+1]) {
		return false
	}
	if last := strings.Fields(parts[i]); len(last) == 1 || isParticle(strings.ToLower(last[0])) {
		return true
	}
	given := strings.Fields(parts[i+1])
	return len(given) == 1 || isInitials(given[len(given)-1])
}

// isFamily tells of a family name, with its particles.
func isFamily(s string) bool {
	fields := strings.Fields(s)
	capitals := 0
	for _, w := range fields {
		if isParticle(strings.ToLower(w)) && capitals == 0 && len(fields) > 1 {
			continue
		}
		if !isNameWord(w) || isInitials(w) && len(w) < 4 {
			return false
		}
		capitals++
	}
	return capitals == 1 || capitals == 2
}

// isGiven tells of given names or initials, with the particles that can stand behind them.
func isGiven(s string) bool {
	fields := strings.Fields(s)
	if len(fields) == 0 || len(fields) > 4 {
		return false
	}
	names := 0
	for i, w := range fields {
		switch {
		case isInitials(w):
		case i > 0 && isParticle(w):
		case !isNameWord(w):
			return false
		default:
			names++
		}
	}
	return names < len(fields) || names <= 2
}

// isInitials tells of A., A.B., A.-B., A, AB and Yu.
func isInitials(w string) bool {
	letters, lower := 0, 0
	for _, c := range w {
		switch {
		case unicode.IsUpper(c):
			letters++
		case c == '.' || c == '-' || c == '‐' || c == '‑':
		case unicode.IsLower(c) && letters == 1 && strings.HasSuffix(w, "."):
			lower++
		default:
			return false
		}
	}
	return letters > 0 && lower <= 1 && (letters <= 3 || strings.Count(w, ".") >= letters-1)
}

func isNameWord(w string) bool {
	for _, start := range [...]string{"d’", "d'", "l’", "l'", "‘", "’", "al-", "el-", "ʿ"} {
		w = strings.TrimPrefix(w, start)
	}
	c, _ := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(c) && !unicode.Is(unicode.Han, c) && !unicode.Is(unicode.Katakana, c) && !unicode.Is(unicode.Hiragana, c) {
		return false
	}
	lower := strings.ToLower(strings.Trim(w, ".,"))
	if strings.HasSuffix(w, "’s") || strings.HasSuffix(w, "'s") {
		return false
	}
	return !strings.ContainsAny(w, "0123456789@/:&!?()[]“”\"") && !isOffice(lower) && !isFunction(lower)
}

// isFunction tells of words that begin sentences and stand in no name.
func isFunction(w string) bool {
	switch w {
	case "the", "or", "and", "but", "from", "in", "on", "at", "of", "an", "this", "see", "as", "for", "by", "to", "if", "when", "with", "that", "it", "all", "one", "not",
		"no", "some", "here", "there", "also", "thus", "or,", "near", "during", "about", "after", "before", "es", "im", "zum", "zur", "für", "dans", "pour", "sur", "il",
		"para", "según", "nach", "bei", "title", "article", "chapter", "part", "section", "book", "vol", "figure", "table", "source", "note", "online", "available":
		return true
	}
	return false
}

// initialled reads a name with the initials behind it: Ruiz A, van der Berg JM, Руис А. Б.
func initialled(s string) (article.Name, bool) {
	fields := strings.Fields(s)
	n := len(fields)
	for n > 1 && (isInitials(fields[n-1]) || isParticle(fields[n-1]) && isInitials(fields[n-2])) {
		n--
	}
	if n == 0 || n == len(fields) || len(fields)-n > 3 || !isFamily(strings.Join(fields[:n], " ")) || n == 1 && len([]rune(fields[0])) < 2 {
		return article.Name{}, false
	}
	return article.Name{Family: strings.Join(fields[:n], " "), Given: strings.Join(fields[n:], " ")}, true
}

// person reads a name in its usual order: Ana Ruiz, J. M. de la Cruz.
func person(s string) (article.Name, bool) {
	fields := strings.Fields(s)
	if n := len(fields); n > 2 && isGeneration(fields[n-1]) {
		fields = fields[:n-1]
	}
	if len(fields) == 0 || len(fields) > 6 {
		return article.Name{}, false
	}
	for i, w := range fields {
		if !isNameWord(w) && !isInitials(w) && (i == len(fields)-1 || !isParticle(w)) {
			return article.Name{}, false
		}
	}
	if len(fields) == 1 {
		c, _ := utf8.DecodeRuneInString(s)
		if !unicode.IsUpper(c) {
			return article.Name{Literal: s}, true
		}
		return article.Name{Family: strings.TrimRight(s, ".")}, !isInitials(s) || len(s) > 3
	}
	family := len(fields) - 1
	for family > 1 && isParticle(fields[family-1]) {
		family--
	}
	if isInitials(fields[family]) && len(fields[family]) < 4 {
		return article.Name{}, false
	}
	return article.Name{Given: strings.Join(fields[:family], " "), Family: strings.Join(fields[family:], " ")}, true
}

// withoutGenitive cuts off the ’s of a name before a title: Ruiz’s Tide Tables.
func withoutGenitive(s string) string {
	for _, end := range [...]string{"’s", "'s"} {
		if rest, ok := strings.CutSuffix(s, end); ok {
			return rest
		}
	}
	return s
}

// isSurelyNames tells of names whose form no title has: with initials, or with the family name first.
func isSurelyNames(s string) bool {
	s = strings.TrimRight(strings.TrimSpace(s), ",:;")
	bare := withoutOthers(s)
	if isInstitution(bare) {
		return bodyOnly(bare)
	}
	parts := nameParts(bare)
	if invertedNames(bare, parts) != nil {
		return true
	}
	list := names(bare)
	if list == nil {
		return false
	}
	for _, part := range parts {
		if _, ok := initialled(part); !ok && !hasInitial(part) {
			return bare != s && len(parts) == 1
		}
	}
	return true
}

func hasInitial(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if isInitials(w) && strings.Contains(w, ".") {
			return true
		}
	}
	return false
}

// bodyOnly tells of the name of a body of at most eight words, none of them a verb.
func bodyOnly(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if n++; isVerb(w) {
			return false
		}
	}
	return n <= 8
}

// namesBefore is how long a list of names is that a text begins with and whose form shows where it ends: that of
// medicine (Ruiz A, Lee JB.), that of GOST (Руис А. Б., Ли В. Г.), that of DIN (Ruiz, Ana; Lee, Jo:), or initials and a
// stop before the title. 0 if there is none.
func namesBefore(s string) int {
	if n := beforeColon(s); n > 0 {
		return n
	}
	return initialledList(s)
}

func beforeColon(s string) int {
	i := strings.Index(s, ": ")
	if i <= 0 || i > 200 {
		return 0
	}
	head, editors := withoutRole(s[:i])
	head = withoutOthers(head)
	if isInstitution(head) {
		return 0
	}
	found := invertedNames(head, nameParts(head))
	if found == nil && (editors || hasImprint(s[i+1:])) {
		found = names(head)
		if !editors && len(found) == 1 && found[0].Given == "" {
			return 0
		}
	}
	if found == nil {
		return 0
	}
	return i + 1
}

// hasImprint tells whether a sentence of a place and its publisher, or the title of what it appeared in, stands in a
// text: Ana Ruiz: Gezeiten. Hamburg: Hafen-Verlag 2001.
func hasImprint(s string) bool {
	if strings.Contains(s, ", in: ") || strings.Contains(s, ". In: ") {
		return true
	}
	stop := strings.Index(s, ". ")
	if stop < 0 {
		return false
	}
	place, rest, found := strings.Cut(s[stop+2:], ": ")
	return found && isPlace(place) && strings.ContainsAny(rest, "0123456789")
}

// initialledList reads names with their initials behind them, one after the other.
func initialledList(s string) int {
	s = s[:min(len(s), longestNames)]
	end, stopped := 0, false
	for at := 0; ; {
		n := initialledName(s[at:])
		if n == 0 {
			break
		}
		at += n
		end = at
		stopped = s[at-1] == '.'
		rest := s[at:]
		if strings.HasPrefix(rest, ",") {
			rest = strings.TrimLeft(rest[1:], " ")
			if k := joinerAt(rest); k > 0 && !strings.HasPrefix(rest, "et al") {
				rest = rest[k:]
			}
			at = len(s) - len(rest)
			for _, others := range [...]string{"et al.", "et al", "и др."} {
				if strings.HasPrefix(rest, others) {
					end, stopped = at+len(others), true
				}
			}
			continue
		}
		break
	}
	rest := s[end:]
	if end == 0 || !stopped && !strings.HasPrefix(rest, ".") && !strings.HasPrefix(rest, ":") {
		return 0
	}
	if rest = strings.TrimLeft(rest, ".:, "); !beginsTitle(rest) || isGivenFirst(s[:end], rest) {
		return 0
	}
	if first, _, _ := strings.Cut(rest, " "); isInitials(strings.TrimRight(first, ",")) && len(first) <= 3 && first != "A" {
		return 0
	}
	return len(s) - len(rest)
}

// isGivenFirst tells that what looks like a family name and one initial is the beginning of a name in its usual order:
// Eric A. Posner. A title that follows a single author is longer than the rest of a name, or shows itself by what only
// journals have.
func isGivenFirst(name, rest string) bool {
	if strings.ContainsAny(name, ",;") || strings.IndexFunc(name, func(c rune) bool { return c >= 'А' && c <= 'я' }) >= 0 || strings.Count(name, ".") > 1 {
		return false
	}
	if strings.Contains(rest, " // ") || journalNumbers(rest) {
		return false
	}
	head, behind, _ := strings.Cut(rest, ".")
	if isInstitution(head) && len(behind) > 1 {
		return true // John F. Kennedy Library
	}
	if comma := strings.IndexByte(head, ','); comma >= 0 {
		head = head[:comma]
	}
	fields := strings.Fields(head)
	return len(fields) < 2 || joinerAt(fields[1]+" ") > 0 || len(fields) == 2 && isNameWord(fields[0]) && isNameWord(fields[1]) && strings.HasPrefix(rest[len(head):], ",")
}

// journalNumbers tells of a year and a volume as medicine writes them: 2021;12.
func journalNumbers(s string) bool {
	i := strings.IndexByte(s, ';')
	return i > 0 && i+1 < len(s) && isDigit(s[i-1]) && isDigit(s[i+1])
}

// initialledName is how long the name is that a text begins with: a family name of up to three words, then initials.
func initialledName(s string) int {
	n := initialledWords(s)
	if n == 0 {
		return 0
	}
	fields := strings.Fields(s[n:min(len(s), n+12)]) // Leprevost F da V
	if len(fields) > 1 && s[n] == ' ' && isParticle(fields[0]) && joinerAt(fields[0]+" ") == 0 && isInitials(strings.TrimRight(fields[1], ",.")) && len(fields[1]) <= 3 {
		n += len(" ") + len(fields[0]) + len(" ") + len(strings.TrimRight(fields[1], ",."))
	}
	return n
}

func initialledWords(s string) int {
	at, family := 0, 0
	for family < 4 {
		w, _, _ := strings.Cut(s[at:], " ")
		if family > 0 && isInitials(strings.TrimRight(w, ",;")) {
			return initialsEnd(s, at)
		}
		if !isNameWord(w) && !isParticle(w) || strings.ContainsAny(w, ",;.:") || len(w) < 2 {
			return 0
		}
		family++
		at += len(w)
		if at >= len(s) {
			return 0
		}
		at++
	}
	return 0
}

// initialsEnd is where the initials end that begin at a place.
func initialsEnd(s string, at int) int {
	end := at
	for {
		w, _, found := strings.Cut(s[end:], " ")
		if cut := strings.IndexAny(w, ",;:"); cut >= 0 {
			w, found = w[:cut], false
		}
		if !isInitials(w) || len(w) > 10 {
			return end - 1
		}
		if !strings.HasSuffix(w, ".") || !found {
			return end + len(w)
		}
		next, _, _ := strings.Cut(s[end+len(w)+1:], " ")
		if !isInitials(strings.TrimRight(next, ",;:")) || !strings.Contains(next, ".") || utf8.RuneCountInString(w) > 2 && strings.Count(w, ".") == 1 && !isUpperDotted(w) {
			return end + len(w)
		}
		end += len(w) + 1
	}
}

func isUpperDotted(w string) bool { return strings.Count(w, ".") == utf8.RuneCountInString(w)/2 }

// isShortTitle tells of a family name and a short title before a locator: Lee, Ports, 9. Notes do not turn names around.
func (p *parse) isShortTitle(s string, parts []string, end int) bool {
	if p.entry || end != 2 || len(parts) != 2 || !strings.HasPrefix(s, parts[0]+", ") || isGiven(parts[1]) && hasInitial(parts[1]) {
		return false
	}
	n, ok := person(parts[0])
	if !ok || n.Given != "" {
		return false
	}
	return p.c.Kind != Commentary || end < len(p.pieces) && p.used[end] && p.c.Locator != "" && startsUpper(parts[1]) && p.pieces[end].before != '.'
}

func startsUpper(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(c)
}

// isInstitution tells whether words name a body rather than persons.
func isInstitution(s string) bool {
	if isAcronym(s) {
		return true
	}
	c, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(c) && !unicode.IsDigit(c) {
		return false
	}
	office := false
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, ".,;:()’")
		lower := strings.ToLower(w)
		c, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(c) && !isOffice(lower) && !isParticle(lower) && joinerAt(lower+" ") == 0 && !isPreposition(lower) {
			return false
		}
		office = office || isOffice(lower) && len(lower) > 2
	}
	return office
}

func isPreposition(w string) bool {
	switch w {
	case "of", "for", "the", "on", "in", "at", "to", "by", "with", "from", "against", "without", "pour", "para", "por", "per", "sur", "ao", "na", "no", "nel", "sul", "dell", "dem", "zur", "d’", "по", "и", "при", "им":
		return true
	}
	return false
}

func isAcronym(s string) bool {
	if isUpperRoman(s) {
		return false
	}
	n := utf8.RuneCountInString(s)
	return n >= 2 && n <= 8 && strings.IndexFunc(s, func(c rune) bool { return !unicode.IsUpper(c) && !unicode.IsDigit(c) }) < 0 && strings.IndexFunc(s, unicode.IsUpper) >= 0
}

// readNames takes the names that a citation without a title begins with: Lee, 8; Ruiz 2021, 14; Kim, https://…
func (p *parse) readNames() {
	if len(p.c.Author) > 0 || len(p.pieces) < 2 || p.pieces[0].kind != words || p.used[0] || p.pieces[0].depth > 0 {
		return
	}
	end := 1
	for end < len(p.pieces) && p.pieces[end].kind == words && !p.used[end] && p.pieces[end].depth == 0 {
		end++
	}
	short := p.c.Kind != Commentary
	if end == len(p.pieces) && !short {
		return
	}
	s := p.t.s[p.pieces[0].Start:p.pieces[end-1].End]
	if end < len(p.pieces) {
		if k := p.pieces[end].kind; k == accessed || k == archived || k == date && p.pieces[end].before == ',' && !p.pieces[end].open || k == address && end > 1 {
			return
		}
	}
	parts := nameParts(withoutOthers(s))
	if p.isShortTitle(s, parts, end) {
		p.c.Author = names(parts[0])
		if !short {
			p.c.Title = parts[1]
		}
		p.used[0], p.used[1] = true, true
		return
	}
	if short && end == 2 && len(parts) > 2 && isSingle(nameParts(p.pieces[0].value)) { // Ayres & Gertner, Filling Gaps, supra
		p.c.Author, p.c.Title = names(p.pieces[0].value), p.pieces[1].value
		return
	}
	for _, part := range parts {
		if n, ok := person(part); !ok || n.Given != "" && !hasInitial(part) {
			if !isAcronym(part) && (invertedNames(s, parts) == nil || short) {
				return
			}
		}
	}
	p.c.Author = names(s)
	for i := range end {
		p.used[i] = p.used[i] || len(p.c.Author) > 0
	}
}
