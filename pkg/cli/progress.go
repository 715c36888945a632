package cli

import (
	"io"
	"os"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"
)

// progress is a bar on a terminal, and nothing elsewhere.
type progress struct {
	out  io.Writer
	bars *mpb.Progress
	bar  *mpb.Bar
}

func newProgress(w io.Writer) *progress {
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) && os.Getenv("TERM") != "dumb" {
		return &progress{out: w}
	}
	return &progress{}
}

// show draws the bar, and moves it on.
func (p *progress) show(done, all int) {
	if p.out == nil || all == 0 {
		return
	}
	if p.bar == nil {
		p.bars = mpb.New(mpb.WithOutput(p.out), mpb.WithWidth(40))
		p.bar = p.bars.AddBar(int64(all),
			mpb.PrependDecorators(decor.Name("visiting links  ")),
			mpb.AppendDecorators(decor.CountersNoUnit("%d of %d")),
			mpb.BarRemoveOnComplete(),
		)
	}
	p.bar.SetCurrent(int64(done))
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar == nil {
		return
	}
	p.bar.Abort(true)
	p.bars.Wait()
}
