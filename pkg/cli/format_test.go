package cli_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/cli"
	"github.com/ibidcheck/ibid/pkg/report"
)

// The exit status is that of the run, whatever the format, and whether it is written at once or from a saved report.
func TestEveryFormatHasTheStatusOfTheRun(t *testing.T) {
	t.Chdir(t.TempDir())
	const good = "It rose 2 times.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide.\n"
	const bad = "It rose 2 times.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example:99999999/tide.\n"
	require.NoError(t, os.WriteFile("good.txt", []byte(good), 0o600))
	require.NoError(t, os.WriteFile("bad.txt", []byte(bad), 0o600))
	runs := map[int][]string{
		cli.ExitClean:    {"good.txt"},
		cli.ExitFindings: {"good.txt", "bad.txt"},
		cli.ExitUnable:   {"bad.txt", "missing.txt"},
		cli.ExitPartial:  {"bad.txt", "--deadline", "1ns"},
	}
	for want, args := range runs {
		_, _, status := ibid(t, "", append([]string{"check", "--offline", "--format", "json=run.json"}, args...)...)
		require.Equal(t, want, status)
		for _, f := range report.Formats {
			out, _, status := ibid(t, "", append([]string{"check", "--offline", "--format", f.Name}, args...)...)
			require.Equal(t, want, status, f.Name)
			again, told, status := ibid(t, "", "report", "--from", "run.json", "--format", f.Name)
			require.Equal(t, want, status, f.Name)
			require.Empty(t, told, f.Name)
			require.Equal(t, out, again, f.Name)
		}
	}
}
