package cli

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"syscall"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/report"
)

// stream is a report that is written while the run goes on. What has been written of it is in its file at once.
type stream struct {
	// file is nil for standard output.
	file  *os.File
	out   *bufio.Writer
	lines *report.Lines
}

// begin starts to write, if the format can be streamed.
func (t *target) begin(s streams, o *ibid.Options) error {
	if t.format.Name != report.JSONL.Name {
		return nil
	}
	to := &stream{out: bufio.NewWriter(s.out)}
	if t.file != "" {
		f, err := os.Create(t.file)
		if err != nil {
			return fmt.Errorf("the report could not be written: %w", err)
		}
		to.file, to.out = f, bufio.NewWriter(f)
	}
	to.lines = report.NewLines(to.out, tool())
	t.stream = to
	before := o.Finished
	o.Finished = func(c ibid.Checked) {
		if before != nil {
			before(c)
		}
		to.lines.Article(c)
		_ = to.out.Flush() // the writer keeps its first error for the end
	}
	return nil
}

// end writes what is known only at the end. A reader of standard output who went away early has read enough.
func (t *stream) end(r *report.Report) error {
	err := errors.Join(t.lines.End(r), t.out.Flush())
	switch {
	case t.file == nil && errors.Is(err, syscall.EPIPE):
		return nil
	case t.file == nil:
		return err
	}
	if err := errors.Join(err, t.file.Close()); err != nil {
		return fmt.Errorf("the report in %s is not whole: %w", t.file.Name(), err)
	}
	return nil
}
