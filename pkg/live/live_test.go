package live_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

const deep = "https://ex.org/2021/tide"

// linkCase is a page and what must be said of its link.
type linkCase struct {
	name string
	page web.Page
	want live.Diagnosis
}

// says is a diagnosis without the name of the heuristic, which the tests add.
func says(state live.State, because string) live.Diagnosis {
	return live.Diagnosis{State: state, Because: because}
}

func movedTo(because, to string) live.Diagnosis {
	return live.Diagnosis{State: live.Moved, Because: because, To: to}
}

func failed(url string, kind web.FailureKind, hops ...web.Hop) web.Page {
	return web.Page{URL: url, Final: url, Hops: hops, Failure: &web.Failure{Kind: kind, Detail: "as seen"}}
}

func status(code int) web.Page { return web.Page{URL: deep, Final: deep, Status: code} }

func with(p web.Page, body string, header ...string) web.Page {
	p.Body = []byte(body)
	p.Header = http.Header{}
	for i := 0; i < len(header); i += 2 {
		p.Header.Set(header[i], header[i+1])
	}
	return p
}

// chain is a page reached from url by redirects, written as status and address in turns, with 200 at the end.
func chain(url string, hops ...any) web.Page {
	p := web.Page{URL: url, Final: url, Status: 200}
	for i := 0; i < len(hops); i += 2 {
		to := hops[i+1].(string)
		p.Hops = append(p.Hops, web.Hop{URL: p.Final, Status: hops[i].(int), To: to})
		p.Final = to
	}
	return p
}

func script(code string) string {
	return "<html><head><title>Just a moment...</title></head><body><script>" + code + "</script><noscript>Enable JavaScript.</noscript></body></html>"
}

// article is a page with more words than a challenge shows.
func article(with string) string {
	return "<html><body><h1>On challenges</h1>" + strings.Repeat("<p>The harbour board met twice that spring and did not settle it.</p>", 50) + with
}

func hop(status int, to string) web.Hop { return web.Hop{URL: deep, Status: status, To: to} }

