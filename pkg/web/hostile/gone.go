package hostile

// gone are pages that their servers say are not there.
var gone = []Case{
	{Name: "404", Want: "gone", Answer: whatever(missing), Most: 2},
	{Name: "410", Want: "gone", Answer: whatever(bare(410)), Most: 2},
	{Name: "404-on-a-full-page", Want: "gone", Answer: whatever(page(404, site("We have moved things around", prose(5)))), Most: 2},
	{Name: "404-with-the-document", Want: "gone", Answer: whatever(page(404, essay())), Most: 2},
	{Name: "404-without-a-body", Want: "gone", Answer: whatever(bare(404)), Most: 2},
	{Name: "404-with-a-login-form", Want: "gone", Answer: whatever(page(404, document("Not found", loginForm))), Most: 2},
	{Name: "404-of-the-home-page", Want: "gone", Link: "/", Answer: whatever(missing), Most: 2},
	{Name: "404-behind-a-redirect", Want: "gone", Answer: at(paths{deep: leads(302, "/tides")}), Most: 4},
	{Name: "404-behind-a-permanent-redirect", Want: "gone", Answer: at(paths{deep: leads(301, "/tides")}), Most: 4},
	{Name: "404-on-another-host", Want: "gone", Answer: at(paths{deep: leads(301, "OTHER/tides")}), Most: 4},
	{Name: "404-in-chinese", Want: "gone", Answer: whatever(page(404, documentIn("zh", "页面不存在", "<p>您访问的页面不存在</p>"))), Most: 2},
	{Name: "404-with-a-refresh", Want: "gone", Answer: at(paths{deep: page(404, `<meta http-equiv="refresh" content="5;url=/"><p>Not found`), "/": sound}), Most: 3},
	{Name: "404-of-a-pdf", Want: "gone", Link: "/a.pdf", Answer: whatever(missing), Most: 2},
	{Name: "404-with-a-fragment", Want: "gone", Link: deep + "#part", Answer: whatever(missing), Most: 2},
	{Name: "no-such-name", Want: "gone", Link: "http://tidewatch.invalid/2021/tides", Most: 0},
	{Name: "no-such-name-behind-a-redirect", Want: "gone", Answer: here(leads(301, "http://tidewatch.invalid/tides"))},
}
