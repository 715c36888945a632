package archive

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// WaybackSave is Save Page Now 2 of the Wayback Machine
// (https://docs.google.com/document/d/1Nsv52MvSjbLb2PCpHlat0gkzw0EvtSgpKHu4mk0MnrA).
var WaybackSave = Saver{
	Name:     "wayback",
	Summary:  "the Wayback Machine",
	Keys:     []string{"IA_ACCESS_KEY", "IA_SECRET_KEY"},
	Where:    "https://archive.org/account/s3.php",
	Endpoint: "https://web.archive.org",
	// The limit is 7.
	PerMinute: 6,
	Poll:      5 * time.Second,
	save:      saveWayback,
}

// job is what Save Page Now says of a copy.
type job struct {
	ID        string `json:"job_id"`
	Status    string `json:"status"`
	Extension string `json:"status_ext"`
	Message   string `json:"message"`
	Timestamp string `json:"timestamp"`
}

// saveWayback asks for a copy unless there is one of the last day: a page may be asked for five times a day.
func saveWayback(ctx context.Context, k *Keeper, address string) (Snapshot, error) {
	form := url.Values{"url": {address}, "skip_first_archive": {"1"}, "if_not_archived_within": {"1d"}}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, k.Endpoint+"/save", strings.NewReader(form.Encode()))
	if err != nil {
		return Snapshot{}, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	var j job
	if err := k.wayback(request, &j); err != nil {
		return Snapshot{}, err
	}
	for range looks {
		if j.Status == "error" || j.ID == "" {
			return Snapshot{}, j.failure()
		}
		if taken, ok := parseStamp(j.Timestamp); ok && j.Status == "success" {
			return Snapshot{Provider: k.Name, Original: address, URL: k.Endpoint + "/web/" + j.Timestamp + "/" + address, Taken: taken}, nil
		}
		if err := k.pause(ctx); err != nil {
			return Snapshot{}, err
		}
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, k.Endpoint+"/save/status/"+url.PathEscape(j.ID), nil)
		if err != nil {
			return Snapshot{}, err
		}
		id := j.ID
		j = job{}
		if err := k.wayback(request, &j); err != nil {
			return Snapshot{}, err
		}
		j.ID = id
	}
	return Snapshot{}, unsaved{"the copy was not made in time", nil}
}

func (k *Keeper) wayback(request *http.Request, into *job) error {
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Authorization", "LOW "+k.keys["IA_ACCESS_KEY"]+":"+k.keys["IA_SECRET_KEY"])
	return k.exchange(request, into)
}

// passingErrors are those that say nothing of the page.
var passingErrors = []string{"user-session-limit", "celery", "proxy-error", "browsing-timeout", "no-browsers-available"}

func (j job) failure() error {
	says := j.Message
	if says == "" {
		says = j.Extension
	}
	if says == "" {
		says = "no reason is given"
	}
	code := strings.TrimPrefix(j.Extension, "error:")
	if slices.Contains(passingErrors, code) {
		return unsaved{"no copy was made: " + says, errPassing}
	}
	return unsaved{"no copy was made: " + says, errPage}
}
