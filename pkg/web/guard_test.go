package web

import (
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestGuardRefuses(t *testing.T) {
	client := New(Options{})
	t.Cleanup(client.Close)
	for _, host := range []string{
		"127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
		"192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "localhost",
		"[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[ff02::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2001:db8::1]",
		"[fd00:ec2::254]", "[2002:7f00:1::]", "0x7f.1", "2130706433", "017700000001",
	} {
		for _, port := range []string{"", ":8080"} {
			page := fetch(t, client, "http://"+host+port+"/")
			requireFailure(t, page, Forbidden)
			require.NotEmpty(t, page.Failure.Detail)
		}
	}
}

func TestGuardAllowsByName(t *testing.T) {
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		if to := r.URL.Query().Get("to"); to != "" {
			http.Redirect(w, r, to, http.StatusFound)
			return
		}
		_, _ = io.WriteString(w, "inside")
	})
	address, err := url.Parse(server.URL)
	require.NoError(t, err)
	port := ":" + address.Port() + "/"
	loopback := netip.MustParseAddr("127.0.0.1")
	resolver := (&nameServer{known: map[string]netip.Addr{"good.example": loopback, "rebound.example": loopback}}).start(t)
	client := New(Options{Resolver: resolver, AllowHosts: []string{"Good.Example."}})
	t.Cleanup(client.Close)
	require.Equal(t, "inside", string(fetch(t, client, "http://GOOD.example"+port).Body))
	requireFailure(t, fetch(t, client, "http://rebound.example"+port), Forbidden)
	requireFailure(t, fetch(t, client, server.URL), Forbidden)
	for _, to := range []string{"http://rebound.example" + port, server.URL, "http://169.254.169.254/"} {
		page := fetch(t, client, "http://good.example"+port+"?to="+url.QueryEscape(to))
		requireFailure(t, page, Forbidden)
		require.Len(t, page.Hops, 1)
	}

	networks := New(Options{AllowNetworks: []netip.Prefix{netip.MustParsePrefix("127.0.0.5/8"), netip.MustParsePrefix("::1/128")}})
	t.Cleanup(networks.Close)
	require.Equal(t, "inside", string(fetch(t, networks, server.URL).Body))
	requireFailure(t, fetch(t, networks, "http://10.0.0.1/"), Forbidden)
}
