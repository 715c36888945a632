package hostile

import (
	"net/http"
	"strings"
	"time"
)

// live are sound pages, many of which look like something else.
var live = []Case{
	{Name: "plain", Want: "live", Answer: here(sound), Most: 1},
	{Name: "no-title-in-the-citation", Want: "live", Title: "-", Answer: here(sound)},
	{Name: "home-page", Want: "live", Link: "/", Title: "Harbour Review", Answer: at(paths{"/": page(200, site("Harbour Review", prose(3)))})},
	{Name: "home-page-for-an-article", Want: "live", Link: "", Answer: here(sound)},
	{Name: "home-page-without-its-title", Want: "live", Link: "/", Title: "A Letter to the Friends of the Quay", Answer: whatever(page(200, site("Harbour Review", prose(3))))},
	{Name: "home-page-by-its-file", Want: "live", Link: "/index.html", Title: "-", Answer: at(paths{"/index.html": leads(301, "/"), "/": page(200, site("Harbour Review", prose(3)))})},
	{Name: "home-page-in-a-language", Want: "live", Link: "/", Title: "-", Answer: at(paths{"/": leads(302, "/de/"), "/de/": page(200, documentIn("de", "Hafenblatt", prose(3)))})},
	{Name: "one-page-site", Want: "live", Link: "/", Title: "-", Answer: whatever(page(200, document("The Old Quay", "<h1>The Old Quay</h1>"+prose(1))))},
	{Name: "head-is-not-found", Want: "live", Answer: needs(isGet, here(sound), bare(404))},
	{Name: "head-is-not-allowed", Want: "live", Answer: needs(isGet, here(sound), bare(405))},
	{Name: "article-about-404", Want: "live", Title: "What a 404 Error Is, and How to Fix “Page Not Found”", Answer: here(page(200, about404))},
	{Name: "article-about-404-without-a-title", Want: "live", Title: "-", Answer: here(page(200, about404))},
	{Name: "status-codes", Want: "live", Title: "HTTP status codes", Link: "/docs/404-not-found", Answer: at(paths{"/docs/404-not-found": page(200, statusCodes)})},
	{Name: "status-code-404-reference", Want: "live", Title: "404 Not Found", Link: "/docs/status/404", Answer: at(paths{"/docs/status/404": page(200, reference404)})},
	{Name: "says-not-found-once", Want: "live", Answer: here(page(200, site(Title, "<h1>"+Title+"</h1>"+prose(3)+"<p>The third ledger was not found.</p>")))},
	{Name: "specification-with-removals", Want: "live", Title: "Tide Gauge Protocol", Answer: here(page(200, specification))},
	{Name: "about-domains-for-sale", Want: "live", Title: "Who Buys a Domain That Is for Sale?", Answer: here(page(200, aboutParking))},
	{Name: "about-captchas", Want: "live", Title: "Verify That You Are Human", Answer: here(page(200, site("Verify That You Are Human", "<h1>Verify That You Are Human</h1>"+prose(5)+"<p>Look for <code>g-recaptcha</code>.</p>")))},
	{Name: "login-form-beside-the-text", Want: "live", Answer: here(page(200, site(Title, `<form action="/login"><input name="user"><input type="password" name="p"><button>Log in</button></form><h1>`+Title+"</h1>"+prose(4))))},
	{Name: "cookie-banner", Want: "live", Answer: here(page(200, site(Title, `<div class="cookie-consent"><p>We value your privacy. We use cookies.</p><button>Accept all</button></div><h1>`+Title+"</h1>"+prose(4))))},
	{Name: "same-template-as-the-error-page", Want: "live", Answer: at(paths{
		deep: page(200, site(Title, "<h1>"+Title+"</h1><p>The tables are kept in the reading room and can be seen on weekdays.</p>")),
		"*":  page(404, site("Page not found", "<h1>Page not found</h1><p>Try the archive.</p>")),
	})},
	{Name: "real-page-on-a-site-with-soft-404s", Want: "live", Answer: at(paths{deep: sound, "*": page(200, site("Not found", "<h1>Sorry</h1><p>We cannot find that page.</p>"))})},
	{Name: "real-short-page-on-a-site-with-soft-404s", Want: "live", Title: "-", Link: "/p/81734", Answer: at(paths{
		"/p/81734": page(200, document("Opening hours", "<h1>Opening hours</h1><p>The reading room opens at nine on weekdays and at ten on Saturdays.</p>")),
		"*":        page(200, document("Harbour Review", "<h1>Harbour Review</h1><p>Welcome to the review. Choose one of our sections to begin.</p>")),
	})},
	{Name: "real-page-on-a-site-that-sends-others-home", Want: "live", Answer: at(paths{deep: sound, "/": page(200, site("Harbour Review", prose(2))), "*": leads(302, "/")})},
	{Name: "another-headline", Want: "live", Answer: here(page(200, titled("What the Ledgers Say of the Old Harbour")))},
	{Name: "title-in-translation", Want: "live", Title: "Tide Tables", Answer: here(page(200, documentIn("es", "Las mareas del puerto viejo", "<h1>Las mareas del puerto viejo</h1>"+strings.Repeat("<p>El nivel del agua se midió dos veces al día y el registro se conserva en la aduana, con la hora y el viento.</p>", 8))))},
	{Name: "script-builds-the-page", Want: "live", Answer: whatever(page(200, `<!DOCTYPE html><html><head><title>Harbour Review</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>`))},
	{Name: "no-title-at-all", Want: "live", Title: "-", Link: "/~ruiz/tides.html", Answer: at(paths{"/~ruiz/tides.html": page(200, "<p>"+sentences[0]+"<p>"+sentences[3])})},
	{Name: "short-page", Want: "live", Answer: here(page(200, document(Title, "<p>See the shelf by the door.</p>")))},
	{Name: "query-tells-pages-apart", Want: "live", Link: "/article?id=2", Answer: byQuery},
	{Name: "wants-a-browsers-accept", Want: "live", Answer: needs(accepts("text/html"), here(sound), bare(406))},
	{Name: "wants-a-language", Want: "live", Answer: needs(has("Accept-Language"), here(sound), bare(403))},
	{Name: "wants-an-agent", Want: "live", Answer: needs(has("User-Agent"), here(sound), bare(403))},
	{Name: "refuses-one-manner", Want: "live", Answer: needs(plainAgent, here(sound), bare(403)), Most: 3},
	{Name: "not-found-for-one-manner", Want: "live", Answer: needs(plainAgent, here(sound), bare(404)), Most: 3},
	{Name: "cookie-after-a-refusal", Want: "live", Answer: here(needs(cookie("seen"), sound, setsCookie("seen", bare(403)))), Most: 2},
	{Name: "tiny-and-everywhere", Want: "live", Answer: whatever(page(200, "<html><body>ok</body></html>")), Most: 3},
	{Name: "interstate-410", Want: "live", Title: "-", Link: "/p/7", Answer: at(paths{"/p/7": page(200, document("Interstate 410", "<h1>Interstate 410</h1><p>The road leads round the city.</p>"))})},
	{Name: "not-available-in-a-headline", Want: "live", Title: "-", Link: "/p/8", Answer: at(paths{"/p/8": page(200, document("Vaccines Not Available in Rural Areas", "<h1>Vaccines Not Available in Rural Areas</h1><p>The county has no doctor.</p>"))})},
	{Name: "page-named-404-in-short", Want: "live", Title: "404 Not Found - HTTP | Docs", Link: "/docs/p7", Answer: at(paths{"/docs/p7": page(200, document("404 Not Found - HTTP | Docs", "<h1>404 Not Found</h1><p>The page cannot be found, says the server.</p>"))})},
	{Name: "cookie-bounce", Want: "live", Answer: here(cookieBounce), Most: 3},
	{Name: "cookie-bounce-over-a-page", Want: "live", Answer: at(paths{deep: needs(cookie("seen"), sound, leads(302, "/check")), "/check": setsCookie("seen", leads(302, deep))}), Most: 4},
	{Name: "slow", Want: "live", Answer: here(waits(300*time.Millisecond, sound))},
	{Name: "partial-content", Want: "live", Answer: here(page(206, essay()))},
	{Name: "non-authoritative", Want: "live", Answer: here(page(203, essay()))},
	{Name: "pdf", Want: "live", Link: "/tides.pdf", Answer: at(paths{"/tides.pdf": sent(200, pdf(3), "Content-Type", "application/pdf")})},
	{Name: "pdf-landing-page", Want: "live", Link: "/tides.pdf", Answer: at(paths{"/tides.pdf": page(200, site(Title, "<h1>"+Title+`</h1><p>By Ana Ruiz</p><a href="/files/1">Download</a>`+prose(1)))})},
	{Name: "text", Want: "live", Link: "/tides.txt", Answer: at(paths{"/tides.txt": sent(200, strings.Join(sentences[:], "\n"), "Content-Type", "text/plain")})},
	{Name: "text-that-says-404", Want: "live", Link: "/log.txt", Title: "-", Answer: at(paths{"/log.txt": sent(200, "404 Not Found\n403 Forbidden\n", "Content-Type", "text/plain")})},
	{Name: "json", Want: "live", Link: "/tides.json", Title: "-", Answer: at(paths{"/tides.json": sent(200, `{"error":null,"tides":[1,2]}`, "Content-Type", "application/json")})},
	{Name: "image", Want: "live", Link: "/chart.png", Title: "-", Answer: at(paths{"/chart.png": sent(200, "\x89PNG\r\n\x1a\n", "Content-Type", "image/png")})},
	{Name: "search-that-is-cited", Want: "live", Link: "/search?q=tide", Title: "-", Answer: at(paths{"/search": page(200, site("Search", "<h1>Search</h1><p>12 results for tide</p>"+prose(2)))})},
	{Name: "login-page-that-is-cited", Want: "live", Link: "/login", Title: "Log in to Harbour Review", Answer: at(paths{"/login": page(200, document("Log in to Harbour Review", loginForm))})},
}

