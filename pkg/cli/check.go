package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/read"
	"github.com/ibidcheck/ibid/pkg/report"
)

// checkFlags are the flags of ibid check.
type checkFlags struct {
	formats  []string
	output   string
	deadline time.Duration
	web      webFlags
}

func newCheck(s streams) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check ARTICLE...",
		Short: "Check the citations of articles",
		Long: `Check the citations of articles: find the claims that rest on one document, and visit every link.

An ARTICLE is a file, a folder (walked for files of a known format), a pattern such as "2024/*.html", an http or https
address, or "-" for standard input. Formats: ` + formatNames() + `; found by content.

Exit status: 0 if there is no error among the findings, 1 if there is, 2 if something could not be read or the run not
be made, 3 if the run ended early and its report is partial.`,
		Example: `  ibid check article.txt
  ibid check --offline manuscripts/
  ibid check --record web.warc.gz --format json=report.json --format terminal https://example.org/essay`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return check(cmd.Context(), s, f, args) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringArrayVar(&f.formats, "format", nil, "write the report as `NAME` or NAME=FILE; repeatable; "+reportNames())
	flags.StringVarP(&f.output, "output", "o", "", "write the report to `FILE` instead of standard output")
	flags.DurationVar(&f.deadline, "deadline", 30*time.Minute, "end the run after this time, with a partial report")
	f.web.add(flags)
	return cmd
}

func formatNames() string {
	names := make([]string, len(read.Formats))
	for i, f := range read.Formats {
		names[i] = f.Name + " (" + f.Summary + ")"
	}
	return strings.Join(names, ", ")
}

func reportNames() string {
	names := make([]string, len(report.Formats))
	for i, f := range report.Formats {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}

func check(ctx context.Context, s streams, f checkFlags, args []string) error {
	targets, err := parseTargets(f.formats, f.output)
	if err != nil {
		return err
	}
	o, finish, err := f.web.options()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, f.deadline)
	defer cancel()
	inputs, unread := ibid.Inputs(args, s.in, o.Fetcher)
	bar := newProgress(s.err)
	o.Progress = bar.show
	result := ibid.Check(ctx, o, inputs)
	bar.end()
	result.Unread = append(unread, result.Unread...)
	if err := finish(); err != nil {
		return err
	}
	tellUnread(s, result.Unread)
	r := report.Of(result, tool())
	for _, t := range targets {
		if err := t.write(s, r); err != nil {
			return err
		}
	}
	return exit(result, r)
}

func tellUnread(s streams, unread []ibid.Unread) {
	for _, u := range unread {
		fmt.Fprintf(s.err, "ibid: %s: %v\n", u.Path, u.Err)
	}
}

// exit is the exit status of a run: what was cut short comes before what could not be read, and that before findings.
func exit(result *ibid.Result, r *report.Report) error {
	switch {
	case result.Partial != "":
		return status(ExitPartial)
	case len(result.Unread) > 0:
		return status(ExitUnable)
	case r.Summary.Findings.Error > 0:
		return status(ExitFindings)
	default:
		return nil
	}
}
