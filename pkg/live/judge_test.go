package live_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

// judgement is a page in HTML and what must be said of it, given what it is cited as and what its server says to an
// address that nobody has made.
type judgement struct {
	name string
	// url is what is cited, deep if empty; hops are as in chain.
	url  string
	hops []any
	html string
	// sibling is that page; none if empty.
	sibling string
	title   string
	want    live.State
}

const (
	tides  = "Tide Tables of the Old Harbour"
	filler = "<p>The gauge at the quay was read twice a day and the readings were copied into a ledger by the clerk of the pilot.</p>"
)

func titled(title, body string) string {
	return `<html lang="en"><head><title>` + title + "</title></head><body>" + body + "</body></html>"
}

var judgements = map[string][]judgement{
	"captcha": {
		{name: "two phrases", html: titled("Just a moment...", "<p>Checking your browser before you go on."), want: live.Blocked},
		{name: "a phrase and a mark", html: titled("Robot check", `<div class="g-recaptcha"></div>`), want: live.Blocked},
	},
	"parked": {
		{name: "by its code", html: titled("tide.example", `<script src="https://x.sedoparking.com/a.js"></script><p>Related searches`), want: live.Parked},
		{name: "by its words", html: titled("tide.example is for sale", "<p>Buy this domain today."), want: live.Parked},
		{name: "suspended", html: titled("Account Suspended", "<p>This account has been suspended."), want: live.Parked},
		{name: "the server's own page", html: "<h1>It works!</h1>", want: live.Parked},
	},
	"login": {
		{name: "in place", html: titled("Sign in", `<input name="n"><input type="password">`), want: live.Walled},
	},
	"gate": {
		{name: "consent", html: titled("Before you continue", "<p>We use cookies. <button>Accept all</button>"), want: live.Walled},
		{name: "age", html: titled("Age check", "<p>Are you over 18? You must be 18 to enter."), want: live.Walled},
	},
	"paywall": {
		{name: "a teaser", title: tides, html: titled(tides, filler+"<p>Subscribe to continue reading. Already a subscriber?"), want: live.Walled},
	},
	"not-found": {
		{name: "title and heading", html: titled("404 Not Found", "<h1>Not Found</h1>"), want: live.Soft404},
		{name: "title and a missing citation", title: tides, html: titled("Page not found", "<p>Try the archive."), want: live.Soft404},
		{name: "in a folder of numbers", url: "https://ex.org/news/77121", html: titled("Seite nicht gefunden", "<h1>Seite nicht gefunden</h1>"), want: live.Soft404},
	},
	"same-for-all": {
		{name: "one page", title: tides, html: titled("Coast Mutual", filler), sibling: titled("Coast Mutual", filler), want: live.Soft404},
		{name: "with numbers", title: tides, html: titled("Coast Mutual", filler+filler+"<p>17 ms"), sibling: titled("Coast Mutual", filler+filler+"<p>9 ms"), want: live.Soft404},
	},
	"empty-search": {
		{name: "by a redirect", hops: []any{302, "https://ex.org/search?q=tide"}, html: titled("Search", "<p>No results."), want: live.Soft404},
	},
	"script-redirect": {
		{name: "to the home page", title: tides, html: `<script>window.location = "/";</script>`, want: live.Undecided},
	},
	"drifted": {
		{name: "another subject", title: tides, html: titled("Lucky Palace", strings.Repeat("<p>Play the best slots and claim the bonus of free spins for all winners today.</p>", 9)), want: live.Drifted},
	},
	"fragment": {
		{name: "missing", url: deep + "#wharf", html: titled(tides, `<h2 id="gauge">Gauge</h2>`+filler), want: live.Fragment},
		{name: "a quotation that is missing", url: deep + "#:~:text=white%20whale", html: titled(tides, filler), want: live.Fragment},
		{name: "a place that a script may make", url: deep + "#wharf", html: titled(tides, filler+"<script>go('wharf')</script>"), want: live.Undecided},
	},
	"redirected-home": {
		{name: "of a short link", url: "https://bit.ly/3xTq", hops: []any{301, "https://ex.org/"}, html: titled("Harbour", filler), want: live.Undecided},
	},
	"success": {
		{name: "an article about refusals", title: "Are You a Robot?", html: titled("Are You a Robot?", strings.Repeat(filler, 5)+"<p>Verify that you are human, it said."), want: live.Live},
		{name: "a phrase for sale", html: titled("A house is for sale", strings.Repeat(filler, 8)), want: live.Live},
		{name: "a login beside a text", html: titled(tides, `<input type="password"> Log in`+strings.Repeat(filler, 4)), want: live.Live},
		{name: "not found, in a title that is cited", title: "The Lost Ledger Was Not Found", html: titled("The Lost Ledger Was Not Found", "<h1>The Lost Ledger Was Not Found</h1>"+filler), want: live.Live},
		{name: "a long page about what is missing", html: titled("Not found: the lost ledgers", strings.Repeat(filler, 8)), want: live.Live},
		{name: "an address about errors", url: "https://ex.org/docs/404", html: titled("404 Not Found", "<h1>404 Not Found</h1><p>The page could not be found."), want: live.Live},
		{name: "unlike its sibling", title: "Another Name", html: titled("Coast Mutual", filler), sibling: titled("Coast Mutual", "<p>Nothing to see."), want: live.Live},
		{name: "like its sibling, and cited", title: tides, html: titled(tides, filler), sibling: titled(tides, filler), want: live.Live},
		{name: "like its sibling, and by the author", title: tides, html: titled("Old papers", filler+"<p>By Ana Ruiz"), sibling: titled("Old papers", filler+"<p>By Ana Ruiz"), want: live.Live},
		{name: "a home page like its sibling", url: "https://ex.org/", title: "The Board", html: titled("Coast Mutual", filler), sibling: titled("Coast Mutual", filler), want: live.Live},
		{name: "made by scripts", title: tides, html: titled("App", `<div id="root"></div><script src="a.js"></script>`), sibling: titled("App", `<div id="root"></div><script src="a.js"></script>`), want: live.Live},
		{name: "made by scripts that look where they are", title: tides, html: titled("App", `<div id="root"></div><script>if (x) window.location = "/old"</script>`), want: live.Live},
		{name: "a title in translation", title: tides, html: `<html lang="es"><title>Mareas</title>` + strings.Repeat("<p>El nivel del agua se midió dos veces al día y se conserva en la aduana.</p>", 9), want: live.Live},
		{name: "a place", url: deep + "#h%C3%B6he", html: titled(tides, `<h2 id="höhe">x</h2>`+filler), want: live.Live},
		{name: "a quotation", url: deep + "#:~:text=read%20twice,the%20clerk", html: titled(tides, filler), want: live.Live},
		{name: "sent home, where the document is", title: tides, hops: []any{302, "https://ex.org/"}, html: titled(tides, filler), want: live.Live},
	},
}

