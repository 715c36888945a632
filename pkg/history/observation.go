package history

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Sign is what an observation stands for in the history of a link.
type Sign string

// The signs.
const (
	// Good: the page is there. The answer may be reused while it is fresh.
	Good Sign = "good"
	// Answered: the server is there, and what it says of the page is not good, or nothing.
	Answered Sign = "answered"
	// Lost: the page is said not to be there.
	Lost Sign = "lost"
	// Silent: no answer that tells anything.
	Silent Sign = "silent"
	// Mute: nothing was asked.
	Mute Sign = "mute"
)

// Observation is what one run saw of one link.
type Observation struct {
	// URL is the address as it is written.
	URL string
	// At is when it was seen; to the second, in UTC.
	At   time.Time
	Sign Sign
	// Nearby tells that the fault may lie on this side: no name service, no way out of the network.
	Nearby bool
	// State, By, Because and MovedTo are the diagnosis.
	State, By, Because, MovedTo string
	// Final is where the answer came from, Status its status, Title and Digest those of the page. Any may be empty.
	Final  string
	Status int
	Title  string
	Digest string
	// Evidence is whatever else the observer wants back.
	Evidence string
}

const columns = "url, at, sign, nearby, state, by, because, moved_to, final, status, title, digest, evidence"

// Observe writes an observation of the run, at once. A second one of the same link takes the place of the first.
func (h *History) Observe(o Observation) error {
	statement, err := h.prepared(&h.observe, `INSERT OR REPLACE INTO observation (run, `+columns+`)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	return h.explain(retry(func() error {
		_, err := statement.ExecContext(context.Background(), h.run, o.URL, o.At.Unix(), string(o.Sign), o.Nearby,
			o.State, o.By, o.Because, o.MovedTo, o.Final, o.Status, o.Title, o.Digest, o.Evidence)
		return err
	}))
}

// Latest is what was last seen of a link. It is false if nothing was.
func (h *History) Latest(url string) (Observation, bool, error) {
	statement, err := h.prepared(&h.latest, `SELECT `+columns+` FROM observation WHERE url = ? ORDER BY at DESC, id DESC LIMIT 1`)
	if err != nil {
		return Observation{}, false, err
	}
	o, err := scan(statement.QueryRowContext(context.Background(), url))
	if errors.Is(err, sql.ErrNoRows) {
		return Observation{}, false, nil
	}
	return o, err == nil, h.explain(err)
}

// Past is all that was seen of a link, the oldest first.
func (h *History) Past(url string) ([]Observation, error) {
	return h.observations(`SELECT `+columns+` FROM observation WHERE url = ? ORDER BY at, id`, url)
}

// Seen is what the run has seen; before its first observation, what it saw before it was cut off.
func (h *History) Seen() ([]Observation, error) {
	return h.observations(`SELECT `+columns+` FROM observation WHERE run = ? ORDER BY id`, h.run)
}

func (h *History) observations(query string, args ...any) ([]Observation, error) {
	rows, err := h.db.QueryContext(context.Background(), query, args...)
	if err != nil {
		return nil, h.explain(err)
	}
	defer func() { _ = rows.Close() }()
	var all []Observation
	for rows.Next() {
		o, err := scan(rows)
		if err != nil {
			return nil, h.explain(err)
		}
		all = append(all, o)
	}
	return all, h.explain(rows.Err())
}

func scan(row interface{ Scan(...any) error }) (Observation, error) {
	var o Observation
	var at int64
	err := row.Scan(&o.URL, &at, &o.Sign, &o.Nearby, &o.State, &o.By, &o.Because, &o.MovedTo, &o.Final, &o.Status,
		&o.Title, &o.Digest, &o.Evidence)
	o.At = time.Unix(at, 0).UTC()
	return o, err
}

// prepared makes a statement when it is first needed.
func (h *History) prepared(statement **sql.Stmt, query string) (*sql.Stmt, error) {
	h.mu.Lock()
	made := *statement
	h.mu.Unlock()
	if made != nil {
		return made, nil
	}
	made, err := h.db.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, h.explain(err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if *statement == nil {
		*statement = made
		return made, nil
	}
	_ = made.Close()
	return *statement, nil
}
