package cli_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/cli"
)

// A reader of the lines gets those of an article as soon as it is finished, while a link of another is still waited for;
// and the last line is the summary.
func TestLinesComeAsArticlesFinish(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	read := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			select {
			case <-read:
			case <-r.Context().Done():
			}
		}
		fmt.Fprint(w, "<!DOCTYPE html><title>Tide</title><p>The tide.")
	}))
	defer server.Close()
	folder := t.TempDir()
	for i, page := range []string{"slow", "1", "2", "3"} {
		text := fmt.Sprintf("It rose.[^1]\n\n[^1]: Ana Ruiz, “Tide,” %s/%s.\n", server.URL, page)
		require.NoError(t, os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.md", i)), []byte(text), 0o600))
	}
	lines, out := io.Pipe()
	done := make(chan int)
	var said bytes.Buffer
	go func() {
		status := cli.Main([]string{"check", "--format", "jsonl", "--allow-network", "127.0.0.0/8", "--gap", "0s", "--per-host", "4", "--no-archives", folder}, nil, out, &said)
		_ = out.Close()
		done <- status
	}()
	var articles, types []string
	for scan := bufio.NewScanner(lines); scan.Scan(); {
		var row struct{ Type, Path string }
		require.NoError(t, json.Unmarshal(scan.Bytes(), &row))
		types = append(types, row.Type)
		if row.Type == "article" {
			if articles = append(articles, filepath.Base(row.Path)); len(articles) == 3 {
				close(read)
			}
		}
	}
	require.Equal(t, cli.ExitClean, <-done, said.String())
	require.ElementsMatch(t, []string{"1.md", "2.md", "3.md"}, articles[:3])
	require.Equal(t, "0.md", articles[3])
	require.Equal(t, "run", types[0])
	require.Equal(t, "summary", types[len(types)-1])
}
