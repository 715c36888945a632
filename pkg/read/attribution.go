package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// attribution is a source named in words.
type attribution struct {
	prose.Stretch
	source, cue string
}

// attributionsIn finds the sources that the blocks name in words: "according to X", "X reported", "the X report". Only
// names count, not officials or experts without one, and initials stand for the longer name that has them.
func attributionsIn(text string, blocks []block) []attribution {
	var found []attribution
	for _, b := range blocks {
		if !b.code && !b.heading {
			found = blockAttributions(found, text, b.Stretch)
		}
	}
	return spellOut(found)
}

func blockAttributions(found []attribution, text string, in prose.Stretch) []attribution {
	seen := in.Start
	for i := in.Start; i < in.End; {
		word := nextWord(text, i, in.End)
		if word.Start == word.End {
			break
		}
		i = word.End
		cue := cues[text[word.Start:word.End]]
		if cue == noCue {
			continue
		}
		if a, ok := attributionAt(text, in, word, cue); ok && a.Start >= seen {
			found = append(found, a)
			seen = a.End
		}
	}
	return found
}

// cue is how a word shows that a name beside it is a source.
type cue int

const (
	noCue     cue = iota
	says          // the name stands before it: X reported
	document      // the name stands before it, behind an article: the X report
	agent         // the name stands behind it and a preposition: reported by X
	accorded      // the name stands behind "according to"
	dependent     // the name stands behind "on": relied on X
)

var cues = cueTable(map[cue]string{
	says: `said says reported reports published confirmed alleged alleges claimed claims testified noted notes wrote
		writes told announced stated states found argued argues warned warns estimated estimates revealed disclosed denied
		insisted acknowledged admitted explained concluded observed suggested asserted maintains contends contended`,
	document:  `report study survey analysis investigation reports account dispatch`,
	accorded:  `according According`,
	dependent: `relied rely relies relying based`,
	agent:     `cited quoted commissioned compiled`,
})

func cueTable(lists map[cue]string) map[string]cue {
	all := make(map[string]cue, 80)
	for c, list := range lists {
		for _, word := range strings.Fields(list) {
			if all[word] == noCue || c < all[word] {
				all[word] = c
			}
		}
	}
	return all
}

func attributionAt(text string, in, word prose.Stretch, c cue) (attribution, bool) {
	switch c {
	case accorded:
		return nameBehind(text, in, word, "to")
	case dependent:
		return nameBehind(text, in, word, "on")
	case agent:
		return nameBehind(text, in, word, "by")
	case document:
		return documentOf(text, in, word)
	default:
		a, ok := sayerOf(text, in, word)
		if !ok {
			return documentOf(text, in, word)
		}
		return a, ok
	}
}

// nameBehind reads the name behind a word and its preposition.
func nameBehind(text string, in, word prose.Stretch, preposition string) (attribution, bool) {
	next := nextWord(text, word.End, in.End)
	if text[next.Start:next.End] != preposition || strings.TrimSpace(text[word.End:next.Start]) != "" {
		return attribution{}, false
	}
	name := nameFrom(text, next.End, in.End)
	if name.Start == name.End {
		return attribution{}, false
	}
	return attribution{name, nameOf(text, name), prose.Fold(text[word.Start:next.End])}, true
}

// nameOf is a name as it is written, with the last stop of initials.
func nameOf(text string, name prose.Stretch) string {
	s := text[name.Start:name.End]
	if len(s) >= 3 && s[len(s)-2] == '.' && strings.HasPrefix(text[name.End:], ".") {
		s += "."
	}
	return prose.Fold(s)
}

// sayerOf reads the name before a reporting verb; adverbs and auxiliaries may stand between.
func sayerOf(text string, in, verb prose.Stretch) (attribution, bool) {
	if next := nextWord(text, verb.End, in.End); reportsNothing[text[next.Start:next.End]] && isBlankRun(text[verb.End:next.Start]) {
		return attribution{}, false
	}
	end := verb.Start
	for {
		before := previousWord(text, in.Start, end)
		if before.Start == before.End || strings.TrimSpace(text[before.End:end]) != "" {
			return attribution{}, false
		}
		if !besideVerbs[text[before.Start:before.End]] {
			break
		}
		end = before.Start
	}
	name := nameBefore(text, in.Start, end)
	if name.Start == name.End || isCommon(text, in, name) || isGoverned(text, in, name) {
		return attribution{}, false
	}
	return attribution{name, nameOf(text, name), prose.Fold(text[verb.Start:verb.End])}, true
}

