package prose

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences splits a block into its sentences. A full stop inside quotation marks or brackets ends no sentence unless
// it stands at their end, reference marks behind the stop belong to the sentence before, and blanks at either end are
// left out. Quotes and marks, the quotations of the block and its reference marks, are in order. The rules are
// those of an editor: abbreviations, initials, decimals and ellipses do not end a sentence.
func Sentences(text string, in Stretch, quotes, marks []Stretch) []Stretch {
	text = text[:in.End]
	s := splitter{text: text, in: in, quotes: quotes, marks: marks, brackets: brackets(text, in)}
	var found []Stretch
	start := in.Start
	for i := in.Start; i < in.End; {
		c, size := rune(text[i]), 1
		switch {
		case c >= utf8.RuneSelf:
			c, size = utf8.DecodeRuneInString(text[i:])
			if !IsStop(c) {
				i += size
				continue
			}
		case c != '.' && c != '!' && c != '?':
			i++
			continue
		}
		end, ok := s.endsAt(i, size)
		if ok {
			found = AppendTrimmed(found, text, Stretch{start, end})
			start = end
		}
		i = max(i+size, end)
	}
	return AppendTrimmed(found, text, Stretch{start, in.End})
}

type splitter struct {
	text             string
	in               Stretch
	quotes, brackets []Stretch
	marks            []Stretch
}

// longestQuotation is how many bytes a quotation may have and still be kept in one sentence with what introduces it.
const longestQuotation = 1500

// endsAt tells whether the stop at i ends a sentence, and where what belongs to the stop ends.
func (s *splitter) endsAt(i, size int) (end int, ok bool) {
	quote := within(s.quotes, i)
	j, marked := s.tail(i+size, quote)
	for _, around := range []Stretch{quote, within(s.brackets, i)} {
		if around.End > j && around.End-around.Start <= longestQuotation {
			return j, false
		}
	}
	next, _ := utf8.DecodeRuneInString(s.text[j:s.in.End])
	if j >= s.in.End {
		return j, true
	}
	wide := strings.ContainsRune("。！？｡", LastRune(s.text[i:i+size]))
	if wide && quote.End == j && unicode.Is(unicode.Hiragana, next) {
		return j, false // Japanese goes on behind a quotation with a particle: 「…。」と
	}
	if !wide && !IsBlank(next) && (!marked || !unicode.IsUpper(next)) {
		return j, false
	}
	rest := strings.TrimLeftFunc(s.text[j:s.in.End], IsBlank)
	if wide || rest == "" {
		return j, true
	}
	if !opensSentence(rest) {
		return j, false
	}
	return j, s.text[i] != '.' || stopEnds(s.text[s.in.Start:i], rest)
}

// tail steps over what belongs to a stop: more stops, closing marks, that of the quotation around the stop also behind a
// blank, as French has it, and reference marks.
func (s *splitter) tail(j int, quote Stretch) (end int, marked bool) {
	for j < s.in.End {
		if m, ok := s.markAt(j); ok {
			j, marked = m.End, true
			continue
		}
		c, size := utf8.DecodeRuneInString(s.text[j:s.in.End])
		if IsStop(c) || IsCloser(c) {
			j += size
			continue
		}
		if k := j + size; IsBlank(c) {
			after, size := utf8.DecodeRuneInString(s.text[k:s.in.End])
			if after == '.' || IsCloser(after) && k+size == quote.End {
				j = k + size
				continue
			}
			if m, ok := s.markAt(k); ok && (m.End >= s.in.End || blankOrStop(s.text[m.End:s.in.End])) {
				j, marked = m.End, true
				continue
			}
		}
		break
	}
	return j, marked
}

func blankOrStop(rest string) bool {
	c, _ := utf8.DecodeRuneInString(rest)
	return IsBlank(c) || IsStop(c)
}

