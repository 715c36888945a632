package web

import (
	"context"
	"time"
)

// Clock is what pauses are measured by. The zero value is the time of day.
type Clock struct {
	Now func() time.Time
	// After gives a signal when a time has passed, as time.After does.
	After func(time.Duration) <-chan time.Time
}

func (c Clock) orReal() Clock {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.After == nil {
		c.After = time.After
	}
	return c
}

// sleep returns after a time, or with the context's error when that ends first.
func (c Clock) sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	select {
	case <-c.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
