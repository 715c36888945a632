package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/history"
	"github.com/ibidcheck/ibid/pkg/ibid"
)

// pastFlags say what earlier runs have to do with a run.
type pastFlags struct {
	file   string
	none   bool
	maxAge time.Duration
	resume bool
}

func (f *pastFlags) add(flags *pflag.FlagSet) {
	addHistory(flags, &f.file)
	flags.BoolVar(&f.none, "no-history", false, "keep no history, and heed none")
	flags.DurationVar(&f.maxAge, "max-age", 24*time.Hour, "take good answers of earlier runs, up to this `TIME` old; 0 for none")
	flags.BoolVar(&f.resume, "resume", false, "go on with the last run of these articles, if it was cut off")
}

func addHistory(flags *pflag.FlagSet, file *string) {
	flags.StringVar(file, "history", "", "keep what is seen of links in `FILE`, not in the user's own history")
}

func (f *pastFlags) validate(web *webFlags) error {
	switch {
	case f.none && f.file != "":
		return errors.New("--history and --no-history exclude each other")
	case f.resume && !f.isKept(web):
		return errors.New("--resume wants a history: leave out --no-history and --offline; with --record or --replay, name one with --history")
	default:
		return nil
	}
}

// isKept tells whether the run has a history. One that is recorded or replayed has none unless it is asked for: what it
// says must not hang on what other runs have seen.
func (f *pastFlags) isKept(web *webFlags) bool {
	return !f.none && !web.offline && (f.file != "" || web.record+web.replay == "")
}

// open adds the history to the options of a run, and returns what is to be called when the run has ended. A history that
// cannot be had is told, and no reason not to make the run.
func (f *pastFlags) open(s streams, web *webFlags, o *ibid.Options) (finish func()) {
	if !f.isKept(web) {
		return func() {}
	}
	h, err := openHistory(f.file, history.Open)
	if err != nil {
		s.told(fmt.Errorf("no history is kept: %w", err))
		return func() {}
	}
	tellSetAside(s, h)
	o.Past = ibid.Past{History: h, MaxAge: f.maxAge, Resume: f.resume}
	if f.maxAge == 0 || web.record != "" {
		o.Past.MaxAge = -1 // a recording is to hold every answer
	}
	return func() { closeHistory(s, h) }
}

func openHistory(file string, open func(string) (*history.History, error)) (*history.History, error) {
	if file == "" {
		own, err := ownHistory()
		if err != nil {
			return nil, err
		}
		file = own
	}
	return open(file)
}

func closeHistory(s streams, h *history.History) {
	before := h.SetAside()
	if err := h.Close(); err != nil {
		s.told(fmt.Errorf("the history is not whole: %w", err))
	}
	if h.SetAside() != before {
		tellSetAside(s, h)
	}
}

func tellSetAside(s streams, h *history.History) {
	if h.SetAside() != "" {
		s.told(fmt.Errorf("the history in %s was damaged; it has been set aside as %s, and a new one is begun", h.Path(), h.SetAside()))
	}
}

// tellPast tells what the history did for a run, and what went wrong with it.
func (s streams) tellPast(f *pastFlags, r *ibid.Result) {
	switch {
	case r.Unkept != nil:
		s.told(fmt.Errorf("the history is not kept from here on: %w", r.Unkept))
	case f.resume && r.Resumed == 0:
		s.told(errors.New("there is no run of these articles that was cut off; this is a new one"))
	case f.resume:
		s.told(fmt.Errorf("going on with the run that was cut off: %d of its visits are there", r.Resumed))
	}
}

// ownHistory is the user's own file: below XDG_DATA_HOME if that is set
// (https://specifications.freedesktop.org/basedir-spec/latest/), else where the system keeps the data of programs.
func ownHistory() (string, error) {
	folder := os.Getenv("XDG_DATA_HOME")
	var err error
	switch {
	case filepath.IsAbs(folder):
	case runtime.GOOS == "windows", runtime.GOOS == "darwin":
		folder, err = os.UserConfigDir()
	default:
		folder, err = os.UserHomeDir()
		folder = filepath.Join(folder, ".local", "share")
	}
	if err != nil {
		return "", fmt.Errorf("there is no folder for it (%w); name a file with --history", err)
	}
	return filepath.Join(folder, "ibid", "history.db"), nil
}
