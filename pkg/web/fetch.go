package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/netip"
	"net/url"
	"slices"
	"time"

	"github.com/gocolly/colly/v2"
)

// maxHops is how many redirects are followed: browsers give up after 20.
const maxHops = 20

// Options bound and open up what a Client does. The zero value works.
type Options struct {
	// Version is the program's, for the User-Agent; "dev" if empty.
	Version string
	// Timeout bounds one Fetch, redirects included; 30 seconds if zero.
	Timeout time.Duration
	// BodyBytes bounds a body after decoding, 8 MiB if zero and 48 MiB at most, so that it can be recorded;
	// HeaderBytes bounds a response's header, 256 KiB if zero.
	BodyBytes   int64
	HeaderBytes int64
	// Resolver looks up names; net.DefaultResolver if nil.
	Resolver *net.Resolver
	// ControlName is a name that is known to exist. If the resolver does not find it either, no name is said not to
	// exist. a.root-servers.net if empty.
	ControlName string
	// AllowHosts are host names, and addresses as they stand in a URL, that may be visited wherever they lead.
	// AllowNetworks are networks that may be visited though they are private or reserved.
	AllowHosts    []string
	AllowNetworks []netip.Prefix
}

// Client fetches pages from the web. It is safe for concurrent use.
type Client struct {
	collector *colly.Collector
	transport *http.Transport
	witness   *witness
	header    http.Header
	timeout   time.Duration
	bodyBytes int64
}

// New makes a client. No proxy of the environment is used: behind one, the guard could not see what is visited.
func New(o Options) *Client {
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.BodyBytes <= 0 {
		o.BodyBytes = 8 << 20
	}
	o.BodyBytes = min(o.BodyBytes, 48<<20)
	if o.HeaderBytes <= 0 {
		o.HeaderBytes = 256 << 10
	}
	transport := &http.Transport{
		DialContext:            newGuard(o).dial,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // the body is decoded here, within its bound
		TLSHandshakeTimeout:    connectTimeout,
		MaxResponseHeaderBytes: o.HeaderBytes,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    4,
		IdleConnTimeout:        15 * time.Second,
	}
	return &Client{
		collector: newCollector(transport),
		transport: transport,
		witness:   newWitness(o.Resolver, o.ControlName),
		header:    requestHeader(o.Version),
		timeout:   o.Timeout,
		bodyBytes: o.BodyBytes,
	}
}

// Close gives back the connections that are kept for further fetches.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// requestHeader is a browser's where servers look for a browser, and honest about who asks.
func requestHeader(version string) http.Header {
	if version == "" {
		version = "dev"
	}
	return http.Header{
		"User-Agent": {"Mozilla/5.0 (compatible; ibid/" + version +
			"; citation checker; +https://github.com/ibidcheck/ibid)"},
		"Accept":          {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
		"Accept-Language": {"en-US,en;q=0.5"},
		"Accept-Encoding": {"gzip, deflate, br, zstd"},
	}
}

// Fetch gets the page at an address.
func (c *Client) Fetch(ctx context.Context, address string) (*Page, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	bounded, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	page := &Page{URL: address, Final: address}
	page.Failure = c.chase(bounded, page)
	if err := ctx.Err(); err != nil && page.Failure != nil {
		return nil, err
	}
	page.Retrieved = time.Now().UTC().Truncate(time.Second)
	return page, nil
}

// chase requests the page's address, and those that it leads to, until one of them answers with no redirect.
func (c *Client) chase(ctx context.Context, page *Page) *Failure {
	var trail trail
	for {
		target, failure := parseTarget(page.Final)
		if failure != nil && failure.Kind == BadURL && len(page.Hops) > 0 {
			failure.Kind = BadRedirect
		}
		if failure != nil {
			return failure
		}
		cookies := trail.cookies(target)
		if trail.repeats(target, cookies) {
			return &Failure{Kind: RedirectLoop, Detail: "redirected to an address already visited"}
		}
		if len(page.Hops) > maxHops {
			return &Failure{Kind: TooManyRedirects, Detail: "more than 20 redirects"}
		}
		got, err := c.exchange(ctx, target, cookies)
		if err != nil {
			return c.failure(ctx, err)
		}
		if !isRedirect(got.status, got.header) {
			page.take(got)
			return nil
		}
		trail.keep(target, got.header)
		page.follow(got.status, got.header)
	}
}

func (c *Client) failure(ctx context.Context, err error) *Failure {
	failure := failureOf(err)
	if errors.Is(ctx.Err(), context.DeadlineExceeded) && failure.Kind != NameUnresolved {
		return &Failure{Kind: Timeout, Detail: "no whole response within " + c.timeout.String()}
	}
	return c.witness.check(ctx, failure)
}

// exchange makes one request through colly. What colly is told is the origin only; the address goes to the wire past
// its parser, which would escape a lone percent sign.
func (c *Client) exchange(ctx context.Context, target *url.URL, cookies string) (*exchange, error) {
	x := &exchange{target: target, limit: c.bodyBytes}
	header := c.header.Clone()
	if cookies != "" {
		header.Set("Cookie", cookies)
	}
	collector := c.collector.Clone()
	collector.Context = context.WithValue(ctx, exchangeKey{}, x)
	collector.OnResponse(func(r *colly.Response) { x.body = r.Body })
	origin := target.Scheme + "://" + target.Host + "/"
	if err := collector.Request(http.MethodGet, origin, nil, nil, header); err != nil {
		return nil, err
	}
	x.settle()
	return x, nil
}

// trail is where a chain of redirects has been, and the cookies it was given on the way.
type trail struct {
	jar     http.CookieJar
	visited []string
}

func (t *trail) cookies(target *url.URL) string {
	if t.jar == nil {
		return ""
	}
	carrier := http.Request{Header: http.Header{}}
	for _, cookie := range t.jar.Cookies(target) {
		carrier.AddCookie(cookie)
	}
	return carrier.Header.Get("Cookie")
}

// repeats tells whether the chain has made the very request before. The same address with another cookie is none: that
// is how servers find out whether cookies are kept.
func (t *trail) repeats(target *url.URL, cookies string) bool {
	visit := target.Scheme + "://" + target.Host + target.RequestURI() + "\n" + cookies
	if slices.Contains(t.visited, visit) {
		return true
	}
	t.visited = append(t.visited, visit)
	return false
}

func (t *trail) keep(target *url.URL, header http.Header) {
	set := (&http.Response{Header: header}).Cookies()
	if len(set) == 0 {
		return
	}
	if t.jar == nil {
		jar, err := cookiejar.New(nil)
		if err != nil {
			return
		}
		t.jar = jar
	}
	t.jar.SetCookies(target, set)
}
