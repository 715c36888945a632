package cite

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
)

// graph has the citations of an article as its nodes. Its components are the works.
type graph struct {
	citations []Citation
	groups
	edges []Edge
	// ids and told are of each group, at the index that stands for it: what identifies it, and some of its
	// descriptions.
	ids  []identity
	told map[int][]*description
	// own are short forms that are a work's only citation, since nothing that they could stand for is cited.
	own map[int]bool
	// misses are pairs that nearly are one.
	misses []miss
	// titles are prepared when they are asked for.
	titles []*match.Title
}

// miss is two citations that may be of one work, and why they are left apart.
type miss struct {
	a, b    int
	because string
}

func newGraph(citations []Citation) *graph {
	return &graph{
		citations: citations, groups: newGroups(len(citations)), ids: make([]identity, len(citations)),
		told: map[int][]*description{}, own: map[int]bool{}, titles: make([]*match.Title, len(citations)),
	}
}

// title is a citation's title, prepared for comparison.
func (g *graph) title(i int) match.Title {
	if g.titles[i] == nil {
		t := match.NewTitle(g.citations[i].Title)
		g.titles[i] = &t
	}
	return *g.titles[i]
}

// link joins two citations for a reason.
func (g *graph) link(a, b int, reason Reason, detail string) {
	x, y := g.of(a), g.of(b)
	if x == y {
		return
	}
	g.edges = append(g.edges, Edge{A: a, B: b, Reason: reason, Detail: detail})
	root, other := min(x, y), max(x, y)
	g.join(x, y)
	g.ids[root].fill(g.ids[other])
	if all := g.told[other]; len(all) > 0 {
		g.told[root] = appendTold(g.told[root], all...)
		delete(g.told, other)
	}
}

// mostTold bounds the descriptions that are kept of a group: enough to see that another speaks against them.
const mostTold = 8

func appendTold(all []*description, more ...*description) []*description {
	return append(all, more[:min(len(more), mostTold-min(len(all), mostTold))]...)
}

// says tells whether a citation says what it cites, and is not just a sign for another one.
func (g *graph) says(i int) bool {
	c := &g.citations[i]
	return g.own[i] || c.Kind.stands() && strings.TrimSpace(c.Raw) != ""
}

// stands tells whether citations of a kind stand by themselves.
func (k Kind) stands() bool { return k == Full || k == "" }

// cites tells whether citations of a kind cite something.
func (k Kind) cites() bool { return k != Commentary && k != CrossReference }

// isEmpty tells whether nothing is said of the source.
func (c *Citation) isEmpty() bool {
	s := &c.Source
	return s.Title == "" && s.URL == "" && s.ContainerTitle == "" && len(s.Author) == 0 && len(s.Editor) == 0 &&
		s.Publisher == "" && s.DOI == "" && s.ISBN == "" && s.ArXiv == "" && s.PMID == "" && s.PMCID == "" && s.ArchiveURL == ""
}

// mostPossible bounds the near misses that are told of one work.
const mostPossible = 8

// possible gives the near misses as pairs of works.
func (g *graph) possible(of []int) []Possible {
	var all []Possible
	seen := map[[2]int]bool{}
	count := map[int]int{}
	for _, m := range g.misses {
		a, b := of[m.a], of[m.b]
		if a > b {
			a, b = b, a
		}
		pair := [2]int{a, b}
		if a == article.None || a == b || seen[pair] || count[a] >= mostPossible || count[b] >= mostPossible {
			continue
		}
		seen[pair] = true
		count[a]++
		count[b]++
		all = append(all, Possible{A: a, B: b, Because: m.because})
	}
	slices.SortFunc(all, func(x, y Possible) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return all
}

// groups are disjoint sets of citations (union-find with path halving; the earlier citation stands for its group).
type groups struct{ parent []int }

func newGroups(n int) groups {
	g := groups{parent: make([]int, n)}
	for i := range g.parent {
		g.parent[i] = i
	}
	return g
}

func (g groups) of(i int) int {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

func (g groups) join(i, j int) {
	i, j = g.of(i), g.of(j)
	g.parent[max(i, j)] = min(i, j)
}
