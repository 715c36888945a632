// Package read turns the bytes of an article into its tables: markers, notes, claims, quotations and links, each with
// its place in the source.
//
// A reader sets every span as it reads, drops nothing and repairs nothing: a marker without a note, a note without a
// marker and a label that stands twice are kept as they are. It looks nothing up, follows no link, and judges nothing.
// Each format is one file; what follows from the words alone is found in one way for all of them.
package read

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// MaxBytes is the size of the largest source that is read. The longest books stay below a tenth of it.
const MaxBytes = 64 << 20

// Format is one input format.
type Format struct {
	// Name is what Article.Format says.
	Name string
	// Summary is a phrase for the help.
	Summary string
	// Extensions are those of its files, in lower case, with their dots.
	Extensions []string
	// Sniff tells whether a source that begins so is of this format. The head has at most 1,024 bytes and may be in
	// UTF-16.
	Sniff func(head []byte) bool
	// packed tells whether a ZIP archive is of this format; nil for a format that is none.
	packed func(*container) bool
	// Read fills the tables of an article whose path is set.
	Read func(source []byte, a *article.Article) error
}

// Formats are all formats, in the order in which they are tried. The last one takes what no other knows.
var Formats = []Format{DOCX, ODT, EPUB, PDF, JATS, TEI, DocBook, LaTeX, HTML, Markdown, RST, ASCIIDoc, Org, Wikitext, Text}

// Errors that tell what is wrong with a source.
var (
	// ErrEmpty is of a source without anything that must have something: a page, a packed document. What people write as
	// text may be empty yet.
	ErrEmpty = errors.New("there is nothing in it")
	// ErrNoText is of a page that shows no words until its scripts run, or has none.
	ErrNoText = errors.New("there are no words in this page; does a script put them there? save it from a browser")
	ErrLarge  = fmt.Errorf("this is too large for an article; the limit is %d MB; split it", MaxBytes>>20)
)

// Article reads a source. The format is found by content before the extension of the path; where that
// tells nothing, by the way in which notes are written. An error says what is wrong
// with the source, and leaves its name to the caller.
func Article(source []byte, path string) (*article.Article, error) {
	if len(source) > MaxBytes {
		return nil, ErrLarge
	}
	format, err := formatOf(source, path)
	if err != nil {
		return nil, err
	}
	a := &article.Article{Path: path, Format: format.Name}
	if err := format.Read(source, a); err != nil {
		if len(bytes.TrimSpace(source)) == 0 {
			err = ErrEmpty
		}
		return nil, err
	}
	return a, nil
}

func formatOf(source []byte, path string) (Format, error) {
	head := source[:min(len(source), 1024)]
	if name := foreign(head); name != "" {
		return Format{}, fmt.Errorf("this is %s, which is not read yet; save it as one of: %s", name, names())
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return packedFormatOf(source)
	}
	for _, f := range Formats {
		if f.Sniff(head) {
			return f, nil
		}
	}
	extension := strings.ToLower(filepath.Ext(path))
	for _, f := range Formats {
		for _, e := range f.Extensions {
			if e == extension {
				return f, nil
			}
		}
	}
	if f, ok := formatByNotes(source); ok {
		return f, nil
	}
	return Formats[len(Formats)-1], nil
}

// packedFormatOf finds the format of a ZIP archive by its parts.
func packedFormatOf(source []byte) (Format, error) {
	c, err := openContainer(source)
	if err != nil {
		return Format{}, err
	}
	for _, f := range Formats {
		if f.packed != nil && f.packed(c) {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("this is a ZIP archive and no article that is known; unpack it, or save it as one of: %s", names())
}

// Known tells whether a file of this name is of a known format; a folder's other files are passed over.
func Known(path string) bool {
	extension := strings.ToLower(filepath.Ext(path))
	for _, f := range Formats {
		for _, e := range f.Extensions {
			if e == extension {
				return true
			}
		}
	}
	return false
}

// ByContent tells whether a name says too little of the format: XML is the form of many things. Of a folder, such a file
// is an article if Recognised.
func ByContent(path string) bool { return strings.EqualFold(filepath.Ext(path), ".xml") }

// Recognised tells whether a source that begins so shows itself to be of a known format. Of the head, 1,024 bytes are
// enough.
func Recognised(head []byte) bool {
	head = head[:min(len(head), 1024)]
	for _, f := range Formats {
		if f.Sniff(head) {
			return true
		}
	}
	return false
}

func names() string {
	all := make([]string, len(Formats))
	for i, f := range Formats {
		all[i] = f.Name
	}
	return strings.Join(all, ", ")
}

// foreign names a format that shows itself by its first bytes and is none of Formats.
func foreign(head []byte) string {
	for _, known := range []struct{ magic, name string }{
		{"{\\rtf", "RTF"},
		{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document, or one with a password"},
		{"\x89PNG", "a picture"},
		{"\xFF\xD8\xFF", "a picture"},
		{"GIF8", "a picture"},
		{"\x1F\x8B", "gzip"},
		{"\x7FELF", "a program"},
	} {
		if bytes.HasPrefix(head, []byte(known.magic)) {
			return known.name
		}
	}
	return ""
}
