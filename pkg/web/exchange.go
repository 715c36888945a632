package web

import (
	"io"
	"net/http"
	"net/url"

	"github.com/gocolly/colly/v2"
)

// newCollector sets colly up to make single requests and nothing else: the chain of redirects, cookies, bounds and
// politeness are this package's. Init, unlike NewCollector, leaves the COLLY_ variables of the environment alone.
func newCollector(transport *http.Transport) *colly.Collector {
	collector := &colly.Collector{}
	collector.Init()
	collector.AllowURLRevisit = true
	collector.ParseHTTPErrorResponse = true
	collector.IgnoreRobotsTxt = true
	collector.MaxBodySize = 0
	collector.SetClient(&http.Client{Transport: wire{transport}})
	return collector
}

// exchange is one request and its response. It travels through colly in the request's context.
type exchange struct {
	target *url.URL
	limit  int64

	status    int
	header    http.Header
	content   *body
	body      []byte
	truncated bool
}

type exchangeKey struct{}

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
type wire struct{ transport *http.Transport }

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
	got, err := w.transport.RoundTrip(sent)
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
	x.content = newBody(got.Body, got.Header["Content-Encoding"], x.limit)
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
