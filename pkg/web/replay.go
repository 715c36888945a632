package web

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxRecorded bounds how many pages a recording may hold; each takes some 100 bytes of memory.
const maxRecorded = 8 << 20

// Replayer is a Fetcher that answers from a WARC file and never from the web. It is safe for concurrent use.
type Replayer struct {
	file  io.ReaderAt
	pages map[addressKey]place
}

// addressKey is a digest of an address, so that an index does not grow with the length of addresses.
type addressKey [sha256.Size]byte

func keyOf(address string) addressKey { return sha256.Sum256([]byte(targetField(address))) }

// place is where a page's records start, and how many there are. Of a file that this package did not write no number is
// known: it is zero, the record is a single response, and redirects are followed from record to record.
type place struct {
	offset int64
	steps  int
}

// Replay reads a recording: one of a [Recorder], or a WARC file of another tool, plain or compressed record by record.
// Only an index is kept, so the file must stay open, and unchanged, as long as the Replayer is used. If an address was
// recorded several times, the last counts.
//
// A file that ends within a record, as that of a run that was killed, is read up to there. A file that is damaged
// elsewhere gives an error that names the byte.
func Replay(file io.ReaderAt) (*Replayer, error) {
	r := &Replayer{file: file, pages: map[addressKey]place{}}
	reader := newRecordReader(io.NewSectionReader(file, 0, math.MaxInt64), 0)
	var chain chain
	for {
		record, err := reader.next(false)
		if errors.Is(err, io.EOF) {
			return r, nil
		}
		if errors.Is(err, errCutOff) && !reader.packed && r.swallowed(reader.start) {
			return nil, fmt.Errorf("recording: damaged in the record at byte %d: it runs to the end of the file, over other records",
				reader.start)
		}
		if errors.Is(err, errCutOff) {
			return r, nil
		}
		if err != nil {
			return nil, err
		}
		if err := r.index(record, &chain); err != nil {
			return nil, fmt.Errorf("recording: damaged in the record at byte %d: %w", record.offset, err)
		}
	}
}

// swallowed tells whether another record starts after the beginning of the one that runs to the end of the file: then
// that one's length is wrong, and the file is damaged rather than cut off.
func (r *Replayer) swallowed(start int64) bool {
	rest, err := io.ReadAll(io.NewSectionReader(r.file, start+1, maxRecord+maxRecordHead))
	return err == nil && bytes.Contains(rest, []byte("\r\n\r\nWARC/1."))
}

// chain is the page whose records are being read.
type chain struct {
	key   addressKey
	place place
	read  int
}

// index takes note of a record. Records of other types are passed over.
func (r *Replayer) index(record *readRecord, open *chain) error {
	if len(r.pages) >= maxRecorded {
		return fmt.Errorf("more than %d pages", maxRecorded)
	}
	kind := strings.ToLower(record.fields["warc-type"])
	target := strings.TrimSuffix(strings.TrimPrefix(record.fields["warc-target-uri"], "<"), ">")
	if target == "" && kind == typeResponse {
		return errors.New("WARC-Target-URI is missing")
	}
	step := record.fields[strings.ToLower(stepField)]
	if step == "" {
		*open = chain{}
		if kind == typeResponse && isHTTP(record) {
			r.pages[keyOf(target)] = place{offset: record.offset}
		}
		return nil
	}
	number, of, ok := parseStep(step)
	if !ok || kind != typeResponse && (kind != typeMetadata || number != of) {
		return fmt.Errorf("%s %q in a record of type %q", stepField, oneLine(step), oneLine(kind))
	}
	if number == 1 {
		*open = chain{key: keyOf(target), place: place{offset: record.offset, steps: of}}
	}
	if of != open.place.steps || number != open.read+1 {
		return fmt.Errorf("%s %s does not follow its predecessor", stepField, step)
	}
	open.read = number
	if number == of {
		r.pages[open.key] = open.place
	}
	return nil
}

func isHTTP(record *readRecord) bool {
	return strings.HasPrefix(strings.ToLower(record.fields["content-type"]), "application/http")
}

// parseStep reads "2/3".
func parseStep(step string) (number, of int, ok bool) {
	first, second, _ := strings.Cut(step, "/")
	number, err1 := strconv.Atoi(first)
	of, err2 := strconv.Atoi(second)
	ok = err1 == nil && err2 == nil && number >= 1 && number <= of
	return number, of, ok
}

// Fetch gives the page that was recorded at an address; one with a NotRecorded failure if there is none.
func (r *Replayer) Fetch(ctx context.Context, address string) (*Page, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	page := &Page{URL: address, Final: address}
	at, ok := r.find(address)
	switch {
	case !ok:
		page.Failure = &Failure{Kind: NotRecorded, Detail: "the recording does not hold the address"}
	case at.steps > 0:
		r.replay(page, at)
	default:
		r.trace(page)
	}
	return page, nil
}

// find looks an address up as it is written, and then in the spelling of browsers, in which other tools record it.
func (r *Replayer) find(address string) (place, bool) {
	if at, ok := r.pages[keyOf(address)]; ok {
		return at, true
	}
	at, ok := r.pages[keyOf(normal(address))]
	return at, ok
}

