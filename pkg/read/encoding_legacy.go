package read

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"

	"github.com/ibidcheck/ibid/pkg/article"
)

// decodeNamed decodes a source in an encoding that its document, or a server, names by one of the labels of the WHATWG
// Encoding Standard. It is not ok if there is no such encoding, or if the source cannot be in it.
func decodeNamed(source []byte, label string) (decoded, bool) {
	e, err := htmlindex.Get(label)
	if err != nil {
		return decoded{}, false
	}
	name, err := htmlindex.Name(e)
	if err != nil {
		return decoded{}, false
	}
	switch name {
	case "utf-8", "utf-16le", "utf-16be", "replacement", "x-user-defined":
		return decoded{}, false // these show themselves, or are none
	}
	if m, single := e.(*charmap.Charmap); single {
		return decodeBytes(source, m, article.Encoding(name)), true
	}
	d, wrong := decodeWide(source, e, article.Encoding(name))
	return d, wrong*mostWrong <= len(d.widths)
}

// mostWrong: one character in so many may be none of the encoding, as damage and vendors' own characters are.
const mostWrong = 50

// decodeBytes decodes an encoding of one byte a character.
func decodeBytes(source []byte, m *charmap.Charmap, name article.Encoding) decoded {
	d := decoded{encoding: name}
	var text strings.Builder
	text.Grow(len(source) + len(source)/8)
	for at, b := range source {
		d.know(text.Len(), at)
		text.WriteRune(m.DecodeByte(b))
	}
	d.text = text.String()
	return d
}

// widestCharacter is how many bytes of the source may belong to one character, shifts between character sets before it
// included.
const widestCharacter = 100

// decodeWide decodes an encoding of one or several bytes a character, and counts the characters that are none of it. It
// keeps how many bytes each character has.
func decodeWide(source []byte, e encoding.Encoding, name article.Encoding) (d decoded, wrong int) {
	d = decoded{encoding: name, widths: make([]byte, 0, len(source)*3/4)}
	decoder := e.NewDecoder().Transformer
	shifts := name == "iso-2022-jp"
	var text strings.Builder
	text.Grow(len(source) * 3 / 2)
	var buffer [16]byte
	notCharacter := []byte(string(utf8.RuneError))
	begun := 0 // where the bytes begin whose characters are still to come
	for at := 0; at < len(source); {
		if c := source[at]; c < utf8.RuneSelf && !shifts {
			d.knowCharacter(text.Len(), at)
			text.WriteByte(c)
			d.widths = append(d.widths, 1)
			at++
			begun = at
			continue
		}
		characters, size := nextWide(buffer[:], decoder, source[at:])
		at += size
		if len(characters) == 0 && at-begun < widestCharacter {
			continue
		}
		if len(characters) == 0 {
			characters = append(characters, notCharacter...)
		}
		wrong += bytes.Count(characters, notCharacter)
		d.knowCharacter(text.Len(), begun)
		text.Write(characters)
		d.addWidths(utf8.RuneCount(characters), at-begun)
		begun = at
	}
	d.text = text.String()
	if n := len(d.widths); n > 0 {
		d.widths[n-1] += byte((len(source) - begun) & 0xFF) // a shift back at the end
	}
	return d, wrong
}

// nextWide decodes the bytes that begin a source, as few as give characters, or that give none.
func nextWide(out []byte, decoder transform.Transformer, source []byte) (characters []byte, size int) {
	const longest = 4 // bytes of one character of GB 18030, and of a shift of ISO 2022
	for n := 1; n <= longest && n <= len(source); n++ {
		written, read, _ := decoder.Transform(out, source[:n], false) // it says no more than that it wants more bytes
		if read > 0 {
			return out[:written], read
		}
	}
	return append(out[:0], string(utf8.RuneError)...), 1
}

// addWidths shares bytes out among the characters that they stand for.
func (d *decoded) addWidths(characters, size int) {
	for ; characters > 1; characters-- {
		width := min(size, 1)
		d.widths = append(d.widths, byte(width&0xFF))
		size -= width
	}
	d.widths = append(d.widths, byte(size&0xFF))
}

func (d *decoded) knowCharacter(text, source int) {
	if n := len(d.known); n == 0 || source-d.known[n-1].source >= stride {
		d.known = append(d.known, pair{text: text, source: source, character: len(d.widths)})
	}
}
