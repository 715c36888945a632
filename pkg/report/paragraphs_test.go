package report

import (
	"cmp"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/fixtures"
	"github.com/ibidcheck/ibid/pkg/ibid"
)

// manuscripts are small articles in several formats, in which entities, line ends and markup stand between what is marked.
func manuscripts(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{
		"a.md": "# Tides\n\nIt *rose*, “by a  metre,”[^1] and fell.[^2] Then &amp; there\n[it](https://a.example/x) rose again.[^1]\n\n[^1]: Ruiz.\n[^2]: Lee.\n",
		"a.html": "<!DOCTYPE html><h1>Tides</h1><p>It <em>rose</em>&nbsp;&ldquo;by a\n metre&rdquo;<sup><a href='#1'>1</a></sup>, and fell.<sup><a href='#2'>2</a></sup></p>" +
			"<hr><ol><li id=1>Ruiz, <i>Tide</i>.</li><li id=2>Lee, <i>Ebb</i>.</li></ol>",
	}
	all["a.rst"] = "Tides\n=====\n\nIt rose, \"by a metre\" [1]_, and fell. [2]_ Then it rose again. [1]_\n\n.. [1] Ruiz.\n.. [2] Lee.\n"
	for _, name := range []string{"harbor/harbor.txt", "harbor/harbor.html", "inletblog.txt"} {
		text, err := fixtures.FS.ReadFile(name)
		require.NoError(t, err)
		all[name] = string(text)
	}
	return all
}

func TestMarksLeadToTheWords(t *testing.T) {
	for path, text := range manuscripts(t) {
		t.Run(path, func(t *testing.T) {
			r := ibid.Read(t.Context(), []ibid.Input{{Path: path, Source: func(context.Context) ([]byte, error) { return []byte(text), nil }}})
			require.Empty(t, r.Unread)
			a := Articles(r)[0]
			marked := map[string]string{}
			for _, p := range a.Paragraphs {
				last := 0
				for _, m := range p.Marks {
					require.NotContains(t, marked, m.ID, "%s is marked twice", m.ID)
					marked[m.ID] = p.Text[m.Start:m.End]
					require.LessOrEqual(t, last, m.Start, "marks are in order")
					last = m.Start
				}
			}
			requireMarked(t, a, marked)
		})
	}
}

func requireMarked(t *testing.T, a Article, marked map[string]string) {
	t.Helper()
	for _, m := range a.Markers {
		require.Contains(t, marked, m.ID)
		if a.Format != "rst" { // whose reader leaves the marks out of the words
			require.Equal(t, m.Label, strings.Trim(marked[m.ID], "[]^"))
		}
	}
	for _, q := range a.Quotations {
		require.True(t, strings.HasPrefix(q.Text, strings.Trim(marked[q.ID], "“”\"")[:len("by")]), "%q: %q", q.Text, marked[q.ID])
		require.Regexp(t, "^[“\"]", marked[q.ID])
	}
	for _, x := range a.Attributions {
		require.NotEmpty(t, marked[x.ID], x.Source)
	}
	for _, l := range a.Links {
		require.Equal(t, l.Where == "text", marked[l.ID] != "", l.URL)
	}
	for _, c := range a.Claims {
		first, _, _ := strings.Cut(cmp.Or(c.Clause, c.Text), " ")
		require.Contains(t, marked[c.ID], first)
		for _, m := range a.Markers {
			if m.Claim != nil && *m.Claim == c.ID {
				require.Contains(t, marked[c.ID], marked[m.ID], "the claim reaches to its marker")
			}
		}
	}
}
