package read

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// odtStyles are what matters of the styles of a document.
type odtStyles struct {
	// byName are the styles of paragraphs and of words by their families and names.
	byName map[string]*odtStyle
	lists  map[string]map[int]odtListLevel
	// footnotes and endnotes tell how notes are numbered.
	footnotes, endnotes odtNumbering
}

type odtStyle struct {
	name, parent string
	heading      bool
	quoted       bool
	position     string // super, sub or a number of per cent; empty if nothing is said
	hidden       bool
	slant        string // normal, italic, oblique; empty if nothing is said
	language     docxLanguage
}

type odtListLevel struct {
	format string
	start  int
}

type odtNumbering struct {
	format string
	offset int
}

// odtFormats are the formats of numbers (OpenDocument 1.3, part 3, 20.322, style:num-format) by their names in Office.
var odtFormats = map[string]string{"1": "decimal", "i": "lowerRoman", "I": "upperRoman", "a": "lowerLetter", "A": "upperLetter", "": "none"}

func newODTStyles() odtStyles {
	return odtStyles{
		byName: map[string]*odtStyle{}, lists: map[string]map[int]odtListLevel{},
		footnotes: odtNumbering{format: "decimal"}, endnotes: odtNumbering{format: "lowerRoman"},
	}
}

// read adds the styles below an element. Those that are known already stay.
func (all *odtStyles) read(n *xmlNode) {
	if n == nil {
		return
	}
	for _, c := range n.children {
		switch c.name.Local {
		case "style", "default-style":
			name := c.get("family") + " " + c.get("name")
			if all.byName[name] == nil {
				all.byName[name] = odtStyleOf(c)
			}
		case "list-style", "outline-style":
			if all.lists[c.get("name")] == nil {
				all.lists[c.get("name")] = odtListLevels(c)
			}
		case "notes-configuration":
			numbering := odtNumbering{format: "decimal", offset: docxInt(c.get("start-value"), 0)}
			if format, ok := odtFormats[c.get("num-format")]; ok {
				numbering.format = format
			}
			if c.get("note-class") == string(article.Endnote) {
				all.endnotes = numbering
			} else {
				all.footnotes = numbering
			}
		}
	}
}

func odtStyleOf(n *xmlNode) *odtStyle {
	s := &odtStyle{name: n.get("name"), parent: n.get("parent-style-name"), heading: n.get("default-outline-level") != ""}
	s.quoted = s.name == "Quotations" // the same in all languages of LibreOffice
	p := n.child("text-properties")
	if p == nil {
		return s
	}
	s.position, _, _ = strings.Cut(p.get("text-position"), " ")
	for _, a := range p.attr {
		switch a.Local {
		case "display":
			s.hidden = a.Value == "none"
		case "font-style":
			s.slant = a.Value
		case "language":
			s.language.western = a.Value + s.language.western
		case "country":
			s.language.western = withRegion(s.language.western, a.Value)
		case "language-asian":
			s.language.eastern = a.Value + s.language.eastern
		case "country-asian":
			s.language.eastern = withRegion(s.language.eastern, a.Value)
		}
	}
	s.language.western, s.language.eastern = knownLanguage(s.language.western), knownLanguage(s.language.eastern)
	return s
}

func withRegion(language, region string) string {
	if region == "" || region == "none" {
		return language
	}
	return language + "-" + region
}

func knownLanguage(tag string) string {
	if strings.HasPrefix(tag, "none") || strings.HasPrefix(tag, "zxx") || strings.HasPrefix(tag, "-") {
		return ""
	}
	return tag
}

func odtListLevels(n *xmlNode) map[int]odtListLevel {
	levels := map[int]odtListLevel{}
	for _, c := range n.children {
		if c.is("list-level-style-number", "outline-level-style") {
			levels[docxInt(c.get("level"), 0)] = odtListLevel{format: c.get("num-format"), start: docxInt(c.get("start-value"), 1)}
		}
	}
	return levels
}

// style completes a style from those on which it is based.
func (all *odtStyles) style(family, name string) odtStyle {
	var s odtStyle
	for range longestBase {
		base := all.byName[family+" "+name]
		if base == nil {
			break
		}
		s.heading = s.heading || base.heading
		s.hidden = s.hidden || base.hidden
		s.quoted = s.quoted || base.quoted
		if s.name == "" || base.name == "Title" || base.name == "Subtitle" {
			s.name = base.name
		}
		s.position = cmp.Or(s.position, base.position)
		s.slant = cmp.Or(s.slant, base.slant)
		if s.language.western == "" {
			s.language.western = base.language.western
		}
		if s.language.eastern == "" {
			s.language.eastern = base.language.eastern
		}
		name = base.parent
	}
	return s
}

// isItalic tells whether words of a style are set in italics, if it says so; those around them decide if it does not.
func (s odtStyle) isItalic(around bool) bool {
	if s.slant == "" {
		return around
	}
	return s.slant == "italic" || s.slant == "oblique"
}

// isRaised tells whether words of a style stand above the line.
func (s odtStyle) isRaised() bool {
	if s.position == "super" {
		return true
	}
	percent, err := strconv.ParseFloat(strings.TrimSuffix(s.position, "%"), 64)
	return err == nil && percent > 0
}
