package archive

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/ibidcheck/ibid/pkg/web"
)

// enough is how many times in a row an archive may fail before it is left alone for the rest of the run. Left alone at
// once are one that cannot be reached from the beginning, and one that says it is asked too often: the Wayback Machine
// shuts out who goes on asking, for an hour and more.
const enough = 3

// desk is where one provider is asked during a run: not too often, and no more once it has failed.
type desk struct {
	Provider
	fetcher   web.Fetcher
	questions pace
	captures  pace
	reached   bool
	failed    int
	closed    error
}

func newDesk(p Provider, o Options) *desk {
	d := &desk{Provider: p, fetcher: o.Fetcher}
	if !o.Unpaced {
		d.questions.gap = time.Minute / time.Duration(max(p.PerMinute, 1))
		d.captures.gap = time.Minute / captureLimit
	}
	return d
}

// pace keeps a gap between the starts of requests.
type pace struct {
	gap  time.Duration
	next time.Time
}

func (p *pace) wait(ctx context.Context) error {
	pause := time.Until(p.next)
	if pause > 0 {
		timer := time.NewTimer(pause)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	p.next = time.Now().Add(p.gap)
	return nil
}

// question gets what the archive says to a question. Statuses that are an answer in themselves are left to the caller.
func (d *desk) question(ctx context.Context, path string) (*web.Page, error) {
	return d.get(ctx, &d.questions, d.Endpoint+path, func(p *web.Page) error {
		switch {
		case withheld(p), p.Status == http.StatusOK, p.Status == http.StatusNotFound:
			return nil
		default:
			return statusError(p.Status)
		}
	})
}

// confirm looks at a copy: it is one only if it comes with the moment at which it was taken, and if what was copied is
// the page, not an error or the home page that a redirect led to. Others are copies that the archive names besides.
func (d *desk) confirm(ctx context.Context, w wanted, c candidate) (s *Snapshot, others []candidate, err error) {
	page, err := d.get(ctx, &d.captures, c.raw, func(p *web.Page) error {
		switch {
		case p.Header.Get("Memento-Datetime") != "", withheld(p):
			return nil
		case p.Status == http.StatusTooManyRequests, p.Status == http.StatusForbidden, p.Status >= http.StatusInternalServerError:
			return statusError(p.Status)
		default:
			return nil
		}
	})
	if err != nil {
		return nil, nil, err
	}
	taken, err := http.ParseTime(page.Header.Get("Memento-Datetime"))
	if err != nil || page.Status < 200 || page.Status > 299 || ledHome(w.url, page.Final) {
		return nil, nil, nil
	}
	s = &Snapshot{Provider: d.Name, Original: w.url, URL: c.address, Taken: taken.UTC()}
	if page.Final != page.URL {
		s.URL = forReaders(page.Final)
	}
	others, _, _ = parseTimeMap(strings.Join(page.Header.Values("Link"), ", "), page.Final)
	return s, slices.DeleteFunc(others, func(o candidate) bool { return w.compare(o.taken, s.Taken) >= 0 }), nil
}

// ledHome tells of a copy of a home page that stands for another page.
func ledHome(url, final string) bool {
	original, _, ok := Original(final)
	return ok && original != "" && isHome(original) && !isHome(url)
}

// withheld tells of a page that the archive has been asked not to show. That is an answer: no copy can be seen.
func withheld(p *web.Page) bool {
	return p.Status == http.StatusForbidden && p.Header.Get("X-Archive-Wayback-Runtime-Error") != ""
}

// okay takes nothing but a plain answer.
func okay(p *web.Page) error {
	if p.Status != http.StatusOK {
		return statusError(p.Status)
	}
	return nil
}

type statusError int

func (s statusError) Error() string {
	return fmt.Sprintf("its answer is %d %s", int(s), http.StatusText(int(s)))
}

// get fetches an address of the archive. The error says why it could not be asked.
func (d *desk) get(ctx context.Context, p *pace, address string, check func(*web.Page) error) (*web.Page, error) {
	if err := p.wait(ctx); err != nil {
		return nil, err
	}
	page, err := d.fetcher.Fetch(ctx, address)
	if err != nil {
		return nil, err
	}
	switch {
	case page.Failure == nil:
		d.reached = true
	case page.Failure.Kind == web.NotRecorded:
		return nil, errNotRecorded
	default:
		return nil, d.fail(fmt.Errorf("it gives no answer (%s)", page.Failure.Kind))
	}
	if err := check(page); err != nil {
		return nil, d.fail(err)
	}
	return page, nil
}

// errNotRecorded is for a recording that does not hold the answer. Then there was no question either.
var errNotRecorded = errors.New("its answer was not recorded")

// nonsense is for an answer that is not in the form it should have.
func (d *desk) nonsense(of error) error {
	return d.fail(fmt.Errorf("its answer cannot be read: %w", of))
}

func (d *desk) fail(err error) error {
	d.failed++
	var status statusError
	limited := errors.As(err, &status) && status == http.StatusTooManyRequests
	if limited || !d.reached || d.failed >= enough {
		d.closed = err
	}
	return err
}
