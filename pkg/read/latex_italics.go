package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// latexSlanted are the commands that set their argument in italics, and latexSlants those that set so what follows them
// in their group (LaTeX2e unofficial reference, 4.1). To emphasise is to slant, as far as the words around are upright.
var (
	latexSlanted = prose.Words("emph textit textsl mkbibemph mkbibitalic")
	latexSlants  = prose.Words("em it itshape sl slshape")
)

// slant reads words in italics.
func (r *latexReader) slant(in *latexInput, name string, at, end, limit int) (int, bool) {
	if latexSlanted[name] {
		arg, after, ok := in.braced(end, limit)
		if ok {
			r.italicised(func() { r.run(in, arg) })
		}
		return after, ok
	}
	if !latexSlants[name] {
		return 0, false
	}
	open := strings.TrimRight(in.text[:at], " \t\n")
	group, ok := in.group(len(open) - 1)
	if !ok || group.End > limit || end > group.End {
		return 0, false
	}
	for end < group.End && (in.text[end] == ' ' || in.text[end] == '\t') {
		end++
	}
	r.italicised(func() { r.run(in, prose.Stretch{Start: end, End: group.End}) })
	return group.End, true
}
