package read

import (
	"strings"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// isGridBorder tells a line of a grid table that parts rows from one another.
func isGridBorder(s string) bool {
	return len(s) > 2 && s[0] == '+' && s[len(s)-1] == '+' && strings.Trim(s, "+-=") == ""
}

// isSimpleBorder tells a line of a simple table: two columns at least.
func isSimpleBorder(s string) bool {
	return strings.HasPrefix(s, "=") && strings.Trim(s, "= ") == "" && strings.Contains(s, "= ")
}

// gridTable reads a table that is drawn. Each run of lines between two borders is parted where a bar stands in all of
// them below a crossing of the borders.
func (x *rst) gridTable(i int) int {
	indent := x.lines[i].indent
	crossings := map[int]bool{}
	var row []int
	for ; i < len(x.lines); i++ {
		s := x.line(i)
		if x.lines[i].blank() || x.lines[i].indent != indent || s[0] != '+' && s[0] != '|' {
			break
		}
		if s[0] == '+' && isGridBorder(s) {
			x.gridRow(row, crossings)
			row = row[:0]
		} else {
			row = append(row, i)
		}
		if s[0] == '+' {
			column := 0
			for _, c := range s {
				if c == '+' {
					crossings[column] = true
				}
				column++
			}
		}
	}
	x.gridRow(row, crossings)
	return i
}

func (x *rst) gridRow(row []int, crossings map[int]bool) {
	if len(row) == 0 {
		return
	}
	var cells [][]prose.Stretch
	var cuts []int
	column := 0
	for _, c := range x.line(row[0]) {
		if (c == '|' || c == '+') && crossings[column] && x.barAt(row, column) {
			cuts = append(cuts, column)
		}
		column++
	}
	for n := 0; n+1 < len(cuts); n++ {
		var cell []prose.Stretch
		for _, i := range row {
			cell = prose.AppendTrimmed(cell, x.text, x.columns(i, cuts[n]+1, cuts[n+1]))
		}
		cells = append(cells, cell)
	}
	for _, cell := range cells {
		x.cell(cell)
	}
}

// barAt tells whether a bar stands at a column in all of some lines.
func (x *rst) barAt(row []int, column int) bool {
	for _, i := range row {
		s := x.columns(i, column, column+1)
		if c := x.text[s.Start:s.End]; c != "|" && c != "+" {
			return false
		}
	}
	return true
}

// columns is the stretch of a line between two columns, counted from where its words begin.
func (x *rst) columns(i, from, to int) prose.Stretch {
	l := x.lines[i]
	s := prose.Stretch{Start: l.End, End: l.End}
	column := 0
	for at := l.Start; at < l.End; column++ {
		if column == from {
			s.Start = at
		}
		if column == to {
			s.End = at
			break
		}
		_, size := utf8.DecodeRuneInString(x.text[at:])
		at += size
	}
	return s
}

// cell adds the words of a cell. It is no literal block's introduction.
func (x *rst) cell(all []prose.Stretch) {
	if len(all) > 0 {
		x.worded = true
		x.add(rstItem{run: runOf(x.text, all...), table: x.tables})
	}
}

// simpleTable reads a table whose columns are drawn by its borders. A line whose first column is blank goes on with the
// row above.
func (x *rst) simpleTable(i int) int {
	indent := x.lines[i].indent
	starts := []int{}
	border := x.line(i)
	for at := range len(border) {
		if border[at] == '=' && (at == 0 || border[at-1] == ' ') {
			starts = append(starts, at)
		}
	}
	cells := make([][]prose.Stretch, len(starts))
	flush := func() {
		for n := range cells {
			x.cell(cells[n])
			cells[n] = nil
		}
	}
	borders := 0
	for ; i < len(x.lines); i++ {
		l := x.lines[i]
		if l.blank() {
			if borders > 2 || borders > 1 && x.tableEnds(i) {
				break
			}
			flush()
			continue
		}
		if l.indent < indent {
			break
		}
		if s := x.line(i); strings.Trim(s, "= ") == "" || strings.Trim(s, "- ") == "" {
			flush()
			if s[0] == '=' {
				borders++
			}
			continue
		}
		x.simpleRow(i, l.indent-indent, starts, cells, flush)
	}
	flush()
	return i
}

// tableEnds tells whether no border of a simple table follows before what cannot be of it.
func (x *rst) tableEnds(i int) bool {
	previous := x.line(i - 1)
	return strings.HasPrefix(previous, "=") && strings.Trim(previous, "= ") == ""
}

func (x *rst) simpleRow(i, shift int, starts []int, cells [][]prose.Stretch, flush func()) {
	if len(starts) < 2 || shift < starts[1] {
		flush()
	}
	for n := range starts {
		to := 1 << 30
		if n+1 < len(starts) {
			to = starts[n+1] - shift
		}
		if to <= 0 {
			continue
		}
		cells[n] = prose.AppendTrimmed(cells[n], x.text, x.columns(i, max(0, starts[n]-shift), to))
	}
}
