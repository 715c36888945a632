package read

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// Markdown is CommonMark with GitHub's extensions and footnotes.
var Markdown = Format{
	Name:       "markdown",
	Summary:    "Markdown with footnotes",
	Extensions: []string{".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"},
	Sniff:      func([]byte) bool { return false },
	Read:       readMarkdown,
}

func readMarkdown(source []byte, a *article.Article) error {
	d, err := decode(source)
	if err != nil {
		return err
	}
	body := markdownFront(d.text, a)
	masked := maskTemplates([]byte(d.text[body:]))
	w := &markdownWalker{source: d.text[:body] + string(masked), base: body, notes: map[string]int{}}
	w.blocks(parseMarkdown(masked))
	w.flush()
	w.pending()
	f := &w.flow
	f.text, f.pieces = w.out.text.String(), w.out.pieces
	if f.pieces == nil {
		f.pieces = []piece{{}}
	}
	f.parts = []part{{decoded: d, source: source}}
	w.settle()
	if len(f.notes) == 0 && len(f.marks) == 0 {
		notesByPattern(f, nil)
		f.marks = marksIn(f, labelsOf(f.notes))
	}
	if a.Title == "" {
		a.Title = w.title
	}
	f.place(a)
	assemble(f, a)
	return nil
}

// markdownWalker walks the tree and writes the flow.
type markdownWalker struct {
	source string
	// base is where the parsed text begins in the source.
	base int
	out  flowBuilder
	flow flow
	open int

	heading, code bool
	inNote        bool
	// inInline: in an inline note, which holds no marks (Pandoc's Markdown, footnotes).
	inInline bool
	// inline are the inline notes of the block being written, to be laid down behind it.
	inline []inlineMark
	// notes are the indices in the flow of the notes written, by label; inlines counts the inline ones.
	notes   map[string]int
	inlines int
	// anchor is an anchor of raw HTML whose end has not come.
	anchor *openAnchor
	title  string
}

// inlineMark is an inline note and the index of its mark.
type inlineMark struct {
	note *inlineNote
	mark int
}

func (w *markdownWalker) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.block(c)
	}
}

func (w *markdownWalker) block(n ast.Node) {
	if note, ok := footnote(n); ok {
		w.footnote(note)
		return
	}
	switch n := n.(type) {
	case *ast.Heading:
		w.heading = true
		w.leaf(n)
		w.heading = false
		if w.title == "" && n.Level == 1 && len(w.flow.blocks) > 0 {
			b := w.flow.blocks[len(w.flow.blocks)-1]
			w.title = prose.Fold(w.out.text.String()[b.Start:b.End])
		}
	case *ast.Paragraph, *ast.TextBlock, *extast.TableCell, *extast.DefinitionTerm:
		w.leaf(n)
	case *ast.CodeBlock:
		w.codeLines(n.Lines())
	case *ast.FencedCodeBlock:
		w.codeLines(n.Lines())
	case *ast.HTMLBlock:
		w.htmlBlock(n)
	default:
		w.blocks(n)
	}
}

// leaf writes a block that holds words.
func (w *markdownWalker) leaf(n ast.Node) {
	w.flush()
	w.inlineNodes(n)
	w.flush()
	w.pending()
}

func (w *markdownWalker) codeLines(lines *text.Segments) {
	w.flush()
	start := w.out.text.Len()
	w.code = !w.inNote
	for i := range lines.Len() {
		s := lines.At(i)
		w.plain(s.Start, s.Stop)
	}
	if w.inNote {
		w.flow.code = append(w.flow.code, prose.Stretch{Start: start, End: w.out.text.Len()})
	}
	w.flush()
	w.code = false
}

// plain adds words that stand in the parsed text as they are.
func (w *markdownWalker) plain(start, stop int) {
	w.out.add(w.source[w.base+start:w.base+stop], w.base+start, stop-start)
}

// flush ends the block being written.
func (w *markdownWalker) flush() {
	end := w.out.text.Len()
	if end > w.open && !w.inNote {
		for _, s := range prose.AppendTrimmed(nil, w.out.text.String(), prose.Stretch{Start: w.open, End: end}) {
			w.flow.blocks = append(w.flow.blocks, block{Stretch: s, heading: w.heading, code: w.code})
		}
	}
	if end > w.open {
		w.out.add("\n", w.out.last(), 0)
	}
	w.open = w.out.text.Len()
}

// pending lays the inline notes of the last block down behind it.
func (w *markdownWalker) pending() {
	if w.inNote {
		return
	}
	waiting := w.inline
	w.inline = nil
	for _, x := range waiting {
		w.inlines++
		label := w.inlineLabel()
		w.flow.marks[x.mark].label = label
		w.notes[inlineKey(x.mark)] = len(w.flow.notes)
		w.write(label, func() {
			inner := x.note.inner
			sub := parseMarkdown([]byte(w.source[w.base+inner.Start : w.base+inner.Stop]))
			base := w.base
			w.base += inner.Start
			w.inInline = true
			w.blocks(sub)
			w.inInline = false
			w.base = base
		})
	}
}

// inlineKey is a key for inline notes that no label has.
func inlineKey(mark int) string { return "\x00" + strconv.Itoa(mark) }

func (w *markdownWalker) footnote(n *extast.Footnote) {
	label := string(n.Ref)
	w.flush()
	if _, twice := w.notes[label]; !twice {
		w.notes[label] = len(w.flow.notes)
	}
	w.write(label, func() { w.blocks(n) })
}

