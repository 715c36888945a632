package live

import (
	"bytes"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/saintfish/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"

	"github.com/ibidcheck/ibid/pkg/web"
)

// mediaType is the type that the header gives, in lower case and without parameters.
func mediaType(p *web.Page) string {
	kind, _, _ := strings.Cut(p.Header.Get("Content-Type"), ";")
	return strings.ToLower(strings.TrimSpace(kind))
}

// isHTML goes by the header, and by the bytes where the header is silent, means anything, or is belied by them.
func isHTML(p *web.Page) bool {
	if len(p.Body) == 0 {
		return false
	}
	switch kind := mediaType(p); kind {
	case "text/html", "application/xhtml+xml":
		return !isPDF(p)
	case "", "application/octet-stream", "text/plain", "application/pdf", "application/x-unknown-content-type", "unknown/unknown":
		return strings.HasPrefix(http.DetectContentType(p.Body), "text/html")
	}
	return false
}

func isPDF(p *web.Page) bool {
	return bytes.HasPrefix(bytes.TrimLeft(p.Body[:min(len(p.Body), 1024)], "\xef\xbb\xbf \t\r\n\x00"), []byte("%PDF-"))
}

// decoded is the body in UTF-8. What is valid in it and has more than ASCII is hardly anything else; otherwise the
// header, the head of the page and at last its content say what it is written in (HTML, 13.2.3).
func decoded(p *web.Page) []byte {
	body := p.Body
	if isUTF8(body) {
		return body
	}
	written, name, certain := charset.DetermineEncoding(body, p.Header.Get("Content-Type"))
	if !certain && !isASCII(body) {
		if guessed := guess(body); guessed != nil {
			written = guessed
		}
	}
	if name == "utf-8" && certain || written == encoding.Nop {
		return body
	}
	text, _, err := transform.Bytes(written.NewDecoder(), body)
	if err != nil {
		return body
	}
	return text
}

// isUTF8 looks at the beginning, and leaves a body to the slow way that has marks of an encoding in ASCII or UTF-16.
func isUTF8(body []byte) bool {
	head := body[:min(len(body), 64<<10)]
	if bytes.IndexByte(head, 0x1b) >= 0 || bytes.HasPrefix(head, []byte("\xfe\xff")) || bytes.HasPrefix(head, []byte("\xff\xfe")) {
		return false
	}
	for len(head) > 0 {
		r, size := utf8.DecodeRune(head)
		if r == utf8.RuneError && size == 1 {
			return len(head) < utf8.UTFMax && len(head) < len(body) // a character that the bound cut
		}
		head = head[size:]
	}
	return true
}

func isASCII(body []byte) bool {
	for _, b := range body {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// guess is the encoding that the bytes look like, nil if they look like none.
func guess(body []byte) encoding.Encoding {
	best, err := chardet.NewHtmlDetector().DetectBest(body[:min(len(body), 32<<10)])
	if err != nil || best.Confidence < 10 {
		return nil
	}
	written, _ := charset.Lookup(best.Charset)
	return written
}
