package match

import (
	"strings"
	"unicode/utf8"
)

// Nearest is the one of some names that is most likely meant by another one, which is misspelt or cut short; empty if none
// is near.
func Nearest(name string, known []string) string {
	near, most := "", utf8.RuneCountInString(name)/2
	for _, k := range known {
		if name != "" && strings.HasPrefix(k, name) {
			return k
		}
		if d := distance(name, k, most); d <= most {
			near, most = k, d-1
		}
	}
	return near
}
