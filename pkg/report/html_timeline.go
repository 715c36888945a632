package report

import (
	"fmt"
	"math"

	"github.com/ibidcheck/ibid/pkg/picture"
)

// timeline sets the works' dates against the article's own.
func (b *builder) timeline() {
	s := &b.out.Sources
	own, dated := momentOf(b.Published)
	var mark *picture.Moment
	if dated {
		own.Class, own.Title = "article", "the article, "+clean(date(b.Published))
		mark = &own
	}
	var all []picture.Moment
	undated := 0
	first, last := math.Inf(1), math.Inf(-1)
	var oldest, newest string
	for i := range b.Works {
		w := &b.Works[i]
		m, ok := momentOf(w.Fields.Issued)
		if !ok {
			undated++
			continue
		}
		on := clean(date(w.Fields.Issued))
		m.Class, m.Title = "source", on+": "+clip(b.workName(w), 80)
		if dated && m.From > own.To {
			m.Class = "later"
			s.Later = append(s.Later, htmlRef{b.anchor(w.ID), b.workName(w)})
		}
		if m.From < first {
			first, oldest = m.From, on
		}
		if m.To > last {
			last, newest = m.To, on
		}
		all = append(all, m)
	}
	s.Dates = datesSay(len(all), undated, oldest, newest)
	if len(all) > 0 {
		s.Timeline = picture.Timeline(s.Dates, all, mark)
	}
}

func datesSay(dated, undated int, oldest, newest string) string {
	works := noun{"source bears a date", "sources bear dates"}
	said := works.count(dated)
	switch {
	case dated == 0:
		said = "No source bears a date"
	case oldest == newest:
		said += ", " + oldest
	default:
		said += ", from " + oldest + " to " + newest
	}
	if undated > 0 && dated > 0 {
		said += fmt.Sprintf("; %d\u00a0bear none", undated)
		if undated == 1 {
			said = said[:len(said)-len("bear none")] + "bears none"
		}
	}
	return said + "."
}

// momentOf is where a date in EDTF stands on a line of years: a day is a point, a month and a year are stretches.
func momentOf(edtf string) (m picture.Moment, ok bool) {
	points := datePoints(edtf)
	if len(points) == 0 {
		return m, false
	}
	m.From, _ = points[0].reach()
	_, m.To = points[len(points)-1].reach()
	return m, m.From <= m.To && m.From >= 1
}

// reach is where a date begins and ends.
func (p datePoint) reach() (from, to float64) {
	const months, days = 12.0, 31.0
	year := float64(p.year)
	switch {
	case p.month == 0:
		return year, year + 1
	case p.day == 0:
		return year + float64(p.month-1)/months, year + float64(p.month)/months
	default:
		at := year + (float64(p.month-1)+float64(p.day-1)/days)/months
		return at, at
	}
}
