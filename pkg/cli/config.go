package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/config"
	"github.com/ibidcheck/ibid/pkg/report"
)

func newConfig(s streams) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "config [ARTICLE]",
		Short: "Print what holds for an article, and who says so",
		Long: `Print every option and rule as it holds for an article, and where each comes from: a flag, a variable of the
environment, the configuration, or the program itself. Flags are stronger than the environment, and the environment is
stronger than the configuration. What is printed is a configuration too.

The configuration is the file ` + config.Name + ` in the article's folder or in one around it, up to the root of the
repository. Where articles of one run have different ones, each goes by the rules, the style and the overrides of its own.
All other options are for the whole run: those of the outermost configuration above all its articles.

An option stands there under the name of its flag, and in the environment as IBID_ and that name: --fail-on is
IBID_FAIL_ON. A list has one item a line there.`,
		Example: `  ibid config
  ibid config issues/2019/tide.md`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			article := "."
			if len(args) > 0 {
				article = args[0]
			}
			h, err := f.conf.settle(cmd.Flags(), []string{article})
			if err != nil {
				return err
			}
			own, err := h.own(article)
			if err != nil {
				return err
			}
			held := config.Held{Article: article, Run: h.conf, Flags: cmd.Flags(), Origins: h.origins, Wish: h.wish, Exclude: h.exclude}
			h.tell(s)
			return writeTo(s, "", func(w io.Writer, _ report.Options) error { return config.Print(w, own, held) })
		},
	}
	f.add(cmd.Flags())
	offer(cmd)
	return cmd
}

func newInit(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Write a configuration to begin with",
		Long: `Write ` + config.Name + ` into a folder, by default this one. Everything in it is explained and commented out, so that it
changes nothing before you do. A file that is there is left alone.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			path := config.Name
			if len(args) > 0 {
				path = filepath.Join(args[0], config.Name)
			}
			if err := begin(path); err != nil {
				return err
			}
			_, err := fmt.Fprintf(s.err, "ibid: wrote %s\n", path)
			return err
		},
	}
}

func begin(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s is there already, and is left as it is", path)
	}
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("the configuration could not be written: %w", err)
	}
	_, err = file.WriteString(config.Sample())
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("the configuration in %s is not whole: %w", path, err)
	}
	return nil
}

func newConfigSchema(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "config",
		Short: "Print the JSON Schema of a configuration, for editors",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			var f checkFlags
			flags := pflag.NewFlagSet("check", pflag.ContinueOnError)
			f.add(flags)
			return writeTo(s, "", func(w io.Writer, _ report.Options) error { return config.WriteSchema(w, vocabulary(flags)) })
		},
	}
}
