package ibid

import (
	"context"
	"slices"
	"sync"

	"github.com/ibidcheck/ibid/pkg/archive"
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

// visit has all addresses visited, and judges each page as it comes; its body is not kept. Each article is checked once
// all of its addresses are known.
func (r *Result) visit(ctx context.Context, o Options) {
	past := o.Past.begin(r.Articles)
	index, unseen := r.begin(o, past)
	progress := func(done int) {
		if o.Progress != nil {
			o.Progress(done, len(r.Visits))
		}
	}
	done := len(r.Visits) - len(unseen)
	progress(done)
	court := newCourt(o, r.cited())
	finishing := r.newFinishing(ctx, o, past, index)
	var gang sync.WaitGroup
	gang.Go(finishing.run)
	var mu sync.Mutex
	crawl := web.Crawl{Fetcher: o.Fetcher, Concurrency: o.Concurrency, PerHost: o.PerHost, Gap: o.Gap, Pace: o.Pace}
	err := crawl.Run(ctx, unseen, func(ctx context.Context, p *web.Page) {
		v, err := court.judge(ctx, p)
		if err != nil {
			return // the run has ended, and the visit stays pending
		}
		v.Diagnosis = asCopy(v.Diagnosis, p)
		v.Quiet = o.isFine(v)
		mu.Lock()
		defer mu.Unlock()
		past.keep(v, p)
		at := &r.Visits[index[p.URL]]
		v.Unlinked = at.Unlinked
		*at = v
		done++
		progress(done)
		finishing.arrived <- arrival{row: index[p.URL], fresh: true}
	})
	close(finishing.arrived)
	gang.Wait()
	if err != nil || ctx.Err() != nil {
		r.Partial = reason(ctx)
	} else {
		past.end()
	}
	r.Resumed, r.Unkept = len(past.resumed), past.err
}

// begin makes a row for each address. Unseen are those that have to be visited.
func (r *Result) begin(o Options, past *past) (index map[string]int, unseen []string) {
	linked := r.addresses()
	addresses := slices.Concat(linked, originals(linked))
	index = make(map[string]int, len(addresses))
	r.Visits = make([]Visit, len(addresses))
	for i, address := range addresses {
		index[address] = i
		v, known := o.exclude(address)
		if !known {
			v, known = past.recall(address)
			v.Quiet = o.isFine(v)
		}
		if !known {
			unseen = append(unseen, address)
			v = Visit{URL: address, Final: address, Pending: true, Diagnosis: live.Diagnosis{
				State: live.Undecided, Because: "the run ended before it was visited",
			}}
		}
		v.Unlinked = i >= len(linked)
		r.Visits[i] = v
	}
	return index, unseen
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

// originals are what the addresses of copies in archives are copies of, where they are not linked themselves: a reader of
// a copy wants to know whether the page still stands.
func originals(linked []string) []string {
	seen := make(map[string]bool, len(linked))
	for _, address := range linked {
		seen[address] = true
	}
	var all []string
	for _, address := range linked {
		if original, _, ok := archive.Original(address); ok && original != "" && !seen[original] {
			seen[original] = true
			all = append(all, original)
		}
	}
	return all
}

// others are addresses that lead to the same document: where the redirects ended, what the page says of itself, and what
// it is a copy of. A link that was not led to its page, but to a login or a home page, vouches for nothing.
func (v *Visit) others() []string {
	if !isThere(v.Diagnosis) {
		return nil
	}
	var all []string
	original, _, _ := archive.Original(v.URL)
	for _, other := range []string{v.Final, v.Canonical, original} {
		if other != "" && other != v.URL {
			all = append(all, other)
		}
	}
	return all
}
