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
