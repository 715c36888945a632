package cite

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/ibidcheck/ibid/pkg/article"
)

// sequences are the notes of an article in the order in which they are read, parted where their numbers begin anew.
type sequences struct {
	// order are the notes' indices; place is that of each note in the order, seq its sequence, of count.
	order, place, seq []int
	count             int
	// labels finds the notes of a sequence by their labels.
	labels map[labelled][]int
}

type labelled struct {
	seq   int
	label string
}

// sequencesOf finds out how an article's notes follow each other. They are read as their list has them if it is
// numbered, and else in the order of their markers, as programs number them that take notes from anywhere.
func sequencesOf(a *article.Article) sequences {
	s := sequences{place: make([]int, len(a.Notes)), seq: make([]int, len(a.Notes)), labels: map[labelled][]int{}}
	for i := range a.Notes {
		s.order = append(s.order, i)
	}
	if !isNumbered(a.Notes) {
		s.byMarkers(a)
	}
	sections := noteSections(a)
	seen := map[string]bool{}
	seq, last := 0, article.None
	for n, i := range s.order {
		label := a.Notes[i].Label
		if seen[label] && beginsAnew(a, last, i) && !oneSection(sections, last, i) {
			seq++
			clear(seen)
		}
		seen[label] = true
		s.place[i], s.seq[i] = n, seq
		at := labelled{seq, label}
		s.labels[at] = append(s.labels[at], i)
		last = i
	}
	s.count = seq + 1
	return s
}

// isNumbered tells whether the labels are numbers that go up one by one, or begin anew at 1.
func isNumbered(notes []article.Note) bool {
	steps := 0
	for i := 1; i < len(notes); i++ {
		if follows(notes[i-1].Label, notes[i].Label) || notes[i].Label == "1" {
			steps++
		}
	}
	return 2*steps >= len(notes)-1
}

// byMarkers sorts notes by their first markers. Those without one stay behind the note before.
func (s *sequences) byMarkers(a *article.Article) {
	const unmarked = -1
	first := make([]int, len(a.Notes))
	for i := range first {
		first[i] = unmarked
	}
	for m := len(a.Markers) - 1; m >= 0; m-- {
		if n := a.Markers[m].Note; n != article.None {
			first[n] = m
		}
	}
	for i := 1; i < len(first); i++ {
		if first[i] == unmarked {
			first[i] = first[i-1]
		}
	}
	slices.SortStableFunc(s.order, func(x, y int) int { return cmp.Compare(first[x], first[y]) })
}

// beginsAnew tells whether the label of a note is no later number than that of the note before.
func beginsAnew(a *article.Article, last, i int) bool {
	before, err := strconv.Atoi(a.Notes[last].Label)
	if err != nil {
		return false
	}
	now, err := strconv.Atoi(a.Notes[i].Label)
	return err == nil && now <= before
}

// noteSections gives the section in which a note's first marker stands, or article.None.
func noteSections(a *article.Article) []int {
	all := make([]int, len(a.Notes))
	for i := range all {
		all[i] = article.None
	}
	for _, m := range a.Markers {
		if m.Note == article.None || m.Paragraph == article.None || m.Paragraph >= len(a.Paragraphs) || all[m.Note] != article.None {
			continue
		}
		all[m.Note] = a.Paragraphs[m.Paragraph].Section
	}
	return all
}

// oneSection tells whether two notes are surely called from one section, as where numbers begin anew on each page: such
// notes go on from page to page.
func oneSection(sections []int, x, y int) bool {
	return sections[x] != article.None && sections[x] == sections[y]
}
