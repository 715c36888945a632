package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"
)

const (
	warcVersion = "WARC/1.1"
	// stepField is an extension, as ISO 28500 (section 5.1) allows: "2/3" is the second of the three records that make
	// up one page. They follow one another in the file. So a chain of redirects that passes one address twice, with
	// different answers, can be told.
	stepField = "Ibid-Step"
	// refreshField is where a page led on by itself, which its header does not tell; insecureField, on the last record,
	// is what was wrong with a certificate on the way.
	refreshField  = "Ibid-Refresh"
	insecureField = "Ibid-Insecure"

	typeInfo     = "warcinfo"
	typeResponse = "response"
	typeMetadata = "metadata"

	fieldsType   = "application/warc-fields"
	responseType = "application/http;msgtype=response"
)

// Recorder is a Fetcher that writes every page it passes on into a WARC 1.1 file (ISO 28500:2017): a response record
// for each redirect and for the last response, or a metadata record for the failure. Bodies are stored decoded, with
// their true length. The bytes depend on the pages and their order alone. It is safe for concurrent use.
type Recorder struct {
	next     Fetcher
	software string

	mu      sync.Mutex
	w       io.Writer
	written int
	err     error
}

// NewRecorder records what f fetches. Each record is one Write to w, so that a run that is killed leaves a file that can
// be read up to there; see [GzipRecords] for a compressed one. The software is named in the file: "ibid/1.2".
func NewRecorder(f Fetcher, w io.Writer, software string) *Recorder {
	return &Recorder{next: f, w: w, software: oneLine(software)}
}

// Fetch gets a page from the fetcher behind, and records it.
func (r *Recorder) Fetch(ctx context.Context, address string) (*Page, error) {
	page, err := r.next.Fetch(ctx, address)
	if err != nil {
		return nil, err
	}
	r.record(page)
	return page, nil
}

// Err is the first error of writing. Nothing is recorded after it, while pages are still fetched.
func (r *Recorder) Err() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

func (r *Recorder) record(page *Page) {
	records := recordsOf(page)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.written == 0 {
		r.write(infoRecord(r.software, page.Retrieved))
	}
	for _, record := range records {
		r.write(record)
	}
}

func (r *Recorder) write(record warcRecord) {
	if r.err != nil {
		return
	}
	if _, err := r.w.Write(record.bytes(r.written)); err != nil {
		r.err = fmt.Errorf("recording: %w", err)
		return
	}
	r.written++
}

// GzipRecords makes a writer that compresses each Write by itself, as a .warc.gz file wants its records (ISO 28500,
// annex D).
func GzipRecords(w io.Writer) io.Writer {
	g := &gzipRecords{w: w}
	g.zip = gzip.NewWriter(&g.member)
	return g
}

type gzipRecords struct {
	w      io.Writer
	member bytes.Buffer
	zip    *gzip.Writer
}

