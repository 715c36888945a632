package cite

import (
	"fmt"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
)

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
	if len(cited) <= mostTogether && (len(c.Author) > 0 || c.Title != "") {
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
		a := fault(because, candidates...)
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
