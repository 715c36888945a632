package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// entryFinder finds the entries that author-date references mean.
type entryFinder struct {
	text    string
	entries []entryHead
	// byWord are the entries by the first words of their heads and by the initials of these.
	byWord map[string][]int
}

// entryHead is what of an entry a reference repeats.
type entryHead struct {
	// words are those of the entry from its beginning, folded; authors is how many of them are before the year, or those
	// that may be names if the year stands elsewhere.
	words   []string
	authors int
	// first are the words of the first author's name, if that is parted from the others.
	first []string
	// initials are those of its first words: “who” of World Health Organization.
	initials string
	// people is how many authors there are, 3 for more than two, 0 if that is not clear.
	people int
	years  []citedYear
}

// mostFitting is how many entries are compared for one reference; of more of one name none could be chosen.
const mostFitting = 400

func newEntryFinder(f *flow) *entryFinder {
	m := &entryFinder{text: f.text, byWord: map[string][]int{}}
	var before entryHead
	for i, e := range f.entries {
		head := headOf(f, e)
		if repeatsAuthor(f.text[e.Start:e.End]) && len(before.words) > 0 {
			authors := before.words[:before.authors]
			head.words = append(append([]string(nil), authors...), head.words...)
			head.authors = len(authors)
			head.people, head.initials = before.people, before.initials
		}
		m.entries = append(m.entries, head)
		before = head
		m.index(head, i)
	}
	return m
}

func (m *entryFinder) index(head entryHead, i int) {
	const first = 12
	seen := map[string]bool{}
	for _, w := range append([]string{head.initials}, head.words[:min(first, len(head.words))]...) {
		if w != "" && !seen[w] && len(m.byWord[w]) < mostFitting {
			seen[w] = true
			m.byWord[w] = append(m.byWord[w], i)
		}
	}
}

// repeatsAuthor tells whether an entry begins with the dash that stands for the author of the one before.
func repeatsAuthor(s string) bool {
	for _, dash := range []string{"—", "––", "---", "___", "--", "–."} {
		if strings.HasPrefix(s, dash) {
			return true
		}
	}
	return false
}

// longestHead is how much of an entry may be names.
const longestHead = 500

func headOf(f *flow, e entryBlock) entryHead {
	var text strings.Builder
	for i, w := range e.words {
		if i > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(f.text[w.Start:w.End])
	}
	s := text.String()
	h := entryHead{years: yearsIn(s, 0, len(s), 24)}
	authors := s[:min(len(s), 200)]
	if len(h.years) > 0 && h.years[0].Start <= longestHead && hasWords(s[:h.years[0].Start]) {
		authors = s[:h.years[0].Start]
	}
	h.people = countPeople(authors)
	h.words = nameWords(s[:min(len(s), longestHead)])
	h.authors = min(len(h.words), len(nameWords(authors)))
	h.first = nameWords(authors[:firstNameEnd(authors)])
	h.initials = initialsOf(s)
	if e.source != nil {
		h.bySource(e.source)
	}
	return h
}

// bySource takes what the format says of an entry before what its words show.
func (h *entryHead) bySource(s *article.Source) {
	if len(s.Author) > 0 {
		var names []string
		for _, n := range s.Author {
			names = append(names, nameWords(n.Family+" "+n.Literal+" "+n.Given)...)
		}
		h.words = append(names, h.words...)
		h.authors, h.people = len(names), min(3, len(s.Author))
		h.initials = initialsOf(s.Author[0].Literal)
	}
	if len(s.Issued) >= 4 {
		issued := citedYear{year: s.Issued[:4]}
		for _, y := range h.years {
			if y.year == issued.year {
				issued.letter = y.letter
				break
			}
		}
		h.years = append([]citedYear{issued}, h.years...)
	}
}

// firstNameEnd is where the name of the first author ends.
func firstNameEnd(authors string) int {
	end := len(authors)
	for _, mark := range []string{",", "/", ";", " and ", " & ", " und ", " y ", " et ", " e ", "(", ":", ". “", ". \""} {
		if i := strings.Index(authors, mark); i > 0 {
			end = min(end, i)
		}
	}
	return end
}

