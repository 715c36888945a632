package archive

import (
	"errors"
	"iter"
	"strings"
)

var errNoTimeMap = errors.New("it is no list of links")

// link is one of application/link-format (RFC 6690), and of a header named Link (RFC 8288).
type link struct {
	target     string
	parameters []parameter
}

type parameter struct{ name, value string }

// parameter is the value of the first parameter of a name; empty if there is none.
func (l link) parameter(name string) string {
	for _, p := range l.parameters {
		if strings.EqualFold(p.name, name) {
			return p.value
		}
	}
	return ""
}

// linksIn reads <target>; name=value; name="value", <target>…. Addresses and dates hold commas and semicolons
// themselves. What is not in this form is passed over, up to the next link.
func linksIn(text string) iter.Seq[link] {
	return func(yield func(link) bool) {
		for {
			_, rest, ok := strings.Cut(text, "<")
			if !ok {
				return
			}
			target, rest, ok := strings.Cut(rest, ">")
			if !ok {
				return
			}
			l := link{target: strings.TrimSpace(target)}
			l.parameters, text = parameters(rest)
			if !yield(l) {
				return
			}
		}
	}
}

// parameters reads what stands behind a target, up to the comma that ends the link.
func parameters(text string) (all []parameter, rest string) {
	for {
		text = strings.TrimLeft(text, " \t\r\n")
		if !strings.HasPrefix(text, ";") {
			return all, text
		}
		text = strings.TrimLeft(text[1:], " \t\r\n")
		end := strings.IndexAny(text, "=;,<")
		if end < 0 {
			return all, ""
		}
		p := parameter{name: strings.TrimSpace(text[:end])}
		text = text[end:]
		if strings.HasPrefix(text, "=") {
			p.value, text = value(strings.TrimLeft(text[1:], " \t\r\n"))
		}
		all = append(all, p)
	}
}

// value reads a token or a quoted string, in which a backslash stands before a character that is meant as it is.
func value(text string) (string, string) {
	if !strings.HasPrefix(text, `"`) {
		end := strings.IndexAny(text, ";,")
		if end < 0 {
			end = len(text)
		}
		return strings.TrimSpace(text[:end]), text[end:]
	}
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '"':
			return b.String(), text[i+1:]
		case text[i] == '\\' && i+1 < len(text):
			i++
		}
		b.WriteByte(text[i])
	}
	return b.String(), ""
}
