package ibid

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/ibidcheck/ibid/pkg/history"
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

// Past says what earlier runs have to do with this one. The zero value is a run that has no past and leaves none.
type Past struct {
	// History keeps what is seen of each link, at once; nil for none. It is closed by whoever opened it.
	History *history.History
	// MaxAge is how old a good answer of an earlier run may be to be taken for one of this run; a day if zero, and none
	// is taken if negative. What was bad is always looked at anew.
	MaxAge time.Duration
	// Resume goes on with the last run of the same articles, if that was cut off: what it has seen is not visited again.
	Resume bool
	// Patience says when a link that does not answer is called gone.
	Patience history.Patience
}

// past is a Past at work. It is safe for concurrent use. After the first error the history is left alone.
type past struct {
	Past
	resumed map[string]Visit

	mu  sync.Mutex
	err error
}

// begin starts the run in the history.
func (p Past) begin(articles []Checked) *past {
	w := &past{Past: p}
	if p.History == nil {
		return w
	}
	if w.MaxAge == 0 {
		w.MaxAge = 24 * time.Hour
	}
	subject := subjectOf(articles)
	if p.Resume {
		w.resume(subject)
	}
	if w.resumed == nil {
		w.try(func() error { return p.History.Begin(subject, time.Now()) })
	}
	return w
}

// subjectOf tells a run from those of other articles.
func subjectOf(articles []Checked) string {
	paths := make([]string, 0, len(articles))
	for _, c := range articles {
		paths = append(paths, c.Article.Path)
	}
	slices.Sort(paths)
	sum := sha256.Sum256([]byte(strings.Join(paths, "\x00")))
	return hex.EncodeToString(sum[:])
}

func (w *past) resume(subject string) {
	w.try(func() error {
		found, err := w.History.Resume(subject)
		if err != nil || !found {
			return err
		}
		seen, err := w.History.Seen()
		if err != nil {
			return err
		}
		w.resumed = make(map[string]Visit, len(seen))
		for _, o := range seen {
			w.resumed[o.URL] = visitOf(o)
		}
		return nil
	})
}

// try does something with the history, unless there is none, or something went wrong before.
func (w *past) try(do func() error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.History != nil && w.err == nil {
		w.err = do()
	}
}

// recall is what need not be visited.
func (w *past) recall(address string) (v Visit, ok bool) {
	if v, ok := w.resumed[address]; ok {
		return v, true
	}
	if w.MaxAge <= 0 {
		return Visit{}, false
	}
	w.try(func() error {
		last, found, err := w.History.Latest(address)
		if found && last.Sign == history.Good && time.Since(last.At) <= w.MaxAge {
			v, ok = visitOf(last), true
		}
		return err
	})
	return v, ok
}

// keep writes down what was seen.
func (w *past) keep(v Visit, p *web.Page) {
	w.try(func() error { return w.History.Observe(observed(v, p)) })
}

// weigh adds to a visit what is known from before, and calls gone what has not answered for long enough.
func (w *past) weigh(v *Visit) {
	if v.Pending {
		return
	}
	v.Seen = w.seen(v.URL)
	if isThere(v.Diagnosis) || signOf(v.Diagnosis.State) == history.Mute {
		return
	}
	w.try(func() error {
		record, err := w.History.Record(v.URL, w.Patience)
		if err != nil {
			return err
		}
		v.Record = &record
		if record.Out && v.Diagnosis.State == live.Unreachable {
			v.Diagnosis = givenUp(v.Diagnosis, record)
		}
		return nil
	})
}

// mostSightings is how many runs are told of, the latest.
const mostSightings = 12

// seen is what the latest runs saw of an address, this one among them.
func (w *past) seen(address string) []Sighting {
	var all []Sighting
	w.try(func() error {
		observations, err := w.History.Past(address)
		for _, o := range observations[max(0, len(observations)-mostSightings):] {
			all = append(all, Sighting{At: o.At, State: live.State(o.State)})
		}
		return err
	})
	return all
}

// givenUp is the diagnosis of a link that has not answered for long enough.
func givenUp(d live.Diagnosis, r history.Record) live.Diagnosis {
	return live.Diagnosis{State: live.Gone, By: "strikes", Because: fmt.Sprintf(
		"no answer since %s, on %d visits days apart; the last time: %s", r.Strikes[0].Format(time.DateOnly), len(r.Strikes), d.Because)}
}

// end closes the run: there is nothing left to resume.
func (w *past) end() {
	w.try(func() error { return w.History.End(time.Now()) })
}

// evidence is what a history keeps of a visit besides the diagnosis.
type evidence struct {
	Hops      []web.Hop `json:"hops,omitempty"`
	Canonical string    `json:"canonical,omitempty"`
}

func observed(v Visit, p *web.Page) history.Observation {
	o := history.Observation{
		URL: v.URL, At: v.Retrieved, Sign: signOf(v.Diagnosis.State), Nearby: isNearby(p.Failure),
		State: string(v.Diagnosis.State), By: v.Diagnosis.By, Because: v.Diagnosis.Because, MovedTo: v.Diagnosis.To,
		Final: v.Final, Status: v.Status,
	}
	if o.At.IsZero() {
		o.At = time.Now()
	}
	if len(p.Body) > 0 {
		sum := sha256.Sum256(p.Body)
		o.Digest = hex.EncodeToString(sum[:])
	}
	if kept, err := json.Marshal(evidence{v.Hops, v.Canonical}); err == nil {
		o.Evidence = string(kept)
	}
	return o
}

func visitOf(o history.Observation) Visit {
	var kept evidence
	_ = json.Unmarshal([]byte(o.Evidence), &kept) // what cannot be read is missing, and no more
	return Visit{
		URL: o.URL, Final: o.Final, Status: o.Status, Hops: kept.Hops, Retrieved: o.At, Canonical: kept.Canonical,
		Diagnosis: live.Diagnosis{State: live.State(o.State), By: o.By, Because: o.Because, To: o.MovedTo},
	}
}

// isNearby tells of failures whose cause may lie on this side.
func isNearby(f *web.Failure) bool {
	return f != nil && (f.Kind == web.NameUnresolved || f.Kind == web.Unroutable)
}

// signOf says what a diagnosis stands for in the history of a link.
func signOf(s live.State) history.Sign {
	switch s {
	case live.Live, live.Moved:
		return history.Good
	case live.Gone, "soft404", "parked":
		return history.Lost
	case live.Unreachable:
		return history.Silent
	case live.Malformed, live.Skipped, live.Undecided:
		return history.Mute
	default:
		return history.Answered
	}
}
