package read

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"

	"github.com/tetratelabs/wazero/api"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/metadata"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// info is an entry of the document information dictionary (ISO 32000-1, 14.3.3).
func (e *pdfEngine) info(key string) string {
	e.module.Memory().Write(e.scratch, append([]byte(key), 0))
	const room = pdfScratch - 64
	n := api.DecodeU32(e.call("FPDF_GetMetaText", e.document, e.scratchAt(0), e.scratchAt(64), room))
	if n < 2 || n > room {
		return ""
	}
	raw := e.bytesAt(64 + n)[64:]
	units := make([]uint16, 0, n/2)
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])|uint16(raw[i+1])<<8)
	}
	return prose.Fold(strings.TrimRight(string(utf16.Decode(units)), "\x00"))
}

// describe fills in the title, the authors and the date: from the information dictionary if it says something sensible,
// the title else from the largest words of the first page.
func (d *pdfDocument) describe(e *pdfEngine, a *article.Article) {
	if title := e.info("Title"); isPDFTitle(title) {
		a.Title = title
	} else {
		a.Title = d.largest()
	}
	if authors := e.info("Author"); isPDFAuthor(authors) {
		a.Authors = metadata.Names(authors)
	}
	a.Published = pdfDate(e.info("CreationDate"))
}

// pdfFileName finds titles that are names of files, which word processors and printers put there.
var pdfFileName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\.(docx?|odt|rtf|tex|dvi|ps|pdf|indd|qxd|qxp|html?|txt|md|pptx?|xlsx?|pages|fm|p65)\b|^(microsoft|untitled|unbenannt|sans titre|document\d*$|layout 1)|^[\w-]+$`)
})

func isPDFTitle(s string) bool {
	letters := 0
	for _, c := range s {
		if unicode.IsLetter(c) {
			letters++
		}
		if c == unicode.ReplacementChar {
			return false
		}
	}
	return letters >= 4 && strings.ContainsRune(s, ' ') && !pdfFileName().MatchString(s)
}

// isPDFAuthor tells names from the name of an account or a program.
func isPDFAuthor(s string) bool {
	first := []rune(s + " ")[0]
	return strings.Contains(s, " ") && unicode.IsUpper(first) && !strings.Contains(s, "://") && len(s) < 500
}

// pdfDate reads the day of a date as PDF writes it, D:20210503142500+02'00' (ISO 32000-1, 7.9.4).
func pdfDate(s string) string {
	s = strings.TrimPrefix(s, "D:")
	if len(s) < 8 || strings.Trim(s[:8], "0123456789") != "" || s < "1985" || s[4:6] > "12" || s[4:6] == "00" || s[6:8] > "31" || s[6:8] == "00" {
		return ""
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:8]
}

// largest is the largest words of the first page, if they are larger than the text.
func (d *pdfDocument) largest() string {
	best := -1
	for i := range d.items {
		p := &d.items[i]
		if p.note != nil || p.lines[0].page != d.pages[0] {
			continue
		}
		s := p.lines[0]
		if s.size > 1.1*d.size && len(s.glyphs) > 3 && (best < 0 || s.size > 1.05*d.items[best].lines[0].size) {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	words := make([]string, 0, 4)
	for _, l := range d.items[best].lines {
		words = append(words, l.string())
	}
	return prose.Fold(strings.TrimRight(strings.Join(words, " "), pdfNoteSigns+" "))
}
