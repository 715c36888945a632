package cite

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// pageLabels stand before the numbers of pages, placeLabels before those of other places in a source.
var (
	pageLabels = [...]string{"pp.", "p.", "pages", "page", "pp", "p", "S.", "Seiten", "Seite", "págs.", "pág.", "pgs.", "pg.", "pagg.", "pag.", "с.", "С.", "стр.", "s.", "页", "ページ"}

	placeLabels = [...]string{
		"at", "n.", "nn.", "n", "note", "notes", "fn.", "¶¶", "¶", "§§", "§", "art.", "arts.", "Art.", "article", "para.", "paras.", "par.", "pars.", "Rn.", "Rz.", "Abs.", "ch.",
		"chs.", "chap.", "chapter", "Kap.", "cap.", "sec.", "sect.", "section", "fig.", "figs.", "figure", "Abb.", "table", "tab.", "Tab.", "l.", "ll.", "line", "lines", "f.",
		"fol.", "fols.", "col.", "cols.", "Sp.", "slide", "slides", "min.", "paragraph", "paragraphs", "loc.", "Anm.", "Fn.", "Ziff.", "app.", "appendix", "verse", "v.", "vv.",
	}
)

// isLocator tells whether words are a place in a source and nothing else: 14, p. 4, pp. 3–5, at 17, §§ 3, 4, 1:02:03.
func isLocator(s string) bool {
	s = strings.TrimRight(strings.TrimFunc(s, prose.IsBlank), ".,;")
	if s == "" {
		return false
	}
	if rest, _, ok := cutLabel(s); ok {
		return isNumbers(rest) || isLocator(rest)
	}
	return isNumbers(s)
}

// cutLabel cuts the label off a locator.
func cutLabel(s string) (rest string, page, ok bool) {
	for _, l := range pageLabels {
		if rest, ok = afterLabel(s, l); ok {
			return rest, true, true
		}
	}
	for _, l := range placeLabels {
		if rest, ok = afterLabel(s, l); ok {
			return rest, false, true
		}
	}
	return s, false, false
}

func afterLabel(s, label string) (string, bool) {
	if !strings.HasPrefix(s, label) {
		return "", false
	}
	rest := strings.TrimLeftFunc(s[len(label):], prose.IsBlank)
	if rest == "" || !endsWord(s, len(label)) && !isDigit(rest[0]) {
		return "", false
	}
	return rest, true
}

// isNumbers tells of numbers and ranges: 14, 3–5, 3, 7–9, xii, 14f., 14 ff., 12a, 1:02:03, 3.2, e12, A12, 113 n. 4.
func isNumbers(s string) bool {
	digits := false
	for token := range strings.FieldsFuncSeq(s, func(c rune) bool { return prose.IsBlank(c) || strings.ContainsRune("-–—−,.:&/*", c) }) {
		if len(token) > 1 && strings.IndexByte("eABCDE", token[0]) >= 0 && isDigit(token[1]) {
			token = token[1:]
		}
		n := digitsLength(token)
		switch rest := token[n:]; {
		case n > 0 && len(rest) <= 2 && strings.Trim(rest, "abcdefr") == "":
			digits = true
		case n == 0 && digits && (rest == "f" || rest == "ff" || rest == "n" || rest == "et" || rest == "and" || rest == "u" || rest == "und"):
		case n == 0 && isRoman(rest):
			digits = true
		default:
			return false
		}
	}
	return digits
}

// isRoman tells of a number below 400 in small Roman figures: xii, clv.
func isRoman(s string) bool {
	rest := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(s, "c"), "c"), "c")
	rest = cutFigures(rest, "xc", "xl", "l", "x")
	rest = cutFigures(rest, "ix", "iv", "v", "i")
	return rest == "" && s != ""
}

// cutFigures cuts off the figures of one decimal place: nine, four, or five and up to three ones.
func cutFigures(s, nine, four, five, one string) string {
	for _, figures := range [...]string{nine, four} {
		if rest, ok := strings.CutPrefix(s, figures); ok {
			return rest
		}
	}
	s = strings.TrimPrefix(s, five)
	for range 3 {
		s = strings.TrimPrefix(s, one)
	}
	return s
}
