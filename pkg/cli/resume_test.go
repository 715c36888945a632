package cli_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/history"
)

// tolls counts the requests for each path, and tells of each.
type tolls struct {
	mu    sync.Mutex
	all   map[string]int
	asked chan string
}

func (c *tolls) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	c.all[r.URL.Path]++
	c.mu.Unlock()
	select {
	case c.asked <- r.URL.Path:
	default:
	}
	time.Sleep(10 * time.Millisecond) // so that there is always something in flight
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(w, "<!DOCTYPE html><title>Tide Tables</title><p>The tide.")
}

func (c *tolls) counts() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := make(map[string]int, len(c.all))
	for path, n := range c.all {
		all[path] = n
	}
	return all
}

// A run that is killed at any moment, again and again, loses nothing: what is written down is not fetched again, and what
// is fetched again was in flight.
func TestKilledAndResumed(t *testing.T) {
	const addresses, kills, concurrency = 900, 50, 4
	site := &tolls{all: map[string]int{}, asked: make(chan string)}
	server := httptest.NewServer(site)
	defer server.Close()
	folder := t.TempDir()
	article, file := filepath.Join(folder, "article.txt"), filepath.Join(folder, "history.db")
	var text, notes strings.Builder
	for i := range addresses {
		fmt.Fprintf(&text, "The harbor was dredged %d times.[%d] ", i+2, i+1)
		fmt.Fprintf(&notes, "[%d] Ana Ruiz, “Tide Tables,” %s/%d\n", i+1, server.URL, i)
	}
	require.NoError(t, os.WriteFile(article, []byte(text.String()+"\n\n"+notes.String()), 0o600))
	run := func() *exec.Cmd {
		return exec.Command("ibid", "check", "--allow-network", "127.0.0.0/8", "--gap", "0", "--max-age", "0", "--no-archives",
			"--per-host", fmt.Sprint(concurrency), "--concurrency", fmt.Sprint(concurrency), "--history", file, "--resume", article)
	}
	written := map[string]int{} // how often each had been asked for when it was found written down
	look := func() {
		h, err := history.OpenExisting(file)
		require.NoError(t, err)
		defer h.Close()
		counts := site.counts()
		for i := range addresses {
			path := fmt.Sprintf("/%d", i)
			_, ok, err := h.Latest(server.URL + path)
			require.NoError(t, err)
			before, known := written[path]
			switch {
			case known:
				require.True(t, ok, "%s is lost", path)
				require.Equal(t, before, counts[path], "%s was written down, and fetched again", path)
			case ok:
				written[path] = counts[path]
			}
		}
	}
	for range kills {
		cmd := run()
		require.NoError(t, cmd.Start())
		<-site.asked
		time.Sleep(rand.N(40 * time.Millisecond))
		require.NoError(t, cmd.Process.Kill())
		require.Error(t, cmd.Wait())
		look()
		require.Less(t, len(written), addresses, "it was killed in the midst")
	}
	require.NotEmpty(t, written)
	out, err := run().Output()
	require.NoError(t, err)
	require.Contains(t, string(out), fmt.Sprintf("%d  live", addresses))
	look()
	require.Len(t, written, addresses)
	twice := 0
	for _, n := range site.counts() {
		twice += n - 1
	}
	require.LessOrEqual(t, twice, kills*concurrency)
}
