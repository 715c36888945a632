package read

import (
	"math"
	"strings"

	"github.com/tetratelabs/wazero/api"
)

// pdfLink is a link annotation of a page: what the viewer opens when the words beneath are clicked.
type pdfLink struct {
	// url is where it leads, empty for a place in the document itself.
	url   string
	boxes []pdfBox
}

const (
	// mostLinks is how many links of a page are read.
	mostLinks = 5000
	// pdfActionURI is the type of an action that opens an address (fpdf_doc.h).
	pdfActionURI = 3
)

// links reads the link annotations of a page and marks the characters that each covers.
func (r *pdfPageReader) links(handle uint64, turn int) {
	e := r.e
	const next, link = 0, 8
	e.module.Memory().WriteUint32Le(e.scratch+next, 0)
	for range mostLinks {
		if api.DecodeU32(e.call("FPDFLink_Enumerate", handle, e.scratchAt(next), e.scratchAt(link))) == 0 {
			break
		}
		at := uint64(e.uint32At(link))
		position := e.uint32At(next)
		l := pdfLink{url: r.address(at), boxes: r.linkBoxes(at, turn)}
		r.page.links = append(r.page.links, l)
		e.module.Memory().WriteUint32Le(e.scratch+next, position)
	}
	for i := range r.page.links {
		r.cover(i)
	}
}

// address is where a link leads on the web; empty for any other.
func (r *pdfPageReader) address(link uint64) string {
	e := r.e
	action := e.call("FPDFLink_GetAction", link)
	if action == 0 || api.DecodeU32(e.call("FPDFAction_GetType", action)) != pdfActionURI {
		return ""
	}
	n := api.DecodeU32(e.call("FPDFAction_GetURIPath", e.document, action, e.scratchAt(0), pdfScratch))
	if n < 2 || n > pdfScratch {
		return ""
	}
	url := strings.TrimSpace(strings.TrimRight(string(e.bytesAt(n)), "\x00"))
	lower := strings.ToLower(url[:min(len(url), len("https://"))])
	if !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") {
		return ""
	}
	return url
}

// linkBoxes are the places that a link covers: a box for each line, or the one around all.
func (r *pdfPageReader) linkBoxes(link uint64, turn int) []pdfBox {
	e := r.e
	var boxes []pdfBox
	count := api.DecodeI32(e.call("FPDFLink_CountQuadPoints", link))
	for i := range min(max(count, 0), 100) {
		if api.DecodeU32(e.call("FPDFLink_GetQuadPoints", link, api.EncodeI32(i), e.scratchAt(16))) == 0 {
			continue
		}
		b := pdfBox{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for p := range uint32(4) {
			x, y := e.float32At(16+8*p), e.float32At(20+8*p)
			b.include(pdfBox{x, y, x, y})
		}
		boxes = append(boxes, pdfTurned(b, turn))
	}
	if len(boxes) == 0 && api.DecodeU32(e.call("FPDFLink_GetAnnotRect", link, e.scratchAt(16))) != 0 {
		left, top, right, bottom := e.float32At(16), e.float32At(20), e.float32At(24), e.float32At(28)
		b := pdfBox{min(left, right), min(top, bottom), max(left, right), max(top, bottom)}
		boxes = append(boxes, pdfTurned(b, turn))
	}
	return boxes
}

func (r *pdfPageReader) cover(link int) {
	l := r.page.links[link]
	for i := range r.page.glyphs {
		g := &r.page.glyphs[i]
		x, y := g.middle()
		for _, b := range l.boxes {
			if b.holds(x, y) && (g.link < 0 || l.url != "" || r.page.links[g.link].url == "") {
				g.link = link
			}
		}
	}
}
