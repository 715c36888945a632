// Package ibid checks the citations of articles: it reads them, finds out which notes cite one document, has every link
// visited, and tells what an editor should know.
//
// It is the face of the library: Check plans the stages of the packages below and runs them, and judges nothing itself.
// Several articles share one crawl. It prints nothing and keeps no state; what it did not get to is in the result.
package ibid

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ibidcheck/ibid/pkg/archive"
	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/history"
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/rule"
	"github.com/ibidcheck/ibid/pkg/web"
)

// Options say how a run is made. The zero value works: it makes a run without the web.
type Options struct {
	// Fetcher visits links; nil for a run without the web.
	Fetcher web.Fetcher
	// Concurrency, PerHost and Gap are those of web.Crawl.
	Concurrency int
	PerHost     int
	Gap         time.Duration
	// Rules are those of the run; nil for rule.Default.
	Rules []rule.Rule
	// Policy says what is asked of the article at a path; nil for Rules at all of them. It is asked of several at once. An
	// article whose policy cannot be had is among those that are unread.
	Policy func(path string) (rule.Policy, error)
	// Before, if not nil, gives an article as it once was, if it was there; what was found in it then is kept back. It is
	// called for several at once.
	Before func(path string) (source []byte, ok bool)
	// Elsewhere, if not nil, gives earlier versions of other articles from which an article's words may have come, the
	// likeliest first; what was found in them then is kept back as well. It is for Before, and called for several at once.
	Elsewhere func(*article.Article) []rule.Earlier
	// Narrow, if not nil, may keep findings of an article back before it is handed on. It is called for several at once.
	Narrow func(*Checked)
	// Excluded tells why an address is not to be visited, if it is not; nil if all are. BlockedIsFine tells of which
	// addresses nobody needs to hear that their host refuses programs; nil if of none.
	Excluded      func(address string) (reason string, ok bool)
	BlockedIsFine func(address string) bool
	// Past says what earlier runs have to do with this one.
	Past Past
	// Archives looks for copies of pages that are lost; nil for none. It should ask through Fetcher, so that a recording
	// holds what it was told.
	Archives *archive.Finder
	// Save has copies made of pages that are there; nil for none.
	Save *archive.Keeper
	// Pace, if not nil, is the politeness that the crawl shares with the fetcher's client; PerHost and Gap then stand for
	// nothing.
	Pace *web.Pace
	// Progress, if not nil, is called before the first visit and after each, with the number of addresses visited and
	// of all; never twice at a time.
	Progress func(done, all int)
	// Finished, if not nil, is called with each article when it has been checked; never twice at a time. Without the web
	// that is while others are still read, and in the order of the inputs; with it, as soon as the article's own links have
	// been visited, in the order in which that happens.
	Finished func(Checked)
}

// Result is the outcome of a run.
type Result struct {
	Articles []Checked
	// Visits are of the distinct addresses of all articles, in the order in which they first stand there; also of
	// those that were not visited, unless the run was without the web.
	Visits []Visit
	// Unread are the inputs that could not be read.
	Unread []Unread
	// Offline tells that the web was not asked.
	Offline bool
	// Partial is why the run ended before all was read and visited; empty if it did not.
	Partial string
	// Resumed counts the visits that were taken from a run that was cut off. Unkept is why the history is not whole; nil
	// if it is, or if there is none.
	Resumed int
	Unkept  error
	// Resolved are findings of a baseline that occur no more.
	Resolved []Resolved
	// Unasked are the archives that could not be asked for copies.
	Unasked []Unasked
}

// Checked is one article and what was found out about it.
type Checked struct {
	Article   *article.Article
	Citations []cite.Citation
	cite.Resolution
	Findings []rule.Finding
	// Suppressed are findings that the article itself or the house has said to keep back.
	Suppressed []rule.Finding

	policy rule.Policy // until the article has been checked
}

// Visit is what is kept of one address once its page has been judged.
type Visit struct {
	// URL is the address as it is written, Final the one that the last response came from.
	URL, Final string
	Status     int
	Hops       []web.Hop
	// Retrieved is when the answer came; zero if the address was not visited.
	Retrieved time.Time
	// Canonical is what the page says its address is, empty if it does not.
	Canonical string
	Diagnosis live.Diagnosis
	// Record is what earlier runs have seen of an address that is not as it should be; nil if there is no history.
	Record *history.Record
	// Seen is what the latest runs saw of the address, the oldest first; nil if there is no history.
	Seen []Sighting
	// Snapshot is a copy of a page that is lost, Saved one that was made in this run; nil if there is none. Unsaved is why
	// none could be made.
	Snapshot, Saved *archive.Snapshot
	Unsaved         string
	// Quiet tells that the rules are not to speak of the address: it was excluded, or refuses programs as it always does.
	Quiet bool
	// Unlinked tells that the address stands in no article: a copy of its page in an archive does.
	Unlinked bool
	// Pending tells that the run ended before the address was visited.
	Pending bool
}

// Resolved is a finding of a baseline that occurs no more.
type Resolved struct{ Path, Rule, Message string }

// Suppress keeps back the findings of an article for which there is a reason to. One that is not kept back may be told
// that some of its places are known.
func (c *Checked) Suppress(why func(*rule.Finding) *rule.Suppressed) {
	var kept []rule.Finding
	for _, f := range c.Findings {
		if f.Suppression = why(&f); f.Suppression == nil {
			kept = append(kept, f)
		} else {
			c.Suppressed = append(c.Suppressed, f)
		}
	}
	c.Findings = kept
}

