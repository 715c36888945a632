package web

import (
	"context"
	"crypto/rand"
	"math/big"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// longestWait bounds how long a host's Retry-After is obeyed; a host that asks for more is left alone.
	longestWait = time.Minute
	firstPause  = time.Second
	// limitedPause is how long a host is left alone that asks for fewer requests and does not say for how long.
	limitedPause = 4 * time.Second
)

// Retry makes a fetcher that asks again, after growing pauses, what may pass: worth tells how many attempts a page is
// worth in all, one for a page to be content with.
//
// While it waits it holds neither a host's slot nor a worker's seat. A host that limits its visitors (429, or any
// Retry-After) is left alone by all as long as it says, and visited more slowly after that. One that says more than a
// minute is not visited again in this run.
func Retry(f Fetcher, worth func(*Page) int, clock Clock) Fetcher {
	return &retry{next: f, worth: worth, clock: clock.orReal()}
}

type retry struct {
	next  Fetcher
	worth func(*Page) int
	clock Clock
}

func (r *retry) Fetch(ctx context.Context, address string) (*Page, error) {
	for attempt := 1; ; attempt++ {
		page, err := r.next.Fetch(ctx, address)
		if err != nil {
			return nil, err
		}
		pause, patient := r.pause(ctx, page, attempt)
		if !patient || isSingle(ctx) || attempt >= r.worth(page) {
			return page, nil
		}
		if err := r.wait(ctx, pause); err != nil {
			return nil, err
		}
	}
}

// pause is how long to wait before the next attempt, and whether that is not too long. It lets a host that limits its
// visitors have its will, even if there is no next attempt.
func (r *retry) pause(ctx context.Context, page *Page, attempt int) (time.Duration, bool) {
	asked, asks := retryAfter(page.Header, r.clock.Now())
	if page.Status != http.StatusTooManyRequests && (!asks || page.Status != http.StatusServiceUnavailable) {
		return jittered(firstPause << (attempt - 1)), true
	}
	pause := asked
	if !asks {
		pause = limitedPause << (attempt - 1)
	}
	lease := leaseOf(ctx)
	target, failure := parseTarget(page.Final)
	if lease != nil && failure == nil {
		host := hostName(target.Hostname())
		if pause > longestWait {
			lease.pace.shutOff(host)
		} else {
			lease.pace.hold(host, pause)
		}
	}
	return pause, pause <= longestWait
}

func (r *retry) wait(ctx context.Context, d time.Duration) error {
	if lease := leaseOf(ctx); lease != nil {
		return lease.pause(ctx, d)
	}
	return r.clock.sleep(ctx, d)
}

// jittered is a time, give or take a quarter, so that many that failed together do not come back together.
func jittered(d time.Duration) time.Duration {
	some, err := rand.Int(rand.Reader, big.NewInt(int64(d/2)))
	if err != nil {
		return d
	}
	return d*3/4 + time.Duration(some.Int64())
}

// retryAfter reads both forms of the field (RFC 9110, 10.2.3). What is neither asks for nothing.
func retryAfter(header http.Header, now time.Time) (time.Duration, bool) {
	value := strings.TrimSpace(header.Get("Retry-After"))
	if value == "" {
		return 0, false
	}
	if seconds, err := strconv.ParseUint(value, 10, 32); err == nil {
		return time.Duration(seconds) * time.Second, true
	}
	if date, err := http.ParseTime(value); err == nil {
		return max(date.Sub(now), 0), true
	}
	return 0, false
}
