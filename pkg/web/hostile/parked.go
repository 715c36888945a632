package hostile

// parked are domains on which nobody's site is left.
var parked = []Case{
	{Name: "parked-for-sale", Want: "parked", Answer: whatever(page(200, document("tidewatch.example is for sale", `<h1>tidewatch.example</h1><p>This domain is for sale. Make an offer.</p><a href="https://broker.example/buy">Buy this domain</a>`)))},
	{Name: "parked-for-sale-home", Want: "parked", Link: "/", Answer: whatever(page(200, document("tidewatch.example is for sale", `<h1>tidewatch.example</h1><p>This domain is for sale. Make an offer.</p><a href="https://broker.example/buy">Buy this domain</a>`)))},
	{Name: "parked-with-listings", Want: "parked", Answer: whatever(page(200, document("tidewatch.example", `<script src="https://www.google.com/adsense/domains/caf.js"></script><p>Related searches</p><ul><li>Cheap flights</li><li>Insurance</li></ul><p>The domain owner may be selling this domain.</p>`)))},
	{Name: "parked-behind-a-redirect", Want: "parked", Answer: other(leads(302, "OTHER/lander?d=tidewatch.example"), at(paths{"/lander": page(200, document("tidewatch.example - This website is for sale!", `<p>Buy this domain.</p><script src="https://img.sedoparking.com/js/a.js"></script>`))})), Most: 4},
	{Name: "parked-expired", Want: "parked", Answer: whatever(page(200, document("Domain expired", `<h1>This domain has expired</h1><p>If you are the owner, renew it at your registrar.</p>`)))},
	{Name: "parked-at-a-registrar", Want: "parked", Answer: whatever(page(200, document("Parked domain", `<h1>This domain is parked</h1><p>It has been registered for a customer and has no content yet.</p>`)))},
	{Name: "parked-in-german", Want: "parked", Answer: whatever(page(200, documentIn("de", "tidewatch.example steht zum Verkauf", `<h1>Diese Domain steht zum Verkauf</h1><p>Jetzt Angebot machen.</p>`)))},
	{Name: "suspended", Want: "parked", Answer: whatever(page(200, document("Account Suspended", `<h1>Account Suspended</h1><p>This account has been suspended. Contact your hosting provider for more information.</p>`)))},
	{Name: "suspended-behind-a-redirect", Want: "parked", Answer: at(paths{"/cgi-sys/suspendedpage.cgi": page(200, document("Account Suspended", `<p>This Account has been suspended.</p>`)), "*": leads(302, "/cgi-sys/suspendedpage.cgi")}), Most: 5},
	{Name: "default-nginx", Want: "parked", Link: "/", Answer: whatever(page(200, document("Welcome to nginx!", `<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p>`)))},
	{Name: "default-nginx-deep", Want: "parked", Answer: whatever(page(200, document("Welcome to nginx!", `<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p>`)))},
	{Name: "default-apache", Want: "parked", Answer: whatever(page(200, "<html><body><h1>It works!</h1></body></html>"))},
	{Name: "default-apache-of-a-distribution", Want: "parked", Answer: whatever(page(200, document("Apache2 Ubuntu Default Page: It works", `<h1>It works!</h1><p>This is the default welcome page used to test the correct operation of the Apache2 server after installation.</p>`+prose(2))))},
	{Name: "default-iis", Want: "parked", Link: "/", Answer: whatever(page(200, document("IIS Windows Server", `<a href="https://go.microsoft.com/fwlink/?linkid=66138"><img src="iisstart.png" alt="IIS"></a>`)))},
	{Name: "parked-by-script", Want: "parked", Answer: whatever(page(200, `<!DOCTYPE html><html><head><script>window.onload=function(){window.location.href="/lander"}</script></head></html>`))},
	{Name: "coming-soon", Want: "parked", Answer: whatever(page(200, document("Coming soon", `<h1>Future home of something quite cool</h1><p>If you are the site owner, log in to launch this site.</p>`)))},
}
