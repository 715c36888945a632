package web

import (
	"context"
	"errors"
	"net"
	"strings"
	"sync"
	"time"
)

const (
	// manyHosts is how many hosts a Pace remembers before it looks for those that it can forget.
	manyHosts = 4096
	// slowestGap bounds how far the gap of a host grows that asks for fewer requests.
	slowestGap = 10 * time.Second
)

// errShut tells that a host has asked to be left alone for longer than a run waits.
var errShut = errors.New("the host asks to be left alone for longer than the run waits")

// Pace is the politeness of a run: how many requests go to a host at once, and how soon after one another. All that ask
// the web share one, whether for an address that is cited, for one that a redirect leads to or for a probe; it serves
// one [Crawl] at a time.
type Pace struct {
	perHost int
	gap     time.Duration
	clock   Clock
	// freed has a signal when a host has a slot to spare again.
	freed chan struct{}

	mu    sync.Mutex
	hosts map[string]*paced
	// own are the gaps of hosts for which another one was asked, by their names without a port.
	own map[string]time.Duration
}

// paced is what is remembered of one host.
type paced struct {
	active int
	// ready is when the next request may start.
	ready time.Time
	// gap is the host's own, once it has asked for fewer requests.
	gap  time.Duration
	shut bool
	// free is closed when a slot is given back while somebody waits for it.
	free chan struct{}
}

// NewPace allows perHost requests to one host at once, 2 if zero, and leaves at least gap between the starts of two:
// 250 ms if zero, none if negative.
func NewPace(perHost int, gap time.Duration, clock Clock) *Pace {
	if perHost <= 0 {
		perHost = 2
	}
	if gap == 0 {
		gap = 250 * time.Millisecond
	}
	return &Pace{
		perHost: perHost, gap: max(gap, 0), clock: clock.orReal(), freed: make(chan struct{}, 1), hosts: map[string]*paced{},
	}
}

// Space leaves another gap between the starts of two requests to a host than to all others. The name is without a port.
func (p *Pace) Space(host string, gap time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.own == nil {
		p.own = map[string]time.Duration{}
	}
	p.own[strings.ToLower(host)] = max(gap, 0)
}

// gapOf is the gap of a host that has not asked for fewer requests.
func (p *Pace) gapOf(host string) time.Duration {
	if len(p.own) == 0 {
		return p.gap
	}
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	if gap, ok := p.own[strings.ToLower(name)]; ok {
		return gap
	}
	return p.gap
}

// try takes a slot of a host. If it cannot, it tells how long it is until a slot can be taken; zero if that hangs on
// somebody giving one back. Of a host that is shut it gives a slot at once, since nothing will be sent there.
func (p *Pace) try(host string) (ok bool, wait time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	h, now := p.host(host), p.clock.Now()
	switch {
	case h.shut:
	case h.active >= p.perHost:
		return false, 0
	case h.ready.After(now):
		return false, h.ready.Sub(now)
	default:
		h.ready = now.Add(max(p.gapOf(host), h.gap))
	}
	h.active++
	return true, 0
}

// enter waits for a slot of a host.
func (p *Pace) enter(ctx context.Context, host string) error {
	for {
		ok, wait := p.try(host)
		if ok {
			return nil
		}
		if wait > 0 {
			if err := p.clock.sleep(ctx, wait); err != nil {
				return err
			}
			continue
		}
		free := p.vacancy(host)
		if free == nil {
			continue
		}
		select {
		case <-free:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// vacancy is closed when a slot of the host is given back; nil if there is one to spare.
func (p *Pace) vacancy(host string) <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	h := p.host(host)
	if h.active < p.perHost {
		return nil
	}
	if h.free == nil {
		h.free = make(chan struct{})
	}
	return h.free
}

// leave gives a slot back.
func (p *Pace) leave(host string) {
	p.mu.Lock()
	h := p.host(host)
	h.active--
	if h.free != nil {
		close(h.free)
		h.free = nil
	}
	p.mu.Unlock()
	select {
	case p.freed <- struct{}{}:
	default:
	}
}

// hold leaves a host alone for a time, and goes more slowly from then on.
func (p *Pace) hold(host string, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	h := p.host(host)
	if until := p.clock.Now().Add(d); until.After(h.ready) {
		h.ready = until
	}
	h.gap = min(max(2*h.gap, 2*p.gap), slowestGap)
}

// shutOff leaves a host alone for the rest of the run.
func (p *Pace) shutOff(host string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.host(host).shut = true
}

func (p *Pace) isShut(host string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	h, ok := p.hosts[host]
	return ok && h.shut
}

func (p *Pace) host(name string) *paced {
	h, ok := p.hosts[name]
	if ok {
		return h
	}
	if len(p.hosts) >= manyHosts && len(p.hosts)%manyHosts == 0 {
		p.forget()
	}
	h = &paced{}
	p.hosts[name] = h
	return h
}

// forget drops the hosts of which nothing needs to be known any more.
func (p *Pace) forget() {
	now := p.clock.Now()
	for name, h := range p.hosts {
		if h.active == 0 && h.free == nil && !h.shut && h.gap == 0 && !h.ready.After(now) {
			delete(p.hosts, name)
		}
	}
}

// lease is the slot that one chain of requests holds: one at a time, none while it waits. It belongs to one goroutine.
type lease struct {
	pace *Pace
	// host is whose slot is held, if held is set; fresh tells that nothing was sent on it yet.
	host        string
	held, fresh bool
	// stand gives the worker's seat to another while the chain waits, and sit takes one again; nil outside a Crawl.
	stand func()
	sit   func(context.Context) error
}

type leaseKey struct{}

func leaseOf(ctx context.Context) *lease {
	l, _ := ctx.Value(leaseKey{}).(*lease)
	return l
}

// enter takes a slot of the host for one request, after the one that was held is given back.
func (l *lease) enter(ctx context.Context, host string) error {
	if l.held && l.fresh && l.host == host {
		l.fresh = false
		return l.open(host)
	}
	l.leave()
	if ok, _ := l.pace.try(host); !ok {
		if err := l.waiting(ctx, func() error { return l.pace.enter(ctx, host) }); err != nil {
			return err
		}
	}
	l.host, l.held, l.fresh = host, true, false
	return l.open(host)
}

func (l *lease) open(host string) error {
	if l.pace.isShut(host) {
		l.leave()
		return errShut
	}
	return nil
}

func (l *lease) leave() {
	if l.held {
		l.held = false
		l.pace.leave(l.host)
	}
}

// pause waits without a slot and without a seat.
func (l *lease) pause(ctx context.Context, d time.Duration) error {
	l.leave()
	return l.waiting(ctx, func() error { return l.pace.clock.sleep(ctx, d) })
}

func (l *lease) waiting(ctx context.Context, wait func() error) error {
	if l.stand == nil {
		return wait()
	}
	l.stand()
	err := wait()
	return errors.Join(err, l.sit(ctx))
}
