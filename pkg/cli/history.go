package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/ibidcheck/ibid/pkg/history"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/report"
)

func newHistory(s streams) *cobra.Command {
	var file, format, output string
	cmd := &cobra.Command{
		Use:   "history ADDRESS|ARTICLE...",
		Short: "Show what earlier runs saw of links",
		Long: `Show what earlier runs saw of an address, or of the addresses of an article. No link is visited.

An ARTICLE is what it is to "ibid check", but for the address of a web page.`,
		Example: `  ibid history https://example.org/essay
  ibid history --format json article.txt`,
		Args: anArticle,
		RunE: func(cmd *cobra.Command, args []string) error {
			return showHistory(cmd.Context(), s, file, format, place(output), args)
		},
	}
	addHistory(cmd.PersistentFlags(), &file)
	cmd.Flags().StringVar(&format, "format", report.Terminal.Name, "write as `NAME`: "+report.Terminal.Name+" or "+report.JSON.Name)
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to `FILE` instead of standard output")
	_ = cmd.RegisterFlagCompletionFunc("format", among([]string{report.Terminal.Name, report.JSON.Name}))
	cmd.AddCommand(newMerge(s, &file))
	return cmd
}

func newMerge(s streams, file *string) *cobra.Command {
	return &cobra.Command{
		Use:   "merge FILE...",
		Short: "Take over what other histories hold",
		Long: `Take over what other histories hold, such as those of other machines. The other files are only read, and what both
hold is kept once.`,
		Example: `  ibid history merge build-1.db build-2.db`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("no file is named; see ibid history merge --help")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return mergeHistories(s, *file, args) },
	}
}

func mergeHistories(s streams, file string, others []string) error {
	h, err := openHistory(file, history.Open)
	if err != nil {
		return err
	}
	defer closeHistory(s, h)
	tellSetAside(s, h)
	return writeTo(s, "", func(w io.Writer, _ report.Options) error {
		for _, other := range others {
			added, err := h.Merge(other)
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintf(w, "%s: %d new observations\n", other, added); err != nil {
				return err
			}
		}
		return nil
	})
}

func showHistory(ctx context.Context, s streams, file, format, output string, args []string) error {
	write := report.WritePastTable
	switch format {
	case report.Terminal.Name:
	case report.JSON.Name:
		write = func(w io.Writer, p *report.Past, _ report.Options) error { return report.WritePast(w, p) }
	default:
		return fmt.Errorf("unknown format %q; the formats are %s, %s", format, report.Terminal.Name, report.JSON.Name)
	}
	if err := writable([]string{output, file}, args, ""); err != nil {
		return err
	}
	addresses, result := addressesIn(ctx, s, args)
	s.tellGaps(result)
	h, err := openHistory(file, history.OpenExisting)
	if err != nil {
		return err
	}
	defer closeHistory(s, h)
	past, err := pastOf(h, addresses)
	if err != nil {
		return err
	}
	if err := writeTo(s, output, func(w io.Writer, o report.Options) error { return write(w, past, o) }); err != nil {
		return err
	}
	return gapStatus(result)
}

// addressesIn are the addresses that are arguments, and those of the articles that are, each once.
func addressesIn(ctx context.Context, s streams, args []string) ([]string, *ibid.Result) {
	var articles, all []string
	for _, arg := range args {
		if match.IsWeb(arg) {
			all = append(all, arg)
		} else {
			articles = append(articles, arg)
		}
	}
	result := ibid.Read(ctx, ibid.Inputs(articles, s.in, nil))
	for _, c := range result.Articles {
		for _, l := range c.Article.Links {
			all = append(all, l.URL)
		}
	}
	seen := map[string]bool{}
	var distinct []string
	for _, address := range all {
		if !seen[address] {
			seen[address] = true
			distinct = append(distinct, address)
		}
	}
	return distinct, result
}

func pastOf(h *history.History, addresses []string) (*report.Past, error) {
	p := &report.Past{Schema: report.PastSchemaID, Tool: tool()}
	for _, address := range addresses {
		seen, err := h.Past(address)
		if err != nil {
			return nil, err
		}
		a := report.Address{URL: address}
		for _, o := range seen {
			a.Seen = append(a.Seen, report.Seen{
				At: o.At, State: o.State, Because: o.Because, FinalURL: o.Final, Status: o.Status, MovedTo: o.MovedTo, Digest: o.Digest,
			})
		}
		p.Addresses = append(p.Addresses, a)
	}
	return p, nil
}
