package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// longestAddress bounds how far an address is read; browsers and servers stop at a few thousand bytes.
const longestAddress = 8192

// addressesIn finds the http and https addresses that stand in words.
func addressesIn(text string, in prose.Stretch) []prose.Stretch {
	var found []prose.Stretch
	for i := in.Start; i < in.End; {
		colon := strings.Index(text[i:in.End], "://")
		if colon < 0 {
			break
		}
		start := schemeStart(text, i, i+colon)
		i += colon + len("://")
		if start < 0 {
			continue
		}
		end := i + addressLength(text[i:min(in.End, start+longestAddress)])
		if address := trimAddress(text[start:end]); len(address) > i-start {
			found = append(found, prose.Stretch{Start: start, End: start + len(address)})
			i = start + len(address)
		}
	}
	return found
}

// addressLength is how far an address goes on behind its scheme: up to a blank, a mark that no address holds unescaped
// (RFC 3986, 2; letters of any script as in RFC 3987), a bracket that closes none of its own, or the next address of
// a list. It has to begin with a letter, a digit or a bracket.
func addressLength(s string) int {
	if c, _ := utf8.DecodeRuneInString(s); !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '[' {
		return 0
	}
	var open []rune
	var opened []int
	i := 0
	for i < len(s) {
		c, size := runeAt(s[i:])
		switch {
		case c == '(' || c == '[' || c == '{':
			open, opened = append(open, closing[c]), append(opened, i)
		case c == ')' || c == ']' || c == '}':
			n := len(open)
			if n == 0 || open[n-1] != c {
				return cutAt(i, opened)
			}
			open, opened = open[:n-1], opened[:n-1]
		case c == '<' && itemLength(s[i:]) > 0:
			size = itemLength(s[i:])
		case endsAddress(c), (c == ',' || c == ';') && isScheme(s[i+1:]):
			return cutAt(i, opened)
		}
		i += size
	}
	return cutAt(i, opened)
}

// itemLength is the length of what identifies an item of a serial in an old DOI (SICI, ANSI/NISO Z39.56-1996), which
// alone in an address holds angle brackets: <693::AID-ABC4>3.0.CO;2-O. It is 0 if the text begins with none.
func itemLength(s string) int {
	const longest = 64
	s = s[:min(len(s), longest)]
	end := strings.Index(s, ">")
	if end < 2 || !isDigitByte(s[1]) || strings.IndexByte(s[:end], ':') < 0 || strings.ContainsAny(s[:end], " /\"\n") {
		return 0
	}
	const control = ">2.0.CO;2" // segment, derivative, medium, version
	rest := s[end:]
	if len(rest) < len(control) || !isDigitByte(rest[1]) || rest[2] != '.' || !isDigitByte(rest[3]) || rest[4] != '.' || rest[7] != ';' {
		return 0
	}
	return end + len(control)
}

var closing = map[rune]rune{'(': ')', '[': ']', '{': '}'}

// cutAt ends an address, before the first of its brackets that was not closed.
func cutAt(end int, opened []int) int {
	if len(opened) > 0 {
		return opened[0]
	}
	return end
}

// endsAddress holds for what stands in no address.
func endsAddress(c rune) bool {
	if c < utf8.RuneSelf {
		return c <= ' ' || c == 0x7F || c == '"' || c == '<' || c == '>' || c == '`' || c == '|' || c == '^'
	}
	return c == utf8.RuneError || prose.IsBlank(c) || unicode.Is(unicode.Co, c) || strings.ContainsRune("“”„«»…—•↩，。、；：！？（）【】「」『』《》〈〉", c)
}

func isScheme(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// schemeStart is where the http or https that ends at colon begins, or -1.
func schemeStart(text string, from, colon int) int {
	for _, scheme := range []string{"https", "http"} {
		start := colon - len(scheme)
		if start >= from && strings.EqualFold(text[start:colon], scheme) {
			return start
		}
	}
	return -1
}

// trimAddress takes off what ends the sentence or the quotation around an address, and the signs of a note there: they are
// no part of it.
func trimAddress(s string) string {
	for {
		c, size := utf8.DecodeLastRuneInString(s)
		switch {
		case strings.ContainsRune(".,;:!?'\"*_~\\’‘‹›†‡⁰¹²³⁴⁵⁶⁷⁸⁹\u200B\u2060", c):
			s = s[:len(s)-size]
		case strings.HasSuffix(s, "’s"):
			s = strings.TrimSuffix(s, "’s")
		default:
			return s
		}
	}
}

// printed is an address without what typesetting puts into it so that lines may end there: soft hyphens, joiners, and
// zero-width spaces. None of them can stand in an address unescaped (RFC 3987, 2.2; UTS 46 drops or forbids them).
func printed(address string) string {
	return strings.Map(func(c rune) rune {
		switch c {
		case 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF:
			return -1
		}
		return c
	}, address)
}
