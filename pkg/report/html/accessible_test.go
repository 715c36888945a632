//go:build browser

package html_test

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// violations has axe-core look at the page, and says what it finds, where.
const violations = `axe.run(document, {resultTypes: ['violations']}).then(r =>
	r.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' ') + ': ' + n.failureSummary)).slice(0, 20))`

// In each state axe-core (https://github.com/dequelabs/axe-core) finds no violation of any of its rules.
func TestAccessible(t *testing.T) {
	axe, err := os.ReadFile(os.Getenv("IBID_AXE"))
	require.NoError(t, err)
	one, more, bad, none := written(t, harbor(t)), written(t, several(t)), written(t, hostile(t)), written(t, large(t, 3, 0))
	dark := desk
	dark.dark = true
	darkPhone := phone
	darkPhone.dark = true
	for name, s := range map[string]struct {
		path string
		look
		ready string
	}{
		"light":               {one, desk, ""},
		"dark":                {one, dark, ""},
		"phone":               {one, phone, ""},
		"dark phone":          {one, darkPhone, ""},
		"several articles":    {more, desk, "document.querySelector('.overview button').click()"},
		"several on a phone":  {more, phone, ""},
		"hostile words":       {bad, desk, ""},
		"without the web":     {none, desk, ""},
		"filtered":            {one, desk, "document.querySelector('.filters [value=info]').click()"},
		"nothing to be seen":  {one, dark, "document.querySelectorAll('.filters [type=checkbox]').forEach(e => e.click())"},
		"unfolded":            {one, dark, "document.querySelectorAll('details').forEach(e => e.open = true)"},
		"a claim in focus":    {one, dark, "document.querySelector('a.sign.error').click()"},
		"a claim on a phone":  {one, phone, "document.querySelector('a.sign.warning').click()"},
		"a work chosen":       {one, desk, "document.querySelector('.choose').click(); document.querySelector('a.sign.error').click()"},
		"a work in the dark":  {one, dark, "document.querySelector('.choose').click()"},
		"a finding and a key": {one, desk, "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'n', bubbles: true}))"},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, s.path, s.look)
			p.does(s.ready)
			// what is out of sight is not looked at unless it is laid out
			p.does("for (const r of document.styleSheets[0].cssRules) if (r.style && r.style.contentVisibility) r.style.contentVisibility = 'visible'")
			_, err := chromedp.Run(p, chromedp.Evaluate[bool](string(axe)+"; true"))
			require.NoError(t, err)
			found, err := chromedp.Run(p, chromedp.Evaluate[[]string](violations, chromedp.EvalAwaitPromise))
			require.NoError(t, err)
			require.Empty(t, found, strings.Join(found, "\n"))
		})
	}
}
