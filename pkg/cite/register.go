package cite

import (
	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
)

// register finds the works that have been cited by what short forms say of them.
type register struct {
	*graph
	index map[string][]int
}

// everything is the key of all works.
const everything = ""

func newRegister(g *graph) *register { return &register{graph: g, index: map[string][]int{}} }

// addStanding enters a citation if it stands by itself.
func (r *register) addStanding(i int) {
	if r.citations[i].Kind.stands() || r.own[i] {
		r.add(i)
	}
}

// add enters a citation under its authors, under each word of its title, and under both.
func (r *register) add(i int) {
	c := &r.citations[i]
	if c.isEmpty() {
		return
	}
	r.enter(everything, i)
	families := map[string]bool{}
	for _, n := range [][]article.Name{c.Author, c.Editor} {
		for _, name := range n {
			families[familyKey(name)] = true
			families[initialsKey(name)] = true
		}
	}
	delete(families, "")
	words := map[string]bool{}
	for _, w := range r.title(i).Words() {
		words[w] = true
	}
	for f := range families {
		r.enter("by "+f, i)
		if year := match.Year(c.Issued); year != "" {
			r.enter("by "+f+" in "+year, i)
		}
		for w := range words {
			r.enter("by "+f+" on "+w, i)
		}
	}
	for w := range words {
		r.enter("on "+w, i)
	}
}

// mostEntered bounds the works under one key. A short form that fits more is hopeless anyway.
const mostEntered = 64

// enter puts one citation of each work under a key.
func (r *register) enter(key string, i int) {
	all := r.index[key]
	if len(all) >= mostEntered {
		return
	}
	for _, j := range all {
		if r.of(i) == r.of(j) {
			return
		}
	}
	r.index[key] = append(all, i)
}

// by are the works of an author, in a year if it is not empty.
func (r *register) by(family, year string) []int {
	if year == "" {
		return r.index["by "+family]
	}
	return r.index["by "+family+" in "+year]
}

// titled are the works, of an author if one is given, whose titles have the rarest of some words.
func (r *register) titled(family string, words []string) []int {
	prefix := "on "
	if family != "" {
		prefix = "by " + family + " on "
	}
	rarest := r.index[prefix+words[0]]
	for _, w := range words[1:] {
		if all := r.index[prefix+w]; len(all) < len(rarest) {
			rarest = all
		}
	}
	return rarest
}

func familyKey(n article.Name) string {
	return match.FamilyKey(match.Name{Family: n.Family, Given: n.Given, Literal: n.Literal})
}

func initialsKey(n article.Name) string {
	return match.InitialsKey(match.Name{Family: n.Family, Literal: n.Literal})
}

// sameFamilies tells whether all of a short form's authors are among those of a source, by their family names, or their
// initials if they are institutions.
func sameFamilies(short, authors, editors []article.Name) bool {
	if len(authors) == 0 {
		authors = editors
	}
	known := map[string]bool{}
	for _, n := range authors {
		known[familyKey(n)] = true
		known[initialsKey(n)] = true
	}
	for _, n := range short {
		if !known[familyKey(n)] {
			return false
		}
	}
	return true
}

// find looks for the work that an author and a short title, or one of the two, stand for: among what the sequence has
// cited so far, and then in the whole article, where an author alone is not enough but in a bibliography.
func (r *reader) find(i int, by []article.Name, title match.Title) Antecedent {
	who := "that title"
	if len(by) > 0 {
		who = by[0].String()
	}
	if c := &r.citations[i]; c.Note != article.None {
		if all := r.search(r.registerOf(c.Note), by, title); len(all) > 0 {
			return r.oneOf(all, "the only work cited before that fits "+who, "several works cited before fit "+who)
		}
	}
	all := r.search(r.whole, by, title)
	found := r.oneOf(all, "the only work cited that fits "+who, "several works cited fit "+who)
	switch {
	case found.Because == "":
		return open("nothing cited fits " + who)
	case title.Whole == "" && found.Citation != article.None && r.citations[found.Citation].Entry == article.None:
		return open("nothing cited before fits "+who, found.Citation)
	}
	return found
}

// search finds works by author and title. A title that is the same goes before one that is only longer.
func (r *reader) search(in *register, by []article.Name, title match.Title) []int {
	family := ""
	if len(by) > 0 {
		family = familyKey(by[0])
	}
	words := title.Words()
	if len(words) == 0 {
		if family == "" {
			return nil
		}
		return r.ofAuthors(in.by(family, ""), by)
	}
	var same, longer []int
	for _, j := range r.ofAuthors(in.titled(family, words), by) {
		full := r.title(j)
		switch {
		case full.Whole == title.Whole || full.Main == title.Whole:
			same = append(same, j)
		case full.Abbreviates(title):
			longer = append(longer, j)
		}
	}
	if len(same) > 0 {
		return same
	}
	return longer
}

// ofAuthors leaves out works that not all of the authors wrote.
func (r *reader) ofAuthors(all []int, by []article.Name) []int {
	var kept []int
	for _, j := range all {
		if sameFamilies(by, r.citations[j].Author, r.citations[j].Editor) {
			kept = append(kept, j)
		}
	}
	return kept
}
