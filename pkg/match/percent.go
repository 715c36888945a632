package match

import "strings"

// normalPercent gives the one form that an address has among those that differ only in percent-encoding (RFC 3986,
// 6.2.2): what needs no encoding is decoded, hexadecimal digits are upper-case, and what may not stand raw is encoded.
// A "%" that begins no encoding is taken for the character itself. The characters in also are encoded as well.
func normalPercent(s, also string) string {
	if isNormal(s, also) {
		return s
	}
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if decoded, ok := encoded(s[i:]); ok {
			i += 2
			if isUnreserved(decoded) {
				b = append(b, decoded)
			} else {
				b = appendEncoded(b, decoded)
			}
			continue
		}
		if mayStand(c) && strings.IndexByte(also, c) < 0 {
			b = append(b, c)
		} else {
			b = appendEncoded(b, c)
		}
	}
	return string(b)
}

func isNormal(s, also string) bool {
	for i := range len(s) {
		if !mayStand(s[i]) || also != "" && !isUnreserved(s[i]) && strings.IndexByte(also, s[i]) >= 0 {
			return false
		}
	}
	return true
}

// decodeAll decodes every encoding, as is right in a host's name only.
func decodeAll(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if decoded, ok := encoded(s[i:]); ok {
			b = append(b, decoded)
			i += 2
			continue
		}
		b = append(b, s[i])
	}
	return string(b)
}

// encoded gives the byte that the first three characters encode.
func encoded(s string) (byte, bool) {
	if len(s) < 3 || s[0] != '%' {
		return 0, false
	}
	high, ok := hex(s[1])
	if !ok {
		return 0, false
	}
	low, ok := hex(s[2])
	return high<<4 | low, ok
}

func appendEncoded(b []byte, c byte) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, '%', digits[c>>4], digits[c&15])
}

func hex(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// isUnreserved is RFC 3986, 2.3.
func isUnreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		c == '-' || c == '.' || c == '_' || c == '~'
}

// mayStand tells whether a character may stand raw in a path, query or fragment: unreserved, or reserved (2.2).
func mayStand(c byte) bool {
	return isUnreserved(c) || c < 0x80 && strings.IndexByte(":/?#[]@!$&'()*+,;=", c) >= 0
}
