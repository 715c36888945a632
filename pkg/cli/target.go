package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/term"

	"github.com/ibidcheck/ibid/pkg/config"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/report"
)

// target is one report to be written: its format and its file, empty for standard output. A streamed one is written while
// the run goes on.
type target struct {
	format report.Format
	file   string
	stream *stream
}

// outlet is what is written to a file, empty for standard output.
type outlet struct{ what, file string }

// parseTargets reads NAME and NAME=FILE. A name alone goes to the output. No two reports go to one place, and none to
// that of the recording.
func parseTargets(names []string, output, record string) ([]target, error) {
	if len(names) == 0 {
		names = []string{report.Formats[0].Name}
	}
	var all []target
	used := false
	var taken []outlet
	if record != "" {
		taken = append(taken, outlet{"the recording", place(record)})
	}
	for _, name := range names {
		name, file, named := strings.Cut(name, "=")
		format, err := report.Lookup(name)
		if err != nil {
			return nil, err
		}
		if named && file == "" {
			return nil, fmt.Errorf("--format %s= names no file", name)
		}
		if !named {
			file, used = output, true
		}
		file = place(file)
		if i := slices.IndexFunc(taken, func(o outlet) bool { return isOneFile(o.file, file) }); i >= 0 {
			return nil, fmt.Errorf("%s and %s would be written to one place; write --format %s=FILE", taken[i].what, name, name)
		}
		taken = append(taken, outlet{name, file})
		all = append(all, target{format: format, file: file})
	}
	if output != "" && !used {
		return nil, fmt.Errorf("--output %s is not used: every --format names its own file", output)
	}
	return all, nil
}

// place is one spelling of a file's path; empty for standard output.
func place(file string) string {
	if file == "" || file == "-" {
		return ""
	}
	return filepath.Clean(file)
}

// writable tells whether files can be written: their folders are there, and none of them is about to be read.
func writable(files, args []string, replay string) error {
	var there []os.FileInfo
	for _, file := range files {
		if file == "" {
			continue
		}
		info, err := os.Stat(file)
		if err == nil && filepath.Base(leadsTo(file)) == config.Name {
			return fmt.Errorf("%s is a configuration and would be overwritten; write to another file", file)
		}
		switch folder := filepath.Dir(file); {
		case err == nil && info.IsDir():
			return fmt.Errorf("%s is a folder; name a file to write to", file)
		case err == nil:
			there = append(there, info)
		case !isFolder(folder):
			return fmt.Errorf("%s cannot be written: there is no folder %s; make it first", file, folder)
		}
	}
	if len(there) == 0 {
		return nil
	}
	paths := []string{replay}
	for _, in := range ibid.Inputs(args, nil, nil) {
		paths = append(paths, in.Path)
	}
	return spare(paths, there)
}

// isOneFile tells whether two paths lead to one file, there or yet to be made; empty ones are standard output.
func isOneFile(a, b string) bool {
	switch {
	case a == "" || b == "":
		return a == b
	case leadsTo(a) == leadsTo(b):
		return true
	}
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// leadsTo is the whole path of the file that a path leads to through links, whether it is there or not.
func leadsTo(path string) string {
	const mostLinks = 40 // as many as Linux follows (path_resolution(7))
	whole, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	for range mostLinks {
		if folder, err := filepath.EvalSymlinks(filepath.Dir(whole)); err == nil {
			whole = filepath.Join(folder, filepath.Base(whole))
		}
		to, err := os.Readlink(whole)
		if err != nil {
			break
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(whole), to)
		}
		whole = to
	}
	return whole
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// spare fails if one of the paths to read is a file to write, under whatever name.
func spare(paths []string, files []os.FileInfo) error {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			continue
		}
		for _, file := range files {
			if os.SameFile(file, info) {
				return fmt.Errorf("%s is read in this run and would be overwritten; write to another file", path)
			}
		}
	}
	return nil
}

func (t target) write(s streams, r *report.Report) error {
	if t.stream != nil {
		return t.stream.end(r)
	}
	return writeTo(s, t.file, func(w io.Writer, o report.Options) error {
		o.Rooted = newRepositories().rooted
		return t.format.Write(w, r, o)
	})
}

// writeTo writes to a file, or to standard output. A reader of standard output who goes away early has read enough.
func writeTo(s streams, file string, write func(io.Writer, report.Options) error) error {
	if file == "" {
		err := buffered(s.out, terminalOptions(s.out), write)
		if errors.Is(err, syscall.EPIPE) {
			return nil
		}
		return err
	}
	f, err := os.Create(file)
	if err != nil {
		return fmt.Errorf("the report could not be written: %w", err)
	}
	if err := errors.Join(buffered(f, report.Options{Width: columns()}, write), f.Close()); err != nil {
		return fmt.Errorf("the report in %s is not whole: %w", file, err)
	}
	return nil
}

func buffered(w io.Writer, o report.Options, write func(io.Writer, report.Options) error) error {
	out := bufio.NewWriter(w)
	if err := write(out, o); err != nil {
		return err
	}
	return out.Flush()
}

// narrowest is the width below which a terminal is taken to lie about its size.
const narrowest = 20

// columns is how wide the environment says that lines may be, where nothing else is known; 0 if it does not say so
// (POSIX.1-2024, 8.3).
func columns() int {
	n, err := strconv.Atoi(os.Getenv("COLUMNS"))
	if err != nil || n < narrowest {
		return 0
	}
	return n
}

// terminalOptions finds out what may be written to a stream: colour and hyperlinks only to a terminal, and no colour
// where NO_COLOR says so (https://no-color.org).
func terminalOptions(w io.Writer) report.Options {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return report.Options{Width: columns()}
	}
	o := report.Options{Width: columns()}
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width >= narrowest {
		o.Width = width
	}
	if os.Getenv("TERM") != "dumb" {
		o.Color = os.Getenv("NO_COLOR") == ""
		o.Hyperlinks = true
	}
	return o
}
