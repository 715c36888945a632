package web

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/require"
)

// newTestClient may visit the loopback address, by its number only.
func newTestClient(t testing.TB, o Options) *Client {
	o.AllowHosts = append(o.AllowHosts, "127.0.0.1")
	c := New(o)
	t.Cleanup(c.Close)
	return c
}

func newServer(t testing.TB, h http.HandlerFunc) *httptest.Server {
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server
}

// newServerOn listens on a loopback address of one's choice, and gives the start of its addresses.
func newServerOn(t testing.TB, ip string, h http.HandlerFunc) string {
	listener, err := net.Listen("tcp", ip+":0")
	require.NoError(t, err)
	server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: h}}
	server.Start()
	t.Cleanup(server.Close)
	return server.URL
}

// newRawServer answers each connection with bytes, after its request's head has arrived, and hands over that head.
func newRawServer(t testing.TB, answer func(net.Conn), heads chan<- string) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
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
				var head strings.Builder
				lines := bufio.NewReader(conn)
				for !strings.HasSuffix(head.String(), "\r\n\r\n") {
					line, err := lines.ReadString('\n')
					if err != nil {
						return
					}
					head.WriteString(line)
				}
				if heads != nil {
					heads <- head.String()
				}
				answer(conn)
			}()
		}
	}()
	return "http://" + listener.Addr().String()
}

func say(text string) func(net.Conn) {
	return func(conn net.Conn) { _, _ = io.WriteString(conn, text) }
}

func fetch(t testing.TB, f Fetcher, address string) *Page {
	page, err := f.Fetch(context.Background(), address)
	require.NoError(t, err)
	require.Equal(t, address, page.URL)
	return page
}

func requireFailure(t testing.TB, page *Page, kind FailureKind) {
	require.NotNil(t, page.Failure, "status %d", page.Status)
	require.Equal(t, kind, page.Failure.Kind, page.Failure.Detail)
	require.Equal(t, oneLine(page.Failure.Detail), page.Failure.Detail)
	require.Zero(t, page.Status)
	require.Nil(t, page.Header)
	require.Nil(t, page.Body)
}

func TestFetchGivesThePage(t *testing.T) {
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		w.Header().Add("Link", "</a>; rel=a")
		w.Header().Add("Link", "</b>; rel=b")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte("caf\xe9"))
	})
	page := fetch(t, newTestClient(t, Options{}), server.URL+"/x#frag")
	require.Nil(t, page.Failure)
	require.Equal(t, server.URL+"/x#frag", page.Final)
	require.Empty(t, page.Hops)
	require.Equal(t, 404, page.Status)
	require.Equal(t, "caf\xe9", string(page.Body), "the charset is left alone")
	require.Equal(t, []string{"</a>; rel=a", "</b>; rel=b"}, page.Header.Values("Link"))
	require.Empty(t, page.Header.Values("Content-Length"))
	require.False(t, page.Truncated)
	require.WithinDuration(t, time.Now(), page.Retrieved, 3*time.Second)
	require.Equal(t, page.Retrieved.Truncate(time.Second).UTC(), page.Retrieved)
}

func TestFetchSendsTheAddressAsWritten(t *testing.T) {
	heads := make(chan string, 1)
	base := newRawServer(t, say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), heads)
	client := newTestClient(t, Options{Version: "1.2"})
	for written, sent := range map[string]string{
		"/a%2Fb//c+d?x=%2B+&id=1&id=2#frag": "/a%2Fb//c+d?x=%2B+&id=1&id=2",
		"/100%zz?q=50%":                     "/100%zz?q=50%",
		"//x//":                             "//x//",
		"":                                  "/",
		"?":                                 "/?",
		"/%7Euser/~me":                      "/%7Euser/~me",
		"/web/2020/http://a.b//c?d=e":       "/web/2020/http://a.b//c?d=e",
		"/old/10.1002/(SICI)1097<1:AID>3.0": "/old/10.1002/(SICI)1097%3C1:AID%3E3.0",
		"/a|b^[c]":                          "/a|b^[c]",
		"/ü?ü":                              "/%C3%BC?%C3%BC",
	} {
		page := fetch(t, client, base+written)
		require.Nil(t, page.Failure, written)
		head := <-heads
		line, rest, _ := strings.Cut(head, "\r\n")
		require.Equal(t, "GET "+sent+" HTTP/1.1", line)
		require.Contains(t, rest, "Host: "+strings.TrimPrefix(base, "http://")+"\r\n")
		require.Contains(t, rest,
			"User-Agent: Mozilla/5.0 (compatible; ibid/1.2; citation checker; +https://github.com/ibidcheck/ibid)\r\n")
		require.Contains(t, rest, "Accept: text/html,")
		require.Contains(t, rest, "Accept-Language: en-US,en;q=0.5\r\n")
		require.Contains(t, rest, "Accept-Encoding: gzip, deflate, br, zstd\r\n")
		require.NotContains(t, rest, "Cookie")
		require.NotContains(t, rest, "Referer")
		require.NotContains(t, rest, "Authorization")
	}
}

