package read

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/tetratelabs/wazero/api"

	"github.com/ibidcheck/ibid/pkg/article"
)

// PDF is the Portable Document Format (ISO 32000).
//
// A PDF's bytes have no reading order, and most are compressed. Its parts are its pages, "page 3", and a span is of the
// page's text as the engine gives it, in UTF-8, a line for each line that the engine sees. So line and column are those
// on that page.
var PDF = Format{
	Name:       "pdf",
	Summary:    "a PDF that holds text, not pictures of pages",
	Extensions: []string{".pdf"},
	Sniff:      func(head []byte) bool { return bytes.Contains(head, []byte("%PDF-")) }, // readers look through 1,024 bytes for it
	Read:       readPDF,
}

// Errors that tell what is wrong with a PDF.
var (
	errPDFDamaged   = errors.New("this PDF is damaged; was the file saved completely?")
	errPDFEncrypted = errors.New("this PDF is encrypted; save it without a password")
	errPDFPictures  = errors.New("this PDF holds pictures of pages and no text; run it through OCR first")
	errPDFEmpty     = errors.New("there are no words in this PDF")
	errPDFLarge     = errors.New("this PDF is too large to be read; split it")
	errPDFSlow      = errors.New("this PDF takes too long to read; split it")
)

const (
	// mostPages is how many pages are read; the longest books have a fifth of it.
	mostPages = 10_000
	// pdfDeadline is how long all pages together may take.
	pdfDeadline = 5 * time.Minute
)

func readPDF(source []byte, a *article.Article) error {
	e, err := openPDF(source)
	if err != nil {
		return err
	}
	defer e.close()
	pages, err := e.pages()
	if err != nil {
		return err
	}
	d := newPDFDocument(pages, e.info("Producer"))
	d.divide()
	f := d.flow()
	if len(f.marks) == 0 && len(f.notes) > 0 {
		f.marks = marksIn(f, labelsOf(f.notes)) // none is raised: they stand on the line, in brackets
	}
	d.describe(e, a)
	return f.into(a, nil)
}

// pages reads all pages.
func (e *pdfEngine) pages() ([]*pdfPage, error) {
	count := api.DecodeI32(e.call("FPDF_GetPageCount", e.document))
	if count > mostPages {
		return nil, fmt.Errorf("this PDF has %d pages; split it", count)
	}
	fonts := map[string]*pdfFont{}
	until := time.Now().Add(pdfDeadline)
	words, pictures := false, false
	pages := make([]*pdfPage, 0, max(count, 0))
	for n := range count {
		p := e.page(n, fonts)
		if e.broken != nil {
			return nil, fmt.Errorf("page %d: %w", n+1, errPDFDamaged)
		}
		if time.Now().After(until) {
			return nil, errPDFSlow
		}
		words = words || len(p.glyphs) > 0
		pictures = pictures || p.pictures
		pages = append(pages, p)
	}
	switch {
	case words:
		return pages, nil
	case pictures:
		return nil, errPDFPictures
	case count <= 0:
		return nil, errPDFDamaged
	default:
		return nil, errPDFEmpty
	}
}
