package cli_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/cli"
)

func TestNewFromWithoutGit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tide.md")
	require.NoError(t, os.WriteFile(path, []byte("It was late.\n"), 0o600))
	t.Setenv("PATH", t.TempDir())
	_, said, status := ibid(t, "", "check", "--offline", "--new-from", "main", path)
	require.Equal(t, cli.ExitUnable, status)
	require.Contains(t, said, "there is no program git here; install it, or leave out --new-from")
}
