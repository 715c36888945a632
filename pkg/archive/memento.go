package archive

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/ibidcheck/ibid/pkg/match"
)

// Memento is any archive that lists its copies in TimeMaps (RFC 7089, section 5): the endpoint, with the address of a
// page behind it, is that of the page's TimeMap.
func Memento(endpoint string) Provider {
	name := endpoint
	if u, err := url.Parse(endpoint); err == nil && u.Host != "" {
		name = u.Host
	}
	return Provider{
		Name:      name,
		Summary:   "any archive, by its TimeMaps",
		Archive:   endpoint,
		Endpoint:  strings.TrimSuffix(endpoint, "/"),
		PerMinute: 60,
		ask:       func(ctx context.Context, d *desk, w wanted) (answer, error) { return askTimeMap(ctx, d, "/", w) },
	}
}

// maxPages is how many pages of one TimeMap are read.
const maxPages = 3

// askTimeMap reads the TimeMap of a page. One that comes in pages (RFC 7089, section 5.1.1) is read where the copies
// that are wanted should be, as far as its index says.
func askTimeMap(ctx context.Context, d *desk, prefix string, w wanted) (answer, error) {
	page, err := d.question(ctx, prefix+w.url)
	if err != nil {
		return answer{}, err
	}
	if page.Status == http.StatusNotFound || withheld(page) {
		return answer{final: true}, nil
	}
	mementos, pages, err := parseTimeMap(string(page.Body), page.Final)
	if err != nil {
		return answer{}, d.nonsense(err)
	}
	read := map[string]bool{page.URL: true, page.Final: true}
	for range maxPages - 1 {
		next, ok := bestPage(pages, read, mementos, w)
		if !ok {
			break
		}
		read[next.address] = true
		page, err := d.get(ctx, &d.questions, next.address, okay)
		if err != nil {
			return answer{}, err
		}
		more, further, err := parseTimeMap(string(page.Body), page.Final)
		if err != nil {
			return answer{}, d.nonsense(err)
		}
		mementos, pages = append(mementos, more...), append(pages, further...)
	}
	return answer{candidates: mementos, final: true}, nil
}

// mapPage is one page of a TimeMap; from and until are zero if it does not say what it covers.
type mapPage struct {
	address     string
	from, until time.Time
}

// bestPage is the page not yet read that may hold a better copy than is known.
func bestPage(pages []mapPage, read map[string]bool, known []candidate, w wanted) (mapPage, bool) {
	var best mapPage
	found := false
	for _, p := range pages {
		if read[p.address] {
			continue
		}
		nearest := p.nearest(w)
		better := !slices.ContainsFunc(known, func(c candidate) bool { return w.compare(c.taken, nearest) <= 0 })
		if better && (!found || w.compare(nearest, best.nearest(w)) < 0) {
			best, found = p, true
		}
	}
	return best, found
}

// nearest is the best moment that a page may hold.
func (p mapPage) nearest(w wanted) time.Time {
	options := []time.Time{p.from, p.until}
	for _, over := range w.before {
		if at := over.Add(-time.Second); !at.Before(p.from) && !p.until.IsZero() && !at.After(p.until) {
			options = append(options, at)
		}
	}
	return slices.MinFunc(options, w.compare)
}

// parseTimeMap reads the copies that a TimeMap lists, and the other pages of the TimeMap.
func parseTimeMap(text, base string) ([]candidate, []mapPage, error) {
	from, err := url.Parse(base)
	if err != nil {
		return nil, nil, errNoTimeMap
	}
	var mementos []candidate
	var pages []mapPage
	links := 0
	for l := range linksIn(text) {
		if l.parameter("rel") != "" {
			links++
		}
		address, ok := absolute(from, l.target)
		if !ok {
			continue
		}
		relations := strings.Fields(strings.ToLower(l.parameter("rel")))
		taken, err := http.ParseTime(l.parameter("datetime"))
		switch {
		case slices.Contains(relations, "memento") && err == nil:
			mementos = append(mementos, candidate{address: address, raw: address, taken: taken.UTC()})
		case slices.Contains(relations, "timemap") && !slices.Contains(relations, "self"):
			first, _ := http.ParseTime(l.parameter("from"))
			last, _ := http.ParseTime(l.parameter("until"))
			pages = append(pages, mapPage{address, first, last})
		}
	}
	if links == 0 && strings.TrimSpace(text) != "" {
		return nil, nil, errNoTimeMap
	}
	return mementos, pages, nil
}

// absolute is the address of a target. One that is whole stays as it is written.
func absolute(base *url.URL, target string) (string, bool) {
	if match.IsWeb(target) {
		return target, true
	}
	to, err := base.Parse(target)
	if err != nil || !match.IsWeb(to.String()) {
		return "", false
	}
	return to.String(), true
}