// cases holds, for each heuristic, pages on which it must decide.
var cases = map[string][]linkCase{
	"left-alone": {
		{"limited", failed(deep, web.Limited), says(live.Blocked, "the server wants fewer requests, and to be left alone for now")},
		{"spent", failed(deep, web.Spent), says(live.Undecided, "the run has reached its limit of requests or bytes")},
	},
	"malformed-address": {
		{"no address", failed("http://[::1/", web.BadURL), says(live.Malformed, "not a valid address")},
	},
	"skipped-address": {
		{"scheme", failed("ftp://ex.org/t", web.BadScheme), says(live.Skipped, "neither http nor https")},
		{"private", failed("http://169.254.169.254/", web.Forbidden), says(live.Skipped, "forbidden address")},
		{
			"private after a redirect", failed(deep, web.Forbidden, hop(302, "http://10.0.0.1/")),
			says(live.Skipped, "redirects to a forbidden address"),
		},
		{
			"scheme after a redirect", failed(deep, web.BadScheme, hop(302, "itms://ex.org/")),
			says(live.Skipped, "redirects to an address that is neither http nor https"),
		},
	},
	"name": {
		{"no such name", failed(deep, web.NameNotFound), says(live.Gone, "the host name ex.org does not exist")},
		{"no such name, with a port", failed("https://ex.org:8443/", web.NameNotFound), says(live.Gone, "the host name ex.org does not exist")},
		{
			"no such name after a redirect", failed(deep, web.NameNotFound, hop(301, "https://old.example/t")),
			says(live.Gone, "redirects to the host name old.example, which does not exist"),
		},
		{"no answer on the name", failed(deep, web.NameUnresolved), says(live.Unreachable, "the host name ex.org could not be looked up")},
	},
	"certificate": {
		{"expired", failed(deep, web.CertificateExpired), says(live.Insecure, "the server's certificate is out of date")},
		{"other host", failed(deep, web.CertificateHost), says(live.Insecure, "the server's certificate is for another host")},
		{"authority", failed(deep, web.CertificateAuthority), says(live.Insecure, "the server's certificate is signed by nobody known")},
		{"self-signed", failed(deep, web.CertificateSelf), says(live.Insecure, "the server's certificate is signed by itself")},
		{"incomplete", failed(deep, web.CertificateChain), says(live.Insecure, "the server's certificate comes without the one that signed it")},
		{"expired, and seen", behind(web.CertificateExpired, 200), says(live.Insecure, "the server's certificate is out of date")},
		{"expired, and refused", behind(web.CertificateExpired, 403), says(live.Insecure, "the server's certificate is out of date")},
		{"for another host, and gone there", behind(web.CertificateHost, 404), says(live.Insecure, "the server's certificate is for another host")},
	},
	"not-recorded": {
		{"replay", failed(deep, web.NotRecorded), says(live.Undecided, "not in the recording")},
	},
	"unanswered": {
		{"refused", failed(deep, web.Refused), says(live.Unreachable, "the server refuses the connection")},
		{"reset", failed(deep, web.Reset), says(live.Unreachable, "the connection broke off")},
		{"reset within a body", web.Page{URL: deep, Status: 200, Failure: &web.Failure{Kind: web.Reset}}, says(live.Unreachable, "the connection broke off")},
		{"timeout", failed(deep, web.Timeout), says(live.Unreachable, "no answer within the time allowed")},
		{"unroutable", failed(deep, web.Unroutable), says(live.Unreachable, "no way to the server")},
		{"protocol", failed(deep, web.Protocol), says(live.Unreachable, "the answer is not HTTP")},
		{"handshake", failed(deep, web.TLSFailed), says(live.Unreachable, "no secure connection could be made")},
		{"loop", failed(deep, web.RedirectLoop, hop(302, deep)), says(live.Unreachable, "redirects in a circle")},
		{"hops", failed(deep, web.TooManyRedirects), says(live.Unreachable, "too many redirects")},
		{"bad Location", failed(deep, web.BadRedirect), says(live.Unreachable, "redirects to what is no address")},
		{"malformed after a redirect", failed(deep, web.BadURL, hop(302, "http://[::1/")), says(live.Unreachable, "redirects to what is no address")},
		{"other", failed(deep, web.Other), says(live.Unreachable, "no answer")},
		{"a kind of tomorrow", failed(deep, "moonlight"), says(live.Unreachable, "no answer")},
	},
	"challenge": {
		{"Cloudflare, by header", with(status(403), "", "cf-mitigated", "challenge"), says(live.Blocked, "the server challenges programs (Cloudflare)")},
		{"Cloudflare, by header, 429", with(status(429), "", "Cf-Mitigated", "challenge"), says(live.Blocked, "the server challenges programs (Cloudflare)")},
		{"Cloudflare, 503", with(status(503), script(`window._cf_chl_opt={cvId:'3'};`)), says(live.Blocked, "the server challenges programs (Cloudflare)")},
		{"Cloudflare, 404", with(status(404), script(`window._cf_chl_opt={cvId:'3'};`)), says(live.Blocked, "the server challenges programs (Cloudflare)")},
		{
			"DataDome, 200", with(status(200), `<html><body><p>Please enable JS</p><script data-cfasync="false" src="https://ct.captcha-delivery.com/c.js"></script>`),
			says(live.Blocked, "the server challenges programs (DataDome)"),
		},
		{"PerimeterX, 200", with(status(200), `<html><body><div id="px-captcha"></div><p>Press and hold</p>`), says(live.Blocked, "the server challenges programs (PerimeterX)")},
		{"Akamai, 202", with(status(202), `<div id="sec-if-cpt-container"></div>`), says(live.Blocked, "the server challenges programs (Akamai)")},
		{
			"Imperva, 200", with(status(200), `<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&amp;incident_id=1">Request unsuccessful.</iframe>`),
			says(live.Blocked, "the server challenges programs (Imperva)"),
		},
		{"AWS WAF, 202", with(status(202), "", "x-amzn-waf-action", "challenge"), says(live.Blocked, "the server challenges programs (AWS WAF)")},
		{"AWS WAF, 405", with(status(405), "", "x-amzn-waf-action", "captcha"), says(live.Blocked, "the server challenges programs (AWS WAF)")},
		{
			"SiteGround, 202", with(status(202), `<meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F">`),
			says(live.Blocked, "the server challenges programs (SiteGround)"),
		},
		{
			"after a permanent redirect", with(chain(deep, 301, "https://ex.org/t"), script("window._cf_chl_opt={}")),
			says(live.Blocked, "the server challenges programs (Cloudflare)"),
		},
	},
	"refused": {
		{"401 for a token", with(status(401), "", "WWW-Authenticate", "Bearer"), says(live.Blocked, "the server refuses programs (401 Unauthorized)")},
		{"401 without a way in", status(401), says(live.Blocked, "the server refuses programs (401 Unauthorized)")},
		{"403", status(403), says(live.Blocked, "the server refuses programs (403 Forbidden)")},
		{"403 after a permanent redirect", refusedAfterMove(), says(live.Blocked, "the server refuses programs (403 Forbidden)")},
		{"406", status(406), says(live.Blocked, "the server refuses programs (406 Not Acceptable)")},
		{"418", status(418), says(live.Blocked, "the server refuses programs (418 I'm a teapot)")},
		{"429", status(429), says(live.Blocked, "the server wants fewer requests (429 Too Many Requests)")},
		{"999", status(999), says(live.Blocked, "the server refuses programs (999)")},
	},
	"walled": {
		{"401", with(status(401), "", "WWW-Authenticate", `Basic realm="Staff"`), says(live.Walled, "behind a login (401 Unauthorized)")},
		{"402", status(402), says(live.Walled, "behind a payment (402 Payment Required)")},
		{"451", status(451), says(live.Walled, "withheld by law (451 Unavailable For Legal Reasons)")},
	},
	"status-gone": {
		{"404", status(404), says(live.Gone, "404 Not Found")},
		{"410", status(410), says(live.Gone, "410 Gone")},
		{"404 behind an expired certificate", behind(web.CertificateExpired, 404), says(live.Gone, "404 Not Found; the server's certificate is out of date")},
		{"404 with a page about challenges", with(status(404), article("<p>_cf_chl_opt</p>")), says(live.Gone, "404 Not Found")},
	},
	"server-error": {
		{"500", status(500), says(live.Unreachable, "500 Internal Server Error")},
		{"503", status(503), says(live.Unreachable, "503 Service Unavailable")},
		{"522", status(522), says(live.Unreachable, "522 Connection Timed Out")},
		{"599", status(599), says(live.Unreachable, "599")},
	},
	"redirect-without-address": {
		{"300", status(300), says(live.Undecided, "a redirect that leads nowhere (300 Multiple Choices)")},
		{"301", status(301), says(live.Undecided, "a redirect that leads nowhere (301 Moved Permanently)")},
		{"304", status(304), says(live.Undecided, "a redirect that leads nowhere (304 Not Modified)")},
	},
	"redirected-home": {
		{"permanently", chain(deep, 301, "https://ex.org/"), says(live.Soft404, "redirects to the home page of ex.org")},
		{"for a time", chain(deep, 302, "https://www.ex.org"), says(live.Soft404, "redirects to the home page of www.ex.org")},
		{"both", chain("http://ex.org/t", 301, "https://ex.org/t", 302, "https://ex.org/"), says(live.Soft404, "redirects to the home page of ex.org")},
		{"of another host", chain(deep, 307, "https://other.example/?utm_source=ex"), says(live.Soft404, "redirects to the home page of other.example")},
		{"and on from there", chain(deep, 301, "https://ex.org/", 302, "https://ex.org/welcome/all"), says(live.Soft404, "redirects to the home page of ex.org")},
		{"in a language", chain(deep, 302, "https://ex.org/en/"), says(live.Soft404, "redirects to the home page of ex.org")},
		{"by its file", chain(deep, 302, "https://ex.org/index.html"), says(live.Soft404, "redirects to the home page of ex.org")},
		{"of a post by number", chain("https://ex.org/?p=12", 301, "https://ex.org/"), says(live.Soft404, "redirects to the home page of ex.org")},
	},
	"redirected-error": {
		{"404", chain(deep, 302, "https://ex.org/404"), says(live.Soft404, "redirects to an error page")},
		{"404 for good", chain(deep, 301, "https://ex.org/errors/404.html"), says(live.Soft404, "redirects to an error page")},
		{"in words", chain(deep, 302, "https://ex.org/en/Page_Not-Found.aspx?from=/tide"), says(live.Soft404, "redirects to an error page")},
	},
	"redirected-login": {
		{"path", chain(deep, 302, "https://ex.org/users/sign_in?next=/2021/tide"), says(live.Walled, "redirects to a login page")},
		{"path for good", chain(deep, 301, "https://ex.org/login/index.php"), says(live.Walled, "redirects to a login page")},
		{"host", chain(deep, 302, "https://login.ex.org/realm?x=1"), says(live.Walled, "redirects to a login page")},
	},
	"moved": {
		{"for good", chain(deep, 301, "https://ex.org/tide"), movedTo("301 Moved Permanently", "https://ex.org/tide")},
		{"308", chain(deep, 308, "https://other.example/tide"), movedTo("308 Permanent Redirect, to another domain (other.example)", "https://other.example/tide")},
		{"in several steps", chain("http://ex.org/t", 301, "https://ex.org/t", 308, "https://ex.org/u"), movedTo("301 Moved Permanently", "https://ex.org/u")},
		{"then for a time", chain(deep, 301, "https://ex.org/tide", 302, "https://ex.org/tide/today"), movedTo("301 Moved Permanently", "https://ex.org/tide")},
		{"then for a time and for good", chain(deep, 301, "https://ex.org/a", 307, "https://ex.org/b", 301, "https://ex.org/c"), movedTo("301 Moved Permanently", "https://ex.org/a")},
		{"the fragment goes along", chain(deep+"#part", 301, "https://ex.org/tide"), movedTo("301 Moved Permanently", "https://ex.org/tide#part")},
		{"a fragment of its own", chain(deep+"#part", 301, "https://ex.org/tide#new"), movedTo("301 Moved Permanently", "https://ex.org/tide#new")},
		{"a fragment from the way", chain(deep, 301, "https://ex.org/a#new", 301, "https://ex.org/b"), movedTo("301 Moved Permanently", "https://ex.org/b#new")},
		{"query changed", chain("https://ex.org/t?id=1", 301, "https://ex.org/t?id=2"), movedTo("301 Moved Permanently", "https://ex.org/t?id=2")},
		{"from a post's number", chain("https://ex.org/?p=12", 301, "https://ex.org/2021/tide"), movedTo("301 Moved Permanently", "https://ex.org/2021/tide")},
		{"home to another host", chain("https://ex.org", 301, "https://other.example/"), movedTo("301 Moved Permanently, to another domain (other.example)", "https://other.example/")},
		{"home to a page", chain("https://ex.org/", 301, "https://ex.org/books/tide"), movedTo("301 Moved Permanently", "https://ex.org/books/tide")},
		{"to a page about errors", chain(deep, 301, "https://ex.org/wiki/404-errors-explained"), movedTo("301 Moved Permanently", "https://ex.org/wiki/404-errors-explained")},
	},
	"success": {
		{"200", status(200), says(live.Live, "200 OK")},
		{"206", status(206), says(live.Live, "206 Partial Content")},
		{"202 with a page", with(status(202), "<p>Tide</p>"), says(live.Live, "202 Accepted")},
		{"a home page", web.Page{URL: "https://ex.org/", Final: "https://ex.org/", Status: 200}, says(live.Live, "200 OK")},
		{"to https", chain("http://ex.org/t", 301, "https://ex.org/t"), live.Diagnosis{State: live.Live, Because: "200 OK", Encrypted: true}},
		{"to www and a slash", chain("http://ex.org/t", 301, "https://ex.org/t", 308, "https://www.ex.org/t/"), says(live.Live, "200 OK")},
		{"with a fragment", chain("http://ex.org/t#part", 301, "https://ex.org/t"), live.Diagnosis{State: live.Live, Because: "200 OK", Encrypted: true}},
		{"for a time", chain(deep, 302, "https://ex.org/tide/today"), says(live.Live, "200 OK")},
		{"for a time, then for good", chain("https://doi.example/10.1/x", 302, "https://ex.org/a", 301, "https://ex.org/b"), says(live.Live, "200 OK")},
		{"a cookie's detour", chain(deep, 301, "https://ex.org/cookie?back=1", 302, deep), says(live.Live, "200 OK")},
		{"a session in the path", chain(deep, 301, deep+";jsessionid=0A"), says(live.Live, "200 OK")},
		{"home page in a language", chain("https://ex.org/", 302, "https://ex.org/en/"), says(live.Live, "200 OK")},
		{"home page in a language for good", chain("http://ex.org", 301, "https://www.ex.org/pt-br/"), says(live.Live, "200 OK")},
		{"home page's file", chain("https://ex.org/index.html", 301, "https://ex.org/"), says(live.Live, "200 OK")},
		{"a login page itself", chain("https://ex.org/login", 302, "https://ex.org/login/start"), says(live.Live, "200 OK")},
		{"a page about 404", chain("https://ex.org/wiki/404", 302, "https://ex.org/en/wiki/404"), says(live.Live, "200 OK")},
		{"a page about challenges", with(status(200), article("<code>window._cf_chl_opt</code>")), says(live.Live, "200 OK")},
		{"a short page about challenges", with(status(200), "<p>Look for <code>_cf_chl_opt</code>.</p>"), says(live.Live, "200 OK")},
		{"a page with a challenge for its form", with(status(200), article(`<form><div id="px-captcha"></div></form>`)), says(live.Live, "200 OK")},
		{"a page in Chinese with a challenge for its form", with(status(200), strings.Repeat("港务局那年春天开了两次会", 60)+`<div id="px-captcha"></div>`), says(live.Live, "200 OK")},
		{"a page that Cloudflare watches", with(status(200), script(`a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'`), "cf-ray", "1", "server", "cloudflare"), says(live.Live, "200 OK")},
		{"a phrase alone", with(status(200), "<title>Tides</title><p>Checking your browser"), says(live.Live, "200 OK")},
	},
	// No heuristic decides on these.
	"": {
		{"not visited", web.Page{URL: deep}, says(live.Undecided, "not visited")},
		{"400", status(400), says(live.Undecided, "status 400, which tells nothing of the page")},
		{"405", status(405), says(live.Undecided, "status 405, which tells nothing of the page")},
		{"407, which is the proxy's", status(407), says(live.Undecided, "status 407, which tells nothing of the page")},
	},
}

