package read

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// Wikitext is the markup of MediaWiki with its extension Cite. Templates are not expanded: those of citations and notes
// are read by the names of their parameters, others are passed over with all but the notes in them.
var Wikitext = Format{
	Name:       "wikitext",
	Summary:    "MediaWiki wikitext",
	Extensions: []string{".wiki", ".mediawiki", ".wikitext"},
	Sniff:      sniffWikitext,
	Read:       readWikitext,
}

// wikiStart is the header of a Bitcoin improvement proposal.
var wikiStart = regexp.MustCompile(`^(?:\xEF\xBB\xBF)?\s*<pre>\r?\n\s*BIP: `)

func sniffWikitext(head []byte) bool { return wikiStart.Match(head) }

func readWikitext(source []byte, a *article.Article) error {
	d, err := decode(source)
	if err != nil {
		return err
	}
	if err := crowded(d.text, "<ref", "{{sfn", "{{efn"); err != nil {
		return err
	}
	x := &wiki{
		markup: markup{flowWriter: newFlowWriter(part{decoded: d, source: source}), references: true}, text: d.text, article: a,
		run: runOf(d.text, prose.Stretch{Start: 0, End: len(d.text)}), named: map[string]*wikiNote{}, groups: map[string]int{},
	}
	x.pairs, x.verbatim = wikiPairs(d.text)
	x.scan(x.header(), len(d.text), true, 0)
	f := x.finish()
	for _, n := range x.notes {
		if n.index > 0 {
			f.notes[n.index-1].label = cmp.Or(n.label, n.name) // it may have been called behind its definition, or never
		}
	}
	return f.into(a, nil)
}

// wiki reads a document in one scan, since its blocks end wherever their markup does, not with a line.
type wiki struct {
	markup
	text    string
	article *article.Article
	run     *markupRun
	// pairs are where the double brackets and braces close, by where they open.
	pairs map[int]int
	// verbatim are where comments and the elements end in which no markup is read, by where they begin.
	verbatim map[int]int

	notes []*wikiNote
	// named are the notes by their groups and names, groups how many numbers each group has given.
	named  map[string]*wikiNote
	groups map[string]int
	// defining is set within a list of notes, where they are defined without being called.
	defining bool
	// tables is how many tables are open.
	tables int
}

// wikiNote is a note that was called or defined. It has no label before it is called.
type wikiNote struct {
	writtenNote
	name, text string
	defined    bool
	// parts is how many sub-references it has.
	parts int
}

// wikiPairs finds the closing brackets and braces, and the ends of what is read as it stands, by the places at which
// they open.
func wikiPairs(text string) (pairs, verbatim map[int]int) {
	pairs, verbatim = map[int]int{}, map[int]int{}
	unclosed := map[string]bool{}
	var open []int
	braces := 0
	for i := 0; i+1 < len(text); i++ {
		switch c := text[i]; {
		case c == '<':
			if end := wikiVerbatimEnd(text, i, unclosed); end > i {
				verbatim[i] = end
				i = end - 1
			}
		case c != text[i+1]:
		case c == '[' || c == '{':
			open = append(open, i)
			if c == '{' {
				braces++
			}
			i++
		case c == ']' && len(open) > 0 && text[open[len(open)-1]] == '[':
			pairs[open[len(open)-1]] = i
			open = open[:len(open)-1]
			i++
		case c == '}' && braces > 0:
			for text[open[len(open)-1]] == '[' {
				open = open[:len(open)-1]
			}
			pairs[open[len(open)-1]] = i
			open = open[:len(open)-1]
			braces--
			i++
		}
	}
	return pairs, verbatim
}

// wikiVerbatim are the elements in which no markup is read.
var wikiVerbatim = []string{"nowiki", "pre", "syntaxhighlight", "source", "math", "score", "templatedata", "timeline", "graph", "chem"}

// wikiVerbatimEnd is where a comment or an element ends in which no markup is read; 0 if none begins here. Elements that
// nothing closes are kept by their names, so that they are looked for but once.
func wikiVerbatimEnd(text string, i int, unclosed map[string]bool) int {
	rest := text[i:]
	if strings.HasPrefix(rest, "<!--") {
		if end := strings.Index(rest, "-->"); end >= 0 {
			return i + end + len("-->")
		}
		return len(text)
	}
	name := wikiTagName(rest)
	for _, verbatim := range wikiVerbatim {
		if name != verbatim || unclosed[name] {
			continue
		}
		tag := strings.IndexByte(rest, '>')
		if tag < 0 {
			unclosed[name] = true
			return 0
		}
		if rest[tag-1] == '/' {
			return i + tag + 1
		}
		end := indexFold(rest[tag:], "</"+name)
		if end < 0 {
			unclosed[name] = true
			return 0
		}
		closing := strings.IndexByte(rest[tag+end:], '>')
		if closing < 0 {
			return len(text)
		}
		return i + tag + end + closing + 1
	}
	return 0
}

