package read

import (
	"cmp"
	"strconv"
	"strings"
)

// docxStyles are the styles of a document by their ids.
type docxStyles struct {
	byID map[string]*docxStyle
	// language is that of words for which nothing else is said.
	language docxLanguage
}

type docxStyle struct {
	// name is the style's English name, which is the same in all languages of Word for the styles that are built in.
	name, basedOn string
	paragraph     docxParagraph
	run           docxRun
}

// docxParagraph is what matters of a paragraph's properties.
type docxParagraph struct {
	// outline is the level in the outline, from 1; 0 if nothing is said.
	outline int
	// list and level are of the list whose item it is.
	list  string
	level int
}

// docxRun is what matters of a run's properties. Empty strings say nothing.
type docxRun struct {
	position string // superscript, subscript, baseline
	hidden   string // on, off
	italic   string // on, off
	language docxLanguage
}

// docxLanguage are language tags for Western and for East Asian words.
type docxLanguage struct{ western, eastern string }

// longestBase bounds a chain of styles that are based on each other.
const longestBase = 20

func docxStylesOf(root *xmlNode) docxStyles {
	all := docxStyles{byID: map[string]*docxStyle{}}
	if root == nil {
		return all
	}
	if defaults := root.find("rPrDefault"); defaults != nil {
		all.language = docxRunOf(defaults.find("rPr")).language
	}
	for _, n := range root.findAll("style") {
		s := &docxStyle{paragraph: docxParagraphOf(n.child("pPr")), run: docxRunOf(n.child("rPr"))}
		if name := n.child("name"); name != nil {
			s.name = strings.ToLower(name.get("val"))
		}
		if base := n.child("basedOn"); base != nil {
			s.basedOn = base.get("val")
		}
		all.byID[n.get("styleId")] = s
	}
	return all
}

// chain visits a style and those on which it is based.
func (all docxStyles) chain(id string, visit func(*docxStyle)) {
	for range longestBase {
		s := all.byID[id]
		if s == nil {
			return
		}
		visit(s)
		id = s.basedOn
	}
}

// name is the English name of a style; that of a style which is not defined is its id.
func (all docxStyles) name(id string) string {
	if s := all.byID[id]; s != nil {
		return s.name
	}
	return strings.ToLower(id)
}

// isHeading tells the styles of headings, of titles and of the lines of a table of contents: they claim nothing.
func (all docxStyles) isHeading(id string) bool {
	heading := isHeadingStyle(all.name(id))
	all.chain(id, func(s *docxStyle) { heading = heading || isHeadingStyle(s.name) })
	return heading
}

// isQuotation tells the styles that Word has for quotations, and those based on them.
func (all docxStyles) isQuotation(id string) bool {
	quotes := func(name string) bool { return name == "quote" || name == "intense quote" }
	quoted := quotes(all.name(id))
	all.chain(id, func(s *docxStyle) { quoted = quoted || quotes(s.name) })
	return quoted
}

func isHeadingStyle(name string) bool {
	if name == "title" || name == "subtitle" || name == "toc heading" {
		return true
	}
	for _, prefix := range []string{"heading", "toc"} {
		rest, ok := strings.CutPrefix(name, prefix)
		if _, err := strconv.Atoi(strings.TrimSpace(rest)); ok && err == nil {
			return true
		}
	}
	return false
}

// paragraphIn completes the properties of a paragraph from its style.
func (all docxStyles) paragraphIn(id string, p docxParagraph) docxParagraph {
	all.chain(id, func(s *docxStyle) {
		if p.outline == 0 {
			p.outline = s.paragraph.outline
		}
		if p.list == "" {
			p.list = s.paragraph.list
			p.level = max(p.level, s.paragraph.level)
		}
	})
	return p
}

// runIn completes the properties of a run from its style.
func (all docxStyles) runIn(id string, r docxRun) docxRun {
	all.chain(id, func(s *docxStyle) {
		if r.position == "" {
			r.position = s.run.position
		}
		r.hidden = cmp.Or(r.hidden, s.run.hidden)
		r.italic = cmp.Or(r.italic, s.run.italic)
	})
	if r.language.western == "" {
		r.language.western = all.language.western
	}
	if r.language.eastern == "" {
		r.language.eastern = all.language.eastern
	}
	return r
}

