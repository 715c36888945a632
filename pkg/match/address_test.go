package match_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/ibidcheck/ibid/pkg/match"
)

func TestSameAddress(t *testing.T) {
	for _, c := range []struct{ name, a, b string }{
		{"identical", "https://ex.org/t", "https://ex.org/t"},
		{"scheme", "http://ex.org/t", "https://ex.org/t"},
		{"case of the scheme", "HTTPS://ex.org/t", "https://ex.org/t"},
		{"case of the host", "https://EX.Org/t", "https://ex.org/t"},
		{"www", "https://www.ex.org/t", "https://ex.org/t"},
		{"port of https", "https://ex.org:443/t", "https://ex.org/t"},
		{"port of http", "http://ex.org:80/t", "https://ex.org/t"},
		{"empty port", "http://ex.org:/t", "https://ex.org/t"},
		{"zeros before a port", "http://ex.org:08080/t", "https://ex.org:8080/t"},
		{"trailing slash", "https://ex.org/t/", "https://ex.org/t"},
		{"no path", "https://ex.org", "https://ex.org/"},
		{"no path but a query", "https://ex.org?a=1", "https://ex.org/?a=1"},
		{"trailing dot of the host", "https://ex.org./t", "https://ex.org/t"},
		{"empty query", "https://ex.org/t?", "https://ex.org/t"},
		{"empty parameters", "https://ex.org/t?&a=1&", "https://ex.org/t?a=1"},
		{"fragment", "https://ex.org/t#part", "https://ex.org/t"},
		{"text fragment", "https://ex.org/t#:~:text=tide", "https://ex.org/t"},
		{"text fragment on a route", "https://ex.org/#/x:~:text=tide", "https://ex.org/#/x"},
		{"route to the start", "https://ex.org/#/", "https://ex.org/"},
		{"international name", "https://münchen.example/t", "https://xn--mnchen-3ya.example/t"},
		{"international name in capitals", "https://MÜNCHEN.example/", "https://xn--MNCHEN-3ya.EXAMPLE"},
		{"international name encoded", "https://m%C3%BCnchen.example/", "https://münchen.example"},
		{"ideographic full stop", "https://ex。org/t", "https://ex.org/t"},
		{"unreserved encoded", "https://ex.org/%7Eana/%74", "https://ex.org/~ana/t"},
		{"case of an encoding", "https://ex.org/a%2fb", "https://ex.org/a%2Fb"},
		{"letters beyond ASCII", "https://ex.org/é", "https://ex.org/%c3%a9"},
		{"blank within", "https://ex.org/a b", "https://ex.org/a%20b"},
		{"blanks around", " https://ex.org/t\n", "https://ex.org/t"},
		{"a line end within", "https://ex.org/ti\r\nde", "https://ex.org/tide"},
		{"percent sign of its own", "https://ex.org/%zz", "https://ex.org/%25zz"},
		{"dot segments", "https://ex.org/a/./b/../t", "https://ex.org/a/t"},
		{"dot segments encoded", "https://ex.org/a/%2e%2E/t", "https://ex.org/t"},
		{"dot segments above the root", "https://ex.org/../../t", "https://ex.org/t"},
		{"dot at the end", "https://ex.org/a/.", "https://ex.org/a"},
		{"backslash", `https:\\ex.org\t`, "https://ex.org/t"},
		{"campaign", "https://ex.org/t?utm_source=x&UTM_Medium=y", "https://ex.org/t"},
		{"campaign among others", "https://ex.org/t?a=1&fbclid=z&b=2&gclid=q", "https://ex.org/t?a=1&b=2"},
		{"campaign without a value", "https://ex.org/t?mc_cid", "https://ex.org/t"},
		{"campaign name encoded", "https://ex.org/t?utm%5Fsource=x", "https://ex.org/t"},
		{"session in the path", "https://ex.org/t;jsessionid=0A1.node2?a=1", "https://ex.org/t?a=1"},
		{"session within the path", "https://ex.org/a;JSESSIONID=0A/t", "https://ex.org/a/t"},
		{"IPv6", "http://[2001:DB8:0:0::1]/t", "http://[2001:db8::1]/t"},
	} {
		t.Run(c.name, func(t *testing.T) {
			keyA, ok := match.Address(c.a)
			require.True(t, ok, c.a)
			keyB, ok := match.Address(c.b)
			require.True(t, ok, c.b)
			require.Equal(t, keyA, keyB)
			require.True(t, match.SameAddress(c.a, c.b))
		})
	}
}

