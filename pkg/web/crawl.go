package web

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
	"strings"
	"time"
)

// Crawl visits many addresses. Politeness is per host: that of the address as it is written, whatever its port.
type Crawl struct {
	Fetcher Fetcher
	// Concurrency is how many fetches run at once, 16 if zero. Those that wait for a host do not count.
	Concurrency int
	// Pace is the politeness that the crawl shares with whatever else asks the web. If nil, the crawl has its own, by
	// PerHost and Gap as in [NewPace].
	Pace    *Pace
	PerHost int
	Gap     time.Duration
}

// parked bounds how many fetches may wait for a host, as a multiple of those that run.
const parked = 8

// Run visits each distinct address, and calls each with its page as soon as it is there. Addresses that differ only in
// their fragments share a visit; each has its own call. Calls are made at the same time from up to Concurrency
// goroutines, on which no new visit starts before each has returned, so that pages cannot pile up. What is fetched with
// the context of the call keeps to the same politeness.
//
// The error is the context's, if it ended before all was visited; the pages that had arrived were delivered.
func (c Crawl) Run(ctx context.Context, urls []string, each func(context.Context, *Page)) error {
	if c.Concurrency <= 0 {
		c.Concurrency = 16
	}
	if c.Pace == nil {
		c.Pace = NewPace(c.PerHost, c.Gap, Clock{})
	}
	plan := newPlan(urls, c.Pace)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	g := &gang{crawl: c, each: each, seats: make(chan struct{}, c.Concurrency), done: make(chan error)}
	return g.run(ctx, plan)
}

// gang are the goroutines that visit. A seat is what one needs while it does not wait.
type gang struct {
	crawl  Crawl
	each   func(context.Context, *Page)
	seats  chan struct{}
	done   chan error
	afield int
}

// run starts visits as seats, hosts and the context allow, until all are done.
func (g *gang) run(ctx context.Context, p *plan) error {
	stopped := ctx.Err()
	for {
		wake, seats := g.start(ctx, p, stopped)
		if g.afield == 0 && (stopped != nil || p.waiting == 0) {
			return stopped
		}
		ended := ctx.Done()
		if stopped != nil {
			ended = nil
		}
		select {
		case err := <-g.done:
			g.afield--
			if err != nil && stopped == nil {
				stopped = err
			}
		case seats <- struct{}{}:
			<-g.seats // there was one; start takes it
		case <-wake:
		case <-g.crawl.Pace.freed:
			p.retry()
		case <-ended:
			stopped = ctx.Err()
		}
	}
}

// start sends out all visits that can start. It tells what to wait for: a time, or a seat.
func (g *gang) start(ctx context.Context, p *plan, stopped error) (wake <-chan time.Time, seats chan<- struct{}) {
	for stopped == nil && len(p.ready) > 0 && g.afield < (1+parked)*g.crawl.Concurrency {
		select {
		case g.seats <- struct{}{}:
		default:
			return nil, g.seats
		}
		v, wait := p.next()
		if v == nil {
			<-g.seats
			if wait > 0 {
				wake = g.crawl.Pace.clock.After(wait)
			}
			return wake, nil
		}
		g.afield++
		go g.visit(ctx, v)
	}
	return nil, nil
}

// visit is one fetch, and what is done with its page. The context may end; then it is not delivered.
func (g *gang) visit(ctx context.Context, v *visit) {
	l := &lease{pace: g.crawl.Pace, host: v.host, held: true, fresh: true, stand: func() { <-g.seats }}
	l.sit = func(ctx context.Context) error {
		g.seats <- struct{}{}
		return ctx.Err()
	}
	ctx = context.WithValue(ctx, leaseKey{}, l)
	page, err := g.crawl.Fetcher.Fetch(ctx, v.urls[0])
	l.leave()
	if err == nil {
		for _, address := range v.urls {
			g.each(ctx, page.as(address))
		}
		l.leave()
	}
	<-g.seats
	g.done <- err
}

// visit is one fetch and all the addresses that it is for.
type visit struct {
	host string
	urls []string
}

// host is a queue of visits. It stands in the plan's heap, or among the busy ones, while it has a visit to make.
type host struct {
	name        string
	first, last int
	ready       time.Time
	number      int
}

