package web

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/stretchr/testify/require"
)

func TestBytesThatAreNoResponse(t *testing.T) {
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	for range 1000 {
		_, _ = w.Write([]byte(time.Now().String()))
	}
	require.NoError(t, w.Close())
	whole := zipped.String()
	head := "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
	client := newTestClient(t, Options{})
	for name, test := range map[string]struct {
		answer string
		want   FailureKind
	}{
		"nothing":          {"", Reset},
		"half a head":      {"HTTP/1.1 200 OK\r\nServer: x\r\n", Reset},
		"half a body":      {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", Reset},
		"half a chunk":     {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf", Reset},
		"half of gzip":     {head + "\r\n" + whole[:len(whole)/2], Reset},
		"no HTTP":          {"SSH-2.0-OpenSSH_9.6\r\n", Protocol},
		"binary":           {"\x00\x01\x02\xff\xfe\n\x1b[31m\r\n\r\n", Protocol},
		"bad status":       {"HTTP/1.1 OK\r\n\r\n", Protocol},
		"bad header":       {"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", Protocol},
		"bad length":       {"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", Protocol},
		"bad chunk":        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", Protocol},
		"bad coding":       {"HTTP/1.1 200 OK\r\nTransfer-Encoding: rot13\r\n\r\nzz\r\n", Protocol},
		"no gzip":          {head + "\r\nplain text", Protocol},
		"no brotli":        {"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\xff\xff\xff\xff\xff", Protocol},
		"no zstd":          {"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\nplain text", Protocol},
		"damaged gzip":     {head + "\r\n" + whole[:100] + strings.Repeat("\xaa", 50) + whole[150:], Protocol},
		"damaged checksum": {head + "\r\n" + whole[:len(whole)-8] + "xxxxxxxx", Protocol},
		"many codings":     {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, br, gzip, br, gzip\r\n\r\nx", Protocol},
	} {
		t.Run(name, func(t *testing.T) {
			page := fetch(t, client, newRawServer(t, say(test.answer), nil)+"/")
			requireFailure(t, page, test.want)
		})
	}
	page := fetch(t, client, newRawServer(t, say("HTTP/1.1 200 OK\nX: bare line feeds\n\nfine"), nil)+"/")
	require.Equal(t, "fine", string(page.Body))
}

func TestBrokenConnections(t *testing.T) {
	client := newTestClient(t, Options{Timeout: 300 * time.Millisecond})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := "http://" + listener.Addr().String() + "/"
	require.NoError(t, listener.Close())
	requireFailure(t, fetch(t, client, address), Refused)

	reset := newRawServer(t, func(conn net.Conn) { _ = conn.(*net.TCPConn).SetLinger(0) }, nil)
	requireFailure(t, fetch(t, client, reset), Reset)

	silent := newRawServer(t, func(conn net.Conn) { _, _ = io.Copy(io.Discard, conn) }, nil)
	page := fetch(t, client, silent)
	requireFailure(t, page, Timeout)
	require.Equal(t, "no whole response within 300ms", page.Failure.Detail)

	slow := newRawServer(t, func(conn net.Conn) {
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\nbeginning")
		_, _ = io.Copy(io.Discard, conn)
	}, nil)
	requireFailure(t, fetch(t, client, slow), Timeout)
}

func TestBounds(t *testing.T) {
	bomb := func() []byte {
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		zeros := make([]byte, 1<<20)
		for range 100 {
			_, _ = w.Write(zeros)
		}
		_ = w.Close()
		return out.Bytes()
	}()
	endless := func(head, piece string) func(net.Conn) {
		return func(conn net.Conn) {
			_, err := io.WriteString(conn, head)
			for err == nil {
				_, err = io.WriteString(conn, piece)
			}
		}
	}
	emptyMember := "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	client := newTestClient(t, Options{BodyBytes: 1 << 20, HeaderBytes: 64 << 10})
	for name, answer := range map[string]func(net.Conn){
		"bomb":           say("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + string(bomb)),
		"endless":        endless("HTTP/1.1 200 OK\r\n\r\n", strings.Repeat("x", 9999)),
		"endless chunks": endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "4\r\nabcd\r\n"),
		"one too many":   say("HTTP/1.1 200 OK\r\n\r\n" + strings.Repeat("x", 1<<20+1)),
	} {
		t.Run(name, func(t *testing.T) {
			page := fetch(t, client, newRawServer(t, answer, nil))
			require.Nil(t, page.Failure)
			require.True(t, page.Truncated)
			require.Len(t, page.Body, 1<<20)
		})
	}
	t.Run("just fits", func(t *testing.T) {
		page := fetch(t, client, newRawServer(t, say("HTTP/1.1 200 OK\r\n\r\n"+strings.Repeat("x", 1<<20)), nil))
		require.Len(t, page.Body, 1<<20)
		require.False(t, page.Truncated)
	})
	t.Run("endless nothing", func(t *testing.T) {
		page := fetch(t, client, newRawServer(t,
			endless("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", strings.Repeat(emptyMember, 100)), nil))
		require.Nil(t, page.Failure)
		require.True(t, page.Truncated)
		require.Empty(t, page.Body)
	})
	t.Run("endless head", func(t *testing.T) {
		page := fetch(t, client, newRawServer(t, endless("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n"), nil))
		requireFailure(t, page, Protocol)
	})
	t.Run("endless line", func(t *testing.T) {
		page := fetch(t, client, newRawServer(t, endless("HTTP/1.1 200 OK\r\nX: ", strings.Repeat("x", 999)), nil))
		requireFailure(t, page, Protocol)
	})
	t.Run("endless information", func(t *testing.T) {
		page := fetch(t, client, newRawServer(t, endless("", "HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n"), nil))
		requireFailure(t, page, Protocol)
	})
	t.Run("long head", func(t *testing.T) {
		head := "HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 20<<10) + "\r\nContent-Length: 0\r\n\r\n"
		require.Nil(t, fetch(t, client, newRawServer(t, say(head), nil)).Failure)
	})
	t.Run("redirect with an endless body", func(t *testing.T) {
		page := fetch(t, client, newRawServer(t,
			endless("HTTP/1.1 302 Found\r\nLocation: mailto:x\r\n\r\n", strings.Repeat("x", 9999)), nil))
		requireFailure(t, page, BadScheme)
	})
}

// certify makes a self-signed certificate.
func certify(t *testing.T, name string, until time.Time) tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: until.AddDate(-1, 0, 0), NotAfter: until, DNSNames: []string{name},
	}
	if ip := net.ParseIP(name); ip != nil {
		template.DNSNames, template.IPAddresses = nil, []net.IP{ip}
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, &key.PublicKey, key)
	require.NoError(t, err)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func serveTLS(t *testing.T, config *tls.Config) string {
	listener, err := tls.Listen("tcp", "127.0.0.1:0", config)
	require.NoError(t, err)
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				_ = conn.(*tls.Conn).Handshake()
				_, _ = io.Copy(io.Discard, conn)
			}()
		}
	}()
	return "https://" + listener.Addr().String() + "/"
}

