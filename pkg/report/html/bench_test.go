//go:build browser

package html_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// A large article: 1,000 notes and 5,000 findings.
const (
	manyNotes    = 1000
	manyFindings = 5000
)

// The time until the page is there, laid out and ready to be used. The aim is a second.
func BenchmarkOpen(b *testing.B) {
	path := written(b, large(b, manyNotes, manyFindings))
	took := 0.0
	for b.Loop() {
		p := open(b, path, desk)
		took += eval[float64](p, "performance.getEntriesByType('navigation')[0].loadEventEnd")
	}
	b.ReportMetric(took/float64(b.N), "ms/open")
}

// The time from a choice among the filters until its outcome is painted. The aim is a tenth of a second.
func BenchmarkFilter(b *testing.B) {
	p := open(b, written(b, large(b, manyNotes, manyFindings)), desk)
	took, most := 0.0, 0.0
	for b.Loop() {
		ms, err := chromedp.Run(p, chromedp.Evaluate[float64](`new Promise(done => {
			const box = document.querySelector('.filters [value=info]'), from = performance.now();
			box.click();
			requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));
		})`, chromedp.EvalAwaitPromise))
		require.NoError(b, err)
		took, most = took+ms, max(most, ms)
	}
	b.ReportMetric(took/float64(b.N), "ms/filter")
	b.ReportMetric(most, "ms-most")
}
