//go:build browser

package html_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/read"
)

// letters leaves letters and digits: lines may break anywhere, and a PDF does not say where a word ends.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// printed is what stands on the paper, as letters.
func printed(t *testing.T, p tab) string {
	t.Helper()
	paper, err := chromedp.Run(p, chromedp.PrintToPDF(chromedp.PDFPrintBackground()))
	require.NoError(t, err)
	a, err := read.Article(paper, "report.pdf")
	require.NoError(t, err)
	var all strings.Builder
	for _, x := range a.Paragraphs {
		all.WriteString(letters(x.Text))
	}
	for _, n := range a.Notes {
		all.WriteString(letters(n.Label + n.Text))
	}
	for _, e := range a.Entries {
		all.WriteString(letters(e.Text))
	}
	return all.String()
}

func TestPrintHasEverything(t *testing.T) {
	r := harbor(t)
	path := written(t, r)
	for name, l := range map[string]look{"desk": desk, "phone": phone, "dark": {width: 1400, height: 900, dark: true}, "no scripts": {width: 1400, height: 900, noScripts: true}} {
		t.Run(name, func(t *testing.T) {
			p := open(t, path, l)
			if !l.noScripts {
				p.click("a.sign.error") // a claim in focus hides notes on the screen only
			}
			paper := printed(t, p)
			for _, f := range r.Findings {
				require.Contains(t, paper, letters(f.Message))
			}
			for _, n := range r.Articles[0].Notes {
				require.Contains(t, paper, letters(n.Text))
			}
			for _, page := range r.Pages {
				require.Contains(t, paper, letters(page.URL), "addresses are shown")
			}
			require.Contains(t, paper, letters("Readers cannot look at the source any more."), "rules are explained")
			require.Contains(t, paper, letters("both give the address"), "what is folded on the screen is unfolded")
			require.NotContains(t, paper, letters("Copy these as text"))
		})
	}
}

// A filtered view is printed as it is, and says so.
func TestPrintOfAFilteredView(t *testing.T) {
	p := open(t, written(t, harbor(t)), look{width: 1400, height: 900, fragment: "rule=unclosed-quote"})
	paper := printed(t, p)
	require.Contains(t, paper, letters("1 of 20 findings"))
	require.Contains(t, paper, letters("the quotation mark before “Paying for Depth” is never closed"))
	require.NotContains(t, paper, letters("look for its new address, or cite an archived copy"))
}
