package history

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"time"
)

// Begin starts a run, to which what is observed from here on belongs. The subject tells what the run is of, so that one
// that was cut off can be found again.
func (h *History) Begin(subject string, now time.Time) error {
	name := make([]byte, 16)
	_, _ = rand.Read(name) // never fails
	return h.exclusive(func(tx *sql.Tx) error {
		done, err := tx.ExecContext(context.Background(), `INSERT INTO run (name, subject, started) VALUES (?, ?, ?)`,
			hex.EncodeToString(name), subject, now.Unix())
		if err != nil {
			return err
		}
		h.run, err = done.LastInsertId()
		return err
	})
}

// Resume goes on with the last run of a subject. It is false if there is none, or if that one came to its end.
func (h *History) Resume(subject string) (bool, error) {
	found := false
	err := h.exclusive(func(tx *sql.Tx) error {
		var run int64
		var ended sql.NullInt64
		row := tx.QueryRowContext(context.Background(),
			`SELECT id, ended FROM run WHERE subject = ? ORDER BY started DESC, id DESC LIMIT 1`, subject)
		switch err := row.Scan(&run, &ended); {
		case errors.Is(err, sql.ErrNoRows):
			return nil
		case err != nil:
			return err
		}
		if found = !ended.Valid; found {
			h.run = run
		}
		return nil
	})
	return found, err
}

// End tells that the run came to its end: nothing is left of it to resume.
func (h *History) End(now time.Time) error {
	return h.exclusive(func(tx *sql.Tx) error {
		_, err := tx.ExecContext(context.Background(), `UPDATE run SET ended = ? WHERE id = ?`, now.Unix(), h.run)
		return err
	})
}
