package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/report"
)

func newExtract(s streams) *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "extract ARTICLE...",
		Short: "Print the tables of articles as JSON",
		Long: `Read articles and print what is in them as JSON: claims, markers, notes, quotations, links, citations and works.
No link is visited, and nothing is judged.

An ARTICLE is what it is to "ibid check", but for the address of a web page.`,
		Example: `  ibid extract article.html`,
		Args:    anArticle,
		RunE:    func(cmd *cobra.Command, args []string) error { return extract(cmd.Context(), s, place(output), args) },
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to `FILE` instead of standard output")
	return cmd
}

func extract(ctx context.Context, s streams, output string, args []string) error {
	if err := writable([]string{output}, args, ""); err != nil {
		return err
	}
	result := ibid.Read(ctx, ibid.Inputs(args, s.in, nil))
	s.tellGaps(result)
	tables := &report.Extract{Schema: report.ExtractSchemaID, Tool: tool(), Articles: report.Articles(result)}
	err := writeTo(s, output, func(w io.Writer, _ report.Options) error { return report.WriteExtract(w, tables) })
	if err != nil {
		return err
	}
	return exitStatus(result, 0)
}
