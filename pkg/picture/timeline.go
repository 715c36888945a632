package picture

import (
	"math"
	"slices"
	"strconv"
)

// Moment is a stretch on a line of years: 2024.5 is the middle of 2024. Of a day both ends are nearly the same, of a mere
// year they are a year apart.
type Moment struct {
	From, To     float64
	Class, Title string
}

const (
	timelineHeight = 132
	timelineFoot   = 108
	timelineHead   = 18
	// bins is how many piles of dots there are at most; more would overlap on a phone.
	bins      = 48
	dotRadius = 3
	mostYears = 6
)

// Timeline puts moments on a line of years, as piles of dots; those that are no more exact than a year stand in its
// middle. The mark, if there is one, is a moment that all others are seen against, such as that of the article itself.
func Timeline(name string, moments []Moment, mark *Moment) Picture {
	p := Picture{Name: name, Class: "timeline", Height: timelineHeight}
	all := slices.Clone(moments)
	if mark != nil {
		all = append(all, *mark)
	}
	if len(all) == 0 {
		return p
	}
	scale := scaleOf(all)
	p.add(Shape{Form: Line, X2: 100, Y: timelineFoot, Y2: timelineFoot, Class: "axis"})
	p.years(scale)
	p.mark(scale, mark)
	p.piles(scale, moments)
	return p
}

// scale is the stretch of years that a picture shows.
type scale struct{ from, to float64 }

func scaleOf(all []Moment) scale {
	s := scale{math.Inf(1), math.Inf(-1)}
	for _, m := range all {
		s.from, s.to = min(s.from, m.From), max(s.to, m.To)
	}
	s.from, s.to = math.Floor(s.from), math.Ceil(s.to)
	if s.to-s.from < 2 {
		s.to++
	}
	return s
}

// at keeps a rim at both ends, so that words there are not cut.
func (s scale) at(year float64) Across {
	const rim = 4.0
	return across(rim+(100-2*rim)*(year-s.from)/(s.to-s.from), 100)
}

// years names a few years below the line, at round distances.
func (p *Picture) years(s scale) {
	step := 1.0
	for _, round := range []float64{2, 5, 10, 20, 25, 50, 100, 200, 500, 1000} {
		if (s.to-s.from)/step <= mostYears {
			break
		}
		step = round
	}
	for year := math.Ceil(s.from/step) * step; year <= s.to; year += step {
		x := s.at(year)
		p.add(
			Shape{Form: Line, X: x, X2: x, Y: timelineFoot, Y2: timelineFoot + 5, Class: "axis"},
			Shape{Form: Word, X: x, Y: timelineFoot + 19, Text: strconv.Itoa(int(year)), Anchor: "middle", Class: "year"},
		)
	}
}

func (p *Picture) mark(s scale, mark *Moment) {
	if mark == nil {
		return
	}
	x := s.at((mark.From + mark.To) / 2)
	anchor := "middle"
	switch {
	case x > 80:
		anchor = "end"
	case x < 20:
		anchor = "start"
	}
	p.add(
		Shape{Form: Line, X: x, X2: x, Y: timelineHead, Y2: timelineFoot, Class: mark.Class},
		Shape{Form: Word, X: x, Y: timelineHead - 6, Text: mark.Title, Anchor: anchor, Class: "label"},
	)
}

// pile is the dots of one time and one look; it stands where they are on average.
type pile struct {
	at   float64
	dots []Moment
}

// piles sets dots of one time on each other. The highest pile fits below the head.
func (p *Picture) piles(s scale, moments []Moment) {
	type key struct {
		bin   int
		class string
	}
	var order []*pile
	known := map[key]*pile{}
	highest := 1
	for _, m := range moments {
		x := float64(s.at((m.From + m.To) / 2))
		k := key{int(x * bins / 100), m.Class}
		if known[k] == nil {
			known[k] = &pile{}
			order = append(order, known[k])
		}
		known[k].at += x
		known[k].dots = append(known[k].dots, m)
		highest = max(highest, len(known[k].dots))
	}
	apart := min(2*dotRadius+1.5, float64(timelineFoot-timelineHead-2*dotRadius)/float64(highest))
	for _, one := range order {
		x := across(one.at/float64(len(one.dots)), 100)
		for i, m := range one.dots {
			y := round(timelineFoot - dotRadius - 2 - apart*float64(i))
			p.add(Shape{Form: Dot, X: x, Y: y, Radius: dotRadius, Class: m.Class, Title: m.Title})
		}
	}
}

func round(y float64) float64 { return math.Round(y*10) / 10 }
