package read

import (
	"math"
	"sort"
)

const (
	// fewestRows is how many lines each of two columns must have beside each other to be columns.
	fewestRows = 4
	// fewestKnownRows is how many they must have where the page before had columns at the same place.
	fewestKnownRows = 2
	// mostColumns bounds how often a page is divided.
	mostColumns = 5
	// gutterStep is the raster in which gutters are looked for, in points.
	gutterStep = 2.0
	// narrowGutter is the least width of a gutter, in points.
	narrowGutter = 6.0
)

// inReadingOrder divides fragments into columns, in the order in which they are read. Words that reach over the gutter
// (titles, figures' captions, notes under both columns) part what is above them from what is below.
//
// A gutter known from the page before parts also columns of few lines, as the last page has; the one that is used is
// returned for the next page.
func inReadingOrder(all []pdfFragment, known float64, depth int) (columns [][]pdfFragment, x float64) {
	if len(all) == 0 {
		return nil, known
	}
	x, fewest := pdfGutter(all), fewestRows
	if x == 0 && depth == 0 {
		x, fewest = known, fewestKnownRows
	}
	if x == 0 || depth >= mostColumns {
		return [][]pdfFragment{all}, known
	}
	var single []pdfFragment
	for _, b := range bandsAt(all, x) {
		if !b.parted(fewest) {
			single = append(single, b.across...)
			single = append(single, b.left...)
			single = append(single, b.right...)
			continue
		}
		if len(single) > 0 {
			columns = append(columns, single)
			single = nil
		}
		for _, side := range [][]pdfFragment{b.left, b.right} {
			inner, _ := inReadingOrder(side, 0, depth+1)
			columns = append(columns, inner...)
		}
	}
	if len(single) > 0 {
		columns = append(columns, single)
	}
	return columns, x
}

// pdfBand is a strip of a page between words that reach over a gutter, or such words themselves.
type pdfBand struct{ across, left, right []pdfFragment }

// bandsAt cuts fragments into bands, from top to bottom.
func bandsAt(all []pdfFragment, x float64) []pdfBand {
	var across, beside []pdfFragment
	for _, f := range all {
		if f.crosses(x) {
			across = append(across, f)
		} else {
			beside = append(beside, f)
		}
	}
	sort.SliceStable(across, func(i, j int) bool { return across[i].base > across[j].base })
	sort.SliceStable(beside, func(i, j int) bool { return beside[i].base > beside[j].base })
	var bands []pdfBand
	next := 0
	until := func(base float64) {
		var b pdfBand
		for ; next < len(beside) && beside[next].base > base; next++ {
			if f := beside[next]; (f.x0+f.x1)/2 < x {
				b.left = append(b.left, f)
			} else {
				b.right = append(b.right, f)
			}
		}
		if len(b.left)+len(b.right) > 0 {
			bands = append(bands, b)
		}
	}
	for _, f := range across {
		until(f.base + 0.3*f.size)
		bands = append(bands, pdfBand{across: []pdfFragment{f}})
	}
	until(math.Inf(-1))
	return bands
}

func (f *pdfFragment) crosses(x float64) bool {
	return f.x0 < x-narrowGutter/2 && f.x1 > x+narrowGutter/2
}

// pdfGutter finds the place at which most lines stand in columns on either side; 0 if there is none.
func pdfGutter(all []pdfFragment) float64 {
	whole := all[0].pdfBox
	for i := range all {
		whole.include(all[i].pdfBox)
	}
	width := whole.x1 - whole.x0
	best, first, last := 0, 0.0, 0.0
	for at := whole.x0 + 0.15*width; at < whole.x0+0.85*width; at += gutterStep {
		rows := 0
		for _, b := range bandsAt(all, at) {
			if b.parted(fewestRows) {
				rows += len(b.left) + len(b.right)
			}
		}
		if rows > best {
			best, first = rows, at
		}
		if rows == best {
			last = at
		}
	}
	if best == 0 {
		return 0
	}
	return (first + last) / 2
}

// parted tells whether a band is columns of running text: on both sides several lines, most of which fill their side,
// as the cells of a table do not.
func (b *pdfBand) parted(fewest int) bool {
	if len(b.left) < fewest || len(b.right) < fewest {
		return false
	}
	return pdfFilled(b.left, fewest) && pdfFilled(b.right, fewest) && pdfBeside(b.left, b.right)
}

// pdfFilled tells whether lines are running text: most of them long, and nearly as long as the longest.
func pdfFilled(all []pdfFragment, fewest int) bool {
	const fewestLetters = 16
	rows := map[int]*pdfBox{}
	letters := 0
	var whole pdfBox
	for i, f := range all {
		if i == 0 {
			whole = f.pdfBox
		}
		whole.include(f.pdfBox)
		k := int(math.Round(f.base))
		if rows[k] == nil {
			box := f.pdfBox
			rows[k] = &box
		}
		rows[k].include(f.pdfBox)
		letters += len(f.glyphs)
	}
	full := 0
	for _, r := range rows {
		if r.x1-r.x0 > 0.6*(whole.x1-whole.x0) {
			full++
		}
	}
	return len(rows) >= fewest && full*2 >= len(rows) && letters >= fewestLetters*len(rows)
}

// pdfBeside tells whether two columns stand side by side for a good part of the lower one's height.
func pdfBeside(left, right []pdfFragment) bool {
	a, b := left[0].pdfBox, right[0].pdfBox
	for i := range left {
		a.include(left[i].pdfBox)
	}
	for i := range right {
		b.include(right[i].pdfBox)
	}
	common := min(a.y1, b.y1) - max(a.y0, b.y0)
	return common > 0.5*min(a.y1-a.y0, b.y1-b.y0)
}
