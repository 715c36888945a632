package web

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// What a page says of its certificates, and the way on that a page gives by itself, are in a recording too.
func TestRecordingOfWhatNoResponseTells(t *testing.T) {
	page := &Page{
		URL: "https://ex.org/a", Final: "https://ex.org/c", Status: 200, Header: map[string][]string{"X": {"1"}}, Body: []byte("tide"),
		Hops: []Hop{
			{URL: "https://ex.org/a", Status: 0, Header: map[string][]string{"Y": {"2"}}, To: "https://ex.org/b"},
			{URL: "https://ex.org/b", Status: 301, Header: map[string][]string{"Location": {"/c"}}, To: "https://ex.org/c"},
		},
		Insecure:  &Failure{Kind: CertificateExpired, Detail: "x509: valid until 2020-05-04"},
		Retrieved: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC),
	}
	var file bytes.Buffer
	recorder := NewRecorder(fetcherFunc(func(context.Context, string) (*Page, error) { return page, nil }), &file, "ibid/test")
	_, err := recorder.Fetch(t.Context(), page.URL)
	require.NoError(t, err)
	require.NoError(t, recorder.Err())
	replayer, err := Replay(bytes.NewReader(file.Bytes()))
	require.NoError(t, err)
	require.Equal(t, page, fetch(t, replayer, page.URL))
}
