package cli

import (
	"errors"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/report"
)

// addExplain adds the flag that asks about one work.
func addExplain(flags *pflag.FlagSet, name *string) {
	flags.StringVar(name, "explain", "", "instead, tell why the citations of `WORK`, such as w3 or a note’s label, are of one work")
}

// explain tells about one work.
func explain(s streams, output string, articles []report.Article, name string) error {
	return writeTo(s, output, func(w io.Writer, _ report.Options) error { return report.Explain(w, articles, name) })
}

// besides are the reports that are written besides an explanation: those with files of their own.
func besides(formats []string, output, record string) ([]target, error) {
	if len(formats) == 0 {
		return nil, nil
	}
	for _, f := range formats {
		if !strings.Contains(f, "=") {
			return nil, errors.New("--explain takes the place of the report; write --format " + f + "=FILE to have both")
		}
	}
	targets, err := parseTargets(formats, "", record)
	if err != nil {
		return nil, err
	}
	for _, t := range targets {
		if isOneFile(t.file, place(output)) {
			return nil, errors.New("the explanation and " + t.format.Name + " would be written to one place")
		}
	}
	return targets, nil
}
