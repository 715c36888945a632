package read

import (
	"strings"

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
		if !isLetterByte(text[i]) {
			i++
			continue
		}
		word := prose.Stretch{Start: i, End: i + 1}
		for word.End < in.End && isLetterByte(text[word.End]) {
			word.End++
		}
		i = word.End
		c := cueOf(text[word.Start:word.End])
		if c == noCue || nextWord(text, word.Start, in.End) != word || previousWord(text, in.Start, word.End) != word {
			continue
		}
		a := attribution{Stretch: c.read(text, in, word)}
		if a.Start == a.End || a.Start < seen {
			continue
		}
		a.source, a.cue = writtenName(text, a.Stretch), text[word.Start:word.End]
		if preposition := c.preposition(); preposition != "" {
			a.cue += " " + preposition
		}
		found = append(found, a)
		seen = a.End
	}
	return found
}

// cue is how a word shows that a name beside it is a source.
type cue int

const (
	noCue     cue = iota
	says          // the name stands before it: X reported; or it is a noun as document is
	document      // the name stands before it, behind an article: the X report
	agent         // the name stands behind it and "by": cited by X
	accorded      // the name stands behind it and "to": according to X
	dependent     // the name stands behind it and "on": relied on X
)

var cues = cueTable(map[cue]string{
	says: `said says reported reports published confirmed alleged alleges claimed claims testified noted notes wrote
		writes told announced stated states found argued argues warned warns estimated estimates revealed disclosed denied
		insisted acknowledged admitted explained concluded observed suggested asserted maintains contends contended`,
	document:  `report study survey analysis investigation account dispatch`,
	accorded:  `according According`,
	dependent: `relied rely relies relying based`,
	agent:     `cited quoted commissioned compiled`,
})

func cueTable(lists map[cue]string) map[string]cue {
	all := make(map[string]cue, 80)
	for c, list := range lists {
		for _, word := range strings.Fields(list) {
			all[word] = c
		}
	}
	return all
}

// cueEnds are, for each first letter that a cue has, the last letters, as bits.
var cueEnds = func() (ends [26]uint32) {
	for word := range cues {
		ends[(word[0]|0x20)-'a'] |= 1 << ((word[len(word)-1] | 0x20) - 'a')
	}
	return ends
}()

// cueOf looks a word up. Most words are told from cues by their first and last letters.
func cueOf(word string) cue {
	first, last := (word[0]|0x20)-'a', (word[len(word)-1]|0x20)-'a'
	if cueEnds[first]&(1<<last) == 0 || len(word) < len("said") {
		return noCue
	}
	return cues[word]
}

// preposition stands between a word and the name behind it.
func (c cue) preposition() string {
	switch c {
	case accorded:
		return "to"
	case dependent:
		return "on"
	case agent:
		return "by"
	default:
		return ""
	}
}

// read finds the name that a word shows to be a source, empty if there is none.
func (c cue) read(text string, in, word prose.Stretch) prose.Stretch {
	switch c {
	case says:
		if name := sayer(text, in, word); name.Start < name.End {
			return name
		}
		return author(text, in, word)
	case document:
		return author(text, in, word)
	default:
		next := nextWord(text, word.End, in.End)
		if text[next.Start:next.End] != c.preposition() || !isBlankRun(text[word.End:next.Start]) {
			return prose.Stretch{}
		}
		name := nameFrom(text, next.End, in.End)
		if isAdjective(text, name, in.End) {
			return prose.Stretch{}
		}
		return name
	}
}

// isAdjective tells the initials of a country that only say where the source behind them is from: U.S. officials.
func isAdjective(text string, name prose.Stretch, end int) bool {
	s := text[name.Start:name.End]
	if len(s) != len("U.S") || s[1] != '.' {
		return false
	}
	next := nextWord(text, name.End, end)
	return !prose.Capitalised(text[next.Start:next.End])
}

// sayer is the name before a reporting verb; adverbs and auxiliaries may stand between.
func sayer(text string, in, verb prose.Stretch) prose.Stretch {
	next := nextWord(text, verb.End, in.End)
	if reportsNothing[text[next.Start:next.End]] && isBlankRun(text[verb.End:next.Start]) {
		return prose.Stretch{}
	}
	end := verb.Start
	for {
		before := previousWord(text, in.Start, end)
		if !adverbs[text[before.Start:before.End]] || !isBlankRun(text[before.End:end]) {
			break
		}
		end = before.Start
	}
	name := nameBefore(text, in.Start, end)
	if name.Start == name.End || possessiveLength(text[name.End:end]) > 0 || isSentenceCase(text, in, name) ||
		isGoverned(text, in, name) {
		return prose.Stretch{}
	}
	return name
}

// reportsNothing are words behind a verb that then reports nothing: said to be, writes on, writes for.
var reportsNothing = prose.Words("to on for about")

// adverbs are words that may stand between a name and its verb.
var adverbs = prose.Words(`has have had also recently later now then first likewise again once already previously repeatedly
	publicly separately himself herself itself themselves since`)

// isGoverned tells a name that a preposition ties to another noun, which then is what reports: the gauge in Hull
// reported.
func isGoverned(text string, in, name prose.Stretch) bool {
	before := previousWord(text, in.Start, name.Start)
	if text[before.Start:before.End] == "the" {
		before = previousWord(text, in.Start, before.Start)
	}
	return prepositions[strings.ToLower(text[before.Start:before.End])]
}

var prepositions = prose.Words("in at of from near with by to for on between among under over behind into")

// author is the name before a document: the X report, X’s report.
func author(text string, in, noun prose.Stretch) prose.Stretch {
	name := nameBefore(text, in.Start, noun.Start)
	if name.Start == name.End || isSentenceCase(text, in, name) {
		return prose.Stretch{}
	}
	article := previousWord(text, in.Start, name.Start)
	if !beforeDocuments[strings.ToLower(text[article.Start:article.End])] && possessiveLength(text[name.End:noun.Start]) == 0 {
		return prose.Stretch{}
	}
	return name
}

// beforeDocuments are words before the name of a document’s author.
var beforeDocuments = prose.Words("the a an this that new latest first")

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
