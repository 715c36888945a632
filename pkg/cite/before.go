package cite

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
)

// before resolves what stands for the source cited just before: in the same note, or else alone in the note before.
func (r *reader) before(i int) Antecedent {
	note := r.citations[i].Note
	if note == article.None {
		return open("it stands in no note")
	}
	if own, ok := r.earlierInNote(i); ok {
		return r.oneOf([]int{own}, "the source before it in its note", "")
	}
	last, ok := r.noteBefore(note)
	if !ok {
		return fault("there is no note before it")
	}
	label := "note " + r.article.Notes[last].Label
	found := r.oneOf(r.outright(last), label+", just before, cites it alone", label+", just before, cites several sources")
	if found.Because == "" {
		found.Because = label + ", just before, cites nothing"
		found.Candidates = r.lastCited(last)
	}
	return found
}

// earlierInNote is the source before a citation in its note.
// outright are the citations of a note but those within others ("citing Ruiz"), which an ibid. does not mean (The
// Bluebook, 22nd ed., rule 4.1).
func (r *reader) outright(note int) []int {
	var all []int
	for _, i := range r.byNote[note] {
		if !isWithin(r.citations[i].Signal) {
			all = append(all, i)
		}
	}
	return all
}

// isWithin tells of signals that lead to a source of the source.
func isWithin(signal string) bool {
	signal = strings.ToLower(signal)
	for _, word := range []string{"citing", "quoting", "quoted", "cited", "zit", "cité", "citado"} {
		if strings.Contains(signal, word) {
			return true
		}
	}
	return false
}

func (r *reader) earlierInNote(i int) (int, bool) {
	in := r.byNote[r.citations[i].Note]
	for n := r.position[i] - 1; n >= 0; n-- {
		if r.citations[in[n]].Kind.cites() {
			return in[n], true
		}
	}
	return 0, false
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
