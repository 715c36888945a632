package web

import (
	"context"
	"net/http"
)

// Manners makes a fetcher that asks a second time, in another manner, where the first was refused: without what makes
// the request look like a browser's, and under the bare name of the program. refused tells which pages are worth it.
//
// The second answer counts if it is no refusal. It counts too if the first was that there is no such page and the
// second is not: a server that tells programs apart so has not confirmed that the page is gone.
func Manners(f Fetcher, refused func(*Page) bool) Fetcher {
	return manners{f, refused}
}

type manners struct {
	next    Fetcher
	refused func(*Page) bool
}

func (m manners) Fetch(ctx context.Context, address string) (*Page, error) {
	page, err := m.next.Fetch(ctx, address)
	if err != nil || isSingle(ctx) || !m.refused(page) {
		return page, err
	}
	second, err := m.next.Fetch(context.WithValue(ctx, plainKey{}, page), address)
	if err != nil {
		return nil, err
	}
	doubtful := page.Status == http.StatusNotFound && second.Status >= 400 && second.Status < 500
	if m.refused(second) && !doubtful || second.Failure != nil || second.Status >= 500 {
		return page, nil
	}
	return second, nil
}

// Single marks the context of a fetch for which one attempt is enough: nothing hangs on a page that nobody has cited.
func Single(ctx context.Context) context.Context { return context.WithValue(ctx, singleKey{}, true) }

type singleKey struct{}

func isSingle(ctx context.Context) bool { return ctx.Value(singleKey{}) != nil }

// plainKey marks the context of a request in the plain manner. It has the page of the refusal: the cookies that came with
// it are brought back, since that may have been what was missing.
type plainKey struct{}

// manner is the header of a request.
func (c *Client) manner(ctx context.Context) http.Header {
	if ctx.Value(plainKey{}) != nil {
		return c.plain.Clone()
	}
	return c.header.Clone()
}

// recall takes the cookies of a refusal along.
func (t *trail) recall(ctx context.Context) {
	page, ok := ctx.Value(plainKey{}).(*Page)
	if !ok || page.Insecure != nil {
		return
	}
	if target, failure := parseTarget(page.Final); failure == nil {
		t.keep(target, page.Header)
	}
}

// program names the program, in both manners alike.
func program(version string) string {
	if version == "" {
		version = "dev"
	}
	return "ibid/" + version
}

const home = "+https://github.com/ibidcheck/ibid"

// requestHeader is a browser's where servers look for a browser, and honest about who asks.
func requestHeader(version string) http.Header {
	return http.Header{
		"User-Agent":      {"Mozilla/5.0 (compatible; " + program(version) + "; citation checker; " + home + ")"},
		"Accept":          {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
		"Accept-Language": {"en-US,en;q=0.5"},
		"Accept-Encoding": {"gzip, deflate, br, zstd"},
	}
}

// plainHeader asks for whatever there is, unpacked.
func plainHeader(version string) http.Header {
	return http.Header{"User-Agent": {program(version)}, "Accept": {"*/*"}, "Accept-Language": {"en"}}
}
