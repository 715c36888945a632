package cite

import (
	"sort"
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// Work is a document cited.
type Work struct {
	// Title is that of the first citation that gives one.
	Title string
	// URLs are the addresses by which the article cites the work, as they are written, each once.
	URLs []string
	// Citations, Notes and Claims are indices, each once, in order. Claims are those that lean on the work.
	Citations, Notes, Claims []int
}

// Resolution says which citation is of which work.
type Resolution struct {
	Works []Work
	// Of has the index of the work of each citation, or article.None.
	Of []int
}

// Resolve finds the works that an article's citations are of. Two citations are of one work if their addresses are the
// same but for what does not matter (match.Address), or if the web says that they lead to one: known gives, for an
// address as it is written, other addresses of the same document. An ibid. is of the work of the note before, if that
// note cites one work only.
func Resolve(a *article.Article, citations []Citation, known map[string][]string) Resolution {
	g := newGroups(len(citations))
	first := map[string]int{}
	for i, c := range citations {
		if c.URL == "" {
			continue
		}
		for _, address := range append([]string{c.URL}, known[c.URL]...) {
			key := addressKey(address)
			if j, ok := first[key]; ok {
				g.join(i, j)
			} else {
				first[key] = i
			}
		}
	}
	joinIbids(g, citations)
	r := collect(citations, g)
	addClaims(a, r.Works)
	return r
}

// joinIbids ties each ibid. to the citation before it, where there is just one that it can mean.
func joinIbids(g *groups, citations []Citation) {
	for i, c := range citations {
		if c.Kind != Ibid || i == 0 {
			continue
		}
		if before := citations[i-1]; before.Note == c.Note-1 && citesOne(g, citations, i-1) {
			g.join(i, i-1)
		}
	}
}

// citesOne tells whether all citations of a note, of which the last is given, are of one work.
func citesOne(g *groups, citations []Citation, last int) bool {
	for i := last; i >= 0 && citations[i].Note == citations[last].Note; i-- {
		if g.of(i) != g.of(last) {
			return false
		}
	}
	return true
}

// collect makes a work of each group that has an address.
func collect(citations []Citation, g *groups) Resolution {
	r := Resolution{Of: make([]int, len(citations))}
	addressed := map[int]bool{}
	for i, c := range citations {
		if c.URL != "" {
			addressed[g.of(i)] = true
		}
	}
	index := map[int]int{}
	listed := map[string]bool{"": true}
	for i, c := range citations {
		group := g.of(i)
		if !addressed[group] {
			r.Of[i] = article.None
			continue
		}
		w, ok := index[group]
		if !ok {
			w = len(r.Works)
			index[group] = w
			r.Works = append(r.Works, Work{})
		}
		r.Of[i] = w
		r.Works[w].add(i, c)
		if !listed[c.URL] { // an address is of one work only
			listed[c.URL] = true
			r.Works[w].URLs = append(r.Works[w].URLs, c.URL)
		}
	}
	return r
}

func (w *Work) add(i int, c Citation) {
	w.Citations = append(w.Citations, i)
	if n := len(w.Notes); c.Note != article.None && (n == 0 || w.Notes[n-1] != c.Note) {
		w.Notes = append(w.Notes, c.Note)
	}
	if w.Title == "" {
		w.Title = c.Title
	}
}

// addClaims gives each work the claims whose markers point to its notes.
func addClaims(a *article.Article, works []Work) {
	claims := make([][]int, len(a.Notes))
	for _, m := range a.Markers {
		if m.Note == article.None || m.Claim == article.None {
			continue
		}
		if of := claims[m.Note]; len(of) == 0 || of[len(of)-1] != m.Claim {
			claims[m.Note] = append(of, m.Claim)
		}
	}
	for i := range works {
		seen := map[int]bool{}
		for _, note := range works[i].Notes {
			for _, claim := range claims[note] {
				if !seen[claim] {
					seen[claim] = true
					works[i].Claims = append(works[i].Claims, claim)
				}
			}
		}
		sort.Ints(works[i].Claims)
	}
}

// Ranges writes labels with runs of consecutive numbers collapsed: "6, 16–19". Two numbers in a row make a run.
func Ranges(labels []string) string {
	var parts []string
	for i := 0; i < len(labels); {
		j := i + 1
		for j < len(labels) && follows(labels[j-1], labels[j]) {
			j++
		}
		part := labels[i]
		if j-i > 1 {
			part += "–" + labels[j-1]
		}
		parts = append(parts, part)
		i = j
	}
	return strings.Join(parts, ", ")
}

func follows(a, b string) bool {
	x, err := strconv.Atoi(a)
	if err != nil {
		return false
	}
	y, err := strconv.Atoi(b)
	return err == nil && y == x+1
}

// groups are disjoint sets of citations (union-find with path halving; the earlier citation stands for its group).
type groups struct{ parent []int }

func newGroups(n int) *groups {
	g := &groups{parent: make([]int, n)}
	for i := range g.parent {
		g.parent[i] = i
	}
	return g
}

func (g *groups) of(i int) int {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

func (g *groups) join(i, j int) {
	i, j = g.of(i), g.of(j)
	g.parent[max(i, j)] = min(i, j)
}