// reportsNothing are words behind a verb that then reports nothing: said to be, writes on, writes for.
var reportsNothing = prose.Words("to on for about")

// besideVerbs are words that may stand between a name and its verb.
var besideVerbs = prose.Words(`has have had also recently later now then first likewise again once already previously repeatedly
	publicly separately himself herself itself themselves since`)

// isGoverned tells a name that a preposition ties to another noun, which then is what reports: the gauge in Hull
// reported.
func isGoverned(text string, in, name prose.Stretch) bool {
	before := previousWord(text, in.Start, name.Start)
	if text[before.Start:before.End] == "the" {
		before = previousWord(text, in.Start, before.Start)
	}
	return prepositions[text[before.Start:before.End]]
}

var prepositions = prose.Words("in at of from near with by to for on between among under over behind")

// documentOf reads "the X report".
func documentOf(text string, in, noun prose.Stretch) (attribution, bool) {
	name := nameBefore(text, in.Start, noun.Start)
	if name.Start == name.End || isCommon(text, in, name) {
		return attribution{}, false
	}
	article := previousWord(text, in.Start, name.Start)
	switch strings.ToLower(text[article.Start:article.End]) {
	case "the", "a", "an", "this", "that", "new", "latest", "first":
	default:
		if !possessive(text[name.End:noun.Start]) {
			return attribution{}, false
		}
	}
	return attribution{name, nameOf(text, name), prose.Fold(text[noun.Start:noun.End])}, true
}

func possessive(between string) bool {
	between = strings.TrimSpace(between)
	return between == "’s" || between == "'s" || between == "’" || between == "'"
}

// nameFrom reads a name that begins at or behind an offset; an article before it is passed over.
func nameFrom(text string, at, end int) prose.Stretch {
	word := nextWord(text, at, end)
	if w := text[word.Start:word.End]; w == "the" || w == "a" || w == "an" || w == "The" {
		at = word.End
		word = nextWord(text, at, end)
	}
	if word.Start == word.End || !isBlankRun(text[at:word.Start]) || !isNameWord(text[word.Start:word.End]) {
		return prose.Stretch{Start: at, End: at}
	}
	name := word
	for {
		next := nextWord(text, name.End, end)
		gap := text[name.End:next.Start]
		if next.Start == next.End || !isBlankRun(gap) && gap != ". " {
			return name
		}
		if w := text[next.Start:next.End]; !isNameWord(w) {
			after := nextWord(text, next.End, end)
			if !particles[w] || !isBlankRun(text[next.End:after.Start]) || !isNameWord(text[after.Start:after.End]) {
				return name
			}
			next = after
		}
		if gap == ". " && name.End-lastWordStart(text, name) > len("Prof") {
			return name
		}
		name.End = next.End
	}
}

func lastWordStart(text string, name prose.Stretch) int {
	return previousWord(text, name.Start, name.End).Start
}

// nameBefore reads the name that ends before an offset; a possessive ending is passed over.
func nameBefore(text string, start, at int) prose.Stretch {
	word := previousWord(text, start, at)
	if w := text[word.Start:word.End]; (w == "s") && word.Start > start && isApostropheBefore(text[start:word.Start]) {
		_, size := utf8.DecodeLastRuneInString(text[start:word.Start])
		word = previousWord(text, start, word.Start-size)
	} else if !isBlankRun(text[word.End:at]) {
		return prose.Stretch{Start: at, End: at}
	}
	if word.Start == word.End || !isNameWord(text[word.Start:word.End]) {
		return prose.Stretch{Start: at, End: at}
	}
	name := word
	for {
		before := previousWord(text, start, name.Start)
		gap := text[before.End:name.Start]
		if before.Start == before.End || !isBlankRun(gap) && (gap != ". " || before.End-before.Start > len("Prof")) {
			return name
		}
		if w := text[before.Start:before.End]; !isNameWord(w) {
			further := previousWord(text, start, before.Start)
			if !particles[w] || !isBlankRun(text[further.End:before.Start]) || !isNameWord(text[further.Start:further.End]) {
				return name
			}
			before = further
		}
		if openers[text[before.Start:before.End]] {
			return name
		}
		name.Start = before.Start
	}
}

