package web

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestOnceSharesAFetch(t *testing.T) {
	var fetches atomic.Int32
	release := make(chan struct{})
	shared := Once(fetcherFunc(func(_ context.Context, address string) (*Page, error) {
		fetches.Add(1)
		<-release
		return &Page{URL: address, Final: "http://b/", Hops: []Hop{{URL: address, To: "http://b/"}}}, nil
	}))
	var all sync.WaitGroup
	for _, address := range []string{"http://a/", "http://a/#x", "http://a/#y", "http://a/"} {
		all.Go(func() {
			page, err := shared.Fetch(t.Context(), address)
			if err != nil || page.URL != address || page.Hops[0].URL != address {
				t.Error(address, err, page)
			}
		})
	}
	time.Sleep(20 * time.Millisecond)
	close(release)
	all.Wait()
	require.Equal(t, "http://a/#z", fetch(t, shared, "http://a/#z").Hops[0].URL)
	require.Equal(t, int32(1), fetches.Load())
	fetch(t, shared, "http://a/?q")
	require.Equal(t, int32(2), fetches.Load())
}

func TestOnceForgetsWhatWasCancelled(t *testing.T) {
	started := make(chan struct{}, 2)
	var fetches atomic.Int32
	shared := Once(fetcherFunc(func(ctx context.Context, address string) (*Page, error) {
		if fetches.Add(1) > 1 {
			return &Page{URL: address}, nil
		}
		started <- struct{}{}
		<-ctx.Done()
		return nil, ctx.Err()
	}))
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan error)
	go func() {
		_, err := shared.Fetch(ctx, "http://a/")
		first <- err
	}()
	<-started
	second := make(chan error)
	go func() {
		_, err := shared.Fetch(t.Context(), "http://a/")
		second <- err
	}()
	brief, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	_, err := shared.Fetch(brief, "http://a/")
	require.ErrorIs(t, err, context.DeadlineExceeded, "a waiter may give up")
	cancel()
	require.ErrorIs(t, <-first, context.Canceled)
	require.NoError(t, <-second, "a waiter takes over")
	require.Equal(t, int32(2), fetches.Load())
}

func TestOnceKeepsABoundedAmount(t *testing.T) {
	var fetches atomic.Int32
	shared := Once(fetcherFunc(func(_ context.Context, address string) (*Page, error) {
		fetches.Add(1)
		return &Page{URL: address, Body: make([]byte, 1<<20)}, nil
	}))
	for _, address := range []string{"http://a/", "http://b/", "http://c/", "http://d/"} {
		fetch(t, shared, address)
	}
	fetch(t, shared, "http://a/")
	require.Equal(t, int32(4), fetches.Load(), "the first are kept")
	fetch(t, shared, "http://d/")
	require.Equal(t, int32(5), fetches.Load(), "there was no room for the last")
	require.Len(t, shared.(*once).flights, 3)
}
