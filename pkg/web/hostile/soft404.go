package hostile

import (
	"fmt"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// soft404 are pages that are not there, of which the server says that they are.
var soft404 = []Case{
	{Name: "soft-title-404", Want: "soft404", Answer: whatever(page(200, document("404 Not Found", "<h1>Not Found</h1><p>The requested URL was not found on this server.</p>")))},
	{Name: "soft-title-404-no-title-cited", Want: "soft404", Title: "-", Answer: whatever(page(200, document("404 Not Found", "<h1>Not Found</h1><p>The requested URL was not found on this server.</p>")))},
	{Name: "soft-title-404-here-only", Want: "soft404", Answer: here(page(200, document("Error 404", "<h1>404</h1><p>Page not found.</p>")))},
	{Name: "soft-in-the-template", Want: "soft404", Answer: whatever(page(200, site("Page not found", "<h1>Page not found</h1><p>The page may have moved. Try the archive.</p>")))},
	{Name: "soft-in-the-template-here-only", Want: "soft404", Answer: here(page(200, site("Page not found", "<h1>Page not found</h1><p>The page may have moved. Try the archive.</p>")))},
	{Name: "soft-home-page", Want: "soft404", Link: "/", Answer: whatever(page(200, document("404 Not Found", "<h1>Not Found</h1><p>The requested URL was not found on this server.</p>")))},
	{Name: "soft-by-its-path", Want: "soft404", Link: "/case/404-title", Answer: at(paths{"/case/404-title": page(200, document("404 Not Found", "<h1>404 Not Found</h1>"))})},
	{Name: "soft-removed", Want: "soft404", Answer: here(page(200, site("Article removed", "<h1>This article has been removed</h1><p>It is no longer available.</p>")))},
	{Name: "soft-german", Want: "soft404", Answer: whatever(page(200, documentIn("de", "Seite nicht gefunden", menu+"<h1>Seite nicht gefunden</h1><p>Die angeforderte Seite existiert nicht.</p>")))},
	{Name: "soft-german-here-only", Want: "soft404", Answer: here(page(200, documentIn("de", "Fehler 404", "<h1>Seite nicht gefunden</h1><p>Diese Seite gibt es leider nicht mehr.</p>")))},
	{Name: "soft-french", Want: "soft404", Answer: whatever(page(200, documentIn("fr", "Page introuvable", "<h1>Page introuvable</h1><p>La page demandée n’existe pas.</p>")))},
	{Name: "soft-spanish", Want: "soft404", Answer: here(page(200, documentIn("es", "Página no encontrada", "<h1>Página no encontrada</h1><p>La página que busca ya no existe.</p>")))},
	{Name: "soft-russian-in-windows-1251", Want: "soft404", Answer: here(encoded(charmap.Windows1251, "text/html; charset=windows-1251", documentless("Страница не найдена", "<h1>Ошибка 404</h1><p>Страница не найдена.</p>")))},
	{Name: "soft-japanese-in-shift-jis", Want: "soft404", Answer: whatever(encoded(japanese.ShiftJIS, "text/html; charset=Shift_JIS", documentless("ページが見つかりません", "<h1>ページが見つかりません</h1><p>お探しのページは削除された可能性があります。</p>")))},
	{Name: "soft-japanese-by-its-meta", Want: "soft404", Answer: here(encoded(japanese.ShiftJIS, "text/html", `<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">`+documentless("ページが見つかりません", "<h1>404</h1><p>お探しのページは見つかりませんでした。</p>")))},
	{Name: "soft-japanese-without-a-charset", Want: "soft404", Answer: here(encoded(japanese.ShiftJIS, "text/html", documentless("ページが見つかりません", "<h1>ページが見つかりません</h1><p>お探しのページは削除されたか、名前が変更された可能性があります。申し訳ございません。</p>")))},
	{Name: "soft-oops", Want: "soft404", Answer: whatever(page(200, site("Oops!", "<h1>Oops!</h1><p>We can’t seem to find the page you’re looking for.</p>")))},
	{Name: "soft-oops-here-only", Want: "soft404", Answer: here(page(200, document("Oops! That page can’t be found.", "<h1>Oops! That page can’t be found.</h1><p>It looks like nothing was found at this location.</p>")))},
	{Name: "soft-same-page-for-any-path", Want: "soft404", Answer: whatever(page(200, site("Harbour Review", "<h1>Welcome</h1>"+prose(2))))},
	{Name: "soft-same-page-no-title-cited", Want: "soft404", Title: "-", Answer: whatever(page(200, site("Coast Mutual", "<h1>Coast Mutual</h1>"+prose(2))))},
	{Name: "soft-same-page-with-noise", Want: "soft404", Answer: whatever(noisy)},
	{Name: "soft-same-page-that-echoes", Want: "soft404", Answer: whatever(echoing)},
	{Name: "soft-pdf-became-an-apology", Want: "soft404", Link: "/files/tides.pdf", Answer: at(paths{"/files/tides.pdf": page(200, site("Document unavailable", "<h1>We are sorry</h1><p>The document you requested is no longer available.</p>"))})},
	{Name: "soft-pdf-became-a-page", Want: "soft404", Link: "/files/tides.pdf", Answer: whatever(page(200, site("Library", "<h1>Library</h1><p>Search our collections.</p>")))},
	{Name: "soft-deep-to-home-301", Want: "soft404", Answer: at(paths{"/": home, "*": leads(301, "/")}), Most: 4},
	{Name: "soft-deep-to-home-302", Want: "soft404", Answer: at(paths{"/": home, "*": leads(302, "/")}), Most: 4},
	{Name: "soft-deep-to-home-once", Want: "soft404", Answer: at(paths{"/": home, deep: leads(302, "/")}), Most: 4},
	{Name: "soft-deep-to-home-file", Want: "soft404", Answer: at(paths{"/index.php": home, "*": leads(302, "/index.php")}), Most: 4},
	{Name: "soft-deep-to-home-language", Want: "soft404", Answer: at(paths{"/en/": home, "*": leads(302, "/en/")}), Most: 4},
	{Name: "soft-deep-to-home-by-meta", Want: "soft404", Answer: at(paths{"/": home, "*": page(200, `<meta http-equiv="refresh" content="0; url=/">`)}), Most: 5},
	{Name: "soft-deep-to-another-home", Want: "soft404", Answer: other(leads(301, "OTHER/"), at(paths{"/": home})), Most: 4},
	{Name: "soft-to-404", Want: "soft404", Answer: at(paths{deep: leads(302, "/404"), "/404": page(200, site("Harbour Review", "<h1>Lost?</h1>"))}), Most: 4},
	{Name: "soft-to-not-found", Want: "soft404", Answer: at(paths{deep: leads(301, "/errors/not-found.html"), "/errors/not-found.html": page(200, site("Harbour Review", "<h1>Hm.</h1>"))}), Most: 4},
	{Name: "soft-empty-search", Want: "soft404", Answer: at(paths{deep: leads(302, "/search?q=tide+tables"), "/search": page(200, site("Search", "<h1>Search</h1><p>0 results for “tide tables”.</p>"))}), Most: 4},
	{Name: "soft-to-its-section", Want: "soft404", Link: "/essays/2021/tide-tables", Answer: at(paths{"/essays": page(200, site("Essays", "<h1>Essays</h1><ul><li>Pilots</li><li>Wharves</li></ul>")), "*": leads(301, "/essays")}), Most: 5},
	{Name: "soft-body-class", Want: "soft404", Answer: here(page(200, `<!DOCTYPE html><html lang="en"><head><title>Nothing found – Harbour Review</title><meta name="robots" content="noindex"></head><body class="error404">`+menu+`<h1>Nothing here</h1><p>Perhaps searching helps.</p>`+imprint+`</body></html>`))},
	{Name: "soft-item-gone", Want: "soft404", Link: "/item?id=8812", Answer: at(paths{"/item": page(200, site("Item not available", "<h1>Sorry, this item is no longer available</h1><p>Browse similar items.</p>"))})},
}

var home = page(200, site("Harbour Review", "<h1>Harbour Review</h1>"+prose(2)))

// documentless is a page that says nothing of its encoding.
func documentless(title, body string) string {
	return "<html><head><title>" + title + "</title></head><body>" + body + "</body></html>"
}

// encoded is a page in another encoding than UTF-8.
func encoded(e encoding.Encoding, contentType, html string) Answer {
	body, err := e.NewEncoder().String(html)
	if err != nil {
		panic(err) // the cases are constants
	}
	return sent(200, body, "Content-Type", contentType)
}

// noisy is one page with what changes from visit to visit.
func noisy(v *Visit) {
	page(200, site("Harbour Review", fmt.Sprintf(`<h1>Welcome</h1><p>Visitor %d</p><input type="hidden" name="token" value="%x">`, v.Number*7919, v.Request.URL.Path)+
		prose(2)+fmt.Sprintf("<p>Rendered in %d ms.</p>", v.Number*13+len(v.Request.URL.Path))))(v)
}

// echoing is one page that repeats the address.
func echoing(v *Visit) {
	words := strings.NewReplacer("/", " ", "-", " ").Replace(v.Request.URL.Path)
	page(200, document("Results for"+words, "<h1>"+words+"</h1><p>Browse offers on"+words+"</p><p>Sponsored listings, shopping, travel and insurance offers are shown here.</p>"))(v)
}
