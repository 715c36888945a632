package ibid_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

// benchHosts serve pages of 4 KB after some latency.
func benchHosts(b *testing.B, latency time.Duration) []string {
	b.Helper()
	page := []byte(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Tide Tables</title></head><body><h1>Tide Tables</h1>` +
		strings.Repeat(`<p class="entry">The gauge at the <a href="/quay">quay</a> was read twice a day, and the readings were copied.</p>`+"\n", 36) + "</body></html>")
	var bases []string
	for i := range 20 {
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.7.%d:0", i+1))
		require.NoError(b, err)
		server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			time.Sleep(latency)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write(page)
		})}}
		server.Start()
		b.Cleanup(server.Close)
		bases = append(bases, server.URL)
	}
	return bases
}

// BenchmarkAgainstABareLoop holds the rate of a run, politeness lifted, against that of a bare loop of net/http with the
// same concurrency, which reads each body and parses it once.
func BenchmarkAgainstABareLoop(b *testing.B) {
	const concurrency = 64
	for _, latency := range []time.Duration{0, 50 * time.Millisecond} {
		for _, pages := range []int{2000, 20000} {
			b.Run(fmt.Sprintf("latency=%s/pages=%d", latency, pages), func(b *testing.B) {
				bases := benchHosts(b, latency)
				addresses := make([]string, pages)
				for i := range addresses {
					addresses[i] = fmt.Sprintf("%s/%d/tide-tables", bases[i%len(bases)], i)
				}
				var bare, own time.Duration
				for b.Loop() {
					bare += timed(func() { bareLoop(b, addresses, concurrency) })
					own += timed(func() { ownRun(b, addresses, concurrency) })
				}
				all := float64(pages * b.N)
				b.ReportMetric(all/bare.Seconds(), "bare-pages/s")
				b.ReportMetric(all/own.Seconds(), "pages/s")
				b.ReportMetric(bare.Seconds()/own.Seconds(), "of-bare")
			})
		}
	}
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

func bareLoop(b *testing.B, addresses []string, concurrency int) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConns: 256, MaxIdleConnsPerHost: concurrency}}
	defer client.CloseIdleConnections()
	next := make(chan string)
	var gang sync.WaitGroup
	for range concurrency {
		gang.Go(func() {
			for address := range next {
				response, err := client.Get(address)
				if err != nil {
					b.Error(err)
					continue
				}
				body, err := io.ReadAll(response.Body)
				if err != nil {
					b.Error(err)
				}
				_ = response.Body.Close()
				if _, err := html.Parse(bytes.NewReader(body)); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for _, address := range addresses {
		next <- address
	}
	close(next)
	gang.Wait()
}

func ownRun(b *testing.B, addresses []string, concurrency int) {
	pace := web.NewPace(concurrency, -1, web.Clock{})
	client := web.New(web.Options{AllowNetworks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Pace: pace})
	defer client.Close()
	f := web.Once(ibid.Patient(client, web.Clock{}))
	wrong := make(chan string, len(addresses))
	crawl := web.Crawl{Fetcher: f, Concurrency: concurrency, Pace: pace}
	err := crawl.Run(context.Background(), addresses, func(_ context.Context, p *web.Page) {
		e := &live.Evidence{Page: p, Cited: live.Cited{Titles: []string{"Tide Tables"}}}
		if _, doubt := e.Doubt(); doubt || e.Diagnose().State != live.Live {
			wrong <- p.URL
		}
	})
	require.NoError(b, err)
	require.Empty(b, wrong)
}

// BenchmarkMemory tells the highest resident memory of a crawl of which only the diagnoses are kept: of many pages from
// real servers, which stand in the same process, and of very many from none.
func BenchmarkMemory(b *testing.B) {
	b.Run("addresses=20000", func(b *testing.B) {
		bases := benchHosts(b, 0)
		pace := web.NewPace(64, -1, web.Clock{})
		client := web.New(web.Options{AllowNetworks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Pace: pace})
		b.Cleanup(client.Close)
		highest(b, 20000, bases, web.Crawl{Fetcher: web.Once(ibid.Patient(client, web.Clock{})), Concurrency: 64, Pace: pace})
	})
	b.Run("addresses=1000000", func(b *testing.B) {
		var bases []string
		for i := range 20 {
			bases = append(bases, fmt.Sprintf("https://host%d.example", i))
		}
		highest(b, 1000000, bases, web.Crawl{Fetcher: atOnce{}, Concurrency: 64, PerHost: 64, Gap: -1})
	})
}

// atOnce has the same page everywhere.
type atOnce struct{}

func (atOnce) Fetch(_ context.Context, address string) (*web.Page, error) {
	return &web.Page{
		URL: address, Final: address, Status: http.StatusOK, Header: http.Header{"Content-Type": {"text/html"}},
		Body: []byte("<title>Tide Tables</title><p>The gauge was read twice a day."), Retrieved: time.Now(),
	}, nil
}

func highest(b *testing.B, n int, bases []string, crawl web.Crawl) {
	b.Helper()
	defer debug.SetGCPercent(debug.SetGCPercent(50)) // as the command does
	for b.Loop() {
		debug.FreeOSMemory()
		_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o600) // resets the peak (proc(5)); where it cannot, it is that of the process
		addresses := make([]string, n)
		for i := range addresses {
			addresses[i] = fmt.Sprintf("%s/%d/tide-tables", bases[i%len(bases)], i)
		}
		diagnoses := make([]live.Diagnosis, n)
		require.NoError(b, crawl.Run(context.Background(), addresses, func(_ context.Context, p *web.Page) {
			e := &live.Evidence{Page: p, Cited: live.Cited{Titles: []string{"Tide Tables"}}}
			var i int
			if _, err := fmt.Sscanf(p.URL[len(bases[0])-2:][strings.IndexByte(p.URL[len(bases[0])-2:], '/'):], "/%d/", &i); err != nil {
				b.Error(err)
			}
			diagnoses[i] = e.Diagnose()
		}))
		require.Equal(b, live.Live, diagnoses[n-1].State)
	}
	b.ReportMetric(residentPeak(), "MB-resident")
}

// residentPeak is the highest resident memory of this process in MB, 0 where the system does not tell.
func residentPeak() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	var kilobytes float64
	if _, err := fmt.Sscan(after, &kilobytes); err != nil {
		return 0
	}
	return kilobytes / 1024
}
