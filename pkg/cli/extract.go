package cli

import (
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
No network, no judgement.`,
		Example: `  ibid extract article.html`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			inputs, unread := ibid.Inputs(args, s.in, nil)
			result := ibid.Read(cmd.Context(), inputs)
			unread = append(unread, result.Unread...)
			tellUnread(s, unread)
			t := target{file: output, format: report.Format{Write: writeExtract}}
			if err := t.write(s, &report.Report{Tool: tool(), Articles: report.Articles(result)}); err != nil {
				return err
			}
			result.Unread = unread
			return exit(result, &report.Report{})
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to `FILE` instead of standard output")
	return cmd
}
