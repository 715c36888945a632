package read

import (
	"bytes"
	"errors"
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/ibidcheck/ibid/pkg/article"
)

// decoded is a source as UTF-8, with the way back from a byte of the text to the byte of the source.
type decoded struct {
	text     string
	encoding article.Encoding
	// mark is the length of the byte order mark, which is no part of the text.
	mark int
	// known are pairs of offsets that belong together; empty for UTF-8, where text and source agree.
	known []pair
	// widths are how many bytes of the source each character has, where that does not follow from the character.
	widths []byte
	// size is that of a source in UTF-16, the last unit of which may be cut off; otherwise 0.
	size int
}

// pair is two offsets that belong together, and how many characters stand before them where those are counted.
type pair struct{ text, source, character int }

// stride is how many bytes of the source lie between two known pairs, at most.
const stride = 1024

var errBinary = errors.New("this is no text: it holds bytes that no text has; is it another format under this name?")

// decode reads a source as UTF-8 or UTF-16 if it is either, as what it says that it is, as what it must be by its bytes,
// or else as Windows-1252, which is what such files nearly always are. Bytes that are no UTF-8 in a text that otherwise is
// are left as they stand.
func decode(source []byte) (decoded, error) { return decodeAs(source, "") }

// decodeAs is decode for a source whose format has its own way to name an encoding, and has named one by its label.
func decodeAs(source []byte, label string) (decoded, error) {
	switch {
	case bytes.HasPrefix(source, []byte("\xEF\xBB\xBF")):
		return decoded{text: string(source[3:]), encoding: article.UTF8, mark: 3}, binary(source)
	case bytes.HasPrefix(source, []byte("\xFF\xFE")):
		return decodeUTF16(source, article.UTF16LE, 2), nil
	case bytes.HasPrefix(source, []byte("\xFE\xFF")):
		return decodeUTF16(source, article.UTF16BE, 2), nil
	}
	if encoding, ok := unmarkedUTF16(source); ok {
		return decodeUTF16(source, encoding, 0), nil
	}
	if err := binary(source); err != nil {
		return decoded{}, err
	}
	if mostlyUTF8(source) && !isISO2022JP(source) {
		return decoded{text: string(source), encoding: article.UTF8}, nil
	}
	if label == "" {
		label = declaredEncoding(source)
	}
	if d, ok := decodeNamed(source, label); ok {
		return d, nil
	}
	if d, ok := guessed(source); ok {
		return d, nil
	}
	return decodeBytes(source, charmap.Windows1252, article.Windows1252), nil
}

// binary refuses what cannot be text: NUL bytes, or control characters in number.
func binary(source []byte) error {
	if bytes.IndexByte(source, 0) >= 0 {
		return errBinary
	}
	head := source[:min(len(source), 8192)]
	controls := 0
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v' && b != 0x1B {
			controls++
		}
	}
	if controls*50 > len(head) {
		return errBinary
	}
	return nil
}

// unmarkedUTF16 recognises UTF-16 without a byte order mark: in Western text, every other byte is zero.
func unmarkedUTF16(source []byte) (article.Encoding, bool) {
	head := source[:min(len(source), 8192)&^1]
	if len(head) < 4 {
		return "", false
	}
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case zeros[1]*10 > half*6 && zeros[0]*20 < half:
		return article.UTF16LE, true
	case zeros[0]*10 > half*6 && zeros[1]*20 < half:
		return article.UTF16BE, true
	default:
		return "", false
	}
}

// mostlyUTF8 tells a UTF-8 text with damage from one in another encoding: in the latter, sequences of several bytes
// that happen to be UTF-8 are rare.
func mostlyUTF8(source []byte) bool {
	if utf8.Valid(source) {
		return true
	}
	good, bad := 0, 0
	for i := 0; i < len(source); {
		if source[i] < utf8.RuneSelf {
			i++
			continue
		}
		c, size := utf8.DecodeRune(source[i:])
		if c == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good > bad
}

func decodeUTF16(source []byte, encoding article.Encoding, mark int) decoded {
	d := decoded{encoding: encoding, mark: mark, size: len(source)}
	var text strings.Builder
	text.Grow(len(source))
	unit := func(at int) rune {
		if at+1 >= len(source) {
			return utf8.RuneError
		}
		if encoding == article.UTF16LE {
			return rune(source[at]) | rune(source[at+1])<<8
		}
		return rune(source[at])<<8 | rune(source[at+1])
	}
	for at := mark; at < len(source); {
		d.know(text.Len(), at)
		c, size := unit(at), 2
		if utf16.IsSurrogate(c) {
			if c = utf16.DecodeRune(c, unit(at+2)); c != utf8.RuneError {
				size = 4
			}
		}
		text.WriteRune(c)
		at += size
	}
	d.text = text.String()
	return d
}

func (d *decoded) know(text, source int) {
	if n := len(d.known); n == 0 || source-d.known[n-1].source >= stride {
		d.known = append(d.known, pair{text: text, source: source})
	}
}

// offset gives the offset in the source of a byte of the text. An offset at the end of the text gives the end.
func (d *decoded) offset(at int) int {
	if len(d.known) == 0 {
		return at + d.mark
	}
	i := sort.Search(len(d.known), func(i int) bool { return d.known[i].text > at }) - 1
	from := d.known[max(i, 0)]
	for _, c := range d.text[from.text:min(at, len(d.text))] {
		from.source += d.width(c, from.character)
		from.character++
	}
	if d.size > 0 {
		return min(from.source, d.size)
	}
	return from.source
}

// width is how many bytes the nth character of the text takes in the source.
func (d *decoded) width(c rune, nth int) int {
	switch {
	case d.widths != nil:
		return int(d.widths[nth])
	case d.encoding != article.UTF16LE && d.encoding != article.UTF16BE:
		return 1
	case c > 0xFFFF:
		return 4
	default:
		return 2
	}
}
