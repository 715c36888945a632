package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/temoto/robotstxt"
)

// maxRobots is how much of a host's rules is read (RFC 9309, 2.5), and maxRules of how many hosts they are kept.
const (
	maxRobots = 500 << 10
	maxRules  = 4096
)

// Robots knows what hosts allow programs to visit (RFC 9309). It binds what a program visits of its own accord; an
// address that a person has cited is visited anyhow, unless the fetcher is [Strict]. It is safe for concurrent use.
type Robots struct {
	fetcher Fetcher

	mu    sync.Mutex
	rules map[string]*robotstxt.RobotsData
}

// NewRobots reads the rules through a fetcher.
func NewRobots(f Fetcher) *Robots {
	return &Robots{fetcher: f, rules: map[string]*robotstxt.RobotsData{}}
}

// Allows tells whether an address may be visited. The error is the context's.
func (r *Robots) Allows(ctx context.Context, address string) (bool, error) {
	target, failure := parseTarget(address)
	if failure != nil {
		return false, nil
	}
	rules, err := r.of(ctx, target.Scheme+"://"+target.Host)
	if err != nil {
		return false, err
	}
	return rules.TestAgent(pathOf(target), "ibid"), nil
}

func pathOf(target *url.URL) string {
	path := target.EscapedPath()
	if target.RawQuery != "" {
		path += "?" + target.RawQuery
	}
	if path == "" {
		return "/"
	}
	return path
}

func (r *Robots) of(ctx context.Context, origin string) (*robotstxt.RobotsData, error) {
	r.mu.Lock()
	rules, ok := r.rules[origin]
	r.mu.Unlock()
	if ok {
		return rules, nil
	}
	page, err := r.fetcher.Fetch(ctx, origin+"/robots.txt")
	if err != nil {
		return nil, err
	}
	rules = rulesOf(page)
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.rules) >= maxRules {
		clear(r.rules)
	}
	r.rules[origin] = rules
	return rules, nil
}

// rulesOf reads a page as rules. Without rules all is allowed; where it cannot be known whether there are any, nothing
// is (RFC 9309, 2.3.1). A page in HTML is no rules.
func rulesOf(page *Page) *robotstxt.RobotsData {
	status := page.Status
	if page.Failure != nil {
		status = http.StatusServiceUnavailable
	}
	body := page.Body[:min(len(page.Body), maxRobots)]
	if strings.Contains(page.Header.Get("Content-Type"), "html") {
		body = nil
	}
	rules, err := robotstxt.FromStatusAndBytes(status, body)
	if err != nil {
		rules, _ = robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	}
	return rules
}

// Strict makes a fetcher that visits nothing that a host forbids to programs; such a page has a RobotsForbid failure.
func Strict(f Fetcher, r *Robots) Fetcher { return strict{f, r} }

type strict struct {
	next   Fetcher
	robots *Robots
}

func (s strict) Fetch(ctx context.Context, address string) (*Page, error) {
	if _, failure := parseTarget(address); failure == nil {
		allowed, err := s.robots.Allows(ctx, address)
		if err != nil {
			return nil, err
		}
		if !allowed {
			return &Page{URL: address, Final: address, Failure: &Failure{Kind: RobotsForbid, Detail: "robots.txt"}}, nil
		}
	}
	return s.next.Fetch(ctx, address)
}