func TestDifferentAddresses(t *testing.T) {
	for _, c := range []struct{ name, a, b string }{
		{"value of a parameter", "https://ex.org/t?id=1", "https://ex.org/t?id=2"},
		{"a parameter less", "https://ex.org/t?id=1", "https://ex.org/t"},
		{"order of the query", "https://ex.org/t?a=1&b=2", "https://ex.org/t?b=2&a=1"},
		{"empty value", "https://ex.org/t?a=", "https://ex.org/t?a"},
		{"plus and blank", "https://ex.org/t?q=a+b", "https://ex.org/t?q=a%20b"},
		{"plain words in a query", "https://ex.org/t?ref=1&source=2&campaign=3", "https://ex.org/t"},
		{"tracking word as a value", "https://ex.org/t?q=utm_source", "https://ex.org/t"},
		{"tracking word within a name", "https://ex.org/t?xutm_source=1", "https://ex.org/t"},
		{"case of the path", "https://ex.org/Tide", "https://ex.org/tide"},
		{"case of the query", "https://ex.org/t?id=A", "https://ex.org/t?id=a"},
		{"encoded slash", "https://ex.org/a%2Fb", "https://ex.org/a/b"},
		{"encoded question mark", "https://ex.org/a%3Fb", "https://ex.org/a?b"},
		{"encoded ampersand", "https://ex.org/t?a=1%26b=2", "https://ex.org/t?a=1&b=2"},
		{"doubled slash", "https://ex.org/a//b", "https://ex.org/a/b"},
		{"doubled slash at the end", "https://ex.org/a//", "https://ex.org/a/"},
		{"address in a path", "https://web.example/2020/http://ex.org/", "https://web.example/2020/https://ex.org/"},
		{"other port", "https://ex.org:8443/t", "https://ex.org/t"},
		{"port of the other scheme", "http://ex.org:443/t", "https://ex.org/t"},
		{"port of the other scheme, the other way", "https://ex.org:80/t", "http://ex.org/t"},
		{"subdomain", "https://www2.ex.org/t", "https://ex.org/t"},
		{"www as the name itself", "https://www.com/", "https://com/"},
		{"host that looks alike", "https://ex.org.evil.example/t", "https://ex.org/t"},
		{"user before another host", "https://ex.org@evil.example/t", "https://ex.org/t"},
		{"routes", "https://ex.org/#/a", "https://ex.org/#/b"},
		{"route and page", "https://ex.org/#!a", "https://ex.org/"},
		{"file and folder", "https://ex.org/t.html", "https://ex.org/t"},
		{"sharp s", "https://faß.example/", "https://fass.example/"},
		{"percent signs", "https://ex.org/%2541", "https://ex.org/A"},
		{"dots in a name", "https://ex.org/..a", "https://ex.org/a"},
		{"neither is http", "ftp://ex.org/t", "ftp://ex.org/t"},
		{"one is not http", "ftp://ex.org/t", "http://ex.org/t"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.False(t, match.SameAddress(c.a, c.b))
			require.False(t, match.SameAddress(c.b, c.a))
		})
	}
}

func TestNoAddress(t *testing.T) {
	for _, raw := range []string{
		"", "ex.org", "//ex.org/t", "/t", "http:", "http:ex.org", "http:/ex.org", "http://", "http:///t", "http://?a", "http://#a",
		"ftp://ex.org/", "mailto:ana@ex.org", "javascript://ex.org/%0a", "httpx://ex.org/", "http://.", "http://a..b/", "http://.ex.org/",
		"http://ex.org:99999/", "http://ex.org:http/", "http://[::1/", "http://[ex.org]/", "http://[fe80::1%25eth0]/", "http://ex org/",
		"http://ex%2forg/", "http://\xff.org/", "http://ex.org../",
	} {
		key, ok := match.Address(raw)
		require.False(t, ok, "%q gave %q", raw, key)
		require.Empty(t, key)
		require.False(t, match.SameAddress(raw, raw))
	}
}

