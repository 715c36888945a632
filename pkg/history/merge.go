package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Merge takes over what another file holds, and returns how many observations are new. The other file is only read. What
// both hold is kept once, so merging twice changes nothing.
func (h *History) Merge(path string) (int64, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return 0, err
	}
	other, err := os.Stat(path)
	if err != nil {
		return 0, fmt.Errorf("%s: it cannot be merged: %w", path, cause(err))
	}
	if own, err := os.Stat(h.path); err == nil && os.SameFile(own, other) {
		return 0, fmt.Errorf("%s: this is the history itself; name another one", path)
	}
	added, err := h.merge(path)
	if err == nil {
		return added, nil
	}
	source := &History{path: path}
	return 0, fmt.Errorf("nothing was merged: %w", source.explain(err))
}

func (h *History) merge(path string) (int64, error) {
	ctx := context.Background()
	conn, err := h.db.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.ExecContext(ctx, "ATTACH DATABASE ? AS other", address(path, "ro")); err != nil {
		return 0, err
	}
	var added int64
	err = retry(func() error {
		found, err := versionOf(conn, "other")
		if err != nil || found == 0 {
			return err
		}
		tx, err := conn.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if added, err = copyOver(tx); err != nil {
			return errors.Join(err, tx.Rollback())
		}
		return tx.Commit()
	})
	_, detached := conn.ExecContext(ctx, "DETACH DATABASE other")
	return added, errors.Join(err, detached)
}

// copyOver copies runs, told apart by their names, and then their observations. Of two of one link in one run, which
// there are after a run was resumed in one of the files, the later is kept.
func copyOver(tx *sql.Tx) (int64, error) {
	theirs := "excluded." + strings.ReplaceAll(columns, ", ", ", excluded.")
	var before, after int64
	count := func(n *int64) error {
		return tx.QueryRowContext(context.Background(), `SELECT count(*) FROM main.observation`).Scan(n)
	}
	if err := count(&before); err != nil {
		return 0, err
	}
	for _, statement := range []string{
		`INSERT INTO main.run (name, subject, started, ended) SELECT name, subject, started, ended FROM other.run WHERE true
			ON CONFLICT (name) DO UPDATE SET ended = coalesce(excluded.ended, ended)`,
		`INSERT INTO main.observation (run, ` + columns + `)
			SELECT (SELECT id FROM main.run AS mine WHERE mine.name = theirs.name), ` + columns + `
			FROM other.observation JOIN other.run AS theirs ON theirs.id = observation.run WHERE true
			ON CONFLICT (url, run) DO UPDATE SET (` + columns + `) = (` + theirs + `) WHERE excluded.at > observation.at`,
	} {
		if _, err := tx.ExecContext(context.Background(), statement); err != nil {
			return 0, err
		}
	}
	err := count(&after)
	return after - before, err
}
