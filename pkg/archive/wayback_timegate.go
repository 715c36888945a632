package archive

import (
	"context"
	"time"
)

// WaybackTimeGate asks the Wayback Machine for the copy nearest to a date by going there. It is for when the others
// could not be asked.
var WaybackTimeGate = Provider{
	Name:      "wayback-timegate",
	Summary:   "the Wayback Machine, by its redirects",
	Archive:   "web.archive.org",
	Endpoint:  "https://web.archive.org",
	PerMinute: 120,
	ask: func(_ context.Context, d *desk, w wanted) (answer, error) {
		return dated(d.Endpoint+"/web/", rawFlag, w), nil
	},
}

// dated makes a candidate of each moment that is wanted: the archive redirects an address with a date to the copy that
// is nearest to it. Whether there is one shows when it is looked at.
func dated(prefix, flag string, w wanted) answer {
	moments := w.before
	if len(moments) == 0 {
		moments = []time.Time{time.Date(2099, time.January, 1, 0, 0, 0, 0, time.UTC)}
	}
	says := answer{final: true}
	for _, over := range moments {
		taken := over.Add(-time.Second)
		stamp := taken.Format(stampForm)
		says.candidates = append(says.candidates, candidate{
			address: prefix + stamp + "/" + w.url, raw: prefix + stamp + flag + "/" + w.url, taken: taken,
		})
	}
	return says
}
