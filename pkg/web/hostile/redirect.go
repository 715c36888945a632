package hostile

import (
	"fmt"
	"net/http"
	"strings"
)

// redirect are chains: of sound pages, and of traps.
var redirect = []Case{
	{Name: "302", Want: "live", Answer: at(paths{deep: leads(302, "/today"), "/today": sound}), Most: 2},
	{Name: "303", Want: "live", Answer: at(paths{deep: leads(303, "/today"), "/today": sound}), Most: 2},
	{Name: "307", Want: "live", Answer: at(paths{deep: leads(307, "/today"), "/today": sound}), Most: 2},
	{Name: "12-hops", Want: "live", Answer: hops(12, 302), Most: 13},
	{Name: "temporary-then-permanent", Want: "live", Answer: at(paths{deep: leads(302, "/a"), "/a": leads(301, "/b"), "/b": sound}), Most: 3},
	{Name: "without-a-location", Want: "undecided", Answer: whatever(bare(302)), Most: 1},
	{Name: "300-with-choices", Want: "undecided", Answer: whatever(page(300, "<p>Choose")), Most: 1},
	{Name: "relative", Want: "live", Answer: at(paths{deep: leads(302, "../2022/tides?x=1"), "/2022/tides": sound}), Most: 2},
	{Name: "without-a-scheme", Want: "live", Answer: other(relativeScheme, sound), Most: 2},
	{Name: "redirect-beyond-ascii", Want: "live", Answer: at(paths{deep: leads(302, "/Gezeiten-Übersicht"), "/Gezeiten-Übersicht": sound}), Most: 2},
	{Name: "with-a-blank", Want: "live", Answer: at(paths{deep: leads(302, "/tide tables"), "/tide tables": sound}), Most: 2},
	{Name: "meta-refresh", Want: "live", Answer: at(paths{deep: page(200, `<html><head><meta http-equiv="Refresh" content="0; URL='/today'"></head></html>`), "/today": sound}), Most: 2},
	{Name: "meta-refresh-after-a-while", Want: "live", Answer: at(paths{deep: page(200, `<html><head><meta http-equiv="refresh" content="5;url=/today"></head><p>This page has moved.`), "/today": sound}), Most: 2},
	{Name: "meta-refresh-to-itself", Want: "live", Answer: here(page(200, strings.Replace(essay(), "</title>", `</title><meta http-equiv="refresh" content="300">`, 1))), Most: 1},
	{Name: "meta-refresh-every-minute", Want: "live", Answer: here(page(200, strings.Replace(essay(), "</title>", `</title><meta http-equiv="refresh" content="60;url=`+deep+`">`, 1))), Most: 1},
	{Name: "meta-refresh-for-those-without-scripts", Want: "live", Answer: here(page(200, strings.Replace(essay(), "</title>", `</title><noscript><meta http-equiv="refresh" content="0;url=/nojs"></noscript>`, 1))), Most: 1},
	{Name: "meta-refresh-in-a-comment", Want: "live", Answer: here(page(200, strings.Replace(essay(), "</title>", `</title><!-- <meta http-equiv="refresh" content="0;url=/old"> -->`, 1))), Most: 1},
	{Name: "refresh-by-header", Want: "live", Answer: at(paths{deep: sent(200, "", "Refresh", "0; url=/today"), "/today": sound}), Most: 2},
	{Name: "by-script", Want: "undecided", Answer: here(page(200, `<script>window.location.replace("/today")</script>`))},
	{Name: "meta-refresh-to-404", Want: "gone", Answer: at(paths{deep: page(200, `<meta http-equiv="refresh" content="0;url=/old">`)}), Most: 4},
	{Name: "meta-loop", Want: "unreachable", Answer: at(paths{deep: page(200, `<meta http-equiv="refresh" content="0;url=/a">`), "/a": page(200, `<meta http-equiv="refresh" content="0;url=`+deep+`">`)}), Most: 3},
	{Name: "loop", Want: "unreachable", Answer: here(leads(302, deep)), Most: 2},
	{Name: "loop-of-two", Want: "unreachable", Answer: at(paths{deep: leads(301, "/b"), "/b": leads(301, deep)}), Most: 3},
	{Name: "loop-that-grows", Want: "unreachable", Answer: growing, Most: 21},
	{Name: "loop-with-cookies", Want: "unreachable", Answer: counting, Most: 21},
	{Name: "to-the-cloud's-metadata", Want: "skipped", Answer: here(leads(302, "http://169.254.169.254/latest/meta-data/")), Most: 1},
	{Name: "to-the-cloud's-metadata-in-decimal", Want: "skipped", Answer: here(leads(302, "http://2852039166/latest/")), Most: 1},
	{Name: "to-the-cloud's-metadata-in-octal", Want: "skipped", Answer: here(leads(302, "http://0251.0376.0251.0376/latest/")), Most: 1},
	{Name: "to-the-cloud's-metadata-in-hex", Want: "skipped", Answer: here(leads(302, "http://0xa9fea9fe/latest/")), Most: 1},
	{Name: "to-the-cloud's-metadata-mapped", Want: "skipped", Answer: here(leads(302, "http://[::ffff:169.254.169.254]/latest/")), Most: 1},
	{Name: "to-the-cloud's-metadata-by-meta", Want: "skipped", Answer: here(page(200, `<meta http-equiv="refresh" content="0;url=http://169.254.169.254/">`)), Most: 1},
	{Name: "to-a-private-network", Want: "skipped", Answer: here(leads(301, "http://10.1.2.3/admin")), Most: 1},
	{Name: "to-a-unique-local-address", Want: "skipped", Answer: here(leads(301, "http://[fd00::1]/admin")), Most: 1},
	{Name: "to-a-file", Want: "skipped", Answer: here(leads(302, "file:///etc/passwd")), Most: 1},
	{Name: "to-a-script", Want: "skipped", Answer: here(leads(302, "javascript:alert(1)")), Most: 1},
	{Name: "to-no-address", Want: "unreachable", Answer: here(leads(302, "http://[::1/")), Most: 1},
	{Name: "to-an-empty-host", Want: "unreachable", Answer: here(leads(302, "http:///tides")), Most: 3},
	{Name: "to-a-bad-port", Want: "unreachable", Answer: here(leads(302, "http://127.0.0.1:99999/")), Most: 1},
	{Name: "short-link-to-a-home-page", Want: "moved", To: "OTHER/", Title: "Harbour Review", Answer: other(leads(301, "OTHER/"), at(paths{"/": home})), Link: "/x7Gq2"},
	{Name: "folder-of-a-person-became-a-host", Want: "moved", To: "OTHER/", Title: "-", Link: "/~ruiz/", Answer: other(leads(301, "OTHER/"), at(paths{"/": page(200, document("Ana Ruiz", prose(2)))}))},
	{Name: "carries-no-cookies-to-another-host", Want: "live", Answer: other(setsCookie("secret", leads(302, "OTHER"+deep)), needs(func(r *http.Request) bool { return r.Header.Get("Cookie") == "" }, sound, missing)), Most: 2},
}

// hops is a chain of redirects to a sound page.
func hops(n, status int) Answer {
	all := paths{deep: leads(status, "/hop/1"), fmt.Sprintf("/hop/%d", n): sound}
	for i := 1; i < n; i++ {
		all[fmt.Sprintf("/hop/%d", i)] = leads(status, fmt.Sprintf("/hop/%d", i+1))
	}
	return at(all)
}

func relativeScheme(v *Visit) {
	v.Header().Set("Location", strings.TrimPrefix(v.Other, "http:")+"/x")
	v.WriteHeader(http.StatusFound)
}

func growing(v *Visit) {
	if v.Request.URL.Path == "/robots.txt" {
		missing(v)
		return
	}
	leads(302, v.Request.URL.Path+"/more")(v)
}

func counting(v *Visit) {
	v.Header().Add("Set-Cookie", fmt.Sprintf("n=%d; HttpOnly", v.Number))
	leads(302, deep)(v)
}
