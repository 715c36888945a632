package ibid

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

// court judges pages as they come, several at once. In doubt it asks for a sibling of a page's address, where the host's
// robots.txt allows that, or the registry of DOIs.
type court struct {
	fetcher web.Fetcher
	robots  *web.Robots
	cited   map[string]live.Cited
}

func newCourt(o Options, cited map[string]live.Cited) *court {
	return &court{fetcher: o.Fetcher, robots: web.NewRobots(o.Fetcher), cited: cited}
}

// judge says what is the matter with the link that a page came from. The error is the context's.
func (c *court) judge(ctx context.Context, p *web.Page) (Visit, error) {
	evidence := &live.Evidence{Page: p, Cited: c.cited[p.URL]}
	var err error
	if sibling, ok := evidence.Doubt(); ok {
		evidence.Sibling, err = c.probe(ctx, sibling)
	} else if witness, ok := evidence.Witness(); ok {
		evidence.Handle, err = c.fetcher.Fetch(web.Single(ctx), witness) // made for programs, so no robots.txt is asked
	}
	if err != nil {
		return Visit{}, err
	}
	v := Visit{
		URL: p.URL, Final: p.Final, Status: p.Status, Retrieved: p.Retrieved, Diagnosis: evidence.Diagnose(),
	}
	for _, hop := range p.Hops {
		hop.Header = nil // the page's hops are shared, so theirs must stay
		v.Hops = append(v.Hops, hop)
	}
	if isThere(v.Diagnosis) {
		v.Canonical = canonical(p)
	}
	return v, nil
}

// probe asks for an address of our own making; nil if that is not allowed or came to nothing.
func (c *court) probe(ctx context.Context, address string) (*web.Page, error) {
	ctx = web.Single(ctx)
	allowed, err := c.robots.Allows(ctx, address)
	if err != nil || !allowed {
		return nil, err
	}
	page, err := c.fetcher.Fetch(ctx, address)
	if err != nil || page.Failure != nil {
		return nil, err
	}
	return page, nil
}

// cited is what the articles say of each address, in plain words.
func (r *Result) cited() map[string]live.Cited {
	all := map[string]live.Cited{}
	for _, a := range r.Articles {
		for _, c := range a.Citations {
			if c.URL == "" {
				continue
			}
			said := all[c.URL]
			if c.Title != "" && !slices.Contains(said.Titles, c.Title) && !isAddress(c.Title) {
				said.Titles = append(said.Titles, c.Title)
			}
			for _, name := range c.Author {
				if family := strings.TrimSpace(name.Family + name.Literal); family != "" && !slices.Contains(said.Authors, family) {
					said.Authors = append(said.Authors, family)
				}
			}
			said.Words += c.Raw + "\n"
			all[c.URL] = said
		}
	}
	return all
}

// isAddress tells of titles that are the address once more, as links without a text have them.
func isAddress(title string) bool {
	u, err := url.Parse(title)
	return err == nil && u.Scheme != "" && u.Host != ""
}
