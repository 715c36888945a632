package archive

import "context"

// Arquivo asks the Portuguese web archive, which keeps pages from everywhere (https://arquivo.pt/api).
var Arquivo = Provider{
	Name:      "arquivo",
	Summary:   "arquivo.pt, by its TimeMaps",
	Archive:   "arquivo.pt",
	Endpoint:  "https://arquivo.pt",
	PerMinute: 120,
	ask: func(ctx context.Context, d *desk, w wanted) (answer, error) {
		return askTimeMap(ctx, d, "/wayback/timemap/link/", w)
	},
}
