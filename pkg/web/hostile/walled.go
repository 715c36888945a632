package hostile

// walled are pages that are withheld from those who have not paid, logged in or agreed.
var walled = []Case{
	{Name: "401-with-a-realm", Want: "walled", Answer: whatever(sent(401, "", "WWW-Authenticate", `Basic realm="Staff"`)), Most: 1},
	{Name: "401-by-the-system", Want: "walled", Answer: whatever(sent(401, "", "WWW-Authenticate", `Negotiate`)), Most: 1},
	{Name: "402", Want: "walled", Answer: whatever(bare(402)), Most: 1},
	{Name: "451", Want: "walled", Answer: whatever(bare(451)), Most: 1},
	{Name: "login-redirect", Want: "walled", Answer: at(paths{"/login": page(200, document("Log in", loginForm)), "*": leads(302, "/login?next=/2021")})},
	{Name: "login-redirect-to-another-host", Want: "walled", Answer: other(leads(302, "OTHER/sso/start"), whatever(page(200, document("Sign in", loginForm))))},
	{Name: "login-in-place", Want: "walled", Answer: whatever(page(200, site("Log in", loginForm)))},
	{Name: "login-in-place-here-only", Want: "walled", Answer: here(page(200, site("Members only", "<p>Please log in to read this article.</p>"+loginForm)))},
	{Name: "login-at-the-home-page", Want: "walled", Answer: at(paths{"/": page(200, document("Sign in to the portal", loginForm)), "*": leads(302, "/?return=/2021")})},
	{Name: "login-in-german", Want: "walled", Answer: whatever(page(200, documentIn("de", "Anmeldung", `<h1>Anmelden</h1><form method="post"><input name="n"><input type="password" name="p"><button>Anmelden</button></form>`)))},
	{Name: "login-by-others", Want: "walled", Answer: whatever(page(200, document("Sign in", "<h1>Sign in</h1><p>Please sign in to continue.</p><button>Sign in with Harbour ID</button>")))},
	{Name: "consent-redirect", Want: "walled", Answer: at(paths{deep: leads(302, "/consent?continue=/2021"), "/consent": page(200, document("Before you continue", "<h1>Before you continue</h1><p>We use cookies and data.</p><form><button>Accept all</button><button>Reject all</button></form>"))})},
	{Name: "consent-in-place", Want: "walled", Answer: whatever(page(200, document("Your privacy", `<h1>We value your privacy</h1><p>We and our partners store cookies. Agree to go on to the site.</p><form action="/consent"><button>Accept all</button><button>Manage options</button></form>`)))},
	{Name: "paywall-with-a-teaser", Want: "walled", Answer: here(page(200, site(Title, "<h1>"+Title+"</h1><p>"+sentences[0]+`</p><div class="paywall"><h2>Subscribe to continue reading</h2><p>Already a subscriber? Log in.</p></div>`)))},
	{Name: "paywall-by-its-markup", Want: "walled", Answer: here(page(200, site(Title, `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"`+Title+`","isAccessibleForFree":false}</script><h1>`+Title+"</h1><p>"+sentences[1]+"</p><p>This article is for subscribers.</p>")))},
	{Name: "abstract-for-money", Want: "walled", Answer: here(page(200, site(Title, "<h1>"+Title+"</h1><h2>Abstract</h2><p>"+sentences[2]+`</p><div id="access-options"><h2>Get access</h2><p>Buy article for 39.95. Institutional login.</p></div>`)))},
	{Name: "age-gate", Want: "walled", Answer: whatever(page(200, document("Age check", `<h1>Are you over 18?</h1><p>You must be 18 years or older to enter this site.</p><form><button>Yes</button><button>No</button></form>`)))},
	{Name: "not-in-your-region", Want: "walled", Answer: whatever(page(200, document("Unavailable", "<h1>Not available in your region</h1><p>We are unable to offer this content in your country at this time.</p>")))},
}
