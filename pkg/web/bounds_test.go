package web

import (
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNetrc(t *testing.T) {
	got, err := Netrc(strings.NewReader("# mine\nmachine review.example login ana password s3cret\nmachine coast.example\n  login bo\n" +
		"  account x\n  password tide\nmacdef init\nbinary\n\ndefault login anyone password no\n"))
	require.NoError(t, err)
	require.Equal(t, map[string]http.Header{
		"review.example": {"Authorization": {"Basic YW5hOnMzY3JldA=="}}, "coast.example": {"Authorization": {"Basic Ym86dGlkZQ=="}},
	}, got)
	for _, text := range []string{"machine", "machine a login", "host a"} {
		_, err := Netrc(strings.NewReader(text))
		require.Error(t, err, text)
	}
}

// Credentials go to their host and to no other, and come back from no other: a redirect from elsewhere must not make use
// of them.
func TestCredentialsGoToTheirHostOnly(t *testing.T) {
	seen := map[string]string{}
	answer := func(w http.ResponseWriter, r *http.Request) {
		seen[r.Host+r.URL.Path] = r.Header.Get("Authorization")
		if to := r.URL.Query().Get("to"); to != "" {
			http.Redirect(w, r, to, http.StatusFound)
		}
	}
	mine, other := newServerOn(t, "127.0.8.1", answer), newServerOn(t, "127.0.8.2", answer)
	client := newTestClient(t, Options{
		AllowNetworks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
		Credentials:   map[string]http.Header{"127.0.8.1": {"authorization": {"Basic tide"}}},
	})
	host := func(base string) string { return strings.TrimPrefix(base, "http://") }
	fetch(t, client, mine+"/1?to="+url.QueryEscape(mine+"/2?to="+url.QueryEscape(other+"/3?to="+url.QueryEscape(mine+"/4"))))
	require.Equal(t, "Basic tide", seen[host(mine)+"/1"])
	require.Equal(t, "Basic tide", seen[host(mine)+"/2"])
	require.Empty(t, seen[host(other)+"/3"])
	require.Empty(t, seen[host(mine)+"/4"], "another host had a hand in it")
	fetch(t, client, other+"/5?to="+url.QueryEscape(mine+"/6"))
	require.Contains(t, seen, host(mine)+"/6")
	require.Empty(t, seen[host(mine)+"/6"])
}

func TestNothingIsSentBehindABadCertificate(t *testing.T) {
	var seen []http.Header
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.Header)
		http.SetCookie(w, &http.Cookie{Name: "k", Value: "1"})
		if r.URL.Path == "/1" {
			http.Redirect(w, r, "/2", http.StatusFound)
		}
	}))
	server.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	server.StartTLS()
	t.Cleanup(server.Close)
	client := newTestClient(t, Options{Credentials: map[string]http.Header{"127.0.0.1": {"Authorization": {"Basic tide"}}}})
	page := fetch(t, client, strings.Replace(server.URL, "://", "://ana:secret@", 1)+"/1")
	require.Nil(t, page.Failure)
	require.Equal(t, 200, page.Status)
	require.Equal(t, CertificateSelf, page.Insecure.Kind)
	require.Len(t, seen, 2)
	for _, header := range seen {
		require.Empty(t, header.Get("Authorization"))
		require.Empty(t, header.Get("Cookie"))
	}
}

func TestTheRunsBudget(t *testing.T) {
	server := newServer(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, strings.Repeat("tide ", 200)) })
	client := newTestClient(t, Options{MaxRequests: 3})
	for i := range 5 {
		page := fetch(t, client, server.URL+"/"+strconv.Itoa(i))
		if i < 3 {
			require.Nil(t, page.Failure)
			continue
		}
		requireFailure(t, page, Spent)
	}
	client = newTestClient(t, Options{MaxBytes: 2500})
	var whole int
	for i := range 5 {
		if fetch(t, client, server.URL+"/"+strconv.Itoa(i)).Failure == nil {
			whole++
		}
	}
	require.Equal(t, 2, whole)
}