// indexFold finds a tag whose name may be written in capitals.
func indexFold(s, tag string) int {
	if i := strings.Index(s, tag); i >= 0 {
		return i
	}
	return strings.Index(s, strings.ToUpper(tag))
}

// wikiTagName is the name of the element whose start tag a text begins with, in lower case.
func wikiTagName(s string) string {
	const longest = 20
	n := 1
	for n < len(s) && n < longest && (isLetterByte(s[n]) || isDigitByte(s[n])) {
		n++
	}
	return strings.ToLower(s[1:n])
}

// header reads the header of a proposal, which stands in a pre element: lines of a name and a value each.
func (x *wiki) header() int {
	if !sniffWikitext([]byte(x.text[:min(len(x.text), 1024)])) {
		return 0
	}
	end := strings.Index(x.text, "</pre>")
	if end < 0 {
		return 0
	}
	name, all := "", map[string]string{}
	start := strings.Index(x.text, "<pre>") + len("<pre>")
	for _, l := range markupLines(x.text[start:end]) {
		line := x.text[start+l.Start : start+l.End]
		if before, _, ok := strings.Cut(line, ":"); ok && !strings.ContainsAny(before, " /@") {
			name = strings.ToLower(before)
			l.Start += len(before) + 1
			line = line[len(before)+1:]
		}
		all[name] += line + "\n"
		x.asHeading(func() { x.out.add(line, start+l.Start, len(line)) })
	}
	x.article.Title = prose.Fold(all["title"])
	x.article.Authors = markupPeople(all["author"] + all["authors"])
	x.article.Published = markupDate(all["created"] + all["assigned"])
	return end + len("</pre>")
}

// call is a reference to a note, or its definition.
type wikiCall struct {
	group, name, follow, extends string
	// mark is what stands for the reference, words what the note holds, if anything.
	mark, words prose.Stretch
	// write writes the words; without it they are wikitext.
	write func()
}

// call numbers a note when it is called for the first time, group by group, and has its words written behind the block.
func (x *wiki) call(c wikiCall) {
	n := x.noteOf(c)
	if c.follow != "" {
		x.lay(n, c)
		return
	}
	if !x.defining {
		x.label(n, c)
		x.unseenMark(x.run.place(c.mark.Start, c.mark.End), n.label, &n.writtenNote)
	}
	if c.words.Start >= c.words.End {
		return
	}
	words := x.text[c.words.Start:c.words.End]
	if n.defined && n.text == words {
		return
	}
	if !n.defined {
		n.defined, n.text = true, words
		x.lay(n, c)
		return
	}
	x.lay(x.newNote(n.label, n.name), c)
}

func (x *wiki) newNote(label, name string) *wikiNote {
	n := &wikiNote{writtenNote: writtenNote{label: label, kind: article.Endnote}, name: name}
	x.notes = append(x.notes, n)
	return n
}

// noteOf is the note that a reference means: a known one, or a new one.
func (x *wiki) noteOf(c wikiCall) *wikiNote {
	name := c.name
	if c.follow != "" {
		name = c.follow
	}
	key := c.group + "\x00" + name
	if n, ok := x.named[key]; ok && name != "" {
		if c.follow != "" {
			return x.newNote(n.label, name)
		}
		return n
	}
	n := x.newNote("", name)
	if name != "" {
		x.named[key] = n
	}
	return n
}

func (x *wiki) label(n *wikiNote, c wikiCall) {
	if n.label != "" {
		return
	}
	if c.extends != "" {
		parent := x.noteOf(wikiCall{group: c.group, name: c.extends})
		x.label(parent, wikiCall{group: c.group})
		parent.parts++
		n.label = parent.label + "." + strconv.Itoa(parent.parts)
		return
	}
	x.groups[c.group]++
	n.label = wikiLabel(c.group, x.groups[c.group])
}

// wikiLabel is the nth label of a group (Extension:Cite, the groups that it knows; others stand before the number).
func wikiLabel(group string, n int) string {
	switch group {
	case "", "decimal":
		return strconv.Itoa(n)
	case "lower-alpha":
		return noteLetters(n)
	case "upper-alpha":
		return strings.ToUpper(noteLetters(n))
	case "lower-greek":
		greek := []rune("αβγδεζηθικλμνξοπρστυφχψω")
		return string(greek[(n-1)%len(greek)])
	case "lower-roman":
		return romanNumber(n)
	case "upper-roman":
		return strings.ToUpper(romanNumber(n))
	default:
		return group + " " + strconv.Itoa(n)
	}
}

// lay has a note written behind the block.
func (x *wiki) lay(n *wikiNote, c wikiCall) {
	x.inlineNote(&n.writtenNote, c.words, func() {
		defining, tables := x.defining, x.tables
		x.defining, x.tables = false, 0
		if c.write != nil {
			c.write()
		} else {
			x.scan(c.words.Start, c.words.End, false, 1)
		}
		x.defining, x.tables = defining, tables
	})
}