const loginForm = `<h1>Log in</h1><form method="post" action="/session"><label>Name <input name="user"></label>` +
	`<label>Password <input type="password" name="password"></label><button>Log in</button></form>`

var about404 = site("What a 404 Error Is, and How to Fix “Page Not Found”", "<h1>What a 404 Error Is, and How to Fix “Page Not Found”</h1>"+
	"<p>A 404 says that the page you are looking for cannot be found. The page may have been removed, or its address is wrong.</p>"+prose(5))

var reference404 = site("404 Not Found", "<h1>404 Not Found</h1><p>The <strong>404 Not Found</strong> status tells that the server knows no page "+
	"at the address. It says nothing of whether that is for good.</p><h2>Syntax</h2><pre>404 Not Found</pre><h2>See also</h2><ul><li>410 Gone</li></ul>"+prose(2))

var statusCodes = site("HTTP status codes", "<h1>HTTP status codes</h1><h2>403 Forbidden</h2><p>The server understands the request and refuses it.</p>"+
	"<h2>404 Not Found</h2><p>The page you requested could not be found.</p><h2>410 Gone</h2><p>It is no longer available.</p>"+prose(4))

var specification = site("Tide Gauge Protocol", "<h1>Tide Gauge Protocol</h1>"+prose(8)+
	"<h2>Changes</h2><p>The field named bar has been removed. The page of errata is no longer available.</p>"+prose(4))

