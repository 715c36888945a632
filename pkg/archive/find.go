package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ibidcheck/ibid/pkg/web"
)

// Query asks for a copy of a page.
type Query struct {
	URL string
	// Accessed is when the citation says that the page was read, Published when the article was; dates in EDTF, empty
	// if they are not known. Seen is when the page was last seen to be there; zero if it never was.
	Accessed, Published string
	Seen                time.Time
}

// Options say how archives are asked. The zero value is not useful: there must be a Fetcher.
type Options struct {
	Fetcher web.Fetcher
	// Providers are asked in this order; those of the package if nil.
	Providers []Provider
	// Unpaced asks without pauses: there is nobody to be polite to.
	Unpaced bool
}

// Finder looks for copies. It is for one run and one goroutine: it remembers which archives are down.
type Finder struct {
	desks []*desk
}

// NewFinder makes a finder.
func NewFinder(o Options) *Finder {
	if o.Providers == nil {
		o.Providers = Providers
	}
	f := &Finder{}
	for _, p := range o.Providers {
		f.desks = append(f.desks, newDesk(p, o))
	}
	return f
}

// Answer is what came of a query.
type Answer struct {
	// Snapshot is nil if no copy was found.
	Snapshot *Snapshot
	// Unasked are those who could not be asked.
	Unasked []Unasked
}

// Unasked is a provider who could not be asked, and why.
type Unasked struct {
	Provider, Because string
}

// Find looks for the copy that stands best for what the citation meant: the last one before the page was read; else
// before the article was published; else before it was last seen; else the one that is nearest to these. An
// archive of the world is not told of an address that the world cannot reach. The error is that of the context.
func (f *Finder) Find(ctx context.Context, q Query) (Answer, error) {
	w := want(q)
	var out Answer
	var found []Snapshot
	settled := map[string]bool{}
	private := isPrivate(w.url)
	for _, d := range f.desks {
		if settled[d.Archive] || private && !isPrivate(d.Endpoint) {
			continue
		}
		has, final, err := d.find(ctx, w)
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
		if err != nil && !errors.Is(err, errNotRecorded) {
			out.Unasked = append(out.Unasked, Unasked{d.Name, err.Error()})
		}
		settled[d.Archive] = final
		found = append(found, has...)
		if slices.ContainsFunc(found, w.satisfied) {
			break
		}
	}
	if len(found) > 0 {
		best := slices.MinFunc(found, func(a, b Snapshot) int { return w.compare(a.Taken, b.Taken) })
		out.Snapshot = &best
	}
	return out, nil
}

// wanted is a query with its dates read.
type wanted struct {
	url string
	// before are the moments before which a copy should have been taken, the most important first.
	before []time.Time
}

func want(q Query) wanted {
	w := wanted{url: withoutFragment(q.URL)}
	for _, date := range []string{q.Accessed, q.Published} {
		if over, ok := dayAfter(date); ok {
			w.before = append(w.before, over)
		}
	}
	if !q.Seen.IsZero() {
		w.before = append(w.before, q.Seen.Add(time.Second))
	}
	return w
}

// rank is the number of the first moment that a copy is before.
func (w wanted) rank(taken time.Time) int {
	for i, over := range w.before {
		if taken.Before(over) {
			return i
		}
	}
	return len(w.before)
}

// compare puts the better of two copies first. One that is too late is the better the earlier it is.
func (w wanted) compare(a, b time.Time) int {
	by := cmp.Compare(w.rank(a), w.rank(b))
	if by == 0 && len(w.before) > 0 && w.rank(a) == len(w.before) {
		return a.Compare(b)
	}
	return cmp.Or(by, b.Compare(a))
}

// satisfied tells of a copy that is near enough for no other archive to be asked.
func (w wanted) satisfied(s Snapshot) bool {
	const near = 90 * 24 * time.Hour
	return len(w.before) == 0 || s.Taken.Before(w.before[0]) && w.before[0].Sub(s.Taken) <= near
}

// confirmations is how many copies of one archive are looked at for one page.
const confirmations = 3

// find asks one archive, unless it has failed too often, until it has told of a copy. Final tells that there is no other
// way to ask it that could tell of more.
func (d *desk) find(ctx context.Context, w wanted) (found []Snapshot, final bool, err error) {
	if d.closed != nil {
		return nil, false, d.closed
	}
	says, err := d.ask(ctx, d, w)
	for err == nil {
		if found, err = d.look(ctx, w, says.candidates); err != nil {
			return found, false, fmt.Errorf("its copies cannot be seen: %w", err)
		}
		if len(found) > 0 || says.further == nil {
			d.failed = 0
			return found, says.final, nil
		}
		says, err = says.further()
	}
	return nil, false, err
}

// look visits what an archive says it has, the best first, until one is as good as it promised to be.
func (d *desk) look(ctx context.Context, w wanted, waiting []candidate) (found []Snapshot, err error) {
	for range confirmations {
		if len(waiting) == 0 {
			break
		}
		slices.SortStableFunc(waiting, func(a, b candidate) int { return w.compare(a.taken, b.taken) })
		promised := waiting[0]
		waiting = waiting[1:]
		s, others, err := d.confirm(ctx, w, promised)
		if err != nil {
			return found, err
		}
		if s == nil {
			continue
		}
		found = append(found, *s)
		if w.rank(s.Taken) <= w.rank(promised.taken) {
			break
		}
		waiting = append(waiting, others...)
	}
	return found, nil
}
