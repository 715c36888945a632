package ibid_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

// failing answers in one of many bad ways, by the number in the path.
func failing(w http.ResponseWriter, r *http.Request) {
	var n int
	if _, err := fmt.Sscanf(r.URL.Path, "/%d", &n); err != nil {
		http.NotFound(w, r)
		return
	}
	switch n % 8 {
	case 0:
		http.NotFound(w, r)
	case 1:
		panic(http.ErrAbortHandler)
	case 2:
		w.WriteHeader(http.StatusInternalServerError)
	case 3:
		http.Redirect(w, r, "http://10.0.0.1/", http.StatusFound)
	case 4:
		w.Header().Set("Content-Length", "9000")
		_, _ = io.WriteString(w, "half")
	case 5:
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = io.WriteString(w, "no gzip at all, and much too long to be taken for the beginning of it")
	case 6:
		hijacked, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			_, _ = io.WriteString(hijacked, "SSH-2.0\r\n")
			_ = hijacked.Close()
		}
	case 7:
		http.Redirect(w, r, r.URL.Path, http.StatusFound)
	}
}

// descriptors counts the open files of this process, where the system shows them.
func descriptors() int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}

func loopback(t *testing.T, timeout time.Duration) (*web.Client, web.Fetcher, *web.Pace) {
	t.Helper()
	clock := hurried(1000)
	pace := web.NewPace(8, -1, clock)
	client := web.New(web.Options{
		AllowNetworks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Timeout: timeout, Pace: pace,
	})
	return client, web.Once(ibid.Patient(client, clock)), pace
}

// After thousands of links that fail, no goroutine and no descriptor is left.
func TestNothingLeaks(t *testing.T) {
	const links, servers = 10_000, 20
	var bases []string
	for i := range servers {
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.9.%d:0", i+1))
		require.NoError(t, err)
		server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: http.HandlerFunc(failing)}}
		server.Start()
		t.Cleanup(server.Close)
		bases = append(bases, server.URL)
	}
	client, f, pace := loopback(t, 20*time.Second)
	goroutines, files := runtime.NumGoroutine(), descriptors()
	addresses := make([]string, links)
	for i := range addresses {
		addresses[i] = fmt.Sprintf("%s/%d", bases[i%servers], i)
	}
	r := ibid.Check(t.Context(), ibid.Options{Fetcher: f, Concurrency: 32, Pace: pace}, []ibid.Input{noted("article.txt", addresses...)})
	require.Len(t, r.Visits, links)
	states := map[live.State]int{}
	for _, v := range r.Visits {
		states[v.Diagnosis.State]++
	}
	require.Equal(t, map[live.State]int{live.Gone: links / 8, live.Skipped: links / 8, live.Unreachable: links * 6 / 8}, states)
	client.Close()
	// The servers' side of each connection is in this process too.
	require.Eventually(t, func() bool {
		return runtime.NumGoroutine() <= goroutines+servers && descriptors() <= files+servers
	}, 30*time.Second, 50*time.Millisecond, "before: %d goroutines, %d descriptors", goroutines, files)
}

// A run that is broken off comes back at once, whatever its links wait for, with what it has.
func TestBreakingOffWhileLinksWait(t *testing.T) {
	visited := make(chan struct{}, 10)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visited <- struct{}{}
		switch r.URL.Path {
		case "/here":
		case "/later":
			w.Header().Set("Retry-After", "50")
			w.WriteHeader(http.StatusServiceUnavailable)
		default:
			<-r.Context().Done()
		}
	}))
	t.Cleanup(server.Close)
	pace := web.NewPace(8, -1, web.Clock{})
	client := web.New(web.Options{AllowHosts: []string{"127.0.0.1"}, Pace: pace})
	t.Cleanup(client.Close)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for range 3 {
			<-visited
		}
		time.Sleep(50 * time.Millisecond)
		cancel()
	}()
	start := time.Now()
	r := ibid.Check(ctx, ibid.Options{Fetcher: ibid.Patient(client, web.Clock{}), Pace: pace}, []ibid.Input{
		noted("article.txt", server.URL+"/here", server.URL+"/silent", server.URL+"/later"),
	})
	require.Equal(t, ibid.Interrupted, r.Partial)
	require.Less(t, time.Since(start), 20*time.Second, "the links would wait for much longer")
	pending := 0
	for _, v := range r.Visits {
		if v.Pending {
			pending++
		}
	}
	require.Equal(t, 2, pending)
}