// countPeople tells from the names at the beginning of an entry how many there are.
func countPeople(s string) int {
	lower := strings.ToLower(s)
	if n := strings.Count(s, " / ") + strings.Count(s, ";"); n > 0 {
		return min(3, n+1)
	}
	joined := strings.Contains(lower, "&")
	for _, c := range []string{" and ", " und ", " y ", " et ", " e ", " och ", " og ", " en ", " и "} {
		joined = joined || strings.Contains(lower, c)
	}
	switch commas := strings.Count(s, ","); {
	case strings.Contains(lower, "et al"):
		return 3
	case !joined && commas <= 1:
		return 1
	case joined && commas <= 2:
		return 2
	case joined && commas >= 4:
		return 3
	}
	return 0
}

// nameWords are the words of names, folded: hyphens part them, apostrophes do not, and accents are left out, since
// people leave them out.
func nameWords(s string) []string {
	s = strings.Map(func(c rune) rune {
		if c == '’' || c == '\'' || c == '\u00AD' || unicode.Is(unicode.Mn, c) {
			return -1
		}
		return unicode.ToLower(c)
	}, norm.NFD.String(s))
	return strings.FieldsFunc(s, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}

// initialsOf are the initials of the words with capitals that begin an entry, up to the first stop, if there are several.
func initialsOf(s string) string {
	if i := strings.IndexAny(s, ".,(:"); i >= 0 {
		s = s[:i]
	}
	var initials strings.Builder
	for _, w := range strings.Fields(s) {
		if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) {
			initials.WriteRune(unicode.ToLower(c))
		}
	}
	if initials.Len() < 2 {
		return ""
	}
	return initials.String()
}

// resolve finds the entry of a reference. What stands before the names that it fits is no part of it.
func (m *entryFinder) resolve(a *authorDate) {
	const mostTries = 12
	names := a.names
	for range mostTries {
		phrase := m.text[names.Start:names.End]
		entry, several := m.find(phrase, a.year)
		if entry == article.None && !several && a.narrative && strings.HasSuffix(phrase, "s") {
			entry, several = m.find(phrase[:len(phrase)-1], a.year) // the German genitive
		}
		if entry != article.None || several {
			m.settle(a, names, entry)
			a.ambiguous = several
			return
		}
		next := nextToken(m.text, nextToken(m.text, names.Start, names.End).End, names.End)
		for next.Start < next.End && nameWord(m.text[next.Start:next.End]) == joiner && !particles[m.text[next.Start:next.End]] {
			next = nextToken(m.text, next.End, names.End)
		}
		if next.Start == next.End {
			return
		}
		names.Start = next.Start
	}
}

// settle gives a reference its entry and what of the names before it belongs to it: a particle only if the entry has it.
func (m *entryFinder) settle(a *authorDate, names prose.Stretch, entry int) {
	for entry != article.None {
		first := nextToken(m.text, names.Start, names.End)
		word := m.text[first.Start:first.End]
		h := &m.entries[entry]
		if !particles[word] || first.End >= names.End || contains(h.words[:min(len(h.words), h.authors+2)], word) {
			break
		}
		names.Start = skipBlanks(m.text, first.End, names.End)
	}
	if a.Start == a.names.Start {
		a.Start = names.Start
	}
	if a.group.Start == a.names.Start {
		a.group.Start = names.Start
	}
	a.names, a.entry = names, entry
}

// find is the entry that names and a year mean; several tells that more than one fits equally well.
func (m *entryFinder) find(phrase string, year citedYear) (entry int, several bool) {
	names, more := nameParts(phrase)
	if len(names) == 0 {
		return article.None, false
	}
	whole := nameWords(phrase)
	first := nameWords(names[0])
	if len(first) == 0 || len(whole) == 0 {
		return article.None, false
	}
	var others []string
	for _, other := range names[1:] {
		if words := nameWords(other); len(words) > 0 {
			others = append(others, words[len(words)-1])
		}
	}
	best, entry := 0, article.None
	for _, i := range m.fitting(whole, first) {
		h := &m.entries[i]
		if h.agrees(year) == 0 {
			continue
		}
		fit := h.fits(whole, first, others, isInitialism(names))
		if fit > 0 {
			fit = fit*8 + h.agrees(year)*2 + h.counts(names, more)
		}
		switch {
		case fit == 0 || fit < best:
		case fit == best:
			several, entry = true, article.None
		default:
			best, entry, several = fit, i, false
		}
	}
	return entry, several
}

