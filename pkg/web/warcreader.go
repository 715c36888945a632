package web

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha1"
	"encoding/base32"
	"errors"
	"fmt"
	"hash"
	"io"
	"strconv"
	"strings"
)

const (
	// maxRecord bounds the content of one record, maxRecordHead its fields.
	maxRecord     = 64 << 20
	maxRecordHead = 1 << 20
)

var errCutOff = errors.New("the recording ends within a record")

// readRecord is a record that was read. Its fields' names are in lower case; of a repeated field the first counts.
type readRecord struct {
	offset int64
	fields map[string]string
	block  []byte
}

// recordReader reads the records of a WARC file, plain or compressed record by record, of any version.
type recordReader struct {
	file   *countingReader
	start  int64
	packed bool
	member gzip.Reader
	inside *bufio.Reader
}

// countingReader knows its place in the file. Since it reads single bytes too, decompression stops right after a member.
type countingReader struct {
	*bufio.Reader
	place int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.place += int64(n)
	return n, err
}

func (c *countingReader) ReadByte() (byte, error) {
	b, err := c.Reader.ReadByte()
	if err == nil {
		c.place++
	}
	return b, err
}

// newRecordReader reads from r, which begins at the byte start of its file.
func newRecordReader(r io.Reader, start int64) *recordReader {
	file := &countingReader{Reader: bufio.NewReaderSize(r, 32<<10), place: start}
	magic, err := file.Peek(2)
	packed := err == nil && magic[0] == 0x1f && magic[1] == 0x8b
	reader := &recordReader{file: file, packed: packed}
	if packed {
		reader.inside = bufio.NewReader(nil)
	}
	return reader
}

// next reads a record; its block too if keep is set, and otherwise only checks it. The error is io.EOF after the last
// record, errCutOff if the file ends within this one, and otherwise names the byte where the record starts.
func (r *recordReader) next(keep bool) (*readRecord, error) {
	r.start = r.file.place
	record, err := r.read(keep)
	switch {
	case err == nil || errors.Is(err, io.EOF):
		return record, err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, errCutOff
	default:
		return nil, fmt.Errorf("recording: damaged in the record at byte %d: %w", r.start, err)
	}
}

func (r *recordReader) read(keep bool) (*readRecord, error) {
	source, err := r.open()
	if err != nil {
		return nil, err
	}
	fields, err := readFields(source)
	if err != nil {
		return nil, err
	}
	length, err := strconv.ParseInt(fields["content-length"], 10, 64)
	if err != nil || length < 0 {
		return nil, errors.New("Content-Length is missing or no number")
	}
	if length > maxRecord {
		return nil, fmt.Errorf("longer than %d MiB", maxRecord>>20)
	}
	record := &readRecord{offset: r.start, fields: fields}
	record.block, err = readBlock(source, length, fields["warc-block-digest"], keep)
	if err != nil {
		return nil, err
	}
	return record, r.finish(source)
}

type byteSource interface {
	io.Reader
	io.ByteReader
}

// open goes to the start of the next record. The error is io.EOF if there is none.
func (r *recordReader) open() (byteSource, error) {
	if _, err := r.file.Peek(1); err != nil {
		return nil, err
	}
	if !r.packed {
		return r.file, nil
	}
	if err := r.member.Reset(r.file); err != nil {
		return nil, cut(err)
	}
	r.member.Multistream(false)
	r.inside.Reset(&r.member)
	return r.inside, nil
}

// finish reads the two empty lines after a record, and demands that a compressed one ends there: otherwise the place
// of the next could not be known.
func (r *recordReader) finish(source byteSource) error {
	var end [4]byte
	if _, err := io.ReadFull(source, end[:]); err != nil {
		return cut(err)
	}
	if string(end[:]) != "\r\n\r\n" {
		return errors.New("no empty lines after it")
	}
	if !r.packed {
		return nil
	}
	_, err := source.ReadByte()
	switch {
	case err == nil:
		return errors.New("compressed together with others; gunzip the file, or compress it record by record")
	case errors.Is(err, io.EOF):
		return nil
	default:
		return err
	}
}

// readFields reads the version and the named fields of a record, up to the empty line.
func readFields(source io.ByteReader) (map[string]string, error) {
	left := maxRecordHead
	version, err := readLine(source, &left)
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(version, "WARC/") {
		return nil, errors.New("no WARC record starts there")
	}
	fields := map[string]string{}
	last := ""
	for {
		line, err := readLine(source, &left)
		if err != nil {
			return nil, err
		}
		if line == "" {
			return fields, nil
		}
		if line[0] == ' ' || line[0] == '\t' {
			if last != "" {
				fields[last] += " " + strings.Trim(line, " \t")
			}
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || name == "" || strings.ContainsAny(name, " \t") {
			return nil, errors.New("a line that is no field")
		}
		last = strings.ToLower(name)
		if _, repeated := fields[last]; repeated {
			last = "" // and its continuation lines go nowhere
			continue
		}
		fields[last] = strings.Trim(value, " \t")
	}
}

// readLine reads up to a line feed, byte by byte: the reader must not go past the end of a compressed record.
func readLine(source io.ByteReader, left *int) (string, error) {
	var line []byte
	for {
		b, err := source.ReadByte()
		if err != nil {
			return "", cut(err)
		}
		if *left--; *left < 0 {
			return "", fmt.Errorf("its fields are longer than %d KiB", maxRecordHead>>10)
		}
		if b == '\n' {
			return string(bytes.TrimSuffix(line, []byte("\r"))), nil
		}
		line = append(line, b)
	}
}

// readBlock reads a block, and holds it against its digest if that is a SHA-1 in base 32, as most tools write it.
func readBlock(source io.Reader, length int64, digest string, keep bool) ([]byte, error) {
	var block bytes.Buffer
	var sum hash.Hash
	sink := io.Discard
	if keep {
		sink = &block
	}
	name, want, _ := strings.Cut(digest, ":")
	if strings.EqualFold(name, "sha1") && len(want) == base32.StdEncoding.EncodedLen(sha1.Size) {
		sum = sha1.New()
		sink = io.MultiWriter(sink, sum)
	}
	if _, err := io.CopyN(sink, source, length); err != nil {
		return nil, cut(err)
	}
	if sum != nil && !strings.EqualFold(base32.StdEncoding.EncodeToString(sum.Sum(nil)), want) {
		return nil, errors.New("its content is not what its WARC-Block-Digest says")
	}
	return block.Bytes(), nil
}

// cut marks an end of the file where there should be none.
func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
