package web

import (
	"container/heap"
	"context"
	"sync"
	"time"
)

// Crawl visits many addresses. Politeness is per host: that of the address as it is written, whatever its port.
type Crawl struct {
	Fetcher Fetcher
	// Concurrency is how many fetches run at once, 16 if zero; PerHost how many to one host, 2 if zero.
	Concurrency int
	PerHost     int
	// Gap is the time between the starts of two fetches from one host: 250 ms if zero, none if negative.
	Gap time.Duration
}

// Run visits each distinct address once, and calls each with its page, in the order in which they arrive and never
// twice at a time. Addresses that differ only in their fragments share a visit; each has its own call. While each
// runs no new visit starts, so pages cannot pile up before a slow one.
//
// The error is the context's, if it ended before all was visited; the pages that had arrived were delivered.
func (c Crawl) Run(ctx context.Context, urls []string, each func(*Page)) error {
	c = c.withDefaults()
	plan := newPlan(urls, c.PerHost, c.Gap)
	ctx, cancel := context.WithCancel(ctx)
	jobs, done := make(chan *visit), make(chan *visit)
	workers := min(c.Concurrency, plan.waiting)
	var gang sync.WaitGroup
	for range workers {
		gang.Go(func() {
			for v := range jobs {
				v.page, v.err = c.Fetcher.Fetch(ctx, v.urls[0])
				done <- v
			}
		})
	}
	err := plan.run(ctx, workers, jobs, done, each)
	close(jobs)
	gang.Wait()
	cancel()
	return err
}

func (c Crawl) withDefaults() Crawl {
	if c.Concurrency <= 0 {
		c.Concurrency = 16
	}
	if c.PerHost <= 0 {
		c.PerHost = 2
	}
	if c.Gap == 0 {
		c.Gap = 250 * time.Millisecond
	}
	return c
}

// visit is one fetch and all the addresses that it is for.
type visit struct {
	host *host
	urls []string
	page *Page
	err  error
}

// host is a queue of visits. It stands in the plan's heap while it has a visit to make and a connection to spare.
type host struct {
	queue  []*visit
	ready  time.Time
	number int
	active int
	queued bool
}

// plan says which visit is next. Only one goroutine may use it.
type plan struct {
	ready   readyHosts
	waiting int
	perHost int
	gap     time.Duration
}

func newPlan(urls []string, perHost int, gap time.Duration) *plan {
	p := &plan{perHost: perHost, gap: gap}
	hosts := map[string]*host{}
	visits := map[string]*visit{}
	seen := make(map[string]bool, len(urls))
	for _, address := range urls {
		if seen[address] {
			continue
		}
		seen[address] = true
		key := withoutFragment(address)
		if v, ok := visits[key]; ok {
			v.urls = append(v.urls, address)
			continue
		}
		name := politeHost(address)
		h, ok := hosts[name]
		if !ok {
			h = &host{number: len(hosts)}
			hosts[name] = h
		}
		v := &visit{host: h, urls: []string{address}}
		visits[key] = v
		h.queue = append(h.queue, v)
		p.waiting++
		p.enqueue(h)
	}
	return p
}

// politeHost is whom a visit burdens. An address that is not fetched burdens nobody and has a queue of its own.
func politeHost(address string) string {
	target, failure := parseTarget(address)
	if failure != nil {
		return "\n" + address
	}
	return hostName(target.Hostname())
}

// run hands visits to idle workers and delivers what they bring, until all is done or the context ends.
func (p *plan) run(ctx context.Context, workers int, jobs chan<- *visit, done <-chan *visit, each func(*Page)) error {
	stopped := ctx.Err()
	for running := 0; ; {
		var wake <-chan time.Time
		for stopped == nil && running < workers && len(p.ready) > 0 {
			v, wait := p.next(time.Now())
			if v == nil {
				wake = time.After(wait)
				break
			}
			jobs <- v
			running++
		}
		if running == 0 && (stopped != nil || p.waiting == 0) {
			return stopped
		}
		ended := ctx.Done()
		if stopped != nil {
			ended = nil
		}
		select {
		case v := <-done:
			running--
			p.release(v.host)
			stopped = deliver(v, stopped, each)
		case <-wake:
		case <-ended:
			stopped = ctx.Err()
		}
	}
}

func deliver(v *visit, stopped error, each func(*Page)) error {
	if v.err != nil {
		if stopped == nil {
			return v.err
		}
		return stopped
	}
	page := v.page
	v.page = nil
	for _, address := range v.urls {
		each(page.as(address))
	}
	return stopped
}

// next takes a visit of the host that has been ready longest, or tells how long it is until one is.
func (p *plan) next(now time.Time) (*visit, time.Duration) {
	h := p.ready[0]
	if wait := h.ready.Sub(now); wait > 0 {
		return nil, wait
	}
	heap.Pop(&p.ready)
	h.queued = false
	v := h.queue[0]
	h.queue = h.queue[1:]
	h.active++
	h.ready = now.Add(max(p.gap, 0))
	p.waiting--
	p.enqueue(h)
	return v, 0
}

func (p *plan) release(h *host) {
	h.active--
	p.enqueue(h)
}

func (p *plan) enqueue(h *host) {
	if h.queued || len(h.queue) == 0 || h.active >= p.perHost {
		return
	}
	h.queued = true
	heap.Push(&p.ready, h)
}

// readyHosts is a heap by the time at which a host may be visited again, and then by its first place in the input.
type readyHosts []*host

func (r readyHosts) Len() int      { return len(r) }
func (r readyHosts) Swap(i, j int) { r[i], r[j] = r[j], r[i] }
func (r readyHosts) Less(i, j int) bool {
	if !r[i].ready.Equal(r[j].ready) {
		return r[i].ready.Before(r[j].ready)
	}
	return r[i].number < r[j].number
}
func (r *readyHosts) Push(h any) { *r = append(*r, h.(*host)) }
func (r *readyHosts) Pop() any {
	old := *r
	last := old[len(old)-1]
	old[len(old)-1] = nil
	*r = old[:len(old)-1]
	return last
}
