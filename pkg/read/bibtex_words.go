package read

import (
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// bibtexWriter writes the words of a value: LaTeX's accents, signs and commands as what they show.
type bibtexWriter struct {
	*flowBuilder
	piece bibtexPiece
	// math tells that the words are those of a formula.
	math bool
	// linked is called with each address that the words give by a command, and the length of the words before it.
	linked func(address string, start int, at prose.Stretch)
}

// bibtexWords is what a value shows.
func bibtexWords(raw string) string {
	var out flowBuilder
	w := bibtexWriter{flowBuilder: &out, piece: bibtexPiece{text: raw}}
	w.write()
	return prose.Fold(out.text.String())
}

// put writes what a stretch of the piece shows. A string stands as a whole where its name does.
func (w *bibtexWriter) put(shown string, start, end int) {
	at := w.place(start, end)
	if !w.piece.named && shown == w.piece.text[start:end] {
		w.add(shown, at.Start, at.End-at.Start)
	} else {
		w.addInstead(shown, at.Start, at.End-at.Start)
	}
}

func (w *bibtexWriter) place(start, end int) prose.Stretch {
	if w.piece.named {
		return w.piece.at
	}
	return prose.Stretch{Start: w.piece.at.Start + start, End: w.piece.at.Start + end}
}

func (w *bibtexWriter) write() {
	s := w.piece.text
	for i := 0; i < len(s); {
		n := strings.IndexAny(s[i:], "\\{}$~`'-,\"^_")
		if n < 0 {
			n = len(s) - i
		}
		w.put(s[i:i+n], i, i+n)
		if i += n; i == len(s) {
			return
		}
		switch s[i] {
		case '\\':
			i = w.control(i)
		case '{', '}':
			i++
		case '$':
			w.math = !w.math
			i++
		default:
			i = w.sign(i)
		}
	}
}

// sign writes a character that TeX's fonts join with others, or that is no more than notation in a formula.
func (w *bibtexWriter) sign(i int) int {
	s := w.piece.text
	if w.math {
		w.put(s[i:i+1], i, i+1)
		return i + 1
	}
	for _, l := range latexLigatures {
		if strings.HasPrefix(s[i:], l.from) && l.from[0] != '"' {
			w.put(l.to, i, i+len(l.from))
			return i + len(l.from)
		}
	}
	w.put(s[i:i+1], i, i+1)
	return i + 1
}

// control writes what a control sequence shows. Of one that is not known, the arguments are words.
func (w *bibtexWriter) control(at int) int {
	s := w.piece.text
	name, end := controlAt(s, at)
	if name == "" {
		return end
	}
	if mark, ok := latexAccents[name]; ok && !w.math {
		return w.accent(name, mark, at, end)
	}
	letters := isLetterByte(name[0])
	if letters {
		for end < len(s) && (s[end] == ' ' || s[end] == '\t') {
			end++
		}
	}
	switch {
	case addressCommands[name]:
		return w.address(end)
	case strings.Contains(strings.ToLower(name), "noop"), name == "switchargs":
		return bibtexArgument(s, end) // \noopsort{1973b} only sorts
	case w.math && greek()[name] != "":
		w.put(greek()[name], at, end)
		return end
	}
	shown, known := latexCharacters[name]
	if !known && !letters {
		shown = name
	}
	w.put(shown, at, end)
	return end
}

// bibtexArgument is behind the group that begins at a place, if one does.
func bibtexArgument(s string, i int) int {
	if i < len(s) && s[i] == '{' {
		if end, closed := bibtexEnd(s, i); closed {
			return end
		}
	}
	return i
}

// address writes the argument of \url, or of \href with the words behind it.
func (w *bibtexWriter) address(i int) int {
	s := w.piece.text
	end := bibtexArgument(s, i)
	if end == i {
		return i
	}
	raw := s[i+1 : end-1]
	address := bibtexAddress(raw)
	start := w.text.Len()
	if words := bibtexArgument(s, end); words == end {
		w.put(address, i+1, end-1)
	}
	if w.linked != nil {
		w.linked(address, start, w.place(i+1, end-1))
	}
	return end
}

// accent writes a letter with an accent as one character where there is one.
func (w *bibtexWriter) accent(name, mark string, at, end int) int {
	s := w.piece.text
	i := end
	if isLetterByte(name[0]) {
		if i = bibtexBlanks(s, end); i == end && i < len(s) && s[i] != '{' && s[i] != '\\' {
			w.put("", at, end)
			return end
		}
	}
	depth := 0
	for i < len(s) && s[i] == '{' {
		i++
		depth++
	}
	letter, after := "", i
	if strings.HasPrefix(s[i:], `\`) {
		control, behind := controlAt(s, i)
		if letter = latexCharacters[control]; control == "i" || control == "j" {
			letter = control
		}
		after = behind
	} else if c, size := utf8.DecodeRuneInString(s[i:]); size > 0 && c != '}' && !prose.IsBlank(c) {
		letter, after = s[i:i+size], i+size
	}
	if depth > 0 && after < len(s) && s[after] == '}' {
		after++
	}
	if letter == "" {
		letter, mark = spacingAccents[name], ""
	}
	w.put(norm.NFC.String(letter+mark), at, after)
	return after
}

// bibtexAddress is an address as a value gives it: LaTeX's ways to write its characters are none of it.
func bibtexAddress(raw string) string {
	if !strings.ContainsAny(raw, "\\{} \t\r\n$") {
		return raw
	}
	return (&latexReader{}).address(strings.ReplaceAll(strings.TrimSpace(raw), "{%}", `\%`))
}

// greek are the letters that formulas write as commands.
var greek = sync.OnceValue(func() map[string]string {
	names := strings.Fields(`alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho varsigma sigma tau upsilon
		phi chi psi omega`)
	letters := map[string]string{}
	for i, name := range names {
		letters[name] = string(rune('α' + i))
		letters[strings.ToUpper(name[:1])+name[1:]] = string(rune('Α' + i))
	}
	return letters
})
