package ibid

import (
	"context"

	"github.com/ibidcheck/ibid/pkg/archive"
	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

// visit has all addresses visited, and judges each page as it comes; its body is not kept.
func (r *Result) visit(ctx context.Context, o Options) {
	addresses := r.addresses()
	index := make(map[string]int, len(addresses))
	r.Visits = make([]Visit, len(addresses))
	past := o.Past.begin(r.Articles)
	var unseen []string
	for i, address := range addresses {
		index[address] = i
		if v, ok := o.exclude(address); ok {
			r.Visits[i] = v
			continue
		}
		if v, ok := past.recall(address); ok {
			r.Visits[i] = v
			continue
		}
		unseen = append(unseen, address)
		r.Visits[i] = Visit{URL: address, Final: address, Pending: true, Diagnosis: live.Diagnosis{
			State: live.Undecided, Because: "the run ended before it was visited",
		}}
	}
	progress := func(done int) {
		if o.Progress != nil {
			o.Progress(done, len(addresses))
		}
	}
	done := len(addresses) - len(unseen)
	progress(done)
	crawl := web.Crawl{Fetcher: o.Fetcher, Concurrency: o.Concurrency, PerHost: o.PerHost, Gap: o.Gap}
	err := crawl.Run(ctx, unseen, func(p *web.Page) {
		v := judge(p)
		v.Diagnosis = asCopy(v.Diagnosis, p)
		v.Quiet = o.isFine(v)
		past.keep(v, p)
		r.Visits[index[p.URL]] = v
		done++
		progress(done)
	})
	past.weigh(r.Visits)
	if err != nil {
		r.Partial = reason(ctx)
	} else {
		past.end()
	}
	r.Resumed, r.Unkept = len(past.resumed), past.err
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

func judge(p *web.Page) Visit {
	v := Visit{
		URL: p.URL, Final: p.Final, Status: p.Status, Retrieved: p.Retrieved, Diagnosis: live.Diagnose(p),
	}
	for _, hop := range p.Hops {
		hop.Header = nil // the page's hops are shared, so theirs must stay
		v.Hops = append(v.Hops, hop)
	}
	if isThere(v.Diagnosis) {
		v.Canonical = canonical(p)
	}
	return v
}

// known gives, for each address, others that lead to the same document: where its redirects ended, what the page says of
// itself, and what it is a copy of. A link that was not led to its page, but to a login or a home page, vouches for nothing.
func (r *Result) known() *cite.Known {
	if r.Offline {
		return nil
	}
	all := make(map[string][]string, len(r.Visits))
	for _, v := range r.Visits {
		if !isThere(v.Diagnosis) {
			continue
		}
		original, _, _ := archive.Original(v.URL)
		for _, other := range []string{v.Final, v.Canonical, original} {
			if other != "" && other != v.URL {
				all[v.URL] = append(all[v.URL], other)
			}
		}
	}
	return &cite.Known{Addresses: all}
}
