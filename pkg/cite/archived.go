package cite

import (
	"strings"
	"unicode"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// archivedBefore finds the words that say of the date behind them that a copy was made on it: "Archived (PDF) from the
// original on", "Archiviert vom Original am", "Archivé depuis l’original le". The text is in small letters.
func archivedBefore(lower string) (start int, ok bool) {
	rest := lower
	for range mostArchiveWords {
		rest = withoutFormat(strings.TrimRightFunc(rest, isAroundDate))
		word := prose.WordBefore(rest)
		bare := strings.TrimRight(word, ".")
		if bare == "" {
			return 0, false
		}
		start = len(rest) - len(word)
		if isArchiveWord(bare) {
			return start, true
		}
		if !isOfArchive(bare) && !isBetween(bare) {
			return 0, false
		}
		rest = rest[:start]
	}
	return 0, false
}

// mostArchiveWords is how many words are looked at before a date; "archived from the original in the Wayback Machine on"
// has nine.
const mostArchiveWords = 10

func isAroundDate(c rune) bool {
	return prose.IsBlank(c) || strings.ContainsRune(":：,(;'’[]", c)
}

// withoutFormat cuts off brackets that tell the format of a copy: (PDF), (XLS, 2 MB).
func withoutFormat(s string) string {
	if !strings.HasSuffix(s, ")") {
		return s
	}
	at := strings.LastIndexByte(s, '(')
	if at < 0 || len(s)-at > len("(application/pdf, 100.5 MB)") {
		return s
	}
	return strings.TrimRightFunc(s[:at], isAroundDate)
}

// isArchiveWord tells of a word that says that something was archived.
func isArchiveWord(word string) bool {
	for _, stem := range [...]string{"archiv", "arkiv", "arquivad", "arxivat", "gearchiveerd", "zarchiwizowan", "arkistoitu", "архив", "заархив", "存档", "存檔"} {
		if strings.HasPrefix(word, stem) {
			return word != "archives" && word != "archivo" && word != "archivio" && word != "архива"
		}
	}
	return false
}

// isOfArchive tells of the words that may stand between that word and the date.
func isOfArchive(word string) bool {
	if strings.HasPrefix(word, "original") {
		return true
	}
	switch word {
	case "from", "page", "copy", "version", "url", "link", "by", "via", "web", "wayback", "machine", "internet", "webcite", "today",
		"im", "in", "bei", "du", "de", "del", "desde", "depuis", "par", "sur", "l", "d", "origine", "la",
		"dal", "dall", "do", "da", "cópia", "em", "het", "origineel", "van", "från", "den", "fra", "z", "oryginału",
		"из", "оригинала", "первоисточника", "от", "pdf":
		return true
	}
	return false
}

// isArchivedBehind tells of words that stand behind the day of a copy.
func isArchivedBehind(s string) bool {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	for _, label := range [...]string{"時点における", "のアーカイブ", "存档", "存檔", "归档", "tarihinde arşivlendi"} {
		if strings.HasPrefix(s, label) {
			return true
		}
	}
	return false
}
