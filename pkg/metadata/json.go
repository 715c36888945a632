package metadata

import (
	"encoding/json"
	"html"
	"strings"
)

// largestScript bounds a script of JSON-LD, in bytes.
const largestScript = 1 << 20

// readJSON reads the values in a script, broken as pages have them: wrapped in a comment, with character references,
// raw line ends in strings, commas too many, escapes that JSON does not know, or several values in a row. Of a script
// that stays unreadable it gives what came before the fault.
func readJSON(script string) []any {
	if len(script) > largestScript {
		return nil
	}
	script = unwrap(script)
	var value any
	if json.Unmarshal([]byte(script), &value) == nil {
		return []any{value}
	}
	if !strings.Contains(script, `"`) && strings.Contains(script, "&quot;") {
		script = html.UnescapeString(script)
	}
	decoder := json.NewDecoder(strings.NewReader(repair(script)))
	var values []any
	for {
		var value any
		if decoder.Decode(&value) != nil {
			return values
		}
		values = append(values, value)
	}
}

// unwrap drops the comment or CDATA section that hides a script from old browsers.
func unwrap(script string) string {
	script = strings.Trim(script, " \t\r\n\ufeff;")
	for _, wrap := range [...][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}, {"<![CDATA[", "]]>"}} {
		if strings.HasPrefix(script, wrap[0]) {
			script = strings.TrimSuffix(strings.TrimPrefix(script, wrap[0]), wrap[1])
			script = strings.Trim(script, " \t\r\n;")
		}
	}
	return script
}

// repair mends what can be mended without guessing at a meaning.
func repair(script string) string {
	var b strings.Builder
	b.Grow(len(script))
	inString := false
	for i := 0; i < len(script); i++ {
		c := script[i]
		switch {
		case !inString && c == ',' && closes(script[i+1:]), !inString && c == ';':
		case c == '"':
			inString = !inString
			b.WriteByte(c)
		case inString && c == '\\' && i+1 < len(script):
			i++
			writeEscape(&b, script[i])
		case inString && c < ' ':
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// closes tells whether an object or list ends before anything else comes.
func closes(s string) bool {
	s = strings.TrimLeft(s, " \t\r\n,")
	return s != "" && (s[0] == '}' || s[0] == ']')
}

// writeEscape keeps the escapes of JSON (RFC 8259, 7) and takes the backslash from others.
func writeEscape(b *strings.Builder, c byte) {
	switch {
	case strings.IndexByte(`"\/bfnrtu`, c) >= 0:
		b.WriteByte('\\')
		b.WriteByte(c)
	case c < ' ':
		b.WriteByte(' ')
	default:
		b.WriteByte(c)
	}
}
