package read_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/read"
)

// A bare address in Markdown is read as a whole, as it is in every other format, whatever stands around it.
func TestBareAddressesInMarkdown(t *testing.T) {
	const u = "https://a.example/x"
	cases := []struct {
		source string
		urls   []string
		// address is how the source writes the first of them, where that is another way.
		address string
	}{
		{source: "See https://a.example/wiki/Köln/x and on.", urls: []string{"https://a.example/wiki/Köln/x"}},
		{source: "See https://a.example/tide\\_tables/x.", urls: []string{"https://a.example/tide_tables/x"}, address: "https://a.example/tide\\_tables/x"},
		{source: "See https\\://a.example/tide\\_1.", urls: []string{"https://a.example/tide_1"}, address: "https\\://a.example/tide\\_1"},
		{source: "See https://a.example/?a=1&amp;b=2.", urls: []string{"https://a.example/?a=1&b=2"}, address: "https://a.example/?a=1&amp;b=2"},
		{source: "See https://a.example/?a=1&b=2;", urls: []string{"https://a.example/?a=1&b=2"}},
		{source: "See " + u + "&nbsp;and on.", urls: []string{u}},
		{source: "See “" + u + "”, ‘" + u + "’, and \"" + u + "\".", urls: []string{u, u, u}},
		{source: "见" + u + "，" + u + "。完（" + u + "）", urls: []string{u, u, u}},
		{source: "See " + u + "—which is—it.", urls: []string{u}},
		{source: "See " + u + "¹ and " + u + ".† And " + u + "↩︎", urls: []string{u, u, u}},
		{source: "See (" + u + ")[^1], [" + u + "], and (" + u + "_(b)).\n\n[^1]: It rose.", urls: []string{u, u, u + "_(b)"}},
		{source: "See " + u + "[^1] and " + u + "^[It rose.]\n\n[^1]: It rose. " + u + "[↩](#fnref1)", urls: []string{u, u, u}},
		{source: "See " + u + "[here](https://b.example/y) and on.", urls: []string{u, "https://b.example/y"}},
		{source: "See " + u + "![a](https://b.example/y.png)", urls: []string{u}},
		{source: "See " + u + "<sup>1</sup>, " + u + "<br>" + u + " and " + u + "<b>y</b>.", urls: []string{u, u, u, u}},
		{source: "See *" + u + "*, _" + u + "_, **" + u + "**, ~~" + u + "~~, and ***" + u + "***.", urls: []string{u, u, u, u, u}},
		{source: "See *" + u + "*—and so—_" + u + "_; " + u + ".", urls: []string{u, u, u}},
		{source: "See https://a.example/_x_/*y*/__z__/q_ and *this*.", urls: []string{"https://a.example/_x_/*y*/__z__/q"}},
		{source: "See https://a.example/web/*/y and https://a.example/web/*/z.", urls: []string{"https://a.example/web/*/y", "https://a.example/web/*/z"}},
		{source: "See HTTP://A.example/_x_/y and https://localhost/_x_/y.", urls: []string{"HTTP://A.example/_x_/y", "https://localhost/_x_/y"}},
		{source: "See <https://a.example/Köln/_x_>.", urls: []string{"https://a.example/Köln/_x_"}},
		{source: "See [" + u + "](" + u + ") and [here " + u + "](https://b.example).", urls: []string{u, "https://b.example"}},
		{source: "See <a href=\"https://b.example\"> " + u + " </a>.", urls: []string{"https://b.example"}},
		{source: "| a | b |\n|---|---|\n| " + u + "|" + u + "/ö |\n", urls: []string{u, u + "/ö"}},
		{source: "- " + u + "/ö\n\n> " + u + "/_ö_/y\n> " + u, urls: []string{u + "/ö", u + "/_ö_/y", u}},
		{source: "# " + u + "/_ö_/y\n\n`" + u + "` and [a " + u + "/_ö_/y]", urls: []string{u + "/_ö_/y", u + "/_ö_/y"}},
		{source: "See www.a.example, ana@a.example and ftp://a.example/_x_.", urls: nil},
	}
	for _, c := range cases {
		t.Run(c.source, func(t *testing.T) {
			a, err := read.Article([]byte(c.source+"\n"), "a.md")
			require.NoError(t, err)
			var urls []string
			for _, l := range a.Links {
				urls = append(urls, l.URL)
				require.Equal(t, l.Address.Text, c.source[l.Address.Span.Start:l.Address.Span.End])
			}
			require.Equal(t, c.urls, urls)
			if c.address != "" {
				require.Equal(t, c.address, a.Links[0].Address.Text)
				require.Equal(t, a.Links[0].Span, a.Links[0].Address.Span)
				require.Equal(t, article.Written{}, a.Links[0].Shown)
			}
		})
	}
}
