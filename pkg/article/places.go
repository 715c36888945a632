package article

import (
	"bytes"
	"slices"
	"sort"
	"unicode/utf8"
)

// Encoding is how an article's source writes characters as bytes.
type Encoding string

// The encodings that are told apart, by their names in the WHATWG Encoding Standard. All others have one byte a character,
// unless their characters' widths are given.
const (
	UTF8        Encoding = "utf-8"
	UTF16LE     Encoding = "utf-16le"
	UTF16BE     Encoding = "utf-16be"
	Windows1252 Encoding = "windows-1252"
)

// Place is a position as editors count it: lines and columns from 1, columns in characters.
type Place struct {
	Line, Column int
}

// Places finds lines and columns in a source. Its zero value is of an empty source.
type Places struct {
	source   []byte
	encoding Encoding
	// widths are how many bytes each character has, nil if that shows in the bytes.
	widths []byte
	known  []known
}

// known is a byte offset whose place has been counted: the beginning of a line, or a point within a long one. Character
// is how many characters stand before it.
type known struct {
	offset    int
	place     Place
	character int
}

// stride bounds how many bytes are counted anew for one place, so that a page of a single line is not slow.
const stride = 4096

// NewPlaces reads through a source once. It keeps the source, which must not change afterwards. Lines end at LF, CRLF
// or a lone CR.
func NewPlaces(source []byte, encoding Encoding) Places {
	p := Places{source: source, encoding: encoding, known: make([]known, 0, 16+len(source)/256)}
	begin := known{place: Place{Line: 1, Column: 1}}
	if encoding == UTF8 && bytes.HasPrefix(source, []byte("\uFEFF")) {
		begin.offset = 3
	}
	p.known = append(p.known, begin)
	if encoding != UTF8 {
		p.read(len(source))
		return p
	}
	for {
		from := p.last().offset
		end := bytes.IndexByte(source[from:], '\n') + 1
		if end == 0 {
			p.readLine(len(source), false)
			return p
		}
		p.readLine(from+end, true)
	}
}

// NewPlacesOf is NewPlaces for a source in an encoding that does not show where its characters begin. Widths are how many
// bytes each of them has, in order.
func NewPlacesOf(source, widths []byte) Places {
	p := Places{source: source, widths: widths, known: make([]known, 1, 16+len(source)/256)}
	p.known[0].place = Place{Line: 1, Column: 1}
	p.read(len(source))
	return p
}

// Text is what stands between two offsets of the source, as far as it reaches. It is false if that is not UTF-8 byte for
// byte, as it is in encodings of one byte a character for ASCII.
func (p Places) Text(start, end int) (string, bool) {
	start, end = max(start, 0), min(end, len(p.source))
	if start > end || p.widths != nil || p.encoding == UTF16LE || p.encoding == UTF16BE {
		return "", false
	}
	stretch := p.source[start:end]
	if p.encoding == UTF8 || p.encoding == "" {
		return string(stretch), utf8.Valid(stretch)
	}
	return string(stretch), !slices.ContainsFunc(stretch, func(b byte) bool { return b >= utf8.RuneSelf })
}

func (p *Places) last() known { return p.known[len(p.known)-1] }

// readLine reads on to the end of a line of UTF-8, which ends there with LF or with the source.
func (p *Places) readLine(end int, ended bool) {
	here := p.last()
	if i := bytes.IndexByte(p.source[here.offset:end], '\r'); i >= 0 && (!ended || here.offset+i != end-len("\r\n")) {
		p.read(end)
		return
	}
	for end-here.offset > stride {
		cut := here.offset + stride
		for n := 1; n < utf8.UTFMax; n++ {
			if utf8.RuneStart(p.source[cut-n+1]) {
				cut += 1 - n
				break
			}
		}
		here.place.Column += utf8.RuneCount(p.source[here.offset:cut])
		here.offset = cut
		p.known = append(p.known, here)
	}
	if ended {
		p.known = append(p.known, known{offset: end, place: Place{Line: here.place.Line + 1, Column: 1}})
	}
}

// read reads on to an offset, character by character. At a line end it makes sure that it is known.
func (p *Places) read(end int) {
	here := p.last()
	for here.offset < end {
		c, size := p.next(here)
		here.offset += size
		here.character++
		here.place.Column++
		ended := c == '\n' || c == '\r' && !p.newlineAt(here)
		if ended {
			here.place = Place{Line: here.place.Line + 1, Column: 1}
		}
		if ended || here.offset-p.last().offset >= stride {
			p.known = append(p.known, here)
		}
	}
}

// Of gives the place of the byte at offset. An offset outside the source gives the nearest place inside.
func (p Places) Of(offset int) Place {
	i := sort.Search(len(p.known), func(i int) bool { return p.known[i].offset > offset })
	if i == 0 {
		return Place{Line: 1, Column: 1}
	}
	from := p.known[i-1]
	for from.offset < offset && from.offset < len(p.source) {
		_, size := p.next(from)
		from.offset += size
		from.character++
		if from.offset <= offset {
			from.place.Column++
		}
	}
	return from.place
}

func (p Places) newlineAt(here known) bool {
	if here.offset >= len(p.source) {
		return false
	}
	c, _ := p.next(here)
	return c == '\n'
}

// next decodes the character at an offset just so far that line ends are known and characters counted.
func (p Places) next(here known) (c rune, size int) {
	at := here.offset
	switch {
	case p.widths != nil:
		return p.nextWide(here)
	case p.encoding == UTF16LE || p.encoding == UTF16BE:
		return p.nextUTF16(at)
	case p.encoding == UTF8 || p.encoding == "":
		if b := p.source[at]; b < utf8.RuneSelf {
			return rune(b), 1
		}
		return utf8.DecodeRune(p.source[at:])
	default:
		return rune(p.source[at]), 1
	}
}

// nextWide knows a character by its last byte: that of a line end is its own in all encodings, and of no other
// character. A character of no bytes is one that the one before has brought with it.
func (p Places) nextWide(here known) (c rune, size int) {
	if here.character >= len(p.widths) {
		return 0, len(p.source) - here.offset
	}
	size = min(int(p.widths[here.character]), len(p.source)-here.offset)
	if size == 0 {
		return 0, 0
	}
	return rune(p.source[here.offset+size-1]), size
}

func (p Places) nextUTF16(at int) (c rune, size int) {
	unit := func(at int) rune {
		if at+1 >= len(p.source) {
			return 0
		}
		if p.encoding == UTF16LE {
			return rune(p.source[at]) | rune(p.source[at+1])<<8
		}
		return rune(p.source[at])<<8 | rune(p.source[at+1])
	}
	c = unit(at)
	if c >= 0xD800 && c < 0xDC00 {
		if low := unit(at + 2); low >= 0xDC00 && low < 0xE000 {
			return (c-0xD800)<<10 | (low - 0xDC00) + 0x10000, 4
		}
	}
	return c, min(2, len(p.source)-at)
}
