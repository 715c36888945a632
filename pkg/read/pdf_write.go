package read

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// pdfWriter writes a document's paragraphs and notes into a flow.
type pdfWriter struct {
	d     *pdfDocument
	out   flowBuilder
	flow  *flow
	marks map[*pdfLine][]*pdfMark
	// open tells that the link that was written last may go on, and slanted that the italics may.
	open, slanted bool
	// soft is where the words end that the next line may follow without a blank, -1 if nowhere.
	page *pdfPage
}

func (d *pdfDocument) flow() *flow {
	f := &flow{broken: true}
	for _, p := range d.pages {
		f.parts = append(f.parts, part{name: p.name(), source: []byte(p.text), decoded: decoded{text: p.text, encoding: article.UTF8}})
	}
	w := pdfWriter{d: d, flow: f, marks: map[*pdfLine][]*pdfMark{}}
	marks := d.findMarks()
	for _, m := range marks {
		w.marks[m.line] = append(w.marks[m.line], m)
	}
	for i := range d.items {
		w.item(&d.items[i])
	}
	f.text = w.out.text.String()
	f.pieces = w.out.pieces
	f.settleItalics()
	for _, m := range marks {
		if m.written {
			f.marks = append(f.marks, m.flowMark())
		}
	}
	sort.SliceStable(f.marks, func(i, j int) bool { return f.marks[i].Start < f.marks[j].Start })
	f.wholeAddresses()
	return f
}

func (m *pdfMark) flowMark() mark {
	m.mark.label, m.mark.note = m.raisedToken.label, article.None
	if m.note != nil {
		m.mark.note = m.note.index
	}
	return m.mark
}

// item writes a paragraph or a note.
func (w *pdfWriter) item(p *pdfItem) {
	w.open, w.slanted = false, false
	start := w.out.text.Len()
	if p.note == nil {
		w.lines(p.lines)
		for _, s := range prose.AppendTrimmed(nil, w.out.text.String(), prose.Stretch{Start: start, End: w.out.text.Len()}) {
			w.flow.blocks = append(w.flow.blocks, block{Stretch: s, heading: p.heading})
		}
		w.out.add("\n", w.out.last(), 0)
		return
	}
	n := p.note
	first := *n.lines[0]
	w.line(&first, 0, n.skip)
	w.out.add(" ", w.out.last(), 0)
	words := w.out.text.Len()
	first.glyphs = first.glyphs[n.skip:]
	first.glyphs[0].blank = false
	w.lines(append([]*pdfLine{&first}, n.lines[1:]...))
	whole := trimmed(w.out.text.String(), prose.Stretch{Start: start, End: w.out.text.Len()})
	body := trimmed(w.out.text.String(), prose.Stretch{Start: words, End: w.out.text.Len()})
	n.index = len(w.flow.notes)
	w.flow.notes = append(w.flow.notes, noteBlock{Stretch: whole, label: n.label, kind: n.kind, words: []prose.Stretch{body}})
	w.out.add("\n", w.out.last(), 0)
}

// lines writes lines one behind the other, and joins what is broken between them.
func (w *pdfWriter) lines(lines []*pdfLine) {
	for i, l := range lines {
		from, to := 0, len(l.glyphs)
		blank := i > 0
		if i > 0 {
			blank = !w.joins(lines[i-1], l)
		}
		if i+1 < len(lines) && w.dropsHyphen(l, lines[i+1]) {
			to--
		}
		if blank {
			w.out.add(" ", w.out.last(), 0)
		}
		w.line(l, from, to)
	}
}

// line writes some characters of a line, with their marks and links.
func (w *pdfWriter) line(l *pdfLine, from, to int) {
	w.page = l.page
	w.out.part = l.page.number - 1
	starts := make([]int, to+1)
	for i := from; i < to; i++ {
		g := &l.glyphs[i]
		if g.blank && i > from {
			w.blank(g)
		}
		starts[i] = w.out.text.Len()
		size := pdfGlyphSize(l.page.text, g.at)
		w.out.add(string(g.c), g.at, size)
		w.link(g, starts[i], size)
		w.italic(g, starts[i])
	}
	starts[to] = w.out.text.Len()
	for _, m := range w.marks[l] {
		if m.run.to > to || m.run.from < from {
			continue
		}
		end := func(i int) int { // behind the character before i, without the blank between them
			if i == m.from {
				return starts[i]
			}
			return starts[i-1] + utf8.RuneLen(l.glyphs[i-1].c)
		}
		m.Stretch = prose.Stretch{Start: starts[m.from], End: end(m.to)}
		m.group = prose.Stretch{Start: starts[m.run.from], End: starts[m.run.to-1] + utf8.RuneLen(l.glyphs[m.run.to-1].c)}
		m.written = true
	}
}

