package report

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ibidcheck/ibid/pkg/cite"
)

var (
	claims     = noun{"claim", "claims"}
	markers    = noun{"marker", "markers"}
	notes      = noun{"note", "notes"}
	addresses  = noun{"address", "addresses"}
	quotations = noun{"quotation", "quotations"}
	sources    = noun{"source named in words", "sources named in words"}
	articles   = noun{"article", "articles"}
	inputs     = noun{"input", "inputs"}
)

// outcome is the sentence that sums up the run.
func outcome(r *Report) string {
	found := r.Summary.Findings.phrases()
	if len(found) == 0 {
		found = []string{"no findings"}
	}
	says := enumerate(found) + " in " + articles.count(r.Summary.Articles)
	if r.Summary.Articles == 0 {
		says = "no article was read"
	}
	if n := len(r.Summary.Unread); n > 0 {
		says += "; " + inputs.count(n) + " could not be read"
	}
	return says
}

// reservations say what the run did not do.
func reservations(r *Report) []string {
	c := r.Summary.Coverage
	whole := addresses.count(c.Addresses)
	missing, reasons := unchecked(r)
	var says []string
	if c.Partial != "" {
		says = append(says, fmt.Sprintf("PARTIAL: %s; %d of %s visited", c.Partial, visited(r), whole))
	}
	switch {
	case c.Offline:
		says = append(says, "offline: no address was visited")
	case missing > 0:
		says = append(says, fmt.Sprintf("%d of %s could not be checked: %s", missing, whole, enumerate(reasons)))
	}
	says = append(says, exclusions(r)...)
	for _, u := range c.Unasked {
		says = append(says, fmt.Sprintf("the archive %s could not be asked for copies of %s: %s", u.Provider, addresses.count(u.Addresses), u.Because))
	}
	says = append(says, copiesMade(r)...)
	return append(says, keptBack(r)...)
}

// exclusions tells why addresses were not to be visited, a line for each reason.
func exclusions(r *Report) []string {
	var says []string
	count := map[string]int{}
	for _, p := range r.linked() {
		if reason, ok := exclusion(p); ok {
			count[reason]++
		}
	}
	for _, reason := range slices.Sorted(maps.Keys(count)) {
		says = append(says, fmt.Sprintf("%s excluded: %s", addresses.count(count[reason]), reason))
	}
	return says
}

// copiesMade tells of copies that were asked for: how many there are, and why others are missing.
func copiesMade(r *Report) []string {
	var says []string
	saved := map[string]int{}
	for _, p := range r.Pages {
		if p.Saved != nil {
			saved[p.Saved.Provider]++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(saved)) {
		says = append(says, fmt.Sprintf("%s saved in the archive %s", addresses.count(saved[name]), name))
	}
	unsaved := map[string]int{}
	for _, p := range r.Pages {
		if p.Unsaved != "" {
			unsaved[p.Unsaved]++
		}
	}
	for _, because := range slices.Sorted(maps.Keys(unsaved)) {
		says = append(says, fmt.Sprintf("%s could not be saved: %s", addresses.count(unsaved[because]), because))
	}
	return says
}

func visited(r *Report) int {
	n := 0
	for _, p := range r.linked() {
		if p.Checked != nil {
			n++
		}
	}
	return n
}

// date writes an ISO 8601 date as people do, no more exact than it is.
func date(iso string) string {
	for _, form := range []struct{ iso, people string }{
		{time.DateOnly, "2\u00a0January\u00a02006"},
		{"2006-01", "January\u00a02006"},
	} {
		if day, err := time.Parse(form.iso, iso); err == nil {
			return day.Format(form.people)
		}
	}
	return iso
}

func enumerate(items []string) string { return strings.Join(items, ", ") }

// names joins people's names: "A", "A and B", "A, B and C".
func names(people []string) string {
	if len(people) < 2 {
		return enumerate(people)
	}
	last := len(people) - 1
	return enumerate(people[:last]) + " and " + people[last]
}

// inNotes is "note 7" or "notes 6, 16–19".
func inNotes(labels []string) string {
	if len(labels) == 1 {
		return notes.one + "\u00a0" + labels[0]
	}
	return notes.many + "\u00a0" + cite.Ranges(labels)
}

// atLines is "line 7" or "lines 6, 16–19".
func atLines(lines []int) string {
	labels := make([]string, len(lines))
	for i, n := range lines {
		labels[i] = strconv.Itoa(n)
	}
	if len(labels) == 1 {
		return "line\u00a0" + labels[0]
	}
	return "lines\u00a0" + cite.Ranges(labels)
}
