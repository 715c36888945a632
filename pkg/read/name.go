package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// nameFrom reads a name that begins at an offset; an article before it is passed over. It is empty if there is none.
func nameFrom(text string, at, end int) prose.Stretch {
	word := nextWord(text, at, end)
	switch text[word.Start:word.End] {
	case "the", "a", "an", "The":
		at = word.End
		word = nextWord(text, at, end)
	}
	if !isBlankRun(text[at:word.Start]) || !isNameWord(text[word.Start:word.End]) {
		return prose.Stretch{Start: at, End: at}
	}
	name := word
	for {
		next := name.End
		for range mostParticles + 1 {
			word = nextWord(text, next, end)
			if !joinsNames(text, next, word) || !particles[text[word.Start:word.End]] {
				break
			}
			next = word.End
		}
		if !joinsNames(text, next, word) || !isNameWord(text[word.Start:word.End]) {
			return name
		}
		name.End = word.End
	}
}

// nameBefore reads the name that ends before an offset; the ending of a possessive is passed over. It is empty if there
// is none.
func nameBefore(text string, start, at int) prose.Stretch {
	end := at - possessiveLength(text[start:at])
	word := previousWord(text, start, end)
	if end == at && !isBlankRun(text[word.End:at]) || end < at && word.End < end || !isNameWord(text[word.Start:word.End]) {
		return prose.Stretch{Start: at, End: at}
	}
	name := word
	for {
		first := name.Start
		for range mostParticles + 1 {
			word = previousWord(text, start, first)
			if !joinsNames(text, word.End, prose.Stretch{Start: first, End: first}) || !particles[text[word.Start:word.End]] {
				break
			}
			first = word.Start
		}
		if !joinsNames(text, word.End, prose.Stretch{Start: first, End: first}) || !isNameWord(text[word.Start:word.End]) {
			return name
		}
		name.Start = word.Start
	}
}

// joinsNames tells whether a word behind an offset can be of one name with what ends there: a blank parts them, or the
// stop of an initial or a title, as in J. R. Holt and Prof. Holt.
func joinsNames(text string, at int, word prose.Stretch) bool {
	if word.Start < at {
		return false // nothing but particles stood there
	}
	gap := text[at:word.Start]
	if gap == ". " {
		return at-previousWord(text, max(0, at-len("Prof.")), at).Start <= len("Prof")
	}
	return isBlankRun(gap)
}

// possessiveLength is the length of the ’s at the end of a text, with the blank behind it.
func possessiveLength(s string) int {
	rest := strings.TrimRightFunc(s, prose.IsBlank)
	for _, ending := range []string{"’s", "'s", "’", "'"} {
		if strings.HasSuffix(rest, ending) {
			return len(s) - len(rest) + len(ending)
		}
	}
	return 0
}

// particles join the parts of a name; there are no more than mostParticles between two.
var particles = prose.Words("of the for and de del della der den van von di da do dos la le du des &")

const mostParticles = 2

// isNameWord tells a capitalised word that can be of a name.
func isNameWord(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c) && !capitalised[w]
}

// capitalised are words that stand with a capital and are of no name: those that begin sentences, days and months,
// pronouns, and people and things without a name.
var capitalised = prose.Words(`As In On At Of To By From With Near Under Over Between Among Behind Into The A An And But When
	While After Before Since For If So Yet Still Then Now Last Earlier Later Although Though Because Despite During Instead
	Meanwhile However Moreover Also Even Only Once Until Recently Today Yesterday Monday Tuesday Wednesday Thursday Friday
	Saturday Sunday January February March April May June July August September October November December Aside What Where
	Who Why How That This These Those There Here Such I He She They We You It His Her Their Our My Its Some Many Most
	Several Others Other Another Both Each One Two Three All Few No Not Nor Nobody Everyone Critics Experts Officials Sources
	Researchers Scientists Analysts Studies Reports Police Authorities Nothing Something People Residents Witnesses`)

// isSentenceCase tells a single word that may be capitalised only because it begins a sentence, and stands nowhere else.
func isSentenceCase(text string, in, name prose.Stretch) bool {
	word := text[name.Start:name.End]
	if strings.ContainsAny(word, " .") || strings.ToUpper(word) == word || !beginsSentence(text[in.Start:name.Start]) {
		return false
	}
	return !strings.Contains(text[:name.Start], " "+word) && !strings.Contains(text[name.End:], " "+word)
}

func beginsSentence(before string) bool {
	before = strings.TrimRight(before, " \n\t“\"‘(")
	c := prose.LastRune(before)
	return before == "" || prose.IsStop(c) || prose.IsCloser(c) || c == ':'
}

// writtenName is a name as it is written, with the last stop of initials.
func writtenName(text string, name prose.Stretch) string {
	s := text[name.Start:name.End]
	if len(s) >= 3 && s[len(s)-2] == '.' && strings.HasPrefix(text[name.End:], ".") {
		s += "."
	}
	return prose.Fold(s)
}

// initials of a name of several words: those of its capitalised words.
func initials(name string) string {
	fields := strings.Fields(name)
	if len(fields) < 2 {
		return ""
	}
	var b strings.Builder
	for _, word := range fields {
		if c, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(c) {
			b.WriteRune(c)
		}
	}
	return b.String()
}
