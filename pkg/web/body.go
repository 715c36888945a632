package web

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

const (
	// maxCodings bounds how often a body may be encoded over.
	maxCodings = 4
	// maxWindow is the largest window that a zstd body may ask for (RFC 9659, section 3).
	maxWindow = 8 << 20
)

// body reads a response's content, decoded. It ends, without an error, one byte after its limit, and where the
// connection broke; then broken says so.
type body struct {
	raw     *rawBody
	decoded io.Reader
	closers []func()
	left    int64
	read    bool
	// broken is why the content ended before its end.
	broken error
}

// newBody decodes the content of a response whose Content-Encoding is as given. Codings that nobody knows are taken for
// none, as browsers do: servers are found to write a charset there.
func newBody(raw io.ReadCloser, encodings []string, limit int64) *body {
	// Compression that makes a body longer has no use but to keep a reader busy; the slack is for framing.
	b := &body{raw: &rawBody{ReadCloser: raw, left: 2*limit + 64<<10}, left: limit + 1}
	b.decoded = b.raw
	codings := strings.Split(strings.ToLower(strings.Join(encodings, ",")), ",")
	if len(codings) > maxCodings {
		b.decoded = failing{encodingError{errors.New("too many codings")}}
		return b
	}
	for i := len(codings) - 1; i >= 0; i-- {
		if open := decoders(strings.TrimSpace(codings[i])); open != nil {
			b.decoded = &decoder{source: bufio.NewReader(b.decoded), open: open, body: b}
		}
	}
	return b
}

func (b *body) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, io.EOF
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.decoded.Read(p)
	b.left -= int64(n)
	b.read = b.read || n > 0
	if err == nil || err == io.EOF {
		return n, err
	}
	switch {
	case b.raw.cut:
		return n, io.EOF
	case b.raw.err != nil:
		b.broken = b.raw.err
		return n, io.EOF
	case errors.Is(err, gzip.ErrHeader) && b.read:
		// Bytes after the last gzip member: the content was whole.
		return n, io.EOF
	case errors.Is(err, io.ErrUnexpectedEOF):
		b.broken = err
		return n, io.EOF
	default:
		return n, encodingError{err}
	}
}

// Close closes the decoders and the connection's side of the body.
func (b *body) Close() error {
	for _, closer := range b.closers {
		closer()
	}
	return b.raw.Close()
}

// truncated tells, after reading, whether content was left behind. The last byte before the end is beyond the limit.
func (b *body) truncated() bool { return b.left <= 0 || b.raw.cut }

// rawBody is the content as it comes from the connection. It remembers the connection's error, which decoders replace
// by their own, and bounds the content before it is decoded.
type rawBody struct {
	io.ReadCloser
	left int64
	cut  bool
	err  error
}

func (r *rawBody) Read(p []byte) (int, error) {
	if r.left <= 0 {
		r.cut = true
		return 0, io.EOF
	}
	if int64(len(p)) > r.left {
		p = p[:r.left]
	}
	n, err := r.ReadCloser.Read(p)
	r.left -= int64(n)
	if err != nil && err != io.EOF {
		r.err = err
	}
	return n, err
}

// decoder opens its coding at the first Read: an empty body is empty in every coding.
type decoder struct {
	source *bufio.Reader
	open   func(*bufio.Reader) (io.Reader, func(), error)
	body   *body
	reader io.Reader
}

func (d *decoder) Read(p []byte) (int, error) {
	if d.reader == nil {
		if _, err := d.source.Peek(1); err != nil {
			return 0, err
		}
		reader, closer, err := d.open(d.source)
		if err != nil {
			return 0, err
		}
		if closer != nil {
			d.body.closers = append(d.body.closers, closer)
		}
		d.reader = reader
	}
	return d.reader.Read(p)
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// decoders names the content codings that are asked for (RFC 9110, section 8.4.1; RFC 7932; RFC 8878); nil for others.
func decoders(coding string) func(*bufio.Reader) (io.Reader, func(), error) {
	switch coding {
	case "gzip", "x-gzip":
		return openGzip
	case "deflate":
		return openDeflate
	case "br":
		return openBrotli
	case "zstd":
		return openZstd
	default:
		return nil
	}
}

func openGzip(source *bufio.Reader) (io.Reader, func(), error) {
	reader, err := gzip.NewReader(source)
	return reader, nil, err
}

// openDeflate reads zlib's format, which the coding's name stands for, and bare deflate, which some servers send.
func openDeflate(source *bufio.Reader) (io.Reader, func(), error) {
	start, err := source.Peek(2)
	if err == nil && start[0]&0x0f == 8 && (int(start[0])<<8|int(start[1]))%31 == 0 {
		reader, err := zlib.NewReader(source)
		return reader, nil, err
	}
	return flate.NewReader(source), nil, nil
}

func openBrotli(source *bufio.Reader) (io.Reader, func(), error) {
	return brotli.NewReader(source), nil, nil
}

func openZstd(source *bufio.Reader) (io.Reader, func(), error) {
	reader, err := zstd.NewReader(source, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow),
		zstd.WithDecoderLowmem(true))
	if err != nil {
		return nil, nil, err
	}
	return reader, reader.Close, nil
}

// cleanHeader is a header as pages carry it: values on one line, without what told the length and the codings of the
// body on the wire.
func cleanHeader(sent http.Header) http.Header {
	clean := make(http.Header, len(sent))
	for name, values := range sent {
		switch name {
		case "Content-Length", "Content-Encoding", "Transfer-Encoding":
			continue
		}
		for _, value := range values {
			clean[name] = append(clean[name], fieldValue(value))
		}
	}
	return clean
}

func fieldValue(value string) string {
	if strings.ContainsAny(value, "\r\n") {
		value = strings.NewReplacer("\r", " ", "\n", " ").Replace(value)
	}
	return strings.Trim(value, " \t")
}
