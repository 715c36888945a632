package report

import (
	"cmp"
	"slices"
	"strings"
)

// tally is how many addresses are in one state.
type tally struct {
	state state
	count int
}

// trouble is an address that is not live, and the places where the article gives it.
type trouble struct {
	Page
	state state
	at    *places
}

// visit gathers what is the matter with the article's addresses.
func (s *sheet) visit(pages map[string]Page) {
	labels := make(map[string]string, len(s.Notes))
	for _, n := range s.Notes {
		labels[n.ID] = n.Label
	}
	at := map[string]*places{}
	counts := map[string]int{}
	for _, l := range s.Links {
		if at[l.URL] == nil {
			at[l.URL] = &places{}
			s.addresses++
			t := trouble{pageOf(l.URL, pages), state{}, at[l.URL]}
			t.URL, t.state = l.URL, stateOf(t.Page)
			counts[t.state.word]++
			if t.state.name != "live" && t.state != unvisited {
				s.troubled = append(s.troubled, t)
			}
		}
		at[l.URL].add(l, labels)
	}
	s.tally(counts)
}

// pageOf finds the page of an address. Addresses that differ in their fragments alone may share one.
func pageOf(url string, pages map[string]Page) Page {
	if p, ok := pages[url]; ok {
		return p
	}
	whole, _, _ := strings.Cut(url, "#")
	if p, ok := pages[whole]; ok {
		return p
	}
	return Page{URL: url, State: "undecided"}
}

// tally counts the states in the order of the list of states, those that the list does not know after them, and
// brings the troubled addresses into the same order.
func (s *sheet) tally(counts map[string]int) {
	order := slices.Clone(states)
	for _, t := range s.troubled {
		if !slices.Contains(order, t.state) {
			order = append(order, t.state)
		}
	}
	for _, st := range order {
		if n := counts[st.word]; n > 0 {
			s.states = append(s.states, tally{st, n})
		}
	}
	slices.SortStableFunc(s.troubled, func(a, b trouble) int {
		return cmp.Compare(slices.Index(order, a.state), slices.Index(order, b.state))
	})
}

// places are where an address stands in an article.
type places struct {
	notes []string
	lines []int
}

func (p *places) add(l Link, labels map[string]string) {
	if l.Note == nil {
		p.lines = append(p.lines, l.Span.Line)
		return
	}
	if label := labels[*l.Note]; !slices.Contains(p.notes, label) {
		p.notes = append(p.notes, label)
	}
}

func (p *places) String() string {
	var at []string
	if len(p.notes) > 0 {
		at = append(at, inNotes(p.notes))
	}
	if len(p.lines) > 0 {
		at = append(at, atLines(slices.Compact(p.lines)))
	}
	return enumerate(at)
}
