package config

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/pflag"
)

// CheckValue tells what is wrong with a text as a value of an option: its type, its size, and what else may be. Label is
// what the option is called where the text stands.
func (v Vocabulary) CheckValue(f *pflag.Flag, label, text string) error {
	if c, isChoice := f.Value.(*Choice); isChoice && !slices.Contains(c.Known, text) {
		return errors.New(label + ": " + unknown("word", text, c.Known))
	}
	if !fits(f, text) {
		return fmt.Errorf("%s takes %s, not %q", label, wanted(f), text)
	}
	if v.Check != nil {
		if err := v.Check(f.Name, text); err != nil {
			return fmt.Errorf("%s: %w", label, err)
		}
	}
	return nil
}

// most is the largest number that an option takes, unless its bounds say otherwise. As MB it is still a number of bytes.
const most = 1 << 40

// bounds are those of a number, both included.
func bounds(option string) (from, to int64) {
	switch option {
	case "concurrency", "per-host":
		return 1, math.MaxInt32
	case "port":
		return 1, math.MaxUint16
	default:
		return 0, most
	}
}

// isAboveZero tells of times that cannot be zero.
func isAboveZero(option string) bool { return option == "timeout" || option == "deadline" }

func fits(f *pflag.Flag, text string) bool {
	switch f.Value.Type() {
	case "bool":
		return text == "true" || text == "false"
	case "int", "int64", "intSlice":
		from, to := bounds(f.Name)
		n, err := strconv.ParseInt(text, 10, 64)
		return err == nil && from <= n && n <= to
	case "duration":
		d, err := time.ParseDuration(text)
		return err == nil && d >= 0 && (d > 0 || !isAboveZero(f.Name))
	default:
		return true
	}
}

// wanted says what an option takes.
func wanted(f *pflag.Flag) string {
	switch kind := f.Value.Type(); kind {
	case "bool":
		return "true or false"
	case "int", "int64":
		return "a whole number " + inBounds(f.Name)
	case "intSlice":
		return "whole numbers " + inBounds(f.Name)
	case "duration":
		if isAboveZero(f.Name) {
			return "a time above zero, such as 30s"
		}
		return "a time such as 500ms or 30s"
	case "choice":
		return "one word"
	case "string":
		return "one text"
	default:
		return fmt.Sprintf("a list (%s is repeatable)", f.Name)
	}
}

func inBounds(option string) string {
	from, to := bounds(option)
	if to < math.MaxInt32 {
		return fmt.Sprintf("from %d to %d", from, to)
	}
	return fmt.Sprintf("from %d", from)
}
