// Package cli is the command ibid: its subcommands and flags, its streams, signals and exit statuses.
//
// It alone knows the terminal. It checks nothing itself: it makes the options of package ibid, and hands what comes
// back to package report.
package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/config"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/report"
)

// version is the program's.
const version = "0.1.0"

const versionLine = "ibid " + version + "\n"

// The exit statuses of the command.
const (
	// ExitClean: nothing at or above the failing severity.
	ExitClean = 0
	// ExitFindings: there are such findings.
	ExitFindings = 1
	// ExitUnable: the run, or a part of it, could not be made; what could be is reported.
	ExitUnable = 2
	// ExitPartial: the run was interrupted or cut off by its deadline, with partial results.
	ExitPartial = 3
)

// leaner is how much the heap may grow between collections, in percent: half of Go's own measure, since a run holds as many
// links as its articles have, and pages come and go.
const leaner = 50

// Main runs the command with its arguments, the program's name left out, and returns the exit status. An interrupt ends
// the run with a partial report; a second one ends the program. A pipe that nobody reads any more ends neither: there
// may be other reports to write.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	signal.Ignore(syscall.SIGPIPE)
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(leaner)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return run(ctx, args, streams{in: stdin, out: stdout, err: stderr})
}

// streams are the command's own.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// told writes an error as the command's own, and returns whether there is one. Paths and what servers say are in errors
// too: each line is made safe, and begins with the command's name.
func (s streams) told(err error) bool {
	if err == nil {
		return false
	}
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintf(s.err, "ibid: %s\n", report.Safe(line))
	}
	return true
}

// tellGaps tells what is missing from a result, whatever the format of the report.
func (s streams) tellGaps(r *ibid.Result) {
	for _, u := range r.Unread {
		s.told(fmt.Errorf("%s: %w", u.Path, u.Err))
	}
	if r.Partial != "" {
		s.told(fmt.Errorf("the run ended early: %s", r.Partial))
	}
}

// status is an exit status on its way out of a command that has said all there is to say.
type status int

func (s status) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

func run(ctx context.Context, args []string, s streams) int {
	root := newRoot(s)
	if len(args) == 0 {
		fmt.Fprint(s.err, root.Long+"\n\n"+root.UsageString())
		return ExitUnable
	}
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var code status
	switch {
	case err == nil:
		return ExitClean
	case errors.As(err, &code):
		return int(code)
	}
	if _, _, unknown := root.Find(args); unknown != nil {
		err = fmt.Errorf("%w; see ibid help, or write: ibid check ARTICLE", err)
	}
	s.told(err)
	return ExitUnable
}

func newRoot(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "ibid",
		Short: "Verify the citations of an article",
		Long: `ibid reads an article, finds its notes, claims and links, works out which notes cite one document, visits every
link, and reports what an editor should know.`,
		Version:            version,
		SilenceUsage:       true,
		SilenceErrors:      true,
		DisableSuggestions: true,
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if wrong, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
			err = cmp.Or((config.Vocabulary{}).CheckValue(wrong.GetFlag(), "--"+wrong.GetFlag().Name, wrong.GetValue()), err)
		}
		return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
	})
	root.Flags().BoolP("version", "v", false, "print the version")
	root.SetVersionTemplate(versionLine)
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.AddCommand(newCheck(s), newReport(s), newExtract(s), newRules(s), newHistory(s), newSchema(s), newBaseline(s), newConfig(s), newInit(s), newVersion(s))
	root.InitDefaultCompletionCmd()
	refuseShells(root)
	return root
}

func newVersion(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return writeTo(s, "", func(w io.Writer, _ report.Options) error {
				_, err := fmt.Fprint(w, versionLine)
				return err
			})
		},
	}
}

func newSchema(s streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the JSON report",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return writeTo(s, "", func(w io.Writer, _ report.Options) error {
				_, err := w.Write(report.Schema())
				return err
			})
		},
	}
	cmd.AddCommand(newConfigSchema(s))
	return cmd
}

func tool() report.Tool { return report.Tool{Name: "ibid", Version: version} }
