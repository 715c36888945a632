package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// addressCommands take an address, in which % and # are characters like others.
var addressCommands = prose.Words("url nolinkurl burl path href")

func (r *latexReader) linkCommand(in *latexInput, name string, at, end, limit int) (int, bool) {
	if !addressCommands[name] {
		return 0, false
	}
	if name == "href" {
		_, end, _ = in.option(end, limit)
	}
	arg, after, ok := in.braced(end, limit)
	if !ok {
		if arg, after, ok = delimited(in.text, end); !ok || after > limit || name == "href" {
			return end, true
		}
	}
	address := r.address(in.text[arg.Start:arg.End])
	start := r.out.text.Len()
	if name != "href" {
		r.add(in, address, arg)
	} else if words, behind, ok := in.argument(after, limit); ok {
		after = behind
		r.run(in, words)
	}
	if match.IsWeb(address) && !r.quiet {
		s := r.wordsSince(start)
		if s.Start == s.End {
			start = r.out.text.Len()
			r.add(in, address, arg)
			s = r.since(start)
		}
		at := in.place(arg)
		r.addLinkAt(address, s, at, at)
	}
	return after, true
}

// address is what an argument of \url or \href means: blanks and line ends in it are none, and \% is %.
func (r *latexReader) address(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, `$\sim$`, "~"))
	if !strings.ContainsAny(s, "\\{} \t\r\n") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		switch c := s[i]; c {
		case '\\':
			name, end := controlAt(s, i)
			b.WriteString(r.inAddress(name))
			if isLetterByte((name + " ")[0]) {
				for end < len(s) && s[end] == ' ' {
					end++
				}
			}
			i = end
		case '%':
			i++
			if rest := strings.TrimLeft(s[i:], " \t\r"); strings.HasPrefix(rest, "\n") {
				i = len(s) - len(rest)
				continue
			}
			b.WriteByte('%')
		case ' ', '\t', '\r', '\n', '{', '}':
			i++
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// inAddress is what a control sequence stands for in an address.
func (r *latexReader) inAddress(name string) string {
	switch name {
	case "textasciitilde", "sim":
		return "~"
	case "textunderscore":
		return "_"
	case "textpercent", "letterpercent", "percent", "pct":
		return "%"
	case "string", "detokenize", "allowbreak", "-", "":
		return ""
	case "letterhash":
		return "#"
	}
	if m, ok := r.macros[name]; ok && m.params == 0 && !strings.Contains(m.body, `\`) {
		return strings.Trim(m.body, "{} ")
	}
	if len(name) == 1 && !isLetterByte(name[0]) {
		return name
	}
	return `\` + name
}
