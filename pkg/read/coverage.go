package read

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// coverage are stretches of the parts of a source, which may hold one another, in order of their beginnings.
type coverage struct {
	all []covering
}

// covering is one of them. Reach is how far it, or one before it in its part, reaches; of is what it is of.
type covering struct {
	extent
	reach, of int
}

func newCoverage(all []covering) *coverage {
	slices.SortStableFunc(all, func(x, y covering) int {
		return cmp.Or(cmp.Compare(x.part, y.part), cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
	})
	for i := range all {
		all[i].reach = all[i].End
		if i > 0 && all[i-1].part == all[i].part {
			all[i].reach = max(all[i].reach, all[i-1].reach)
		}
	}
	return &coverage{all}
}

// upTo is how many stretches begin before a place of a part, or in the parts before it.
func (c *coverage) upTo(part, at int) int {
	return sort.Search(len(c.all), func(i int) bool {
		return c.all[i].part > part || c.all[i].part == part && c.all[i].Start >= at
	})
}

// touches tells whether one of the stretches has something of another one.
func (c *coverage) touches(part int, s prose.Stretch) bool {
	i := c.upTo(part, s.End) - 1
	return i >= 0 && c.all[i].part == part && c.all[i].reach > s.Start
}

// innermost is what the narrowest stretch is of that holds another one, -1 if none does.
func (c *coverage) innermost(part int, s prose.Stretch) int {
	for i := c.upTo(part, s.Start+1) - 1; i >= 0 && c.all[i].part == part && c.all[i].reach >= s.End; i-- {
		if c.all[i].End >= s.End {
			return c.all[i].of
		}
	}
	return -1
}

// only is what the one stretch is of that begins in another one; -1 if none does, or several do.
func (c *coverage) only(part int, s prose.Stretch) int {
	i := c.upTo(part, s.Start)
	if c.upTo(part, s.End) != i+1 {
		return -1
	}
	return c.all[i].of
}

// wordsOfParts are the stretches from which the flow has words, and those in which no comments are.
func (f *flow) wordsOfParts() *coverage {
	all := make([]covering, 0, len(f.pieces))
	for _, p := range f.pieces {
		if strings.Trim(f.text[p.at:p.at+p.size], " \t\r\n\u00A0"+lineBreak+unseen) != "" {
			all = append(all, covering{extent: extent{prose.Stretch{Start: p.from, End: p.from + p.extent}, p.part}})
		}
	}
	for _, e := range f.muted {
		all = append(all, covering{extent: e})
	}
	return newCoverage(all)
}

// extentsOfParts are what is known to be of the notes and, counted on behind them, of the blocks.
func (f *flow) extentsOfParts() *coverage {
	var all []covering
	add := func(e extent, of int) {
		if e.Start < e.End {
			all = append(all, covering{extent: e, of: of})
		}
	}
	for i, n := range f.notes {
		add(n.extent, i)
	}
	for i, b := range f.blocks {
		add(b.extent, len(f.notes)+i)
	}
	return newCoverage(all)
}

// marksOfParts are the marks, each of its note.
func (f *flow) marksOfParts() *coverage {
	all := make([]covering, 0, len(f.marks))
	for _, m := range f.marks {
		s := prose.Stretch{Start: f.decodedStart(m.Start), End: f.decodedEnd(m.End)}
		all = append(all, covering{extent: extent{s, f.partAt(m.Start)}, of: m.note})
	}
	return newCoverage(all)
}
