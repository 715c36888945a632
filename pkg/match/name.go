package match

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Name is a person's or an institution's name. Literal is one that is not taken apart.
type Name struct{ Family, Given, Literal string }

// FamilyKey is the same for names that may be of one person, or of one institution: the last word of the family name,
// since particles before it come and go, or of the name.
func FamilyKey(n Name) string {
	family := n.Family
	if family == "" {
		family = n.Literal
	}
	words := nameWords(family)
	if len(words) == 0 {
		return ""
	}
	if n.Family == "" && !looksPersonal(words) {
		return strings.Join(withoutArticle(words), "")
	}
	return words[len(words)-1]
}

// InitialsKey is what FamilyKey is of an institution's initials: that of "WHO" for the World Health Organization. It is
// empty for persons, and for names of one word.
func InitialsKey(n Name) string {
	words := withoutArticle(nameWords(n.Literal))
	if n.Family != "" || len(words) < 2 {
		return ""
	}
	return initials(words, false)
}

// looksPersonal tells whether a name in one piece can be a person's: two or three words, or one.
func looksPersonal(words []string) bool {
	return len(words) <= 3 && !slices.ContainsFunc(words, isSmall)
}

// Names compares two lists of authors. A list that stops short, as before “et al.”, is as far as it goes like the
// longer one.
func Names(a, b []Name) Likeness {
	if len(a) == 0 || len(b) == 0 {
		return Unknown
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	worst := Same
	if len(a) < len(b) {
		worst = Shorter
	}
	for i := range a {
		worst = min(worst, a[i].like(b[i]))
	}
	if worst == Different && len(a) == len(b) && len(a) > 1 {
		return reordered(a, b)
	}
	return worst
}

// reordered compares lists of equal length whose order differs.
func reordered(a, b []Name) Likeness {
	worst := Same
	for _, x := range a {
		best := Different
		for _, y := range b {
			best = max(best, x.like(y))
		}
		worst = min(worst, best)
	}
	return worst
}

func (n Name) like(o Name) Likeness {
	if n.Literal != "" || o.Literal != "" {
		return literally(n, o)
	}
	if sameSet(n.words(), o.words()) {
		return Same // in whatever order
	}
	return min(families(nameWords(n.Family), nameWords(o.Family)), givens(nameWords(n.Given), nameWords(o.Given)))
}

// literally compares names of which one at least is not taken apart.
func literally(n, o Name) Likeness {
	x, y := n.words(), o.words()
	switch {
	case len(x) == 0 || len(y) == 0:
		return Unknown
	case strings.Join(x, "") == strings.Join(y, ""):
		return Same
	case initialsOf(x, y) || initialsOf(y, x):
		return Shorter
	case sameSet(x, y):
		return Same
	case n.Family != "" || o.Family != "":
		// One is a person: the other is one too if it ends or begins with the family name.
		return partly(x, y)
	case len(x) > 1 && len(x) == len(y) && slips(x, y):
		return Near
	}
	return Different
}

// partly compares a name in its usual order with one of unknown order: the family names are the same, and the given
// names do not speak against it.
func partly(x, y []string) Likeness {
	if len(x) == 1 || len(y) == 1 {
		if x[len(x)-1] == y[len(y)-1] {
			return Shorter
		}
		return Different
	}
	if x[len(x)-1] == y[len(y)-1] {
		return givens(x[:len(x)-1], y[:len(y)-1])
	}
	return Different
}

// nameWords keeps the letters that stand for “and” elsewhere: here, they are initials.
func nameWords(s string) []string { return strings.Fields(folded(s)) }

func (n Name) words() []string {
	if n.Literal != "" {
		return withoutArticle(nameWords(n.Literal))
	}
	return append(nameWords(n.Given), nameWords(n.Family)...)
}

func sameSet(x, y []string) bool {
	if len(x) != len(y) {
		return false
	}
	x, y = slices.Clone(x), slices.Clone(y)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

func families(x, y []string) Likeness {
	switch {
	case len(x) == 0 || len(y) == 0:
		return Unknown
	case slices.Equal(x, y), strings.Join(x, "") == strings.Join(y, ""):
		return Same
	case x[len(x)-1] == y[len(y)-1], x[0] == y[0] && (len(x) == 1 || len(y) == 1):
		return Shorter // with and without particle, or the second of two family names
	case len(x) == 1 && len(y) == 1 && isSlip(x[0], y[0]):
		return Near
	}
	return Different
}

// givens compares given names, of which any may be an initial and the later ones may be left out.
func givens(x, y []string) Likeness {
	if len(x) == 0 || len(y) == 0 {
		if len(x) == len(y) {
			return Same
		}
		return Shorter
	}
	x, y = apart(x, y), apart(y, x)
	likeness := Same
	if len(x) != len(y) {
		likeness = Shorter
	}
	for i := range min(len(x), len(y)) {
		switch {
		case x[i] == y[i]:
		case isInitial(x[i], y[i]) || isInitial(y[i], x[i]):
			likeness = min(likeness, Shorter)
		case isSlip(x[i], y[i]):
			likeness = min(likeness, Near)
		default:
			return Different
		}
	}
	return likeness
}

// apart takes initials that are written as one word apart, if the other name has more words: “JR” beside “J. R.”
func apart(x, beside []string) []string {
	if len(x) != 1 || len(beside) < 2 || utf8.RuneCountInString(x[0]) != len(beside) || len(beside) > 3 {
		return x
	}
	return strings.Split(x[0], "")
}

func isInitial(short, long string) bool {
	return utf8.RuneCountInString(short) == 1 && strings.HasPrefix(long, short)
}
