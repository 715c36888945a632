package cli

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/report"
)

// extractFlags are the flags of ibid extract.
type extractFlags struct{ format, output, explain string }

func newExtract(s streams) *cobra.Command {
	var f extractFlags
	cmd := &cobra.Command{
		Use:   "extract ARTICLE...",
		Short: "Print the tables of articles, or the works that they cite",
		Long: `Read articles and print what is in them: claims, markers, notes, quotations, links, citations and works; or the works
alone, as other programs take them. No link is visited, and nothing is judged.

An ARTICLE is what it is to "ibid check", but for the address of a web page. The formats:
` + extractList(),
		Example: `  ibid extract article.html
  ibid extract --format bibtex -o works.bib article.html
  ibid extract --explain 12 article.html`,
		Args: anArticle,
		RunE: func(cmd *cobra.Command, args []string) error { return extract(cmd.Context(), s, f, args) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.format, "format", report.ExtractFormats[0].Name, "write as `NAME`, one of the above")
	flags.StringVarP(&f.output, "output", "o", "", "write to `FILE` instead of standard output")
	addExplain(flags, &f.explain)
	_ = cmd.RegisterFlagCompletionFunc("format", among(extractCompletions()))
	return cmd
}

func extractList() string {
	var list strings.Builder
	for _, f := range report.ExtractFormats {
		list.WriteString("  " + f.Name + ": " + f.Summary + "\n")
	}
	return strings.TrimSuffix(list.String(), "\n")
}

func extract(ctx context.Context, s streams, f extractFlags, args []string) error {
	format, err := report.LookupExtract(f.format)
	if err != nil {
		return err
	}
	output := place(f.output)
	if err := writable([]string{output}, args, ""); err != nil {
		return err
	}
	result := ibid.Read(ctx, ibid.Inputs(args, s.in, nil))
	s.tellGaps(result)
	tables := &report.Extract{Schema: report.ExtractSchemaID, Tool: tool(), Articles: report.Articles(result)}
	if f.explain != "" {
		err = explain(s, output, tables.Articles, f.explain)
	} else {
		err = writeTo(s, output, func(w io.Writer, _ report.Options) error { return format.Write(w, tables) })
	}
	if err != nil {
		return err
	}
	return gapStatus(result)
}

// gapStatus is the exit status of what reads articles and judges nothing.
func gapStatus(r *ibid.Result) error {
	switch {
	case r.Partial != "":
		return status(ExitPartial)
	case len(r.Unread) > 0:
		return status(ExitUnable)
	default:
		return nil
	}
}