func TestJudge(t *testing.T) {
	for by, list := range judgements {
		for _, c := range list {
			t.Run(by+"/"+c.name, func(t *testing.T) {
				d := c.evidence().Diagnose()
				require.Equal(t, c.want, d.State, "%s: %s", d.By, d.Because)
				require.Equal(t, by, d.By)
				require.NotEmpty(t, d.Because)
			})
		}
	}
}

func (c judgement) evidence() *live.Evidence {
	if c.url == "" {
		c.url = deep
	}
	page := with(chain(c.url, c.hops...), c.html, "Content-Type", "text/html; charset=utf-8")
	e := &live.Evidence{Page: &page}
	if c.title != "" {
		e.Cited = live.Cited{Titles: []string{c.title}, Authors: []string{"Ruiz"}, Words: "Ana Ruiz, “" + c.title + "”"}
	}
	if c.sibling != "" {
		sibling := with(web.Page{URL: "https://ex.org/2021/xqz", Final: "https://ex.org/2021/xqz", Status: 200}, c.sibling, "Content-Type", "text/html")
		e.Sibling = &sibling
	}
	return e
}

func TestSibling(t *testing.T) {
	for address, want := range map[string]string{
		"https://ex.org/2021/tide.html#part": `^https://ex\.org/2021/[b-z]{6}-[b-z]{6}-[b-z]{4}\.html$`,
		"https://ex.org/p/1234":              `^https://ex\.org/p/[1-9]{9}$`,
		"https://ex.org/a/b/":                `^https://ex\.org/a/[b-z-]{18}/$`,
		"https://ana@ex.org/?p=12":           `^https://ex\.org/\?p=[1-9]{9}$`,
		"https://ex.org/a?id=x&n=7":          `^https://ex\.org/a\?id=[b-z-]{18}&n=[1-9]{9}$`,
	} {
		got, ok := live.Sibling(address)
		require.True(t, ok, address)
		require.Regexp(t, want, got)
		again, _ := live.Sibling(address)
		require.Equal(t, got, again)
	}
	for _, address := range []string{"https://ex.org", "https://ex.org/index.html", "https://ex.org/en/", "mailto:a@b.org", "https://ex.org/?a"} {
		_, ok := live.Sibling(address)
		require.False(t, ok, address)
	}
	one, _ := live.Sibling("https://ex.org/news/one-title")
	two, _ := live.Sibling("https://ex.org/news/another-title")
	require.Equal(t, one, two, "addresses of one folder and shape share a sibling")
}

