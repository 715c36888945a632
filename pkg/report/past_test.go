package report

import (
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func samplePast() *Past {
	on := func(day int) time.Time { return time.Date(2024, time.May, day, 9, 30, 0, 0, time.UTC) }
	return &Past{Schema: PastSchemaID, Tool: Tool{"ibid", "0.1.0"}, Addresses: []Address{
		{URL: "https://harbour.example/minutes/1904", Seen: []Seen{
			{At: on(1), State: "live", Because: "200 OK", FinalURL: "https://harbour.example/minutes/1904", Status: 200, Digest: "5f"},
			{At: on(2), State: "moved", Because: "301 Moved Permanently", FinalURL: "https://harbour.example/1904", Status: 200, MovedTo: "https://harbour.example/1904"},
			{At: on(5), State: "unreachable", Because: hostile},
			{At: on(8), State: "soft404", Status: 200},
			{At: on(9), State: "undecided"},
		}},
		{URL: "https://coast.example/\x1b]8;;https://evil.example\x07\u202e|evil"},
	}}
}

func TestPast(t *testing.T) {
	golden(t, "past-100.txt", func(w io.Writer) error { return WritePastTable(w, samplePast(), Options{}) })
	golden(t, "past-40.txt", func(w io.Writer) error { return WritePastTable(w, samplePast(), Options{Width: 40}) })
	golden(t, "past.json", func(w io.Writer) error { return WritePast(w, samplePast()) })
	for _, p := range []*Past{samplePast(), {Schema: PastSchemaID, Tool: Tool{"ibid", "1"}}} {
		var out bytes.Buffer
		require.NoError(t, WritePast(&out, p))
		require.NoError(t, compiled(t).Validate(document(t, out.Bytes())))
	}
}
