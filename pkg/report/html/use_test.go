//go:build browser

package html_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

const (
	wait = 5 * time.Second
	tick = 20 * time.Millisecond
)

// set changes a filter as its user does.
func (p tab) set(name, value string) {
	p.Helper()
	p.does(fmt.Sprintf("const e = document.querySelector('.filters').elements[%q]; e.value = %q; e.dispatchEvent(new Event('change', {bubbles: true}))", name, value))
}

// toggle sets or clears the box of a severity.
func (p tab) toggle(severity string) {
	p.Helper()
	p.click(".filters [value=" + severity + "]")
}

// shown are the anchors of the findings that can be seen.
func (p tab) shown() []string {
	p.Helper()
	return eval[[]string](p, "[...document.querySelectorAll('.finding')].filter(e => e.getClientRects().length).map(e => e.id)")
}

func TestFilters(t *testing.T) {
	path := written(t, harbor(t))
	p := open(t, path, desk)
	all := p.count(".finding")
	require.Equal(t, fmt.Sprintf("All %d findings", all), p.text(".count"))
	require.Equal(t, "status", eval[string](p, "document.querySelector('.count').getAttribute('role')"))

	p.toggle("info")
	require.Equal(t, fmt.Sprintf("7 of %d findings", all), p.text(".count"))
	require.Len(t, p.shown(), 7)
	require.Equal(t, "#severity=error,warning", p.fragment())

	p.set("rule", "dead-link")
	require.Len(t, p.shown(), 3)
	require.Equal(t, "#severity=error,warning&rule=dead-link", p.fragment())

	place := eval[string](p, "[...document.querySelectorAll('[name=place] option')].find(o => o.textContent.startsWith('Paid by the Cubic Meter')).value")
	p.set("place", place)
	require.Equal(t, []string{"f1", "f2", "f3"}, p.shown())
	p.set("rule", "moved-link")
	require.Len(t, p.shown(), 1)
	view := strings.TrimPrefix(p.fragment(), "#")
	require.Equal(t, "severity=error,warning&rule=moved-link&place="+place, view)

	// the view can be sent as a link
	sent := open(t, path, look{width: 1400, height: 900, fragment: view})
	require.Equal(t, p.shown(), sent.shown())
	require.Equal(t, "moved-link", eval[string](sent, "document.querySelector('[name=rule]').value"))
	require.False(t, eval[bool](sent, "document.querySelector('.filters [value=info]').checked"))

	// and followed within the page, also where it is none
	sent.does("location.hash = 'severity=error'")
	require.Eventually(t, func() bool { return len(sent.shown()) == 3 }, wait, tick)
	sent.does("location.hash = 'severity=none&rule=nonsense&place=nowhere&work=x&claim=%3Cb%3E'")
	require.Eventually(t, func() bool { return len(sent.shown()) == 0 }, wait, tick)
	require.Equal(t, fmt.Sprintf("0 of %d findings", all), sent.text(".count"))

	sent.click(".filters [type=reset]")
	require.Len(t, sent.shown(), all)
	require.Empty(t, sent.fragment())
}

// A link to a finding or a note that is hidden shows it.
func TestLinksLeadToWhatIsHidden(t *testing.T) {
	p := open(t, written(t, harbor(t)), desk)
	p.toggle("error")
	require.Zero(t, p.seen("#f1"))
	p.click("#a1-n10 .brief")
	require.Equal(t, 1, p.seen("#f1"))

	p.click("a.sign[data-focus=a1-c10]")
	require.Zero(t, p.seen("#a1-n2"))
	p.click(".missed a[href='#a1-n2']")
	require.Equal(t, 1, p.seen("#a1-n2"))
}

func (p tab) press(keys string) {
	p.Helper()
	require.NoError(p, chromedp.Do(p, chromedp.KeyEvent(keys)))
}

// enter presses a button by the keyboard: copying needs a hand.
func (p tab) enter(selector string) {
	p.Helper()
	p.does(fmt.Sprintf("document.querySelector(%q).focus()", selector))
	p.press(kb.Enter)
}

func (p tab) focused() string {
	p.Helper()
	return eval[string](p, "document.activeElement.id || document.activeElement.className")
}

