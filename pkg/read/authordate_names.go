package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// connectors stand between the names of several authors.
var connectors = prose.Words("and und y e et & / i och og en ja a и ve with mit")

// nameJoiners are small words within the name of a person or an institution.
var nameJoiners = prose.Words(`of for the on to in at de la le les du des da do das dos di del della dei degli der den van von zu zum zur
	für im ten ter te el al bin ibn los las y e af av dal d' l'`)

// mostNames is how many words the names of a reference may have.
const mostNames = 24

// namesBefore is the run of names that ends before an offset and begins behind another one: words with a capital, the
// small words between them, “et al.”, an abbreviation in square brackets, or a title in quotation marks. It may begin with
// words that are no names.
func namesBefore(text string, from, to int) prose.Stretch {
	end := to
	for end > from && strings.IndexByte(" ,\n\r\t:([", text[end-1]) >= 0 {
		end--
	}
	none := prose.Stretch{Start: to, End: to}
	if title, ok := titleBefore(text, from, end); ok {
		return title
	}
	start := end
	at := end
	for range mostNames {
		word := tokenBefore(text, from, at)
		s := text[word.Start:word.End]
		if s == "" {
			break
		}
		kind := nameWord(s)
		if kind == noName || at < end && kind == capital && !joinsToNames(text, word, at) {
			break
		}
		if kind == capital {
			start = word.Start
		}
		at = word.Start
	}
	if start == end {
		return none
	}
	return withParticles(text, from, prose.Stretch{Start: start, End: end})
}

// tokenBefore is the last run without blanks before an offset; what opens a bracket or a quotation is no part of it.
func tokenBefore(text string, from, at int) prose.Stretch {
	for at > from {
		c, size := utf8.DecodeLastRuneInString(text[from:at])
		if !prose.IsBlank(c) {
			break
		}
		at -= size
	}
	start := at
	for start > from {
		c, size := utf8.DecodeLastRuneInString(text[from:start])
		if prose.IsBlank(c) || c == '(' || c == ';' || c == ':' || c == '“' || c == '„' || c == '»' || c == '«' || c == '—' {
			break
		}
		start -= size
		if c == '/' && start > from && start+size < at {
			return prose.Stretch{Start: start + size, End: at}
		}
	}
	return prose.Stretch{Start: start, End: at}
}

// nameKind is what a word can be among names.
type nameKind int

const (
	noName nameKind = iota
	capital
	joiner
)

func nameWord(s string) nameKind {
	bare := strings.Trim(s, ",.[]’'")
	lower := strings.ToLower(bare)
	switch {
	case lower == "al" || lower == "others" || lower == "al’s" || lower == "otros" || lower == "autres" || lower == "a" || lower == "u" || lower == "u.a" || lower == "col":
		return joiner
	case lower == "" || connectors[lower] || s == "&":
		return joiner
	}
	c, _ := utf8.DecodeRuneInString(bare)
	switch {
	case strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "..") && utf8.RuneCountInString(bare) > 3 && !strings.Contains(bare, "."):
		return noName // a sentence has ended
	case unicode.IsUpper(c):
		return capital
	case unicode.Is(unicode.Lo, c):
		return capital
	case nameJoiners[lower]:
		return joiner
	case strings.HasPrefix(lower, "d’") || strings.HasPrefix(lower, "d'") || strings.HasPrefix(lower, "al-") || strings.HasPrefix(lower, "l’"):
		return capital
	}
	return noName
}

// joinsToNames tells whether a word goes on with the names behind it: a stop ends a sentence unless it is that of an
// initial or an abbreviation.
func joinsToNames(text string, word prose.Stretch, at int) bool {
	return !strings.ContainsAny(text[word.End:at], "!?") && !strings.HasSuffix(text[word.Start:word.End], "?")
}

// withParticles takes the particles of a name before it to it.
func withParticles(text string, from int, names prose.Stretch) prose.Stretch {
	for range 3 {
		word := tokenBefore(text, from, names.Start)
		if !particles[text[word.Start:word.End]] || word.End == word.Start {
			break
		}
		names.Start = word.Start
	}
	return names
}

// titleBefore is the title in quotation marks that ends before an offset.
func titleBefore(text string, from, end int) (prose.Stretch, bool) {
	const longest = 160
	before := strings.TrimRight(text[from:end], ",. ")
	for _, pair := range []string{"“”", "\"\"", "«»", "„“", "‘’", "»«"} {
		open, openSize := utf8.DecodeRuneInString(pair)
		closing := pair[openSize:]
		if !strings.HasSuffix(before, closing) {
			continue
		}
		inner := before[:len(before)-len(closing)]
		i := strings.LastIndex(inner, string(open))
		if i < 0 || len(inner)-i > longest || strings.ContainsAny(inner[i:], "()") {
			continue
		}
		return prose.Stretch{Start: from + i, End: from + len(before)}, true
	}
	return prose.Stretch{}, false
}

// nameParts parts names at what stands between them; more tells that others are meant besides. The marks around a title
// are left out.
func nameParts(s string) (names []string, more bool) {
	s = strings.Trim(s, " ,“”\"«»„‘’")
	for _, others := range []string{"et al", "u. a", "u.a", "and others", "y otros", "et autres", "e outros", "e altri", "и др", "y col"} {
		if i := strings.LastIndex(strings.ToLower(s), others); i > 0 {
			s, more = s[:i], true
		}
	}
	name := ""
	flush := func() {
		if name = strings.Trim(name, " ,."); name != "" {
			names = append(names, name)
		}
		name = ""
	}
	for _, word := range strings.Fields(strings.NewReplacer("/", " / ", ";", " / ").Replace(s)) {
		if connectors[strings.ToLower(word)] {
			flush()
			continue
		}
		name += " " + word
		if strings.HasSuffix(word, ",") {
			flush()
		}
	}
	flush()
	return names, more
}
