package history

import (
	"context"
	"time"
)

// Patience says when a link that does not answer is given up. One bad day proves nothing: the Internet Archive's bot
// asks for three failures at least three days apart as well.
type Patience struct {
	// Failures is how many there must be, 3 if zero; Apart how far apart at least, 3 days if zero.
	Failures int
	Apart    time.Duration
}

func (p Patience) withDefaults() Patience {
	if p.Failures <= 0 {
		p.Failures = 3
	}
	if p.Apart <= 0 {
		p.Apart = 3 * 24 * time.Hour
	}
	return p
}

// Record sums up what was seen of a link.
type Record struct {
	// Runs counts the runs that asked for it.
	Runs int
	// LastGood is when it was last seen to be there, FirstFailed when it was first seen not to be since then. Each is
	// zero if it never was.
	LastGood, FirstFailed time.Time
	// Strikes are the failures that count against it, each far enough from the one before; without an answer between
	// them. Out tells that there are enough of them.
	Strikes []time.Time
	Out     bool
}

// Record reads the record of a link. A failure whose cause may lie on this side counts only if the same run reached
// something else: a computer without a network makes no link dead.
func (h *History) Record(url string, p Patience) (Record, error) {
	rows, err := h.db.QueryContext(context.Background(), `SELECT at, sign, nearby AND NOT EXISTS (
			SELECT 1 FROM observation AS other WHERE other.run = this.run AND other.sign IN ('good', 'answered', 'lost')
		) FROM observation AS this WHERE url = ? ORDER BY at, id`, url)
	if err != nil {
		return Record{}, h.explain(err)
	}
	defer func() { _ = rows.Close() }()
	p = p.withDefaults()
	var r Record
	for rows.Next() {
		var at int64
		var sign Sign
		var doubtful bool
		if err := rows.Scan(&at, &sign, &doubtful); err != nil {
			return Record{}, h.explain(err)
		}
		r.add(time.Unix(at, 0).UTC(), sign, doubtful, p)
	}
	r.Out = len(r.Strikes) >= p.Failures
	return r, h.explain(rows.Err())
}

func (r *Record) add(at time.Time, sign Sign, doubtful bool, p Patience) {
	if sign == Mute {
		return
	}
	r.Runs++
	switch {
	case sign == Good:
		r.LastGood, r.FirstFailed = at, time.Time{}
	case r.FirstFailed.IsZero():
		r.FirstFailed = at
	}
	switch {
	case sign == Good || sign == Answered:
		r.Strikes = nil
	case sign == Silent && !doubtful && (len(r.Strikes) == 0 || at.Sub(r.Strikes[len(r.Strikes)-1]) >= p.Apart):
		r.Strikes = append(r.Strikes, at)
	}
}
