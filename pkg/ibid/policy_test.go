package ibid_test

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/rule"
	"github.com/ibidcheck/ibid/pkg/web"
)

// An article whose policy cannot be had is unread: none of its links is visited, and the others are checked.
func TestAnArticleWithoutAPolicyIsUnread(t *testing.T) {
	tree(t, map[string]string{"a.txt": tide, "b.txt": "It fell.[1] It rose.[3]\n\n[1] Lee, “Quays,” https://review.example/quays.\n"})
	wrong := errors.New("what is asked of it cannot be read")
	for name, fetcher := range map[string]web.Fetcher{"offline": nil, "online": answering{}} {
		t.Run(name, func(t *testing.T) {
			o := ibid.Options{Fetcher: fetcher, Gap: -1, Policy: func(path string) (rule.Policy, error) {
				if filepath.Base(path) == "a.txt" {
					return rule.Policy{}, wrong
				}
				return rule.Policy{Rules: rule.Default()}, nil
			}}
			r := ibid.Check(t.Context(), o, ibid.Inputs([]string{"a.txt", "b.txt"}, nil, nil))
			require.Equal(t, []ibid.Unread{{Path: "a.txt", Err: wrong}}, r.Unread)
			require.Len(t, r.Articles, 1)
			require.NotEmpty(t, r.Articles[0].Findings)
			for _, v := range r.Visits {
				require.Equal(t, "https://review.example/quays", v.URL)
			}
		})
	}
}