func TestCertificates(t *testing.T) {
	client := newTestClient(t, Options{Timeout: time.Second})
	next := time.Now().AddDate(0, 6, 0)
	for want, certificate := range map[FailureKind]tls.Certificate{
		CertificateExpired: certify(t, "127.0.0.1", time.Date(2020, 5, 4, 0, 0, 0, 0, time.UTC)),
		CertificateHost:    certify(t, "other.example", next),
		CertificateSelf:    certify(t, "127.0.0.1", next),
	} {
		page := fetch(t, client, serveTLS(t, &tls.Config{Certificates: []tls.Certificate{certificate}}))
		requireFailure(t, page, want)
		if want == CertificateExpired {
			require.Equal(t, "x509: certificate is valid from 2019-05-04 to 2020-05-04", page.Failure.Detail)
		}
	}
	old := &tls.Config{
		MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS10,
		Certificates: []tls.Certificate{certify(t, "127.0.0.1", next)},
	}
	requireFailure(t, fetch(t, client, serveTLS(t, old)), TLSFailed)

	plain := newServer(t, func(http.ResponseWriter, *http.Request) {})
	requireFailure(t, fetch(t, client, strings.Replace(plain.URL, "http:", "https:", 1)), TLSFailed)
}

func TestKindsThatNeedARealNetwork(t *testing.T) {
	for number, want := range map[syscall.Errno]FailureKind{
		syscall.ENETUNREACH: Unroutable, syscall.EHOSTUNREACH: Unroutable, syscall.EADDRNOTAVAIL: Unroutable,
		syscall.EPIPE: Reset, syscall.ETIMEDOUT: Timeout, syscall.EACCES: Other, 10061: Refused, 10054: Reset,
	} {
		err := &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", number)}
		require.Equal(t, want, kindOf(err), number)
	}
}

func TestOneLine(t *testing.T) {
	require.Equal(t, "a b c", oneLine(" a\x1b\n\tb\u2028c\x00"))
	require.Equal(t, "a\uFFFDb", oneLine("a\xffb"))
	long := oneLine(strings.Repeat("ü", 1000))
	require.LessOrEqual(t, len(long), 303)
	require.Equal(t, long, oneLine(long)[:len(long)])
}

func TestFailuresLeakNothing(t *testing.T) {
	refused := func() string {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		defer listener.Close()
		return "http://" + listener.Addr().String() + "/"
	}()
	addresses := []string{
		refused, "http://10.0.0.1/", "http://[::1/",
		newRawServer(t, say("junk\r\n\r\n"), nil),
		newRawServer(t, say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"), nil),
		newRawServer(t, say("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnone"), nil),
		newRawServer(t, say("HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n(\xb5/\xfd\x04\x00"), nil),
		newRawServer(t, say("HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n"), nil),
		newRawServer(t, say("HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n"), nil),
		newRawServer(t, say("HTTP/1.1 200 OK\r\n\r\n"+strings.Repeat("x", 5000)), nil),
	}
	client := newTestClient(t, Options{BodyBytes: 1000})
	fetch(t, client, addresses[3])
	goroutines, descriptors := runtime.NumGoroutine(), openFiles(t)
	for i := range 500 {
		fetch(t, client, addresses[i%len(addresses)])
	}
	client.Close()
	require.Eventually(t, func() bool {
		return runtime.NumGoroutine() <= goroutines+2 && openFiles(t) <= descriptors+2
	}, 5*time.Second, 20*time.Millisecond, "goroutines %d, then %d", goroutines, runtime.NumGoroutine())
}

func openFiles(t *testing.T) int {
	entries, err := os.ReadDir("/dev/fd")
	require.NoError(t, err)
	return len(entries)
}
