package read

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"mvdan.cc/xurls/v2"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// addressPattern finds the end of an address that begins with a scheme.
var addressPattern = sync.OnceValue(func() *regexp.Regexp {
	pattern, err := xurls.StrictMatchingScheme("https?://")
	if err != nil {
		panic(err) // the scheme above is a valid expression
	}
	return pattern
})

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
		if start < 0 {
			i += colon + len("://")
			continue
		}
		window := text[start:min(in.End, start+longestAddress)]
		m := addressPattern().FindStringIndex(window)
		if m == nil || m[0] != 0 {
			i += colon + len("://")
			continue
		}
		end := start + len(trimAddress(window[:m[1]]))
		found = append(found, prose.Stretch{Start: start, End: end})
		i = end
	}
	return found
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

// trimAddress takes off what ends the sentence or the quotation around an address, and is no part of it.
func trimAddress(s string) string {
	for {
		c, size := utf8.DecodeLastRuneInString(s)
		cut := strings.ContainsRune(".,;:!?'\"…*_~|<>`", c) || strings.ContainsRune("”“’‘»«›‹„。，、；：！？）】」』》〉", c)
		if !cut && strings.HasSuffix(s, "’s") {
			cut, size = true, len("’s")
		}
		if !cut && (c == ')' || c == ']' || c == '}') {
			cut = unbalanced(s, c)
		}
		if !cut || size == len(s) {
			return firstAddress(s)
		}
		s = s[:len(s)-size]
	}
}

// firstAddress ends an address where typography shows its end: at a closing mark that no address holds unescaped.
func firstAddress(s string) string {
	if i := strings.IndexAny(s, "“”„»«。，、「」"); i > 0 {
		return s[:i]
	}
	return s
}

func unbalanced(s string, closer rune) bool {
	opener := map[rune]string{')': "(", ']': "[", '}': "{"}[closer]
	return strings.Count(s, string(closer)) > strings.Count(s, opener)
}
