package ibid

import (
	"bytes"
	"context"
	"mime"
	"net/http"

	"github.com/PuerkitoBio/goquery"

	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/metadata"
	"github.com/ibidcheck/ibid/pkg/web"
)

// visit has all addresses visited, and judges each page as it comes; its body is not kept.
func (r *Result) visit(ctx context.Context, o Options) {
	addresses := r.addresses()
	index := make(map[string]int, len(addresses))
	r.Visits = make([]Visit, len(addresses))
	for i, address := range addresses {
		index[address] = i
		r.Visits[i] = Visit{URL: address, Final: address, Diagnosis: live.Diagnosis{
			State: live.Undecided, Because: "the run ended before it was visited",
		}}
	}
	done := 0
	crawl := web.Crawl{Fetcher: o.Fetcher, Concurrency: o.Concurrency, PerHost: o.PerHost, Gap: o.Gap}
	err := crawl.Run(ctx, addresses, func(p *web.Page) {
		r.Visits[index[p.URL]] = judge(p)
		done++
		if o.Progress != nil {
			o.Progress(done, len(addresses))
		}
	})
	if err != nil {
		r.Partial = reason(ctx)
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

func judge(p *web.Page) Visit {
	v := Visit{
		URL: p.URL, Final: p.Final, Status: p.Status, Hops: p.Hops, Retrieved: p.Retrieved, Diagnosis: live.Diagnose(p),
	}
	if v.Diagnosis.State == live.Live || v.Diagnosis.State == live.Moved {
		v.Canonical = canonical(p)
	}
	for i := range v.Hops {
		v.Hops[i].Header = nil
	}
	return v
}

// canonical is the address that a page gives for itself, in its header (RFC 6596) or in its head.
func canonical(p *web.Page) string {
	if !isHTML(p.Header) || len(p.Body) == 0 {
		return ""
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(p.Body))
	if err != nil {
		return ""
	}
	return metadata.Of(doc, p.Final).Canonical()
}

func isHTML(h http.Header) bool {
	kind, _, _ := mime.ParseMediaType(h.Get("Content-Type"))
	return kind == "text/html" || kind == "application/xhtml+xml"
}

// known gives, for each address, others that lead to the same document: where its redirects ended, and what the page
// says of itself. A home page is no document that a deeper address leads to, and vouches for nothing.
func (r *Result) known() map[string][]string {
	if r.Offline {
		return nil
	}
	all := make(map[string][]string, len(r.Visits))
	for _, v := range r.Visits {
		if v.Diagnosis.State != live.Live && v.Diagnosis.State != live.Moved {
			continue
		}
		for _, other := range []string{v.Final, v.Canonical} {
			if other != "" && other != v.URL && (match.IsHome(v.URL) || !match.IsHome(other)) {
				all[v.URL] = append(all[v.URL], other)
			}
		}
	}
	return all
}
