package picture

// Tick is one mark on a strip, at one of its places from 0.
type Tick struct {
	At    int
	Title string
	// Follows tells that it belongs to the tick before, as the next in an unbroken run.
	Follows bool
}

const (
	stripHeight = 24
	tickTop     = 4
	tickFoot    = 20
	runLine     = 12
)

// Strip is a row of places, with ticks on some of them. Ticks that follow each other are tied to a run. Breaks are the
// places before which a new section begins.
func Strip(name, class string, places int, breaks []int, ticks []Tick) Picture {
	p := Picture{Name: name, Class: "strip " + class, Height: stripHeight}
	middle := func(at int) Across { return across(float64(at)+0.5, float64(places)) }
	p.add(Shape{Form: Line, X2: 100, Y: runLine, Y2: runLine, Class: "axis"})
	for _, at := range breaks {
		x := across(float64(at), float64(places))
		p.add(Shape{Form: Line, X: x, X2: x, Y2: stripHeight, Class: "break"})
	}
	before := -1
	for _, t := range ticks {
		if t.Follows && before >= 0 && before != t.At {
			p.add(Shape{Form: Line, X: middle(before), X2: middle(t.At), Y: runLine, Y2: runLine, Class: "run"})
		}
		before = t.At
	}
	for _, t := range ticks {
		x := middle(t.At)
		p.add(Shape{Form: Line, X: x, X2: x, Y: tickTop, Y2: tickFoot, Class: "tick", Title: t.Title})
	}
	return p
}
