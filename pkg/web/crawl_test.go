package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// fetcherFunc is a Fetcher made of a function.
type fetcherFunc func(context.Context, string) (*Page, error)

func (f fetcherFunc) Fetch(ctx context.Context, address string) (*Page, error) {
	return f(ctx, address)
}

// meter counts, per host and overall, who is visiting, and notes when visits start.
type meter struct {
	mu           sync.Mutex
	now, most    map[string]int
	starts       map[string][]time.Time
	fetched      map[string]int
	all, mostAll int
	delay        func(host string) time.Duration
}

func newMeter(delay func(string) time.Duration) *meter {
	return &meter{
		now: map[string]int{}, most: map[string]int{}, starts: map[string][]time.Time{},
		fetched: map[string]int{}, delay: delay,
	}
}

func (m *meter) Fetch(ctx context.Context, address string) (*Page, error) {
	u, err := url.Parse(address)
	host := ""
	if err == nil {
		host = u.Hostname()
	}
	m.enter(host, address, 1)
	defer m.enter(host, address, -1)
	select {
	case <-time.After(m.delay(host)):
		return &Page{URL: address, Final: address, Status: 200}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (m *meter) enter(host, address string, by int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if by > 0 {
		m.starts[host] = append(m.starts[host], time.Now())
		m.fetched[withoutFragment(address)]++
	}
	m.now[host] += by
	m.all += by
	m.most[host] = max(m.most[host], m.now[host])
	m.mostAll = max(m.mostAll, m.all)
}

func TestCrawlIsPolite(t *testing.T) {
	m := newMeter(func(string) time.Duration { return 60 * time.Millisecond })
	var urls []string
	for i := range 8 {
		for host := range 3 {
			urls = append(urls, fmt.Sprintf("http://host%d.example:%d/%d", host, 80+i%2, i))
		}
	}
	const gap = 25 * time.Millisecond
	var mu sync.Mutex
	got := map[string]int{}
	require.NoError(t, Crawl{Fetcher: m, Gap: gap}.Run(t.Context(), urls, func(_ context.Context, p *Page) {
		mu.Lock()
		got[p.URL]++
		mu.Unlock()
	}))
	require.Len(t, got, len(urls))
	for host, starts := range m.starts {
		require.LessOrEqual(t, m.most[host], 2, host)
		for i := 1; i < len(starts); i++ {
			require.GreaterOrEqual(t, starts[i].Sub(starts[i-1]), gap-5*time.Millisecond, host)
		}
	}
	require.Greater(t, m.mostAll, 2)
}

func TestCrawlKeepsNoWorkerWaiting(t *testing.T) {
	m := newMeter(func(host string) time.Duration {
		if host == "slow.example" {
			return 200 * time.Millisecond
		}
		return time.Millisecond
	})
	var urls []string
	for i := range 6 {
		urls = append(urls, fmt.Sprintf("http://slow.example/%d", i))
	}
	for i := range 60 {
		urls = append(urls, fmt.Sprintf("http://h%d.example/", i))
	}
	var mu sync.Mutex
	var order []string
	crawl := Crawl{Fetcher: m, Concurrency: 3, Gap: -1}
	require.NoError(t, crawl.Run(t.Context(), urls, func(_ context.Context, p *Page) {
		mu.Lock()
		order = append(order, p.URL)
		mu.Unlock()
	}))
	require.Len(t, order, 66)
	require.Equal(t, 3, m.mostAll)
	for _, address := range order[:60] {
		require.NotContains(t, address, "slow", "the third worker goes on while two wait for the slow host")
	}
}

func TestCrawlVisitsOnce(t *testing.T) {
	m := newMeter(func(string) time.Duration { return 0 })
	urls := []string{
		"http://a.example/", "http://a.example/", "http://a.example/#x", "http://a.example/#y", "http://a.example/?q",
		"http://[::1/", "not an address", "mailto:x", "http://a.example/#x",
	}
	var mu sync.Mutex
	var got []string
	require.NoError(t, Crawl{Fetcher: m, Gap: -1}.Run(t.Context(), urls, func(_ context.Context, p *Page) {
		mu.Lock()
		defer mu.Unlock()
		require.Equal(t, p.URL, p.Final)
		got = append(got, p.URL)
	}))
	require.ElementsMatch(t, []string{urls[0], urls[2], urls[3], urls[4], urls[5], urls[6], urls[7]}, got)
	for address, times := range m.fetched {
		require.Equal(t, 1, times, address)
	}
	require.Len(t, m.fetched, 5)
	require.NoError(t, Crawl{Fetcher: m}.Run(t.Context(), nil, func(context.Context, *Page) { t.Error("a page of nothing") }))
}

func TestCrawlEndsWithItsContext(t *testing.T) {
	goroutines := runtime.NumGoroutine()
	release := make(chan struct{})
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/fast" {
			<-release
		}
	})
	defer close(release)
	client := newTestClient(t, Options{})
	urls := []string{server.URL + "/fast"}
	for i := range 5 {
		urls = append(urls, fmt.Sprintf("%s/%d", server.URL, i))
	}
	ctx, cancel := context.WithCancel(t.Context())
	var got []string
	err := Crawl{Fetcher: client, PerHost: 3, Gap: -1}.Run(ctx, urls, func(_ context.Context, p *Page) {
		got = append(got, p.URL)
		time.AfterFunc(50*time.Millisecond, cancel)
	})
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, urls[:1], got, "what had arrived was delivered")
	client.Close()
	require.Eventually(t, func() bool { return runtime.NumGoroutine() <= goroutines+12 }, 5*time.Second, 10*time.Millisecond)

	err = Crawl{Fetcher: client}.Run(ctx, urls, func(context.Context, *Page) { t.Error("a page after the end") })
	require.ErrorIs(t, err, context.Canceled)
}

func TestCrawlDelivers(t *testing.T) {
	m := newMeter(func(string) time.Duration { return time.Millisecond })
	var urls []string
	for i := range 2000 {
		urls = append(urls, fmt.Sprintf("http://h%d.example/%d", i%400, i))
	}
	var busy, most, count atomic.Int32
	require.NoError(t, Crawl{Fetcher: m, Concurrency: 32, Gap: -1}.Run(t.Context(), urls, func(context.Context, *Page) {
		if now := busy.Add(1); now > most.Load() {
			most.Store(now)
		}
		count.Add(1)
		busy.Add(-1)
	}))
	require.EqualValues(t, len(urls), count.Load())
	require.LessOrEqual(t, most.Load(), int32(32))
}
