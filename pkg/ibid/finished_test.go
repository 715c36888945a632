package ibid_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/rule"
	"github.com/ibidcheck/ibid/pkg/web"
)

// Articles are handed over as they finish, without the web in the order of the inputs, with what the result says of them.
func TestFinished(t *testing.T) {
	dir := t.TempDir()
	var paths []string
	for i := range 40 {
		path := filepath.Join(dir, fmt.Sprintf("%02d.txt", i))
		text := fmt.Sprintf("It rose %d times.[1] It fell.[3]\n\n[1] Ruiz, “Tide Tables,” https://review.example/%d.\n[2] Lee, “Quays,” 10.\n", i, i)
		if i%10 == 3 {
			text = "\x00\x01\x02" // cannot be read
		}
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		paths = append(paths, path)
	}
	for name, fetcher := range map[string]web.Fetcher{"offline": nil, "online": answering{}} {
		t.Run(name, func(t *testing.T) {
			var finished []ibid.Checked
			o := ibid.Options{Fetcher: fetcher, Gap: -1, Finished: func(c ibid.Checked) { finished = append(finished, c) }}
			r := ibid.Check(context.Background(), o, ibid.Inputs(paths, nil, nil))
			require.Len(t, r.Articles, 36)
			require.Len(t, r.Unread, 4)
			if fetcher == nil {
				require.Equal(t, r.Articles, finished)
			}
			require.ElementsMatch(t, r.Articles, finished)
			require.NotEmpty(t, finished[0].Findings)
		})
	}
}

// answering is a web in which every page is there.
type answering struct{}

func (answering) Fetch(_ context.Context, url string) (*web.Page, error) {
	return &web.Page{URL: url, Final: url, Status: http.StatusOK, Header: http.Header{}}, nil
}

// waiting is a web in which one page comes only once the others have been put to use.
type waiting struct{ until chan struct{} }

func (w waiting) Fetch(ctx context.Context, url string) (*web.Page, error) {
	p := &web.Page{URL: url, Final: url, Status: http.StatusOK, Header: http.Header{}}
	switch url {
	case "https://slow.example/":
		select {
		case <-w.until:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	case "https://gone.example/":
		p.Status = http.StatusGone
	case "https://mute.example/":
		p.Status, p.Failure = 0, &web.Failure{Kind: web.Timeout, Detail: "no answer"}
	}
	return p, nil
}

// An article waits for its own links, and for no others.
func TestFinishedWhileOthersAreUnderWay(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	inputs := []ibid.Input{
		noted("none"), noted("slow", "https://there.example/1", "https://slow.example/"), noted("live", "https://there.example/2"),
		noted("gone", "https://gone.example/", "https://there.example/1"), noted("mute", "https://mute.example/"),
	}
	web := waiting{until: make(chan struct{})}
	var finished []string
	r := ibid.Check(ctx, ibid.Options{Fetcher: web, Gap: -1, Finished: func(c ibid.Checked) {
		if finished = append(finished, c.Article.Path); len(finished) == len(inputs)-1 {
			close(web.until)
		}
	}}, inputs)
	require.Empty(t, r.Partial)
	require.Len(t, finished, len(inputs))
	require.Equal(t, "slow", finished[len(finished)-1])
	require.Equal(t, []string{"dead-link"}, rulesOf(r.Articles[3].Findings))
	require.Equal(t, []string{"unchecked-link"}, rulesOf(r.Articles[4].Findings))
}

func rulesOf(found []rule.Finding) []string {
	var all []string
	for _, f := range found {
		all = append(all, f.Rule)
	}
	return all
}
