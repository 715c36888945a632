package report

import (
	"strconv"

	"github.com/ibidcheck/ibid/pkg/picture"
)

// htmlCoverage says how much of the work was done, before anything else is said.
type htmlCoverage struct {
	// Partial and Offline are why little was done.
	Partial string
	Offline bool
	Rows    []htmlCovered
	States  []htmlState
	Stack   picture.Picture
	// Missed are the addresses of which nothing can be said, by reason; Missing counts them.
	Missed  []htmlMissed
	Missing int
}

// htmlCovered is one kind of thing and how many of it could be checked. Nothing counts those that give no address.
type htmlCovered struct {
	Name                           string
	All, Checked, Missing, Nothing int
}

// htmlState is how many addresses are in one state.
type htmlState struct {
	htmlStanding
	Count   int
	Meaning string
}

// htmlMissed are the addresses that could not be checked for one reason.
type htmlMissed struct {
	Reason    string
	Addresses []htmlAddress
}

func newHTMLCoverage(r *Report, all []htmlArticle) htmlCoverage {
	c := htmlCoverage{Partial: r.Summary.Coverage.Partial, Offline: r.Summary.Coverage.Offline}
	claimed, noted, entered := htmlCovered{Name: "claims"}, htmlCovered{Name: "notes"}, htmlCovered{Name: "entries of the bibliography"}
	for i := range all {
		for _, x := range all[i].Claims {
			claimed.count(x.reach)
		}
		for _, x := range all[i].Notes {
			noted.count(x.reach)
		}
		for _, x := range all[i].Entries {
			entered.count(x.reach)
		}
	}
	a := r.Summary.Coverage
	c.Missing = a.Addresses - a.Checked
	c.Rows = []htmlCovered{claimed, noted}
	if entered.All > 0 {
		c.Rows = append(c.Rows, entered)
	}
	c.Rows = append(c.Rows, htmlCovered{Name: "addresses", All: a.Addresses, Checked: a.Checked, Missing: c.Missing})
	if !c.Offline {
		c.addStates(r)
	}
	c.addMissed(all)
	return c
}

// reach is how far the addresses of a row could be checked.
type reach int

const (
	noAddress reach = iota
	allChecked
	notAllChecked
)

func (r reach) with(other reach) reach { return max(r, other) }

func (c *htmlCovered) count(r reach) {
	c.All++
	switch r {
	case allChecked:
		c.Checked++
	case notAllChecked:
		c.Missing++
	default:
		c.Nothing++
	}
}

// addStates counts the addresses by state. Those that no page is of were not visited.
func (c *htmlCoverage) addStates(r *Report) {
	counts := map[string]int{}
	for _, p := range r.Pages {
		counts[stateOf(p).word]++
	}
	counts[unvisited.word] += max(0, r.Summary.Coverage.Addresses-len(r.Pages))
	var parts []picture.Part
	name := ""
	for _, s := range states {
		n := counts[s.word]
		if n == 0 {
			continue
		}
		st := htmlState{htmlStanding: s.standing(), Count: n, Meaning: s.meaning}
		c.States = append(c.States, st)
		said := strconv.Itoa(n) + " " + s.word
		parts = append(parts, picture.Part{Count: n, Class: st.Class, Title: said})
		if name != "" {
			name += ", "
		}
		name += said
	}
	c.Stack = picture.Stack("addresses by state: "+name, parts)
}

// addMissed lists what could not be checked, in the order of the states and of the articles.
func (c *htmlCoverage) addMissed(all []htmlArticle) {
	if c.Offline {
		return
	}
	byState := map[string][]htmlAddress{}
	seen := map[string]bool{}
	for i := range all {
		for _, x := range all[i].addresses {
			if !seen[x.URL] && x.state.standing().Class == standUnchecked.Class {
				seen[x.URL] = true
				byState[x.state.word] = append(byState[x.state.word], x)
			}
		}
	}
	for _, s := range states {
		if found := byState[s.word]; len(found) > 0 {
			c.Missed = append(c.Missed, htmlMissed{Reason: s.unchecked.count(len(found)), Addresses: found})
		}
	}
}
