package picture

// Part is one part of a whole: how much it is, what it looks like and what it is.
type Part struct {
	Count        int
	Class, Title string
}

const stackHeight = 18

// Stack is a bar of parts beside each other, in their order. Parts of nothing are left out.
func Stack(name string, parts []Part) Picture {
	p := Picture{Name: name, Class: "stack", Height: stackHeight}
	whole := 0
	for _, part := range parts {
		whole += part.Count
	}
	before := 0
	for _, part := range parts {
		if part.Count == 0 {
			continue
		}
		p.add(Shape{
			Form: Bar, X: across(float64(before), float64(whole)), X2: across(float64(before+part.Count), float64(whole)),
			Y: 0.5, Y2: stackHeight - 0.5, Class: part.Class, Title: part.Title,
		})
		before += part.Count
	}
	return p
}

const shareHeight = 10

// Share is a bar for a part of a whole, over a line for the whole. It only repeats a number.
func Share(part, whole int) Picture {
	p := Picture{Class: "share", Height: shareHeight}
	p.add(
		Shape{Form: Line, X2: 100, Y: shareHeight - 0.5, Y2: shareHeight - 0.5, Class: "axis"},
		Shape{Form: Bar, X2: across(float64(part), float64(whole)), Y2: shareHeight - 1, Class: "part"},
	)
	return p
}
