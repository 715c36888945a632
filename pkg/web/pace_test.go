package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// gate counts, in the server, who is there and when they came.
type gate struct {
	mu     sync.Mutex
	now    map[string]int
	most   map[string]int
	starts map[string][]time.Time
}

func newGate() *gate {
	return &gate{now: map[string]int{}, most: map[string]int{}, starts: map[string][]time.Time{}}
}

func (g *gate) enter(host string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.starts[host] = append(g.starts[host], time.Now())
	g.now[host]++
	g.most[host] = max(g.most[host], g.now[host])
}

func (g *gate) leave(host string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.now[host]--
}

// loopbacks serves one handler on several loopback addresses, and gives the starts of their addresses.
func loopbacks(t *testing.T, g *gate, n int, h func(w http.ResponseWriter, r *http.Request, bases []string)) []string {
	t.Helper()
	var bases []string
	for i := range n {
		host := fmt.Sprintf("127.0.8.%d", i+1)
		server := newServerOn(t, host, func(w http.ResponseWriter, r *http.Request) {
			g.enter(host)
			defer g.leave(host)
			h(w, r, bases)
		})
		bases = append(bases, server)
	}
	return bases
}

// What redirects lead to is as polite as what is cited: counted in the servers themselves.
func TestPolitenessOfAllHops(t *testing.T) {
	const gap = 20 * time.Millisecond
	g := newGate()
	bases := loopbacks(t, g, 4, func(w http.ResponseWriter, r *http.Request, bases []string) {
		time.Sleep(3 * gap)
		if r.URL.Path == "/there" {
			return
		}
		http.Redirect(w, r, bases[3]+"/there?"+url.QueryEscape(r.Host+r.URL.Path), http.StatusFound)
	})
	var urls []string
	for i := range 6 {
		for _, base := range bases[:3] {
			urls = append(urls, fmt.Sprintf("%s/%d", base, i))
		}
	}
	client := newTestClient(t, Options{AllowNetworks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	var mu sync.Mutex
	final := 0
	crawl := Crawl{Fetcher: client, PerHost: 2, Gap: gap, Concurrency: 12}
	require.NoError(t, crawl.Run(t.Context(), urls, func(_ context.Context, p *Page) {
		mu.Lock()
		defer mu.Unlock()
		if p.Status == 200 && len(p.Hops) == 1 {
			final++
		}
	}))
	require.Equal(t, len(urls), final)
	for host, starts := range g.starts {
		require.LessOrEqual(t, g.most[host], 2, host)
		// Between the visitor's clock and the server's, single gaps shrink and grow; all together they do not.
		require.GreaterOrEqual(t, starts[len(starts)-1].Sub(starts[0]), gap*time.Duration(len(starts)-1)/2, host)
	}
	require.Len(t, g.starts["127.0.8.4"], len(urls))
}

// limiting is a web of two hosts, one of which asks for fewer requests once.
type limiting struct {
	mu      sync.Mutex
	asked   map[string]int
	order   []string
	started time.Time
	when    map[string]time.Duration
	after   string
}

func (l *limiting) Fetch(ctx context.Context, address string) (*Page, error) {
	lease := leaseOf(ctx)
	target, _ := parseTarget(address)
	if err := lease.enter(ctx, target.Hostname()); err != nil {
		if errors.Is(err, errShut) {
			return &Page{URL: address, Final: address, Failure: &Failure{Kind: Limited}}, nil
		}
		return nil, err
	}
	defer lease.leave()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked[address]++
	l.when[address] = time.Since(l.started)
	if target.Hostname() == "busy.example" && len(l.order) == 0 {
		l.order = append(l.order, "429")
		return &Page{URL: address, Final: address, Status: 429, Header: http.Header{"Retry-After": {l.after}}}, nil
	}
	l.order = append(l.order, target.Hostname())
	return &Page{URL: address, Final: address, Status: 200}, nil
}

func limit(t *testing.T, after string) (*limiting, map[string]*Page) {
	t.Helper()
	l := &limiting{asked: map[string]int{}, when: map[string]time.Duration{}, started: time.Now(), after: after}
	urls := []string{"http://busy.example/1", "http://busy.example/2", "http://busy.example/3"}
	for i := range 40 {
		urls = append(urls, fmt.Sprintf("http://calm.example/%d", i))
	}
	pages := map[string]*Page{}
	var mu sync.Mutex
	worth := func(p *Page) int {
		if p.Status == 429 {
			return 3
		}
		return 1
	}
	crawl := Crawl{Fetcher: Retry(l, worth, Clock{}), Concurrency: 1, PerHost: 1, Gap: 100 * time.Millisecond}
	require.NoError(t, crawl.Run(t.Context(), urls, func(_ context.Context, p *Page) {
		mu.Lock()
		defer mu.Unlock()
		pages[p.URL] = p
	}))
	require.Len(t, pages, len(urls))
	return l, pages
}

// While a host that limits its visitors is left alone, others go on, even with a single worker; then it is visited more
// slowly.
func TestAHostThatLimitsIsSetAside(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, pages := limit(t, "30")
		for address, page := range pages {
			require.Equal(t, 200, page.Status, address)
		}
		require.Equal(t, 2, l.asked["http://busy.example/1"])
		for i := range 40 {
			require.Less(t, l.when[fmt.Sprintf("http://calm.example/%d", i)], 5*time.Second)
		}
		for i := 1; i <= 3; i++ {
			require.GreaterOrEqual(t, l.when[fmt.Sprintf("http://busy.example/%d", i)], 30*time.Second)
		}
		second, third := l.when["http://busy.example/2"], l.when["http://busy.example/3"]
		require.GreaterOrEqual(t, (third - second).Abs(), 200*time.Millisecond, "more slowly than before")
	})
}

func TestAHostThatAsksForHoursIsLeftAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		l, pages := limit(t, "7200")
		require.Less(t, time.Since(start), time.Minute)
		require.Equal(t, 429, pages["http://busy.example/1"].Status)
		requireFailure(t, pages["http://busy.example/2"], Limited)
		requireFailure(t, pages["http://busy.example/3"], Limited)
		require.Zero(t, l.asked["http://busy.example/2"]+l.asked["http://busy.example/3"])
	})
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"120": 2 * time.Minute, "0": 0, " 7 ": 7 * time.Second, "Sun, 22 Nov 2026 12:00:30 GMT": 30 * time.Second,
		"Sunday, 22-Nov-26 12:00:30 GMT": 30 * time.Second, "Sun, 22 Nov 2020 12:00:30 GMT": 0, "4294967295": 4294967295 * time.Second,
	} {
		got, ok := retryAfter(http.Header{"Retry-After": {value}}, now)
		require.True(t, ok, value)
		require.Equal(t, want, got, value)
	}
	for _, value := range []string{"", "soon", "-1", "1.5", "99999999999999999999"} {
		_, ok := retryAfter(http.Header{"Retry-After": {value}}, now)
		require.False(t, ok, value)
	}
}

func TestRetryPauses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var times []time.Time
		f := Retry(fetcherFunc(func(_ context.Context, address string) (*Page, error) {
			times = append(times, time.Now())
			return &Page{URL: address, Final: address, Status: 503}, nil
		}), func(*Page) int { return 4 }, Clock{})
		page := fetch(t, f, "http://a.example/")
		require.Equal(t, 503, page.Status)
		require.Len(t, times, 4)
		for i := 1; i < len(times); i++ {
			pause, want := times[i].Sub(times[i-1]), time.Second<<(i-1)
			require.InDelta(t, want.Seconds(), pause.Seconds(), want.Seconds()/4+0.001)
		}
		times = nil
		_ = fetch(t, fetcherFunc(func(ctx context.Context, address string) (*Page, error) { return f.Fetch(Single(ctx), address) }), "http://a.example/")
		require.Len(t, times, 1, "a single fetch is not repeated")
	})
}

func TestManners(t *testing.T) {
	for name, c := range map[string]struct{ first, second, want int }{
		"well at once": {200, 0, 200}, "well in the other": {403, 200, 200}, "refused in both": {403, 406, 403},
		"not found in both": {404, 404, 404}, "not found, and refused": {404, 403, 403}, "not found, and failing": {404, 500, 404},
		"refused, and not found": {403, 404, 403}, "refused, and failing": {403, 503, 403}, "gone": {410, 0, 410},
	} {
		t.Run(name, func(t *testing.T) {
			asked := 0
			f := Manners(fetcherFunc(func(ctx context.Context, address string) (*Page, error) {
				asked++
				status := c.first
				if ctx.Value(plainKey{}) != nil {
					status = c.second
				}
				return &Page{URL: address, Final: address, Status: status}, nil
			}), func(p *Page) bool { return p.Status == 403 || p.Status == 404 || p.Status == 406 })
			require.Equal(t, c.want, fetch(t, f, "http://a.example/").Status)
			require.Equal(t, c.second == 0, asked == 1)
		})
	}
}

// A host may have a gap of its own, longer or shorter than that of all others, whatever its port.
func TestAGapOfItsOwn(t *testing.T) {
	still := Clock{Now: func() time.Time { return time.Unix(0, 0) }}
	p := NewPace(9, time.Second, still)
	p.Space("Slow.example", 5*time.Second)
	p.Space("quick.example", 0)
	for host, wait := range map[string]time.Duration{"slow.example:8080": 5 * time.Second, "quick.example": 0, "other.example": time.Second} {
		ok, _ := p.try(host)
		require.True(t, ok, host)
		ok, waits := p.try(host)
		require.Equal(t, wait == 0, ok, host)
		require.Equal(t, wait, waits, host)
	}
}