func (g *gzipRecords) Write(p []byte) (int, error) {
	g.member.Reset()
	g.zip.Reset(&g.member)
	if _, err := g.zip.Write(p); err != nil {
		return 0, err
	}
	if err := g.zip.Close(); err != nil {
		return 0, err
	}
	if _, err := g.w.Write(g.member.Bytes()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// warcRecord is a record to be written.
type warcRecord struct {
	kind        string
	target      string
	date        time.Time
	contentType string
	block       []byte
	blockDigest string
	// payloadDigest is empty where there is no payload.
	payloadDigest string
	truncated     bool
	step          string
	refresh       string
	insecure      string
}

// recordsOf gives a page's records in the order in which they are written and read.
func recordsOf(page *Page) []warcRecord {
	steps := len(page.Hops) + 1
	records := make([]warcRecord, 0, steps)
	for _, hop := range page.Hops {
		records = append(records, hopRecord(hop))
	}
	if page.Failure != nil {
		records = append(records, failureRecord(page.Final, page.Failure))
	} else {
		last := responseRecord(page.Final, page.Status, page.Header, page.Body)
		last.truncated = page.Truncated
		records = append(records, last)
	}
	if page.Insecure != nil {
		records[steps-1].insecure = string(page.Insecure.Kind) + " " + oneLine(page.Insecure.Detail)
	}
	for i := range records {
		records[i].date = page.Retrieved
		records[i].step = strconv.Itoa(i+1) + "/" + strconv.Itoa(steps)
	}
	return records
}

// hopRecord is a redirect, or a page that led on by itself.
func hopRecord(hop Hop) warcRecord {
	if hop.Status != 0 {
		return responseRecord(hop.URL, hop.Status, hop.Header, nil)
	}
	record := responseRecord(hop.URL, http.StatusOK, hop.Header, nil)
	record.refresh = targetField(hop.To)
	return record
}

func responseRecord(target string, status int, header http.Header, payload []byte) warcRecord {
	var block bytes.Buffer
	fmt.Fprintf(&block, "HTTP/1.1 %03d %s\r\n", status, http.StatusText(status))
	// Writes to a buffer do not fail. Header.Write sorts the names.
	_ = cleanHeader(header).Write(&block)
	fmt.Fprintf(&block, "Content-Length: %d\r\n\r\n", len(payload))
	block.Write(payload)
	return warcRecord{
		kind: typeResponse, target: targetField(target), contentType: responseType,
		block: block.Bytes(), blockDigest: digestField(block.Bytes()), payloadDigest: digestField(payload),
	}
}

func failureRecord(target string, failure *Failure) warcRecord {
	block := []byte("failure: " + oneLine(string(failure.Kind)) + "\r\ndetail: " + oneLine(failure.Detail) + "\r\n")
	return warcRecord{
		kind: typeMetadata, target: targetField(target), contentType: fieldsType,
		block: block, blockDigest: digestField(block),
	}
}

func infoRecord(software string, date time.Time) warcRecord {
	block := []byte("software: " + software + "\r\nformat: WARC File Format 1.1\r\nconformsTo: " +
		"http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n")
	return warcRecord{
		kind: typeInfo, date: date, contentType: fieldsType, block: block, blockDigest: digestField(block),
	}
}

// bytes is the record as it stands in a file, at the place of its number.
func (r warcRecord) bytes(number int) []byte {
	date := r.date.UTC().Format(time.RFC3339)
	var out bytes.Buffer
	out.Grow(len(r.block) + len(r.target) + 512)
	field := func(name, value string) {
		if value != "" {
			out.WriteString(name + ": " + value + "\r\n")
		}
	}
	out.WriteString(warcVersion + "\r\n")
	field("WARC-Type", r.kind)
	field("WARC-Record-ID", r.id(number, date))
	field("WARC-Date", date)
	field("WARC-Target-URI", r.target)
	field("Content-Type", r.contentType)
	field("WARC-Payload-Digest", r.payloadDigest)
	field("WARC-Block-Digest", r.blockDigest)
	if r.truncated {
		field("WARC-Truncated", "length")
	}
	field(stepField, r.step)
	field(refreshField, r.refresh)
	field(insecureField, r.insecure)
	field("Content-Length", strconv.Itoa(len(r.block)))
	out.WriteString("\r\n")
	out.Write(r.block)
	out.WriteString("\r\n\r\n")
	return out.Bytes()
}

// id is a name-based UUID (RFC 9562, section 5.5) over what the record says and where it stands.
func (r warcRecord) id(number int, date string) string {
	name := strconv.Itoa(number) + "\n" + r.kind + "\n" + date + "\n" + r.target + "\n" + r.blockDigest
	sum := sha1.Sum([]byte(name))
	sum[6] = sum[6]&0x0f | 0x50
	sum[8] = sum[8]&0x3f | 0x80
	text := hex.EncodeToString(sum[:16])
	return "<urn:uuid:" + text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:] + ">"
}

func digestField(b []byte) string {
	sum := sha1.Sum(b)
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// maxTarget bounds an address in a record. A manuscript may hold a whole picture in a data: address.
const maxTarget = 64 << 10

// targetField is an address fit for a field: without its fragment, with all escaped that would end the field or that a
// reader would strip, and with a digest for the end of a very long one. Applied again, it changes nothing.
func targetField(address string) string {
	field := escape(withoutFragment(address), func(b byte) bool {
		return b <= ' ' || b == 0x7f || b == '<' || b == '>'
	})
	if len(field) <= maxTarget {
		return field
	}
	sum := sha256.Sum256([]byte(field))
	return field[:maxTarget-hex.EncodedLen(len(sum))] + hex.EncodeToString(sum[:])
}