// behind is a page that was seen behind a certificate that does not hold.
func behind(kind web.FailureKind, code int) web.Page {
	p := status(code)
	p.Insecure = &web.Failure{Kind: kind, Detail: "as seen"}
	return p
}

func refusedAfterMove() web.Page {
	p := chain(deep, 301, "https://ex.org/t")
	p.Status = 403
	return p
}

func TestDiagnose(t *testing.T) {
	for by, list := range cases {
		for _, c := range list {
			t.Run(by+"/"+c.name, func(t *testing.T) {
				c.want.By = by
				require.Equal(t, c.want, live.Diagnose(&c.page))
			})
		}
	}
}

func TestEveryHeuristicHasCases(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	names := map[string]bool{"": true}
	for _, h := range live.Heuristics {
		require.Regexp(t, kebab, h.Name)
		require.False(t, names[h.Name], "two heuristics are called %s", h.Name)
		names[h.Name] = true
		if h.Name != "unregistered" { // which has a test of its own
			require.NotZero(t, len(cases[h.Name])+len(judgements[h.Name]), "%s has no case", h.Name)
		}
		require.True(t, strings.HasSuffix(h.Summary, "."), "%s has no summary", h.Name)
		require.NotNil(t, h.Decide)
	}
	for name := range cases {
		require.True(t, names[name], "cases for %s, which is no heuristic", name)
	}
	for name := range judgements {
		require.True(t, names[name], "cases for %s, which is no heuristic", name)
	}
}

