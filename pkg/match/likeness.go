package match

// Likeness is how two things are alike.
type Likeness int

// The likenesses, in ascending order.
const (
	// Different things cannot be one.
	Different Likeness = iota
	// Unknown: one of the two is not given.
	Unknown
	// Near things differ as by a slip of the pen, or by a few days.
	Near
	// Shorter things agree as far as the shorter of the two goes: a title without its subtitle, initials, a year.
	Shorter
	// Same things differ in nothing that matters.
	Same
)
