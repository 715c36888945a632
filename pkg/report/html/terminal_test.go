//go:build browser

package html_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/buildkite/terminal-to-html/v3"
	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/report"
)

// terminalPage shows what a terminal shows, in colours that a common one has. The names of the classes are those of
// terminal-to-html: an escape sequence's number.
const terminalPage = `<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; padding: 18px 22px; background: #1d1f21; color: #d8d8d8; font: 14px/20px "DejaVu Sans Mono", monospace; white-space: pre }
a { color: inherit }
.term-fg1 { font-weight: bold }
.term-fg2 { color: #8f9396 }
.term-fg31 { color: #ff7b72 }
.term-fg32 { color: #8bd49c }
.term-fg33 { color: #e3c15b }
.term-fg36 { color: #7fd1e0 }
</style>`

// The capture of the terminal report for the documentation is there; with -shots it is taken anew.
func TestTerminalShot(t *testing.T) {
	path := filepath.Join("shots", "terminal.png")
	if *shots {
		var said bytes.Buffer
		require.NoError(t, report.Terminal.Write(&said, harbor(t), report.Options{Width: 100, Color: true, Hyperlinks: true}))
		page := filepath.Join(t.TempDir(), "terminal.html")
		require.NoError(t, os.WriteFile(page, []byte(terminalPage+terminal.Render(said.Bytes())), 0o600))
		p := open(t, page, look{width: 940, height: 1058})
		p.does("scrollTo(0, document.body.scrollHeight)") // as when the command has ended
		p.shoot(path)
	}
	requireShot(t, path)
}
