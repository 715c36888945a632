package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// PermaSave is Perma.cc (https://perma.cc/docs/developer).
var PermaSave = Saver{
	Name:      "perma",
	Summary:   "Perma.cc",
	Keys:      []string{"PERMA_API_KEY"},
	Where:     "https://perma.cc/settings/tools",
	Endpoint:  "https://api.perma.cc",
	PerMinute: 10,
	Poll:      5 * time.Second,
	save:      savePerma,
}

func savePerma(ctx context.Context, k *Keeper, address string) (Snapshot, error) {
	body, err := json.Marshal(map[string]string{"url": address})
	if err != nil {
		return Snapshot{}, err
	}
	var made struct {
		GUID    string    `json:"guid"`
		Created time.Time `json:"creation_timestamp"`
	}
	if err := k.perma(ctx, http.MethodPost, "/v1/archives/", body, &made); err != nil {
		return Snapshot{}, err
	}
	if !isCode(made.GUID, nil) {
		return Snapshot{}, unsaved{"no copy was made; the archive's answer names none", nil}
	}
	for range looks {
		var job struct {
			Status string `json:"status"`
		}
		if err := k.perma(ctx, http.MethodGet, "/v1/capture_jobs/"+made.GUID+"/", nil, &job); err != nil {
			return Snapshot{}, err
		}
		switch job.Status {
		case "completed":
			return Snapshot{Provider: k.Name, Original: address, URL: "https://perma.cc/" + made.GUID, Taken: made.Created.UTC()}, nil
		case "failed", "deleted":
			return Snapshot{}, unsaved{"no copy was made: " + job.Status, errPage}
		}
		if err := k.pause(ctx); err != nil {
			return Snapshot{}, err
		}
	}
	return Snapshot{}, unsaved{"the copy was not made in time", nil}
}

func (k *Keeper) perma(ctx context.Context, method, path string, body []byte, into any) error {
	request, err := http.NewRequestWithContext(ctx, method, k.Endpoint+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "ApiKey "+k.keys["PERMA_API_KEY"])
	return k.exchange(request, into)
}
