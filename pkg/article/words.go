package article

import "sort"

// Range is a half-open range of bytes in a text of the article's tables; a Span is one in its source.
type Range struct{ Start, End int }

// Words is a text of several pieces that knows where each of them stands in the source.
type Words struct {
	// Text is the words, blanks folded to one.
	Text string
	// Runs lead the text back to the source, in order. What lies between two runs is a blank.
	Runs []Run
	// Italics are what the format sets in italics.
	Italics []Range
}

// Run is a piece of a text. Its bytes are those of the source one by one if both are equally long; otherwise the source
// writes them in another way, as an entity or in another encoding, and the run stands for the span as a whole.
type Run struct {
	Range
	Span Span
}

// SpanOf is where a range of the text stands in the source. A range that runs from one part of the source into another is
// cut at the end of the first. Without runs there is nothing to tell it by, and the span is empty.
func (w Words) SpanOf(r Range) Span {
	i := sort.Search(len(w.Runs), func(i int) bool { return w.Runs[i].End > r.Start })
	if i == len(w.Runs) {
		if i == 0 {
			return Span{}
		}
		last := w.Runs[i-1].Span
		return Span{Part: last.Part, Start: last.End, End: last.End}
	}
	span := w.Runs[i].from(r.Start)
	for ; i < len(w.Runs) && w.Runs[i].Start < r.End; i++ {
		if run := w.Runs[i]; run.Span.Part == span.Part {
			span.End = max(span.End, run.to(r.End))
		}
	}
	return span
}

// RangeOf is the range of the text that stands in a span of the source: SpanOf the other way round. If no word of the text
// does, it is empty, and where the span stands between the words; -1 if that cannot be told.
func (w Words) RangeOf(s Span) Range {
	r := Range{-1, -1}
	between := -1
	for _, run := range w.Runs {
		switch {
		case run.Span.Part != s.Part:
			continue
		case run.Span.End <= s.Start:
			between = run.End
			continue
		case run.Span.Start >= s.End || s.Start == s.End && run.Span.Start == s.Start:
			if between < 0 {
				between = run.Start
			}
			continue
		}
		start, end := run.Start, run.End
		if run.literal() {
			start += max(0, s.Start-run.Span.Start)
			end -= max(0, run.Span.End-s.End)
		}
		if r.Start < 0 {
			r.Start = start
		}
		r.End = max(r.End, end)
	}
	if r.Start < 0 {
		return Range{between, between}
	}
	return r
}

// from is an empty span where a byte of the text stands, or the run if the byte is behind.
func (r Run) from(at int) Span {
	start := r.Span.Start
	if at > r.Start && r.literal() {
		start += at - r.Start
	}
	return Span{Part: r.Span.Part, Start: start, End: start}
}

func (r Run) to(at int) int {
	if at < r.End && r.literal() {
		return r.Span.Start + at - r.Start
	}
	return r.Span.End
}

func (r Run) literal() bool { return r.End-r.Start == r.Span.End-r.Span.Start }
