// Package history keeps what each run saw of each link, in one file that many runs share, and tells later runs of it.
//
// An observation is written at once, so a run that is killed has lost nothing. The file is an SQLite database; up to any
// number of processes may use it together. The package judges no page: whoever observes says what an observation stands
// for (Sign). It overwrites no file that it does not know: a damaged one is set aside under another name, and a database
// of another program, or of a later version, is left alone.
package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver named sqlite
)

// patience is how long one process waits for others that write.
const patience = 20 * time.Second

// History is an open file. It is safe for concurrent use.
type History struct {
	path  string
	aside string
	db    *sql.DB
	run   int64

	mu      sync.Mutex
	observe *sql.Stmt
	latest  *sql.Stmt
	damaged bool
}

// Open opens the history in a file, and makes the file and its folder if they are missing. A damaged file is set aside:
// see SetAside. A file that belongs to something else is an error, and is left as it is.
func Open(path string) (*History, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("%s: its folder cannot be made: %w", path, cause(err))
	}
	before, _ := os.Stat(path)
	h := &History{path: path}
	err = h.open()
	if isDamaged(err) {
		if h.aside, err = setAside(path, before); err == nil {
			err = h.open()
		}
	}
	if err != nil {
		return nil, h.explain(err)
	}
	return h, nil
}

// OpenExisting opens the history in a file that is there. Nothing is made, and nothing set aside.
func OpenExisting(path string) (*History, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: there is no such file; no run has kept a history there", path)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, cause(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: this is no file", path)
	}
	h := &History{path: path}
	if err := h.open(); err != nil {
		return nil, h.explain(err)
	}
	return h, nil
}

// Path is where the history is.
func (h *History) Path() string { return h.path }

// SetAside is where a damaged file that stood at the path was moved to; empty if there was none.
func (h *History) SetAside() string { return h.aside }

// Close ends the use of the file. A file that turned out to be damaged is set aside now.
func (h *History) Close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range []*sql.Stmt{h.observe, h.latest} {
		if s != nil {
			_ = s.Close()
		}
	}
	opened, _ := os.Stat(h.path)
	err := h.db.Close()
	if !h.damaged {
		return err
	}
	h.aside, err = setAside(h.path, opened)
	return err
}

func (h *History) open() error {
	db, err := sql.Open("sqlite", address(h.path, "rwc"))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	if err := retry(func() error { return prepare(db) }); err != nil {
		_ = db.Close()
		return err
	}
	h.db = db
	return nil
}

// address names a file to SQLite (https://www.sqlite.org/uri.html). The journal is not chosen here, since that would
// write to a database before it is known whose it is.
func address(path, mode string) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return fmt.Sprintf("file:%s?mode=%s&_txlock=immediate&_pragma=busy_timeout(%d)",
		(&url.URL{Path: slashed}).EscapedPath(), mode, patience.Milliseconds())
}

// retry does again what failed because another process holds the file in a way that SQLite's own waiting does not
// cover, as a change of the journal does.
func retry(do func() error) error {
	const pause = 10 * time.Millisecond
	for start := time.Now(); ; {
		err := do()
		if !isBusy(err) || time.Since(start) > patience {
			return err
		}
		time.Sleep(pause)
	}
}

// exclusive does something in one transaction.
func (h *History) exclusive(do func(*sql.Tx) error) error {
	err := retry(func() error {
		tx, err := h.db.BeginTx(context.Background(), nil)
		if err != nil {
			return err
		}
		if err := do(tx); err != nil {
			return errors.Join(err, tx.Rollback())
		}
		return tx.Commit()
	})
	return h.explain(err)
}
