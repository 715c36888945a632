//go:build browser

package html_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

var shots = flag.Bool("shots", false, "take the screenshots anew")

// most is how large a screenshot may be, in bytes.
const most = 300 << 10

// The screenshots of the documentation are there, and small; with -shots they are taken anew.
func TestShots(t *testing.T) {
	text := look{width: 1200, height: 760}
	dark, darkPhone, darkText := desk, phone, text
	dark.dark, darkPhone.dark, darkText.dark = true, true, true
	for name, s := range map[string]struct {
		look
		ready string
	}{
		"wide-light.png":  {desk, "scrollTo(0, 0)"},
		"wide-dark.png":   {dark, "scrollTo(0, 0)"},
		"text-light.png":  {text, "document.querySelector('a.sign.error').click(); document.querySelector('.claim.chosen').scrollIntoView({block: 'center'})"},
		"text-dark.png":   {darkText, "document.querySelector('a.sign.warning').click(); document.querySelector('.claim.chosen').scrollIntoView({block: 'center'})"},
		"sources.png":     {desk, "document.querySelector('.choose').click(); document.querySelector('.sources').scrollIntoView()"},
		"findings.png":    {text, "document.querySelector('#findings').scrollIntoView()"},
		"phone-light.png": {phone, "document.querySelector('#findings').scrollIntoView()"},
		"phone-dark.png":  {darkPhone, "document.querySelector('a.sign.error').click(); document.querySelector('.claim.chosen').scrollIntoView()"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("shots", name)
			if *shots {
				p := open(t, written(t, harbor(t)), s.look)
				p.does(s.ready + "; document.querySelector('.told').textContent = ''")
				p.shoot(path)
			}
			requireShot(t, path)
		})
	}
}

// shoot takes a screenshot of what is in sight.
func (p tab) shoot(path string) {
	p.Helper()
	settled(p)
	picture, err := chromedp.Run(p, chromedp.CaptureScreenshot())
	require.NoError(p, err)
	require.NoError(p, os.WriteFile(path, picture, 0o644))
}

func requireShot(t *testing.T, path string) {
	t.Helper()
	info, err := os.Stat(path)
	require.NoError(t, err, "run make shots")
	require.Less(t, info.Size(), int64(most))
}

// settled waits until what came into sight is painted.
func settled(p tab) {
	p.Helper()
	const frames = "new Promise(done => { let n = 0; const next = () => n++ < 3 ? requestAnimationFrame(next) : done(true); next() })"
	_, err := chromedp.Run(p, chromedp.Evaluate[bool](frames, chromedp.EvalAwaitPromise))
	require.NoError(p, err)
}
