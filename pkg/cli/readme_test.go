package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/cli"
)

// Every command that the README gives can be run as it stands, and what it shows of the demonstration is what comes.
func TestReadme(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	t.Chdir("../..")
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	makefile, err := os.ReadFile("Makefile")
	require.NoError(t, err)
	commands := 0
	for _, line := range readmeLines(string(readme), "sh") {
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Fields(line)
		switch {
		case len(fields) > 1 && fields[0] == "make":
			for _, target := range fields[1:] {
				require.Regexp(t, regexp.MustCompile(`(?m)^`+target+`:.*## `), string(makefile))
			}
		case len(fields) > 1 && fields[0] == "bin/ibid":
			var out, complaints bytes.Buffer
			status := cli.Main(fields[1:], strings.NewReader(""), &out, &complaints)
			require.Contains(t, []int{cli.ExitClean, cli.ExitFindings}, status, line+complaints.String())
			require.NotEmpty(t, out.String(), line)
			require.Empty(t, complaints.String(), line)
		default:
			continue
		}
		commands++
	}
	require.Greater(t, commands, 4)
}

// The configuration that the README shows is one, and says what it is shown for.
func TestReadmeConfiguration(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "shown.yaml")
	require.NoError(t, os.WriteFile(path, []byte(strings.Join(readmeLines(string(readme), "yaml"), "\n")), 0o600))
	out, complaints, status := ibid(t, "", "config", "--config", path)
	require.Equal(t, cli.ExitClean, status, complaints)
	for _, line := range []string{"fail-on: warning ", "style: chicago ", "  dead-link: warning ", "    claim-share: 0.9 ", "    reason: \"behind the firewall\"\n"} {
		require.Contains(t, out, line)
	}
}

func TestReadmeShowsTheDemonstration(t *testing.T) {
	t.Setenv("COLUMNS", "")
	t.Chdir("../..")
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	var out, complaints bytes.Buffer
	status := cli.Main([]string{"check", "--replay", "fixtures/harbor/web.warc.gz", "fixtures/harbor/harbor.txt"},
		strings.NewReader(""), &out, &complaints)
	require.Equal(t, cli.ExitFindings, status)
	shown := readmeLines(string(readme), "")
	require.NotEmpty(t, shown)
	for _, line := range shown {
		if line != "…" {
			require.Contains(t, out.String(), line+"\n")
		}
	}
}

// readmeLines are the lines of all fenced blocks of a language.
func readmeLines(readme, language string) []string {
	var lines []string
	for _, block := range regexp.MustCompile("(?s)(?:^|\n)```([a-z]*)\n(.*?)\n```\n").FindAllStringSubmatch(readme, -1) {
		if block[1] == language {
			lines = append(lines, strings.Split(block[2], "\n")...)
		}
	}
	return lines
}
