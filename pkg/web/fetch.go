package web

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/gocolly/colly/v2"
)

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
	// Ports are those that are visited; all if empty.
	Ports []int
	// Roots vouch for certificates; those of the system if nil.
	Roots *x509.CertPool
	// Credentials are headers for single hosts, by name. They are sent in safe connections, or where the address itself
	// says http, to the host that the address names, and never after a redirect from another.
	Credentials map[string]http.Header
	// MaxRequests and MaxBytes bound the requests of all fetches, and what is read of their bodies; no bound if zero.
	MaxRequests, MaxBytes int64
	// Pace is the politeness that fetches outside a Crawl keep to; none if nil.
	Pace *Pace
}

// Client fetches pages from the web. It is safe for concurrent use.
type Client struct {
	collector *colly.Collector
	transport *http.Transport
	// unverified is for a look behind a certificate that does not hold.
	unverified    *http.Transport
	witness       *witness
	header, plain http.Header
	credentials   map[string]http.Header
	budget        *budget
	pace          *Pace
	timeout       time.Duration
	bodyBytes     int64
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
	dial := newGuard(o).dial
	c := &Client{
		transport:   newTransport(o, dial, false),
		unverified:  newTransport(o, dial, true),
		witness:     newWitness(o.Resolver, o.ControlName),
		header:      requestHeader(o.Version),
		plain:       plainHeader(o.Version),
		credentials: map[string]http.Header{},
		budget:      newBudget(o.MaxRequests, o.MaxBytes),
		pace:        o.Pace,
		timeout:     o.Timeout,
		bodyBytes:   o.BodyBytes,
	}
	for host, header := range o.Credentials {
		c.credentials[hostName(host)] = header
	}
	c.collector = newCollector(c)
	return c
}

type dialer func(ctx context.Context, network, address string) (net.Conn, error)

func newTransport(o Options, dial dialer, unverified bool) *http.Transport {
	return &http.Transport{
		DialContext:            dial,
		TLSClientConfig:        &tls.Config{RootCAs: o.Roots, CipherSuites: cipherSuites(), InsecureSkipVerify: unverified, MinVersion: tls.VersionTLS12},
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // the body is decoded here, within its bound
		TLSHandshakeTimeout:    connectTimeout,
		MaxResponseHeaderBytes: o.HeaderBytes,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    4,
		IdleConnTimeout:        15 * time.Second,
	}
}

// cipherSuites are Go's own, and those with RSA key exchange that browsers still speak with old servers.
func cipherSuites() []uint16 {
	var all []uint16
	for _, suite := range tls.CipherSuites() {
		all = append(all, suite.ID)
	}
	return append(all, tls.TLS_RSA_WITH_AES_128_GCM_SHA256, tls.TLS_RSA_WITH_AES_256_GCM_SHA384,
		tls.TLS_RSA_WITH_AES_128_CBC_SHA, tls.TLS_RSA_WITH_AES_256_CBC_SHA)
}

// Close gives back the connections that are kept for further fetches.
func (c *Client) Close() {
	c.transport.CloseIdleConnections()
	c.unverified.CloseIdleConnections()
}

// Fetch gets the page at an address.
func (c *Client) Fetch(ctx context.Context, address string) (*Page, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	page := &Page{URL: address, Final: address}
	chain := &chase{client: c, page: page, lease: leaseOf(ctx), left: c.timeout}
	if chain.lease == nil && c.pace != nil {
		chain.lease = &lease{pace: c.pace}
		defer chain.lease.leave()
	}
	page.Failure = chain.run(ctx)
	if err := ctx.Err(); err != nil && page.Failure != nil {
		return nil, err
	}
	page.Retrieved = time.Now().UTC().Truncate(time.Second)
	return page, nil
}
