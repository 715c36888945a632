package main_test

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkProcess times the whole command, from process start to exit, on an article of 27 notes.
func BenchmarkProcess(b *testing.B) {
	bin := filepath.Join(b.TempDir(), "ibid")
	out, err := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", bin, ".").CombinedOutput()
	require.NoError(b, err, string(out))
	for name, args := range map[string][]string{
		"version":       {"version"},
		"check offline": {"check", "--offline", "../../fixtures/harbor/harbor.txt"},
		"check replay":  {"check", "--replay", "../../fixtures/harbor/web.warc.gz", "../../fixtures/harbor/harbor.txt"},
		"extract html":  {"extract", "../../fixtures/harbor/harbor.html"},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				out, err := exec.CommandContext(b.Context(), bin, args...).Output()
				var status *exec.ExitError
				if err != nil {
					require.ErrorAs(b, err, &status)
					require.Equal(b, 1, status.ExitCode())
				}
				require.NotEmpty(b, out)
			}
		})
	}
}
