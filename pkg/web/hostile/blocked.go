package hostile

// blocked are servers that refuse programs; whether the page is there, they do not say.
var blocked = []Case{
	{Name: "403", Want: "blocked", Answer: whatever(bare(403))},
	{Name: "403-with-a-page", Want: "blocked", Answer: whatever(page(403, document("Forbidden", "<h1>Forbidden</h1><p>You don’t have permission to access this resource.</p>")))},
	{Name: "403-that-says-not-found", Want: "blocked", Answer: whatever(page(403, document("Not found", "<h1>Page not found</h1>")))},
	{Name: "401-without-a-realm", Want: "blocked", Answer: whatever(bare(401))},
	{Name: "406", Want: "blocked", Answer: whatever(bare(406))},
	{Name: "418", Want: "blocked", Answer: whatever(bare(418))},
	{Name: "999", Want: "blocked", Answer: whatever(bare(999))},
	{Name: "403-behind-a-redirect", Want: "blocked", Answer: at(paths{deep: leads(301, "/tides"), "/tides": bare(403)}), Most: 5},
	{Name: "429-that-stays", Want: "blocked", Answer: whatever(bare(429)), Most: 4},
	{Name: "429-for-an-hour", Want: "blocked", Answer: whatever(sent(429, "", "Retry-After", "3600")), Most: 1},
	{Name: "429-until-next-year", Want: "blocked", Answer: whatever(sent(429, "", "Retry-After", "Fri, 31 Dec 2099 23:59:59 GMT")), Most: 1},
	{Name: "challenge-403", Want: "blocked", Answer: whatever(challenge(403)), Most: 1},
	{Name: "challenge-503", Want: "blocked", Answer: whatever(challenge(503)), Most: 1},
	{Name: "challenge-200", Want: "blocked", Answer: whatever(challenge(200)), Most: 1},
	{Name: "challenge-202", Want: "blocked", Answer: whatever(page(202, document("Just a moment...", `<div id="sec-if-cpt-container"></div><script src="/a.js"></script>`))), Most: 1},
	{Name: "challenge-404", Want: "blocked", Answer: whatever(challenge(404)), Most: 1},
	{Name: "challenge-by-header", Want: "blocked", Answer: whatever(sent(403, "", "Cf-Mitigated", "challenge")), Most: 1},
	{Name: "captcha-200", Want: "blocked", Answer: whatever(page(200, document("Security check", `<h1>Please verify that you are human</h1><form method="post"><div class="g-recaptcha" data-sitekey="x"></div><button>Go on</button></form>`)))},
	{Name: "captcha-200-here-only", Want: "blocked", Answer: here(page(200, document("Are you a robot?", `<h1>Are you a robot?</h1><p>We have detected unusual traffic from your network.</p><div class="h-captcha"></div>`)))},
	{Name: "slide-captcha-in-chinese", Want: "blocked", Answer: whatever(page(200, documentIn("zh", "安全验证", `<div id="captcha"></div><p>请完成安全验证</p><script src="/c.js"></script>`)))},
	{Name: "denied-200", Want: "blocked", Answer: whatever(page(200, document("Access Denied", "<h1>Access Denied</h1><p>You don’t have permission to access this page on this server.</p><p>Reference #18.5e2c1502.1619</p>")))},
	{Name: "rejected-200", Want: "blocked", Answer: whatever(page(200, document("Request Rejected", "The requested URL was rejected. Please consult with your administrator.<br>Your support ID is: 1762"))), Most: 1},
	{Name: "denied-200-for-robots", Want: "blocked", Answer: whatever(page(200, document("Harbour Review", "<p>Your request has been blocked. Automated access is not allowed.</p><p>Incident 1762-99.</p>")))},
	{Name: "enable-javascript-and-cookies", Want: "blocked", Answer: whatever(page(200, document("Checking your browser", `<p>Checking your browser before accessing the site. Please enable JavaScript and cookies to continue.</p><script src="/x.js"></script>`)))},
	{Name: "cookie-by-script", Want: "blocked", Answer: whatever(page(200, `<html><body><script>document.cookie="k=1;path=/";location.reload();</script></body></html>`)), Most: 1},
	{Name: "redirect-to-a-captcha", Want: "blocked", Answer: at(paths{deep: leads(302, "/captcha?back=/2021"), "/captcha": page(200, document("Captcha", `<p>Type the letters that you see.</p><img src="/captcha.png"><input name="captcha">`))}), Most: 4},
}

func challenge(status int) Answer {
	return page(status, document("Just a moment...", `<noscript>Enable JavaScript and cookies to continue</noscript><script>window._cf_chl_opt={cvId:'3'};</script>`))
}
