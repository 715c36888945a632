package match_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/match"
)

func TestNearest(t *testing.T) {
	known := []string{"dead-link", "soft-404", "insecure-scheme", "insecure-link"}
	for name, near := range map[string]string{
		"insecure-schem": "insecure-scheme",
		"insecure-l":     "insecure-link",
		"ded-link":       "dead-link",
		"soft404":        "soft-404",
		"tide":           "",
		"":               "",
	} {
		require.Equal(t, near, match.Nearest(name, known), name)
	}
}
