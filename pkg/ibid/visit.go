package ibid

import (
	"context"
	"sync"

	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

// visit has all addresses visited, and judges each page as it comes; its body is not kept.
func (r *Result) visit(ctx context.Context, o Options) {
	addresses := r.addresses()
	index := make(map[string]int, len(addresses))
	r.Visits = make([]Visit, len(addresses))
	for i, address := range addresses {
		index[address] = i
		r.Visits[i] = Visit{URL: address, Final: address, Pending: true, Diagnosis: live.Diagnosis{
			State: live.Undecided, Because: "the run ended before it was visited",
		}}
	}
	progress := newTeller(o.Progress, len(addresses))
	court := newCourt(o, r.cited())
	crawl := web.Crawl{Fetcher: o.Fetcher, Concurrency: o.Concurrency, PerHost: o.PerHost, Gap: o.Gap, Pace: o.Pace}
	err := crawl.Run(ctx, addresses, func(ctx context.Context, p *web.Page) {
		if v, err := court.judge(ctx, p); err == nil {
			r.Visits[index[p.URL]] = v
			progress.tell()
		}
	})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		r.Partial = reason(ctx)
	}
}

// teller counts what is done, and tells it to one listener, never twice at a time.
type teller struct {
	mu        sync.Mutex
	done, all int
	listener  func(done, all int)
}

func newTeller(listener func(done, all int), all int) *teller {
	t := &teller{done: -1, all: all, listener: listener}
	t.tell()
	return t
}

func (t *teller) tell() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done++
	if t.listener != nil {
		t.listener(t.done, t.all)
	}
}

// addresses are the distinct addresses of all articles, in order.
func (r *Result) addresses() []string {
	var all []string
	seen := map[string]bool{}
	for _, c := range r.Articles {
		for _, l := range c.Article.Links {
			if !seen[l.URL] {
				seen[l.URL] = true
				all = append(all, l.URL)
			}
		}
	}
	return all
}

// known gives, for each address, others that lead to the same document: where its redirects ended, and what the page
// says of itself. A link that was not led to its page, but to a login or a home page, vouches for nothing.
func (r *Result) known() map[string][]string {
	if r.Offline {
		return nil
	}
	all := make(map[string][]string, len(r.Visits))
	for _, v := range r.Visits {
		if !isThere(v.Diagnosis) {
			continue
		}
		for _, other := range []string{v.Final, v.Canonical} {
			if other != "" && other != v.URL {
				all[v.URL] = append(all[v.URL], other)
			}
		}
	}
	return all
}
