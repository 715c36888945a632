//go:build browser

package html_test

import (
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/chromedp/chromedp"
	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
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

// engine reads PDFs. It is started once: its code takes seconds to compile.
var engine = sync.OnceValues(func() (pdfium.Pool, error) {
	return webassembly.Init(webassembly.Config{MaxTotal: 1, FSConfig: wazero.NewFSConfig()})
})

// printed is what stands on the paper, as letters.
func printed(t *testing.T, p tab) string {
	t.Helper()
	paper, err := chromedp.Run(p, chromedp.PrintToPDF(chromedp.PDFPrintBackground()))
	require.NoError(t, err)
	pool, err := engine()
	require.NoError(t, err)
	reader, err := pool.GetInstance(time.Minute)
	require.NoError(t, err)
	defer reader.Close()
	doc, err := reader.OpenDocument(&requests.OpenDocument{File: &paper})
	require.NoError(t, err)
	count, err := reader.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	require.NoError(t, err)
	var all strings.Builder
	for i := range count.PageCount {
		page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: i}}
		text, err := reader.GetPageText(&requests.GetPageText{Page: page})
		require.NoError(t, err)
		all.WriteString(letters(text.Text))
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
