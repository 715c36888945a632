//go:build browser

package html_test

import (
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// dangling are the links within the page that lead nowhere, and the ids that are there twice.
const dangling = `(() => {
	const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
	const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
	const lost = [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href')).filter(h => !document.getElementById(h.slice(1)));
	return [...new Set([...twice, ...lost])];
})()`

func TestWhatIsShown(t *testing.T) {
	p := open(t, written(t, harbor(t)), desk)
	require.Equal(t, "What the Tide Gauges Did Not Say: How Sallowmouth Dredged Past Its Own Warnings", p.text("h1"))
	require.Empty(t, eval[[]string](p, dangling))

	// coverage stands before everything else
	require.Equal(t, "coverage", eval[string](p, "document.querySelector('main > section').id"))
	require.Equal(t, "claims 27 22 ○ 5 –", eval[string](p, "document.querySelector('.covered tbody tr').innerText.replace(/\\s+/g, ' ').trim()"))
	require.Equal(t, 5, p.seen(".missed dd"))
	require.Contains(t, p.text(".missed"), "behind a login (401 Unauthorized)")

	// the article's own text, with its structure
	require.Equal(t, 27, p.seen(".words a.marker"))
	require.Equal(t, 27, p.seen(".words a.sign"))
	require.Contains(t, eval[[]string](p, "[...document.querySelectorAll('.words h4')].map(e => e.textContent)"), "Paid by the Cubic Meter")
	require.Contains(t, eval[string](p, "document.querySelector('#a1-c14').textContent"), "The board also paid $2.3 million")
	require.Equal(t, "note warning", eval[string](p, "document.querySelector('#a1-n11').className"))
	require.Contains(t, p.text("#a1-n11"), "301 Moved Permanently; now at https://archive.tidewatch.example/collections/")
	require.Contains(t, p.text("#a1-n17"), "cited in notes\u00a06, 16–19")

	// each claim is marked by the worst thing found about it, and by a sign that says the same
	for claim, class := range map[string]string{"1": "fine", "2": "unchecked", "4": "notice", "10": "error", "11": "warning"} {
		require.Equal(t, "claim "+class, eval[string](p, "document.querySelector('#a1-c"+claim+"').className"))
		require.Equal(t, "sign "+class, eval[string](p, "document.querySelector('a.sign[data-focus=a1-c"+claim+"]').className"))
	}

	// who rests on what
	require.Equal(t, 4, p.seen(".strips li:not(.once)"))
	require.Equal(t, 3, p.count(".strips li:first-child .run"), "notes 16 to 19 are one run")
	require.Equal(t, 5, p.count(".strips li:first-child .tick"))
	require.Equal(t, "16\u00a0works cited once", p.text(".strips .once .where"))
	require.Equal(t, []string{"By work", "By publisher", "By host"}, eval[[]string](p, "[...document.querySelectorAll('.shares h5')].map(e => e.textContent)"))
	require.Equal(t, 18, p.count(".timeline circle"))
	require.Equal(t, "18\u00a0sources bear dates, from 28\u00a0April\u00a02017 to 11\u00a0April\u00a02024; 2\u00a0bear none.", p.text(".dates figcaption"))
	require.Equal(t, "the article, 15\u00a0May\u00a02024", p.text(".timeline .label"))
}

// What was not checked never looks like what is fine: not in the text, not among the notes, not in the pictures.
func TestUncheckedIsNotFine(t *testing.T) {
	for _, l := range []look{desk, {width: 1400, height: 900, dark: true}} {
		p := open(t, written(t, harbor(t)), l)
		fill := "getComputedStyle(document.querySelector('.stack .%s')).fill"
		require.NotEqual(t, eval[string](p, fmt.Sprintf(fill, "fine")), eval[string](p, fmt.Sprintf(fill, "unchecked")))
		line := "getComputedStyle(document.querySelector('.claim.%s')).textDecorationStyle + getComputedStyle(document.querySelector('.claim.%[1]s')).textDecorationColor"
		seen := map[string]string{}
		for _, class := range []string{"error", "warning", "notice", "unchecked", "fine"} {
			look := eval[string](p, fmt.Sprintf(line, class))
			require.NotContains(t, seen, look, class)
			seen[look] = class
		}
	}
}

func TestNothingIsAskedOfTheNetwork(t *testing.T) {
	path := written(t, hostile(t))
	p := blank(t, desk)
	call(p, network.Enable, network.EnableParams{})
	var mu sync.Mutex
	var asked []string
	blocked := 0
	require.NoError(t, chromedp.Listen(p, func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		switch ev := ev.(type) {
		case *network.EventRequestWillBeSent:
			asked = append(asked, ev.Request.URL)
		case *network.EventLoadingFailed:
			if ev.BlockedReason == network.BlockedReasonCsp {
				blocked++
			}
		}
	}))
	p.visit(path, "")
	p.does("document.querySelectorAll('details').forEach(d => d.open = true); scrollTo(0, document.body.scrollHeight)")
	p.does("document.querySelectorAll('button').forEach(b => b.click())")
	mu.Lock()
	require.Equal(t, []string{"file://" + path}, asked)
	mu.Unlock()

	// the page's policy would not let anything through that had found its way in
	require.True(t, eval[bool](p, `(() => {
		const s = document.createElement('script'); s.textContent = 'window.inside = 1'; document.body.append(s);
		const i = document.createElement('img'); i.src = 'https://a.example/x.png'; document.body.append(i);
		const y = document.createElement('p'); y.setAttribute('style', 'position: fixed'); document.body.append(y);
		return window.inside === undefined && getComputedStyle(y).position === 'static';
	})()`))
	require.Eventually(t, func() bool { mu.Lock(); defer mu.Unlock(); return blocked == 1 && len(asked) == 2 }, wait, tick)
}

