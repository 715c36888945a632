package report

import (
	"cmp"
	"slices"
	"strconv"
)

// named is a source that the article names in words.
type named struct {
	source string
	lines  []int
	times  int
	cues   []string
}

// namedSources groups the places where the text names a source, the most named first.
func namedSources(a *Article) []named {
	var all []named
	row := map[string]int{}
	for _, at := range a.Attributions {
		i, known := row[at.Source]
		if !known {
			i = len(all)
			row[at.Source] = i
			all = append(all, named{source: at.Source})
		}
		n := &all[i]
		n.times++
		if !slices.Contains(n.lines, at.Span.Line) {
			n.lines = append(n.lines, at.Span.Line)
		}
		if !slices.Contains(n.cues, at.Cue) {
			n.cues = append(n.cues, at.Cue)
		}
	}
	slices.SortStableFunc(all, func(a, b named) int { return cmp.Compare(b.times, a.times) })
	return all
}

// where says how often the source is named, in which lines, and with which words.
func (n *named) where() string {
	cues := make([]string, len(n.cues))
	for i, cue := range n.cues {
		cues[i] = "“" + cue + "”"
	}
	often := "once"
	if n.times > 1 {
		often = strconv.Itoa(n.times) + " times"
	}
	return often + ", " + atLines(n.lines) + ": " + enumerate(cues)
}
