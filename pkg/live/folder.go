package live

import (
	"unicode"
	"unicode/utf8"
)

// folder gathers text, with one blank for several, and soft hyphens left out.
type folder struct{ text []byte }

func (f *folder) String() string { return string(f.text) }

// part parts what follows from what was added, by a blank or, stronger, by a line feed.
func (f *folder) part(with byte) {
	if len(f.text) == 0 {
		return
	}
	if last := f.text[len(f.text)-1]; last == '\n' || last == ' ' && with == ' ' {
		return
	}
	f.text = append(f.text, with)
}

// add adds a text. Runs without anything to fold are copied at once.
func (f *folder) add(text []byte) {
	for len(text) > 0 {
		end := 0
		for end < len(text) && text[end] > ' ' && text[end] < utf8.RuneSelf {
			end++
		}
		if end > 0 {
			f.text = append(f.text, text[:end]...)
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
			f.text = utf8.AppendRune(f.text, r)
		}
	}
}