// docxParagraphOf reads a pPr element.
func docxParagraphOf(n *xmlNode) docxParagraph {
	var p docxParagraph
	if n == nil {
		return p
	}
	for _, c := range n.children {
		switch c.name.Local {
		case "outlineLvl":
			if level, err := strconv.Atoi(c.get("val")); err == nil && level >= 0 && level < 9 {
				p.outline = level + 1
			}
		case "numPr":
			if id := c.child("numId"); id != nil {
				p.list = id.get("val")
			}
			if level := c.child("ilvl"); level != nil {
				p.level = min(max(docxInt(level.get("val"), 0), 0), deepestList-1)
			}
		}
	}
	return p
}

// docxRunOf reads an rPr element.
func docxRunOf(n *xmlNode) docxRun {
	var r docxRun
	if n == nil {
		return r
	}
	for _, c := range n.children {
		switch c.name.Local {
		case "vertAlign":
			r.position = c.get("val")
		case "vanish":
			r.hidden = docxSwitch(c)
		case "i":
			r.italic = docxSwitch(c)
		case "lang":
			r.language = docxLanguage{western: c.get("val"), eastern: c.get("eastAsia")}
		}
	}
	return r
}

// docxOn reads a property that is on or off (ECMA-376, 17.17.4, CT_OnOff): without a value it is on.
func docxOn(n *xmlNode) bool {
	switch n.get("val") {
	case "0", "false", "off":
		return false
	default:
		return true
	}
}

func docxSwitch(n *xmlNode) string {
	if docxOn(n) {
		return "on"
	}
	return "off"
}

func docxInt(s string, otherwise int) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		return otherwise
	}
	return n
}

// deepestList is how deep lists can be nested in Word.
const deepestList = 9

// docxLists number the items of lists, whose numbers stand nowhere in the words.
type docxLists struct {
	// kinds are the definitions of lists (abstractNum) by their ids, lists those by which paragraphs name them (num).
	kinds map[string]*docxListKind
	lists map[string]*docxList
}

type docxListKind struct {
	levels [deepestList]docxListLevel
	// counts are the numbers of the last items.
	counts [deepestList]int
	begun  [deepestList]bool
}

type docxListLevel struct {
	format string
	start  int
}

type docxList struct {
	kind   *docxListKind
	starts map[int]int // by level, for a list that begins anew
}

func docxListsOf(root *xmlNode) docxLists {
	all := docxLists{kinds: map[string]*docxListKind{}, lists: map[string]*docxList{}}
	if root == nil {
		return all
	}
	for _, n := range root.findAll("abstractNum") {
		kind := &docxListKind{}
		for _, level := range n.findAll("lvl") {
			i := docxInt(level.get("ilvl"), -1)
			if i < 0 || i >= deepestList {
				continue
			}
			kind.levels[i].start = 1
			if format := level.child("numFmt"); format != nil {
				kind.levels[i].format = format.get("val")
			}
			if start := level.child("start"); start != nil {
				kind.levels[i].start = docxInt(start.get("val"), 1)
			}
		}
		all.kinds[n.get("abstractNumId")] = kind
	}
	for _, n := range root.findAll("num") {
		list := &docxList{starts: map[int]int{}}
		if kind := n.child("abstractNumId"); kind != nil {
			list.kind = all.kinds[kind.get("val")]
		}
		for _, override := range n.findAll("lvlOverride") {
			if start := override.child("startOverride"); start != nil {
				list.starts[docxInt(override.get("ilvl"), 0)] = docxInt(start.get("val"), 1)
			}
		}
		all.lists[n.get("numId")] = list
	}
	return all
}

// next counts an item of a list, and gives its number if it is one in digits; 0 if it is not.
func (all docxLists) next(id string, level int) int {
	list := all.lists[id]
	if list == nil || list.kind == nil {
		return 0
	}
	kind := list.kind
	start, anew := list.starts[level]
	switch {
	case anew:
		delete(list.starts, level)
		kind.counts[level] = start
	case kind.begun[level]:
		kind.counts[level]++
	default:
		kind.counts[level] = kind.levels[level].start
	}
	kind.begun[level] = true
	for deeper := level + 1; deeper < deepestList; deeper++ {
		kind.begun[deeper] = false
	}
	if kind.levels[level].format != "decimal" {
		return 0
	}
	return max(kind.counts[level], 0)
}
