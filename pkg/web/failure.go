package web

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"code.dny.dev/ssrf"
)

// encodingError is a body that is not in the content encoding which its header names.
type encodingError struct{ cause error }

func (e encodingError) Error() string { return "content encoding: " + e.cause.Error() }
func (e encodingError) Unwrap() error { return e.cause }

// failureOf tells why a request had no response.
func failureOf(err error) *Failure {
	return &Failure{Kind: kindOf(err), Detail: detailOf(err)}
}

// kindOf asks from the outermost layer inwards: the name, the guard, the certificate, the handshake, and then the
// connection, whose errors any layer above may wrap.
func kindOf(err error) FailureKind {
	var name *net.DNSError
	if errors.As(err, &name) {
		return nameKind(name)
	}
	// The name service gave no address to dial, as for names of .onion, which net does not look up.
	var none *net.AddrError
	if errors.As(err, &none) {
		return NameUnresolved
	}
	if isForbidden(err) {
		return Forbidden
	}
	if kind, is := certificateKind(err); is {
		return kind
	}
	if isTimeout(err) {
		return Timeout
	}
	if isHandshake(err) {
		return TLSFailed
	}
	var encoding encodingError
	if errors.As(err, &encoding) {
		return Protocol
	}
	if kind, is := connectionKind(err); is {
		return kind
	}
	if isProtocol(err) {
		return Protocol
	}
	return Other
}

// nameKind believes that a name does not exist only of names that mean the same everywhere. A name of one label, or
// under a domain for private use (RFC 6762, RFC 7686, RFC 8375, RFC 9476, ICANN's .internal), may well exist where the
// author sits.
func nameKind(err *net.DNSError) FailureKind {
	if !err.IsNotFound {
		return NameUnresolved
	}
	name := strings.ToLower(strings.TrimSuffix(err.Name, "."))
	top := name[strings.LastIndexByte(name, '.')+1:]
	switch {
	case top == name, top == "local", top == "onion", top == "alt", top == "internal",
		strings.HasSuffix(name, ".home.arpa"):
		return NameUnresolved
	default:
		return NameNotFound
	}
}

func isForbidden(err error) bool {
	return errors.Is(err, ssrf.ErrProhibitedIP) || errors.Is(err, ssrf.ErrProhibitedNetwork) ||
		errors.Is(err, ssrf.ErrInvalidHostPort) || errors.Is(err, errPort)
}

func certificateKind(err error) (FailureKind, bool) {
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	var authority x509.UnknownAuthorityError
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return CertificateExpired, true
	case errors.As(err, &host):
		return CertificateHost, true
	case errors.As(err, &authority):
		return authorityKind(err), true
	default:
		return "", false
	}
}

// authorityKind tells apart why a certificate leads to no known authority: it is signed by itself, the server leaves out
// what stands between it and the authority, or the authority is a stranger, which the server shows.
func authorityKind(err error) FailureKind {
	var verification *tls.CertificateVerificationError
	if !errors.As(err, &verification) || len(verification.UnverifiedCertificates) == 0 {
		return CertificateAuthority
	}
	shown := verification.UnverifiedCertificates
	last := shown[len(shown)-1]
	selfSigned := bytes.Equal(last.RawIssuer, last.RawSubject)
	switch {
	case !selfSigned:
		return CertificateChain
	case len(shown) == 1:
		return CertificateSelf
	default:
		return CertificateAuthority
	}
}

func isTimeout(err error) bool {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) {
		return true
	}
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

// isHandshake goes by the text at last: crypto/tls has no type for most of its errors, and an alert of the other side
// is a net.OpError whose Err is of a private type.
func isHandshake(err error) bool {
	var verification *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	if errors.As(err, &verification) || errors.As(err, &record) {
		return true
	}
	text := err.Error()
	return strings.Contains(text, "tls: ") || strings.Contains(text, "x509: ") ||
		strings.Contains(text, "server gave HTTP response to HTTPS client")
}

// connectionKind goes by the number of the system's error. Those from 10000 on are Windows Sockets' numbers, which the
// syscall package does not map to its names.
func connectionKind(err error) (FailureKind, bool) {
	var number syscall.Errno
	if errors.As(err, &number) {
		switch number {
		case syscall.ECONNREFUSED, 10061:
			return Refused, true
		case syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN, syscall.EHOSTDOWN, syscall.EADDRNOTAVAIL,
			10049, 10050, 10051, 10064, 10065:
			return Unroutable, true
		case syscall.ECONNRESET, syscall.ECONNABORTED, syscall.EPIPE, 10052, 10053, 10054:
			return Reset, true
		}
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) {
		return Reset, true
	}
	text := err.Error()
	for _, sign := range []string{"server closed idle connection", "stream error: ", "GOAWAY", "client connection lost"} {
		if strings.Contains(text, sign) {
			return Reset, true
		}
	}
	return "", false
}

// isProtocol recognises what net/http says of bytes that are not HTTP; it has no types for these.
func isProtocol(err error) bool {
	text := err.Error()
	for _, sign := range []string{
		"malformed", "transport connection broken", "chunk", "Content-Length", "transfer encoding",
		"response headers exceeded", "1xx informational", "http2: ", "http: ",
	} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

// detailOf is the cause without addresses, ports and times of day, which change from run to run.
func detailOf(err error) string {
	var name *net.DNSError
	var operation *net.OpError
	var invalid x509.CertificateInvalidError
	var request *url.Error
	switch {
	case errors.As(err, &name):
		return oneLine("lookup " + name.Name + ": " + name.Err)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil:
		const day = "2006-01-02"
		return fmt.Sprintf("x509: certificate is valid from %s to %s",
			invalid.Cert.NotBefore.UTC().Format(day), invalid.Cert.NotAfter.UTC().Format(day))
	case errors.As(err, &operation) && operation.Err != nil:
		return oneLine(operation.Op + ": " + operation.Err.Error())
	case errors.As(err, &request) && request.Err != nil:
		return oneLine(request.Err.Error())
	default:
		return oneLine(err.Error())
	}
}

// parseDetail cuts the address off a parser's error: the page has it already.
func parseDetail(err error) string {
	var request *url.Error
	if errors.As(err, &request) {
		return oneLine(request.Err.Error())
	}
	text, _, _ := strings.Cut(err.Error(), " Url: '")
	return oneLine(strings.TrimPrefix(text, "Error: "))
}

// oneLine makes text fit for a report: valid UTF-8, no control characters, single spaces, at most 300 bytes.
func oneLine(text string) string {
	const most = 300
	printable := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	line := strings.Join(strings.Fields(printable), " ")
	if len(line) <= most {
		return line
	}
	end := most
	for !utf8.RuneStart(line[end]) {
		end--
	}
	return strings.TrimSpace(line[:end]) + "…"
}
