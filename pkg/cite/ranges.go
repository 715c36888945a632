package cite

import (
	"strconv"
	"strings"
)

// Ranges writes labels with runs of consecutive numbers collapsed: "6, 16–19". Two numbers in a row make a run.
func Ranges(labels []string) string {
	var parts []string
	for i := 0; i < len(labels); {
		j := i + 1
		for j < len(labels) && follows(labels[j-1], labels[j]) {
			j++
		}
		part := labels[i]
		if j-i > 1 {
			part += "–" + labels[j-1]
		}
		parts = append(parts, part)
		i = j
	}
	return strings.Join(parts, ", ")
}

func follows(a, b string) bool {
	x, err := strconv.Atoi(a)
	if err != nil {
		return false
	}
	y, err := strconv.Atoi(b)
	return err == nil && y == x+1
}
