package cite

import (
	"cmp"
	"slices"

	"github.com/ibidcheck/ibid/pkg/article"
)

// Antecedent is what a citation stands for.
type Antecedent struct {
	// Citation is the index of the citation that a short form stands for, or article.None: it stands by itself, or it
	// cannot be told.
	Citation int
	// Candidates are what it may stand for, where it cannot be told.
	Candidates []int
	// Because is why it stands for that, or why it cannot be told; empty for what stands by itself.
	Because string
	// Certain tells that it is the article that leaves open what is meant, to any reader. Otherwise it may be that its words
	// were not understood here.
	Certain bool
}

// Open tells whether a citation stands for another that cannot be told.
func (a Antecedent) Open() bool { return a.Citation == article.None && a.Because != "" }

// reader goes through an article's notes as a reader does, and finds out what the short forms stand for.
type reader struct {
	*graph
	article *article.Article
	sequences
	// byNote and byEntry have the citations of each note, and the first of each entry; position is the place of each
	// citation among those of its note.
	byNote   [][]int
	byEntry  map[int]int
	position []int
	// read is what has been cited so far in each sequence; whole is what the article cites anywhere.
	read  map[int]*register
	whole *register
	found []Antecedent
	state []state
}

// state is how far a citation is.
type state int8

const (
	unread state = iota
	reading
	done
)

// findAntecedents finds what each citation stands for, and joins it to that.
func findAntecedents(a *article.Article, g *graph) []Antecedent {
	r := &reader{
		graph: g, article: a, byNote: make([][]int, len(a.Notes)), byEntry: map[int]int{}, read: map[int]*register{},
		found: make([]Antecedent, len(g.citations)), state: make([]state, len(g.citations)),
		position: make([]int, len(g.citations)),
	}
	short := false
	for i, c := range g.citations {
		r.found[i].Citation = article.None
		short = short || !c.Kind.stands() && c.Kind != Commentary
		if note := noteOf(a, c); note != article.None {
			r.byNote[note] = append(r.byNote[note], i)
		}
		if _, ok := r.byEntry[c.Entry]; !ok && c.Entry != article.None {
			r.byEntry[c.Entry] = i
		}
	}
	if !short {
		return r.found
	}
	for _, in := range r.byNote {
		slices.SortStableFunc(in, func(i, j int) int { return cmp.Compare(g.citations[i].Span.Start, g.citations[j].Span.Start) })
		for n, i := range in {
			r.position[i] = n
		}
	}
	r.sequences = sequencesOf(a)
	r.whole = newRegister(g)
	for i := range g.citations {
		if c := &g.citations[i]; c.Kind.stands() {
			r.whole.add(i)
		}
	}
	for _, n := range r.order {
		for _, i := range r.byNote[n] {
			r.resolve(i)
			r.registerOf(n).addStanding(i)
		}
	}
	for i := range g.citations { // references in the text
		r.resolve(i)
	}
	return r.found
}

// noteOf is the note in which a citation stands; a reference may stand in one.
func noteOf(a *article.Article, c Citation) int {
	if c.Reference != article.None {
		return a.References[c.Reference].Note
	}
	return c.Note
}

func (r *reader) registerOf(note int) *register {
	seq := r.seq[note]
	if r.read[seq] == nil {
		r.read[seq] = newRegister(r.graph)
	}
	return r.read[seq]
}

// resolve finds what one citation stands for, those that it leads to first.
func (r *reader) resolve(i int) {
	if r.state[i] != unread {
		return
	}
	r.state[i] = reading
	c := &r.citations[i]
	var found Antecedent
	switch c.Kind {
	case Ibid:
		found = r.before(i)
	case Idem:
		found = r.idem(i)
	case LocCit, OpCit:
		found = r.namedBefore(i)
	case Supra:
		found = r.supra(i)
	case CrossReference:
		found = r.crossReference(i)
	case Short:
		found = r.short(i)
	case AuthorDate:
		found = r.authorDate(i)
	default:
		found = Antecedent{Citation: article.None}
	}
	r.found[i] = found
	r.state[i] = done
	if found.Citation != article.None && c.Kind.cites() {
		r.link(found.Citation, i, ShortForm, found.Because)
	}
}

// open is an antecedent that cannot be told.
func open(because string, candidates ...int) Antecedent {
	return Antecedent{Citation: article.None, Candidates: candidates, Because: because}
}

// fault is an antecedent that no reader can tell.
func fault(because string, candidates ...int) Antecedent {
	a := open(because, candidates...)
	a.Certain = true
	return a
}

const (
	// mostCandidates bounds the candidates that are told of.
	mostCandidates = 16
	// mostTogether bounds the citations that are looked through for one source. Nobody finds it in a longer note.
	mostTogether = 1000
)

// oneOf finds the one work among citations, which are asked what they stand for first.
func (r *reader) oneOf(all []int, because, several string) Antecedent {
	if len(all) > mostTogether {
		return open(several, all[:mostCandidates]...)
	}
	var works []int
	seen := map[int]bool{}
	pending := false
	for _, i := range all {
		if !r.citations[i].Kind.cites() {
			continue
		}
		r.resolve(i)
		if r.state[i] == reading || r.found[i].Open() && !r.own[i] {
			pending = true
			continue
		}
		if root := r.of(i); !seen[root] {
			seen[root] = true
			works = append(works, i)
		}
	}
	switch {
	case len(works) == 1 && !pending:
		return Antecedent{Citation: r.origin(works[0]), Because: because}
	case len(works) > 1 && !pending:
		return fault(several, works[:min(len(works), mostCandidates)]...)
	case len(works) > 0:
		return open(several, works[:min(len(works), mostCandidates)]...)
	case pending:
		return open("what it stands for cannot be told itself", all[:min(len(all), mostCandidates)]...)
	}
	return open("")
}

// origin is the citation that a citation stands for in the end: of a chain of ibids the one that they begin with.
func (r *reader) origin(i int) int {
	if of := r.found[i].Citation; of != article.None {
		return of // whose own antecedent was followed when it was read
	}
	return i
}
