package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/ibidcheck/ibid/pkg/match"
)

// WaybackAvailability asks the Wayback Machine which of its copies is nearest to a date
// (https://archive.org/help/wayback_api.php). It answers fast, and often that there is none where there is one.
var WaybackAvailability = Provider{
	Name:      "wayback",
	Summary:   "the Wayback Machine, by its availability API",
	Archive:   "web.archive.org",
	Endpoint:  "https://archive.org",
	PerMinute: 60,
	ask:       askAvailability,
}

func askAvailability(ctx context.Context, d *desk, w wanted) (answer, error) {
	query := "?url=" + url.QueryEscape(w.url)
	if len(w.before) > 0 {
		query += "&timestamp=" + w.before[0].Add(-time.Second).Format(stampForm)
	}
	page, err := d.question(ctx, "/wayback/available"+query)
	if err != nil {
		return answer{}, err
	}
	c, ok, err := parseAvailability(page.Body)
	switch {
	case err != nil:
		return answer{}, d.nonsense(err)
	case !ok:
		return answer{}, nil
	default:
		return answer{candidates: []candidate{c}}, nil
	}
}

// parseAvailability reads {"archived_snapshots":{"closest":{"available":true,"url":…,"timestamp":…,"status":"200"}}}.
func parseAvailability(body []byte) (candidate, bool, error) {
	var says struct {
		Snapshots *struct {
			Closest *struct {
				Available bool   `json:"available"`
				URL       string `json:"url"`
				Timestamp string `json:"timestamp"`
				Status    string `json:"status"`
			} `json:"closest"`
		} `json:"archived_snapshots"`
	}
	if err := json.Unmarshal(bytes.TrimSpace(body), &says); err != nil {
		return candidate{}, false, errNotJSON
	}
	if says.Snapshots == nil {
		return candidate{}, false, errors.New("it does not say archived_snapshots")
	}
	c := says.Snapshots.Closest
	if c == nil || !c.Available || c.Status != "" && c.Status[0] != '2' {
		return candidate{}, false, nil
	}
	taken, ok := parseStamp(c.Timestamp)
	if !ok || !match.IsWeb(c.URL) {
		return candidate{}, false, errors.New("its snapshot has no date or no address")
	}
	address := c.URL
	if rest, old := strings.CutPrefix(address, "http://web.archive.org/"); old {
		address = "https://web.archive.org/" + rest
	}
	return candidate{address: address, raw: rawCapture(address, c.Timestamp), taken: taken}, true, nil
}

var errNotJSON = errors.New("it is no JSON")

// rawFlag stands behind the date in the address of a copy without the banner and without rewritten links.
const rawFlag = "id_"

// rawCapture is the address of such a copy.
func rawCapture(address, stamp string) string {
	return strings.Replace(address, "/"+stamp+"/", "/"+stamp+rawFlag+"/", 1)
}

// forReaders is the address of the copy with the banner.
func forReaders(raw string) string {
	before, behind, ok := strings.Cut(raw, rawFlag+"/")
	if !ok || len(before) < len(stampForm) || !isDigits(before[len(before)-len(stampForm):]) {
		return raw
	}
	return before + "/" + behind
}
