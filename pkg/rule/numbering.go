package rule

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// numbered is a row of a table that bears a number: a note, or the first marker that calls one.
type numbered struct {
	row, number int
}

// numberOf reads the number of a label, and the words before it: "12", "n 3".
func numberOf(label string) (series string, number int, ok bool) {
	digits := strings.TrimLeftFunc(label, func(c rune) bool { return c < '0' || c > '9' })
	number, err := strconv.Atoi(digits)
	return strings.TrimSpace(label[:len(label)-len(digits)]), number, err == nil
}

// isKeyed tells whether the labels of a format are names that its authors choose, and that never reach the reader.
func isKeyed(format string) bool { return format == "markdown" || format == "org" }

// noteRuns are the numbered notes of each list, parted where numbers begin anew.
func noteRuns(a *article.Article) [][]numbered {
	var runs runs
	for i, n := range a.Notes {
		if series, number, ok := numberOf(n.Label); ok {
			runs.add(string(n.Kind)+" "+series, numbered{i, number})
		}
	}
	return runs.all()
}

// markerRuns are the markers in the text that are the first to call their note, parted where numbers begin anew.
func markerRuns(a *article.Article) [][]numbered {
	var runs runs
	called := make([]bool, len(a.Notes))
	for i, m := range a.Markers {
		if m.Note == article.None || m.Paragraph == article.None || called[m.Note] {
			continue
		}
		called[m.Note] = true
		if series, number, ok := numberOf(m.Label); ok {
			runs.add(string(a.Notes[m.Note].Kind)+" "+series, numbered{i, number})
		}
	}
	return runs.all()
}

// runs collects numbers by their series. A run ends where a number is no greater than that at which the run began.
type runs struct {
	series []string
	done   [][]numbered
	open   map[string][]numbered
}

func (r *runs) add(series string, n numbered) {
	if r.open == nil {
		r.open = map[string][]numbered{}
	}
	run, known := r.open[series]
	if !known {
		r.series = append(r.series, series)
	}
	if len(run) > 0 && n.number <= run[0].number {
		r.done = append(r.done, run)
		run = nil
	}
	r.open[series] = append(run, n)
}

func (r *runs) all() [][]numbered {
	all := r.done
	for _, s := range r.series {
		all = append(all, r.open[s])
	}
	return all
}

// outOfOrder are the places in a run of the fewest numbers without which the rest ascend: what is not in the longest
// ascent (patience sorting, Schensted 1961).
func outOfOrder(run []numbered) []int {
	tails := make([]int, 0, len(run)) // where the least end of an ascent of k+1 numbers stands
	before := make([]int, len(run))   // what stands before it in that ascent
	for i, n := range run {
		k, found := slices.BinarySearchFunc(tails, n.number, func(t, number int) int { return run[t].number - number })
		before[i] = -1
		if k > 0 {
			before[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else if !found {
			tails[k] = i
		}
	}
	ordered := make([]bool, len(run))
	for i := tails[len(tails)-1]; i >= 0; i = before[i] {
		ordered[i] = true
	}
	var rest []int
	for i, in := range ordered {
		if !in {
			rest = append(rest, i)
		}
	}
	return rest
}