// Only these states may fail a run by default, so that no other kind of evidence may lead to them.
func TestOnlyConfirmedLossIsGone(t *testing.T) {
	for code := 100; code <= 999; code++ {
		p := status(code)
		gone := live.Diagnose(&p).State == live.Gone
		require.Equal(t, code == 404 || code == 410, gone, "status %d", code)
	}
}

func FuzzDiagnose(f *testing.F) {
	f.Add(deep, "https://ex.org/", 301, 200, script("_cf_chl_opt"))
	f.Add("http://[::1/#x", "#", 308, 404, `<iframe src="/_Incapsula_Resource?SWUDNSAI=`)
	f.Add("://", "%zz?#!", 302, 204, "<script>px-captcha<style></style")
	f.Fuzz(func(t *testing.T, url, to string, hopStatus, code int, body string) {
		p := with(chain(url, hopStatus, to), body, "Content-Type", "text/html")
		p.Status = code
		sibling := with(chain(url), body, "Content-Type", "text/html")
		e := &live.Evidence{Page: &p, Sibling: &sibling, Cited: live.Cited{Titles: []string{to}, Authors: []string{url}, Words: body}}
		d := e.Diagnose()
		require.NotEmpty(t, d.State)
		require.NotEmpty(t, d.Because)
		require.Equal(t, d.State == live.Moved, d.To != "")
	})
}