// plan says which visit is next. Only one goroutine may use it. It is made of indices, since there may be a million.
type plan struct {
	pace    *Pace
	urls    []string
	waiting int
	ready   readyHosts
	// busy are hosts that have no slot to spare.
	busy []*host
	// alike has, for each address, the next that shares its visit, and after the next visit to its host; none if there
	// is none.
	alike, after []int
}

// none is the index of nothing; covered marks an address that another's visit is for.
const (
	none    = -1
	covered = -2
)

func newPlan(urls []string, pace *Pace) *plan {
	p := &plan{pace: pace, urls: urls, alike: make([]int, len(urls)), after: make([]int, len(urls))}
	for i := range urls {
		p.alike[i], p.after[i] = none, none
	}
	p.gather()
	hosts := map[string]*host{}
	for i := range urls {
		if p.after[i] != covered {
			p.queue(hosts, i)
		}
	}
	return p
}

// gather finds the addresses that share a visit, by sorting: a map of a million addresses would be larger than all else.
func (p *plan) gather() {
	order := make([]int, len(p.urls))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(strings.Compare(withoutFragment(p.urls[a]), withoutFragment(p.urls[b])), strings.Compare(p.urls[a], p.urls[b]), a-b)
	})
	for start := 0; start < len(order); {
		end := start + 1
		for end < len(order) && withoutFragment(p.urls[order[end]]) == withoutFragment(p.urls[order[start]]) {
			end++
		}
		if end-start > 1 {
			p.share(order[start:end])
		}
		start = end
	}
}

// share makes one visit of addresses that differ in their fragments at most, each once; the first stands for it.
func (p *plan) share(group []int) {
	distinct := group[:0:0]
	for i, at := range group {
		p.after[at] = covered
		if i == 0 || p.urls[at] != p.urls[group[i-1]] {
			distinct = append(distinct, at)
		}
	}
	slices.Sort(distinct)
	p.after[distinct[0]] = none
	for i := 1; i < len(distinct); i++ {
		p.alike[distinct[i-1]] = distinct[i]
	}
}

// queue adds the visit to an address to the queue of its host.
func (p *plan) queue(hosts map[string]*host, i int) {
	name := politeHost(p.urls[i])
	h, ok := hosts[name]
	if ok {
		p.after[h.last] = i
		h.last = i
	} else {
		h = &host{name: name, number: len(hosts), first: i, last: i}
		hosts[name] = h
		p.ready = append(p.ready, h) // in order, so that it is a heap
	}
	p.waiting++
}

// politeHost is whom a visit burdens. An address that is not fetched burdens nobody and has a queue of its own.
func politeHost(address string) string {
	target, failure := parseTarget(address)
	if failure != nil {
		return "\n" + address
	}
	return hostName(target.Hostname())
}

// next takes a visit of the host that has been ready longest, with a slot, or tells how long it is until one is ready;
// zero if that hangs on a slot being given back.
func (p *plan) next() (*visit, time.Duration) {
	now := p.pace.clock.Now()
	for len(p.ready) > 0 {
		h := p.ready[0]
		if wait := h.ready.Sub(now); wait > 0 {
			return nil, wait
		}
		ok, wait := p.pace.try(h.name)
		switch {
		case ok:
			return p.take(h, now), 0
		case wait > 0:
			h.ready = now.Add(wait)
			heap.Fix(&p.ready, 0)
		default:
			heap.Pop(&p.ready)
			p.busy = append(p.busy, h)
		}
	}
	return nil, 0
}

func (p *plan) take(h *host, now time.Time) *visit {
	i := h.first
	v := &visit{host: h.name, urls: []string{p.urls[i]}}
	for j := p.alike[i]; j != none; j = p.alike[j] {
		v.urls = append(v.urls, p.urls[j])
	}
	p.waiting--
	h.first = p.after[i]
	if h.first == none {
		heap.Pop(&p.ready)
		return v
	}
	h.ready = now // the pace tells when it is ready again; until then, others go first
	heap.Fix(&p.ready, 0)
	return v
}

// retry has another look at the hosts that had no slot to spare.
func (p *plan) retry() {
	for _, h := range p.busy {
		heap.Push(&p.ready, h)
	}
	p.busy = p.busy[:0]
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