func TestKeys(t *testing.T) {
	p := open(t, written(t, harbor(t)), desk)
	p.press(kb.Tab)
	require.Equal(t, "skip", p.focused(), "the skip link comes first")
	require.GreaterOrEqual(t, eval[float64](p, "document.activeElement.getBoundingClientRect().left"), 0.0)
	p.press(kb.Enter)
	require.Equal(t, "findings", p.focused())

	for _, step := range []struct{ key, want string }{
		{"n", "f1"}, {"j", "f2"}, {"n", "f3"}, {"p", "f2"}, {"k", "f1"}, {"k", "f1"},
	} {
		p.press(step.key)
		require.Equal(t, step.want, p.focused(), "after %s", step.key)
	}
	require.Equal(t, "This is the first finding.", p.text(".told"))
	require.Contains(t, eval[string](p, "getComputedStyle(document.activeElement).outline"), "solid", "the focus is seen")
	require.True(t, eval[bool](p, "(r => r.top >= 0 && r.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())"))

	// keys pass over what is filtered out, and are left alone where one writes
	p.set("rule", "unclosed-quote")
	p.press("n")
	require.Equal(t, p.shown(), []string{p.focused()})
	p.does("document.querySelector('[name=rule]').focus()")
	p.press("n")
	require.Contains(t, eval[string](p, "document.activeElement.name"), "rule")

	p.click("a.sign[data-focus=a1-c3]")
	require.Equal(t, 1, p.seen(".focus"))
	p.does("document.activeElement.blur()")
	p.press(kb.Escape)
	require.Zero(t, p.seen(".focus"))
}

func TestClaimInFocus(t *testing.T) {
	path := written(t, harbor(t))
	p := open(t, path, desk)
	p.click("a.sign[data-focus=a1-c10]")
	require.Equal(t, 1, p.seen(".note"))
	require.Equal(t, 1, p.seen("#a1-n10"))
	require.Contains(t, p.text(".focus"), "claim 10: error")
	require.Contains(t, p.text(".focus"), "the company is paid for each cubic meter that it lifts.")
	require.Contains(t, p.text(".focus"), "dead-link: note 10: the page is gone")
	require.Zero(t, p.seen(".focus .copied"), "the notes stand below")
	require.Equal(t, "#claim=a1-c10", p.fragment())
	require.Equal(t, 2, p.count(".claim.chosen"), "its words and its marker")

	p.click(".focus .next")
	require.Contains(t, p.text(".focus"), "claim 11: warning")
	require.Contains(t, p.focused(), "next")
	p.click(".focus .previous")
	require.Contains(t, p.text(".focus"), "claim 10: error")
	p.click(".focus .close")
	require.Equal(t, 27, p.seen(".note"))
	require.Empty(t, p.fragment())

	p.click("#a1-c14")
	require.Equal(t, 1, p.seen("#a1-n14"), "the claim's words lead to its notes, too")
	p.click("#a1-m20")
	require.Equal(t, "#a1-n20", p.fragment(), "a marker leads to its note")
	require.Equal(t, 1, p.seen("#a1-n20"))

	again := open(t, path, look{width: 390, height: 844, fragment: "claim=a1-c10"})
	require.Equal(t, 1, again.seen(".note"))
	require.True(t, eval[bool](again, "(r => r.bottom <= innerHeight + 1 && r.top > 0)(document.querySelector('.focus').getBoundingClientRect())"), "a sheet on a phone")
	require.Equal(t, 1, again.seen(".focus .copied"), "which has the notes, too")
	require.Contains(t, again.text(".focus .copied"), "gone: the host name press.graylingmarine.example does not exist")
	require.Empty(t, eval[[]string](again, dangling))
}

func TestWorkLightsItsClaims(t *testing.T) {
	path := written(t, harbor(t))
	p := open(t, path, desk)
	p.click(".choose")
	lit := "[...new Set([...document.querySelectorAll('.claim.lit')].map(e => e.dataset.claim))]"
	require.Equal(t, []string{"a1-c6", "a1-c16", "a1-c17", "a1-c18", "a1-c19"}, eval[[]string](p, lit))
	require.Equal(t, "true", eval[string](p, "document.querySelector('.choose').getAttribute('aria-pressed')"))
	require.Contains(t, p.text(".told"), "5 claims lean on this work")
	view := strings.TrimPrefix(p.fragment(), "#")
	require.Len(t, eval[[]string](open(t, path, look{width: 1400, height: 900, fragment: view}), lit), 5)
	p.click(".choose")
	require.Empty(t, eval[[]string](p, lit))
}

