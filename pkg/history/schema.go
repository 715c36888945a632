package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

const (
	// applicationID marks the file as a history (https://www.sqlite.org/pragma.html#pragma_application_id): "ibid".
	applicationID = 0x69626964
	// version is that of the tables.
	version = 1
)

// The tables. Times are seconds since 1970, in UTC. A run's name tells it from those of other files. What an
// observation's sign may be is said in sign.go; evidence is the observer's own.
const schema = `
CREATE TABLE run (
	id      INTEGER PRIMARY KEY,
	name    TEXT NOT NULL UNIQUE,
	subject TEXT NOT NULL,
	started INTEGER NOT NULL,
	ended   INTEGER
) STRICT;
CREATE INDEX run_subject ON run (subject);
CREATE TABLE observation (
	id       INTEGER PRIMARY KEY,
	run      INTEGER NOT NULL REFERENCES run,
	url      TEXT NOT NULL,
	at       INTEGER NOT NULL,
	sign     TEXT NOT NULL,
	nearby   INTEGER NOT NULL,
	state    TEXT NOT NULL,
	by       TEXT NOT NULL,
	because  TEXT NOT NULL,
	moved_to TEXT NOT NULL,
	final    TEXT NOT NULL,
	status   INTEGER NOT NULL,
	title    TEXT NOT NULL,
	digest   TEXT NOT NULL,
	evidence TEXT NOT NULL,
	UNIQUE (url, run)
) STRICT;
CREATE INDEX observation_run ON observation (run, sign);
`

var (
	errForeign = errors.New("this is a database of another program, and is left as it is; name another file with --history")
	errLater   = errors.New("a later version of ibid keeps its history here; use that version, or name another file with --history")
)

// prepare makes the tables of an empty file, and checks those of another.
func prepare(db *sql.DB) error {
	found, err := versionOf(db, "main")
	if err != nil {
		return err
	}
	// WAL lets others read while one writes, and a process may be killed at any time. What the disk has not written
	// when the power fails may be lost, never the whole.
	if _, err := db.ExecContext(context.Background(), "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL"); err != nil && !isReadOnly(err) {
		return err
	}
	if found == version {
		return nil
	}
	tx, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	if err := create(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// create makes the tables, unless another process was faster.
func create(tx *sql.Tx) error {
	if found, err := versionOf(tx, "main"); err != nil || found == version {
		return err
	}
	marks := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d;", applicationID, version)
	_, err := tx.ExecContext(context.Background(), schema+marks)
	return err
}

type queryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// versionOf is the version of a database's tables; 0 if it has none, and an error if it is no history. The tables are
// counted first: if they are there, the marks that were written with them are as well.
func versionOf(db queryer, database string) (int, error) {
	var tables, application, found int
	for _, x := range []struct {
		query string
		into  *int
	}{
		{"SELECT count(*) FROM " + database + ".sqlite_schema", &tables},
		{"PRAGMA " + database + ".application_id", &application},
		{"PRAGMA " + database + ".user_version", &found},
	} {
		if err := db.QueryRowContext(context.Background(), x.query).Scan(x.into); err != nil {
			return 0, err
		}
	}
	switch {
	case tables == 0 && (application == 0 || application == applicationID):
		return 0, nil
	case application != applicationID:
		return 0, errForeign
	case found > version:
		return 0, errLater
	case found < version:
		return 0, fmt.Errorf("its tables have the version %d, which was never in use", found)
	default:
		return found, nil
	}
}