// italic takes a character in italics into the run that it goes on with, or begins one.
func (w *pdfWriter) italic(g *pdfGlyph, start int) {
	slanted := w.slanted
	w.slanted = g.font.italic
	switch n := len(w.flow.italics); {
	case !g.font.italic:
	case slanted:
		w.flow.italics[n-1].End = w.out.text.Len()
	default:
		w.flow.italics = append(w.flow.italics, prose.Stretch{Start: start, End: w.out.text.Len()})
	}
}

func pdfGlyphSize(text string, at int) int {
	_, size := utf8.DecodeRuneInString(text[at:])
	return size
}

// blank writes the blank before a character, which is its source's own if there is one.
func (w *pdfWriter) blank(g *pdfGlyph) {
	if text := w.page.text; g.at > 0 && (text[g.at-1] == ' ' || text[g.at-1] == '\n') {
		w.out.add(" ", g.at-1, 1)
		return
	}
	w.out.add(" ", w.out.last(), 0)
}

// link takes a character into the hyperlink that covers it. Links that lead to one address and follow each other are
// one, since a link over several lines is often written as several.
func (w *pdfWriter) link(g *pdfGlyph, at, size int) {
	if g.link < 0 || w.page.links[g.link].url == "" {
		w.open = false
		return
	}
	url := w.page.links[g.link].url
	end := at + utf8.RuneLen(g.c)
	n := len(w.flow.links)
	if w.open && n > 0 && w.flow.links[n-1].url == url {
		w.flow.links[n-1].End = end
		if l := &w.flow.links[n-1]; l.part == w.out.part && g.at+size > l.span.End {
			l.span.End = g.at + size
		}
		return
	}
	w.open = true
	w.flow.links = append(w.flow.links, hyperlink{
		Stretch: prose.Stretch{Start: at, End: end}, url: url, part: w.out.part, span: prose.Stretch{Start: g.at, End: g.at + size},
	})
}

// wholeAddresses mends links that cover only the beginning of an address that stands in the words: viewers and printers
// that look for addresses line by line make such.
func (f *flow) wholeAddresses() {
	for i := range f.links {
		l := &f.links[i]
		limit := prose.Stretch{Start: l.Start, End: min(len(f.text), l.Start+longestAddress)}
		if nl := strings.IndexByte(f.text[limit.Start:limit.End], '\n'); nl >= 0 {
			limit.End = limit.Start + nl
		}
		found := addressesIn(f.text, limit)
		if len(found) == 0 || found[0].Start != l.Start || found[0].End <= l.End {
			continue
		}
		if written := f.text[found[0].Start:found[0].End]; strings.HasPrefix(written, l.url) {
			l.Stretch, l.url = found[0], written
			l.span = prose.Stretch{Start: f.decodedStart(l.Start), End: f.decodedEnd(l.End)}
		}
	}
}

// joins tells whether the next line follows without a blank.
func (w *pdfWriter) joins(l, next *pdfLine) bool {
	if w.inAddress(l, next) {
		return true
	}
	last := l.glyphs[len(l.glyphs)-1]
	if last.c == '-' || last.wrap {
		return len(l.glyphs) > 1 && !l.glyphs[len(l.glyphs)-1].blank && !suspended(next)
	}
	return last.c == '—' || last.c == '–' && !last.blank || isWideScript(last.c) && isWideScript(next.glyphs[0].c)
}

// isWideScript holds for characters of scripts that part words by no blanks.
func isWideScript(c rune) bool {
	return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) || c >= 0x3000 && c <= 0x303F
}

var suspenders = prose.Words("and or und oder bzw sowie et ou y e o ed en of och og")

// suspended tells whether a line begins with the word that follows a hanging hyphen: Tag- und Nachtdienst.
func suspended(next *pdfLine) bool {
	word, _, _ := strings.Cut(next.string(), " ")
	return suspenders[strings.Trim(word, ".,")]
}

