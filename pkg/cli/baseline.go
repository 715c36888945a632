package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/config"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/report"
	"github.com/ibidcheck/ibid/pkg/rule"
)

func newBaseline(s streams) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "baseline ARTICLE...",
		Short: "Write down the present findings, so that only new ones fail",
		Long: `Check articles as "ibid check" does, and write their findings into ` + config.BaselineName + ` beside the configuration, or in
this folder if there is none. From then on, a check lets these findings not fail the run, and says which of them occur no
more. They are known again when lines move, notes are renumbered and files are renamed.`,
		Example: `  ibid baseline --offline manuscripts/`,
		Args:    anArticle,
		RunE: func(cmd *cobra.Command, args []string) error {
			return writeBaseline(cmd.Context(), s, cmd.Flags(), &f, args)
		},
	}
	f.add(cmd.Flags())
	for _, name := range asides {
		cmd.Flags().Lookup(name).Hidden = true
	}
	offer(cmd)
	return cmd
}

// asides are the flags of a report, which a baseline is none of.
var asides = []string{"format", "output", "explain", "fail-on", "new-from", "no-baseline"}

func writeBaseline(ctx context.Context, s streams, flags *pflag.FlagSet, f *checkFlags, args []string) error {
	for _, name := range asides {
		if flags.Changed(name) {
			return fmt.Errorf("ibid baseline makes no report, and takes no --%s", name)
		}
	}
	h, err := f.conf.settle(flags, args)
	if err != nil {
		return err
	}
	f.formats, f.output = nil, ""
	if _, err := f.targets(args, h); err != nil {
		return err
	}
	path := f.conf.baselineFile(h)
	if err := writable([]string{path}, args, f.web.replay); err != nil {
		return err
	}
	before, err := config.ReadBaseline(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	r, broken, err := f.run(ctx, s, &narrowing{house: h}, nil, args)
	if err != nil {
		return err
	}
	if r.Partial != "" || len(r.Unread) > 0 {
		s.told(errors.New("no baseline is written: it would not be whole"))
		return exitStatus(report.Of(r, tool()))
	}
	b := config.NewBaseline(path, r, before, foldersAmong(args))
	if err := b.Write(path); err != nil {
		return err
	}
	s.told(fmt.Errorf("wrote %s: findings: %d", path, len(b.Findings)))
	if broken {
		return status(ExitUnable)
	}
	return nil
}

// baselineFile is the baseline that a run has, or would have.
func (f *configFlags) baselineFile(h *house) string {
	if f.baseline != "" {
		return f.baseline
	}
	return filepath.Join(filepath.Dir(h.conf.File), config.BaselineName)
}

// narrowing is what keeps findings of a run back: a baseline, and that something has not changed. Each may be nil.
type narrowing struct {
	house    *house
	baseline *config.Baseline
	changes  *changes
	// folders are those that are looked through as a whole.
	folders []string
}

// narrowing finds out what is to be kept back, before the run.
func (f *configFlags) narrowing(ctx context.Context, h *house, args []string) (*narrowing, error) {
	n := &narrowing{house: h}
	path := f.baselineFile(h)
	_, missing := os.Stat(path)
	var err error
	switch {
	case f.noBaseline && h.origins["baseline"] == "--baseline":
		return nil, errors.New("--baseline and --no-baseline exclude each other")
	case f.noBaseline, f.baseline == "" && missing != nil:
	default:
		if n.baseline, err = config.ReadBaseline(path); err != nil {
			return nil, err
		}
	}
	if f.newFrom != "" {
		n.changes, err = changesSince(ctx, f.newFrom, folderOf(args[0]))
		return n, err
	}
	n.folders = foldersAmong(args)
	return n, nil
}

// foldersAmong are those of the arguments that are folders.
func foldersAmong(args []string) []string {
	return slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return arg == "-" || !isFolder(arg) })
}

// inputs are those that are to be looked at.
func (n *narrowing) inputs(s streams, all []ibid.Input) []ibid.Input {
	if n.changes == nil {
		return all
	}
	changed, foreign := n.changes.inputs(all)
	switch {
	case len(foreign) > 0:
		s.told(fmt.Errorf("checked as a whole, since not in the repository %s, but elsewhere or in one of their own: %s",
			n.changes.root, strings.Join(few(foreign), ", ")))
	case len(changed) == 0:
		s.told(errors.New("none of the articles has changed"))
	}
	return changed
}

// few are the first of many names.
func few(names []string) []string {
	const most = 5
	if len(names) <= most {
		return names
	}
	return append(names[:most:most], fmt.Sprintf("%d more", len(names)-most))
}

// join adds what the house asks, and what is to be kept back, to the options of a run.
func (n *narrowing) join(o *ibid.Options) {
	n.house.join(o)
	o.Narrow = func(c *ibid.Checked) {
		if n.baseline != nil {
			n.baseline.Hide(c)
		}
	}
	if n.changes != nil {
		o.Before, o.Elsewhere = n.changes.source, n.changes.elsewhere
	}
}

// end notes what of the baseline occurs no more, and tells of what could not be held against its earlier version.
func (n *narrowing) end(s streams, r *ibid.Result) {
	if n.changes != nil {
		s.told(errors.Join(n.changes.lost...))
	}
	if n.baseline == nil {
		return
	}
	n.baseline.Resolve(r, n.folders, func(path, name string) bool {
		chosen, err := n.house.chosen(path)
		return err == nil && slices.ContainsFunc(chosen.Rules, func(r rule.Rule) bool { return r.Name == name })
	})
}