// write writes a note.
func (w *markdownWalker) write(label string, words func()) {
	outer := w.inNote
	w.inNote = true
	start := w.out.text.Len()
	words()
	w.inNote = outer
	if outer {
		return // a note within a note is part of it
	}
	s := trimmed(w.out.text.String(), prose.Stretch{Start: start, End: w.out.text.Len()})
	w.flow.notes = append(w.flow.notes, noteBlock{Stretch: s, label: label, kind: article.Footnote, words: []prose.Stretch{s}})
	w.out.add("\n", w.out.last(), 0)
	w.open = w.out.text.Len()
}

// inlineLabel numbers an inline note: the next number that no label has taken.
func (w *markdownWalker) inlineLabel() string {
	for n := w.inlines; ; n++ {
		label := strconv.Itoa(n)
		if _, taken := w.notes[label]; !taken {
			w.inlines = n
			w.notes[label] = len(w.flow.notes)
			return label
		}
	}
}

// settle points the marks to their notes.
func (w *markdownWalker) settle() {
	for i := range w.flow.marks {
		m := &w.flow.marks[i]
		m.note = article.None
		if note, ok := w.notes[inlineKey(i)]; ok {
			m.note = note
		} else if note, ok := w.notes[m.label]; ok {
			m.note = note
		}
	}
}

func (w *markdownWalker) inlineNodes(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.inlineNode(c)
	}
}

func (w *markdownWalker) inlineNode(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.text(n)
	case *ast.String:
		w.out.add(string(n.Value), w.out.last(), 0)
	case *ast.CodeSpan:
		start := w.out.text.Len()
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				w.plain(t.Segment.Start, t.Segment.Stop)
			}
		}
		w.flow.code = append(w.flow.code, prose.Stretch{Start: start, End: w.out.text.Len()})
	case *ast.Link:
		w.link(n, string(n.Destination))
	case *ast.AutoLink:
		w.autolink(n)
	case *ast.RawHTML:
		w.rawHTML(n.Segments)
	case *ast.Image:
	case *noteReference:
		w.mark(n.segment, n.label)
	case *inlineNote:
		if w.inInline {
			w.plain(n.outer.Start, n.outer.Stop)
			return
		}
		w.inline = append(w.inline, inlineMark{note: n, mark: len(w.flow.marks)})
		w.mark(text.NewSegment(n.outer.Start, n.outer.Start+len("^[")), "")
	default:
		w.inlineNodes(n)
	}
}

// text adds words, in which a character may be escaped or written as a reference.
func (w *markdownWalker) text(n *ast.Text) {
	at, stop := w.base+n.Segment.Start, w.base+n.Segment.Stop
	for !n.IsRaw() && at < stop {
		i := strings.IndexByte(w.source[at:stop], '\\')
		if i < 0 || at+i+1 >= stop || !isPunctuation(w.source[at+i+1]) {
			if i < 0 {
				break
			}
			w.out.addReferences(w.source, prose.Stretch{Start: at, End: at + i + 1})
			at += i + 1
			continue
		}
		w.out.addReferences(w.source, prose.Stretch{Start: at, End: at + i})
		w.out.add(w.source[at+i+1:at+i+2], at+i, 2)
		at += i + 2
	}
	w.out.addReferences(w.source, prose.Stretch{Start: at, End: stop})
	if n.SoftLineBreak() || n.HardLineBreak() {
		w.out.add("\n", stop, 1)
	}
}

// isPunctuation holds for ASCII punctuation, which a backslash escapes (CommonMark, 2.4).
func isPunctuation(c byte) bool {
	return c > ' ' && c < 0x7F && !isDigitByte(c) && !isLetterByte(c)
}

func (w *markdownWalker) mark(s text.Segment, label string) {
	start := w.out.text.Len()
	w.plain(s.Start, s.Stop)
	if w.inInline {
		return
	}
	at := prose.Stretch{Start: start, End: w.out.text.Len()}
	w.flow.marks = append(w.flow.marks, mark{Stretch: at, group: at, label: label})
}

func (w *markdownWalker) link(n ast.Node, destination string) {
	start := w.out.text.Len()
	w.inlineNodes(n)
	w.hyperlink(n, start, destination)
}

func (w *markdownWalker) autolink(n *ast.AutoLink) {
	label := n.Label([]byte(w.source[w.base:]))
	start := w.out.text.Len()
	at := n.Pos()
	if at >= 0 && strings.HasPrefix(w.source[w.base+at:], string(label)) {
		w.plain(at, at+len(label))
	} else {
		w.out.add(string(label), w.out.last(), 0)
	}
	w.hyperlink(n, start, string(label))
}

// hyperlink adds a link to another page whose words begin at start.
func (w *markdownWalker) hyperlink(n ast.Node, start int, destination string) {
	if !isURLStart(destination) {
		return
	}
	if _, err := url.PathUnescape(destination); err == nil {
		destination = html.UnescapeString(destination)
	}
	end := w.out.text.Len()
	span := prose.Stretch{Start: w.base + max(n.Pos(), 0), End: w.out.last()}
	if n.Pos() < 0 || span.End < span.Start {
		span.Start = span.End
	}
	w.flow.links = append(w.flow.links, hyperlink{Stretch: prose.Stretch{Start: start, End: end}, url: destination, span: span})
}

func isURLStart(s string) bool {
	lower := strings.ToLower(s[:min(len(s), len("https://"))])
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}
