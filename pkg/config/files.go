package config

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// matchesFile tells whether a slashed path is as a pattern says: * and ? stand within one name, ** for any number of folders,
// [a-z] and [!a-z] for a character, {a,b} for either. A pattern without a slash is held against the file's name, one that
// ends in a slash against everything in the folder.
func matchesFile(pattern, file string) bool {
	if !strings.Contains(pattern, "/") {
		return doublestar.MatchUnvalidated(pattern, path.Base(file))
	}
	if strings.HasSuffix(pattern, "/") {
		pattern += "**"
	}
	return doublestar.MatchUnvalidated(pattern, file)
}

// cleanPattern leaves out what says nothing: "./issues/**" is "issues/**".
func cleanPattern(pattern string) string {
	parts := strings.Split(pattern, "/")
	last := len(parts) - 1
	kept := slices.DeleteFunc(parts[:last:last], func(part string) bool { return part == "." || part == "" })
	return strings.Join(append(kept, parts[last]), "/")
}

// mostAlternatives bounds what {a,b} in a pattern come to when they are multiplied: each is tried on its own.
const mostAlternatives = 100

// validPattern refuses what matches nothing, and what would mean something else than it seems to.
func validPattern(pattern string) error {
	parts := strings.FieldsFunc(pattern, func(r rune) bool { return strings.ContainsRune("/{},", r) })
	switch {
	case strings.Contains(pattern, `\`):
		return fmt.Errorf(`"%s" holds a backslash; write / between folders`, pattern)
	case strings.HasPrefix(pattern, "!"):
		return fmt.Errorf("%q: a pattern says which files are meant, not which are left out; give those an override of their own behind it", pattern)
	case strings.HasPrefix(pattern, "/") || slices.Contains(parts, ".."):
		return fmt.Errorf("%q leads out of the folder of the configuration; write it from there", pattern)
	case slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(part, "**") && part != "**" }):
		return fmt.Errorf("%q: ** stands for folders, between slashes; write **/*.md or *.md", pattern)
	case !doublestar.ValidatePattern(pattern):
		return fmt.Errorf("%q is no valid pattern of files; is a bracket or a brace left open?", pattern)
	case alternatives(pattern) > mostAlternatives:
		return errors.New("this pattern has too many alternatives in braces; write several patterns")
	default:
		return nil
	}
}

// alternatives is how many there are at most.
func alternatives(pattern string) int {
	all := 1
	var open []int
	for _, c := range pattern {
		switch last := len(open) - 1; {
		case c == '{':
			open = append(open, 1)
		case c == ',' && last >= 0:
			open[last]++
		case c == '}' && last >= 0:
			all = min(all*open[last], mostAlternatives+1)
			open = open[:last]
		}
	}
	return all
}
