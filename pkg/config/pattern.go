package config

import "strings"

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
