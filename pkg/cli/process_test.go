package cli_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/cli"
	"github.com/ibidcheck/ibid/pkg/report"
)

// An interrupt in the middle of a crawl ends it soon, with a report of what there is.
func TestInterrupt(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	reached := make(chan bool, 1)
	mux := http.NewServeMux()
	mux.Handle("/", loopback())
	mux.HandleFunc("/wait", func(_ http.ResponseWriter, r *http.Request) {
		reached <- true
		<-r.Context().Done()
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	article := filepath.Join(t.TempDir(), "article.txt")
	require.NoError(t, os.WriteFile(article, []byte("The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]\n\n"+
		"[1] Ana Ruiz, “Tide Tables,” "+server.URL+"/gone\n[2] Jo Lee, “Ports,” "+server.URL+"/wait\n"), 0o600))

	var out, told bytes.Buffer
	cmd := exec.Command("ibid", "check", "--allow-network", "127.0.0.0/8", "--gap", "0", "--per-host", "1", "--format", "json", article)
	cmd.Stdout, cmd.Stderr = &out, &told
	require.NoError(t, cmd.Start())
	<-reached
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	require.Error(t, cmd.Wait())
	require.Equal(t, cli.ExitPartial, cmd.ProcessState.ExitCode())
	require.Equal(t, "ibid: the run ended early: interrupted\n", told.String())

	requireValid(t, out.String())
	var r report.Report
	require.NoError(t, json.Unmarshal(out.Bytes(), &r))
	require.Equal(t, "interrupted", r.Summary.Coverage.Partial)
	require.Equal(t, map[string]int{"gone": 1, "undecided": 1}, r.Summary.Coverage.States)
	require.Nil(t, r.Pages[1].Checked)
}

// An interrupt while standard input says nothing ends the run as well.
func TestInterruptWhileReading(t *testing.T) {
	in, writer, err := os.Pipe()
	require.NoError(t, err)
	defer writer.Close()
	var told bytes.Buffer
	cmd := exec.Command("ibid", "check", "--offline", "-")
	cmd.Stdin, cmd.Stderr = in, &told
	require.NoError(t, cmd.Start())
	_, err = writer.Write(bytes.Repeat([]byte("The harbor was dredged in March.\n"), 1<<15)) // more than a pipe holds
	require.NoError(t, err)
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	require.Error(t, cmd.Wait())
	require.Equal(t, cli.ExitPartial, cmd.ProcessState.ExitCode(), told.String())
}

// Whoever reads standard output may stop reading. The other reports are written all the same, and the exit status says
// what it would have said.
func TestStandardOutputClosedEarly(t *testing.T) {
	file := filepath.Join(t.TempDir(), "report.json")
	for _, args := range [][]string{
		{"check", "--replay", "web.warc.gz", "--format", "terminal", "--format", "json=" + file, "harbor.txt"},
		{"check", "--replay", "web.warc.gz", "--format", "json=" + file, "--format", "markdown", "harbor.txt"},
	} {
		reader, writer, err := os.Pipe()
		require.NoError(t, err)
		require.NoError(t, reader.Close())
		var told bytes.Buffer
		cmd := exec.Command("ibid", args...)
		cmd.Dir = "../../fixtures/harbor"
		cmd.Stdout, cmd.Stderr = writer, &told
		require.Error(t, cmd.Run())
		require.NoError(t, writer.Close())
		require.Equal(t, cli.ExitFindings, cmd.ProcessState.ExitCode())
		require.Empty(t, told.String())
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		requireValid(t, string(text))
		require.NoError(t, os.Remove(file))
	}
	for _, args := range [][]string{{"schema"}, {"version"}, {"extract", "harbor.txt"}} {
		reader, writer, err := os.Pipe()
		require.NoError(t, err)
		require.NoError(t, reader.Close())
		cmd := exec.Command("ibid", args...)
		cmd.Dir = "../../fixtures/harbor"
		cmd.Stdout = writer
		require.NoError(t, cmd.Run())
		require.NoError(t, writer.Close())
	}
}
