package ibid_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/fixtures"
	"github.com/ibidcheck/ibid/pkg/web"
)

var update = flag.Bool("update", false, "write the recording of the fixtures' web anew")

// madeUp answers as fixtures/harbor/web.json says.
type madeUp map[string]answer

type answer struct {
	URL       string            `json:"url"`
	Status    int               `json:"status"`
	Location  string            `json:"location"`
	Header    map[string]string `json:"header"`
	Title     string            `json:"title"`
	Canonical string            `json:"canonical"`
	Body      string            `json:"body"`
	Failure   string            `json:"failure"`
}

func harborWeb(t *testing.T) madeUp {
	t.Helper()
	source, err := fixtures.FS.ReadFile("harbor/web.json")
	require.NoError(t, err)
	var answers []answer
	require.NoError(t, json.Unmarshal(source, &answers))
	all := madeUp{}
	for _, a := range answers {
		all[a.URL] = a
	}
	return all
}

// recorded is when the made-up web was visited.
var recorded = time.Date(2024, time.June, 3, 9, 30, 0, 0, time.UTC)

func (m madeUp) Fetch(_ context.Context, address string) (*web.Page, error) {
	p := &web.Page{URL: address, Final: address, Retrieved: recorded}
	for {
		a, ok := m[p.Final]
		if !ok {
			return nil, fmt.Errorf("%s is no part of the made-up web", p.Final)
		}
		if a.Failure != "" {
			p.Failure = &web.Failure{Kind: web.FailureKind(a.Failure), Detail: "made up"}
			return p, nil
		}
		header := http.Header{}
		for key, value := range a.Header {
			header.Set(key, value)
		}
		if a.Location != "" {
			header.Set("Location", a.Location)
			p.Hops = append(p.Hops, web.Hop{URL: p.Final, Status: a.Status, Header: header, To: a.Location})
			p.Final = a.Location
			continue
		}
		p.Status, p.Header, p.Body = a.Status, header, []byte(a.page())
		return p, nil
	}
}

func (a answer) page() string {
	if a.Body != "" {
		return a.Body
	}
	canonical := ""
	if a.Canonical != "" {
		canonical = fmt.Sprintf("<link rel=\"canonical\" href=\"%s\">\n", html.EscapeString(a.Canonical))
	}
	title := html.EscapeString(a.Title)
	return fmt.Sprintf("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<title>%s</title>\n%s</head>\n<body>\n<h1>%s</h1>\n</body>\n</html>\n",
		title, canonical, title)
}

// The recording that the demonstration and the tests replay is what a recorder makes of the made-up web.
func TestRecordingIsOfTheMadeUpWeb(t *testing.T) {
	source, err := fixtures.FS.ReadFile("harbor/web.json")
	require.NoError(t, err)
	var answers []answer
	require.NoError(t, json.Unmarshal(source, &answers))
	var file bytes.Buffer
	recorder := web.NewRecorder(harborWeb(t), web.GzipRecords(&file), "ibid")
	for _, a := range answers {
		_, err := recorder.Fetch(t.Context(), a.URL)
		require.NoError(t, err)
	}
	require.NoError(t, recorder.Err())
	path := filepath.FromSlash("../../fixtures/harbor/web.warc.gz")
	if *update {
		require.NoError(t, os.WriteFile(path, file.Bytes(), 0o644))
	}
	kept, err := os.ReadFile(path)
	require.NoError(t, err)
	require.True(t, bytes.Equal(kept, file.Bytes()), "run go test ./pkg/ibid -update to write it anew")
}
