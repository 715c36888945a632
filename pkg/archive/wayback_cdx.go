package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"time"

	"github.com/ibidcheck/ibid/pkg/match"
)

// WaybackCDX asks the index of the Wayback Machine
// (https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server). What it does not list is not there.
var WaybackCDX = Provider{
	Name:     "wayback-cdx",
	Summary:  "the Wayback Machine, by its index",
	Archive:  "web.archive.org",
	Endpoint: "https://web.archive.org",
	// The limit is 30.
	PerMinute: 24,
	ask:       askCDX,
}

// askCDX asks for the last copies before each moment in turn, and then for the first ones after the first moment.
func askCDX(ctx context.Context, d *desk, w wanted) (answer, error) {
	last := "&limit=-" + strconv.Itoa(confirmations)
	if len(w.before) == 0 {
		return askRanges(ctx, d, w.url, []string{last})
	}
	var ranges []string
	for _, over := range w.before {
		ranges = append(ranges, "&to="+over.Add(-time.Second).Format(stampForm)+last)
	}
	ranges = append(ranges, "&from="+w.before[0].Format(stampForm)+"&limit="+strconv.Itoa(confirmations))
	return askRanges(ctx, d, w.url, ranges)
}

func askRanges(ctx context.Context, d *desk, address string, ranges []string) (answer, error) {
	for i, between := range ranges {
		page, err := d.question(ctx, "/cdx/search/cdx?url="+url.QueryEscape(address)+
			"&output=json&gzip=false&fl=timestamp,original,mimetype,statuscode&filter=!statuscode:[345].."+between)
		if err != nil {
			return answer{}, err
		}
		if withheld(page) {
			break
		}
		captures, err := parseCDX(page.Body, d.Endpoint)
		if err != nil {
			return answer{}, d.nonsense(err)
		}
		if len(captures) > 0 {
			further := func() (answer, error) { return askRanges(ctx, d, address, ranges[i+1:]) }
			return answer{candidates: captures, final: true, further: further}, nil
		}
	}
	return answer{final: true}, nil
}

// parseCDX reads rows of an index: the first names the fields, and an empty one ends them. A copy that is the same as an
// earlier one (warc/revisit) has no status of its own.
func parseCDX(body []byte, endpoint string) ([]candidate, error) {
	body = bytes.TrimSpace(body)
	if len(body) == 0 {
		return nil, nil
	}
	var rows [][]*string
	if err := json.Unmarshal(body, &rows); err != nil {
		return nil, errNotJSON
	}
	if len(rows) == 0 {
		return nil, nil
	}
	index := map[string]int{}
	for i, name := range rows[0] {
		if name != nil {
			index[*name] = i
		}
	}
	for _, name := range []string{"timestamp", "original"} {
		if _, ok := index[name]; !ok {
			return nil, errors.New("its first row does not name the field " + name)
		}
	}
	var all []candidate
	for _, row := range rows[1:] {
		if len(row) == 0 {
			break
		}
		field := func(name string) string {
			if i, ok := index[name]; ok && i < len(row) && row[i] != nil && *row[i] != "-" {
				return *row[i]
			}
			return ""
		}
		stamp, original, status := field("timestamp"), field("original"), field("statuscode")
		taken, ok := parseStamp(stamp)
		if !ok || !match.IsWeb(original) || status != "" && status[0] != '2' {
			continue
		}
		all = append(all, candidate{
			address: endpoint + "/web/" + stamp + "/" + original,
			raw:     endpoint + "/web/" + stamp + rawFlag + "/" + original,
			taken:   taken,
		})
	}
	return all, nil
}
