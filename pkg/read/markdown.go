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

// mostMarkdownLines bounds the memory that a parsed text takes, since each line may be a block.
const mostMarkdownLines = 300_000

func readMarkdown(source []byte, a *article.Article) error {
	d, err := decode(source)
	if err != nil {
		return err
	}
	if err := crowded(d.text, "[^", "^["); err != nil {
		return err
	}
	if strings.Count(d.text, "\n") > mostMarkdownLines {
		return errMany
	}
	body, fields, front := markdownFront(d.text, a)
	masked := maskTemplates([]byte(d.text[body:]))
	w := &markdownWalker{
		flowWriter: newFlowWriter(part{decoded: d, source: source}),
		source:     d.text[:body] + string(masked), base: body, notes: map[string]*writtenNote{},
	}
	defer w.files.close()
	w.frontBibliography(a, fields, front)
	root := parseMarkdown(masked, w.bibliography)
	w.defineLinks(root)
	w.blocks(root)
	w.flush()
	if w.bibliography != nil {
		w.bibliography.write()
	}
	w.settle()
	f := w.finish()
	if len(f.notes) == 0 && len(f.marks) == 0 {
		w.byPattern(f)
	}
	if a.Title == "" {
		a.Title = w.title
	}
	return f.into(a, nil)
}

// markdownWalker walks the tree and writes the flow.
type markdownWalker struct {
	flowWriter
	source string
	// base is where the parsed text begins in the source.
	base int
	// inInline: in an inline note, which holds no marks (Pandoc's Markdown, footnotes).
	inInline bool
	// notes are those written, by label; inlines counts the inline ones.
	// Defined are the labels of all that are not inline, nil until they are asked for.
	notes   map[string]*writtenNote
	inlines int
	defined map[string]bool
	// anchor is an anchor of raw HTML whose end has not come, and slanted where italics of raw HTML began.
	anchor  *openAnchor
	slanted int
	title   string
	// destinations are where the destinations of links stand that are defined apart, by their normalised labels.
	destinations map[string]prose.Stretch
	// bibliography has the entries that front matter names; nil if it names none.
	bibliography *bibliography
	files        neighbours
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
		w.asHeading(func() { w.leaf(n) })
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
	case *extast.Table:
		w.asTable(func() { w.blocks(n) })
	case *ast.Blockquote:
		w.asQuotation(!w.isAlert(n), func() { w.blocks(n) })
	default:
		w.blocks(n)
	}
}

// leaf writes a block that holds words.
func (w *markdownWalker) leaf(n ast.Node) {
	w.flush()
	w.inlineNodes(n)
	w.flush()
}

// isAlert tells what GitHub and Obsidian write as a quotation, and show as a box: its first words are [!NOTE] or the like.
func (w *markdownWalker) isAlert(n *ast.Blockquote) bool {
	first := n.FirstChild()
	if first == nil || first.Type() != ast.TypeBlock || first.Lines().Len() == 0 {
		return false
	}
	return strings.HasPrefix(w.source[w.base+first.Lines().At(0).Start:], "[!")
}

func (w *markdownWalker) codeLines(lines *text.Segments) {
	w.asCode(func() {
		for i := range lines.Len() {
			s := lines.At(i)
			w.plain(s.Start, s.Stop)
		}
	})
}

// plain adds words that stand in the parsed text as they are.
func (w *markdownWalker) plain(start, stop int) {
	w.out.add(w.source[w.base+start:w.base+stop], w.base+start, stop-start)
}

// footnote writes a note where it is defined. One within another is part of it.
func (w *markdownWalker) footnote(n *extast.Footnote) {
	label := string(n.Ref)
	note := w.inNote
	if note == nil {
		note = &writtenNote{label: label, kind: article.Footnote}
	}
	if w.notes[label] == nil {
		w.notes[label] = note
	}
	if note == w.inNote {
		w.blocks(n)
		return
	}
	w.note(note, func() { w.blocks(n) })
}

