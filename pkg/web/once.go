package web

import (
	"context"
	"sync"
)

const (
	// keptBytes bounds the pages that Once keeps.
	keptBytes = 4 << 20
	// pageBytes is what a page takes besides its body, roughly.
	pageBytes = 4 << 10
)

// Once makes a fetcher that shares fetches: callers who ask at the same time for addresses that differ at most in their
// fragments wait for one fetch, and each gets the page under the address that it asked for.
//
// The first 4 MiB of pages are kept for the run; later ones are forgotten as soon as those who waited for them have
// them. What is fetched before a crawl, an article named by its address, is thus not fetched again when it is cited,
// while memory does not grow with the web; a [Crawl] visits no address twice anyhow. A fetch that was cancelled is not
// kept, and whoever waited for it makes it anew.
func Once(f Fetcher) Fetcher {
	return &once{next: f, flights: map[string]*flight{}, room: keptBytes}
}

type once struct {
	next    Fetcher
	mu      sync.Mutex
	flights map[string]*flight
	room    int
}

// flight is a fetch; page and err are set when landed is closed.
type flight struct {
	landed chan struct{}
	page   *Page
	err    error
}

func (o *once) Fetch(ctx context.Context, address string) (*Page, error) {
	key := withoutFragment(address)
	for {
		shared, mine := o.board(key)
		if mine {
			o.fly(ctx, key, address, shared)
		}
		select {
		case <-shared.landed:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if shared.err == nil {
			return shared.page.as(address), nil
		}
		if mine {
			return nil, shared.err
		}
	}
}

// board finds the flight for a key, or makes the caller its pilot.
func (o *once) board(key string) (*flight, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if shared, ok := o.flights[key]; ok {
		return shared, false
	}
	shared := &flight{landed: make(chan struct{})}
	o.flights[key] = shared
	return shared, true
}

func (o *once) fly(ctx context.Context, key, address string, shared *flight) {
	defer close(shared.landed)
	shared.page, shared.err = o.next.Fetch(ctx, address)
	o.mu.Lock()
	defer o.mu.Unlock()
	if shared.err != nil {
		delete(o.flights, key)
		return
	}
	size := len(shared.page.Body) + pageBytes
	if size > o.room {
		delete(o.flights, key)
		return
	}
	o.room -= size
}