// fitting are the entries that may begin with a name: by its first word, by its last one if a particle stands before it.
func (m *entryFinder) fitting(whole, first []string) []int {
	all := m.byWord[first[len(first)-1]]
	if len(whole) > len(first) || len(first) > 1 {
		for _, i := range m.byWord[whole[0]] {
			known := false
			for _, j := range all {
				known = known || i == j
			}
			if !known {
				all = append(all[:len(all):len(all)], i)
			}
		}
	}
	return all
}

// fits tells how well names agree with the beginning of an entry: 0 if they do not.
func (h *entryHead) fits(whole, first, others []string, initialism bool) int {
	switch {
	case len(whole) > 1 && hasPrefix(withoutArticle(h.words), withoutArticle(whole)):
		return 2 // an institution or a title, or names as the entry has them
	case initialism && (h.initials == first[0] || contains(h.words[:min(len(h.words), h.authors, 12)], first[0])):
		return 1
	case !h.leads(first):
		return 0
	}
	for _, other := range others {
		if !contains(h.words[:h.authors], other) {
			return 0
		}
	}
	return 2
}

// leads tells whether a name is that of the first author: it begins the entry, with its particles before or behind it, or
// closes the name that does.
func (h *entryHead) leads(name []string) bool {
	if hasPrefix(h.words, name) {
		return true
	}
	bare := name
	for len(bare) > 1 && particles[bare[0]] {
		bare = bare[1:]
	}
	if len(bare) < len(name) && hasPrefix(h.words, bare) {
		return true
	}
	for at := 1; at <= 3 && at+len(bare) <= h.authors; at++ {
		if particles[h.words[at-1]] && hasPrefix(h.words[at:], bare) {
			return true // the entry has the particle that the reference leaves out
		}
	}
	given := len(h.first) - len(bare)
	return given > 0 && given <= 3 && hasPrefix(h.first[given:], bare) // given names stand first
}

// isInitialism tells whether names are one word with several capitals, as the abbreviation of an institution is.
func isInitialism(names []string) bool {
	if len(names) != 1 || strings.ContainsFunc(names[0], prose.IsBlank) {
		return false
	}
	capitals := 0
	for _, c := range names[0] {
		if unicode.IsUpper(c) {
			capitals++
		}
	}
	return capitals >= 2
}

// agrees tells how well a year agrees with those of an entry: 3 for its first with its letter, 1 for any other.
func (h *entryHead) agrees(year citedYear) int {
	best := 0
	if len(h.years) == 0 && year.year == "n.d." {
		return 2
	}
	for i, y := range h.years {
		if y.year != year.year && (year.first == "" || y.year != year.first) && (y.first == "" || y.first != year.year) {
			continue
		}
		fit := 1
		switch {
		case y.letter == year.letter && i == 0:
			fit = 3
		case y.letter == year.letter:
			fit = 2
		case y.letter != "" && year.letter != "":
			fit = 0
		}
		best = max(best, fit)
	}
	return best
}

// counts tells whether a reference names as many authors as an entry has.
func (h *entryHead) counts(names []string, more bool) int {
	n := min(3, len(names))
	if more {
		n = 3
	}
	if h.people == n {
		return 1
	}
	return 0
}

func hasPrefix(words, prefix []string) bool {
	if len(prefix) == 0 || len(prefix) > len(words) {
		return false
	}
	for i, w := range prefix {
		if words[i] != w {
			return false
		}
	}
	return true
}

func contains(words []string, word string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}

var nameArticles = prose.Words("the der die das le la les el los las il lo")

func withoutArticle(words []string) []string {
	if len(words) > 1 && nameArticles[words[0]] {
		return words[1:]
	}
	return words
}
