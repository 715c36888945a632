package ibid

import (
	"context"

	"github.com/ibidcheck/ibid/pkg/archive"
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

// Unasked is an archive that could not be asked for copies of some addresses.
type Unasked struct {
	archive.Unasked
	Addresses int
}

// isLost tells of links whose page has to be looked for in archives.
func isLost(s live.State) bool {
	switch s {
	case live.Gone, "soft404", "parked", "drifted":
		return true
	default:
		return false
	}
}

// asCopy corrects the diagnosis of a link to a copy that the archive does not show.
func asCopy(d live.Diagnosis, p *web.Page) live.Diagnosis {
	if isThere(d) && archive.Withheld(p) {
		return live.Diagnosis{State: live.Walled, By: "withheld-copy", Because: "the archive withholds its copy"}
	}
	return d
}

// saidOf gives, for each address, what the articles say of when it was read: the first citation that says so, and when
// the first article that has it was published.
func (r *Result) saidOf() map[string]archive.Query {
	all := map[string]archive.Query{}
	for _, c := range r.Articles {
		for _, l := range c.Article.Links {
			q := all[l.URL]
			if q.Published == "" {
				q.Published = c.Article.Published
			}
			all[l.URL] = q
		}
		for _, x := range c.Citations {
			q := all[x.URL]
			if q.Accessed == "" {
				q.Accessed = x.Accessed
			}
			all[x.URL] = q
		}
	}
	return all
}

// countUnasked counts by archive; the first reason stands for all.
func (r *Result) countUnasked(unasked []archive.Unasked) {
next:
	for _, u := range unasked {
		for i := range r.Unasked {
			if r.Unasked[i].Provider == u.Provider {
				r.Unasked[i].Addresses++
				continue next
			}
		}
		r.Unasked = append(r.Unasked, Unasked{u, 1})
	}
}

// saveCopies has copies made of the pages that are there. A copy in an archive needs no copy.
func (r *Result) saveCopies(ctx context.Context, k *archive.Keeper) {
	if k == nil {
		return
	}
	for i := range r.Visits {
		v := &r.Visits[i]
		if _, _, archived := archive.Original(v.URL); archived || v.Unlinked || !isThere(v.Diagnosis) {
			continue
		}
		s, err := k.Save(ctx, v.URL)
		switch {
		case err == nil:
			v.Saved = &s
		case ctx.Err() != nil:
			r.Partial = reason(ctx)
			return
		default:
			v.Unsaved = err.Error()
		}
	}
}
