package report

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"
)

// harmless writes JSON so that neither a terminal nor a CI service obeys what is in its strings, and so that whoever
// reads it gets the very same strings: what they would obey is written as \u escapes. In JSON it can only stand in a
// string. Each Write must end between characters, as those of encoding/json do.
type harmless struct{ w io.Writer }

func (h harmless) Write(text []byte) (int, error) {
	if _, err := h.w.Write(escaped(text)); err != nil {
		return 0, err
	}
	return len(text), nil
}

func escaped(text []byte) []byte {
	var out []byte
	from := 0
	for at := 0; at < len(text); {
		b := text[at]
		if b != 0x7f && b != '#' && b < utf8.RuneSelf {
			at++
			continue
		}
		r, size := utf8.DecodeRune(text[at:])
		if isObeyed(r) || isLoggingCommand(text[at:]) {
			out = append(out, text[from:at]...)
			out = fmt.Appendf(out, `\u%04x`, r)
			from = at + size
		}
		at += size
	}
	if from == 0 {
		return text
	}
	return append(out, text[from:]...)
}

// isObeyed tells of the control characters that encoding/json leaves alone, and of those that reorder what is beside them;
// also of the replacement character, which it writes as an escape only where it stands for bytes that are no UTF-8.
func isObeyed(r rune) bool { return r >= 0x7f && r <= 0x9f || isReordering(r) || r == utf8.RuneError }

// isLoggingCommand tells of the beginnings of commands that GitHub's and Azure's runners look for anywhere in a line of
// a log (actions/runner, ActionCommand; learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands).
func isLoggingCommand(text []byte) bool {
	return bytes.HasPrefix(text, []byte("##[")) || bytes.HasPrefix(text, []byte("##vso["))
}
