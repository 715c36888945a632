package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// maxHops is how many redirects are followed: browsers give up after 20.
const maxHops = 20

// chase is one fetch under way: it requests the page's address, and those that it leads to, until one of them answers
// and leads no further.
type chase struct {
	client *Client
	page   *Page
	trail  trail
	lease  *lease
	// left is the time for requests that is left; waiting for a host takes none of it.
	left time.Duration
	// strayed tells that a redirect led to another host.
	strayed bool
}

func (c *chase) run(ctx context.Context) *Failure {
	c.trail.recall(ctx)
	for {
		target, failure := c.target()
		if failure != nil {
			return failure
		}
		cookies := c.trail.cookies(target)
		if c.trail.repeats(target, cookies) {
			return &Failure{Kind: RedirectLoop, Detail: "redirected to an address already visited"}
		}
		if len(c.page.Hops) > maxHops {
			return &Failure{Kind: TooManyRedirects, Detail: "more than 20 redirects"}
		}
		got, failure := c.look(ctx, target, cookies)
		if failure != nil {
			return failure
		}
		if !got.unverified {
			c.trail.keep(target, got.header)
		}
		if isRedirect(got.status, got.header) {
			c.page.follow(got.status, got.header)
			continue
		}
		if to, ok := got.refreshOf(c.page.Final); ok {
			c.page.refresh(got.header, to)
			continue
		}
		c.page.take(got)
		return nil
	}
}

// target is what to request next.
func (c *chase) target() (*url.URL, *Failure) {
	target, failure := parseTarget(c.page.Final)
	if failure != nil && failure.Kind == BadURL && len(c.page.Hops) > 0 {
		failure.Kind = BadRedirect
	}
	if failure != nil {
		return nil, failure
	}
	if len(c.page.Hops) > 0 {
		last, failure := parseTarget(c.page.Hops[len(c.page.Hops)-1].URL)
		c.strayed = c.strayed || failure != nil || hostName(last.Hostname()) != hostName(target.Hostname())
	}
	return target, nil
}

// look makes one request. If the certificate does not hold, it looks behind it all the same, and sends nothing there
// but the address: no cookie, no name and no password.
func (c *chase) look(ctx context.Context, target *url.URL, cookies string) (*exchange, *Failure) {
	x := c.client.newExchange(ctx, target)
	if cookies != "" {
		x.sent.Set("Cookie", cookies)
	}
	c.client.authorize(x, c.strayed)
	failure := c.request(ctx, x)
	if failure == nil || !failure.isCertificate() {
		return x, failure
	}
	if c.page.Insecure == nil {
		c.page.Insecure = failure
	}
	bare := *target
	bare.User = nil
	x = c.client.newExchange(ctx, &bare)
	x.unverified = true
	if c.request(ctx, x) != nil {
		return nil, failure
	}
	return x, nil
}

// request makes an exchange when its host can be asked, within the time that is left.
func (c *chase) request(ctx context.Context, x *exchange) *Failure {
	host := hostName(x.target.Hostname())
	if neverNamed(host) {
		return &Failure{Kind: NameNotFound, Detail: "lookup " + oneLine(host) + ": no such host"}
	}
	if c.lease != nil {
		if err := c.lease.enter(ctx, host); err != nil {
			return waitingFailure(err)
		}
		defer c.lease.leave()
	}
	if !c.client.budget.request() {
		return spent()
	}
	bounded, cancel := context.WithTimeout(ctx, c.left)
	defer cancel()
	start := time.Now()
	err := c.client.exchange(bounded, x)
	c.left -= time.Since(start)
	if err != nil {
		return c.client.failure(bounded, err)
	}
	return nil
}

func waitingFailure(err error) *Failure {
	if errors.Is(err, errShut) {
		return &Failure{Kind: Limited, Detail: err.Error()}
	}
	return &Failure{Kind: Other, Detail: "broken off"} // the context has ended, and the page is not used
}

func (c *Client) failure(ctx context.Context, err error) *Failure {
	if errors.Is(err, errSpent) {
		return spent()
	}
	failure := failureOf(err)
	if errors.Is(ctx.Err(), context.DeadlineExceeded) && failure.Kind != NameUnresolved {
		return &Failure{Kind: Timeout, Detail: "no whole response within " + c.timeout.String()}
	}
	return c.witness.check(ctx, failure)
}

// authorize adds the user's own credentials for the host. A stray chain, which another host has a hand in, gets none,
// and neither does a connection without encryption that a redirect chose.
func (c *Client) authorize(x *exchange, strayed bool) {
	header, ok := c.credentials[hostName(x.target.Hostname())]
	if !ok || strayed {
		return
	}
	for name, values := range header {
		x.sent[http.CanonicalHeaderKey(name)] = values
	}
}