func TestFetchSendsTheNameAndPasswordOfAnAddress(t *testing.T) {
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		name, password, _ := r.BasicAuth()
		_, _ = io.WriteString(w, name+" "+password)
	})
	address := strings.Replace(server.URL, "http://", "http://me:p%40ss@", 1)
	require.Equal(t, "me p@ss", string(fetch(t, newTestClient(t, Options{}), address).Body))
}

func TestFetchIgnoresTheEnvironment(t *testing.T) {
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, strings.Repeat("x", 1000)+r.UserAgent())
	})
	for name, value := range map[string]string{
		"COLLY_MAX_BODY_SIZE": "10", "COLLY_DISALLOWED_DOMAINS": "127.0.0.1", "COLLY_USER_AGENT": "other",
		"COLLY_CACHE_DIR": t.TempDir(), "COLLY_PARSE_HTTP_ERROR_RESPONSE": "no", "COLLY_MAX_REQUESTS": "1",
		"HTTP_PROXY": "http://127.0.0.1:1", "http_proxy": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1",
	} {
		t.Setenv(name, value)
	}
	client := newTestClient(t, Options{})
	for range 3 {
		page := fetch(t, client, server.URL)
		require.Nil(t, page.Failure)
		require.Greater(t, len(page.Body), 1000)
		require.NotContains(t, string(page.Body), "other")
	}
}

// redirects counts down: /3 leads to /2 and so on to /0.
func redirects(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		left, _ := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/"))
		if left > 0 {
			w.Header().Set("Location", fmt.Sprintf("%d?from=%d", left-1, left))
			w.WriteHeader(status)
		}
		_, _ = io.WriteString(w, r.Method+" "+r.URL.String())
	}
}

func TestFetchFollowsRedirects(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		server := newServer(t, redirects(status))
		page := fetch(t, newTestClient(t, Options{}), server.URL+"/2#f")
		require.Nil(t, page.Failure)
		require.Equal(t, "GET /0?from=1", string(page.Body))
		require.Equal(t, server.URL+"/0?from=1", page.Final)
		require.Len(t, page.Hops, 2)
		require.Equal(t, server.URL+"/2#f", page.Hops[0].URL)
		require.Equal(t, server.URL+"/1?from=2", page.Hops[0].To)
		require.Equal(t, page.Hops[0].To, page.Hops[1].URL)
		require.Equal(t, status, page.Hops[1].Status)
		require.Equal(t, "0?from=1", page.Hops[1].Header.Get("Location"))
	}
}

func TestFetchBoundsRedirects(t *testing.T) {
	server := newServer(t, redirects(302))
	client := newTestClient(t, Options{})
	for _, hops := range []string{"12", "20"} {
		require.Nil(t, fetch(t, client, server.URL+"/"+hops).Failure)
	}
	for _, hops := range []string{"21", "25", "1000000"} {
		page := fetch(t, client, server.URL+"/"+hops)
		requireFailure(t, page, TooManyRedirects)
		require.Len(t, page.Hops, 21)
	}
}

func TestFetchTellsWhereAChainBreaks(t *testing.T) {
	location := ""
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Location"] = []string{location}
		w.WriteHeader(302)
	})
	client := newTestClient(t, Options{})
	for to, want := range map[string]FailureKind{
		"mailto:a@b.org": BadScheme, "ftp://127.0.0.1/x": BadScheme, "javascript:alert(1)": BadScheme,
		"file:///etc/passwd": BadScheme, "http://[::1/": BadRedirect, "http://:80:80/": BadRedirect, "//a b/": BadRedirect,
		"http://169.254.169.254/latest/meta-data/": Forbidden, "http://[::ffff:10.0.0.1]/": Forbidden,
		"http://localhost:1/": Forbidden, "http://0x7f.1:1/": Refused, "/": RedirectLoop,
	} {
		location = to
		page := fetch(t, client, server.URL+"/")
		requireFailure(t, page, want)
		require.Len(t, page.Hops, 1, to)
		require.Equal(t, page.Hops[0].To, page.Final)
		require.Equal(t, 302, page.Hops[0].Status)
	}
	location = ""
	require.Equal(t, 302, fetch(t, client, server.URL+"/").Status, "a redirect to nowhere is a page")
	require.Equal(t, 302, fetch(t, client, server.URL+"/").Status)
}

func TestFetchKeepsCookiesForOneChainOnly(t *testing.T) {
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie("seen")
		switch {
		case err == nil:
			_, _ = io.WriteString(w, "with "+cookie.Value)
		case r.URL.Path == "/set":
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "a b", Path: "/"})
			http.Redirect(w, r, "/a", http.StatusFound)
		default:
			http.Redirect(w, r, "/set", http.StatusFound)
		}
	})
	client := newTestClient(t, Options{})
	for range 2 {
		page := fetch(t, client, server.URL+"/a")
		require.Nil(t, page.Failure)
		require.Equal(t, "with a b", string(page.Body))
		require.Len(t, page.Hops, 2)
		require.Equal(t, server.URL+"/a", page.Final)
	}
}

