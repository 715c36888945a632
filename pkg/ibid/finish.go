package ibid

import (
	"context"

	"github.com/ibidcheck/ibid/pkg/archive"
	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/history"
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/rule"
	"github.com/ibidcheck/ibid/pkg/web"
)

// finishing checks each article as soon as all of its links have been visited, while others are still under way. Nobody
// else touches a visit once it has arrived, and all is done by one goroutine.
//
// A visit is settled once it is weighed against earlier runs, and closed once a copy of a page that is lost has been looked
// for. Archives are asked in the order of the addresses, so that a replay asks alike; an article waits for what comes
// before its lost pages. What may lie on this side, a name or a host that nobody finds, is settled when the run has
// reached something else, or has ended.
type finishing struct {
	ctx  context.Context
	o    Options
	r    *Result
	past *past
	// arrived are the visits that have been made; closed when there will be no more.
	arrived chan arrival
	row     map[string]int
	// articles are those that have an address, by its row; open counts the addresses of an article that are not closed.
	articles [][]int
	open     []int
	said     map[string]archive.Query

	settled, wanted []bool
	doubtful        []int
	// next is the first address whose turn with the archives has not come; unasked tells that the run was ended before
	// they were asked of all.
	next    int
	unasked bool
	// reached tells that the run has reached something, nameless that it has found no name at all.
	reached, nameless bool
}

// arrival is a visit that has been made, by its row in the result; fresh tells that this run has made it.
type arrival struct {
	row   int
	fresh bool
}

func (r *Result) newFinishing(ctx context.Context, o Options, p *past, row map[string]int) *finishing {
	f := &finishing{
		ctx: web.Single(ctx), o: o, r: r, past: p, arrived: make(chan arrival, len(r.Visits)), row: row,
		articles: make([][]int, len(r.Visits)), open: make([]int, len(r.Articles)),
		settled: make([]bool, len(r.Visits)), wanted: make([]bool, len(r.Visits)),
	}
	for i, v := range r.Visits {
		if !v.Pending {
			f.arrived <- arrival{row: i}
		}
	}
	if o.Archives != nil {
		f.said = r.saidOf()
	}
	for a, c := range r.Articles {
		for _, l := range c.Article.Links {
			i := row[l.URL]
			if all := f.articles[i]; len(all) == 0 || all[len(all)-1] != a {
				f.articles[i] = append(all, a)
				f.open[a]++
			}
		}
	}
	return f
}

// run ends when all articles are checked. What has no address, or was visited before the run, need not be waited for.
func (f *finishing) run() {
	for a, n := range f.open {
		if n == 0 && a > 0 {
			f.finish(a)
		}
	}
	for a := range f.arrived {
		f.arrive(a)
	}
	f.nameless = live.AllNameless(f.r.diagnoses())
	for i := range f.settled {
		if !f.settled[i] {
			f.settle(i)
		}
	}
	f.finishFirst()
}

// arrive settles a visit, unless its fault may lie on this side; the first that was answered settles these as well.
func (f *finishing) arrive(a arrival) {
	v := &f.r.Visits[a.row]
	sign := signOf(v.Diagnosis.State)
	doubtful := sign == history.Silent || live.IsNameless(v.Diagnosis)
	if doubtful && !f.reached {
		f.doubtful = append(f.doubtful, a.row)
		return
	}
	f.settle(a.row)
	if f.reached || doubtful || sign == history.Mute || v.Quiet || !a.fresh {
		return
	}
	f.reached = true
	for _, i := range f.doubtful {
		f.settle(i)
	}
	f.finishFirst()
}

func (f *finishing) settle(i int) {
	v := &f.r.Visits[i]
	f.past.weigh(v)
	f.settled[i] = true
	f.wanted[i] = f.o.Archives != nil && !v.Pending && !v.Unlinked && isLost(v.Diagnosis.State)
	if !f.wanted[i] {
		f.close(i)
	}
	for ; f.next < len(f.settled) && f.settled[f.next]; f.next++ {
		if f.wanted[f.next] {
			f.findCopy(&f.r.Visits[f.next])
			f.close(f.next)
		}
	}
}

// findCopy looks for a copy of what is lost.
func (f *finishing) findCopy(v *Visit) {
	if f.unasked {
		return
	}
	q := f.said[v.URL]
	q.URL = v.URL
	if original, _, ok := archive.Original(v.URL); ok && original != "" {
		q.URL = original
	}
	if v.Record != nil {
		q.Seen = v.Record.LastGood
	}
	answer, err := f.o.Archives.Find(f.ctx, q)
	if err != nil {
		f.unasked = true
		f.r.Partial = reason(f.ctx)
		return
	}
	v.Snapshot = answer.Snapshot
	f.r.countUnasked(answer.Unasked)
}

func (f *finishing) close(i int) {
	for _, a := range f.articles[i] {
		if f.open[a]--; f.open[a] == 0 && (a > 0 || f.reached) {
			f.finish(a)
		}
	}
}

// finishFirst checks the first article, which tells whether names were found, if it waits for that.
func (f *finishing) finishFirst() {
	if len(f.open) > 0 && f.open[0] == 0 {
		f.finish(0)
	}
}

// finish checks an article, with what is known of its own addresses: its findings are the same whichever others are in the
// run.
func (f *finishing) finish(a int) {
	f.open[a] = -1
	c := &f.r.Articles[a]
	p := &rule.Pass{
		Diagnoses: map[string]live.Diagnosis{}, Snapshots: map[string]archive.Snapshot{}, Nameless: f.nameless, First: a == 0,
	}
	known := &cite.Known{Addresses: map[string][]string{}}
	for _, l := range c.Article.Links {
		v := &f.r.Visits[f.row[l.URL]]
		if !v.Pending && !v.Quiet {
			p.Diagnoses[v.URL] = v.Diagnosis
		}
		if v.Snapshot != nil {
			p.Snapshots[v.URL] = *v.Snapshot
		}
		known.Addresses[v.URL] = v.others()
	}
	c.Resolution = cite.Resolve(c.Article, c.Citations, known)
	c.check(p, known, f.o)
	f.o.Finished(*c)
}
