package match_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/match"
)

func TestUntracked(t *testing.T) {
	for _, c := range []struct {
		written, want string
		names         []string
	}{
		{"https://ex.org/t?utm_source=x&UTM_Medium=y", "https://ex.org/t", []string{"utm_source", "UTM_Medium"}},
		{"https://ex.org/t?b=%7e&fbclid=z&a=1#top", "https://ex.org/t?b=%7e&a=1#top", []string{"fbclid"}},
		{"https://ex.org/t?utm%5Fsource=x", "https://ex.org/t", []string{"utm%5Fsource"}},
		{"https://ex.org/t?id=1&&source=x#utm_source=y", "https://ex.org/t?id=1&&source=x#utm_source=y", nil},
		{"https://ex.org/t?", "https://ex.org/t?", nil},
		{"https://ex.org/t", "https://ex.org/t", nil},
	} {
		address, names := match.Untracked(c.written)
		require.Equal(t, c.want, address)
		require.Equal(t, c.names, names)
	}
}
