package live

import (
	"net/url"
	"strings"
	"unicode"
)

// bears tells whether a page bears the title that it is cited by, or without one the words of its address: in what it
// calls itself, or in its text word for word. known is false if there is nothing to go by.
func (e *Evidence) bears() (bears, known bool) {
	if e.borne == nil {
		e.borne = &borne{}
		e.borne.bears, e.borne.known = e.looksForTitle()
	}
	return e.borne.bears, e.borne.known
}

// borne is what came of looking for the cited title.
type borne struct{ bears, known bool }

func (e *Evidence) looksForTitle() (bears, known bool) {
	d := e.document()
	if d.carries(e.Cited.Titles, d.titles()) {
		return true, true
	}
	for _, title := range e.Cited.Titles {
		of := telling(title)
		if len(of) > 1 && says(d.plain(), title) {
			return true, true
		}
		known = known || len(of) > 0
	}
	if known {
		return false, true
	}
	slug := slugWords(e.Page.URL)
	if len(slug) == 0 {
		return false, false
	}
	return share(slug, d.plainTitles()) >= 0.5, true
}

// carries tells whether one of the page's own titles has nearly all telling words of a cited title.
func (d *document) carries(cited, own []string) bool {
	for _, title := range cited {
		of := telling(title)
		if len(of) == 0 {
			continue
		}
		for _, t := range own {
			if share(of, plainText(t)) >= 0.75 {
				return true
			}
		}
	}
	return false
}

// slugWords are the words in the last part of an address's path that has any.
func slugWords(address string) []string {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i := len(parts) - 1; i >= 0; i-- {
		stem := parts[i]
		if dot := strings.LastIndexByte(stem, '.'); dot > 0 && len(stem)-dot <= 6 {
			stem = stem[:dot]
		}
		var all []string
		for _, w := range telling(strings.NewReplacer("-", " ", "_", " ", "+", " ").Replace(stem)) {
			if isWord(w) {
				all = append(all, w)
			}
		}
		if len(all) > 0 {
			return all
		}
	}
	return nil
}

// isWord tells words from numbers and keys.
func isWord(w string) bool {
	vowels := 0
	for _, r := range w {
		if !unicode.IsLetter(r) {
			return false
		}
		if strings.ContainsRune("aeiouyäöüáéíóúàèìòùâêîôûåæøœ", r) || r >= 0x370 {
			vowels++
		}
	}
	return vowels > 0
}
