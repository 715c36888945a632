package web

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"

	"github.com/gocolly/colly/v2"
)

// newCollector sets colly up to make single requests and nothing else: the chain of redirects, cookies, bounds and
// politeness are this package's. Init, unlike NewCollector, leaves the COLLY_ variables of the environment alone.
func newCollector(client *Client) *colly.Collector {
	collector := &colly.Collector{}
	collector.Init()
	collector.AllowURLRevisit = true
	collector.ParseHTTPErrorResponse = true
	collector.IgnoreRobotsTxt = true
	collector.MaxBodySize = 0
	collector.SetClient(&http.Client{Transport: wire{client}})
	return collector
}

// exchange is one request and its response. It travels through colly in the request's context.
type exchange struct {
	target *url.URL
	limit  int64
	// sent is the header of the request. An unverified exchange is one whose certificate is not looked at.
	sent       http.Header
	unverified bool

	status    int
	header    http.Header
	content   *body
	body      []byte
	truncated bool
}

type exchangeKey struct{}

func (c *Client) newExchange(ctx context.Context, target *url.URL) *exchange {
	return &exchange{target: target, limit: c.bodyBytes, sent: c.manner(ctx)}
}

// exchange makes one request through colly. What colly is told is the origin only; the address goes to the wire past
// its parser, which would escape a lone percent sign.
func (c *Client) exchange(ctx context.Context, x *exchange) error {
	collector := c.collector.Clone()
	collector.Context = context.WithValue(ctx, exchangeKey{}, x)
	collector.OnResponse(func(r *colly.Response) { x.body = r.Body })
	origin := x.target.Scheme + "://" + x.target.Host + "/"
	if err := collector.Request(http.MethodGet, origin, nil, nil, x.sent); err != nil {
		return err
	}
	x.settle()
	if x.content != nil && x.content.broken != nil && !endsWhole(x.body) {
		return x.content.broken
	}
	return nil
}

// endsWhole tells whether an HTML page is all there, whatever became of the connection: servers are found to announce a
// length that is too long, or to keep a connection open for longer than anyone waits.
func endsWhole(body []byte) bool {
	const end = "</html>"
	tail := bytes.TrimRight(body[max(0, len(body)-64):], " \t\r\n\x00")
	return len(tail) >= len(end) && bytes.EqualFold(tail[len(tail)-len(end):], []byte(end))
}

// settle cuts the body at its limit. An empty body is nil.
func (x *exchange) settle() {
	if x.content != nil {
		x.truncated = x.content.truncated()
	}
	if int64(len(x.body)) > x.limit {
		x.body = x.body[:x.limit]
	}
	if len(x.body) == 0 {
		x.body = nil
	}
}

// wire is the round tripper below colly. It sends the exchange's own address and keeps the response's status and
// header. What it hands up has an empty header, so that nothing above follows a Location, decompresses a body or
// changes its charset; the body it hands up is decoded and bounded.
type wire struct{ client *Client }

func (w wire) RoundTrip(r *http.Request) (*http.Response, error) {
	x := r.Context().Value(exchangeKey{}).(*exchange)
	sent := r.WithContext(r.Context())
	sent.URL = x.target
	sent.Host = ""
	if user := x.target.User; user != nil {
		password, _ := user.Password()
		sent.Header = r.Header.Clone()
		sent.SetBasicAuth(user.Username(), password)
	}
	transport := w.client.transport
	if x.unverified {
		transport = w.client.unverified
	}
	got, err := transport.RoundTrip(sent)
	if err != nil {
		return nil, err
	}
	x.status, x.header = got.StatusCode, cleanHeader(got.Header)
	handed := &http.Response{
		StatusCode: got.StatusCode, Proto: got.Proto, ProtoMajor: got.ProtoMajor, ProtoMinor: got.ProtoMinor,
		Header: http.Header{}, Body: http.NoBody, Uncompressed: true, Request: r,
	}
	if isRedirect(x.status, x.header) {
		discard(got)
		return handed, nil
	}
	x.content = newBody(w.client.budget.meter(got.Body), got.Header["Content-Encoding"], x.limit)
	handed.Body = x.content
	return handed, nil
}

// discard closes a redirect's body. It reads a short one first, so that the connection can be used again; one of
// unknown length might never end. What goes wrong with it is nobody's concern.
func discard(response *http.Response) {
	const short = 2 << 10
	if response.ContentLength >= 0 && response.ContentLength <= short {
		_, _ = io.Copy(io.Discard, response.Body)
	}
	_ = response.Body.Close()
}
