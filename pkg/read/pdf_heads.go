package read

import (
	"math"
	"sort"
	"strconv"
	"strings"
	"unicode"
)

// pdfRow is what stands at one height of a page.
type pdfRow struct {
	page, base int
	top        bool
	words      string
	// number is the one at either end of it, 0 if there is none; letters are its words without digits.
	number  int
	letters string
	of      []int // its fragments
	// apart tells that a gap parts it, and what is further out, from the rest of the page.
	apart bool
}

// headRows is how many rows at the top and at the foot of a page can be running heads.
const headRows = 3

// withoutHeads leaves out running heads, running feet and page numbers: what stands at the same height of several pages
// and differs in its number only, and rows whose number goes up from page to page as page numbers do.
func withoutHeads(pages [][]pdfFragment) [][]pdfFragment {
	var rows []pdfRow
	for n, fragments := range pages {
		rows = append(rows, outerRows(n, fragments)...)
	}
	enough := 3
	if len(pages) <= 4 {
		enough = 2
	}
	repeated, numbered := countHeads(rows, len(pages))
	drop := make([]map[int]bool, len(pages))
	for _, r := range rows {
		lone := len(pages) == 1 && r.letters == "" && !r.top
		times := repeated[r.key(0)]
		if r.number > 0 {
			times = max(times, numbered[r.offset()])
		}
		if kept := times < enough || !r.apart && times*2 < len(pages); kept && !lone {
			continue
		}
		if drop[r.page] == nil {
			drop[r.page] = map[int]bool{}
		}
		for _, i := range r.of {
			drop[r.page][i] = true
		}
	}
	kept := make([][]pdfFragment, len(pages))
	for n, fragments := range pages {
		for i, f := range fragments {
			if !drop[n][i] {
				kept[n] = append(kept[n], f)
			}
		}
	}
	return kept
}

// headKey is what rows have in common that are the same running head.
type headKey struct {
	top     bool
	base    int
	letters string
}

func (r *pdfRow) key(shift int) headKey { return headKey{r.top, r.base/4 + shift, r.letters} }

// headOffset is what the rows of page numbers have in common: the place, and how far number and page are apart.
type headOffset struct {
	top  bool
	base int
	off  int
}

func (r *pdfRow) offset() headOffset { return headOffset{r.top, r.base / 12, r.number - r.page} }

// countHeads counts the pages on which a row stands, and those that are numbered in one way if they are many.
func countHeads(rows []pdfRow, pages int) (repeated map[headKey]int, numbered map[headOffset]int) {
	repeated, numbered = map[headKey]int{}, map[headOffset]int{}
	for _, r := range rows {
		if r.letters != "" {
			repeated[r.key(0)]++
			repeated[r.key(1)]++
			repeated[r.key(-1)]++
		}
		if r.number > 0 {
			numbered[r.offset()]++
		}
	}
	for o, n := range numbered {
		if n*3 < pages {
			delete(numbered, o)
		}
	}
	return repeated, numbered
}

// outerRows are the first and the last rows of a page.
func outerRows(page int, fragments []pdfFragment) []pdfRow {
	order := make([]int, len(fragments))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return fragments[order[i]].base > fragments[order[j]].base })
	var rows [][]int
	for k, i := range order {
		if k > 0 && fragments[order[k-1]].base-fragments[i].base < 3 {
			rows[len(rows)-1] = append(rows[len(rows)-1], i)
			continue
		}
		rows = append(rows, []int{i})
	}
	gap := func(k int) bool { // between a row and the one below it
		if k < 0 || k+1 >= len(rows) {
			return false
		}
		above, below := fragments[rows[k][0]], fragments[rows[k+1][0]]
		return above.base-below.base > 1.7*max(above.size, below.size)
	}
	var outer []pdfRow
	for k, of := range rows {
		top := k < headRows
		if !top && k < len(rows)-headRows {
			continue
		}
		r := newPDFRow(page, fragments, of, top)
		for i := range headRows {
			r.apart = r.apart || top && i >= k && gap(i) || !top && len(rows)-2-i < k && gap(len(rows)-2-i)
		}
		outer = append(outer, r)
	}
	return outer
}

func newPDFRow(page int, fragments []pdfFragment, of []int, top bool) pdfRow {
	r := pdfRow{page: page, base: int(math.Round(fragments[of[0]].base)), top: top, of: of}
	parts := make([]pdfFragment, len(of))
	for k, i := range of {
		parts[k] = fragments[i]
	}
	sort.SliceStable(parts, func(i, j int) bool { return parts[i].x0 < parts[j].x0 })
	var words []string
	for _, f := range parts {
		l := pdfLine{glyphs: f.glyphs}
		words = append(words, strings.Fields(l.string())...)
	}
	r.words = strings.Join(words, " ")
	for _, w := range []string{words[0], words[len(words)-1]} {
		if n := pageNumber(w); n > 0 {
			r.number = n
		}
	}
	r.letters = strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, r.words)
	if r.number > 0 && len(words) == 1 {
		r.letters = "" // a Roman number
	}
	return r
}

// pageNumber reads a page number in digits or in Roman letters, as it may stand between dashes or bars.
func pageNumber(w string) int {
	w = strings.Trim(w, "-–—|[]().·")
	if n, err := strconv.Atoi(w); err == nil && n > 0 && len(w) <= 4 {
		return n
	}
	return pdfRoman(strings.ToLower(w))
}

func pdfRoman(w string) int {
	values := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}
	n := 0
	for i := range len(w) {
		v := values[w[i]]
		if v == 0 || len(w) > 7 {
			return 0
		}
		if i+1 < len(w) && v < values[w[i+1]] {
			v = -v
		}
		n += v
	}
	return max(n, 0)
}
