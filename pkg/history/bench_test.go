package history_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/history"
)

// BenchmarkOpen opens and closes a history that is there, as each run does.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "history.db")
	for b.Loop() {
		h, err := history.Open(path)
		require.NoError(b, err)
		require.NoError(b, h.Close())
	}
}

// BenchmarkObserve writes one observation.
func BenchmarkObserve(b *testing.B) {
	h, err := history.Open(filepath.Join(b.TempDir(), "history.db"))
	require.NoError(b, err)
	require.NoError(b, h.Begin("articles", day(1)))
	n := 0
	for b.Loop() {
		n++
		require.NoError(b, h.Observe(seen(fmt.Sprint("https://review.example/", n), day(1), history.Good)))
	}
	require.NoError(b, h.Close())
}

func BenchmarkLatest(b *testing.B) {
	h, err := history.Open(filepath.Join(b.TempDir(), "history.db"))
	require.NoError(b, err)
	require.NoError(b, h.Begin("articles", day(1)))
	for n := range 1000 {
		require.NoError(b, h.Observe(seen(fmt.Sprint("https://review.example/", n), day(1), history.Good)))
	}
	n := 0
	for b.Loop() {
		n++
		_, _, err := h.Latest(fmt.Sprint("https://review.example/", n%2000))
		require.NoError(b, err)
	}
	require.NoError(b, h.Close())
}
