package picture

// Step is one of several states in a row: its sign, what it looks like, and when it was.
type Step struct{ Sign, Class, Title string }

const (
	sequenceHeight = 22
	mostSteps      = 24
)

// Sequence is states in the order of time, each as its sign on a line. Of very many the last are shown.
func Sequence(name string, steps []Step) Picture {
	p := Picture{Name: name, Class: "sequence", Height: sequenceHeight}
	steps = steps[max(0, len(steps)-mostSteps):]
	places := float64(max(len(steps), mostSteps/2))
	p.add(Shape{Form: Line, X2: across(float64(len(steps)), places), Y: sequenceHeight - 2, Y2: sequenceHeight - 2, Class: "axis"})
	for i, s := range steps {
		x := across(float64(i)+0.5, places)
		p.add(
			Shape{Form: Bar, X: across(float64(i), places), X2: across(float64(i)+1, places), Y2: sequenceHeight, Class: "step", Title: s.Title},
			Shape{Form: Word, X: x, Y: sequenceHeight - 7, Text: s.Sign, Anchor: "middle", Class: s.Class},
		)
	}
	return p
}
