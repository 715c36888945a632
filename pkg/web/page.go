package web

import (
	"context"
	"net/http"
	"time"
)

// Page is what came back when an address was fetched. An address that could not be fetched makes a page too, with a
// Failure: what the web does is data, not an error.
type Page struct {
	// URL is the address as it was asked for.
	URL string
	// Final is the address that the last response came from: URL itself unless there were redirects.
	Final string
	// Hops are the redirects on the way, in order; the last response is not among them.
	Hops []Hop
	// Status, Header and Body are those of the last response; zero if there was none. The body is decoded from its
	// content encoding, and otherwise as it came.
	Status int
	Header http.Header
	Body   []byte
	// Truncated tells that the body was longer than the bound, and was cut there.
	Truncated bool
	// Insecure is what was wrong with the first certificate on the way that does not hold; nil if all do. The page behind
	// it was looked at all the same.
	Insecure *Failure
	// Retrieved is when the last response, or the failure, arrived; in UTC, to the second.
	Retrieved time.Time
	// Failure is why there is no response to the last request; nil if there is one.
	Failure *Failure
}

// Hop is one redirect.
type Hop struct {
	// URL is the address that answered with the redirect, Status its status, Header its header. The status is 0 if the
	// page there led on by itself, with a refresh.
	URL    string
	Status int
	Header http.Header
	// To is the absolute address that it led to.
	To string
}

// FailureKind tells failures apart by what an editor could do about them.
type FailureKind string

// The kinds of failure.
const (
	// NameNotFound: the host's name does not exist, and the resolver is known to work.
	NameNotFound FailureKind = "name-not-found"
	// NameUnresolved: the name could not be looked up; nothing is said of whether it exists.
	NameUnresolved FailureKind = "name-unresolved"
	// Refused: nothing listens there. Unroutable: no way to the host.
	Refused    FailureKind = "connection-refused"
	Unroutable FailureKind = "no-route"
	// Reset: the connection broke off before the response was whole.
	Reset FailureKind = "connection-reset"
	// Timeout: no response in time.
	Timeout FailureKind = "timeout"
	// The certificate is out of date, for another host, or signed by nobody known.
	CertificateExpired   FailureKind = "certificate-expired"
	CertificateHost      FailureKind = "certificate-host"
	CertificateAuthority FailureKind = "certificate-authority"
	// CertificateSelf: the certificate is signed by itself. CertificateChain: it is signed by an authority that the server
	// does not show.
	CertificateSelf  FailureKind = "certificate-self-signed"
	CertificateChain FailureKind = "certificate-incomplete"
	// TLSFailed: any other failure of the handshake.
	TLSFailed FailureKind = "tls"
	// Protocol: what came back is no HTTP.
	Protocol FailureKind = "protocol"
	// RedirectLoop and TooManyRedirects: the chain does not end. BadRedirect: a Location that is no address.
	RedirectLoop     FailureKind = "redirect-loop"
	TooManyRedirects FailureKind = "too-many-redirects"
	BadRedirect      FailureKind = "bad-redirect"
	// Forbidden: a private, loopback, link-local or otherwise reserved address, which is not visited unless allowed.
	Forbidden FailureKind = "forbidden-address"
	// BadURL: the address cannot be parsed. BadScheme: it is neither http nor https.
	BadURL    FailureKind = "malformed-url"
	BadScheme FailureKind = "scheme-not-fetched"
	// RobotsForbid: the host asks programs to stay away.
	RobotsForbid FailureKind = "robots-forbid"
	// Limited: the host has asked to be left alone for longer than the run waits. Spent: the run's own limit is reached.
	Limited FailureKind = "limited"
	Spent   FailureKind = "spent"
	// NotRecorded: a replayed recording does not hold the address.
	NotRecorded FailureKind = "not-recorded"
	// Other: none of these.
	Other FailureKind = "other"
)

// Failure is why a request had no response.
type Failure struct {
	Kind FailureKind
	// Detail is the cause in the words of the library that saw it, on one line.
	Detail string
}

// Fetcher gets the page at an address. The error is non-nil only when the context ended first; everything that the
// web did is in the page.
type Fetcher interface {
	Fetch(ctx context.Context, url string) (*Page, error)
}

func (f *Failure) isCertificate() bool {
	switch f.Kind {
	case CertificateExpired, CertificateHost, CertificateAuthority, CertificateSelf, CertificateChain:
		return true
	default:
		return false
	}
}