func TestSameHost(t *testing.T) {
	require.True(t, match.SameHost("http://www.ex.org/a?b", "https://EX.org"))
	require.False(t, match.SameHost("https://ex.org:8443/", "https://ex.org/"))
	require.False(t, match.SameHost("https://a.ex.org/", "https://ex.org/"))
	require.False(t, match.SameHost("ex.org", "ex.org"))
}

func TestIsWeb(t *testing.T) {
	for s, want := range map[string]bool{
		"HTTPS://x": true, "http://ex.org and more": true, "http://": false, "https:/ex.org": false, "": false,
		"javascript:alert(1)//http://x": false, "file:///etc/passwd": false, " http://ex.org": false,
	} {
		require.Equal(t, want, match.IsWeb(s), s)
	}
}

func TestIsHome(t *testing.T) {
	for raw, want := range map[string]bool{
		"https://ex.org":              true,
		"http://www.ex.org/":          true,
		"https://ex.org:8443/#top":    true,
		"https://ex.org/?utm_id=1":    true,
		"https://ex.org/./":           true,
		"https://ex.org/?p=1":         false,
		"https://ex.org/t":            false,
		"https://ex.org//":            false,
		"https://ex.org/#/t":          false,
		"https://ex.org/#!t":          false,
		"ex.org":                      false,
		"":                            false,
		"mailto:ana@ex.org":           false,
		"https://user:pass@ex.org":    true,
		"https://ex.org/?http://a.b/": false,
	} {
		require.Equal(t, want, match.IsHome(raw), raw)
	}
}

// pieces are what addresses are made of, and what breaks those who read them.
var pieces = []string{
	"a", "B", "é", "%41", "%2f", "%2F", "%2e", ".", "..", "/", "//", "\\", "?", "&", "=", "#", "#/", "#!", ":~:", ":%7E:", "%", "%%", "%zz", "3",
	"4", ";jsessionid=", ";", "utm_source=x", "utm%5Fid", "fbclid=1", "www.", ".org", ":80", ":443", "@", "[", "]", "::1", " ", "\t", "ß", "ü", "。", "xn--", "\xff",
}

func TestAddressIsItsOwnKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		host := rapid.SampledFrom([]string{"ex.org", "www.ex.org", "EX.org:443", "ü.example", "[::1]", "ana@ex.org", ""}).Draw(t, "host")
		rest := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "rest"), "")
		raw := rapid.SampledFrom([]string{"http://", "https://", "HTTP:\\\\"}).Draw(t, "scheme") + host + rest
		requireIdempotent(t, raw)
	})
}

func requireIdempotent(t require.TestingT, raw string) {
	key, ok := match.Address(raw)
	if !ok {
		require.Empty(t, key)
		return
	}
	again, ok := match.Address(key)
	require.True(t, ok, "%q gave %q, which is no address", raw, key)
	require.Equal(t, key, again, "from %q", raw)
	require.True(t, match.SameAddress(raw, key))
}

func FuzzAddress(f *testing.F) {
	for _, seed := range []string{
		"http://www.ex.org:80/a/../b;jsessionid=1?utm_id=2&c=%zz#/x", "https://[::1/", "http://ü。example/%%341", "http:\\\\a@b@c:1\\d", "http://%77ww.a.b/",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		requireIdempotent(t, raw)
		match.IsHome(raw)
	})
}

var sink string

func BenchmarkAddress(b *testing.B) {
	for _, c := range []struct{ name, raw string }{
		{"plain", "https://www.cbp.example/newsroom/stats/cbp-enforcement-statistics"},
		{"tracked", "http://www.ex.org/a/b/../c.html?id=7&utm_source=newsletter&utm_medium=email&fbclid=IwAR0#part"},
		{"international", "https://www.münchen.example/straße/größe"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				sink, _ = match.Address(c.raw)
			}
		})
	}
}