// replay builds a page from its records, redirects first.
func (r *Replayer) replay(page *Page, at place) {
	reader := r.readerAt(at.offset)
	for step := 1; step <= at.steps; step++ {
		record, err := reader.next(true)
		if err != nil {
			page.fail(err)
			return
		}
		page.Retrieved = dateOf(record)
		page.Insecure = insecureOf(record)
		if strings.EqualFold(record.fields["warc-type"], typeMetadata) {
			page.Failure = parseFailure(record.block)
			return
		}
		got, err := parseResponse(record)
		if err != nil {
			page.fail(err)
			return
		}
		if to := record.fields[strings.ToLower(refreshField)]; to != "" && step < at.steps {
			page.refresh(got.header, to)
			continue
		}
		if step < at.steps {
			page.follow(got.status, got.header)
			continue
		}
		page.take(got)
	}
}

// trace builds a page from single responses, following redirects from one to the next.
func (r *Replayer) trace(page *Page) {
	var visited []int64
	for {
		at, ok := r.find(page.Final)
		switch {
		case !ok:
			page.Failure = &Failure{Kind: NotRecorded, Detail: "the recording does not hold where the address leads"}
			return
		case slices.Contains(visited, at.offset):
			page.Failure = &Failure{Kind: RedirectLoop, Detail: "redirected to an address already visited"}
			return
		case len(page.Hops) > maxHops:
			page.Failure = &Failure{Kind: TooManyRedirects, Detail: "more than 20 redirects"}
			return
		}
		visited = append(visited, at.offset)
		record, err := r.readerAt(at.offset).next(true)
		if err != nil {
			page.fail(err)
			return
		}
		page.Retrieved = dateOf(record)
		got, err := parseResponse(record)
		if err != nil {
			page.fail(err)
			return
		}
		if !isRedirect(got.status, got.header) {
			page.take(got)
			return
		}
		page.follow(got.status, got.header)
	}
}

func (r *Replayer) readerAt(offset int64) *recordReader {
	return newRecordReader(io.NewSectionReader(r.file, offset, math.MaxInt64-offset), offset)
}

func (p *Page) take(got *exchange) {
	p.Status, p.Header, p.Body, p.Truncated = got.status, got.header, got.body, got.truncated
}

// fail is for a record that does not hold a response, or cannot be read any more.
func (p *Page) fail(err error) {
	kind := Other
	if errors.Is(err, errNoResponse) {
		kind = Protocol
	}
	p.Failure = &Failure{Kind: kind, Detail: oneLine(err.Error())}
}

// dateOf is a record's date, to the second; the zero time if it is none.
func dateOf(record *readRecord) time.Time {
	date, err := time.Parse(time.RFC3339, record.fields["warc-date"])
	if err != nil {
		return time.Time{}
	}
	return date.UTC().Truncate(time.Second)
}

func insecureOf(record *readRecord) *Failure {
	kind, detail, _ := strings.Cut(record.fields[strings.ToLower(insecureField)], " ")
	if kind == "" {
		return nil
	}
	return &Failure{Kind: FailureKind(oneLine(kind)), Detail: oneLine(detail)}
}

func parseFailure(block []byte) *Failure {
	failure := &Failure{Kind: Other}
	for line := range strings.Lines(string(block)) {
		name, value, _ := strings.Cut(line, ":")
		switch name {
		case "failure":
			failure.Kind = FailureKind(oneLine(value))
		case "detail":
			failure.Detail = oneLine(value)
		}
	}
	return failure
}

var errNoResponse = errors.New("the recording holds no HTTP response there")

// parseResponse reads an HTTP response out of a record. Codings that other tools leave on are taken off.
func parseResponse(record *readRecord) (*exchange, error) {
	block := bufio.NewReader(bytes.NewReader(record.block))
	text := textproto.NewReader(block)
	line, err := text.ReadLine()
	if err != nil {
		return nil, errNoResponse
	}
	version, rest, _ := strings.Cut(line, " ")
	code, _, _ := strings.Cut(rest, " ")
	status, err := strconv.Atoi(code)
	if err != nil || len(code) != 3 || !strings.HasPrefix(version, "HTTP/") {
		return nil, errNoResponse
	}
	sent, err := text.ReadMIMEHeader()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, errNoResponse
	}
	payload, err := io.ReadAll(block)
	if err != nil {
		return nil, errNoResponse
	}
	header := http.Header(sent)
	x := &exchange{status: status, header: cleanHeader(header), limit: maxRecord}
	if err := x.decode(header, payload); err != nil {
		return nil, fmt.Errorf("%w: %w", errNoResponse, err)
	}
	x.truncated = x.truncated || record.fields["warc-truncated"] != ""
	return x, nil
}

// decode takes the codings off a recorded payload. Some tools store a payload without its chunks and keep the field
// that announces them, so a payload that is not in chunks is left as it is.
func (x *exchange) decode(header http.Header, payload []byte) error {
	if strings.Contains(strings.ToLower(header.Get("Transfer-Encoding")), "chunked") {
		if joined, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(payload))); err == nil {
			payload = joined
		}
	}
	encodings := header["Content-Encoding"]
	if len(encodings) == 0 {
		x.body = payload
		x.settle()
		return nil
	}
	x.content = newBody(io.NopCloser(bytes.NewReader(payload)), encodings, x.limit)
	decoded, err := io.ReadAll(x.content)
	x.body = decoded
	x.settle()
	return errors.Join(err, x.content.broken, x.content.Close())
}
