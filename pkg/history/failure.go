package history

import (
	"errors"
	"fmt"
	"io/fs"

	"modernc.org/sqlite"
)

// The result codes of SQLite that are told apart (https://www.sqlite.org/rescode.html), without their extensions.
const (
	codeBusy     = 5
	codeLocked   = 6
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26
)

// codeOf is the result code of SQLite, 0 if the error is none of its.
func codeOf(err error) int {
	var failed *sqlite.Error
	if errors.As(err, &failed) {
		return failed.Code() & 0xff
	}
	return 0
}

func isBusy(err error) bool     { return codeOf(err) == codeBusy || codeOf(err) == codeLocked }
func isReadOnly(err error) bool { return codeOf(err) == codeReadOnly }
func isDamaged(err error) bool  { return codeOf(err) == codeCorrupt || codeOf(err) == codeNotADB }

// explain names the file, what is the matter with it, and a way out.
func (h *History) explain(err error) error {
	if err == nil {
		return nil
	}
	var says string
	switch codeOf(err) {
	case codeFull:
		says = "the disk is full; free some space, or name a file elsewhere with --history"
	case codeReadOnly:
		says = "it may not be written; name another file with --history"
	case codeCantOpen:
		says = "it cannot be opened or made; name another file with --history"
	case codeIO:
		says = "it cannot be read or written, perhaps because the disk is full; name a file elsewhere with --history"
	case codeBusy, codeLocked:
		says = fmt.Sprintf("other runs have held it for %s; try again later", patience)
	case codeCorrupt, codeNotADB:
		h.mu.Lock()
		h.damaged = true
		h.mu.Unlock()
		says = "it is damaged"
	default:
		return fmt.Errorf("%s: %w", h.path, err)
	}
	return fmt.Errorf("%s: %s (%w)", h.path, says, err)
}

// cause takes the path out of an error that will name it.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