// inlineNote writes a note that stands where it is called.
func (w *markdownWalker) inlineNote(n *inlineNote, m *writtenMark) {
	m.note = &writtenNote{kind: article.Footnote, extent: prose.Stretch{Start: w.base + n.inner.Start, End: w.base + n.inner.Stop}}
	w.labelInline(m.note)
	m.label = m.note.label
	w.note(m.note, func() {
		base := w.base
		w.base += n.inner.Start
		w.inInline = true
		w.blocks(parseMarkdown([]byte(w.source[w.base:base+n.inner.Stop]), w.bibliography))
		w.inInline = false
		w.base = base
	})
}

// labelInline numbers an inline note: the next number that no label has taken.
func (w *markdownWalker) labelInline(note *writtenNote) {
	if w.defined == nil {
		w.defined = markdownLabels([]byte(w.source))
	}
	for note.label == "" || w.notes[note.label] != nil || w.defined[note.label] {
		w.inlines++
		note.label = strconv.Itoa(w.inlines)
	}
	w.notes[note.label] = note
}

// settle points the marks to their notes, which may stand behind them. GitHub compares labels without regard to case.
func (w *markdownWalker) settle() {
	folded := make(map[string]*writtenNote, len(w.notes))
	for label, note := range w.notes {
		key := strings.ToLower(label)
		if _, several := folded[key]; several {
			note = nil
		}
		folded[key] = note
	}
	for _, m := range w.marks {
		if m.note == nil {
			m.note = w.notes[m.label]
		}
		if m.note == nil {
			m.note = folded[strings.ToLower(m.label)]
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
		w.silently(func() {
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					w.plain(t.Segment.Start, t.Segment.Stop)
				}
			}
		})
	case *ast.Link:
		w.link(n, string(n.Destination))
	case *ast.AutoLink:
		w.autolink(n)
	case *ast.RawHTML:
		w.rawHTML(n.Segments)
	case *bareAddress:
		w.bareAddress(n)
	case *citationNode:
		w.citation(n)
	case *ast.Emphasis:
		start := w.out.text.Len()
		w.inlineNodes(n)
		if n.Level == 1 {
			w.italic(start)
		}
	case *ast.Image:
	case *noteReference:
		if w.inInline {
			w.plain(n.segment.Start, n.segment.Stop)
			return
		}
		w.mark(n.segment, n.label)
	case *inlineNote:
		if w.inInline {
			w.plain(n.outer.Start, n.outer.Stop)
			return
		}
		m := w.mark(text.NewSegment(n.outer.Start, n.outer.Start+len("^[")), "")
		w.putOff(func() { w.inlineNote(n, m) })
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

func (w *markdownWalker) mark(s text.Segment, label string) *writtenMark {
	start := w.out.text.Len()
	w.plain(s.Start, s.Stop)
	return w.addMark(w.since(start), label, nil)
}

func (w *markdownWalker) link(n *ast.Link, destination string) {
	start := w.out.text.Len()
	w.inlineNodes(n)
	w.hyperlink(n, start, destination, w.destination(n))
}

func (w *markdownWalker) autolink(n *ast.AutoLink) {
	label := n.Label([]byte(w.source[w.base:]))
	start := w.out.text.Len()
	at := max(n.Pos(), 0) + len("<")
	var address prose.Stretch
	if at <= len(w.source)-w.base && strings.HasPrefix(w.source[w.base+at:], string(label)) {
		w.plain(at, at+len(label))
		address = prose.Stretch{Start: w.base + at, End: w.base + at + len(label)}
	} else {
		w.out.add(string(label), w.out.last(), 0)
	}
	w.hyperlink(n, start, string(label), address)
}

// hyperlink adds a link to another page whose words begin at start, and whose address stands at a place.
func (w *markdownWalker) hyperlink(n ast.Node, start int, destination string, address prose.Stretch) {
	if _, err := url.PathUnescape(destination); err == nil {
		destination = html.UnescapeString(destination)
	}
	span := prose.Stretch{Start: w.base + max(n.Pos(), 0), End: w.out.last()}
	if n.Pos() < 0 || span.End < span.Start {
		span.Start = span.End
	}
	w.addLinkAt(destination, w.since(start), span, address)
}
