package cli

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/ibidcheck/ibid/pkg/report"
)

// target is one report to be written: its format and its file, empty for standard output.
type target struct {
	format report.Format
	file   string
}

// parseTargets reads NAME and NAME=FILE. A name alone goes to the output, which can take one report only.
func parseTargets(names []string, output string) ([]target, error) {
	if len(names) == 0 {
		names = []string{report.Formats[0].Name}
	}
	var all []target
	taken := map[string]string{}
	for _, name := range names {
		name, file, ok := strings.Cut(name, "=")
		if !ok {
			file = output
		}
		format, err := report.Lookup(name)
		if err != nil {
			return nil, err
		}
		if ok && file == "" {
			return nil, fmt.Errorf("--format %s= names no file", name)
		}
		if other, both := taken[file]; both {
			return nil, fmt.Errorf("the formats %s and %s would be written to one place; write --format %s=FILE", other, name, name)
		}
		taken[file] = name
		all = append(all, target{format, file})
	}
	if _, used := taken[output]; output != "" && !used {
		return nil, fmt.Errorf("--output %s is not used: every --format has its own file", output)
	}
	return all, nil
}

func (t target) write(s streams, r *report.Report) error {
	if t.file == "" || t.file == "-" {
		return t.writeTo(s.out, r, terminalOptions(s.out))
	}
	f, err := os.Create(t.file)
	if err != nil {
		return fmt.Errorf("the report could not be written: %w", err)
	}
	err = t.writeTo(f, r, report.Options{})
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return fmt.Errorf("the report could not be written: %w", err)
	}
	return nil
}

func (t target) writeTo(w io.Writer, r *report.Report, o report.Options) error {
	out := bufio.NewWriter(w)
	if err := t.format.Write(out, r, o); err != nil {
		return err
	}
	return out.Flush()
}

// narrowest is the width below which a terminal is taken to lie about its size.
const narrowest = 20

// terminalOptions finds out what may be written to a stream: colour and hyperlinks only to a terminal, and no colour
// where NO_COLOR says so (https://no-color.org).
func terminalOptions(w io.Writer) report.Options {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return report.Options{}
	}
	var o report.Options
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width >= narrowest {
		o.Width = width
	}
	if os.Getenv("TERM") != "dumb" {
		o.Color = os.Getenv("NO_COLOR") == ""
		o.Hyperlinks = true
	}
	return o
}

// writeExtract writes the tables of a report's articles.
func writeExtract(w io.Writer, r *report.Report, _ report.Options) error {
	return report.WriteExtract(w, &report.Extract{Schema: report.ExtractSchemaID, Tool: r.Tool, Articles: r.Articles})
}
