package read

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// parseMarkdown parses CommonMark with GitHub's extensions and the notes of Pandoc, kramdown, GitHub and Hugo; and with a
// bibliography, Pandoc's citations. Goldmark's own footnotes are not used as they are: they drop notes that nothing
// refers to, and references to notes that are missing. Nor are its links of bare addresses: they end at the first letter that
// is not of ASCII.
func parseMarkdown(source []byte, bibliography *bibliography) ast.Node {
	defined := markdownLabels(source)
	inlines := []util.PrioritizedValue{
		util.Prioritized(noteReferences{defined}, 99),
		util.Prioritized(inlineNotes{defined}, 98),
		util.Prioritized(bareAddresses{}, 96),
	}
	if bibliography != nil {
		inlines = append(inlines, util.Prioritized(citations{bibliography}, 97))
	}
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.DefinitionList),
		goldmark.WithParserOptions(
			parser.WithBlockParsers(util.Prioritized(noteDefinitions{extension.NewFootnoteBlockParser()}, 999)),
			parser.WithInlineParsers(inlines...),
		),
	)
	return md.Parser().Parse(text.NewReader(source))
}

// markdownLabels are the labels of the notes that are defined.
func markdownLabels(source []byte) map[string]bool {
	defined := map[string]bool{}
	for _, m := range markdownDefinition.FindAllSubmatch(source, -1) {
		defined[string(m[1])] = true
	}
	return defined
}

var markdownDefinition = regexp.MustCompile(`(?m)^[ \t>]*\[\^([^\]\n]+)\]:`)

// noteDefinitions leaves the notes where they are defined.
type noteDefinitions struct{ parser.BlockParser }

func (noteDefinitions) Close(ast.Node, text.Reader, parser.Context) {}

// noteReference is [^label].
type noteReference struct {
	ast.BaseInline
	label   string
	segment text.Segment
}

var noteReferenceKind = ast.NewNodeKind("NoteReference")

func (n *noteReference) Kind() ast.NodeKind            { return noteReferenceKind }
func (n *noteReference) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type noteReferences struct{ defined map[string]bool }

// Trigger has the exclamation mark too, since one before a reference would begin a picture.
func (noteReferences) Trigger() []byte { return []byte{'!', '['} }

// longestLabel is how many bytes the label of a note may have.
const longestLabel = 200

func (p noteReferences) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	shout := 0
	if line[0] == '!' {
		line, shout = line[1:], 1
	}
	if len(line) < 4 || line[0] != '[' || line[1] != '^' {
		return nil
	}
	size := bytes.IndexByte(line[:min(len(line), longestLabel)], ']')
	if size < 3 {
		return nil
	}
	label := string(line[2:size])
	if !p.defined[label] && !p.plausible(label) {
		return nil
	}
	start := segment.Start + shout
	if shout > 0 {
		parent.AppendChild(parent, ast.NewTextSegment(text.NewSegment(segment.Start, start)))
	}
	block.Advance(shout + size + 1)
	return &noteReference{label: label, segment: text.NewSegment(start, start+size+1)}
}

var plainLabel = regexp.MustCompile(`^[\pL\pN_-]+$`)

// plausible tells a reference whose note is missing from a set of characters, as regular expressions have them.
func (p noteReferences) plausible(label string) bool {
	return plainLabel.MatchString(label) && (len(p.defined) > 0 || digitsOnly(label))
}

// inlineNote is ^[the note itself]; its segment is what stands between the brackets.
type inlineNote struct {
	ast.BaseInline
	outer, inner text.Segment
}

var inlineNoteKind = ast.NewNodeKind("InlineNote")

func (n *inlineNote) Kind() ast.NodeKind            { return inlineNoteKind }
func (n *inlineNote) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type inlineNotes struct{ defined map[string]bool }

func (inlineNotes) Trigger() []byte { return []byte{'^'} }

// Parse reads an inline note. ^[4] with a note [^4] elsewhere is a slip for [^4], and read as that.
func (p inlineNotes) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 3 || line[1] != '[' || line[2] == '^' {
		return nil
	}
	start := segment.Start
	size := closingBracket(block.Source()[start+1:])
	if size < 2 {
		return nil
	}
	inner := text.NewSegment(start+2, start+1+size)
	outer := text.NewSegment(start, start+2+size)
	advance(block, outer.Stop)
	if label := string(block.Source()[inner.Start:inner.Stop]); p.defined[label] || digitsOnly(label) {
		return &noteReference{label: label, segment: outer}
	}
	return &inlineNote{outer: outer, inner: inner}
}

// closingBracket is where the bracket that a text begins with is closed within its paragraph, or -1.
func closingBracket(s []byte) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		case '\n':
			if i+1 < len(s) && len(bytes.TrimSpace(firstLine(s[i+1:]))) == 0 {
				return -1
			}
		}
	}
	return -1
}

func firstLine(s []byte) []byte {
	if i := bytes.IndexByte(s, '\n'); i >= 0 {
		return s[:i]
	}
	return s
}

// advance moves a reader on to an offset of its source, over line ends.
func advance(block text.Reader, to int) {
	for {
		line, segment := block.PeekLine()
		if line == nil || to <= segment.Stop {
			block.Advance(to - segment.Start)
			return
		}
		block.AdvanceLine()
	}
}

// footnote is a note's definition, as goldmark knows it.
func footnote(n ast.Node) (*extast.Footnote, bool) {
	f, ok := n.(*extast.Footnote)
	return f, ok
}
