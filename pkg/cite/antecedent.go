package cite

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
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
}

// Open tells whether a citation stands for another that cannot be told.
func (a Antecedent) Open() bool { return a.Citation == article.None && a.Because != "" }

// reader goes through an article's notes as a reader does, and finds out what the short forms stand for.
type reader struct {
	*graph
	article *article.Article
	sequences
	// byNote and byEntry have the citations of each note, and the first of each entry.
	byNote  [][]int
	byEntry map[int]int
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

// mostCandidates bounds the candidates that are told of.
const mostCandidates = 16

// oneOf finds the one work among citations, which are asked what they stand for first.
func (r *reader) oneOf(all []int, because, several string) Antecedent {
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

// before resolves what stands for the source cited just before: in the same note, or else alone in the note before.
func (r *reader) before(i int) Antecedent {
	note := r.citations[i].Note
	if note == article.None {
		return open("it stands in no note")
	}
	if own := r.earlierInNote(i); len(own) > 0 {
		return r.oneOf(own[len(own)-1:], "the source before it in its note", "")
	}
	last, ok := r.noteBefore(note)
	if !ok {
		return open("there is no note before it")
	}
	label := "note " + r.article.Notes[last].Label
	found := r.oneOf(r.byNote[last], label+", just before, cites it alone", label+", just before, cites several sources")
	if found.Because == "" {
		found.Because = label + ", just before, cites nothing"
		found.Candidates = r.lastCited(last)
	}
	return found
}

func (r *reader) earlierInNote(i int) []int {
	var all []int
	for _, j := range r.byNote[r.citations[i].Note] {
		if j == i {
			break
		}
		if r.citations[j].Kind.cites() {
			all = append(all, j)
		}
	}
	return all
}

// noteBefore is the note that is read before another, in the same sequence.
func (r *reader) noteBefore(note int) (int, bool) {
	at := r.place[note]
	if at == 0 || r.seq[r.order[at-1]] != r.seq[note] {
		return 0, false
	}
	return r.order[at-1], true
}

// lastCited is the last source that was cited before a note, looking back a few notes.
func (r *reader) lastCited(note int) []int {
	const back = 5
	for range back {
		before, ok := r.noteBefore(note)
		if !ok {
			return nil
		}
		for n := len(r.byNote[before]) - 1; n >= 0; n-- {
			if i := r.byNote[before][n]; r.citations[i].Kind.cites() {
				return []int{i}
			}
		}
		note = before
	}
	return nil
}

// idem resolves what stands for the author just before, or, with no title of its own, for the source.
func (r *reader) idem(i int) Antecedent {
	c := &r.citations[i]
	if c.Title == "" {
		if len(c.Author) > 0 {
			return r.namedBefore(i)
		}
		return r.before(i)
	}
	before := r.before(i)
	if before.Citation != article.None && len(c.Author) == 0 {
		author := r.citations[before.Citation].Author
		if found := r.find(i, author, match.NewTitle(c.Title)); found.Citation != article.None {
			return found
		}
	}
	r.own[i] = true
	return Antecedent{Citation: article.None}
}

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

// supra resolves what names a note.
func (r *reader) supra(i int) Antecedent {
	c := &r.citations[i]
	if c.Label == "" {
		return r.find(i, c.Author, match.NewTitle(c.Title))
	}
	note, problem := r.labelled(i)
	if problem != nil {
		return *problem
	}
	cited := r.byNote[note]
	if len(c.Author) > 0 || c.Title != "" {
		if fitting := r.fitting(c, cited); len(fitting) > 0 {
			cited = fitting
		} else if len(cited) > 0 && r.anyNamed(cited) {
			return open(fmt.Sprintf("note %s cites nothing of that author", c.Label), cited[:min(len(cited), mostCandidates)]...)
		}
	}
	found := r.oneOf(cited, "note "+c.Label+" cites it", "note "+c.Label+" cites several sources")
	if found.Because == "" {
		found.Because = "note " + c.Label + " cites nothing"
	}
	return found
}

// labelled finds the note that a citation names. Where numbers begin anew, it is the one in the same sequence.
func (r *reader) labelled(i int) (note int, problem *Antecedent) {
	c := &r.citations[i]
	seq := 0
	if c.Note != article.None {
		seq = r.seq[c.Note]
	}
	fail := func(because string, candidates ...int) (int, *Antecedent) {
		a := open(because, candidates...)
		return 0, &a
	}
	switch notes := r.labels[labelled{seq, c.Label}]; {
	case len(notes) == 1 && notes[0] == c.Note:
		return fail("it names its own note")
	case len(notes) == 1:
		return notes[0], nil
	case len(notes) > 1:
		return fail(fmt.Sprintf("%d notes are labelled %s", len(notes), c.Label), r.citedIn(notes)...)
	}
	var elsewhere []int
	for s := range r.count {
		if s != seq {
			elsewhere = append(elsewhere, r.labels[labelled{s, c.Label}]...)
		}
	}
	if len(elsewhere) > 0 {
		return fail("there is a note "+c.Label+" in another chapter only", r.citedIn(elsewhere)...)
	}
	return fail("there is no note " + c.Label)
}

// citedIn are the first citations of notes.
func (r *reader) citedIn(notes []int) []int {
	var all []int
	for _, n := range notes {
		for _, i := range r.byNote[n] {
			if r.citations[i].Kind.cites() && len(all) < mostCandidates {
				all = append(all, i)
			}
		}
	}
	return all
}

// fitting are the citations of a note that an author's name, or a title, fits. What a short form among them stands for
// counts for it.
func (r *reader) fitting(c *Citation, cited []int) []int {
	var all []int
	short := match.NewTitle(c.Title)
	for _, i := range cited {
		r.resolve(i)
		at := i
		if of := r.found[i].Citation; of != article.None {
			at = of
		}
		full := &r.citations[at]
		byName := len(c.Author) == 0 || sameFamilies(c.Author, full.Author, full.Editor)
		if byName && (c.Title == "" || r.title(at).Abbreviates(short)) {
			all = append(all, i)
		}
	}
	return all
}

// anyNamed tells whether the source of a citation among some is known by an author.
func (r *reader) anyNamed(cited []int) bool {
	for _, i := range cited {
		if of := r.found[i].Citation; len(r.citations[i].Author) > 0 || of != article.None && len(r.citations[of].Author) > 0 {
			return true
		}
	}
	return false
}

// crossReference says where it leads; it stands for nothing.
func (r *reader) crossReference(i int) Antecedent {
	if r.citations[i].Label == "" {
		return Antecedent{Citation: article.None}
	}
	note, problem := r.labelled(i)
	if problem != nil {
		return *problem
	}
	return open("it leads to note "+r.citations[i].Label+" and cites nothing itself", r.citedIn([]int{note})...)
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

// authorDate resolves a reference to an entry of the bibliography: the one that it names, or the one that fits.
func (r *reader) authorDate(i int) Antecedent {
	c := &r.citations[i]
	if c.Reference != article.None {
		ref := r.article.References[c.Reference]
		if ref.Entry != article.None {
			if entry, ok := r.byEntry[ref.Entry]; ok {
				return Antecedent{Citation: entry, Because: "it refers to this entry"}
			}
			return open("the entry that it refers to cites nothing")
		}
	}
	if len(c.Author) == 0 || c.Issued == "" {
		return open("no entry is named")
	}
	return r.dated(i)
}

// dated finds what an author published in a year. A letter behind the year tells several apart.
func (r *reader) dated(i int) Antecedent {
	c := &r.citations[i]
	year := match.Year(c.Issued)
	name := c.Author[0].String() + " " + year
	var all, lettered []int
	letter := yearLetter(c.Raw, year)
	for _, j := range r.whole.by(familyKey(c.Author[0]), year) {
		if !sameFamilies(c.Author, r.citations[j].Author, r.citations[j].Editor) {
			continue
		}
		all = append(all, j)
		if letter != "" && yearLetter(r.citations[j].Raw, year) == letter {
			lettered = append(lettered, j)
		}
	}
	if len(lettered) > 0 {
		all = lettered
	}
	found := r.oneOf(all, "it is the only source of "+name, "there are several sources of "+name)
	if found.Because == "" {
		found.Because = "there is no source of " + name
	}
	return found
}

// yearLetter is the letter behind a year: 2021a.
func yearLetter(s, year string) string {
	for rest := s; year != ""; {
		i := strings.Index(rest, year)
		if i < 0 {
			return ""
		}
		rest = rest[i+len(year):]
		if rest != "" && rest[0] >= 'a' && rest[0] <= 'k' && (len(rest) == 1 || !isLetter(rest[1])) {
			return rest[:1]
		}
	}
	return ""
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