// dropsHyphen tells whether the hyphen at the end of a line was put in to break a word there.
func (w *pdfWriter) dropsHyphen(l, next *pdfLine) bool {
	n := len(l.glyphs)
	if n < 2 || l.glyphs[n-1].c != '-' || suspended(next) {
		return false
	}
	before, after := l.glyphs[n-2].c, next.glyphs[0].c
	words := strings.Fields(l.string())
	left := words[len(words)-1]
	right, _, _ := strings.Cut(next.string(), " ")
	if strings.Contains(left, "//") {
		return w.addressHyphen(l, left, right)
	}
	if !unicode.IsLetter(before) || !unicode.IsLower(after) {
		return false
	}
	clean := func(s string) string { return strings.ToLower(strings.Trim(s, ".,;:!?()[]“”„\"'‘’")) }
	stem := strings.TrimSuffix(left, "-")
	if w.d.words.known[clean(stem+right)] {
		return true
	}
	return !w.d.words.known[clean(left+right)]
}

// addressHyphen tells whether the hyphen at which an address is broken is none of its own.
func (w *pdfWriter) addressHyphen(l *pdfLine, left, right string) bool {
	stem := strings.TrimSuffix(left, "-")
	if i := strings.Index(stem, "//"); i > 0 {
		stem = stem[i:]
	}
	right = strings.TrimRight(right, ".,;:)]")
	if g := l.glyphs[len(l.glyphs)-1]; g.link >= 0 {
		url := l.page.links[g.link].url
		if strings.Contains(url, stem+"-"+right) {
			return false
		}
		if strings.Contains(url, stem+right) {
			return true
		}
	}
	segment := stem[strings.LastIndexAny(stem, "/.-_=?&:")+1:]
	if i := strings.IndexAny(right, "/.-_=?&:"); i >= 0 {
		right = right[:i]
	}
	known := w.d.words.known
	switch segment, right = strings.ToLower(segment), strings.ToLower(right); {
	case known[segment+right]:
		return true
	case known[segment+"-"+right]:
		return false
	case len(segment) > 1 && len(right) > 1 && known[segment] && known[right]:
		return false
	default:
		return w.d.words.hyphens
	}
}

// afterAddress are words that often follow an address that ends in a slash at the end of a line.
var afterAddress = prose.Words(`a the and or in on of for with at to as is are was from by see also accessed retrieved visited viewed
	last checked consulted und oder der die das in am vom zuletzt letzter abgerufen zugriff aufgerufen stand siehe vgl et
	ou le la les consulté consultée dernier voir y o el los consultado acceso última visto ultimo accesso e di`)

// inAddress tells whether an address goes on in the next line.
func (w *pdfWriter) inAddress(l, next *pdfLine) bool {
	text := w.out.text.String()
	tail := text[strings.LastIndexAny(text, " \n")+1:]
	right, _, _ := strings.Cut(next.string(), " ")
	scheme := strings.Index(tail, "://")
	if scheme < 0 {
		return strings.HasPrefix(tail, "http") && strings.Contains(tail+right, "://")
	}
	tail = tail[scheme:]
	last := l.glyphs[len(l.glyphs)-1]
	if g := l.glyphs[len(l.glyphs)-1]; g.link >= 0 {
		if url := l.page.links[g.link].url; url != "" {
			if strings.Contains(url, tail+strings.TrimRight(right, ".,;:)]")) {
				return true
			}
			if strings.HasSuffix(url, tail) {
				return last.c != '.' && isAddressRest(right)
			}
		}
	}
	first, _ := utf8.DecodeRuneInString(right)
	switch {
	case strings.Contains(right, "://"):
		return false
	case last.c == '-' || last.wrap:
		return true
	case strings.ContainsRune("/_=&?#%~", last.c):
		return !afterAddress[strings.ToLower(strings.Trim(right, ".,;:"))] &&
			(unicode.IsLetter(first) || unicode.IsDigit(first) || strings.ContainsRune("/_=&?#%~-", first))
	case strings.ContainsRune(".,;)]>”\"", last.c):
		return last.c == '.' && (unicode.IsLower(first) && isAddressRest(right) || unicode.IsDigit(first) && isAddressRest(right))
	}
	return isAddressRest(right)
}
