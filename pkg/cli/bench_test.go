package cli_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/cli"
)

// manuscript is an article in Markdown of 1,200 words or so, with 20 notes.
func manuscript(n int) string {
	var text, notes strings.Builder
	fmt.Fprintf(&text, "# The Channel of Sallow, Part %d\n\n", n)
	for i := 1; i <= 20; i++ {
		fmt.Fprintf(&text, "The harbor board paid for the dredging of the channel in the spring of that year, and %d ships had to wait "+
			"for the tide.[^%d] Nobody had asked the people of the lower town, who watched the gauges from the old wall and wrote down what "+
			"they saw. The board said that “the silt was clean and the price was fair,” and left it at that.\n\n", i+n, i)
		fmt.Fprintf(&notes, "[^%d]: Ana Ruiz, “Tide Tables of Year %d,” *Harbor Review*, May %d, 2021, https://review.example/2021/05/%02d/tide-tables-%d-%d.\n",
			i, i, i, i, n, i)
	}
	return text.String() + notes.String()
}

// BenchmarkCheckFolder checks a folder of 1,000 articles in Markdown offline, under a configuration.
func BenchmarkCheckFolder(b *testing.B) {
	folder := b.TempDir()
	require.NoError(b, os.WriteFile(filepath.Join(folder, ".ibid.yaml"), []byte("offline: true\nfail-on: never\n"), 0o600))
	for i := range 1000 {
		require.NoError(b, os.WriteFile(filepath.Join(folder, fmt.Sprintf("%04d.md", i)), []byte(manuscript(i)), 0o600))
	}
	for b.Loop() {
		require.Equal(b, cli.ExitClean, cli.Main([]string{"check", folder}, strings.NewReader(""), io.Discard, os.Stderr))
	}
}
