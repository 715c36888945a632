package cli

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/ibidcheck/ibid/pkg/report"
)

// reportFlags are the flags of ibid report.
type reportFlags struct {
	from    string
	formats []string
	output  string
}

func newReport(s streams) *cobra.Command {
	var f reportFlags
	cmd := &cobra.Command{
		Use:   "report --from FILE",
		Short: "Write a saved report in other formats",
		Long: `Write a report that was saved as JSON in other formats. Nothing is read, visited or checked again, and the exit status
is that of the run.

The formats:
` + formatSummaries(),
		Example: `  ibid check --format json=run.json articles/
  ibid report --from run.json --format sarif=ibid.sarif --format markdown`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return convert(s, f) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.from, "from", "", "read the report in `FILE`; - for standard input")
	flags.StringArrayVar(&f.formats, "format", nil, "write it as `NAME`, or as NAME=FILE; repeatable; one of the above")
	flags.StringVarP(&f.output, "output", "o", "", "write to `FILE` instead of standard output")
	_ = cmd.RegisterFlagCompletionFunc("format", orFile(formatCompletions()))
	return cmd
}

func formatSummaries() string {
	text := ""
	for i, f := range report.Formats {
		if i > 0 {
			text += "\n"
		}
		text += "  " + f.Name + ": " + f.Summary
	}
	return text
}

func convert(s streams, f reportFlags) error {
	if f.from == "" {
		return errors.New("no report is named; write --from FILE, with what ibid check --format json=FILE has written")
	}
	targets, err := parseTargets(f.formats, f.output, "")
	if err != nil {
		return err
	}
	var files []string
	for _, t := range targets {
		files = append(files, t.file)
	}
	if err := writable(files, nil, place(f.from)); err != nil {
		return err
	}
	r, err := saved(s, f.from)
	if err != nil {
		return err
	}
	broken := false
	for _, t := range targets {
		broken = s.told(t.write(s, r)) || broken
	}
	if broken {
		return status(ExitUnable)
	}
	return exitStatus(r)
}

// saved reads a report.
func saved(s streams, from string) (*report.Report, error) {
	in, name := s.in, "standard input"
	if place(from) != "" {
		file, err := os.Open(from)
		if err != nil {
			return nil, fmt.Errorf("the report could not be read: %w", err)
		}
		defer file.Close()
		in, name = file, from
	}
	r, err := report.Read(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return r, nil
}
