package report

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
)

// sarifPacked is how many bytes GitHub takes of a file, after gzip.
const sarifPacked = 10_000_000

// writeSARIF leaves out the least grave results of a log that is too large.
func writeSARIF(w io.Writer, r *Report, o Options) error {
	r = rooted(r, o)
	text, err := withinLimits(r)
	if err != nil {
		return err
	}
	if _, err := w.Write(text); err != nil {
		return fmt.Errorf("write SARIF: %w", err)
	}
	return nil
}

// withinLimits is the log with as many results as there is room for. One that is small enough as it is, is not compressed.
func withinLimits(r *Report) ([]byte, error) {
	log := sarifOf(r)
	for {
		var text bytes.Buffer
		if err := writeJSON(&text, log); err != nil {
			return nil, err
		}
		size, err := packed(text.Bytes())
		results := len(log.Runs[0].Results)
		if err != nil || size <= sarifPacked || results == 0 {
			return text.Bytes(), err
		}
		// Results are of one kind, so that their number tells their size nearly; a little less leaves room for the rest.
		fewer := int(float64(results) * sarifPacked / float64(size) * 0.98)
		log = sarifUpTo(r, min(fewer, results-1), "10 MB of a file")
	}
}

// packed is the size of a text after gzip, or at most its own.
func packed(text []byte) (int, error) {
	if len(text) <= sarifPacked {
		return len(text), nil
	}
	var out counter
	z := gzip.NewWriter(&out)
	if _, err := z.Write(text); err != nil {
		return 0, fmt.Errorf("compress SARIF: %w", err)
	}
	if err := z.Close(); err != nil {
		return 0, fmt.Errorf("compress SARIF: %w", err)
	}
	return int(out), nil
}

// counter counts the bytes that are written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
