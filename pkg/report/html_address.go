package report

import (
	"time"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/picture"
)

// htmlAddress is an address and what is the matter with it. Web tells that it may be a hyperlink.
type htmlAddress struct {
	URL string
	Web bool
	htmlStanding
	state state
	// Because is the reason in a sentence, MovedTo the address to write instead, Checked the day of the visit.
	Because, MovedTo, Checked string
	// Copy is where a copy of a page that is lost is, and Taken the day on which it was made.
	Copy, Taken string
	// Shown tells that the address stands in the words beside it already.
	Shown   bool
	History *picture.Picture
	// Where leads to the note, the entry or the claim that gives the address, if there is one.
	Where htmlRef
}

// htmlRef leads to a place in the page.
type htmlRef struct{ Anchor, Label string }

func newHTMLAddress(url string, pages map[string]Page) htmlAddress {
	p := pageOf(url, pages)
	s := stateOf(p)
	a := htmlAddress{
		URL: url, Web: match.IsWeb(url), htmlStanding: s.standing(), state: s, Because: p.Because, MovedTo: p.MovedTo, History: past(p),
	}
	if p.Archived != nil && match.IsWeb(p.Archived.URL) {
		a.Copy, a.Taken = p.Archived.URL, date(p.Archived.Taken.UTC().Format(time.DateOnly))
	}
	if p.Checked != nil {
		a.Checked = date(p.Checked.UTC().Format(time.DateOnly))
	}
	if a.Because == "" && s.name == "live" {
		a.Because = s.meaning
	}
	return a
}

// reach tells whether something can be said of the address.
func (a htmlAddress) reach() reach {
	if a.Class == standUnchecked.Class {
		return notAllChecked
	}
	return allChecked
}

// past pictures what runs saw of a page; nil without a history.
func past(p Page) *picture.Picture {
	if len(p.Sightings) == 0 {
		return nil
	}
	var steps []picture.Step
	changes := ""
	last := ""
	for _, seen := range p.Sightings {
		s := stateOf(Page{State: seen.State, Checked: &seen.Time})
		on := clean(s.word) + " on " + date(seen.Time.UTC().Format(time.DateOnly))
		steps = append(steps, picture.Step{Sign: s.standing().Sign, Class: s.standing().Class, Title: on})
		if s.word != last {
			if changes != "" {
				changes += ", "
			}
			changes += on
		}
		last = s.word
	}
	drawn := picture.Sequence("earlier runs: "+changes, steps)
	return &drawn
}
