//go:build browser

// Package html_test looks at the report's page as its readers do: in a browser. It needs Chromium, under one of its usual
// names or that in IBID_CHROMIUM, and axe-core, whose axe.min.js IBID_AXE names; "make browser" finds both.
package html_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/report"
)

// browser is the one that all tests share; each has a tab of its own.
var browser context.Context

func TestMain(m *testing.M) {
	chromium := chromiumPath()
	if chromium == "" {
		fmt.Fprintln(os.Stderr, "there is no Chromium for the tests in a browser; install it, or name it in IBID_CHROMIUM")
		os.Exit(1)
	}
	os.Exit(run(m, chromium))
}

func chromiumPath() string {
	for _, name := range []string{os.Getenv("IBID_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func run(m *testing.M, chromium string) int {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.DisableGPU)
	if os.Getuid() == 0 { // Chromium's sandbox does not work for root
		options = append(options, chromedp.NoSandbox)
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	var cancel context.CancelFunc
	browser, cancel = chromedp.NewContext(allocator)
	defer cancel()
	if err := chromedp.Do(browser); err != nil {
		fmt.Fprintln(os.Stderr, "Chromium does not start:", err)
		return 1
	}
	return m.Run()
}

// tab is an open page.
type tab struct {
	testing.TB
	context.Context
}

// look is how a page is looked at.
type look struct {
	width, height int64
	dark          bool
	noScripts     bool
	fragment      string
}

var (
	desk  = look{width: 1400, height: 900}
	phone = look{width: 390, height: 844}
)

// written is a report's page as a file.
func written(t testing.TB, r *report.Report) string {
	t.Helper()
	var page bytes.Buffer
	require.NoError(t, report.HTML.Write(&page, r, report.Options{}))
	path := filepath.Join(t.TempDir(), "report.html")
	require.NoError(t, os.WriteFile(path, page.Bytes(), 0o600))
	return path
}

// blank is a new tab, set up for a look.
func blank(t testing.TB, l look) tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, late := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(late)
	p := tab{t, ctx}
	scheme := "light"
	if l.dark {
		scheme = "dark"
	}
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: l.width, Height: l.height, DeviceScaleFactor: 1, Mobile: l.width < 600,
	})
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.noScripts})
	return p
}

// open opens a page from its file, as from a mail.
func open(t testing.TB, path string, l look) tab {
	t.Helper()
	p := blank(t, l)
	p.visit(path, l.fragment)
	return p
}

func (p tab) visit(path, fragment string) {
	p.Helper()
	address := "file://" + path
	if fragment != "" {
		address += "#" + fragment
	}
	require.NoError(p, chromedp.Do(p, chromedp.Navigate(address)))
}

// call gives the browser a command.
func call[P, R any](p tab, command cdp.Command[P, R], params P) R {
	p.Helper()
	out, err := chromedp.Call(p, command, params)
	require.NoError(p, err)
	return out
}

// eval is what a script says.
func eval[T any](p tab, script string) T {
	p.Helper()
	out, err := chromedp.Run(p, chromedp.Evaluate[T](script))
	require.NoError(p, err, script)
	return out
}

// does runs a script that says nothing.
func (p tab) does(script string) {
	p.Helper()
	eval[bool](p, "(() => { "+script+"; return true })()")
}

// count is how many elements a selector finds.
func (p tab) count(selector string) int {
	p.Helper()
	return eval[int](p, fmt.Sprintf("document.querySelectorAll(%q).length", selector))
}

// seen is how many of them take room on the page.
func (p tab) seen(selector string) int {
	p.Helper()
	return eval[int](p, fmt.Sprintf("[...document.querySelectorAll(%q)].filter(e => e.getClientRects().length).length", selector))
}

// text is the words of the first.
func (p tab) text(selector string) string {
	p.Helper()
	return eval[string](p, fmt.Sprintf("document.querySelector(%q).textContent.trim()", selector))
}

func (p tab) click(selector string) {
	p.Helper()
	p.does(fmt.Sprintf("document.querySelector(%q).click()", selector))
}

func (p tab) fragment() string {
	p.Helper()
	return eval[string](p, "decodeURIComponent(location.hash)")
}
