package web

import (
	"errors"
	"io"
	"sync/atomic"
)

var errSpent = errors.New("the run's limit of requests or bytes is reached")

func spent() *Failure { return &Failure{Kind: Spent, Detail: errSpent.Error()} }

// budget is what a run may still ask for and read.
type budget struct {
	bounded         bool
	requests, bytes atomic.Int64
}

func newBudget(requests, bytes int64) *budget {
	const endless = 1 << 62
	b := &budget{bounded: requests > 0 || bytes > 0}
	if requests <= 0 {
		requests = endless
	}
	if bytes <= 0 {
		bytes = endless
	}
	b.requests.Store(requests)
	b.bytes.Store(bytes)
	return b
}

// request takes a request from the budget, and tells whether there was one left.
func (b *budget) request() bool {
	return !b.bounded || b.bytes.Load() > 0 && b.requests.Add(-1) >= 0
}

// meter takes what is read of a body from the budget.
func (b *budget) meter(body io.ReadCloser) io.ReadCloser {
	if !b.bounded {
		return body
	}
	return metered{body, b}
}

type metered struct {
	io.ReadCloser
	budget *budget
}

func (m metered) Read(p []byte) (int, error) {
	if m.budget.bytes.Load() <= 0 {
		return 0, errSpent
	}
	n, err := m.ReadCloser.Read(p)
	m.budget.bytes.Add(-int64(n))
	return n, err
}
