package config

import (
	"path"
	"strings"
)

// matchesAddress tells whether an address is as a pattern says, in which * stands for any run of characters.
func matchesAddress(pattern, address string) bool {
	pieces := strings.Split(pattern, "*")
	if len(pieces) == 1 {
		return pattern == address
	}
	rest, ok := strings.CutPrefix(address, pieces[0])
	if !ok {
		return false
	}
	last := len(pieces) - 1
	for _, piece := range pieces[1:last] {
		_, behind, found := strings.Cut(rest, piece)
		if !found {
			return false
		}
		rest = behind
	}
	return strings.HasSuffix(rest, pieces[last])
}

// matchesFile tells whether a slashed path is as a pattern says. In it, ** stands for any number of folders, and all else
// is as path.Match has it. A pattern without a slash is held against the file's name, one that ends in a slash against
// everything in the folder.
func matchesFile(pattern, file string) bool {
	if !strings.Contains(pattern, "/") {
		ok, err := path.Match(pattern, path.Base(file))
		return ok && err == nil
	}
	if strings.HasSuffix(pattern, "/") {
		pattern += "**"
	}
	return matchesParts(strings.Split(pattern, "/"), strings.Split(file, "/"))
}

// matchesParts goes through both from the left, and comes back to the last ** when something does not fit.
func matchesParts(pattern, file []string) bool {
	p, f := 0, 0
	anyAt, anyFrom := -1, 0
	for f < len(file) {
		switch {
		case p < len(pattern) && pattern[p] == "**":
			anyAt, anyFrom = p, f
			p++
			continue
		case p < len(pattern) && matchesPart(pattern[p], file[f]):
			p++
			f++
			continue
		case anyAt < 0:
			return false
		}
		anyFrom++
		p, f = anyAt+1, anyFrom
	}
	for p < len(pattern) && pattern[p] == "**" {
		p++
	}
	return p == len(pattern)
}

func matchesPart(pattern, part string) bool {
	ok, err := path.Match(pattern, part)
	return ok && err == nil
}