func TestPorts(t *testing.T) {
	server := newServer(t, func(http.ResponseWriter, *http.Request) {})
	address, err := url.Parse(server.URL)
	require.NoError(t, err)
	port, err := strconv.Atoi(address.Port())
	require.NoError(t, err)
	require.Nil(t, fetch(t, newTestClient(t, Options{Ports: []int{80, port}}), server.URL).Failure)
	requireFailure(t, fetch(t, newTestClient(t, Options{Ports: []int{80, 443}}), server.URL), Forbidden)
}

func TestParseRefresh(t *testing.T) {
	for value, want := range map[string]string{
		"0;url=/new": "/new", "0; URL='/new'": "/new", `5 ; url = "/new" x`: "/new", "3, /new": "/new", "0.5;url=/new": "/new", "0 /new": "/new",
		"1;url=a?b=c;d": "a?b=c;d", ".5;url=/new": "/new", "0;urls": "urls", "0;url=": "", "10": "", "": "", "x": "", "url=/new": "",
	} {
		_, to, ok := parseRefresh(value)
		require.Equal(t, want, to, value)
		require.Equal(t, want != "", ok, value)
	}
}

func TestRobots(t *testing.T) {
	rules := func(status int, kind, text string) *Robots {
		return NewRobots(fetcherFunc(func(_ context.Context, address string) (*Page, error) {
			require.Equal(t, "https://ex.org/robots.txt", address)
			return &Page{URL: address, Final: address, Status: status, Header: http.Header{"Content-Type": {kind}}, Body: []byte(text)}, nil
		}))
	}
	for _, c := range []struct {
		name, address string
		robots        *Robots
		want          bool
	}{
		{"nothing said", "https://ex.org/a", rules(404, "text/html", ""), true},
		{"all forbidden", "https://ex.org/a", rules(200, "text/plain", "User-agent: *\nDisallow: /"), false},
		{"another program", "https://ex.org/a", rules(200, "text/plain", "User-agent: other\nDisallow: /"), true},
		{"by name", "https://ex.org/a/b?c", rules(200, "text/plain", "User-agent: ibid\nDisallow: /a/\n\nUser-agent: *\nDisallow:"), false},
		{"elsewhere", "https://ex.org/b", rules(200, "text/plain", "User-agent: *\nDisallow: /a"), true},
		{"failing", "https://ex.org/a", rules(503, "text/plain", ""), false},
		{"a page", "https://ex.org/a", rules(200, "text/html", "User-agent: *\nDisallow: /"), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.robots.Allows(t.Context(), c.address)
			require.NoError(t, err)
			require.Equal(t, c.want, got)
			page := fetch(t, Strict(fetcherFunc(func(_ context.Context, address string) (*Page, error) {
				return &Page{URL: address, Final: address, Status: 200}, nil
			}), c.robots), c.address)
			require.Equal(t, c.want, page.Failure == nil)
		})
	}
}

func FuzzRefresh(f *testing.F) {
	f.Add(`<meta http-equiv="refresh" content="0;url='/x'">`, "5; url=//b", "https://ex.org/a")
	f.Add(`<noscript><meta http-equiv=refresh content=0></noscript>`, "", "http://[::1/")
	f.Fuzz(func(t *testing.T, body, header, base string) {
		x := &exchange{status: 200, header: http.Header{"Refresh": {header}}, body: []byte(body)}
		if to, ok := x.refreshOf(base); ok {
			require.NotEmpty(t, to)
		}
		metaRefresh([]byte(body))
	})
}

func FuzzNetrc(f *testing.F) {
	f.Add("machine a login b password c\nmacdef x\n\ndefault")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := Netrc(strings.NewReader(text))
		if err != nil {
			require.Nil(t, all)
		}
	})
}
