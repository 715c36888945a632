package ibid

import (
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

// Patient makes a fetcher that does not take a first refusal for an answer: what may pass is asked for again, and what
// was refused in one manner in another.
func Patient(f web.Fetcher, clock web.Clock) web.Fetcher {
	return web.Retry(web.Manners(f, live.Refused), live.Passing, clock)
}
