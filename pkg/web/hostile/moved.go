package hostile

// moved are pages with a new address. Only what redirects for good says so.
var moved = []Case{
	{Name: "301", Want: "moved", To: "/essays/tide-tables", Answer: at(paths{deep: leads(301, "/essays/tide-tables"), "/essays/tide-tables": sound}), Most: 2},
	{Name: "308", Want: "moved", To: "/essays/tide-tables", Answer: at(paths{deep: leads(308, "/essays/tide-tables"), "/essays/tide-tables": sound}), Most: 2},
	{Name: "301-and-308", Want: "moved", To: "/c", Answer: at(paths{deep: leads(301, "/b"), "/b": leads(308, "/c"), "/c": sound}), Most: 3},
	{Name: "301-then-302", Want: "moved", To: "/b", Answer: at(paths{deep: leads(301, "/b"), "/b": leads(302, "/c"), "/c": sound}), Most: 3},
	{Name: "301-to-another-host", Want: "moved", To: "OTHER/tides", Answer: other(leads(301, "OTHER/tides"), at(paths{"/tides": sound})), Most: 2},
	{Name: "301-with-a-fragment", Want: "moved", Link: deep + "#gauge", To: "/tides#gauge", Answer: at(paths{deep: leads(301, "/tides"), "/tides": withIDs}), Most: 2},
	{Name: "301-query", Want: "moved", Link: "/article?id=1", To: "/article?id=2", Answer: queryMoves, Most: 2},
	{Name: "301-to-a-slash", Want: "live", Answer: at(paths{deep: leads(301, deep+"/"), deep + "/": sound}), Most: 2},
	{Name: "301-to-a-session", Want: "live", Answer: at(paths{deep: leads(301, deep+";jsessionid=0A17"), deep + ";jsessionid=0A17": sound}), Most: 2},
	{Name: "301-to-a-tracked-address", Want: "live", Answer: first(1, leads(301, deep+"?utm_source=x"), sound), Most: 2},
}

func queryMoves(v *Visit) {
	if v.Request.URL.RawQuery == "id=1" {
		leads(301, "/article?id=2")(v)
		return
	}
	byQuery(v)
}