func TestCopies(t *testing.T) {
	p := open(t, written(t, harbor(t)), desk)
	p.does("document.addEventListener('copy', e => { window.copied = e.target.value })")
	p.enter("#f1 .copy")
	copied := eval[string](p, "window.copied")
	require.Equal(t, "harbor.html:318:11 · error · dead-link\nnote 10: the page is gone, the host name press.graylingmarine.example does not exist; "+
		"look for its new address, or cite an archived copy: https://press.graylingmarine.example/2019/05/20/six-year-maintenance-contract-sallowmouth\n"+
		"> Two years later the board signed a six-year maintenance contract with Grayling Marine Works, the only bidder, under which the company is paid for each cubic meter that it lifts.\n", copied)
	require.Equal(t, "Copied the finding.", p.text(".told"))
	p.set("rule", "dead-link")
	p.enter(".copy-all")
	require.Equal(t, 3, strings.Count(eval[string](p, "window.copied"), " · error · dead-link\n"))
	require.Equal(t, "Copied 3 findings.", p.text(".told"))
}

func TestRuleIsExplainedInPlace(t *testing.T) {
	p := open(t, written(t, harbor(t)), desk)
	p.click("#f1 .why summary")
	require.Eventually(t, func() bool { return strings.Contains(p.text("#f1 .why"), "Readers cannot look at") }, wait, tick)
}

func TestSeveralArticles(t *testing.T) {
	p := open(t, written(t, several(t)), desk)
	require.Equal(t, "3\u00a0articles", p.text("h1"))
	require.Empty(t, eval[[]string](p, dangling))
	titles := "[...document.querySelectorAll('.overview tbody .path')].map(e => e.textContent)"
	require.Equal(t, []string{"inletblog.txt", "harbor.html", "harbor.txt"}, eval[[]string](p, titles))

	p.click(".overview thead th:nth-child(6) button")
	require.Equal(t, "descending", eval[string](p, "document.querySelector('.overview thead th:nth-child(6)').getAttribute('aria-sort')"))
	require.Equal(t, "inletblog.txt", eval[[]string](p, titles)[2])
	p.click(".overview thead th:nth-child(6) button")
	require.Equal(t, "inletblog.txt", eval[[]string](p, titles)[0])
	p.click(".overview thead th:first-child button")
	require.Equal(t, "ascending", eval[string](p, "document.querySelector('.overview thead th').getAttribute('aria-sort')"))

	require.Greater(t, p.seen(".shared > li"), 15, "both forms of the article cite the same works")
	require.Equal(t, 2, p.count(".shared > li:first-child li"))
	p.set("place", "a2-article")
	require.NotEmpty(t, p.shown())
	require.Zero(t, eval[int](p, "[...document.querySelectorAll('.finding.in .place')].filter(e => !e.textContent.startsWith('harbor.html')).length"))
}

// Of very many findings a few hundred are shown at first; the others are asked for, led to, filtered and printed like them.
func TestManyFindings(t *testing.T) {
	path := written(t, large(t, 30, 450))
	p := open(t, path, desk)
	require.Equal(t, "All 450 findings, the first 200 of them shown", p.text(".count"))
	require.Len(t, p.shown(), 200)
	p.click(".more")
	require.Len(t, p.shown(), 400)
	require.Equal(t, "Show 50 more", p.text(".more"))
	p.does("document.querySelector('#f400').focus()")
	p.press("n")
	require.Equal(t, "f401", p.focused())
	require.Len(t, p.shown(), 450)
	require.Zero(t, p.seen(".more"))

	p.toggle("error")
	require.Len(t, p.shown(), 200)
	p.toggle("warning")
	require.Equal(t, fmt.Sprintf("%d of 450 findings", len(p.shown())), p.text(".count"))

	led := open(t, path, look{width: 1400, height: 900, fragment: "f430"})
	require.Equal(t, 1, led.seen("#f430"))
	led.click(".filters [type=reset]")
	require.Len(t, led.shown(), 200)
	call(led, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	require.Len(t, led.shown(), 450, "all of them are printed")
}
