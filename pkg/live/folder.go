package live

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// folder gathers text, with one blank for several, and soft hyphens left out.
type folder struct {
	strings.Builder
	last byte
}

// part parts what follows from what was added, by a blank or, stronger, by a line feed.
func (f *folder) part(with byte) {
	if f.Len() == 0 || f.last == '\n' || f.last == ' ' && with == ' ' {
		return
	}
	f.WriteByte(with)
	f.last = with
}

// add adds a text. Runs without anything to fold are copied at once.
func (f *folder) add(text []byte) {
	for len(text) > 0 {
		end := 0
		for end < len(text) && text[end] > ' ' && text[end] < utf8.RuneSelf {
			end++
		}
		if end > 0 {
			f.Write(text[:end])
			f.last = text[end-1]
			text = text[end:]
			continue
		}
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		switch {
		case unicode.IsSpace(r):
			f.part(' ')
		case r == '\u00ad' || r == 0:
		default:
			f.WriteRune(r)
			f.last = 'x'
		}
	}
}
