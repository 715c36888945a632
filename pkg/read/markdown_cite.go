package read

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// citationNode is a citation as Pandoc writes it (Pandoc's manual, Citation syntax): in brackets, or a name in the
// sentence with or without brackets behind it. All offsets are of the parsed text.
type citationNode struct {
	ast.BaseInline
	outer prose.Stretch
	// narrative is the key that stands in the sentence; nil in brackets.
	narrative *citationItem
	// bracket is where the brackets stand, and items are the references in it.
	bracket prose.Stretch
	items   []citationItem
}

var citationKind = ast.NewNodeKind("Citation")

func (n *citationNode) Kind() ast.NodeKind            { return citationKind }
func (n *citationNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// citations parses them. Where there is no bibliography, it is not asked.
type citations struct{ bibliography *bibliography }

func (citations) Trigger() []byte { return []byte{'[', '@', '-'} }

func (p citations) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	_, segment := block.PeekLine()
	source, start := block.Source(), segment.Start
	n := p.bracketed(source, start)
	if n == nil && source[start] != '[' && !isWordRune(block.PrecendingCharacter()) {
		n = p.inSentence(source, start)
	}
	if n == nil {
		return nil
	}
	advance(block, n.outer.End)
	return n
}

// longestCitation is how many bytes a citation in brackets may have.
const longestCitation = 1500

// bracketed reads [see @a, p. 3; @b]. Each part between semicolons has a key.
func (p citations) bracketed(source []byte, start int) *citationNode {
	s := source[start:min(len(source), start+longestCitation)]
	if s[0] != '[' || len(s) < len("[@a]") {
		return nil
	}
	if first := bytes.IndexAny(s[1:], "@[]"); first < 0 || s[1+first] != '@' {
		return nil
	}
	size := closingBracket(s)
	if size < 0 || size+1 < len(s) && s[size+1] == '(' {
		return nil
	}
	n := &citationNode{outer: prose.Stretch{Start: start, End: start + size + 1}}
	n.bracket = n.outer
	text := string(s[:size])
	for _, part := range citationParts(text, prose.Stretch{Start: 1, End: size}) {
		item, ok := citationIn(text, part)
		if !ok || p.bibliography.cite(item.key) == nil && isCrossReference(item.key) {
			return nil
		}
		n.items = append(n.items, item.from(start))
	}
	return n
}

// inSentence reads @key and @key [p. 3; @other]. The key must be known.
func (p citations) inSentence(source []byte, start int) *citationNode {
	text := string(source[start:min(len(source), start+longestLabel+longestCitation)])
	item, ok := citationIn(text, prose.Stretch{End: min(len(text), longestLabel)})
	if !ok || item.at.Start > 0 || item.before.End > 0 || p.bibliography.cite(item.key) == nil {
		return nil
	}
	narrative := item.from(start)
	n := &citationNode{outer: narrative.at, narrative: &narrative}
	open := item.at.End
	if strings.HasPrefix(text[open:], " ") {
		open++
	}
	if !strings.HasPrefix(text[open:], "[") || strings.HasPrefix(text[open:], "[^") {
		return n
	}
	size := closingBracket([]byte(text[open:]))
	if size < 0 || strings.IndexByte("([:{", (text[open+size+1:] + " ")[0]) >= 0 {
		return n
	}
	for i, part := range citationParts(text, prose.Stretch{Start: open + 1, End: open + size}) {
		more, ok := citationIn(text, part)
		if !ok && i > 0 {
			n.items = nil
			return n
		}
		if !ok {
			more = citationItem{behind: part}
		}
		n.items = append(n.items, more.from(start))
	}
	n.outer.End = start + open + size + 1
	return n
}

// isCrossReference tells a key that names a figure or a table, as Quarto and pandoc-crossref write them.
func isCrossReference(key string) bool {
	kind, _, ok := strings.Cut(strings.Replace(key, ":", "-", 1), "-")
	return ok && crossReferences[strings.ToLower(kind)]
}

var crossReferences = prose.Words("fig tbl eq sec lst thm lem cor prp cnj def exm exr sol rem tab alg nte tip wrn imp cau")

// citation writes a citation.
func (w *markdownWalker) citation(n *citationNode) {
	c := citationWriter{
		flowWriter: &w.flowWriter, bibliography: w.bibliography, text: w.source[w.base:],
		place: func(s prose.Stretch) prose.Stretch {
			return prose.Stretch{Start: w.base + s.Start, End: w.base + s.End}
		},
	}
	if n.narrative != nil {
		c.inSentence(*n.narrative, n.items, n.outer.End)
	} else {
		c.inBrackets(n.items, n.bracket)
	}
}

// frontBibliography reads the entries that front matter names or holds. Without any word of them there is no citation:
// an at sign can stand for much else.
func (w *markdownWalker) frontBibliography(a *article.Article, fields map[string]any, front prose.Stretch) {
	if fields["bibliography"] == nil && fields["references"] == nil {
		return
	}
	w.files.path = a.Path
	w.bibliography = newBibliography(&w.files, &w.flowWriter)
	names := frontStrings(fields["bibliography"])
	for _, name := range names {
		w.bibliography.load(name)
	}
	if fields["references"] != nil {
		w.bibliography.addCSL(cslYAML(w.source[front.Start:front.End], front.Start), 0)
	}
	if len(names) == 0 && w.bibliography.empty() {
		w.bibliography = nil
		return
	}
	if nocite := frontString(fields["nocite"]); strings.Contains(nocite, "@*") {
		w.bibliography.citeAll()
	}
}

func frontStrings(v any) []string {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var all []string
	for _, one := range list {
		if s := frontString(one); s != "" {
			all = append(all, s)
		}
	}
	return all
}
