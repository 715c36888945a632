package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/read"
	"github.com/ibidcheck/ibid/pkg/report"
)

// checkFlags are the flags of ibid check.
type checkFlags struct {
	formats  []string
	output   string
	explain  string
	deadline time.Duration
	conf     configFlags
	web      webFlags
	past     pastFlags
	archives archiveFlags
}

func newCheck(s streams) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check ARTICLE...",
		Short: "Check the citations of articles",
		Long: `Check the citations of articles: find the claims that rest on one document, visit every link, and report what an
editor should know.

An ARTICLE is a file, a folder (walked for files of a known format), a pattern such as "2024/*.html", the address of a
web page, or "-" for standard input. Its format is found by its content:
` + formatList() + `
Exit status:
  0  there is no error among the findings
  1  there is; --fail-on says what counts
  2  something could not be read, or the run could not be made
  3  the run ended early, and its report is partial`,
		Example: `  ibid check article.txt
  ibid check --offline manuscripts/
  ibid check --record web.warc.gz --format terminal --format json=report.json https://example.org/essay`,
		Args: anArticle,
		RunE: func(cmd *cobra.Command, args []string) error { return check(cmd.Context(), s, cmd.Flags(), &f, args) },
	}
	f.add(cmd.Flags())
	offer(cmd)
	return cmd
}

func (f *checkFlags) add(flags *pflag.FlagSet) {
	flags.SortFlags = false
	flags.StringArrayVar(&f.formats, "format", nil, "write the report as `NAME`, or as NAME=FILE; repeatable; one of\n"+reportNames())
	flags.StringVarP(&f.output, "output", "o", "", "write the report to `FILE` instead of standard output")
	addExplain(flags, &f.explain)
	flags.DurationVar(&f.deadline, "deadline", 30*time.Minute, "end the run after this `TIME`, with a partial report")
	f.conf.add(flags)
	f.web.add(flags)
	f.past.add(flags)
	f.archives.add(flags)
}

// anArticle wants arguments.
func anArticle(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return errors.New("no article is named; see " + cmd.CommandPath() + " --help")
	}
	return nil
}

func formatList() string {
	var list strings.Builder
	for _, f := range read.Formats {
		list.WriteString("  " + f.Name + ": " + f.Summary + "\n")
	}
	return list.String()
}

func formatNames() []string {
	names := make([]string, len(report.Formats))
	for i, f := range report.Formats {
		names[i] = f.Name
	}
	return names
}

// reportNames has a few names a line: a line of the help is no longer than a screen is wide.
func reportNames() string {
	const aLine = 8
	var text strings.Builder
	for i, name := range formatNames() {
		switch {
		case i == 0:
		case i%aLine == 0:
			text.WriteString(",\n")
		default:
			text.WriteString(", ")
		}
		text.WriteString(name)
	}
	return text.String()
}

func check(ctx context.Context, s streams, flags *pflag.FlagSet, f *checkFlags, args []string) error {
	house, err := f.conf.settle(flags, args)
	if err != nil {
		return err
	}
	targets, err := f.targets(args, house)
	if err != nil {
		return err
	}
	narrowing, err := f.conf.narrowing(ctx, house, args)
	if err != nil {
		return err
	}
	result, broken, err := f.run(ctx, s, narrowing, targets, args)
	if err != nil {
		return err
	}
	narrowing.end(s, result)
	r := report.Of(result, tool())
	if word := f.conf.failOn.String(); word != failOnError {
		r.Summary.FailOn = word
	}
	r.Summary.Folder = newRepositories().here()
	for _, t := range targets {
		broken = s.told(t.write(s, r)) || broken
	}
	if f.explain != "" {
		broken = s.told(explain(s, place(f.output), r.Articles, f.explain)) || broken
	}
	if broken {
		return status(ExitUnable)
	}
	return exitStatus(r)
}

// run visits and checks the articles. Broken tells that something else than that could not be done, and has been told.
func (f *checkFlags) run(ctx context.Context, s streams, n *narrowing, targets []target, args []string) (r *ibid.Result, broken bool, err error) {
	o, finish, err := f.web.options()
	if err != nil {
		return nil, false, err
	}
	forget := f.past.open(s, &f.web, &o)
	release, err := f.archives.join(&f.web, &o)
	if err != nil {
		return nil, false, err
	}
	ctx, cancel := context.WithTimeout(ctx, f.deadline)
	defer cancel()
	bar := newProgress(s.err)
	o.Progress = bar.show
	n.join(&o)
	for i := range targets {
		if err := targets[i].begin(s, &o); err != nil {
			return nil, false, err
		}
	}
	r = ibid.Check(ctx, o, n.inputs(s, ibid.Inputs(args, s.in, o.Fetcher)))
	bar.end()
	s.tellGaps(r)
	n.house.tell(s)
	s.tellPast(&f.past, r)
	forget()
	release()
	return r, s.told(finish()), nil
}

// targets are where the report goes. It is found out before the run whether anything is in the way.
func (f *checkFlags) targets(args []string, h *house) ([]target, error) {
	if err := errors.Join(f.web.validate(), f.past.validate(&f.web), f.archives.validate(&f.web)); err != nil {
		return nil, err
	}
	parse := parseTargets
	files := []string{f.web.record, f.past.file}
	if f.explain != "" {
		parse = besides
		files = append(files, place(f.output))
	}
	targets, err := parse(f.formats, f.output, f.web.record)
	if err != nil {
		return nil, err
	}
	for _, t := range targets {
		if f.past.file != "" && isOneFile(t.file, place(f.past.file)) {
			return nil, fmt.Errorf("the history and %s would be written to one place; write --format %s=FILE", t.format.Name, t.format.Name)
		}
		files = append(files, t.file)
	}
	return targets, errors.Join(writable(files, args, f.web.replay), f.conf.spared(h, files))
}

// exitStatus is that of a run: what was cut short comes before what could not be read, and that before findings. A saved
// report has that of its run.
func exitStatus(r *report.Report) error {
	switch {
	case r.Summary.Coverage.Partial != "":
		return status(ExitPartial)
	case len(r.Summary.Unread) > 0:
		return status(ExitUnable)
	case failing(r.Summary) > 0:
		return status(ExitFindings)
	default:
		return nil
	}
}
