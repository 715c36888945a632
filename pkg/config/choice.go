package config

import (
	"errors"
	"slices"
)

// Choice is the value of a flag that takes one of some words. Its zero value takes none.
type Choice struct {
	Known []string
	value string
}

// NewChoice makes a choice that stands at one of its words, or at none.
func NewChoice(at string, known ...string) Choice { return Choice{Known: known, value: at} }

func (c *Choice) String() string { return c.value }

// Set chooses a word.
func (c *Choice) Set(word string) error {
	if !slices.Contains(c.Known, word) {
		return errors.New(unknown("word", word, c.Known))
	}
	c.value = word
	return nil
}

// Type is the word for the value in the help.
func (*Choice) Type() string { return "choice" }
