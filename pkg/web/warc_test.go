package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// pagesOf is a Fetcher of fixed pages.
func pagesOf(pages ...*Page) Fetcher {
	return fetcherFunc(func(_ context.Context, address string) (*Page, error) {
		for _, page := range pages {
			if page.URL == address {
				return page, nil
			}
		}
		return nil, context.Canceled
	})
}

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// samplePages are one of each shape.
func samplePages() []*Page {
	return []*Page{
		{
			URL: "http://a.example/x", Final: "http://a.example/x", Status: 200, Retrieved: noon, Body: []byte("body\r\n\r\n\x00"),
			Header: http.Header{"Content-Type": {"text/html"}, "Link": {"<a>", "<b>"}, "X-Empty": {""}},
		},
		{
			URL: "http://b.example/", Final: "http://a.example/x", Status: 404, Retrieved: noon.Add(time.Hour), Header: http.Header{},
			Truncated: true, Body: bytes.Repeat([]byte("x"), 1000), Hops: []Hop{
				{URL: "http://b.example/", Status: 301, Header: http.Header{"Location": {"/y"}}, To: "http://b.example/y"},
				{URL: "http://b.example/y", Status: 302, Header: http.Header{"Location": {"http://a.example/x"}}, To: "http://a.example/x"},
			},
		},
		{
			URL: "http://c.example/", Final: "mailto:x@c.example", Retrieved: noon, Failure: &Failure{Kind: BadScheme, Detail: "scheme mailto"},
			Hops: []Hop{{URL: "http://c.example/", Status: 302, Header: http.Header{"Location": {"mailto:x@c.example"}}, To: "mailto:x@c.example"}},
		},
		{
			URL: "http://[::1/ <x>\r\nWARC-Type: evil", Final: "http://[::1/ <x>\r\nWARC-Type: evil", Retrieved: noon,
			Failure: &Failure{Kind: BadURL},
		},
		{URL: "http://d.example/", Final: "http://d.example/", Status: 999, Header: http.Header{}, Retrieved: noon},
	}
}

func record(t testing.TB, w io.Writer, pages ...*Page) {
	recorder := NewRecorder(pagesOf(pages...), w, "ibid/1.2")
	for _, page := range pages {
		got, err := recorder.Fetch(t.Context(), page.URL)
		require.NoError(t, err)
		require.Same(t, page, got)
	}
	require.NoError(t, recorder.Err())
}

// The lengths and digests here were computed apart from this program.
func TestRecordingIsStandard(t *testing.T) {
	var file bytes.Buffer
	record(t, &file, samplePages()[0])
	require.Equal(t, strings.ReplaceAll(`WARC/1.1
WARC-Type: warcinfo
WARC-Record-ID: <urn:uuid:ID>
WARC-Date: 2026-11-22T12:00:00Z
Content-Type: application/warc-fields
WARC-Block-Digest: sha1:43Q7LYCRQMCEL6ZG5E76SUIV6YGEW47D
Content-Length: 142

software: ibid/1.2
format: WARC File Format 1.1
conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/


WARC/1.1
WARC-Type: response
WARC-Record-ID: <urn:uuid:ID>
WARC-Date: 2026-11-22T12:00:00Z
WARC-Target-URI: http://a.example/x
Content-Type: application/http;msgtype=response
WARC-Payload-Digest: sha1:J2LXD7I2BDKOTDFQ5E7MM2HO7FEETINP
WARC-Block-Digest: sha1:CZWT2THAVY6G6GD4W4W4U4H27ULA3LLX
Ibid-Step: 1/1
Content-Length: 105

HTTP/1.1 200 OK
Content-Type: text/html
Link: <a>
Link: <b>
X-Empty: 
Content-Length: 9

body

`+"\x00", "\n", "\r\n")+"\r\n\r\n", mask(file.String()))
}

// mask hides identifiers, and wants them to be name-based UUIDs.
func mask(text string) string {
	id := regexp.MustCompile(`urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`)
	return id.ReplaceAllString(text, "urn:uuid:ID")
}

func TestRecordingDependsOnThePagesAlone(t *testing.T) {
	var first, second bytes.Buffer
	record(t, &first, samplePages()...)
	record(t, &second, samplePages()...)
	require.Equal(t, first.Bytes(), second.Bytes())
	ids := regexp.MustCompile(`WARC-Record-ID: \S+`).FindAllString(first.String(), -1)
	require.Len(t, ids, 9)
	seen := map[string]bool{}
	for _, id := range ids {
		require.False(t, seen[id], id)
		seen[id] = true
	}
	require.NotContains(t, first.String(), "\nWARC-Type: evil")
}

// writes counts the calls of Write, and fails after some.
type writes struct {
	bytes.Buffer
	count, fail int
}

var errFull = errors.New("the disk is full")

func (w *writes) Write(p []byte) (int, error) {
	w.count++
	if w.fail > 0 && w.count > w.fail {
		return 0, errFull
	}
	return w.Buffer.Write(p)
}

func TestRecorderWritesEachRecordAtOnce(t *testing.T) {
	var plain, packed writes
	record(t, &plain, samplePages()...)
	record(t, GzipRecords(&packed), samplePages()...)
	require.Equal(t, 9, plain.count)
	require.Equal(t, 9, packed.count)
	zip, err := gzip.NewReader(&packed)
	require.NoError(t, err)
	unpacked, err := io.ReadAll(zip)
	require.NoError(t, err)
	require.Equal(t, plain.String(), string(unpacked))
}

func TestRecorderTellsOfAnErrorAndGoesOn(t *testing.T) {
	full := writes{fail: 2}
	pages := samplePages()
	recorder := NewRecorder(pagesOf(pages...), &full, "ibid")
	for _, page := range pages {
		got, err := recorder.Fetch(t.Context(), page.URL)
		require.NoError(t, err)
		require.Same(t, page, got)
	}
	require.ErrorIs(t, recorder.Err(), errFull)
	require.Equal(t, 3, full.count)
	_, err := recorder.Fetch(t.Context(), "http://cancelled.example/")
	require.ErrorIs(t, err, context.Canceled)
}

func TestRecorderKeepsPagesTogether(t *testing.T) {
	var file bytes.Buffer
	pages := samplePages()
	recorder := NewRecorder(pagesOf(pages...), GzipRecords(&file), "ibid")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, page := range pages {
				if _, err := recorder.Fetch(context.Background(), page.URL); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	replayer, err := Replay(bytes.NewReader(file.Bytes()))
	require.NoError(t, err)
	for _, page := range pages {
		require.Equal(t, page, fetch(t, replayer, page.URL))
	}
}
