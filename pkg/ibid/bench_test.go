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