var aboutParking = site("Who Buys a Domain That Is for Sale?", "<h1>Who Buys a Domain That Is for Sale?</h1>"+
	"<p>“This domain is for sale”, says the page; “buy this domain”, says the button below it.</p>"+prose(5))

func isGet(r *http.Request) bool { return r.Method == http.MethodGet }

func has(name string) func(*http.Request) bool {
	return func(r *http.Request) bool { return r.Header.Get(name) != "" }
}

func accepts(kind string) func(*http.Request) bool {
	return func(r *http.Request) bool { return strings.Contains(r.Header.Get("Accept"), kind) }
}

// plainAgent is for servers that know browsers by their names and mistrust what only looks like one.
func plainAgent(r *http.Request) bool {
	return !strings.HasPrefix(r.Header.Get("User-Agent"), "Mozilla/") && r.Header.Get("User-Agent") != ""
}

func cookie(name string) func(*http.Request) bool {
	return func(r *http.Request) bool { _, err := r.Cookie(name); return err == nil }
}

func setsCookie(name string, then Answer) Answer {
	return func(v *Visit) {
		v.Header().Add("Set-Cookie", name+"=1; Path=/; HttpOnly")
		then(v)
	}
}

func cookieBounce(v *Visit) { needs(cookie("seen"), sound, setsCookie("seen", leads(302, deep)))(v) }

func byQuery(v *Visit) {
	if v.Request.URL.Path == "/article" && v.Request.URL.RawQuery == "id=2" {
		sound(v)
		return
	}
	missing(v)
}
