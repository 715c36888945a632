package config

import (
	"fmt"
	"strings"
)

// unknown says that a name is none of those that are known, and which is the nearest.
func unknown(what, name string, known []string) string {
	near, least := "", len([]rune(name))/2+1
	for _, k := range known {
		d := distance(name, k)
		if name != "" && strings.HasPrefix(k, name) {
			d = 0
		}
		if d < least {
			near, least = k, d
		}
	}
	if near == "" {
		return fmt.Sprintf("unknown %s %q; write one of %s", what, name, strings.Join(known, ", "))
	}
	return fmt.Sprintf("unknown %s %q; is %s meant?", what, name, near)
}

// distance is how many letters have to be put in, taken out or changed to make one word of another.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		before := row[0]
		row[0] = i + 1
		for j := range y {
			cost := before
			if x[i] != y[j] {
				cost = 1 + min(before, row[j], row[j+1])
			}
			before, row[j+1] = row[j+1], cost
		}
	}
	return row[len(y)]
}