func BenchmarkDiagnose(b *testing.B) {
	for _, c := range []struct{ name, body string }{
		{"article", strings.Repeat(article(""), 30)},
		{"script", script(strings.Repeat(`{"title":"Tide","by":"Ana Ruiz","px":1,"captcha":false,"_s":["/a","/b"]},`, 1500))},
	} {
		b.Run(c.name, func(b *testing.B) {
			page := with(chain("http://ex.org/t", 301, "https://ex.org/t"), c.body)
			b.ReportAllocs()
			for b.Loop() {
				live.Diagnose(&page)
			}
		})
	}
}

// An address that leads to nothing but itself in https:// is told apart, since it can be written so.
func TestEncrypted(t *testing.T) {
	for _, c := range []struct {
		url, final string
		want       bool
	}{
		{"http://review.example/tide#2", "https://review.example/tide", true},
		{"HTTP://review.example/tide", "https://review.example/tide", true},
		{"http://review.example/tide", "http://review.example/tide", false},
		{"http://review.example/tide", "https://www.review.example/tide", false},
		{"http://review.example/tide", "https://review.example/tide/", false},
		{"https://review.example/tide", "https://review.example/tide", false},
	} {
		p := &web.Page{URL: c.url, Final: c.final, Status: 200}
		require.Equal(t, c.want, live.Diagnose(p).Encrypted, c.url+" "+c.final)
		p.Status = 404
		require.False(t, live.Diagnose(p).Encrypted)
	}
}
