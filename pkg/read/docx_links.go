package read

import (
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// hyperlink keeps the link whose words have been written.
func (w *docxWriter) hyperlink(n *xmlNode, start int) {
	relation := w.part.relations[n.get("id")]
	if !relation.external || w.out.text.Len() == start && n.find("drawing", "pict") == nil {
		return
	}
	target := relation.target
	if anchor := n.get("anchor"); anchor != "" && !strings.Contains(target, "#") {
		target += "#" + anchor
	}
	w.addLink(strings.TrimSpace(target), w.since(start), startTag(w.part.text, n))
}

// joinLinks makes one link again of its parts: word processors part the words of a link where their look changes.
func (f *flow) joinLinks() {
	all := f.links[:0]
	for _, l := range f.links {
		if n := len(all); n > 0 && l.goesOnFrom(all[n-1]) {
			all[n-1].End = l.End
			continue
		}
		all = append(all, l)
	}
	f.links = all
}

func (l hyperlink) goesOnFrom(before hyperlink) bool {
	return before.url == l.url && before.End == l.Start && before.part == l.part && l.End > l.Start && before.End > before.Start
}

// docxField is a field whose end has not come yet: its code up to the separator, then its result.
type docxField struct {
	code strings.Builder
	at   prose.Stretch
	// result tells that the result has begun, at start in the flow.
	result bool
	start  int
}

// mostFields bounds how deep fields are nested.
const mostFields = 100

// fieldChar reads the beginning, the separator or the end of a field (ECMA-376, 17.16.18).
func (w *docxWriter) fieldChar(n *xmlNode) {
	last := len(w.fields) - 1
	switch n.get("fldCharType") {
	case "begin":
		if len(w.fields) < mostFields {
			w.fields = append(w.fields, &docxField{at: n.at})
		}
	case "separate":
		if last >= 0 {
			w.fields[last].result, w.fields[last].start = true, w.out.text.Len()
		}
	case "end":
		if last < 0 {
			return
		}
		f := w.fields[last]
		w.fields = w.fields[:last]
		if f.result {
			w.fieldEnds(f.code.String(), f.at, f.start)
		}
	}
}

func (w *docxWriter) fieldCode(n *xmlNode) {
	last := len(w.fields) - 1
	if last < 0 || w.fields[last].result {
		return
	}
	f := w.fields[last]
	if f.code.Len() == 0 {
		f.at = n.at
	}
	var code flowBuilder
	for _, c := range n.children {
		code.addXML(w.part.text, c)
	}
	f.code.WriteString(code.text.String())
}

// inCode tells whether what comes is the code of a field, which is not shown.
func (w *docxWriter) inCode() bool {
	for _, f := range w.fields {
		if !f.result {
			return true
		}
	}
	return false
}

// endFields drops fields whose code does not end with its paragraph: their separators are lost.
func (w *docxWriter) endFields() {
	for i, f := range w.fields {
		if !f.result {
			w.fields = w.fields[:i]
			return
		}
	}
}

// fieldEnds does what the code of a field says with its result: a hyperlink, or a reference to a note that is marked
// elsewhere (ECMA-376, 17.16.5.25 and 17.16.5.43).
func (w *docxWriter) fieldEnds(code string, at prose.Stretch, start int) {
	if w.inCode() {
		return
	}
	words := fieldWords(code)
	if len(words) < 2 {
		return
	}
	switch strings.ToUpper(words[0]) {
	case "HYPERLINK":
		if address := fieldAddress(words[1:]); address != "" {
			w.addLink(strings.TrimSpace(address), w.since(start), at)
		}
	case "NOTEREF", "FTNREF":
		s := w.wordsSince(start)
		for _, word := range words[2:] {
			// \f asks for the look of a mark
			if strings.EqualFold(word, `\f`) && w.inNote == nil && s.Start < s.End {
				m := w.addMark(s, w.out.text.String()[s.Start:s.End], nil)
				w.references[m] = words[1]
				return
			}
		}
	}
}

// fieldAddress is the address of a HYPERLINK field, with the place in the page that the switch \l names.
func fieldAddress(words []string) string {
	address, place := "", ""
	for i := 0; i < len(words); i++ {
		switch strings.ToLower(words[i]) {
		case `\l`:
			if i++; i < len(words) {
				place = words[i]
			}
		case `\o`, `\t`, `\s`:
			i++
		case `\n`, `\m`, `\h`:
		default:
			if address == "" {
				address = words[i]
			}
		}
	}
	if place != "" && address != "" && !strings.Contains(address, "#") {
		address += "#" + place
	}
	return address
}

// fieldWords parts the code of a field: words, and arguments in quotation marks, in which a backslash stands before a
// quotation mark or another backslash.
func fieldWords(code string) []string {
	var all []string
	var word strings.Builder
	quoted, begun := false, false
	end := func() {
		if begun {
			all = append(all, word.String())
		}
		word.Reset()
		begun = false
	}
	for i := 0; i < len(code); i++ {
		c := code[i]
		switch {
		case quoted && c == '\\' && i+1 < len(code) && (code[i+1] == '"' || code[i+1] == '\\'):
			i++
			word.WriteByte(code[i])
		case c == '"':
			quoted = !quoted
			begun = true
		case !quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r'):
			end()
		default:
			word.WriteByte(c)
			begun = true
		}
	}
	end()
	return all
}

// bookmark keeps which bookmarks are open, so that a mark knows by which it can be referred to.
func (w *docxWriter) bookmark(n *xmlNode) {
	id := n.get("id")
	if n.is("bookmarkEnd") {
		delete(w.bookmarks, id)
		return
	}
	if !strings.HasPrefix(n.get("name"), "_Ref") {
		return // Word's own references to notes have such names
	}
	if w.bookmarks == nil {
		w.bookmarks = map[string]string{}
	}
	w.bookmarks[id] = n.get("name")
}

// docxSymbol is the character of a w:sym element. Fonts of symbols have theirs at F000 and above.
func docxSymbol(font, code string) string {
	n, err := strconv.ParseUint(code, 16, 32)
	if err != nil || n < ' ' {
		return ""
	}
	if n < 0xF000 || n > 0xF0FF {
		if n >= 0xD800 && n < 0xE000 || n > 0x10FFFF {
			return ""
		}
		return string(rune(n))
	}
	n -= 0xF000
	if strings.EqualFold(font, "Symbol") {
		if n >= 0x20 && n < 0x7F {
			return string([]rune(symbolLow)[n-0x20])
		}
		if n >= 0xA0 && n < 0xFF {
			return string([]rune(symbolHigh)[n-0xA0])
		}
	}
	if n >= 0x20 && n < 0x7F && !isPictures(font) {
		return string(rune(n))
	}
	return "\uFFFC"
}

// isPictures tells a font whose characters are pictures.
func isPictures(font string) bool {
	font = strings.ToLower(font)
	return strings.Contains(font, "dings") || strings.Contains(font, "symbol")
}

// The characters of the font Symbol, from 20 and from A0 (Unicode, Adobe Symbol encoding).
const (
	symbolLow  = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
	symbolHigh = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪�〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