// Sighting is the state in which a run saw an address.
type Sighting struct {
	At    time.Time
	State live.State
}

// Unread is an input that could not be read.
type Unread struct {
	Path string
	Err  error
}

// Reasons why a run is partial.
const (
	Interrupted = "interrupted"
	PastItsTime = "its time was up"
)

// Check reads the inputs and checks what could be read. When the context ends, it returns what there is, marked as
// partial.
func Check(ctx context.Context, o Options, inputs []Input) *Result {
	if o.Finished == nil {
		o.Finished = func(Checked) {}
	}
	if o.Fetcher == nil {
		return gather(ctx, inputs, func(c *Checked) error {
			if err := c.ask(o); err != nil {
				return err
			}
			c.check(&rule.Pass{}, nil, o)
			return nil
		}, o.Finished)
	}
	r := gather(ctx, inputs, func(c *Checked) error { return c.ask(o) }, func(Checked) {})
	r.Offline = false
	r.visit(ctx, o)
	r.saveCopies(ctx, o.Save)
	return r
}

// ask asks for the article's policy.
func (c *Checked) ask(o Options) (err error) {
	c.policy, err = o.policy(c.Article.Path)
	return err
}

// check runs the rules, on the article and what the pass says of the web.
func (c *Checked) check(p *rule.Pass, known *cite.Known, o Options) {
	policy := c.policy
	c.policy = rule.Policy{} // a run holds many articles
	p.Article, p.Citations, p.Resolution = c.Article, c.Citations, c.Resolution
	p.Settings, p.Style = policy.Settings, policy.Style
	c.Findings = rule.Check(p, policy.Rules)
	c.Suppress(func(f *rule.Finding) *rule.Suppressed { return f.Suppression })
	if o.Before != nil {
		c.hideOld(p, policy.Rules, known, o)
	}
	if o.Narrow != nil {
		o.Narrow(c)
	}
}

// Read reads the inputs, several at once, and finds citations and works, without the web and without rules.
func Read(ctx context.Context, inputs []Input) *Result {
	return gather(ctx, inputs, func(*Checked) error { return nil }, func(Checked) {})
}

// gather reads the inputs, several at once, and has something done with each article, at once with others too. Those with
// which it cannot be done are unread. It hands the others over one after the other, in the order of the inputs.
func gather(ctx context.Context, inputs []Input, do func(*Checked) error, finished func(Checked)) *Result {
	outcomes := make([]outcome, len(inputs))
	var next atomic.Int64
	var gang sync.WaitGroup
	line := queue{outcomes: outcomes, finished: finished}
	for range min(runtime.GOMAXPROCS(0), len(inputs)) {
		gang.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(inputs)); i = next.Add(1) - 1 {
				read := inputs[i].read(ctx)
				if read.err == nil {
					read.err = do(&read.checked)
				}
				line.done(int(i), read)
			}
		})
	}
	gang.Wait()
	return resultOf(ctx, inputs, outcomes)
}

// queue keeps outcomes until those of all inputs before have been handed over.
type queue struct {
	sync.Mutex
	outcomes []outcome
	finished func(Checked)
	handed   int
}

func (q *queue) done(i int, o outcome) {
	q.Lock()
	defer q.Unlock()
	o.done = true
	q.outcomes[i] = o
	for ; q.handed < len(q.outcomes) && q.outcomes[q.handed].done; q.handed++ {
		if o := q.outcomes[q.handed]; o.err == nil {
			q.finished(o.checked)
		}
	}
}

func resultOf(ctx context.Context, inputs []Input, outcomes []outcome) *Result {
	r := &Result{Offline: true}
	for i, o := range outcomes {
		switch {
		case o.err == nil:
			r.Articles = append(r.Articles, o.checked)
			for _, part := range o.checked.Article.Missing {
				r.Unread = append(r.Unread, Unread{inputs[i].Path, fmt.Errorf("%s: %w", part, errMissing)})
			}
			continue
		case errors.Is(o.err, errNotReached):
			r.Partial = reason(ctx)
		}
		r.Unread = append(r.Unread, Unread{inputs[i].Path, o.err})
	}
	return r
}

// outcome is what reading one input comes to.
type outcome struct {
	checked Checked
	err     error
	done    bool
}

var errMissing = errors.New("this part of it is not there, the rest was read; was it packed completely?")

var errNotReached = errors.New("the run ended before it was read")

func (in Input) read(ctx context.Context) outcome {
	if ctx.Err() != nil {
		return outcome{err: errNotReached}
	}
	a, err := in.article(ctx)
	switch {
	case err != nil && ctx.Err() != nil:
		return outcome{err: errNotReached}
	case err != nil:
		return outcome{err: err}
	}
	citations := cite.Citations(a)
	return outcome{checked: Checked{Article: a, Citations: citations, Resolution: cite.Resolve(a, citations, nil)}}
}

func reason(ctx context.Context) string {
	if errors.Is(context.Cause(ctx), context.DeadlineExceeded) {
		return PastItsTime
	}
	return Interrupted
}

// diagnoses are by address as it is written, for those that were visited; nil without the web.
func (r *Result) diagnoses() map[string]live.Diagnosis {
	if r.Offline {
		return nil
	}
	all := make(map[string]live.Diagnosis, len(r.Visits))
	for _, v := range r.Visits {
		if !v.Pending && !v.Quiet {
			all[v.URL] = v.Diagnosis
		}
	}
	return all
}
