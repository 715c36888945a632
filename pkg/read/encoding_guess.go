package read

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// guessed decodes a source that is no UTF-8 and does not say what it is, where its bytes leave no doubt: pairs of bytes
// that are, nearly without exception, those of the commonest characters of a language. Whatever is in doubt stays what such
// files nearly always are.
func guessed(source []byte) (decoded, bool) {
	if isISO2022JP(source) {
		return decodeNamed(source, "iso-2022-jp")
	}
	const enough = 1 << 14
	sample := source[:min(len(source), enough)]
	if i := bytes.LastIndexByte(sample, '\n'); i > 0 {
		sample = sample[:i]
	}
	name := ""
	for _, g := range guesses {
		if g.fits(sample) {
			name = g.label
			break
		}
	}
	if name == "" {
		return decoded{}, false
	}
	return decodeNamed(source, name)
}

// isISO2022JP tells ISO-2022-JP (RFC 1468), which is 7 bits wide, by its shifts to JIS X 0208 and back.
func isISO2022JP(source []byte) bool {
	return (bytes.Contains(source, []byte("\x1B$B")) || bytes.Contains(source, []byte("\x1B$@"))) &&
		(bytes.Contains(source, []byte("\x1B(B")) || bytes.Contains(source, []byte("\x1B(J")))
}

// guess is an encoding with what shows that a text is in it: of the characters beyond ASCII, how many in a hundred at least
// are of some, and which none is missing of.
type guess struct {
	label  string
	common func(rune) bool
	share  int
	needs  string
}

// guesses are in such an order that a text which two would fit is the first's. Every Japanese text has its kana, every
// Chinese one its 的 and its full stops, every Korean one hangul beyond all; of Russian, the ten commonest letters make two
// thirds (National Corpus of the Russian Language).
var guesses = []guess{
	{"shift_jis", isKana, 25, "。の"},
	{"euc-jp", isKana, 25, "。の"},
	{"euc-kr", func(c rune) bool { return unicode.Is(unicode.Hangul, c) }, 85, "다이는"},
	{"big5", isHan, 70, "，。的"},
	{"gb18030", isHan, 70, "，。的"},
	{"windows-1251", isCommonRussian, 50, "оеа"},
	{"koi8-r", isCommonRussian, 50, "оеа"},
	{"ibm866", isCommonRussian, 50, "оеа"},
	{"iso-8859-5", isCommonRussian, 50, "оеа"},
}

func isKana(c rune) bool          { return unicode.In(c, unicode.Hiragana, unicode.Katakana) && c < 0xFF00 }
func isHan(c rune) bool           { return unicode.Is(unicode.Han, c) }
func isCommonRussian(c rune) bool { return strings.ContainsRune("оеаинтсрвл", c) }

// fewestCharacters beyond ASCII are what anything is told by.
const fewestCharacters = 40

func (g guess) fits(sample []byte) bool {
	e, err := htmlindex.Get(g.label)
	if err != nil {
		return false
	}
	var text string
	if m, single := e.(*charmap.Charmap); single {
		text = decodeBytes(sample, m, "").text
	} else {
		d, wrong := decodeWide(sample, e, "")
		if wrong*1000 > len(d.widths) {
			return false
		}
		text = d.text
	}
	wide, common, letters := 0, 0, 0
	for _, c := range text {
		switch {
		case c < unicode.MaxASCII:
			if unicode.IsLetter(c) {
				letters++
			}
			continue
		case c >= 0xE000 && c < 0xF900: // nobody's own characters
			return false
		}
		wide++
		if g.common(c) {
			common++
		}
	}
	if wide < fewestCharacters || common*100 < wide*g.share || letters > 4*wide {
		return false
	}
	for _, c := range g.needs {
		if !strings.ContainsRune(text, c) {
			return false
		}
	}
	return true
}
