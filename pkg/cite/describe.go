package cite

import (
	"cmp"
	"slices"

	"github.com/ibidcheck/ibid/pkg/match"
)

// joinDescribed joins citations whose words describe one document. Only those are compared that share a key, and of
// many with one key only neighbours in their order (M. A. Hernández and S. J. Stolfo, The merge/purge problem for large
// databases, SIGMOD 1995), so that the time grows with the number of citations and not with that of their pairs.
func (g *graph) joinDescribed() {
	all := g.descriptions()
	blocks := blocksOf(all)
	var open []opening
	for _, b := range blocks {
		open = append(open, g.compare(b)...)
	}
	g.settle(open)
}

// opening is a pair of descriptions that are left for later.
type opening struct {
	x, y *description
	judgement
}

// descriptions are those of the citations that stand by themselves. Of those that say the same without an identifier,
// word for word, one stands for all, or few where that is not enough to be one work.
func (g *graph) descriptions() []*description {
	var all []*description
	const few = 4
	met := map[string][]*description{}
	words := map[string]int{}
	for i := range g.citations {
		c := &g.citations[i]
		if !c.Kind.stands() {
			continue
		}
		d, ok := g.describe(i)
		if !ok {
			g.joinWords(i, words)
			continue
		}
		root := g.of(i)
		g.told[root] = appendTold(g.told[root], d)
		if g.ids[root].isEmpty() {
			same := met[d.all]
			if len(same) > 0 {
				if j := g.judge(same[0], d); j.verdict == one {
					g.link(same[0].citation, i, SameDescription, j.because)
					continue
				}
			}
			if len(same) >= few {
				continue
			}
			met[d.all] = append(same, d)
		}
		all = append(all, d)
	}
	return all
}

// joinWords joins what has no title, as letters and interviews, if all its words are the same, and among them an author
// and a day.
func (g *graph) joinWords(i int, words map[string]int) {
	c := &g.citations[i]
	if len(c.Author) == 0 || len(c.Issued) != len("2024-07-29") || !g.ids[g.of(i)].isEmpty() {
		return
	}
	key := match.Key(c.Raw)
	if first, ok := words[key]; ok {
		g.link(first, i, SameDescription, "the same words, with author and date")
	} else {
		words[key] = i
	}
}

// block is what shares a key.
type block []*description

// blocksOf sorts descriptions into blocks, in order of their first members: by title, and by author and date, where
// slips of the pen in titles are found.
func blocksOf(all []*description) []block {
	var blocks []block
	index := map[string]int{}
	add := func(key string, d *description) {
		n, ok := index[key]
		if !ok {
			n = len(blocks)
			index[key] = n
			blocks = append(blocks, nil)
		}
		blocks[n] = append(blocks[n], d)
	}
	for _, d := range all {
		add("title "+d.title.Main, d)
		if d.family != "" {
			add("title "+d.title.Main+" by "+d.family, d)
		}
		if d.family != "" && d.issued != "" {
			add("by "+d.family+" on "+d.issued, d)
		}
	}
	return blocks
}

// Blocks up to this size are compared pair by pair; in larger ones, each member with its next neighbours.
const (
	wholeBlock = 24
	neighbours = 4
)

// compare joins what is one, and returns what is open.
func (g *graph) compare(b block) []opening {
	if len(b) < 2 {
		return nil
	}
	reach := len(b)
	if len(b) > wholeBlock {
		reach = neighbours
		slices.SortStableFunc(b, func(x, y *description) int {
			return cmp.Or(cmp.Compare(x.title.Whole, y.title.Whole), cmp.Compare(x.who, y.who), cmp.Compare(x.issued, y.issued),
				cmp.Compare(x.all, y.all))
		})
	}
	var open []opening
	for i, x := range b {
		for _, y := range b[i+1 : min(i+1+reach, len(b))] {
			if g.of(x.citation) == g.of(y.citation) {
				continue
			}
			j := g.judge(x, y)
			switch {
			case j.verdict == one && g.fit(x, y):
				g.link(x.citation, y.citation, SameDescription, j.because)
				continue
			case j.verdict == one:
				j = judgement{verdict: possibly, because: "they are alike, but what else is said of them differs"}
			}
			if j.verdict != apart {
				open = append(open, opening{x, y, j})
			}
		}
	}
	return open
}

// fit tells whether no description of the one group speaks against one of the other.
func (g *graph) fit(x, y *description) bool {
	for _, p := range g.told[g.of(x.citation)] {
		for _, q := range g.told[g.of(y.citation)] {
			l := likenesses{title: p.title.Like(q.title), authors: match.Names(p.authors, q.authors)}
			if l.title == match.Different {
				continue // one of the two describes the document in words of its own
			}
			l.date, l.place = match.Dates(p.issued, q.issued), places(p, q)
			if l.authors == match.Different || len(g.against(p, q, l)) > 0 {
				return false
			}
		}
	}
	return true
}

// settle joins citations that say less to the one work that they fit. Joining may leave one work where there were two,
// so it is tried again. What stays open is a near miss.
func (g *graph) settle(open []opening) {
	const rounds = 4
	for range rounds {
		changed := false
		fits := map[int][]opening{}
		var order []int
		for _, o := range open {
			if o.verdict < thinner || g.of(o.x.citation) == g.of(o.y.citation) {
				continue
			}
			root := g.of(o.lesser.citation)
			if fits[root] == nil {
				order = append(order, root)
			}
			fits[root] = append(fits[root], o)
		}
		for _, root := range order {
			if o, ok := g.onlyFit(fits[root]); ok {
				g.link(o.x.citation, o.y.citation, SameDescription, o.because)
				changed = true
			}
		}
		if !changed {
			break
		}
	}
	for _, o := range open {
		if g.of(o.x.citation) != g.of(o.y.citation) {
			g.misses = append(g.misses, miss{o.x.citation, o.y.citation, o.because})
		}
	}
}

// onlyFit finds the one work that a group can be joined to, if it is only one.
func (g *graph) onlyFit(all []opening) (opening, bool) {
	first := all[0]
	for _, o := range all[1:] {
		if g.of(o.other()) != g.of(first.other()) {
			return opening{}, false
		}
	}
	if g.of(first.x.citation) == g.of(first.y.citation) || !g.fit(first.x, first.y) {
		return opening{}, false
	}
	return first, true
}

// other is the citation that says more.
func (o opening) other() int {
	if o.lesser == o.x {
		return o.y.citation
	}
	return o.x.citation
}
