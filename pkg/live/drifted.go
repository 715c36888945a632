package live

import (
	"strings"
	"unicode"
)

// enoughText is how many words a page must have, so that what is missing from it tells something; from a page with
// fewer than muchText, all must be missing.
const (
	enoughText = 20
	muchText   = 80
)

var drifted = Heuristic{
	Name: "drifted",
	Summary: "A page with enough text, in the language of the citation, has nothing of the cited title, neither in what it calls itself nor " +
		"in its text, and none of the authors: the link has drifted.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		d := e.document()
		if !isSuccess(e.Page) || !d.isHTML || d.isApp() || e.Page.Truncated || len(e.Cited.Titles) == 0 || d.textWords < enoughText {
			return passOn()
		}
		if d.carries(e.Cited.Titles, d.titles()) {
			return passOn()
		}
		text := d.plain() + d.plainTitles()
		for _, title := range e.Cited.Titles {
			if d.isLike(title, text) || !d.speaks(title) {
				return passOn()
			}
		}
		for _, author := range e.Cited.Authors {
			if says(text, author) {
				return passOn()
			}
		}
		if isHome(e.Page.URL) && share(telling(e.wordsWithoutAddresses()), text) > 0.1 {
			return passOn()
		}
		return decided(Drifted, "the page is there, but nothing in it is of the cited title")
	},
}

// isLike tells whether a text has enough of a title's words to be about the same thing.
func (d *document) isLike(title, text string) bool {
	of := telling(title)
	some := 0.25
	if d.textWords < muchText {
		some = 0
	}
	return len(of) < 3 || share(of, d.plainTitles()) > 0 || share(of, text) > some
}

// speaks tells whether a page is in the language of a title, as far as the small words of both show: a citation may give
// its title in translation.
func (d *document) speaks(title string) bool {
	if script(title) != script(d.text[:min(len(d.text), 2000)]) {
		return false
	}
	text := d.plain()
	lang, _, _ := strings.Cut(strings.ToLower(d.lang), "-")
	for _, w := range words(title) {
		language, ok := languageOf(w)
		switch {
		case !ok:
		case lang != "" && lang != language:
			return false
		case weight(says(text, w)) == 0:
			return false
		default:
			return true
		}
	}
	// Nothing in the title tells: most titles without small words are in the page's language if that is English.
	return lang == "en" || lang == "" && says(text, "the") && says(text, "and")
}

// languageOf knows the small words that stand in one language's titles and hardly in another's.
func languageOf(word string) (string, bool) {
	switch word {
	case "the", "of", "and", "for", "with", "from", "what", "how", "why", "by", "to":
		return "en", true
	case "der", "das", "und", "für", "von", "mit", "zur", "zum", "über", "wie":
		return "de", true
	case "les", "des", "du", "une", "pour", "dans", "sur", "aux":
		return "fr", true
	case "el", "los", "las", "del", "una", "por", "para", "con":
		return "es", true
	}
	return "", false
}

// script tells the alphabet of a text's letters, by most of them.
func script(text string) string {
	count := map[string]int{}
	for _, r := range text {
		switch {
		case isIdeograph(r) || unicode.Is(unicode.Hangul, r):
			count["east"]++
		case unicode.Is(unicode.Latin, r):
			count["latin"]++
		case unicode.IsLetter(r):
			count["other"]++
		}
	}
	best := ""
	for _, name := range [...]string{"latin", "other", "east"} {
		if count[name] > count[best] {
			best = name
		}
	}
	return best
}

// wordsWithoutAddresses are the citations' words, less those that only name the host.
func (e *Evidence) wordsWithoutAddresses() string {
	var kept []string
	for w := range strings.FieldsSeq(e.Cited.Words) {
		if !strings.Contains(w, "://") && !strings.ContainsAny(w, "0123456789") {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}