func TestHostileWordsStayWords(t *testing.T) {
	path := written(t, hostile(t))
	for name, l := range map[string]look{"desk": desk, "phone": phone} {
		t.Run(name, func(t *testing.T) {
			p := blank(t, l)
			require.NoError(t, chromedp.Listen(p, func(ev any) {
				if _, opened := ev.(*page.EventJavascriptDialogOpening); opened {
					t.Error("the page opened a dialog")
				}
			}))
			p.visit(path, "")
			p.does("document.querySelectorAll('details').forEach(d => d.open = true)")
			p.does("document.querySelectorAll('.words a.sign, .choose, .filters button').forEach(e => e.click())")
			require.Equal(t, "undefined", eval[string](p, "typeof window.pwned"))
			require.Equal(t, []int{1, 1, 0}, eval[[]int](p, "['script', 'style', 'img, iframe, object, embed, link, base, [onload], [onerror], [onfocus], [onmouseover], [autofocus], [style]'].map(q => document.querySelectorAll(q).length)"))
			require.Empty(t, eval[[]string](p, "[...document.querySelectorAll('[href]')].map(a => a.getAttribute('href')).filter(h => !/^(#|https?:[/][/])/i.test(h))"))
			require.False(t, eval[bool](p, `/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.outerHTML)`))
			require.Contains(t, p.text("h1"), "</style></script></title><script>window.pwned = 1</script>")
			require.Contains(t, p.text("h1"), "<U+202E>gnorw<U+2066>")
			require.LessOrEqual(t, eval[int](p, "document.documentElement.scrollWidth"), int(l.width))
		})
	}
}

func TestWithoutScripts(t *testing.T) {
	path := written(t, harbor(t))
	l := desk
	l.noScripts = true
	p := open(t, path, l)
	require.Zero(t, p.seen(".filters"))
	require.Zero(t, p.seen(".focus"))
	require.Equal(t, 27, p.seen(".note"))
	require.Equal(t, p.count(".finding"), p.seen(".finding"))
	require.Equal(t, "#rule-dead-link", eval[string](p, "document.querySelector('.why a').getAttribute('href')"))
	require.Contains(t, p.text("#rule-dead-link"), "Readers cannot look at")
	require.Equal(t, "#a1-n10", eval[string](p, "document.querySelector('a.sign[data-focus=a1-c10]').getAttribute('href')"))
}

func TestFitsEveryScreen(t *testing.T) {
	paths := []string{written(t, harbor(t)), written(t, several(t))}
	for _, width := range []int64{320, 390, 768, 1100, 1920} {
		for _, path := range paths {
			p := open(t, path, look{width: width, height: 900})
			require.LessOrEqual(t, eval[int](p, "document.documentElement.scrollWidth"), int(width), "at %d pixels", width)
		}
	}
}

// The page of an article with 100 notes stays small enough for a mail.
func TestPageIsSmall(t *testing.T) {
	info, err := os.Stat(written(t, large(t, 100, 300)))
	require.NoError(t, err)
	require.Less(t, info.Size(), int64(1<<20))
}