func TestFetchEndsALoop(t *testing.T) {
	var requests atomic.Int32
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		http.SetCookie(w, &http.Cookie{Name: "same", Value: "always"})
		http.Redirect(w, r, map[string]string{"/a": "/b", "/b": "/a#f"}[r.URL.Path], http.StatusFound)
	})
	page := fetch(t, newTestClient(t, Options{}), server.URL+"/a")
	requireFailure(t, page, RedirectLoop)
	require.LessOrEqual(t, requests.Load(), int32(4))
}

func TestFetchDecodes(t *testing.T) {
	plain := bytes.Repeat([]byte("in the same place "), 1000)
	encode := func(open func(io.Writer) io.WriteCloser) []byte {
		var out bytes.Buffer
		w := open(&out)
		_, err := w.Write(plain)
		require.NoError(t, err)
		require.NoError(t, w.Close())
		return out.Bytes()
	}
	zipped := encode(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
	twice := func() []byte {
		var out bytes.Buffer
		w := brotli.NewWriter(&out)
		_, _ = w.Write(zipped)
		_ = w.Close()
		return out.Bytes()
	}()
	bodies := map[string][]byte{
		"gzip": zipped, "GZIP": zipped, "x-gzip": zipped, "gzip, br": twice, "identity": plain, "utf-8": plain,
		"br":      encode(func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) }),
		"deflate": encode(func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }),
		" deflate": encode(func(w io.Writer) io.WriteCloser {
			bare, _ := flate.NewWriter(w, 5)
			return bare
		}),
		"zstd": encode(func(w io.Writer) io.WriteCloser {
			z, _ := zstd.NewWriter(w)
			return z
		}),
		"gzip, identity": append(bytes.Clone(zipped), "\r\n\r\nbytes after the end"...),
	}
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		coding := r.URL.Query().Get("coding")
		w.Header().Set("Content-Encoding", coding)
		w.Header().Set("Content-Type", "text/plain")
		if r.URL.Path != "/empty" {
			_, _ = w.Write(bodies[coding])
		}
	})
	client := newTestClient(t, Options{})
	for coding := range bodies {
		address := server.URL + "/x.xml.gz?coding=" + strings.ReplaceAll(coding, " ", "%20")
		page := fetch(t, client, address)
		require.Nil(t, page.Failure, coding)
		require.Equal(t, string(plain), string(page.Body), coding)
		require.Empty(t, page.Header.Values("Content-Encoding"))
		require.Nil(t, fetch(t, client, strings.Replace(address, "/x.xml.gz", "/empty", 1)).Failure, coding)
	}
}

func TestFetchUsesHTTP2(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.Proto+" "+r.RequestURI+" "+r.Header.Get("Accept-Encoding"))
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	client := newTestClient(t, Options{})
	client.transport.TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	page := fetch(t, client, server.URL+"//a%2Fb|c?q=%zz")
	require.Nil(t, page.Failure)
	require.Equal(t, "HTTP/2.0 //a%2Fb|c?q=%zz gzip, deflate, br, zstd", string(page.Body))
}

func TestFetchEndsWithItsContext(t *testing.T) {
	release := make(chan struct{})
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/body" {
			_, _ = io.WriteString(w, "the beginning")
			w.(http.Flusher).Flush()
		}
		<-release
	})
	defer close(release)
	client := newTestClient(t, Options{})
	for _, path := range []string{"/head", "/body"} {
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(50*time.Millisecond, cancel)
		page, err := client.Fetch(ctx, server.URL+path)
		require.ErrorIs(t, err, context.Canceled)
		require.Nil(t, page)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	_, err := client.Fetch(ctx, server.URL)
	require.ErrorIs(t, err, context.DeadlineExceeded, "the caller's deadline is no failure of the page")
	_, err = client.Fetch(ctx, "mailto:nobody")
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

// BenchmarkFetch holds the client against bare net/http. Run it several times: on a busy machine single runs mislead.
func BenchmarkFetch(b *testing.B) {
	want := bytes.Repeat([]byte("<p>in the same place</p>"), 500)
	server := newServer(b, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(want) })
	client := newTestClient(b, Options{})
	bare := func() ([]byte, error) {
		response, err := server.Client().Get(server.URL + "/a?b=c")
		if err != nil {
			return nil, err
		}
		defer response.Body.Close()
		return io.ReadAll(response.Body)
	}
	ours := func() ([]byte, error) {
		page, err := client.Fetch(context.Background(), server.URL+"/a?b=c")
		if err != nil {
			return nil, err
		}
		return page.Body, nil
	}
	for name, get := range map[string]func() ([]byte, error){"client": ours, "net-http": bare} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.RunParallel(func(loop *testing.PB) {
				for loop.Next() {
					if body, err := get(); err != nil || !bytes.Equal(body, want) {
						b.Error(err, len(body))
						return
					}
				}
			})
		})
	}
}