func (s *splitter) markAt(at int) (Stretch, bool) {
	i := sort.Search(len(s.marks), func(i int) bool { return s.marks[i].Start >= at })
	if i < len(s.marks) && s.marks[i].Start == at && s.marks[i].End > at {
		return Stretch{at, min(s.marks[i].End, s.in.End)}, true
	}
	return Stretch{}, false
}

// within finds the Stretch that holds an offset; stretches are in order and do not overlap.
func within(all []Stretch, at int) Stretch {
	i := sort.Search(len(all), func(i int) bool { return all[i].End > at })
	if i < len(all) && all[i].Holds(at) {
		return all[i]
	}
	return Stretch{}
}

// longestBracket is how many bytes may stand in brackets and be taken for an aside.
const longestBracket = 300

// brackets finds round brackets that are closed soon.
func brackets(text string, in Stretch) []Stretch {
	var found []Stretch
	for i := in.Start; i < in.End; i++ {
		open := strings.IndexByte(text[i:in.End], '(')
		if open < 0 {
			break
		}
		i += open
		depth := 0
		for j := i; j < min(in.End, i+longestBracket); j++ {
			switch text[j] {
			case '(':
				depth++
			case ')':
				depth--
			}
			if depth == 0 {
				found = append(found, Stretch{i, j + 1})
				i = j
				break
			}
		}
	}
	return found
}

// opensSentence tells whether a sentence can begin so.
func opensSentence(rest string) bool {
	rest = strings.TrimLeft(rest, ".… ")
	for _, c := range rest {
		switch {
		case IsBlank(c), strings.ContainsRune("“‘„«‹\"'([¿¡—–#*†‡", c):
			continue
		case unicode.IsLower(c):
			return false
		default:
			return unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.IsSymbol(c) || c == '§' || c == '@' || c == '%'
		}
	}
	return false
}

// stopEnds tells whether a full stop ends the sentence, by what stands before it and behind.
func stopEnds(before, rest string) bool {
	word, next := WordBefore(before), firstWord(rest)
	earlier := strings.TrimRightFunc(strings.TrimSuffix(before, word), IsBlank)
	lower := strings.ToLower(word)
	starts := starters[strings.ToLower(next)]
	first, size := utf8.DecodeRuneInString(word)
	switch kind := abbreviations[lower]; {
	case unicode.IsDigit(first):
		return !isOrdinal(earlier, word, next)
	case word == lower && ordinary[lower]:
		return next == "" || !isDigit(next[0])
	case kind == title:
		return false
	case kind == numbered:
		return starts && !isDigit(next[0])
	case kind == general || isDotted(word):
		return starts
	case size == len(word) && unicode.IsUpper(first):
		return starts && !Capitalised(WordBefore(earlier))
	case size == len(word) && unicode.IsLower(first):
		return !isShortened(rest, next)
	default:
		return true
	}
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// isOrdinal tells a number with a stop that ends nothing: that of an item in a list, or a German ordinal, as in 3. Mai
// and der 2. Band.
func isOrdinal(earlier, number, next string) bool {
	switch {
	case len(number) > 3:
		return false
	case earlier == "":
		return true
	case len(number) > 2:
		return false
	default:
		return germanMonths[next] || germanArticles[strings.ToLower(WordBefore(earlier))] && !starters[strings.ToLower(next)]
	}
}

// isDotted tells an abbreviation with stops inside, such as U.S and Ph.D, from a name of a file or a host.
func isDotted(word string) bool {
	longest, run := 0, 0
	for _, c := range word {
		switch {
		case c == '.':
			run = 0
		case !unicode.IsLetter(c):
			return false
		default:
			run++
		}
		longest = max(longest, run)
	}
	return longest <= 3 && strings.Contains(word, ".")
}

// isShortened tells that a letter is the first of an abbreviation of several words: z. B., p. ex.
func isShortened(rest, next string) bool {
	return len(next) <= 2 && strings.HasPrefix(rest, next+".")
}

func firstWord(text string) string {
	text = strings.TrimLeftFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	i := strings.IndexFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	if i < 0 {
		return text
	}
	return text[:i]
}
