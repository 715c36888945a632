package config

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// What a configuration may have. Its own depth is a handful; the rest is for the library that reads YAML, whose time grows
// with the square of some of these numbers: a file can come with the articles of strangers.
const (
	mostBytes      = 1 << 20
	mostBytesFound = 64 << 10
	mostDepth      = 50
	// mostBrackets bounds the depth even where closing brackets stand within quotation marks.
	mostBrackets = 10_000
)

// bounded refuses what would take too long to be read, and says where.
func (v Vocabulary) bounded(path string, source []byte) error {
	switch {
	case len(source) > mostBytes:
		return fmt.Errorf("%s is larger than %d KB; that is no configuration", path, mostBytes>>10)
	case v.Found && len(source) > mostBytesFound:
		return fmt.Errorf("%s is larger than %d KB; if you trust it, name it with --config", path, mostBytesFound>>10)
	}
	if at := tooDeep(source); at >= 0 {
		before := source[:at]
		line := bytes.Count(before, []byte("\n"))
		column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
		return fmt.Errorf("%s: this is nested deeper than any configuration", Place{path, line + 1, column + 1})
	}
	return nil
}

// tooDeep is where a source is nested too deep, -1 if nowhere. It takes no notice of quotation marks, so that none can hide
// anything from it; what is in them is seldom out of balance.
func tooDeep(source []byte) int {
	depth, brackets, leading := 0, 0, 0
	inMargin := true // only what begins an item or a key stands before this
	for i, c := range source {
		switch c {
		case '\n', '\r':
			leading, inMargin = 0, true
			continue
		case '[', '{':
			depth++
			brackets++
		case ']', '}':
			depth = max(0, depth-1)
		case '-', '?', ':':
			if inMargin {
				leading++
			}
			if leading > mostDepth {
				return i
			}
			continue
		case ' ', '\t':
			continue
		}
		inMargin = false
		if depth > mostDepth || brackets > mostBrackets {
			return i
		}
	}
	return -1
}
