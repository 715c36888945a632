package cite

import (
	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
)

// namedBefore resolves what names an author, and means what was cited of them before.
func (r *reader) namedBefore(i int) Antecedent {
	c := &r.citations[i]
	switch {
	case c.Label != "":
		return r.supra(i)
	case len(c.Author) == 0 && c.Title == "" && c.Kind == LocCit:
		return r.before(i)
	case len(c.Author) == 0 && c.Title == "":
		return r.onlyWork(i)
	}
	return r.find(i, c.Author, match.NewTitle(c.Title))
}

// onlyWork is the one work that has been cited in the sequence so far.
func (r *reader) onlyWork(i int) Antecedent {
	if r.citations[i].Note == article.None {
		return open("it names no author")
	}
	all := r.registerOf(r.citations[i].Note).index[everything]
	if len(all) == 1 {
		return Antecedent{Citation: all[0], Because: "it is the only work cited before"}
	}
	return open("it names no author", r.lastCited(r.citations[i].Note)...)
}

// short resolves a short title, with an author or without one. A short title that fits nothing cited is taken for a
// work of its own.
func (r *reader) short(i int) Antecedent {
	c := &r.citations[i]
	if c.Label != "" {
		return r.supra(i)
	}
	found := r.find(i, c.Author, match.NewTitle(c.Title))
	if found.Open() && len(found.Candidates) == 0 && c.Title != "" {
		r.own[i] = true
	}
	return found
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
