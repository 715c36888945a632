package ibid_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/web"
)

// Articles are handed over as they finish, in the order of the inputs, with what the result says of them.
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
			require.Equal(t, r.Articles, finished)
			require.NotEmpty(t, finished[0].Findings)
		})
	}
}

// answering is a web in which every page is there.
type answering struct{}

func (answering) Fetch(_ context.Context, url string) (*web.Page, error) {
	return &web.Page{URL: url, Final: url, Status: http.StatusOK, Header: http.Header{}}, nil
}
