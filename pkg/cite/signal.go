package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// signals lead to a citation (Bluebook, rule 1.2, and what other languages have for it). Of two that begin alike the
// longer stands first.
var signals = [...]string{
	"see, for example,", "see, for instance,", "see, e.g.,", "see e.g.,", "see e.g.", "see, inter alia,", "see also, e.g.,", "see also", "see generally",
	"see especially", "see further", "see instead", "see however", "see, however,", "see more", "see in particular", "see again", "see esp.", "see in",
	"see id.", "see",
	"but see also", "but see, e.g.,", "but see", "but cf.", "but compare", "cf. also", "cf. e.g.", "cf.", "cf", "compare", "contra", "accord", "e.g.,", "e.g.",
	"for example,", "for example", "for more, see", "for more see", "for details, see", "for details see", "for an overview, see", "for an overview see",
	"for a discussion, see", "for a discussion see", "for background, see", "for discussion, see", "for further discussion, see",
	"as quoted in", "quoted in", "quoted by", "quoted from", "quoting from", "quoting", "qtd. in", "as cited in", "as cited by", "cited in", "cited by", "cited after",
	"citing to", "citing", "discussed in", "discussing", "reprinted in", "reproduced in", "excerpted in", "adapted from", "taken from", "based on",
	"summarized in", "reviewed in", "translated in", "as reported in", "as reported by", "reported in", "reported by", "drawn from", "available in",
	"according to", "source:", "sources:", "data from", "via",
	"vgl. auch", "vgl. hierzu", "vgl. dazu", "vgl. etwa", "vgl. z. b.", "vgl. u. a.", "vgl. insbesondere", "vgl. nur", "vgl.", "vergleiche", "siehe auch",
	"siehe hierzu", "siehe dazu", "siehe etwa", "siehe z. b.", "siehe", "s. auch", "s. a.", "s. dazu", "so auch", "so etwa", "dazu auch", "dazu", "hierzu",
	"zit. nach", "zitiert nach", "zit. n.", "zitiert in", "zit. in", "aber siehe", "anders", "nach:", "quelle:",
	"voir aussi", "voir notamment", "voir p. ex.", "voir", "cité par", "cité dans", "cité in", "cf. aussi", "source :", "d’après",
	"véase también", "véase además", "véase por ejemplo", "véase", "véanse también", "véanse", "ver también", "ver", "citado en", "citado por", "cfr.", "apud",
	"fuente:", "vid.", "si veda anche", "si veda", "vedi anche", "vedi", "citato in", "cit. in", "veja também", "veja-se", "veja", "citado em", "fonte:",
	"zie ook", "zie", "см. также", "см.:", "см.", "ср.", "цит. по:", "цит. по", "参见", "參見", "参照", "見", "见",
}

// signalAt is how long the signal is that a text begins with, 0 if there is none.
func signalAt(s string) int {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return 0
	}
	lower := unicode.ToLower(first)
	for _, signal := range signals {
		c, _ := utf8.DecodeRuneInString(signal)
		if c != lower || !hasPrefixFold(s, signal) {
			continue
		}
		if endsWord(s, len(signal)) && !isNameBehind(signal, s) {
			return len(signal)
		}
	}
	return 0
}

// endsWord tells whether a word ends at n.
func endsWord(s string, n int) bool {
	if n >= len(s) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(s[:n])
	next, _ := utf8.DecodeRuneInString(s[n:])
	return !unicode.IsLetter(last) || unicode.Is(unicode.Han, last) || !unicode.IsLetter(next) && !unicode.IsDigit(next) && next != '\'' && next != '’'
}

// isNameBehind tells a signal from a name or a title that begins with the same word: See, Elliot; Compare: A History.
func isNameBehind(signal, s string) bool {
	rest := s[len(signal):]
	switch signal {
	case "see", "ver", "compare", "accord", "anders", "dazu", "contra", "cf", "zie":
		return rest == "" || strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, ":") && signal != "see" || strings.HasPrefix(rest, ".")
	}
	return false
}

// leads tells of signals that begin a citation of their own within a sentence or in brackets: Lee, 9, citing Ruiz.
func leads(signal string) bool {
	signal = strings.ToLower(signal)
	for _, s := range [...]string{
		"see", "but see", "cf", "quot", "qtd", "as quot", "as cited", "cited", "citing", "zit", "reprinted", "cité", "citado", "citato",
		"siehe", "vgl", "voir", "véa", "apud", "цит", "см.", "compare", "discussing", "as reported", "but cf", "vid.", "adapted from", "reproduced",
	} {
		if strings.HasPrefix(signal, s) {
			return true
		}
	}
	return false
}

// joinerAt is how long the word is that joins a citation to the one before, with the blank behind it.
func joinerAt(s string) int {
	for _, word := range [...]string{"and", "und", "et", "y", "e", "en", "и", "&", "sowie", "or", "as well as", "also", "with"} {
		if hasPrefixFold(s, word) && len(s) > len(word) {
			if c, size := utf8.DecodeRuneInString(s[len(word):]); prose.IsBlank(c) {
				return len(word) + size
			}
		}
	}
	return 0
}
