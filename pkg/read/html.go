package read

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/metadata"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// HTML is a web page. Markers and notes are found by the document's structure, and by pattern as in text if it shows
// none.
var HTML = Format{
	Name:       "html",
	Summary:    "a web page",
	Extensions: []string{".html", ".htm", ".xhtml"},
	Sniff:      sniffHTML,
	Read:       readHTML,
}

var htmlStart = regexp.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)[\s>]`)

func sniffHTML(head []byte) bool {
	head = bytes.TrimPrefix(bytes.ReplaceAll(head, []byte{0}, nil), []byte("\xEF\xBB\xBF"))
	head = bytes.TrimPrefix(bytes.TrimPrefix(head, []byte("\xFF\xFE")), []byte("\xFE\xFF"))
	return htmlStart.Match(head)
}

func readHTML(source []byte, a *article.Article) error {
	d, err := decodeHTML(source)
	if err != nil {
		return err
	}
	if strings.Count(d.text, "<") > mostTags {
		return errTags
	}
	s, err := parseHTML(d.text)
	if err != nil {
		return err
	}
	base := a.Path
	if !strings.Contains(base, "://") {
		base = ""
	}
	describe(a, metadata.Of(goquery.NewDocumentFromNode(s.root), base))
	f := flowOfHTML(s, cmp.Or(a.URL, base))
	f.parts = []part{{decoded: d, source: source, comments: s.comments}}
	return f.into(a, ErrNoText)
}

// mostTags bounds the memory that a page takes. The longest books on one page have half of it.
const mostTags = 450_000

var errTags = fmt.Errorf("it has more than %d tags, which is too many for an article; split it", mostTags)

// decodeHTML decodes a source as the document itself says that it is encoded, or else as any text. The name comes back
// even of a document that says nothing; then it is Windows-1252, which is tried last anyway.
func decodeHTML(source []byte) (decoded, error) {
	_, name, _ := charset.DetermineEncoding(source[:min(len(source), 1024)], "text/html")
	if name == string(article.Windows1252) && !saysWindows1252(source) {
		name = ""
	}
	return decodeAs(source, name)
}

// saysWindows1252 tells whether a document names the encoding that others are taken for.
func saysWindows1252(source []byte) bool {
	head := bytes.ToLower(source[:min(len(source), 1024)])
	return bytes.Contains(head, []byte("charset"))
}

func describe(a *article.Article, m metadata.Metadata) {
	a.Title = m.Title()
	a.Authors = m.Authors()
	a.Published = m.Published()
	a.URL = m.Canonical()
	a.Lang = m.Language()
}

// flowOfHTML lays the article's own words out in reading order.
func flowOfHTML(s *htmlSource, own string) *flow {
	tree := newHTMLTree(s.root)
	w := &htmlWalker{
		codeFrom: -1,
		source:   s, tree: tree, notes: findHTMLNotes(tree), main: mainOf(tree), base: own,
		done: map[*html.Node]bool{}, written: map[int]int{}, counted: map[*html.Node]int{}, numbers: map[int]int{},
	}
	if s.book {
		w.main = s.root
	}
	w.length = tree.textLength(w.main)
	w.out.text.Grow(w.length + len(s.runs))
	w.out.pieces = make([]piece, 0, min(2*len(s.runs), mostPieces))
	w.children(w.main)
	w.flush()
	w.restOfNotes()
	w.flow.text, w.flow.pieces = w.out.text.String(), w.out.pieces
	if len(w.flow.pieces) == 0 {
		w.flow.pieces = []piece{{}}
	}
	w.settleMarks()
	finished := w.flow // a copy, so that it does not hold the tree
	f := &finished
	f.settleItalics()
	f.marks = expandLinked(f.text, f.marks, labelsOf(f.notes))
	if len(f.notes) == 0 {
		notesByPattern(f, w.numbers)
	}
	if len(f.marks) == 0 {
		f.marks = marksIn(f, labelsOf(f.notes))
	}
	w.settleReferences(f)
	return f
}

// settleMarks gives marks the brackets around them, and the indices of their notes in the flow.
func (w *htmlWalker) settleMarks() {
	raised := make(map[int]int, len(w.flow.raised))
	for _, r := range w.flow.raised {
		raised[r.Start] = r.End
	}
	marks := w.flow.marks
	for i := range marks {
		marks[i].Stretch = w.inBlock(marks[i].Stretch)
	}
	for i := 0; i < len(marks); {
		j := i + 1
		for j < len(marks) && w.flow.parted(marks[j-1].Stretch, marks[j].Stretch) {
			j++
		}
		group := w.markGroup(prose.Stretch{Start: marks[i].Start, End: marks[j-1].End}, raised)
		for ; i < j; i++ {
			marks[i].group = group
			if note, ok := w.written[marks[i].note]; ok {
				marks[i].note = note
			} else {
				marks[i].note = article.None
			}
		}
	}
}

// expandLinked puts the marks in that a dash between two linked ones stands for, if their notes are known.
func expandLinked(text string, marks []mark, l labels) []mark {
	all := marks[:min(1, len(marks)):min(1, len(marks))]
	for i := 1; i < len(marks); i++ {
		a, b := marks[i-1], marks[i]
		if a.group == b.group && a.End <= b.Start {
			gap := prose.Stretch{Start: a.End, End: b.Start}
			inner := strings.Trim(text[gap.Start:gap.End], " []()")
			at := gap.Start + strings.Index(text[gap.Start:gap.End], inner)
			for _, m := range between(inner, mark{label: a.label}, mark{Stretch: prose.Stretch{Start: len(inner)}, label: b.label}) {
				if l.known[m.label] {
					all = append(all, mark{Stretch: prose.Stretch{Start: at, End: at + len(inner)}, group: a.group, label: m.label, note: article.None})
				}
			}
		}
		all = append(all, b)
	}
	return all
}

// inBlock is the part of a mark that stands in one block: a link can hold several.
func (w *htmlWalker) inBlock(s prose.Stretch) prose.Stretch {
	s = trimmed(w.flow.text, s)
	if i, ok := w.flow.blockAt(s.Start); ok {
		s.End = min(s.End, w.flow.blocks[i].End)
	}
	return s
}

// markGroup widens marks at one place by the brackets around them, and by the page that MediaWiki sets behind them
// as “:14”.
func (w *htmlWalker) markGroup(group prose.Stretch, raised map[int]int) prose.Stretch {
	text := w.flow.text
	for _, pair := range []string{"[]", "()", "{}"} {
		before := strings.TrimRight(text[:group.Start], " ")
		behind := strings.TrimLeft(text[group.End:], " ")
		if strings.HasSuffix(before, pair[:1]) && strings.HasPrefix(behind, pair[1:]) {
			group = prose.Stretch{Start: len(before) - 1, End: len(text) - len(behind) + 1}
		}
	}
	if end, ok := raised[group.End]; ok && strings.HasPrefix(text[group.End:], ":") {
		group.End = end
	}
	return group
}

// notesByPattern looks for lists of notes among the blocks, as in text.
func notesByPattern(f *flow, numbers map[int]int) {
	var rows []row
	first := make([]int, len(f.blocks)+1)
	for i, b := range f.blocks {
		first[i] = len(rows)
		rows = append(rows, blockRows(f.text, b, numbers[b.Start])...)
	}
	first[len(f.blocks)] = len(rows)
	notes, taken := notesIn(f.text, rows, f.raised)
	if len(notes) == 0 {
		return
	}
	f.notes = notes
	var kept []block
	for i, b := range f.blocks {
		if !touches(taken, b.Stretch) {
			kept = append(kept, b)
			continue
		}
		for _, r := range rows[first[i]:first[i+1]] {
			if !touches(taken, r.Stretch) {
				kept = append(kept, block{Stretch: r.Stretch, heading: b.heading, code: b.code, quoted: b.quoted, table: b.table})
			}
		}
	}
	f.blocks = kept
}

// blockRows splits a block at its line breaks.
func blockRows(text string, b block, number int) []row {
	var rows []row
	for at := b.Start; at < b.End; {
		end := b.End
		if i := strings.Index(text[at:b.End], lineBreak); i >= 0 {
			end = at + i
		}
		for _, s := range prose.AppendTrimmed(nil, text, prose.Stretch{Start: at, End: end}) {
			rows = append(rows, row{Stretch: s, gap: len(rows) == 0, number: number, block: true})
			number = 0
		}
		at = end + len(lineBreak)
	}
	return rows
}

func touches(taken []prose.Stretch, s prose.Stretch) bool {
	i := sort.Search(len(taken), func(i int) bool { return taken[i].End > s.Start })
	return i < len(taken) && taken[i].Start < s.End
}

// htmlWalker walks the tree and writes the flow.
type htmlWalker struct {
	source *htmlSource
	tree   *htmlTree
	notes  *htmlNotes
	main   *html.Node
	// length is how much text the article has.
	length int
	base   string

	out  flowBuilder
	flow flow
	// open is where the block being written begins.
	open int
	// heading, code and quoted are of the block being written; table is the number of its table, of the tables so far.
	heading, code, quoted bool
	table, tables         int
	// inNote tells that a note is being written.
	inNote bool
	// blockExtent and noteExtent are those of the block and of the note being written.
	blockExtent, noteExtent extent
	// codeFrom is where the words of a program begin that are being written, -1 outside of such.
	codeFrom int
	// slanted tells that words are set in italics.
	slanted bool
	// done are the nodes of notes already written, and later the notes within the block being written.
	done  map[*html.Node]bool
	later []int
	// written are the indices in the flow of the notes written.
	written map[int]int
	// numbers are the numbers of list items, by where they begin in the words; number is that of the item whose words
	// come next, and counted the last number in each list.
	numbers map[int]int
	number  int
	counted map[*html.Node]int
	entries htmlEntries
}

func (w *htmlWalker) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *htmlWalker) node(n *html.Node) {
	if w.done[n] || w.notes.copies[n] {
		return
	}
	if i, ok := w.notes.at[n]; ok && w.inNote && n.Data == "li" {
		w.later = append(w.later, i) // a sub-reference is a note of its own
		w.skip(i)
		return
	} else if ok && !w.inNote {
		if w.notes.notes[i].inline {
			w.markInline(i)
		}
		if isInline(n) && w.out.text.Len() > w.open {
			w.later = append(w.later, i)
			w.skip(i)
		} else {
			w.note(i)
		}
		return
	}
	switch n.Type {
	case html.TextNode:
		w.words(n)
	case html.CommentNode:
		w.comment(n)
	case html.ElementNode:
		w.begin(n)
		slanted := w.slanted
		w.slanted = isItalic(n, slanted)
		w.element(n)
		w.slanted = slanted
	}
}

func (w *htmlWalker) words(n *html.Node) {
	start := w.out.text.Len()
	w.source.addText(&w.out, n)
	if w.slanted {
		w.flow.italics = append(w.flow.italics, prose.Stretch{Start: start, End: w.out.text.Len()})
	}
}

// comment takes one that may be a word to this program for part of the note or of the words in which it stands.
func (w *htmlWalker) comment(n *html.Node) {
	s, ok := w.source.commentAt[n]
	switch {
	case !ok:
	case w.inNote:
		w.noteExtent.take(0, s)
	case strings.TrimSpace(w.out.text.String()[w.open:]) != "":
		w.blockExtent.take(0, s)
	}
}

// isItalic tells whether an element within words is set in italics.
func isItalic(n *html.Node, around bool) bool {
	if slanted, ok := isSlanted(attribute(n, "style")); ok {
		return slanted
	}
	return around || slantedElements[n.Data]
}

func (w *htmlWalker) element(n *html.Node) {
	if note, ok := w.notes.markers[n]; ok && n.Data != "a" {
		w.markElement(n, note)
		w.tell(note)
		return
	}
	if w.isFurniture(n) || w.inNote && has(n, "mw-cite-backlink") {
		return
	}
	switch n.Data {
	case "a":
		w.loudly(func() { w.anchor(n) })
	case "sup":
		start := w.out.text.Len()
		w.children(n)
		w.flow.raised = append(w.flow.raised, prose.Stretch{Start: start, End: w.out.text.Len()})
	case "code", "kbd", "samp":
		w.silently(n)
	case "br":
		w.out.add(lineBreak, w.out.last(), 0)
	case "q":
		w.out.add("“", w.out.last(), 0)
		w.children(n)
		w.out.add("”", w.out.last(), 0)
	default:
		switch {
		case isInline(n):
			w.children(n)
		case w.isEntry(n):
			w.entry(n)
		default:
			w.block(n)
		}
	}
}

// silently writes words of a program, in which nothing is searched for: brackets there are no marks. An address that
// stands there alone is only set in the face of a typewriter.
func (w *htmlWalker) silently(n *html.Node) {
	if w.code || w.codeFrom >= 0 {
		w.children(n)
		return
	}
	w.codeFrom = w.out.text.Len()
	w.children(n)
	w.endCode()
}

// loudly writes what is no word of a program, even among such: a link.
func (w *htmlWalker) loudly(write func()) {
	if w.codeFrom < 0 {
		write()
		return
	}
	w.endCode()
	write()
	w.codeFrom = w.out.text.Len()
}

func (w *htmlWalker) endCode() {
	end := w.out.text.Len()
	words := strings.TrimSpace(w.out.text.String()[w.codeFrom:end])
	if isAddress := match.IsWeb(words) && !strings.ContainsFunc(words, prose.IsBlank); words != "" && !isAddress {
		w.flow.code = append(w.flow.code, prose.Stretch{Start: w.codeFrom, End: end})
	}
	w.codeFrom = -1
}

// lineBreak stands for a br; other line ends in HTML are blanks.
const lineBreak = "\u2028"

func (w *htmlWalker) block(n *html.Node) {
	w.flush()
	heading, code, quoted, table := w.heading, w.code, w.quoted, w.table
	w.quoted = w.isQuotation(n)
	w.heading = heading || isHeadingElement(n)
	w.code = code || n.Data == "pre"
	if n.Data == "table" && table == 0 {
		w.tables++
		w.table = w.tables
	}
	if n.Data == "li" && n.Parent != nil && n.Parent.Data == "ol" {
		w.counted[n.Parent] = numberOf(n, w.counted[n.Parent])
		w.number = w.counted[n.Parent]
	}
	w.children(n)
	w.flush()
	w.heading, w.code, w.quoted, w.table = heading, code, quoted, table
}

// flush ends the block being written.
func (w *htmlWalker) flush() {
	end := w.out.text.Len()
	if end > w.open && !w.inNote {
		for _, s := range prose.AppendTrimmed(nil, w.out.text.String(), prose.Stretch{Start: w.open, End: end}) {
			if w.entries.open {
				w.entries.words = append(w.entries.words, s)
				continue
			}
			w.flow.blocks = append(w.flow.blocks, block{
				Stretch: s, heading: w.heading, code: w.code, quoted: w.quoted, table: w.table, extent: w.blockExtent,
			})
			w.blockExtent = extent{}
			if w.number != 0 {
				w.numbers[s.Start] = w.number
				w.number = 0
			}
		}
	}
	if end > w.open {
		w.out.add("\n", w.out.last(), 0)
	}
	w.open = w.out.text.Len()
	if !w.inNote {
		w.layLater()
	}
}

// layLater writes the notes that were put off.
func (w *htmlWalker) layLater() {
	later := w.later
	w.later = nil
	for _, i := range later {
		w.note(i)
	}
}

// anchor writes a link: a marker, a link back, which has no words, or a hyperlink. Links to the author and to lists of
// articles of one kind (HTML Living Standard, 4.6.7, author and tag) are of the page, not of the article.
func (w *htmlWalker) anchor(n *html.Node) {
	if w.notes.backs[n] && w.inNote {
		return
	}
	start := w.out.text.Len()
	w.children(n)
	end := w.out.text.Len()
	if note, ok := w.notes.markers[n]; ok {
		w.flow.marks = append(w.flow.marks, mark{Stretch: prose.Stretch{Start: start, End: end}, label: labelText(n), note: note})
		w.tell(note)
		return
	}
	if rel := strings.ToLower(attribute(n, "rel")); rel == "author" || rel == "tag" {
		return
	}
	if target := w.notes.targets[n]; target != nil {
		w.entries.links = append(w.entries.links, htmlLocalLink{prose.Stretch{Start: start, End: end}, target})
	}
	if address, ok := w.address(attribute(n, "href")); ok {
		tag := anchorSpan(n)
		w.flow.links = append(w.flow.links, hyperlink{
			Stretch: prose.Stretch{Start: start, End: end}, url: address, span: tag, address: attributeAt(w.source.text, tag, "href"),
		})
	}
}

// tell puts a note off that stands in its marker's attribute.
func (w *htmlWalker) tell(note int) {
	if note >= 0 && w.notes.notes[note].words != "" && !w.inNote {
		w.notes.notes[note].told = w.out.last()
		w.later = append(w.later, note)
	}
}

// tellWords writes the words of a note that stands in an attribute before a place in the source: where they are found
// there as they are, or else at that place.
func (w *htmlWalker) tellWords(words string, at int) {
	if words == "" {
		return
	}
	first, _, _ := strings.Cut(words, " ")
	from := max(0, at-longestEnclosed)
	if i := from + strings.LastIndex(w.source.text[from:at], first); i >= from {
		end := i + max(strings.IndexAny(w.source.text[i:at], "\"'"), len(first))
		w.out.add(words, i, end-i)
		return
	}
	w.out.add(words, at, 0)
}

// address gives the address of a link to another page, made absolute if the article's own is known.
func (w *htmlWalker) address(href string) (string, bool) {
	href = strings.TrimSpace(href)
	switch {
	case href == "" || href[0] == '#':
		return "", false
	case match.IsWeb(href):
		return href, true
	case w.base == "":
		return "", false
	}
	base, err := url.Parse(w.base)
	if err != nil {
		return "", false
	}
	u, err := base.Parse(href)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return "", false
	}
	return u.String(), true
}

// note writes a note: its words without its label and without the links back.
func (w *htmlWalker) note(i int) {
	n := w.notes.notes[i]
	w.flush()
	slanted := w.slanted
	w.inNote, w.slanted, w.noteExtent = true, false, extent{}
	start := w.out.text.Len()
	for _, node := range n.nodes {
		w.slanted = node.Type == html.ElementNode && isItalic(node, false)
		switch {
		case node.Type == html.TextNode:
			w.words(node)
		case node.Type == html.CommentNode:
			w.comment(node)
		case node.Type == html.ElementNode && isBlock(node):
			w.block(node)
		case node.Type == html.ElementNode:
			w.element(node)
		}
	}
	w.slanted = slanted
	w.tellWords(n.words, n.told)
	w.skip(i)
	w.inNote = false
	text := w.out.text.String()
	whole := prose.Stretch{Start: start, End: len(text)}
	words := whole
	words.Start += max(labelLength(text[start:], n.label), w.raisedLabel(whole, n.label))
	words = trimmed(text, words)
	if words.End-words.Start > 2 && strings.IndexByte(".):", text[words.Start]) >= 0 && text[words.Start+1] == ' ' {
		words = trimmed(text, prose.Stretch{Start: words.Start + 1, End: words.End}) // the label was a link back
	}
	whole.End = max(words.End, whole.Start)
	whole = trimmed(text, whole)
	w.flow.notes = append(w.flow.notes, noteBlock{
		Stretch: whole, label: n.label, kind: n.kind, words: []prose.Stretch{words}, extent: w.noteExtent,
	})
	w.written[i] = len(w.flow.notes) - 1
	w.out.add("\n", w.out.last(), 0)
	w.open = w.out.text.Len()
	w.layLater()
}

// raisedLabel is how long the label at the beginning of a note is, if it is raised, so that nothing need part it from the
// words.
func (w *htmlWalker) raisedLabel(note prose.Stretch, label string) int {
	text := w.out.text.String()
	start := trimmed(text, note).Start
	for i := len(w.flow.raised) - 1; i >= 0 && w.flow.raised[i].Start >= note.Start; i-- {
		r := w.flow.raised[i]
		if r.Start <= start && strings.TrimSpace(text[r.Start:r.End]) == label {
			return r.End - note.Start
		}
	}
	return 0
}

// skip marks a note as written.
func (w *htmlWalker) skip(i int) {
	for _, node := range w.notes.notes[i].nodes {
		w.done[node] = true
	}
}

// labelLength is how long the label at the beginning of a note's words is, with what surrounds it.
func labelLength(s, label string) int {
	rest := strings.TrimLeftFunc(s, func(c rune) bool { return prose.IsBlank(c) || c == '[' || c == '(' || c == '^' })
	if !strings.HasPrefix(rest, label) {
		return 0
	}
	rest = rest[len(label):]
	after := strings.TrimLeft(rest, "]).:")
	if c, _ := utf8.DecodeRuneInString(after); after == rest && after != "" && isWordRune(c) {
		return 0
	}
	return len(s) - len(after)
}

func trimmed(text string, s prose.Stretch) prose.Stretch {
	all := prose.AppendTrimmed(nil, text, s)
	if len(all) == 0 {
		return prose.Stretch{Start: s.Start, End: s.Start}
	}
	return all[0]
}

// restOfNotes writes the notes that stand outside the article's element.
func (w *htmlWalker) restOfNotes() {
	for _, number := range w.notes.begun {
		if n := w.tree.nodes[number]; !w.done[n] {
			w.note(w.notes.at[n])
		}
	}
}
