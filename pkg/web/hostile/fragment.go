package hostile

import "strings"

// fragment are places within pages.
var fragment = []Case{
	{Name: "fragment-id", Want: "live", Link: deep + "#gauge", Answer: here(withIDs), Most: 1},
	{Name: "fragment-name", Want: "live", Link: deep + "#old-name", Answer: here(withIDs), Most: 1},
	{Name: "fragment-missing", Want: "fragment", Link: deep + "#wharf", Answer: here(withIDs)},
	{Name: "fragment-of-another-case", Want: "fragment", Link: deep + "#GAUGE", Answer: here(withIDs)},
	{Name: "fragment-encoded", Want: "live", Link: deep + "#h%C3%B6he", Answer: here(withIDs), Most: 1},
	{Name: "fragment-encoded-in-the-page", Want: "live", Link: deep + "#a%20b", Answer: here(withIDs), Most: 1},
	{Name: "fragment-beyond-ascii", Want: "live", Link: deep + "#höhe", Answer: here(withIDs), Most: 1},
	{Name: "fragment-top", Want: "live", Link: deep + "#top", Answer: here(withIDs), Most: 1},
	{Name: "fragment-top-in-capitals", Want: "live", Link: deep + "#TOP", Answer: here(withIDs), Most: 1},
	{Name: "fragment-empty", Want: "live", Link: deep + "#", Answer: here(withIDs), Most: 1},
	{Name: "fragment-of-user-content", Want: "live", Link: deep + "#method", Answer: here(withIDs), Most: 1},
	{Name: "fragment-route", Want: "live", Link: deep + "#/tides/2021", Answer: here(withIDs), Most: 1},
	{Name: "fragment-bang-route", Want: "live", Link: deep + "#!tides", Answer: here(withIDs), Most: 1},
	{Name: "fragment-script-state", Want: "live", Link: deep + "#tab=tables&year=2021", Answer: here(withIDs), Most: 1},
	{Name: "fragment-lines-of-a-source", Want: "live", Link: "/src/gauge.c#L10-L20", Title: "-", Answer: at(paths{"/src/gauge.c": page(200, site("gauge.c", prose(3)))})},
	{Name: "fragment-text", Want: "live", Link: deep + "#:~:text=copied%20into%20a%20ledger", Answer: here(withIDs), Most: 1},
	{Name: "fragment-text-range", Want: "live", Link: deep + "#:~:text=The%20gauge%20at,pilot's%20clerk", Answer: here(withIDs), Most: 1},
	{Name: "fragment-text-in-context", Want: "live", Link: deep + "#:~:text=readings%20were-,copied,-into%20a", Answer: here(withIDs), Most: 1},
	{Name: "fragment-text-over-elements", Want: "live", Link: deep + "#:~:text=a%20bold%20word%20within", Answer: here(withIDs), Most: 1},
	{Name: "fragment-text-behind-an-id", Want: "live", Link: deep + "#gauge:~:text=ledger", Answer: here(withIDs), Most: 1},
	{Name: "fragment-text-missing", Want: "fragment", Link: deep + "#:~:text=the%20whale%20was%20white", Answer: here(withIDs)},
	{Name: "fragment-two-texts-one-missing", Want: "fragment", Link: deep + "#:~:text=ledger&text=the%20whale%20was%20white", Answer: here(withIDs)},
	{Name: "fragment-page-of-a-pdf", Want: "live", Link: "/tides.pdf#page=3", Answer: at(paths{"/tides.pdf": sent(200, pdf(3), "Content-Type", "application/pdf")}), Most: 1},
	{Name: "fragment-page-behind-the-pdf's-end", Want: "fragment", Link: "/tides.pdf#page=9", Answer: at(paths{"/tides.pdf": sent(200, pdf(3), "Content-Type", "application/pdf")})},
	{Name: "fragment-name-in-a-pdf", Want: "live", Link: "/tides.pdf#nameddest=method", Answer: at(paths{"/tides.pdf": sent(200, pdf(3), "Content-Type", "application/pdf")}), Most: 1},
	{Name: "fragment-time-of-a-video", Want: "live", Link: "/tide.mp4#t=30", Answer: at(paths{"/tide.mp4": sent(200, "\x00\x00\x00\x18ftypmp42", "Content-Type", "video/mp4")}), Most: 1},
	{Name: "fragment-line-of-a-text", Want: "live", Link: "/tides.txt#line=10", Answer: at(paths{"/tides.txt": sent(200, sentences[0], "Content-Type", "text/plain")}), Most: 1},
	{Name: "fragment-behind-a-redirect", Want: "live", Link: deep + "#gauge", Answer: at(paths{deep: leads(302, "/tides"), "/tides": withIDs}), Most: 2},
	{Name: "fragment-missing-behind-a-redirect", Want: "fragment", Link: deep + "#wharf", Answer: at(paths{deep: leads(302, "/tides"), "/tides": withIDs})},
	{Name: "fragment-missing-behind-a-move", Want: "fragment", Link: deep + "#wharf", Answer: at(paths{deep: leads(301, "/tides"), "/tides": withIDs})},
	{Name: "fragment-on-a-page-by-script", Want: "undecided", Link: deep + "#wharf", Answer: here(page(200, `<!DOCTYPE html><html><head><title>`+Title+`</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>`))},
	{Name: "fragment-of-a-heading-by-script", Want: "undecided", Link: deep + "#the-old-wharf", Answer: here(page(200, site(Title, "<h1>"+Title+"</h1>"+prose(2)+"<h2>The Old Wharf</h2>"+prose(1)+`<script src="/anchors.js"></script>`)))},
	{Name: "fragment-in-a-script's-data", Want: "undecided", Link: deep + "#wharf-7", Answer: here(page(200, site(Title, "<h1>"+Title+"</h1>"+prose(2)+`<script>window.toc=[{"id":"wharf-7"}]</script>`)))},
}

// withIDs is the document with places in it.
var withIDs Answer = page(200, strings.Replace(essay(), "<article>", `<article><h2 id="gauge">The gauge</h2><a name="old-name"></a>`+
	`<h3 id="höhe">Height</h3><h3 id="a b">Both</h3><h3 id="user-content-method">Method</h3><p>Here is a <b>bold</b> word <i>with</i>in it.</p>`, 1))
