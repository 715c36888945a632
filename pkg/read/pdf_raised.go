package read

import (
	"strconv"
	"strings"
	"unicode"
)

// raisedRun is characters of a line, one behind the other, that stand above it.
type raisedRun struct {
	from, to int
	tokens   []raisedToken
}

// raisedToken is one label in a run.
type raisedToken struct {
	label    string
	from, to int
	// after is what stands between it and the token before: a comma, a dash, or nothing.
	after string
}

// longestRun is how many characters a run of marks may have: “12, 13, 14–16” and a little more.
const longestRun = 24

// raisedRuns finds what may be marks in a line. Signs need not be raised: an asterisk is drawn high as it is.
func (l *pdfLine) raisedRuns() []raisedRun {
	var runs []raisedRun
	for i := 0; i < len(l.glyphs); {
		if !l.marks(i) {
			i++
			continue
		}
		j := i + 1
		for j < len(l.glyphs) && (l.marks(j) || l.joinsMarks(j)) {
			j++
		}
		if r, ok := l.run(i, j); ok {
			runs = append(runs, r)
		}
		i = j
	}
	return runs
}

func (l *pdfLine) marks(i int) bool {
	g := &l.glyphs[i]
	if superscriptDigit(g.c) >= 0 || l.raises(g) {
		return true
	}
	return strings.ContainsRune("*∗⁎†‡§", g.c) && i > 0 && !g.blank && (i+1 == len(l.glyphs) || l.glyphs[i+1].blank || unicode.IsPunct(l.glyphs[i+1].c))
}

// joinsMarks tells whether a character that is not raised itself stands between two that are, as a comma may.
func (l *pdfLine) joinsMarks(i int) bool {
	return strings.ContainsRune(",;", l.glyphs[i].c) && i+1 < len(l.glyphs) && l.marks(i+1) && l.glyphs[i].size < 0.92*l.size
}

// run reads a run as a list of labels.
func (l *pdfLine) run(from, to int) (raisedRun, bool) {
	r := raisedRun{from: from, to: to}
	after := ""
	for i := from; i < to; {
		c := l.glyphs[i].c
		if strings.ContainsRune(",;–-‑—()[]", c) || c == '.' {
			after += string(c)
			i++
			continue
		}
		j := i + 1
		for j < to && sameToken(c, l.glyphs[j].c) && !l.glyphs[j].blank {
			j++
		}
		t, ok := pdfLabelOf(l.glyphs[i:j], j-i, true)
		if !ok {
			return r, false
		}
		r.tokens = append(r.tokens, raisedToken{label: t.label, from: i, to: j, after: strings.Trim(after, "()[]")})
		after = ""
		i = j
	}
	return r, len(r.tokens) > 0 && to-from <= longestRun
}

func sameToken(first, c rune) bool {
	if unicode.IsDigit(first) || superscriptDigit(first) >= 0 {
		return unicode.IsDigit(c) || superscriptDigit(c) >= 0
	}
	return c == first
}

// pdfSplitLabels are the two numbers, one behind the other in order, that two marks without a comma look like: 11 and 12
// printed 1112. Without such, there are none.
func pdfSplitLabels(label string) []string {
	for i := 1; i < len(label); i++ {
		a, errA := strconv.Atoi(label[:i])
		b, errB := strconv.Atoi(label[i:])
		if errA == nil && errB == nil && b == a+1 && a > 0 {
			return []string{label[:i], label[i:]}
		}
	}
	return nil
}
