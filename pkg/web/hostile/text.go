package hostile

import (
	"fmt"
	"strings"
)

// document is a whole page.
func document(title, body string) string { return documentIn("en", title, body) }

func documentIn(lang, title, body string) string {
	return fmt.Sprintf("<!DOCTYPE html>\n<html lang=%q><head><meta charset=\"utf-8\"><title>%s</title></head>\n<body>%s</body></html>\n", lang, title, body)
}

// menu and imprint are what a site's template puts around each of its pages.
const (
	menu = `<header><a href="/">Harbour Review</a><nav><ul><li><a href="/news">News</a></li><li><a href="/essays">Essays</a></li>` +
		`<li><a href="/archive">Archive</a></li><li><a href="/about">About us</a></li><li><a href="/letters">Letters</a></li></ul></nav></header>`
	imprint = `<footer><p>Harbour Review is published four times a year by the friends of the old quay. Write to the editors at the ` +
		`customs house. Subscribe to our letter for notes on pilots, wharves and weather. All rights reserved.</p></footer>`
)

// site puts the template around a page's own text.
func site(title, text string) string {
	return document(title+" | Harbour Review", menu+"<main>"+text+"</main>"+imprint)
}

// sentences are what invented articles are made of.
var sentences = [...]string{
	"The gauge at the quay was read twice a day, and the readings were copied into a ledger by the pilot's clerk.",
	"In the spring of that year the water stood higher than anyone on the lower street could remember.",
	"Dredging had begun in March, and by June the channel was deep enough for the coal boats.",
	"The board met in the customs house and argued about the price of a new float.",
	"Nobody had compared the two ledgers before, although they stood on the same shelf.",
	"A surveyor from the capital measured the bar and found it a fathom lower than the chart said.",
	"The fishermen kept their own marks on the sea wall, and these agreed with the older ledger.",
	"What the numbers show is a slow rise that the yearly means conceal.",
	"The tables were printed until the press was sold, and then copied by hand for nine years.",
	"Every entry gives the hour, the height in feet and the direction of the wind.",
	"Two storms are missing, because the clerk had gone to help with the boats.",
	"The corrected series was published with a note on the method and a list of the gaps.",
}

// prose is a number of paragraphs of invented text.
func prose(paragraphs int) string {
	var b strings.Builder
	for i := range paragraphs {
		b.WriteString("<p>")
		for j := range 4 {
			b.WriteString(sentences[(i*5+j*3)%len(sentences)] + " ")
		}
		b.WriteString("</p>\n")
	}
	return b.String()
}

// essay is the document that is cited, as a sound page.
func essay() string { return titled(Title) }

// titled is a sound page on the document's subject, under some title.
func titled(title string) string {
	return site(title, "<article><h1>"+title+"</h1><p class=\"byline\">By "+Author+"</p>"+prose(6)+"</article>")
}

// sound serves the document that is cited.
func sound(v *Visit) { page(200, essay())(v) }

// pdf is a small PDF of some pages.
func pdf(pages int) string {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [")
	for i := range pages {
		fmt.Fprintf(&b, "%d 0 R ", i+3)
	}
	fmt.Fprintf(&b, "] /Count %d >>\nendobj\n", pages)
	for i := range pages {
		fmt.Fprintf(&b, "%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n", i+3)
	}
	b.WriteString("trailer\n<< /Root 1 0 R >>\n%%EOF\n")
	return b.String()
}