func TestDoubt(t *testing.T) {
	for _, c := range []struct {
		name string
		judgement
		doubt bool
	}{
		{"bears its title", judgement{title: tides, html: titled(tides, filler)}, false},
		{"bears the words of its address", judgement{url: "https://ex.org/old-ledgers", html: titled("Old ledgers", filler)}, false},
		{"bears nothing", judgement{title: tides, html: titled("Coast Mutual", filler)}, true},
		{"says nothing", judgement{url: "https://ex.org/p/7", html: titled("Coast Mutual", filler)}, true},
		{"a home page", judgement{url: "https://ex.org/", title: tides, html: titled("Coast Mutual", filler)}, false},
		{"decided without", judgement{title: tides, html: titled("Page not found", "<h1>Page not found</h1>")}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, ok := c.evidence().Doubt()
			require.Equal(t, c.doubt, ok)
		})
	}
}

func TestTheRegistryOfDOIsIsAWitness(t *testing.T) {
	const address = "https://doi.org/10.1234/tide.7"
	refused := chain(address, 302, "https://press.example/tide")
	refused.Status = 403
	e := &live.Evidence{Page: &refused}
	witness, ok := e.Witness()
	require.True(t, ok)
	require.Equal(t, "https://doi.org/api/handles/10.1234/tide.7", witness)
	for body, want := range map[string]live.Diagnosis{
		`{"responseCode":100,"handle":"10.1234/tide.7"}`: {State: live.Gone, By: "unregistered", Because: "no such DOI is registered"},
		`{"responseCode":1,"values":[]}`: {
			State: live.Blocked, By: "refused", Because: "the server refuses programs (403 Forbidden); the DOI is registered",
		},
		`{"responseCode":2}`: {State: live.Blocked, By: "refused", Because: "the server refuses programs (403 Forbidden)"},
		"<html>":             {State: live.Blocked, By: "refused", Because: "the server refuses programs (403 Forbidden)"},
	} {
		handle := with(status(200), body, "Content-Type", "application/json")
		e := &live.Evidence{Page: &refused, Handle: &handle}
		require.Equal(t, want, e.Diagnose(), body)
	}
	for _, other := range []string{"https://doi.org/", "https://doi.org/about", "https://press.example/10.1234/tide.7"} {
		p := status(403)
		p.URL = other
		_, ok := (&live.Evidence{Page: &p}).Witness()
		require.False(t, ok, other)
	}
	there := chain(address, 302, "https://press.example/tide")
	_, ok = (&live.Evidence{Page: &there}).Witness()
	require.False(t, ok, "a page that is there needs no witness")
}
