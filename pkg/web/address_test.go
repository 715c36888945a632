package web

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTargetKeepsWhatIsWritten(t *testing.T) {
	for address, want := range map[string]string{
		"http://ex.org":                         "/",
		"http://ex.org?":                        "/?",
		"http://ex.org/?#top":                   "/?",
		"http://ex.org/a%2Fb//c+d;e=f?g+h=%2B&": "/a%2Fb//c+d;e=f?g+h=%2B&",
		"http://ex.org/100%zz/50%?q=%zz":        "/100%zz/50%?q=%zz",
		"http://ex.org/a|b[c]^d?x=`{}|^[]":      "/a|b[c]^d?x=`{}|^[]",
		"http://ex.org/a b/é?q=é f":             "/a%20b/%C3%A9?q=%C3%A9%20f",
		"http://ex.org//x":                      "//x",
		"http://ex.org//x%zz":                   "http://ex.org//x%zz",
		"http://ex.org/web/2020/http://a.b//c":  "/web/2020/http://a.b//c",
		"http://ex.org/%E2%80%9C%3Cold>":        "/%E2%80%9C%3Cold%3E",
		"http://ex.org/?id=1&amp;x":             "/?id=1&amp;x",
	} {
		target, failure := parseTarget(address)
		require.Nil(t, failure, address)
		require.Equal(t, want, target.RequestURI(), address)
		require.Equal(t, "ex.org", target.Host, address)
	}
}

func TestTargetRefusesWhatIsNoAddress(t *testing.T) {
	for address, want := range map[string]FailureKind{
		"": BadURL, "www.ex.org/x": BadURL, "http://": BadURL, "http://[::1/": BadURL, "http://a b/": BadURL,
		"http://ex.org:99999/": BadURL, "http://ex{a}.org/": BadURL, "not an address": BadURL, "http://\x00/": BadURL,
		"mailto:a@b.org": BadScheme, "ftp://ex.org/": BadScheme, "data:text/plain,x": BadScheme,
		"javascript:void(0)": BadScheme, "file:///etc/passwd": BadScheme,
	} {
		_, failure := parseTarget(address)
		require.NotNil(t, failure, address)
		require.Equal(t, want, failure.Kind, address)
		require.NotEmpty(t, failure.Detail, address)
		require.NotContains(t, failure.Detail, "Url:", address)
	}
}

func TestTargetReadsHostsAsBrowsersDo(t *testing.T) {
	for address, want := range map[string]string{
		"http://0x7f.1/": "127.0.0.1", "http://2130706433/": "127.0.0.1", "http://bücher.example/": "xn--bcher-kva.example",
		"http:///ex.org/": "ex.org", "HTTP://EX.ORG:80/": "ex.org", "http://[::1]:81/": "[::1]:81",
	} {
		target, failure := parseTarget(" " + address + "\n")
		require.Nil(t, failure, address)
		require.Equal(t, want, target.Host, address)
	}
}

func TestLongAddressIsParsedInNoTime(t *testing.T) {
	for _, start := range []string{"data:image/png;base64,", "http://ex.org/", "http://ex.org/?", "http://"} {
		_, _ = parseTarget(start + strings.Repeat("a", 4<<20))
	}
}

func TestResolve(t *testing.T) {
	for location, want := range map[string]string{
		"/x?y#z": "http://ex.org/x?y#z", "x y": "http://ex.org/a/x%20y", "//h/z": "http://h/z", "?q": "http://ex.org/a/b?q",
		"../é": "http://ex.org/%C3%A9", "/\xe9": "http://ex.org/%E9", "mailto:x@y": "mailto:x@y", "http://[": "http://[",
		"//b\u00fccher.example/": "http://xn--bcher-kva.example/",
	} {
		require.Equal(t, want, resolve("http://ex.org/a/b#f", location), location)
	}
}

func TestAsKeepsAllButTheAddressAskedFor(t *testing.T) {
	page := &Page{URL: "http://a/", Final: "http://b/", Hops: []Hop{{URL: "http://a/", To: "http://b/"}}}
	other := page.as("http://a/#x")
	require.Equal(t, "http://a/#x", other.URL)
	require.Equal(t, "http://a/#x", other.Hops[0].URL)
	require.Equal(t, "http://b/", other.Final)
	require.Equal(t, "http://a/", page.Hops[0].URL)
	require.Equal(t, "http://c/#y", (&Page{URL: "http://c/", Final: "http://c/"}).as("http://c/#y").Final)
}
