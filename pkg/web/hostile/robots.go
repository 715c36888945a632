package hostile

// robots are hosts with rules for programs. They bind the probing of other addresses, not the visit of one that a person
// has cited.
var robots = []Case{
	{Name: "robots-forbid-all", Want: "live", Answer: at(paths{"/robots.txt": sent(200, "User-agent: *\nDisallow: /\n", "Content-Type", "text/plain"), deep: sound}), Most: 1},
	{Name: "robots-forbid-the-probe", Want: "live", Title: "-", Link: "/p/81734", Answer: at(paths{
		"/robots.txt": sent(200, "User-agent: *\nDisallow: /\n", "Content-Type", "text/plain"), "*": page(200, site("Coast Mutual", "<h1>Coast Mutual</h1>"+prose(2))),
	}), Most: 2},
	{Name: "robots-fail", Want: "live", Title: "-", Link: "/p/81734", Answer: at(paths{
		"/robots.txt": bare(503), "*": page(200, site("Coast Mutual", "<h1>Coast Mutual</h1>"+prose(2))),
	}), Most: 4},
	{Name: "robots-allow-the-probe", Want: "soft404", Answer: at(paths{
		"/robots.txt": sent(200, "User-agent: ibid\nAllow: /\n\nUser-agent: *\nDisallow: /\n", "Content-Type", "text/plain"),
		"*":           page(200, site("Coast Mutual", "<h1>Coast Mutual</h1>"+prose(2))),
	}), Most: 3},
	{Name: "robots-are-a-page", Want: "soft404", Answer: at(paths{
		"/robots.txt": page(200, site("Coast Mutual", prose(2))), "*": page(200, site("Coast Mutual", "<h1>Coast Mutual</h1>"+prose(2))),
	}), Most: 3},
}
