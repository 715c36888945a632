package read

import (
	"sort"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// passage is the folded words of some stretches of the flow, with the runs that lead them back.
type passage struct {
	article.Words
	// kept are the runs that were taken over as they are, by their places in the flow.
	kept []keptRun
}

type keptRun struct{ at, from, size int }

// passage folds stretches of the flow into one text. They are in order and do not overlap.
func (f *flow) passage(stretches []prose.Stretch) passage {
	var p passage
	var b strings.Builder
	for _, s := range stretches {
		if b.Len() > 0 && !strings.HasSuffix(b.String(), " ") {
			b.WriteByte(' ')
		}
		prose.FoldTo(&b, f.text[s.Start:s.End], func(at, from, size int) {
			p.kept = append(p.kept, keptRun{at, s.Start + from, size})
		})
	}
	p.Text = strings.TrimSuffix(b.String(), " ")
	for _, k := range p.kept {
		f.appendRuns(&p, k)
	}
	for _, s := range f.italicsIn(stretches) {
		if r := p.rangeOf(s); r.Start < r.End {
			p.Italics = append(p.Italics, r)
		}
	}
	return p
}

// appendRuns parts a run of the flow where its pieces end.
func (f *flow) appendRuns(p *passage, k keptRun) {
	for k.size > 0 && k.at < len(p.Text) {
		size := min(k.size, len(p.Text)-k.at)
		if f.pieces != nil {
			piece := f.pieces[f.pieceAt(k.from)]
			if end := piece.at + piece.size - k.from; end > 0 {
				size = min(size, end)
			}
		}
		p.Runs = append(p.Runs, article.Run{
			Range: article.Range{Start: k.at, End: k.at + size},
			Span:  f.span(prose.Stretch{Start: k.from, End: k.from + size}),
		})
		k = keptRun{k.at + size, k.from + size, k.size - size}
	}
}

// rangeOf is where a stretch of the flow stands in the text; empty if nothing of it does.
func (p *passage) rangeOf(s prose.Stretch) article.Range {
	var r article.Range
	first := sort.Search(len(p.kept), func(i int) bool { return p.kept[i].from+p.kept[i].size > s.Start })
	for _, k := range p.kept[first:] {
		start, end := max(s.Start, k.from), min(s.End, k.from+k.size)
		if start >= end {
			break
		}
		if r.End == 0 {
			r.Start = k.at + start - k.from
		}
		r.End = min(k.at+end-k.from, len(p.Text))
	}
	r.Start = min(r.Start, r.End)
	return r
}

// italicsIn are the italics within some stretches.
func (f *flow) italicsIn(stretches []prose.Stretch) []prose.Stretch {
	var all []prose.Stretch
	for _, s := range stretches {
		i := sort.Search(len(f.italics), func(i int) bool { return f.italics[i].End > s.Start })
		for ; i < len(f.italics) && f.italics[i].Start < s.End; i++ {
			all = append(all, f.italics[i])
		}
	}
	return all
}
