package read

import (
	"math"
	"sort"
	"unicode"
)

// pdfFragment is characters that were written one behind the other on one line.
type pdfFragment struct {
	pdfBox
	glyphs []pdfGlyph
	// base and size are those of most of its characters.
	base, size float64
}

// fragments splits a page's characters where the writing jumps.
func (p *pdfPage) fragments() []pdfFragment {
	var all []pdfFragment
	start := 0
	for i := 1; i <= len(p.glyphs); i++ {
		if i < len(p.glyphs) && p.glyphs[i-1].runsInto(&p.glyphs[i]) {
			continue
		}
		if start < i {
			all = append(all, newPDFFragment(p.glyphs[start:i:i]))
		}
		start = i
	}
	return all
}

// runsInto tells whether a character stands behind another on the same line, a raised or lowered one among them.
func (g *pdfGlyph) runsInto(next *pdfGlyph) bool {
	size := max(g.size, next.size)
	if gap := next.x0 - g.x1; gap > size || gap < -size/2 || next.x0 < g.x0-size/4 {
		return false
	}
	return math.Abs(g.base-next.base) < 0.6*size
}

func newPDFFragment(glyphs []pdfGlyph) pdfFragment {
	f := pdfFragment{glyphs: glyphs, pdfBox: glyphs[0].pdfBox}
	for i := range glyphs {
		f.include(glyphs[i].pdfBox)
	}
	f.size = pdfCommonest(glyphs, func(g *pdfGlyph) float64 { return g.size }, nil)
	f.base = pdfCommonest(glyphs, func(g *pdfGlyph) float64 { return g.base }, func(g *pdfGlyph) bool { return g.size > 0.9*f.size })
	return f
}

// pdfCommonest is the value that most characters have, to a tenth of a point.
func pdfCommonest(glyphs []pdfGlyph, value func(*pdfGlyph) float64, counted func(*pdfGlyph) bool) float64 {
	counts := make(map[int]int, 4)
	best, most := 0, 0
	for i := range glyphs {
		if counted != nil && !counted(&glyphs[i]) {
			continue
		}
		k := int(math.Round(value(&glyphs[i]) * 10))
		counts[k]++
		if counts[k] > most {
			best, most = k, counts[k]
		}
	}
	return float64(best) / 10
}

// pdfLine is a line of one column.
type pdfLine struct {
	pdfBox
	glyphs     []pdfGlyph
	base, size float64
	bold       bool
	page       *pdfPage
	// column is the number of its column in the document, wide that column's edges.
}

// pdfLines puts the fragments of one column into lines, from top to bottom.
func pdfLines(page *pdfPage, fragments []pdfFragment) []pdfLine {
	sort.SliceStable(fragments, func(i, j int) bool { return len(fragments[i].glyphs) > len(fragments[j].glyphs) })
	var groups [][]pdfFragment
	var lead []pdfFragment
	for _, f := range fragments {
		best, nearest := -1, math.Inf(1)
		for i, l := range lead {
			if d := math.Abs(l.base - f.base); l.besides(&f) && d < nearest {
				best, nearest = i, d
			}
		}
		if best < 0 {
			lead = append(lead, f)
			groups = append(groups, []pdfFragment{f})
			continue
		}
		groups[best] = append(groups[best], f)
	}
	lines := make([]pdfLine, 0, len(groups))
	for _, g := range groups {
		lines = append(lines, newPDFLine(page, g))
	}
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].base > lines[j].base })
	return lines
}

// besides tells whether a fragment is of the line that another one leads.
func (f *pdfFragment) besides(other *pdfFragment) bool {
	d := other.base - f.base
	size := max(f.size, other.size)
	if other.size < 0.85*f.size || len(other.glyphs) <= 3 {
		return d > -0.35*size && d < 0.65*size // a marker, an exponent or an index
	}
	return math.Abs(d) < 0.3*size
}

func newPDFLine(page *pdfPage, fragments []pdfFragment) pdfLine {
	sort.SliceStable(fragments, func(i, j int) bool { return fragments[i].x0 < fragments[j].x0 })
	l := pdfLine{page: page, pdfBox: fragments[0].pdfBox}
	for i, f := range fragments {
		l.include(f.pdfBox)
		if first := &f.glyphs[0]; i > 0 {
			before := fragments[i-1]
			first.blank = f.x0-before.x1 > 0.15*first.size || first.blank && f.x0 > before.x1
		} else {
			first.blank = true
		}
		l.glyphs = append(l.glyphs, f.glyphs...)
	}
	l.size = pdfCommonest(l.glyphs, func(g *pdfGlyph) float64 { return g.size }, nil)
	l.base = pdfCommonest(l.glyphs, func(g *pdfGlyph) float64 { return g.base }, func(g *pdfGlyph) bool { return g.size > 0.9*l.size })
	bold := 0
	for i := range l.glyphs {
		if l.glyphs[i].font.bold {
			bold++
		}
	}
	l.bold = bold*10 > len(l.glyphs)*8
	return l
}

// string is the line's words, for what looks at them only.
func (l *pdfLine) string() string {
	out := make([]rune, 0, len(l.glyphs)*5/4)
	for i := range l.glyphs {
		if l.glyphs[i].blank && i > 0 {
			out = append(out, ' ')
		}
		out = append(out, l.glyphs[i].c)
	}
	return string(out)
}

// withoutLineNumbers leaves out the numbers that a manuscript's lines bear in the margin: a column of numbers that go up
// in even steps, beside all else.
func withoutLineNumbers(fragments []pdfFragment) []pdfFragment {
	const fewest = 5
	edges := map[int][]int{}
	for i := range fragments {
		if n := fragments[i].number(); n > 0 {
			edges[int(math.Round(fragments[i].x1/3))] = append(edges[int(math.Round(fragments[i].x1/3))], i)
		}
	}
	drop := map[int]bool{}
	for edge, all := range edges {
		all = append(append([]int(nil), all...), edges[edge+1]...)
		if len(all) >= fewest && lineNumbers(fragments, all) {
			for _, i := range all {
				drop[i] = true
			}
		}
	}
	if len(drop) == 0 {
		return fragments
	}
	var kept []pdfFragment
	for i, f := range fragments {
		if !drop[i] {
			kept = append(kept, f)
		}
	}
	return kept
}

// lineNumbers tells whether some fragments count lines: their numbers go up in even steps, and what else the page has
// stands on one side of them.
func lineNumbers(fragments []pdfFragment, all []int) bool {
	sort.SliceStable(all, func(i, j int) bool { return fragments[all[i]].base > fragments[all[j]].base })
	step := fragments[all[1]].number() - fragments[all[0]].number()
	if step != 1 && step != 5 && step != 10 {
		return false
	}
	left, right := math.Inf(1), math.Inf(-1)
	for k, i := range all {
		if k > 0 && fragments[i].number()-fragments[all[k-1]].number() != step {
			return false
		}
		left, right = min(left, fragments[i].x0), max(right, fragments[i].x1)
	}
	before, behind := 0, 0
	for i := range fragments {
		if len(fragments[i].glyphs) < 10 {
			continue
		}
		switch {
		case fragments[i].x0 > right:
			behind++
		case fragments[i].x1 < left:
			before++
		default:
			return false
		}
	}
	return before == 0 || behind == 0
}

// number is the value of a fragment that is nothing but a number, or 0.
func (f *pdfFragment) number() int {
	if len(f.glyphs) > 4 {
		return 0
	}
	n := 0
	for _, g := range f.glyphs {
		if !unicode.IsDigit(g.c) || g.c > '9' {
			return 0
		}
		n = n*10 + int(g.c-'0')
	}
	return n
}
