package report

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/ibidcheck/ibid/pkg/match"
)

// tone is how words look. It only supports what the words say: nothing is told by colour alone.
type tone int

const (
	plain tone = iota
	strong
	faint
	red
	yellow
	blue
	green
)

// style writes escape sequences, as far as they are allowed. It asks the terminal nothing.
type style struct{ color, hyperlinks bool }

func (s style) paint(t tone, words string) string {
	if !s.color || t == plain || words == "" {
		return words
	}
	return sgr(t).Styled(words)
}

func sgr(t tone) ansi.Style {
	look := ansi.NewStyle()
	switch t {
	case strong:
		return look.Bold()
	case faint:
		return look.Faint()
	case red:
		return look.Bold().ForegroundColor(ansi.Red)
	case yellow:
		return look.Bold().ForegroundColor(ansi.Yellow)
	case blue:
		return look.ForegroundColor(ansi.Cyan)
	case green:
		return look.ForegroundColor(ansi.Green)
	default:
		return look
	}
}

// address shows an address on one line. Where it can be a hyperlink it is shortened to the width, since the link
// carries all of it; elsewhere it stays whole even if it is too long, so that it can be copied.
func (s style) address(url string, width int) string {
	shown := cleanAddress(url)
	if !s.hyperlinks || !match.IsWeb(url) {
		return shown
	}
	return ansi.SetHyperlink(target(url)) + shorten(shown, width) + ansi.ResetHyperlink()
}

// link makes the addresses in a line of prose hyperlinks.
func (s style) link(line string, width int) string {
	if !s.hyperlinks || !strings.Contains(line, "://") {
		return line
	}
	words := strings.Split(line, " ")
	for i, word := range words {
		if url, rest := cutAddress(word); url != "" {
			words[i] = s.address(url, width) + rest
		}
	}
	return strings.Join(words, " ")
}

// shorten takes out the middle: the host and the end of the path tell addresses apart.
func shorten(address string, width int) string {
	total := ansi.StringWidth(address)
	if total <= width {
		return address
	}
	head := (width - 1) * 3 / 5
	tail := width - 1 - head
	return ansi.Truncate(address, head, "") + "…" + ansi.TruncateLeft(address, total-tail, "")
}
