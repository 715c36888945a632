package archive

import "context"

// Perma asks Perma.cc, where authors and libraries keep what they cite (https://perma.cc/docs).
var Perma = Provider{
	Name:      "perma",
	Summary:   "Perma.cc, by its TimeMaps",
	Archive:   "perma.cc",
	Endpoint:  "https://perma.cc",
	PerMinute: 60,
	ask: func(ctx context.Context, d *desk, w wanted) (answer, error) {
		return askTimeMap(ctx, d, "/timemap/link/", w)
	},
}