func isApostropheBefore(s string) bool {
	return strings.HasSuffix(s, "’") || strings.HasSuffix(s, "'")
}

// particles join the parts of a name.
var particles = prose.Words("of the for and de del della der den van von di da do dos la le du des &")

// openers are capitalised at the beginning of a sentence, and no part of the name behind them.
var openers = prose.Words(`As In On At The A An And But When While After Before Since For If So Yet Still Then Now Last Earlier
	Later Although Though Because Despite During Instead Meanwhile However Moreover Also Even Only Once Until Recently
	Today Yesterday Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
	August September October November December Aside What Where Who Why How That This These Those There Here`)

// isNameWord tells a capitalised word; pronouns and months are none.
func isNameWord(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c) && !openers[w] && !pronouns[w]
}

var pronouns = prose.Words(`I He She They We You It His Her Their Our My Its Some Many Most Several Others Other Another Both
	Each One Two Three All Few No Nobody Everyone Critics Experts Officials Sources Researchers Scientists Analysts Studies
	Reports Police Authorities Others Nothing Something People Residents Witnesses`)

// isCommon tells a single word that is capitalised only because it begins a sentence: the block has it in lower case
// too, or it has no other reason to be a name and never stands elsewhere.
func isCommon(text string, in, name prose.Stretch) bool {
	word := text[name.Start:name.End]
	if strings.ContainsAny(word, " .") || strings.ToUpper(word) == word {
		return false
	}
	if !beginsSentence(text[in.Start:name.Start]) {
		return false
	}
	return !strings.Contains(text[:name.Start], " "+word) && !strings.Contains(text[name.End:], " "+word)
}

func beginsSentence(before string) bool {
	before = strings.TrimRight(before, " \n\t“\"‘(")
	c, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || prose.IsStop(c) || prose.IsCloser(c) || c == ':'
}

func isBlankRun(s string) bool {
	return s != "" && strings.TrimLeftFunc(s, prose.IsBlank) == ""
}

// nextWord is the next run of letters and digits; inner hyphens and full stops between letters belong to it.
func nextWord(text string, at, end int) prose.Stretch {
	for at < end {
		c, size := utf8.DecodeRuneInString(text[at:end])
		if isWordRune(c) {
			break
		}
		at += size
	}
	start := at
	for at < end {
		c, size := rune(text[at]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(text[at:end])
		}
		if !isWordRune(c) && (!isJoiner(c) || at+size >= end || !wordAt(text[at+size:end])) {
			break
		}
		at += size
	}
	return prose.Stretch{Start: start, End: at}
}

func previousWord(text string, start, at int) prose.Stretch {
	for at > start {
		c, size := utf8.DecodeLastRuneInString(text[start:at])
		if isWordRune(c) {
			break
		}
		at -= size
	}
	end := at
	for at > start {
		c, size := utf8.DecodeLastRuneInString(text[start:at])
		if !isWordRune(c) {
			before, _ := utf8.DecodeLastRuneInString(text[start : at-size])
			if !isJoiner(c) || at-size <= start || !isWordRune(before) || !wordAt(text[at:]) {
				break
			}
		}
		at -= size
	}
	return prose.Stretch{Start: at, End: end}
}

func wordAt(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return isWordRune(c)
}

// isJoiner holds for what joins two parts of one word: "U.S", "Al-Qaeda".
func isJoiner(c rune) bool { return c == '-' || c == '.' || c == '‑' }

func isWordRune(c rune) bool {
	if c < utf8.RuneSelf {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '&'
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.Mn, c)
}

// spellOut replaces initials by the name that they stand for, if one of the sources named has them.
func spellOut(all []attribution) []attribution {
	long := map[string]string{}
	for _, a := range all {
		if s := initials(a.source); len(s) >= 2 && long[s] == "" {
			long[s] = a.source
		}
	}
	for i, a := range all {
		if name, ok := long[a.source]; ok {
			all[i].source = name
		}
	}
	return all
}

func initials(name string) string {
	var b strings.Builder
	fields := strings.Fields(name)
	if len(fields) < 2 {
		return ""
	}
	for _, word := range fields {
		if c, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(c) {
			b.WriteRune(c)
		}
	}
	return b.String()
}
