package config

import (
	"fmt"
	"strings"

	"github.com/ibidcheck/ibid/pkg/match"
)

// unknown says that a name is none of those that are known, and which is the nearest.
func unknown(what, name string, known []string) string {
	if near := match.Nearest(name, known); near != "" {
		return fmt.Sprintf("unknown %s %q; is %s meant?", what, name, near)
	}
	return fmt.Sprintf("unknown %s %q; write one of %s", what, name, strings.Join(known, ", "))
}
