package read

import (
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// wikiParameter is one parameter of a template: its name, or its number among those without one, and where its value
// stands.
type wikiParameter struct {
	name string
	prose.Stretch
}

// braces reads a template.
func (s *wikiScan) braces(i int) int {
	end, ok := s.x.pairs[i]
	if !ok || end+2 > s.end {
		return i + 2
	}
	name, parameters := s.parameters(i+2, end)
	s.take(i, end+2)
	if s.depth >= deepestMarkup {
		return end + 2
	}
	whole := prose.Stretch{Start: i, End: end + 2}
	switch {
	case isWikiCitation(name):
		s.citation(parameters)
	case s.noteTemplate(name, whole, parameters):
	case isWikiList(name):
		s.list(parameters)
	case wikiShown[name] != "":
		s.shown(wikiShown[name], parameters)
	default:
		s.drop(i+2, end)
	}
	return end + 2
}

func isWikiCitation(name string) bool {
	return strings.HasPrefix(name, "cite ") || name == "citation" || name == "cite" || strings.HasPrefix(name, "harv") || name == "literatur"
}

func isWikiList(name string) bool {
	return name == "reflist" || name == "references" || name == "refs" || strings.HasPrefix(name, "notelist")
}

// isWikiWords tells the templates that stand among words.
func isWikiWords(name string) bool {
	switch name {
	case "efn", "efn-lr", "efn-la", "efn-ua", "efn-ur", "efn-lg", "notetag", "refn", "ref tag", "#tag:ref", "r", "rp", "sfn", "sfnp", "sfnm":
		return true
	}
	return isWikiCitation(name) || isWikiList(name) || wikiShown[name] != "" || strings.HasSuffix(name, " needed")
}

// parameters parts a template at the bars that stand in no link and no template within.
func (s *wikiScan) parameters(start, end int) (name string, all []wikiParameter) {
	text := s.run.text
	at, number := start, 0
	add := func(to int) {
		if name == "" && at == start {
			name = strings.ToLower(strings.ReplaceAll(prose.Fold(text[at:to]), "_", " "))
			return
		}
		p := wikiParameter{Stretch: trimmed(text, prose.Stretch{Start: at, End: to})}
		if key, _, ok := strings.Cut(text[at:to], "="); ok && !strings.ContainsAny(key, "<[{/") {
			p.name = strings.ToLower(strings.TrimSpace(key))
			p.Stretch = trimmed(text, prose.Stretch{Start: at + len(key) + 1, End: to})
		} else {
			number++
			p.name = strconv.Itoa(number)
		}
		all = append(all, p)
	}
	for i := start; i < end; i++ {
		switch text[i] {
		case '[', '{':
			if closing, ok := s.x.pairs[i]; ok && closing < end {
				i = closing + 1
			}
		case '<':
			if closing := min(end, s.x.verbatim[i]); closing > i {
				i = closing - 1
			} else if closing := s.referenceEnd(i, end); closing > i {
				i = closing - 1
			}
		case '|':
			add(i)
			at = i + 1
		}
	}
	add(end)
	if strings.HasPrefix(name, "#tag:") {
		name = strings.TrimSpace(name)
	}
	return name, all
}

// referenceEnd is where a ref element ends, in which bars part nothing.
func (s *wikiScan) referenceEnd(i, end int) int {
	rest := s.run.text[i:end]
	if wikiTagName(rest) != "ref" {
		return 0
	}
	tag := strings.IndexByte(rest, '>')
	if tag < 0 || rest[tag-1] == '/' {
		return i + tag + 1
	}
	closing := strings.Index(rest, "</ref")
	if closing < 0 {
		return 0
	}
	return i + closing
}

func parameter(all []wikiParameter, names ...string) (wikiParameter, bool) {
	for _, name := range names {
		for _, p := range all {
			if p.name == name && p.Start < p.End {
				return p, true
			}
		}
	}
	return wikiParameter{}, false
}

func (s *wikiScan) value(all []wikiParameter, name string) string {
	p, _ := parameter(all, name)
	return s.run.text[p.Start:p.End]
}

// noteTemplate reads the templates that make notes, and tells whether this is one.
func (s *wikiScan) noteTemplate(name string, whole prose.Stretch, all []wikiParameter) bool {
	c := wikiCall{group: s.value(all, "group"), name: s.value(all, "name"), mark: prose.Stretch{Start: whole.Start, End: whole.Start + 2}}
	first, _ := parameter(all, "1")
	c.words = first.Stretch
	switch name {
	case "efn", "efn-lr", "notetag", "efn-la":
		c.group = groupOr(c.group, "lower-alpha")
	case "efn-ua":
		c.group = "upper-alpha"
	case "efn-ur":
		c.group = "upper-roman"
	case "efn-lg":
		c.group = "lower-greek"
	case "refn", "ref tag", "#tag:ref", "#tag: ref":
	case "r":
		for _, p := range all {
			if len(p.name) == 1 && p.name[0] >= '1' && p.name[0] <= '9' && p.Start < p.End {
				s.x.call(wikiCall{group: c.group, name: s.run.text[p.Start:p.End], mark: c.mark})
			}
		}
		return true
	case "sfn", "sfnp", "sfnm":
		c.name = "sfn|" + s.run.text[whole.Start+2:whole.End]
		c.words = prose.Stretch{Start: whole.Start + 2 + len(name), End: whole.End - 2}
		c.write = func() { s.citation(all) }
	default:
		return false
	}
	s.x.call(c)
	return true
}

func groupOr(group, standard string) string {
	if group == "" {
		return standard
	}
	return group
}

// list reads the notes that are defined in a template for their list.
func (s *wikiScan) list(all []wikiParameter) {
	refs, ok := parameter(all, "refs")
	if !ok {
		return
	}
	s.m.flush()
	s.x.defining = true
	s.drop(refs.Start, refs.End)
	s.x.defining = false
	s.m.flush()
}

// wikiUnread are the parameters of a citation that are for the template alone.
var wikiUnread = prose.Words(`ref mode df url-status dead-url deadurl url-access doi-access name-list-style display-authors
	display-editors postscript language lang script-title cs1-dates last-author-amp nopp no-pp no-tracking author-link
	author-mask editor-link registration subscription group name format type`)

// wikiPrefixes stand before the values of some parameters of a citation.
var wikiPrefixes = map[string]string{
	"doi": "doi:", "isbn": "ISBN ", "issn": "ISSN ", "pmid": "PMID ", "pmc": "PMC ", "arxiv": "arXiv:", "eprint": "arXiv:",
	"p": "p. ", "page": "p. ", "pp": "pp. ", "pages": "pp. ", "access-date": "accessed ", "accessdate": "accessed ", "oclc": "OCLC ",
	"archive-url": "archived ", "archiveurl": "archived ",
}

// citation writes the values of a citation's parameters in the order in which they stand.
func (s *wikiScan) citation(all []wikiParameter) {
	written := false
	for _, p := range all {
		key := strings.TrimRight(p.name, "0123456789")
		if p.Start >= p.End || key != "" && (wikiUnread[key] || strings.HasSuffix(key, "-link") || strings.HasSuffix(key, "-mask") || strings.HasSuffix(key, "-access")) {
			continue
		}
		if written {
			s.m.out.add(", ", s.m.out.last(), 0)
		}
		written = true
		s.m.out.add(wikiPrefixes[p.name], s.run.place(p.Start, p.Start).Start, 0)
		s.x.scan(p.Start, p.End, false, s.depth+1)
	}
}

// wikiShown are templates that show some of their parameters as they are.
var wikiShown = map[string]string{
	"lang": "2", "transl": "3 2", "transliteration": "3 2", "nowrap": "1", "nobr": "1", "small": "1", "smaller": "1", "big": "1", "em": "1",
	"strong": "1", "quote": "1 text", "blockquote": "1 text", "cquote": "1 text", "quotation": "1 text", "abbr": "1", "tooltip": "1", "circa": "1",
	"c.": "1", "ship": "1 2", "as of": "1", "visible anchor": "1", "vanchor": "1", "url": "1", "official website": "1", "webarchive": "url",
	"doi": "1", "mono": "1", "sub": "1", "sup": "1", "main": "-", "ill": "1", "interlanguage link": "1", "convert": "1 2", "cvt": "1 2",
	"val": "1", "nbsp": "-", "page needed": "-",
}

// shown writes the first of some parameters that there is; of two that belong together, both.
func (s *wikiScan) shown(names string, all []wikiParameter) {
	for name := range strings.FieldsSeq(names) {
		p, ok := parameter(all, name)
		if !ok {
			continue
		}
		if names == "1 2" && name == "2" {
			s.m.out.add(" ", s.m.out.last(), 0)
		}
		s.x.scan(p.Start, p.End, false, s.depth+1)
		if names != "1 2" {
			return
		}
	}
}
