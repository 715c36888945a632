package read

import (
	"bytes"
	"strings"
	"unicode/utf8"

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

// citationItem is one reference: [before @key behind]. What stands behind a key in the sentence has no key.
type citationItem struct {
	before, at, behind prose.Stretch
	key                string
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
	for _, part := range citationParts(source, prose.Stretch{Start: start + 1, End: start + size}) {
		item, ok := citationIn(source, part)
		if !ok || p.bibliography.cite(item.key) == nil && isCrossReference(item.key) {
			return nil
		}
		n.items = append(n.items, item)
	}
	return n
}

// inSentence reads @key and @key [p. 3; @other]. The key must be known.
func (p citations) inSentence(source []byte, start int) *citationNode {
	item, ok := citationIn(source, prose.Stretch{Start: start, End: min(len(source), start+longestLabel)})
	if !ok || item.before.End > item.before.Start || p.bibliography.cite(item.key) == nil {
		return nil
	}
	n := &citationNode{outer: item.at, narrative: &item}
	open := item.at.End
	if open < len(source) && source[open] == ' ' {
		open++
	}
	if open == len(source) || source[open] != '[' {
		return n
	}
	size := closingBracket(source[open:min(len(source), open+longestCitation)])
	if size < 0 || open+size+1 < len(source) && strings.IndexByte("([:{", source[open+size+1]) >= 0 || source[open+1] == '^' {
		return n
	}
	for i, part := range citationParts(source, prose.Stretch{Start: open + 1, End: open + size}) {
		more, ok := citationIn(source, part)
		if !ok && i > 0 {
			return n
		}
		if !ok {
			more = citationItem{behind: part}
		}
		n.items = append(n.items, more)
	}
	n.bracket = prose.Stretch{Start: open, End: open + size + 1}
	n.outer.End = n.bracket.End
	return n
}

// citationParts parts what stands in brackets at semicolons.
func citationParts(source []byte, s prose.Stretch) []prose.Stretch {
	var all []prose.Stretch
	for at := s.Start; ; {
		end := bytes.IndexByte(source[at:s.End], ';')
		if end < 0 {
			return append(all, prose.Stretch{Start: at, End: s.End})
		}
		all = append(all, prose.Stretch{Start: at, End: at + end})
		at += end + 1
	}
}

// citationIn finds the key in a stretch.
func citationIn(source []byte, s prose.Stretch) (citationItem, bool) {
	for at := s.Start; ; at++ {
		i := bytes.IndexByte(source[at:s.End], '@')
		if i < 0 {
			return citationItem{}, false
		}
		at += i
		size := citationKey(source[at+1 : s.End])
		if before, _ := utf8.DecodeLastRune(source[s.Start:at]); size == 0 || isWordOrUnderscore(before) {
			continue
		}
		item := citationItem{
			before: prose.Stretch{Start: s.Start, End: at}, at: prose.Stretch{Start: at, End: at + 1 + size},
			behind: prose.Stretch{Start: at + 1 + size, End: s.End}, key: strings.Trim(string(source[at+1:at+1+size]), "{}"),
		}
		if at > s.Start && source[at-1] == '-' { // the author stands in the sentence already
			item.before.End--
			item.at.Start--
		}
		return item, true
	}
}

// citationKey is the length of the key that a text begins with: letters, digits, underscores and single marks between
// them; or anything in braces.
func citationKey(s []byte) int {
	if len(s) > 0 && s[0] == '{' {
		if end := bytes.IndexAny(s, "}\n"); end > 1 && s[end] == '}' {
			return end + 1
		}
		return 0
	}
	n := 0
	for n < len(s) {
		c, size := utf8.DecodeRune(s[n:])
		if n > 0 && strings.ContainsRune(":.#$%&-+?<>~/", c) {
			if c, more := utf8.DecodeRune(s[n+1:]); isWordOrUnderscore(c) {
				n += 1 + more
				continue
			}
		}
		if !isWordOrUnderscore(c) {
			return n
		}
		n += size
	}
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
	start, group := w.out.text.Len(), w.out.text.Len()
	first := len(w.references)
	if n.narrative != nil {
		group = w.inSentence(n)
	} else {
		w.plain(n.bracket.Start, n.bracket.Start+1)
	}
	for i, item := range n.items {
		if i > 0 {
			w.out.add("; ", w.out.last(), 0)
		}
		if item.key == "" {
			w.plain(item.behind.Start, item.behind.End)
			continue
		}
		w.trimmedPlain(item.before)
		w.citationItem(item)
	}
	if n.narrative != nil {
		w.out.add("]", w.base+n.outer.End, 0)
	} else {
		w.plain(n.bracket.End-1, n.bracket.End)
		group = start
	}
	for i := first; i < len(w.references); i++ {
		w.references[i].group = w.since(group)
	}
}

// inSentence writes the names that a sentence speaks of, and the year, which is none of it. It tells where that begins.
func (w *markdownWalker) inSentence(n *citationNode) (group int) {
	c := w.bibliography.cite(n.narrative.key)
	start, at := w.out.text.Len(), n.narrative.at
	w.out.add(c.spoken(), w.base+at.Start, at.End-at.Start)
	r := reference{Stretch: w.since(start), label: c.label(), key: c.key, narrative: true}
	if len(n.items) > 0 && n.items[0].key == "" {
		r.locator = w.locator(n.items[0].behind)
	}
	w.out.add(" ", w.base+at.End, 0)
	group = w.out.text.Len()
	w.out.add("["+c.year, w.base+at.End, 0)
	if len(n.items) > 0 {
		w.out.add(" ", w.base+at.End, 0)
	}
	w.addReference(r, &c.writtenEntry)
	return group
}

func (w *markdownWalker) citationItem(item citationItem) {
	r := reference{label: item.key, key: item.key, locator: w.locator(item.behind)}
	c := w.bibliography.cite(item.key)
	if c != nil {
		r.label = c.label()
	}
	start := w.out.text.Len()
	w.out.add(r.label, w.base+item.at.Start, item.at.End-item.at.Start)
	r.Stretch = w.since(start)
	w.plain(item.behind.Start, item.behind.End)
	w.addReference(r, writtenOf(c))
}

func (w *markdownWalker) trimmedPlain(s prose.Stretch) {
	if strings.TrimSpace(w.source[w.base+s.Start:w.base+s.End]) != "" {
		w.plain(s.Start, s.End)
	}
}

// locator is the place within the source that is said behind a key.
func (w *markdownWalker) locator(s prose.Stretch) string {
	return prose.Fold(strings.Trim(w.source[w.base+s.Start:w.base+s.End], " ,{}\n"))
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
