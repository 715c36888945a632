package report

import (
	"slices"
	"strings"
)

// tally is how many addresses are in one state.
type tally struct {
	state state
	count int
}

// tally counts the article's addresses by state, in the order of the list of states; those that the list does not know
// come last. What is the matter with an address is told by a finding.
func (s *sheet) tally(pages map[string]Page) {
	seen := make(map[string]bool, len(s.Links))
	order := slices.Clone(states)
	counts := map[string]int{}
	for _, l := range s.Links {
		if seen[l.URL] {
			continue
		}
		seen[l.URL] = true
		st := stateOf(pageOf(l.URL, pages))
		if counts[st.word]++; !slices.Contains(order, st) {
			order = append(order, st)
		}
	}
	s.addresses = len(seen)
	for _, st := range order {
		if n := counts[st.word]; n > 0 {
			s.states = append(s.states, tally{st, n})
		}
	}
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
