// Package picture turns counts, places and dates into shapes: the small pictures of a report.
//
// Each picture is a function from data to shapes. Shapes are placed across in shares of the width and down in pixels, so
// that a picture fits a phone and a wide screen without being drawn anew. The package chooses no colours, writes no files
// and knows no articles: what a shape looks like is told by its class, and Template sets it in SVG.
package picture

import (
	_ "embed" // the template
	"strconv"
)

// Template is the source of an html/template that defines "picture" and "shapes"; both take a Picture.
//
//go:embed picture.tmpl
var Template string

// Form is what a shape is.
type Form string

// The forms.
const (
	Line Form = "line"
	Bar  Form = "bar"
	Dot  Form = "dot"
	Word Form = "word"
)

// Across is a place or a length across a picture, in per cent of its width.
type Across float64

// String is such as "12.5%".
func (a Across) String() string { return strconv.FormatFloat(float64(a), 'f', -1, 64) + "%" }

// across is a share of a whole, rounded to what can be seen.
func across(part, whole float64) Across {
	if whole <= 0 {
		return 0
	}
	const places = 1000
	return Across(float64(int(100*places*part/whole+0.5)) / places)
}

// Shape is one stroke of a picture.
type Shape struct {
	Form Form
	// X and Y are where it begins: the left upper corner of a bar, the middle of a dot, the anchor of a word. X2 and Y2
	// are where a line or a bar ends; Radius is that of a dot.
	X, X2         Across
	Y, Y2, Radius float64
	// Class tells what it looks like; Title is shown where a pointer rests on it.
	Class, Title string
	// Text is that of a word, and Anchor which of its ends is at X: start, middle or end.
	Text, Anchor string
}

// Width and Height are those of a bar.
func (s Shape) Width() Across { return s.X2 - s.X }

// Height is a bar's.
func (s Shape) Height() float64 { return s.Y2 - s.Y }

// Picture is shapes in the order in which they are drawn.
type Picture struct {
	// Name says what is to be seen, for those who do not see it. Without one the picture only repeats what stands
	// beside it.
	Name string
	// Class is that of the whole, Height in pixels.
	Class  string
	Height float64
	Shapes []Shape
}

func (p *Picture) add(s ...Shape) { p.Shapes = append(p.Shapes, s...) }
